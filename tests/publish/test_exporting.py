"""A release as files: every row of it, described, counted, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knell import Record, extract
from knell.figures import rules
from knell.model import Report
from knell.publish import Cut, LostRows, NotOurs, Terms, export, find_layout, fresh
from knell.publish.formats import jsonl_files
from knell.publish.package import PACKAGE
from knell.publish.tables import BadRow, Row, Table

DAY = date(2026, 1, 1)
TEXTS = {
    "a": "The clash in Osh on 3 May 2001 killed 12 people, police said. Another 30 people were injured.",
    "b": "The clash in Osh on 3 May 2001 killed 14 people, a hospital doctor said.",
    "c": "A flood near Naryn on 9 June 2003 killed at least 5 people and left 2 missing.",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of two events, of which one is reviewed."""
    with Record(tmp_path_factory.mktemp("record") / "r.db") as made:
        for ident, text in TEXTS.items():
            told = Report(id=ident, text=text, published=date(2003, 6, 10), language="en", outlet=f"Outlet {ident}")
            made.add(extract(told))
        made.link()
        first = min(made.events(), key=lambda one: one.key)
        made.mark_reviewed(first.key, by="ana", why="read all of it")
        yield made


def written(record: Record, folder: Path, *formats: str, **terms: Any) -> Path:
    folder.mkdir(parents=True)
    export(Cut(record, Terms(DAY, **{"unreviewed": True, **terms})), find_layout("own"), formats or ("csv",), folder)
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_says_whether_it_was_reviewed(record: Record, tmp_path: Path) -> None:
    folder = written(record, tmp_path / "all")
    for path in folder.glob("*.csv"):
        assert {row["reviewed"] for row in rows_of(path)} <= {"true", "false"}, path.name
    assert [row["reviewed"] for row in rows_of(folder / "events.csv")] == ["true", "false"]
    only = written(record, tmp_path / "only", unreviewed=False)
    assert [row["reviewed"] for row in rows_of(only / "events.csv")] == ["true"]
    assert not any("false" in row["reviewed"] for path in only.glob("*.csv") for row in rows_of(path))


def test_what_is_unknown_is_empty_and_nobody_is_0(record: Record, tmp_path: Path) -> None:
    events = rows_of(written(record, tmp_path / "r") / "events.csv")
    flood = next(row for row in events if row["missing_low"])
    assert (flood["killed_low"], flood["killed_high"], flood["detained_low"]) == ("5", "", "")


def test_texts_go_in_only_where_they_are_asked_for(record: Record, tmp_path: Path) -> None:
    plain = written(record, tmp_path / "plain", "csv", "jsonl")
    assert not (plain / "texts.csv").exists()
    words = TEXTS["a"].partition(". ")[2]
    assert not any(TEXTS["a"] in path.read_text() for path in plain.iterdir()) and words
    told = rows_of(written(record, tmp_path / "texts", texts=True) / "texts.csv")
    assert {row["report"]: row["text"] for row in told} == TEXTS


def test_the_package_names_every_file_with_its_hash_and_rows(record: Record, tmp_path: Path) -> None:
    folder = written(record, tmp_path / "r", "csv", "jsonl", "sqlite")
    package = json.loads((folder / "datapackage.json").read_text())
    named = {one["path"]: one for one in package["resources"]}
    assert {path.name for path in folder.iterdir()} == {*named, "datapackage.json"}
    assert len({one["name"] for one in package["resources"]}) == len(package["resources"])
    for path, one in named.items():
        assert one["hash"] == "sha256:" + hashlib.sha256((folder / path).read_bytes()).hexdigest()
        assert one["bytes"] == (folder / path).stat().st_size
    claims = named["claims.csv"]
    assert claims["rows"] == len(rows_of(folder / "claims.csv")) == package["knell"]["rows"]["claims"]
    assert [one["name"] for one in claims["schema"]["fields"]] == list(rows_of(folder / "claims.csv")[0])
    known = {one["name"] for one in package["resources"]}
    for resource in package["resources"]:
        for foreign in resource.get("schema", {}).get("foreignKeys", ()):
            assert foreign["reference"]["resource"] in known


def test_the_codebook_says_what_every_column_and_every_rule_is(record: Record, tmp_path: Path) -> None:
    told = (written(record, tmp_path / "r", rule="ucdp") / "codebook.md").read_text(encoding="utf-8")
    for table in find_layout("own").tables(Terms(DAY)):
        assert f"\n## {table.name}\n" in told
        assert all(f"| `{field.name}` |" in told for field in table.fields)
    assert all(f"\n### {rule.id}\n" in told for rule in rules())
    assert "Leading figures are by the coding rule `ucdp/" in told


def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path) -> None:
    formats = ("csv", "jsonl", "sqlite")
    one, two = (written(record, tmp_path / name, *formats, texts=True) for name in ("one", "two"))
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in two.iterdir()
    }


def test_every_report_stands_once_and_every_key_is_there(record: Record, tmp_path: Path) -> None:
    folder = written(record, tmp_path / "r")
    tables = {path.stem: rows_of(path) for path in folder.glob("*.csv")}
    for table in find_layout("own").tables(Terms(DAY)):
        keys = [tuple(row[name] for name in table.key) for row in tables[table.name]]
        assert len(set(keys)) == len(keys), table.name
        for other in table.foreign:
            there = {tuple(row[name] for name in other.to) for row in tables[other.table]}
            assert {tuple(row[name] for name in other.fields) for row in tables[table.name]} <= there


def test_a_lost_row_is_told_and_nothing_is_published(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = jsonl_files.JsonLines.write

    def forgetful(self: jsonl_files.JsonLines, table: Table, row: Row) -> None:
        if table.name != "claims" or row["position"] != 0:
            kept(self, table, row)

    monkeypatch.setattr(jsonl_files.JsonLines, "write", forgetful)
    with pytest.raises(LostRows, match="rows of claims were written"), fresh(tmp_path / "r") as folder:
        export(Cut(record, Terms(DAY, unreviewed=True)), find_layout("own"), ["jsonl"], folder)
    assert not any(tmp_path.iterdir())


def test_a_row_that_is_not_as_declared_is_refused(record: Record) -> None:
    layout = find_layout("own")
    tables = {table.name: table for table in layout.tables(Terms(DAY))}
    entry = next(iter(Cut(record, Terms(DAY, unreviewed=True)).entries()))
    made: Mapping[str, Row] = dict(layout.rows(entry, Terms(DAY)))
    claim = made["claims"]
    assert tables["claims"].checked(claim)
    for column, cell in (
        ("low", -1),
        ("low", True),
        ("outcome", "hurt"),
        ("id", None),
        ("confidence", 2.0),
        ("confidence", float("nan")),
    ):
        with pytest.raises(BadRow, match=f"claims.{column}"):
            tables["claims"].checked({**claim, column: cell})
    with pytest.raises(BadRow, match="not those declared: more"):
        tables["claims"].checked({**claim, "more": 1})


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("mine")
    with pytest.raises(NotOurs, match="no release of knell"), fresh(tmp_path / "mine"):
        raise AssertionError("never reached")
    assert (tmp_path / "mine" / "diary.txt").read_text() == "mine"


@pytest.mark.parametrize("package", ['{"name": "mine", "resources": []}', "[]", "{", '{"knell": {}, "resources": 1}'])
def test_a_data_package_of_others_is_left_alone(tmp_path: Path, package: str) -> None:
    (tmp_path / PACKAGE).write_text(package)
    with pytest.raises(NotOurs, match="no release of knell"), fresh(tmp_path):
        raise AssertionError("never reached")
    assert (tmp_path / PACKAGE).read_text() == package


def test_what_somebody_put_beside_a_release_is_not_thrown_away(record: Record, tmp_path: Path) -> None:
    target = written(record, tmp_path / "r")
    (target / "maps").mkdir()
    (target / "maps" / "notes.txt").write_text("mine")
    with pytest.raises(NotOurs, match=r"holds maps/notes\.txt, which is not of the release"), fresh(target):
        raise AssertionError("never reached")
    assert (target / "maps" / "notes.txt").read_text() == "mine"
    (target / "maps" / "notes.txt").unlink()
    with pytest.raises(NotOurs, match="holds late"), fresh(target) as folder:
        (folder / "half.txt").write_text("half")
        (target / "late").write_text("mine")
    assert (target / "late").read_text() == "mine"


def test_an_older_release_stays_until_the_new_one_is_whole(record: Record, tmp_path: Path) -> None:
    target = written(record, tmp_path / "r")
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    with pytest.raises(RuntimeError), fresh(target) as folder:
        (folder / "half.txt").write_text("half")
        raise RuntimeError
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    with fresh(target) as folder:
        (folder / PACKAGE).write_text("{}")
    assert [path.name for path in target.iterdir()] == [PACKAGE]
    assert [path.name for path in tmp_path.iterdir()] == ["r"]

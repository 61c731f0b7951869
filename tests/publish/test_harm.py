"""What a policy withholds is nowhere in a release: no format, no layout, no name of a file, no byte.

The looking here is another than the one that knell does itself: it knows of no words, only of letters and bytes.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knell import Record, extract
from knell.model import Report
from knell.publish import (
    Cut,
    Leaked,
    Policy,
    Terms,
    export,
    exporting,
    find_layout,
    format_names,
    layout_names,
    opened_release,
    publish,
    restore_release,
)
from knell.publish.calendar import calendar, occasions
from knell.publish.versions import Releases

DAY = date(2026, 2, 1)
NAMES = ("Almaz Beishenova", "Алмаз Бейшенова", "Beishenova")
PLACE = "Uzgen"
PARTS = ("beishenova", "бейшенова", "almaz", "алмаз", "uzgen", "%d0%b1%d0%b5%d0%b9", "\\u0411\\u0435\\u0439")
REPORTS = (
    Report(
        id="almaz-beishenova.html",
        text="Shelling in Uzgen on 4 June 1990 killed 21 people, Almaz Beishenova, a nurse, said. "
        "A court found in 1993 that militiamen under Beishenova were responsible for the killings in Uzgen.",
        title="Almaz Beishenova remembers Uzgen",
        published=date(1993, 6, 6),
        language="en",
        outlet="Uzgen Herald",
        url="https://example.org/%D0%90%D0%BB%D0%BC%D0%B0%D0%B7-%D0%91%D0%B5%D0%B9%D1%88%D0%B5%D0%BD%D0%BE%D0%B2%D0%B0",
    ),
    Report(
        id="second",
        text="At least 19 people were killed in the shelling in Uzgen on 4 June 1990, officials said. "
        "Every year on 4 June the town keeps a day of mourning for those killed in Uzgen on 4 June 1990.",
        title="Nineteen dead",
        published=date(1990, 6, 7),
        language="en",
        outlet="Post",
        url="https://example.org/second?by=almaz_beishenova",
    ),
)
VALUES = {"outcome": "killed", "low": 22, "high": 22, "wording": "exact", "cited": "Almaz Beishenova"}
POLICY = Policy.of(
    {
        "names": [{"of": "witness", "spellings": list(NAMES)}],
        "places": [{"names": [PLACE], "to": "country"}],
        "fields": [{"field": "decisions.by"}],
    }
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("harm") / "r.db") as made:
        for report in REPORTS:
            made.add(extract(report))
        made.link()
        for event in made.events():
            made.describe(event.key, {"name": "The day of Almaz Beishenova"}, by="zhyldyz", why="so says Beishenova")
            made.mark_reviewed(event.key, by="zhyldyz", why="rang Almaz Beishenova in Uzgen")
        yield made


@pytest.fixture(scope="module")
def point(record: Record) -> tuple[float, float]:
    """Where the place is: nothing may say so."""
    places = [event.event.place for event in record.events()]
    found = [(one.lat, one.lon) for one in places if one is not None and one.lat is not None and one.lon is not None]
    assert found
    return found[0]


def contents(path: Path) -> Iterator[bytes]:
    """A file as it is and unpacked."""
    raw = path.read_bytes()
    yield str(path.name).encode()
    yield raw
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if raw.startswith(b"SQLite"):
        with sqlite3.connect(path) as base:
            for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                try:
                    yield repr(base.execute(f'SELECT * FROM "{table}"').fetchall()).encode()
                except sqlite3.OperationalError:
                    continue
        base.close()
    if raw.startswith(b"PAR1"):
        from pyarrow import parquet

        table = parquet.read_table(path)
        yield repr(table.to_pylist()).encode()
        yield repr(table.schema.metadata).encode()


def assert_clean(folder: Path, point: tuple[float, float], *more: str) -> None:
    files = [one for one in sorted(folder.rglob("*")) if one.is_file()]
    assert files
    packed = {struct.pack(order + "d", number) for number in point for order in "<>"}
    written = {repr(number) for number in point if len(repr(number)) > 4}
    for path in files:
        for content in contents(path):
            text = content.decode("utf-8", "replace").casefold()
            said = [part for part in (*PARTS, *more) if part.casefold() in text]
            assert not said, f"{path.relative_to(folder)} says {said}"
            assert not all(number in text for number in written), path
            assert not [number for number in packed if number in content], path


def test_the_record_does_say_it(record: Record, point: tuple[float, float], tmp_path: Path) -> None:
    export(Cut(record, Terms(DAY)), find_layout("own"), ["csv"], tmp_path)
    with pytest.raises(AssertionError, match="beishenova"):
        assert_clean(tmp_path, point)
    assert not (tmp_path / "withheld.json").exists()


@pytest.mark.parametrize("layout", layout_names())
def test_no_format_of_a_layout_says_it(layout: str, record: Record, point: tuple[float, float], tmp_path: Path) -> None:
    for module in ("pyarrow", "xlsxwriter", "pyogrio"):
        pytest.importorskip(module)
    for texts in (False, True) if layout == "own" else (False,):
        folder = tmp_path / str(texts)
        folder.mkdir()
        made = export(Cut(record, Terms(DAY, policy=POLICY, texts=texts)), find_layout(layout), format_names(), folder)
        assert made.events == record.count_events()
        assert_clean(folder, point, "zhyldyz")
        told = json.loads((folder / "withheld.json").read_text())
        assert [one["rule"] for one in told["rules"]] == ["name 1", "place 1", "field 1"]
        assert all(one["fields"] for one in told["rules"])


def test_no_calendar_and_no_feed_says_it(record: Record, point: tuple[float, float], tmp_path: Path) -> None:
    root = tmp_path / "site"
    for version in ("1", "2"):
        terms = Terms(DAY, version=version, policy=POLICY)
        with Releases(root).adding(terms) as adding:
            cut = Cut(record, terms, adding.snapshot.add)
            days = [day for entry in cut.entries() for day in occasions(entry, entry.linked.event.name or entry.key)]
            assert days
            (adding.folder / "days.ics").write_bytes(b"".join(calendar(days, terms.title, terms.day)))
        if version == "2":
            break
        record.set_figure(record.events()[0].key, "injured", 2, 3, 4, by="zhyldyz", why="Almaz Beishenova says so")
        for event in record.events():
            record.mark_reviewed(event.key, by="zhyldyz")
    assert json.loads((root / "releases" / "2" / "changes.json").read_text())["changes"]
    assert_clean(root, point, "zhyldyz")


def test_no_page_says_it(record: Record, point: tuple[float, float], tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    root = tmp_path / "site"
    made = publish(record, Terms(DAY, policy=POLICY, address="https://a.example"), root, ["csv", "sqlite"])
    assert made.events == record.count_events() and made.pages
    assert_clean(root, point, "zhyldyz")
    plain = publish(record, Terms(DAY), tmp_path / "plain", ["csv"])
    with pytest.raises(AssertionError, match="beishenova"):
        assert_clean(plain.folder / "en", point)


def test_a_release_that_would_say_it_is_not_written(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(folder: Path) -> list[str]:
        (folder / "notes.txt").write_text("with thanks to Almaz\nBeishenova")
        return ["notes.txt"]

    target = tmp_path / "out"
    with pytest.raises(Leaked, match=r"notes\.txt \(name 1\)"), exporting.fresh(target) as made:
        export(Cut(record, Terms(DAY, policy=POLICY)), find_layout("own"), ["csv"], made, others=careless)
    assert not target.exists()


def test_the_event_is_there_with_its_key_and_its_numbers(record: Record) -> None:
    plain = list(Cut(record, Terms(DAY)).entries())
    hidden = list(Cut(record, Terms(DAY, policy=POLICY)).entries())
    assert [one.key for one in hidden] == [one.key for one in plain]
    assert [one.linked.claims for one in hidden] == [one.linked.claims for one in plain]
    assert [[f.range for r in one.figures.values() for f in r.values()] for one in hidden] == [
        [f.range for r in one.figures.values() for f in r.values()] for one in plain
    ]


def test_nothing_that_people_decided_says_it_nor_what_they_decided_about(
    point: tuple[float, float], tmp_path: Path
) -> None:
    """Claims as they were read, rejected ones, events taken apart, the place that was given: and none comes back."""
    for module in ("pyarrow", "xlsxwriter", "pyogrio"):
        pytest.importorskip(module)
    house = (40.76913, 73.30117)
    given: dict[str, Any] = {"by": "zhyldyz", "why": "Beishenova rang from Uzgen"}
    place = {"name": "the house of Beishenova", "lat": house[0], "lon": house[1], "precision": 1, "country": "KG"}
    with Record(tmp_path / "r.db") as record:
        for report in REPORTS:
            record.add(extract(report))
        record.link()
        claims = [claim for event in record.events() for claim in record.claims(event.key)]
        (named, *_) = [claim for claim in claims if claim.cited and "Beishenova" in claim.cited.text]
        record.correct(named.id, {"cited": None, "victims": "militiamen under Beishenova"}, **given)
        record.reject(named.id, **given)
        record.add_claim(REPORTS[0].id, record.events()[0].key, 40, 49, VALUES, **given)
        moved = record.move(named.id, None, **given)
        record.describe(str(moved.event), {"place": place}, **given)
        record.mark_copy(REPORTS[0].id, "second", **given)
        record.merge(str(moved.event), next(e.key for e in record.events() if e.key != moved.event), **given)
        folder = tmp_path / "out"
        folder.mkdir()
        terms = Terms(DAY, policy=POLICY, texts=True, unreviewed=True, people=True)
        made = export(Cut(record, terms), find_layout("own"), format_names(), folder)
        assert made.rows["readings"] and made.rows["log"] == len(record.decisions())
    for where in (point, house):
        assert_clean(folder, where, "zhyldyz")
    with Record(tmp_path / "again.db") as again:
        restored = restore_release(opened_release(folder), again)
        assert restored.decisions == made.rows["log"]
        plain = tmp_path / "plain"
        plain.mkdir()
        export(Cut(again, Terms(DAY, texts=True, unreviewed=True, people=True)), find_layout("own"), ["csv"], plain)
    for where in (point, house):
        assert_clean(plain, where, "zhyldyz")

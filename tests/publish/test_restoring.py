"""A release that is read again gives the record that it was made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knell import Record, extract
from knell.contract import dumps, linked_json
from knell.model import DateSignal, Part, PartKind, Report
from knell.publish import Cut, NotReadable, Terms, export, find_layout, opened_release, restore_release
from knell.publish.package import hashed

DAY = date(2026, 1, 1)
WORDS = (
    "The clash in Osh on 3 May 2001 killed 12 people, among them two children, police said. Another 30 were injured.",
    "The clash in Osh on 3 May 2001 killed 14 people, a doctor at the hospital said, up from 12. Nobody is missing.",
    "The clash in Osh on 3 May 2001 killed 12 people, among them two children, police said. Another 30 were injured.",
    "A flood near Naryn on 9 June 2003 killed at least 5 people.\r\nIn 2004 a court found the dam's owner responsible "
    "for the flood of 9 June 2003. The dead are remembered on 9 June every year.",
    'On 3 May 2001 dozens were hurt in Osh. "It was\tbad", said a witness; a flood killed 6 in Naryn on 9 June 2003.',
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record with copies, parts, revisions, a finding and a day of remembrance."""
    with Record(tmp_path_factory.mktemp("record") / "r.db") as made:
        for number, text in enumerate(WORDS):
            told = Report(
                id=f"r{number}",
                text=text,
                title=None if number else "A clash",
                published=None if number == 4 else date(2004, 6, 9 + number),
                language="en",
                outlet=f"Outlet {number}",
                url=f"https://example.org/{number}",
                sha256=f"{number:064}",
                parts=(Part(PartKind.BODY, 0, len(text)),) if number == 1 else (),
                updated=date(2004, 7, 1) if number == 2 else None,
                dates=(DateSignal("meta", "9 June", date(2004, 6, 9)), DateSignal("url", "2004", None, True)),
                extractor="plain 1",
                authors=("A. Uthor",) if number == 3 else (),
            )
            made.add(extract(told))
        made.link()
        yield made


def listed(record: Record) -> str:
    return dumps([linked_json(one) for one in record.events()])


def released(record: Record, folder: Path, *formats: str, unreviewed: bool = True, texts: bool = True) -> Path:
    folder.mkdir()
    given = Terms(DAY, unreviewed=unreviewed, texts=texts)
    export(Cut(record, given), find_layout("own"), formats or ("csv",), folder)
    return folder


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_events_claims_figures_and_sources_are_the_same(record: Record, tmp_path: Path, form: str) -> None:
    folder = released(record, tmp_path / "one", form)
    with Record(tmp_path / "again.db") as again:
        made = restore_release(opened_release(folder), again)
        assert (made.reports, made.same, made.other, made.not_in_release) == (5, len(record.events()), 0, 0)
        assert listed(again) == listed(record)
        for one, other in zip(record.extractions(), again.extractions(), strict=True):
            assert one == other
        second = released(again, tmp_path / "two", form)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }


def test_reading_it_twice_changes_nothing(record: Record, tmp_path: Path) -> None:
    folder = released(record, tmp_path / "one")
    with Record(tmp_path / "again.db") as again:
        restore_release(opened_release(folder), again)
        assert restore_release(opened_release(folder), again).other == 0
        assert again.count() == len(WORDS)


def test_a_file_that_was_changed_is_refused(record: Record, tmp_path: Path) -> None:
    folder = released(record, tmp_path / "one")
    claims = folder / "claims.csv"
    claims.write_bytes(claims.read_bytes().replace(b"12", b"21", 1))
    with pytest.raises(NotReadable, match=r"claims\.csv: is not as it was written"):
        opened_release(folder)
    claims.unlink()
    with pytest.raises(NotReadable, match=r"claims\.csv: is missing"):
        opened_release(folder)


def test_what_cannot_be_read_again_says_why(record: Record, tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="holds no texts"):
        opened_release(released(record, tmp_path / "textless", texts=False))
    with pytest.raises(NotReadable, match="neither JSON lines nor CSV"):
        opened_release(released(record, tmp_path / "map", "geojson"))
    with pytest.raises(NotReadable, match="does not describe a release"):
        opened_release(tmp_path)
    other = released(record, tmp_path / "other")
    package = json.loads((other / "datapackage.json").read_text())
    package["knell"]["layout"] = "ged/25.1"
    (other / "datapackage.json").write_text(json.dumps(package))
    with pytest.raises(NotReadable, match=r"laid out as ged/25\.1"):
        opened_release(other)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"outcome":"killed"', '"outcome":"hurt"'),
        ('"low":12', '"low":"twelve"'),
        ('"low":12', '"low":-12'),
        ('"low":12,', '"low":12,"more":1,'),
        ('"low":12,', ""),
        ('"report":"r0"', '"report":null'),
        ('{"id"', '["id"'),
    ],
)
def test_rows_that_knell_never_writes_are_told_and_nothing_is_guessed(
    record: Record, tmp_path: Path, was: str, now: str
) -> None:
    folder = released(record, tmp_path / "one", "jsonl")
    claims, package = folder / "claims.jsonl", folder / "datapackage.json"
    before = f"sha256:{hashed(claims)[1]}"
    assert was in claims.read_text()
    claims.write_text(claims.read_text().replace(was, now, 1))
    package.write_text(package.read_text().replace(before, f"sha256:{hashed(claims)[1]}"))
    with Record(tmp_path / "again.db") as again:
        with pytest.raises(NotReadable, match=r"claims\.jsonl: row \d+ is not as knell writes it"):
            restore_release(opened_release(folder), again)
        assert again.count() == 0

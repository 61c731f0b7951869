"""How bytes came here is kept: each capture once, whatever was known of them before."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from knell.model import Capture, Extraction
from knell.record import Record, Sealed, Standing
from tests.record.dumping import dump
from tests.record.older import to_0010
from tests.record.strategies import example

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def captured(capture: Capture | None, ident: str = "r1", raw: bytes = b"raw") -> tuple[Extraction, bytes]:
    """An extraction whose bytes were had in this way."""
    extraction, raw = example(ident, raw)
    return replace(extraction, report=replace(extraction.report, capture=capture)), raw


FIRST = Capture("https://example.org/a", NOON, (("ETag", "1"),))
LATER = Capture("https://example.org/a", NOON + timedelta(days=1), (("ETag", "1"),))
ELSEWHERE = Capture("https://example.org/mirror", NOON)


def test_the_same_bytes_at_another_time_are_a_further_capture(record: Record) -> None:
    assert record.add(*captured(LATER)) is Standing.ADDED
    before = dump(record.name)
    assert record.add(*captured(LATER)) is Standing.ALREADY_THERE
    assert dump(record.name) == before
    assert record.add(*captured(ELSEWHERE, ident="named otherwise")) is Standing.ALREADY_THERE
    assert record.add(*captured(FIRST)) is Standing.ALREADY_THERE
    assert record.add(*captured(None)) is Standing.ALREADY_THERE
    assert record.count() == 1
    assert sorted(map(repr, record.captures("r1"))) == sorted(map(repr, [FIRST, ELSEWHERE, LATER]))
    assert record.captures("r1")[-1] == LATER
    (kept,) = record.extractions()
    assert kept.report.capture == record.captures("r1")[0]


def test_captures_do_not_depend_on_the_order_they_came_in(tmp_path: Path) -> None:
    found = []
    for name, order in (("a.db", (FIRST, LATER, ELSEWHERE)), ("b.db", (ELSEWHERE, LATER, FIRST))):
        with Record(tmp_path / name) as record:
            for capture in order:
                record.add(*captured(capture))
        found.append(dump(tmp_path / name))
    assert found[0] == found[1]


def test_captures_of_what_is_there_can_be_noted_without_extracting(record: Record) -> None:
    record.add(*captured(FIRST))
    again, unknown = captured(LATER)[0].report, captured(LATER, "other", b"other")[0].report
    assert record.note_captures([again, again, unknown]) == 1
    assert record.note_captures([again]) == 0
    assert record.captures("r1") == [FIRST, LATER]
    assert record.captures("other") == []


def test_two_reports_of_one_batch_with_the_same_bytes_are_one_with_two_captures(record: Record) -> None:
    record.add_many([Sealed(*captured(FIRST)), Sealed(*captured(LATER, "again"))])
    assert record.captures("r1") == [FIRST, LATER]


def test_an_id_that_clashes_leaves_no_capture(record: Record) -> None:
    record.add(*captured(FIRST))
    assert record.add(*captured(LATER, raw=b"other bytes")) is Standing.CLASH
    assert record.captures("r1") == [FIRST]


def test_moments_are_kept_in_utc(record: Record) -> None:
    east = NOON.astimezone(timezone(timedelta(hours=4)))
    record.add(*captured(replace(FIRST, at=east)))
    assert record.note_captures([captured(replace(FIRST, at=NOON.replace(tzinfo=None)))[0].report]) == 0
    (kept,) = record.captures("r1")
    assert kept.at is not None
    assert kept.at.isoformat() == "2024-03-01T12:00:00+00:00"


def test_a_record_without_captures_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Record(path) as record:
        record.add(*captured(None))
    to_0010(path)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE captures")
        raw.execute("DROP TABLE visits")
        raw.execute("DROP TABLE exchanges")
        raw.execute("ALTER TABLE decisions DROP COLUMN seal")
        for name in ("updated", "dates", "extractor", "read_by", "seal", "authors"):
            raw.execute(f"ALTER TABLE reports DROP COLUMN {name}")
        for table in ("local_events", "events"):
            raw.execute(f"ALTER TABLE {table} DROP COLUMN aliases")
        raw.execute("UPDATE knell_version SET version_num = '0004'")
    raw.close()
    with Record(path) as record:
        (kept,) = record.extractions()
        bare = replace(captured(None)[0].report, updated=None, dates=(), extractor="")
        assert kept == replace(captured(None)[0], report=bare)
        assert record.note_captures([captured(FIRST)[0].report]) == 1
        assert record.captures("r1") == [FIRST]

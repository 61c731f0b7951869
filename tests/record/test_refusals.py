"""What a record refuses, in one clear line, and that it then holds nothing of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from knell.model import Count, Event, Extraction, Interval, Wording
from knell.record import Record, RecordError, Sealed, Standing
from knell.record.opening import open_database
from tests.record.dumping import dump
from tests.record.strategies import example


def with_claim(**changes: object) -> Extraction:
    extraction, _ = example()
    return replace(extraction, claims=(replace(extraction.claims[0], **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (with_claim(count=Count(10, 9, Wording.RANGE)), "ck_claims_low_order"),
        (with_claim(count=Count(-1, None, Wording.EXACT)), "ck_claims_low_count"),
        (with_claim(count=Count(10**30, None, Wording.EXACT)), "too large"),
        (with_claim(start=9, end=8), "ck_claims_span_start_order"),
        (with_claim(confidence=1.5), "ck_claims_confidence"),
        (with_claim(event="no such event"), "not among its events"),
        (replace(example()[0], events=(Event("e1"), Event("e1"))), "same key"),
        (replace(example()[0], claims=example()[0].claims * 2), "two claims have the id"),
        (
            replace(example()[0], events=(Event("e1", interval=Interval(date(2020, 1, 2), date(2020, 1, 1), 1)),)),
            "day_start_order",
        ),
        (
            replace(example()[0], events=(Event("e1", interval=Interval(date(2020, 1, 2), date(2020, 1, 2), 9)),)),
            "date_precision",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(tmp_path: Path, broken: Extraction, says: str) -> None:
    good = Sealed(*example("good", b"good"))
    with Record(tmp_path / "r.db") as record:
        with pytest.raises(RecordError) as refused:
            record.add_many([good, Sealed(broken)])
        assert says in str(refused.value)
        assert len(str(refused.value).splitlines()) == 1
        assert record.count() == 0
        assert record.add_many([good]) == [Standing.ADDED]
    assert len(dump(tmp_path / "r.db")["claims"]) == 1


def test_bytes_that_are_not_those_of_the_hash_are_refused(record: Record) -> None:
    extraction, _ = example()
    with pytest.raises(RecordError, match="sha256 is not that of the bytes"):
        record.add(extraction, b"others")


def test_a_claim_id_of_another_report_is_refused(record: Record) -> None:
    first, _ = example("a", b"one")
    second, _ = example("b", b"two")
    record.add(first)
    with pytest.raises(RecordError, match="in the record already, from another report"):
        record.add(replace(second, claims=first.claims))


def test_a_figure_that_is_out_of_order_is_refused_by_the_tables_themselves(record: Record) -> None:
    record.add(*example())
    database = open_database(record.name, create=False, wait=1)
    with pytest.raises(RecordError, match="ck_local_figures_low_order"), database.writing() as connection:
        connection.execute(text("UPDATE local_figures SET low = 745, best = 744"))
    database.close()


def test_what_a_report_says_is_bound_to_its_report(record: Record) -> None:
    database = open_database(record.name, create=False, wait=1)
    with pytest.raises(RecordError, match="FOREIGN KEY"), database.writing() as connection:
        connection.execute(text("INSERT INTO unlinked VALUES ('nobody knows it')"))
    database.close()


def test_an_unknown_event_is_said(record: Record) -> None:
    with pytest.raises(RecordError, match="there is no event abc"):
        record.event("abc")


def one_line(target: Path | str, *, create: bool = False, wait: float = 0.1) -> str:
    """What opening it says."""
    with pytest.raises(RecordError) as refused:
        Record(target, create=create, wait=wait)
    assert len(str(refused.value).splitlines()) == 1
    return str(refused.value)


def test_a_missing_record_is_not_made_by_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert one_line(path) == f"{path}: there is no such record; make one with: knell add INPUT --record {path}"
    assert not path.exists()


def test_files_that_are_no_records_are_named(tmp_path: Path) -> None:
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"not a database at all")
    assert one_line(noise, create=True) == f"{noise}: is not a knell record, or it is damaged"
    empty = tmp_path / "empty.db"
    empty.touch()
    assert "is empty" in one_line(empty)
    assert "is a folder" in one_line(tmp_path, create=True)
    assert "the folder" in one_line(tmp_path / "no" / "r.db", create=True)
    assert "needs a file name" in one_line(":memory:", create=True)
    assert "needs a file name" in one_line("", create=True)
    assert "needs a file name" in one_line("nul\x00byte.db", create=True)
    assert one_line(str(tmp_path / ("x" * 300)), create=True)


def test_an_empty_file_becomes_a_record_when_adding(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Record(path) as record:
        assert record.count() == 0


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE reports (mine)")
    theirs.close()
    before = path.read_bytes()
    assert "not a knell record" in one_line(path, create=True)
    assert path.read_bytes() == before


def test_a_newer_record_asks_for_a_newer_knell(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Record(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE knell_version SET version_num = '9999'")
    raw.close()
    assert "made by a newer knell; upgrade with" in one_line(path)


def test_a_damaged_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record(path) as record:
        record.add_many([Sealed(*example(f"r{n}", b"%d" % n)) for n in range(50)])
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with pytest.raises(RecordError, match="damaged"), Record(path, create=False) as record:
        record.events()


def test_a_locked_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Record(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Record(path, wait=0.1) as record:
            assert record.events() == []
            with pytest.raises(RecordError, match="in use by another program"):
                record.add(*example())
    finally:
        other.close()


def test_a_record_that_may_not_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "with space?and#signs%20.db"
    with Record(path) as record:
        record.add(*example())
        record.link()
    monkeypatch.setattr("os.access", lambda *_: False)
    with Record(path, create=False) as record:
        assert len(record.events()) == 1
        with pytest.raises(RecordError, match="read-only"):
            record.link()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://somewhere/db", "knell keeps records in SQLite"),
        ("://", "is not a database address"),
        ("postgresql://user:secret@127.0.0.1:1/none", "cannot be reached"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, says: str) -> None:
    if address.startswith("postgresql"):
        pytest.importorskip("psycopg")
    said = one_line(address, create=True)
    assert says in said
    assert "secret" not in said


def test_without_psycopg_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert 'pip install "knell[pg]"' in one_line("postgresql://somewhere/db", create=True)

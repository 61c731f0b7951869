"""What goes into a record comes out as it was."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.model import Extraction, Report
from knell.record import Record, Sealed, Standing
from knell.record.stored import StoredList, StoredText, escape, unescape
from tests.record.strategies import example, sealed, texts

Pair = tuple[Extraction, bytes]


@given(st.lists(sealed(), max_size=4, unique_by=(lambda pair: pair[0].report.id, lambda pair: pair[1])))
@settings(max_examples=25)
def test_extractions_and_their_bytes_come_out_as_they_went_in(pairs: list[Pair]) -> None:
    with TemporaryDirectory() as folder, Record(Path(folder) / "r.db") as record:
        assert record.add_many([Sealed(*pair) for pair in pairs]) == [Standing.ADDED] * len(pairs)
        kept = list(record.extractions())
        # in the order of their ids as they are stored: one that holds NUL is escaped
        assert kept == sorted((pair[0] for pair in pairs), key=lambda one: escape(one.report.id).encode())
        assert [record.raw(extraction.report.id) for extraction, _ in pairs] == [raw for _, raw in pairs]
        record.link()
        assert sum(len(event.claims) for event in record.events()) == sum(len(pair[0].claims) for pair in pairs)


@given(texts)
def test_escaped_text_holds_no_nul_and_no_lone_surrogate(text: str) -> None:
    kept = escape(text)
    assert "\x00" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert unescape(kept) == text


@given(texts, texts)
def test_no_two_texts_are_kept_alike(one: str, other: str) -> None:
    assert (escape(one) == escape(other)) == (one == other)


def test_text_without_strange_letters_is_kept_as_it_is() -> None:
    assert escape("Xocalı: 613 nəfər\n") == "Xocalı: 613 nəfər\n"
    assert escape("a\x00b\ud800c\\u0000") == "a\\u0000b\\ud800c\\\\u0000"


def test_nothing_stays_nothing() -> None:
    for kind in (StoredText(), StoredList()):
        assert kind.process_bind_param(None, None) is None  # type: ignore[arg-type]
        assert kind.process_result_value(None, None) is None  # type: ignore[arg-type]


def test_a_report_without_archived_bytes_is_kept_too(record: Record) -> None:
    bare = Extraction(Report(id="typed in", text="Nobody was hurt."))
    assert record.add(bare) is Standing.ADDED
    assert list(record.extractions(["typed in"])) == [bare]
    assert record.raw("typed in") is None
    assert record.add(bare) is Standing.ALREADY_THERE
    changed = replace(bare, report=replace(bare.report, text="Four were hurt."))
    assert record.add(changed) is Standing.CLASH


def test_the_same_bytes_are_kept_once(record: Record) -> None:
    extraction, raw = example("a")
    again = replace(extraction, report=replace(extraction.report, id="b"), claims=())
    assert record.add_many([Sealed(extraction, raw), Sealed(again, raw), Sealed(extraction, raw)]) == [
        Standing.ADDED,
        Standing.ALREADY_THERE,
        Standing.ALREADY_THERE,
    ]
    assert record.count() == 1


def test_an_id_that_is_taken_by_other_bytes_clashes_and_the_first_stays(record: Record) -> None:
    first, raw = example("a", b"one")
    second, other = example("a", b"two", low=3)
    assert record.add(first, raw) is Standing.ADDED
    assert record.add(second, other) is Standing.CLASH
    assert list(record.extractions()) == [first]
    assert record.raw("a") == b"one"


def test_standings_foresee_what_adding_does(record: Record) -> None:
    first, raw = example("a", b"one")
    record.add(first, raw)
    batch = [example("a", b"one"), example("a", b"two"), example("b", b"one"), example("c", b"new"), example("c", b"x")]
    foreseen = record.standings([extraction.report for extraction, _ in batch])
    assert foreseen == [
        Standing.ALREADY_THERE,
        Standing.CLASH,
        Standing.ALREADY_THERE,
        Standing.NEW,
        Standing.CLASH,
    ]
    done = record.add_many([Sealed(*pair) for pair in batch])
    assert [Standing.NEW if standing is Standing.ADDED else standing for standing in done] == foreseen


@pytest.mark.parametrize("many", [1, 500, 501, 1201])
def test_any_number_of_reports_can_be_read_back(record: Record, many: int) -> None:
    batch = [
        Sealed(Extraction(Report(id=f"r{n}", text=str(n), sha256=hashlib.sha256(b"%d" % n).hexdigest())))
        for n in range(many)
    ]
    record.add_many(batch)
    assert [kept.report.id for kept in record.extractions()] == sorted(one.report.id for one in batch)
    wanted = [f"r{n}" for n in range(0, many, 2)]
    assert [kept.report.id for kept in record.extractions(wanted)] == sorted(wanted)
    assert record.standings([one.report for one in batch]) == [Standing.ALREADY_THERE] * many

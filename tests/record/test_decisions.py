"""What people decided about claims is kept for good, and linking goes by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knell.events import link, local_key
from knell.record import Kind, Record, RecordError, Sealed, linking
from tests.events.makers import MIRSK, ORVELD, days, figure, told

DAY = days("2020-03-01")
FIRST = told("first", figure(12), when=DAY, where=ORVELD)
SECOND = told("second", figure(12), when=DAY, where=ORVELD)
ELSEWHERE = told("elsewhere", figure(40), when=days("2020-06-01"), where=MIRSK)
NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)


@pytest.fixture(params=[0, 10**6], ids=["in steps", "anew"])
def three(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    """A record of two reports of one event and one of another."""
    monkeypatch.setattr(linking, "_WORTH", request.param)
    with Record(tmp_path / "r.db") as record:
        record.add_many([Sealed(one) for one in (FIRST, SECOND, ELSEWHERE)])
        record.link()
        yield record


def groups(record: Record) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(event.reports)) for event in record.events())


def event_of(record: Record, report: str) -> str:
    return next(event.key for event in record.events() if report in event.reports)


def test_a_placed_claim_moves_and_stays(three: Record) -> None:
    event = event_of(three, "first")
    assert three.place("elsewhere-0", event, by="Ada", why="the same night", made=NOON) > 0
    assert groups(three) == [("elsewhere", "first", "second")]
    lines: list[str] = []
    three.add(told("more", figure(40), when=days("2020-06-01"), where=MIRSK))
    three.link(lines.append)
    assert groups(three) == [("elsewhere", "first", "second"), ("more",)]
    (line,) = lines
    assert line.startswith(f"claim elsewhere-0 stays with event {event}, where Ada put it on 2026-01-20; ")
    assert len(line.splitlines()) == 1


def test_a_claim_kept_apart_stays_apart_until_it_is_freed(three: Record) -> None:
    apart = event_of(three, "first")
    member = "second-0" if local_key("first", "e1") == apart else "first-0"
    three.keep_apart(member, apart, by="Ada", why="two blasts")
    assert groups(three) == [("elsewhere",), ("first",), ("second",)]
    three.free(member, by="Ben", why="one blast after all")
    assert groups(three) == [("elsewhere",), ("first", "second")]
    assert [(one.kind, one.claim, one.by) for one in three.decisions(member)] == [
        (Kind.APART, member, "Ada"),
        (Kind.FREE, member, "Ben"),
    ]


def test_a_later_decision_takes_the_place_of_an_earlier_one(three: Record) -> None:
    first, other = event_of(three, "first"), event_of(three, "elsewhere")
    member = "second-0" if local_key("first", "e1") == first else "first-0"
    three.place(member, other, by="Ada", why="read again", made=NOON)
    assert ("elsewhere", member.removesuffix("-0")) in groups(three)
    three.place(member, first, by="Ben", why="no, the first")
    assert groups(three) == [("elsewhere",), ("first", "second")]
    old, new = three.decisions()
    assert (old.before, old.event, old.made, old.why) == (first, other, NOON, "read again")
    assert (new.before, new.event) == (min(local_key(member.removesuffix("-0"), "e1"), other), first)


def test_decisions_survive_linking_from_nothing(three: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    three.place("elsewhere-0", event_of(three, "first"), by="Ada", why="the same night")
    before = three.events()
    monkeypatch.setattr(linking, "LINKER", "another version")
    assert three.is_link_due()
    assert three.link() == 0
    assert three.events() == before


def test_freed_of_all_decisions_the_record_is_as_linked(three: Record) -> None:
    three.place("elsewhere-0", event_of(three, "first"), by="Ada", why="the same night")
    three.free("elsewhere-0", by="Ada", why="mistaken")
    keys = sorted(event.key for event in link([FIRST, SECOND, ELSEWHERE]))
    assert sorted(event.key for event in three.events()) == keys


def test_what_cannot_be_decided_is_refused_in_one_line(three: Record) -> None:
    key = event_of(three, "elsewhere")
    for claim, event, by, why, words in (
        ("nobody-0", key, "Ada", "why", "there is no claim nobody-0"),
        ("first-0", "0000", "Ada", "why", "there is no event 0000"),
        ("first-0", key, " ", "why", "needs the name"),
        ("first-0", key, "Ada", "", "and a reason"),
    ):
        with pytest.raises(RecordError, match=words):
            three.place(claim, event, by=by, why=why)
    with pytest.raises(RecordError, match="named after claim"):
        three.keep_apart("elsewhere-0", key, by="Ada", why="why")
    assert three.decisions() == []
    assert groups(three) == [("elsewhere",), ("first", "second")]


def test_a_decision_that_was_changed_or_taken_out_is_found(three: Record) -> None:
    for number in range(3):
        three.place("elsewhere-0", event_of(three, "first"), by="Ada", why=f"reason {number}", made=NOON)
    assert not three.verify().wrong["decisions"]
    raw = sqlite3.connect(three.name, isolation_level=None)
    for change, named in (
        ("UPDATE decisions SET why = 'another' WHERE number = 2", {"decision 2"}),
        ("DELETE FROM decisions WHERE number = 1", {"decision 2"}),
        ("UPDATE decisions SET made = '2026-01-21 12:00:00.000000' WHERE number = 3", {"decision 3"}),
    ):
        raw.execute("BEGIN")
        assert raw.execute(change).rowcount == 1
        raw.execute("COMMIT")
        found = {fault.where for fault in three.verify().faults if fault.part == "decisions"}
        assert named <= found
    raw.execute("UPDATE decisions SET seal = NULL")
    assert "whether a decision was changed: made with an older knell" in three.verify().unchecked
    raw.close()

"""What people decide about claims: each decision is a row, holds until it is undone, and meets no other unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knell.model import Outcome, Wording
from knell.record import ClaimStatus, Conflict, Kind, Record, RecordError, Sealed
from tests.record.strategies import example


@pytest.fixture
def two(record: Record) -> Iterator[Record]:
    """A record of two reports of one event: 150 and 151 killed."""
    record.add_many([Sealed(*example(f"r{n}", b"%d" % n, low=150 + n)) for n in range(2)])
    record.link()
    yield record


def status(record: Record, claim: str = "r0-claim") -> ClaimStatus:
    return record.claim_states([claim])[claim].status


def test_a_claim_is_accepted_rejected_and_as_before_when_both_are_undone(two: Record) -> None:
    assert status(two) is ClaimStatus.UNREVIEWED
    accepted = two.accept("r0-claim", by="Ada")
    assert (accepted.kind, accepted.claim, accepted.old, accepted.new) == (
        Kind.ACCEPT,
        "r0-claim",
        {"status": "unreviewed"},
        {"status": "accepted"},
    )
    rejected = two.reject("r0-claim", by="Ben", why="of another night")
    assert status(two) is ClaimStatus.REJECTED
    two.undo(rejected.number, by="Ben")
    assert status(two) is ClaimStatus.ACCEPTED
    two.undo(accepted.number, by="Ada")
    assert status(two) is ClaimStatus.UNREVIEWED
    assert [one.undone_by for one in two.decisions()] == [4, 3, None, None]


def test_an_undo_taken_back_lets_its_decision_hold_again(two: Record) -> None:
    rejected = two.reject("r0-claim", by="Ben", why="of another night")
    undone = two.undo(rejected.number, by="Ben")
    with pytest.raises(RecordError, match="decision 1 is undone already, by decision 2"):
        two.undo(rejected.number, by="Ada")
    two.undo(undone.number, by="Ada")
    assert status(two) is ClaimStatus.REJECTED
    with pytest.raises(RecordError, match="there is no decision 99"):
        two.undo(99, by="Ada")


def test_a_claim_is_corrected_field_by_field(two: Record) -> None:
    two.correct("r0-claim", {"low": 147, "high": 147}, by="Ada", why="misread")
    made = two.correct("r0-claim", {"cited": None, "negated": False}, by="Ben", why="own voice")
    assert (dict(made.old)["cited_type"], dict(made.new)["cited"]) == ("unspecified_official", None)
    state = two.claim_states(["r0-claim"])["r0-claim"]
    assert state.status is ClaimStatus.CORRECTED
    assert (state.claim.count.low, state.claim.count.high, state.claim.cited) == (147, 147, None)
    assert state.original is not None
    assert (state.original.count.low, state.version) == (150, 2)
    assert state.decided is not None
    assert state.decided.by == "Ben"


def test_who_is_cited_stands_in_the_report(two: Record) -> None:
    two.correct("r0-claim", {"cited": "official", "perpetrator": {"start": 42, "end": 44}}, by="Ada", why="closer")
    claim = two.claim_states(["r0-claim"])["r0-claim"].claim
    text = two.reports(two.events()[0].key)[0].text
    assert claim.cited is not None
    assert claim.perpetrator is not None
    assert text[claim.cited.start : claim.cited.end] == "official"
    assert text[42:44] == claim.perpetrator.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "nothing would change"),
        ({"low": 150}, "nothing would change"),
        ({"colour": 1}, "no field 'colour'"),
        ({"low": -1}, "low must be 0 or more"),
        ({"low": 2**53, "high": 2**53}, "below 2"),
        ({"low": True}, "low must be a whole number"),
        ({"low": "12"}, "low must be a whole number"),
        ({"low": 12}, "exact needs low and high alike"),
        ({"low": 12, "high": 10, "wording": "range"}, "low must not be more than high"),
        ({"low": 12, "high": None, "wording": "range"}, "range needs both"),
        ({"low": None, "wording": "at_least"}, "at_least needs low"),
        ({"high": None, "wording": "at_most"}, "at_most needs high"),
        ({"outcome": "sad"}, "outcome must be one of killed"),
        ({"role": "all"}, "role must be one of total"),
        ({"negated": True}, "negated means"),
        ({"negated": 1}, "negated must be true or false"),
        ({"cited": "the mayor"}, "does not say 'the mayor'"),
        ({"cited": {"start": 0, "end": 999}}, "must stand in the report's text"),
        ({"cited": {"start": 5, "end": 5}}, "must stand in the report's text"),
        ({"cited": {"start": 0, "end": 2, "text": "No"}}, "it says 'On' there"),
        ({"cited": None, "cited_type": "police"}, "but nobody is"),
        ({"cited_type": "crowd"}, "cited_type must be one of government"),
        ({"severity": "fatal"}, "severity must be one of serious, light"),
        ({"victims_status": "good"}, "victims_status must be one of civilian"),
        ({"victims": "three kings"}, "does not say 'three kings'"),
        ({"victims": "150\x00people"}, "control character"),
    ],
)
def test_what_a_claim_cannot_say_is_refused_in_one_line(two: Record, changes: dict[str, object], words: str) -> None:
    with pytest.raises(RecordError, match=words) as refused:
        two.correct("r0-claim", changes, by="Ada", why="why")
    assert len(str(refused.value).splitlines()) == 1
    assert two.decisions() == []


@pytest.mark.parametrize(
    ("by", "why", "words"),
    [
        (" ", "why", "needs the name"),
        ("Ada", " ", "and a reason"),
        ("A\nda", "why", "one line"),
        ("Ada", "a\x1bb", "control character"),
        ("Ada", "\ud800", "control character"),
        ("Ada", "x" * 5000, "longer than 4,000"),
    ],
)
def test_a_decision_has_a_name_and_a_reason(two: Record, by: str, why: str, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        two.reject("r0-claim", by=by, why=why)
    with pytest.raises(RecordError, match="there is no claim nobody"):
        two.accept("nobody", by="Ada")


def test_an_undo_that_leaves_corrections_against_each_other_is_refused(two: Record) -> None:
    first = two.correct("r0-claim", {"low": 10, "high": 20, "wording": "range"}, by="Ada", why="one")
    two.correct("r0-claim", {"high": 12}, by="Ada", why="two")
    with pytest.raises(RecordError, match=r"decision 1 cannot be undone: .* contradict each other"):
        two.undo(first.number, by="Ada")
    assert two.claim_states(["r0-claim"])["r0-claim"].claim.count.wording is Wording.RANGE


def test_two_people_deciding_on_one_claim_meet(two: Record) -> None:
    seen = two.version("claim", "r0-claim")
    two.reject("r0-claim", by="Ada", why="of another night", seen=seen)
    two.accept("r1-claim", by="Ben", seen=seen)
    with pytest.raises(Conflict, match="Ada decided reject on") as met:
        two.accept("r0-claim", by="Ben", seen=seen)
    assert [one.by for one in met.value.since] == ["Ada"]
    assert two.accept("r0-claim", by="Ben", seen=two.version("claim", "r0-claim")).number == 3
    with pytest.raises(Conflict):
        two.undo(1, by="Ada", seen=1)
    assert two.version("claim", "nobody") == 0
    with pytest.raises(RecordError, match="claim, report, event, not house"):
        two.version("house", "nobody")


def test_history_is_of_an_event_a_claim_a_report_or_a_person(two: Record) -> None:
    key = two.events()[0].key
    two.accept("r0-claim", by="Ada")
    two.reject("r1-claim", by="Ben", why="no")
    two.undo(2, by="Ben")
    assert [one.number for one in two.history()] == [3, 2, 1]
    assert [one.number for one in two.history(event=key)] == [3, 2, 1]
    assert [one.number for one in two.history(claim="r1-claim")] == [3, 2]
    assert [one.number for one in two.history(report="r0")] == [1]
    assert [one.number for one in two.history(by="Ben", most=1)] == [3]
    assert [one.number for one in two.history(before=3, most=1)] == [2]
    assert two.history()[1].undone_by == 3
    assert two.history(event="nothing") == []


def test_decisions_of_many_kinds_are_sealed_in_one_chain(two: Record) -> None:
    two.accept("r0-claim", by="Ada")
    two.correct("r0-claim", {"outcome": Outcome.INJURED}, by="Ada", why="hurt")
    two.undo(1, by="Ada")
    assert not two.verify().wrong["decisions"]


def test_decisions_outlive_the_program(two: Record, tmp_path: Path) -> None:
    two.reject("r0-claim", by="Ada", why="of another night")
    two.close()
    with Record(tmp_path / "knell.db", create=False) as again:
        assert status(again) is ClaimStatus.REJECTED

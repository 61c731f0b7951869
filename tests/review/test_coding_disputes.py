"""What codings differ about is settled by somebody who coded none of it, and by nobody else."""

from __future__ import annotations

import pytest

from knell.record import Codings, Conflict, Record, RecordError
from knell.review.coding import assign, code_claim, code_event, finish, report_missing
from knell.review.coding_agreement import agreements
from knell.review.coding_disputes import Dispute, disputes
from knell.review.coding_fields import CANT_TELL, Answer, WrongAnswer
from knell.review.coding_settling import queue, settle
from knell.review.coding_sheet import sheet
from knell.review.doing import NotAllowed
from tests.review.test_coding import WHERE
from tests.review.test_coding_agreement import ONE, coded

CLAIM_FIELDS = ("verdict", "outcome", "count", "role", "victims_status", "cited_type")


def about_claims(record: Record) -> list[Dispute]:
    return [one for one in disputes(record) if one.item.startswith("claim:")]


def test_where_all_say_the_same_nothing_is_to_be_settled(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo")
    coded(record, harbour, "ed")
    assert about_claims(record) == []


def test_only_fields_that_differ_are_to_be_settled(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part", low=11, high=13, wording="range")
    found = about_claims(record)
    assert [one.field for one in found] == ["count", "role"]
    assert [option.letter for option in found[0].options] == ["A", "B"]
    assert {option.said["low"] for option in found[0].options} == {11, 12}
    assert found[0].people == {"bo"}


def test_it_is_settled_by_choosing_one_and_becomes_a_decision(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", low=11, high=13, wording="range")
    one = about_claims(record)[0]
    assert one.claim is not None
    theirs = next(option.said for option in one.options if option.said["low"] == 11)
    made = settle(record, "rita", one.item, one.field, theirs, why="eleven names are listed", seen=one.seen)
    assert about_claims(record) == []
    decided = record.history(claim=one.claim)[0]
    assert (decided.number, decided.by) == (made.decision, "rita")
    assert decided.why == "adjudication of second codings, count: eleven names are listed"
    count = record.claim_states([one.claim])[one.claim].claim.count
    assert (count.low, count.high) == (11, 13)
    assert {voice["who"] for voice in made.said["voices"]} == {"bo", None}


def test_what_the_record_holds_may_be_right(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    one = about_claims(record)[0]
    assert one.claim is not None
    settle(record, "rita", one.item, one.field, {"role": "total"})
    state = record.claim_states([one.claim])[one.claim]
    assert state.status.value == "accepted" and state.claim == state.original
    assert about_claims(record) == []


def test_whether_it_is_a_claim_at_all_is_settled_first(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    coded(record, harbour, "ed", verdict="not")
    (one,) = about_claims(record)
    assert one.field == "verdict" and one.claim is not None
    settle(record, "rita", one.item, one.field, {"verdict": "not"})
    assert record.claim_states([one.claim])[one.claim].status.value == "rejected"
    assert about_claims(record) == []


def test_a_claim_rejected_wrongly_counts_again(record: Record, harbour: str) -> None:
    first = record.event(harbour).claims[0]
    record.reject(first, by="ana", why="of another event")
    coded(record, harbour, "bo")
    (one,) = about_claims(record)
    assert one.people == {"ana", "bo"}
    settle(record, "rita", one.item, one.field, {"verdict": "claim"}, seen=one.seen)
    assert first in record.event(harbour).claims


def test_neither_of_them_may_be_right(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    one = about_claims(record)[0]
    assert one.claim is not None
    with pytest.raises(WrongAnswer, match="none of"):
        settle(record, "rita", one.item, one.field, {"role": "some"})
    settle(record, "rita", one.item, one.field, {"role": "additional"}, why="on top of the others")
    assert record.claim_states([one.claim])[one.claim].claim.role.value == "additional"


def test_who_said_something_of_it_does_not_settle_it(record: Record, harbour: str) -> None:
    first = record.event(harbour).claims[0]
    record.accept(first, by="ana")
    coded(record, harbour, "bo", role="part")
    one = about_claims(record)[0]
    for person in ("ana", "bo"):
        with pytest.raises(NotAllowed, match="somebody else"):
            settle(record, person, one.item, one.field, {"role": "total"})
        assert not [each for each in queue(record, person).yours if each.item == one.item]
    assert one in queue(record, "rita").yours
    assert not queue(record, "rita", hidden=[harbour]).yours


def test_it_waits_while_somebody_codes_the_event(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    assign(record, harbour, "ed", by="mia")
    one = about_claims(record)[0]
    assert one.waits and not queue(record, "rita").yours and queue(record, "rita").waiting
    with pytest.raises(RecordError, match="coding this still"):
        settle(record, "rita", one.item, one.field, {"role": "total"})


def test_a_decision_made_meanwhile_is_a_conflict(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    one = about_claims(record)[0]
    assert one.claim is not None
    record.correct(one.claim, {"severity": "light"}, by="ana", why="as it says")
    with pytest.raises(Conflict) as told:
        settle(record, "rita", one.item, one.field, {"role": "part"}, seen=one.seen)
    assert [each.by for each in told.value.since] == ["ana"]
    assert Codings(record).settled() == []


def test_it_is_settled_once(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    one = about_claims(record)[0]
    settle(record, "rita", one.item, one.field, {"role": "part"})
    with pytest.raises(RecordError, match="settled already"):
        settle(record, "rita", one.item, one.field, {"role": "total"})


def test_a_later_coding_that_differs_opens_it_again(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    one = about_claims(record)[0]
    settle(record, "rita", one.item, one.field, {"role": "part"})
    coded(record, harbour, "ed", role="other")
    assert [each.field for each in about_claims(record)] == ["role"]


def test_settling_changes_no_agreement(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part")
    coded(record, harbour, "ed")
    before = agreements(record).rows
    one = about_claims(record)[0]
    settle(record, "rita", one.item, one.field, {"role": "part"})
    assert agreements(record).rows == before


def test_that_the_words_do_not_tell_is_chosen_only_where_there_may_be_no_value(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role=CANT_TELL, victims_status=CANT_TELL)
    role, status = about_claims(record)
    assert [option.can_be for option in role.options if option.said["role"] == CANT_TELL] == [False]
    assert all(option.can_be for option in status.options)
    with pytest.raises(WrongAnswer, match="say what holds"):
        settle(record, "rita", role.item, role.field, {"role": CANT_TELL})


def test_who_is_cited_is_settled_with_their_words(record: Record, harbour: str) -> None:
    assign(record, harbour, "bo", by="mia")
    for line in sheet(record, "bo", harbour).lines:
        changes = {"cited_type": "witness"} if line.read["cited_type"] is None else {}
        code_claim(record, "bo", harbour, line.claim.id, {**line.read, **changes})
    code_event(record, "bo", harbour, WHERE)
    finish(record, "bo", harbour)
    one = next(each for each in about_claims(record) if each.report == "harbour-2")
    assert one.claim is not None
    with pytest.raises(WrongAnswer, match="words of the report"):
        settle(record, "rita", one.item, one.field, {"cited_type": "witness"})
    settle(record, "rita", one.item, one.field, {"cited_type": "witness", "cited": "people"})
    cited = record.claim_states([one.claim])[one.claim].claim.cited
    assert cited is not None and (cited.text, cited.type) == ("people", "witness")


def test_when_and_where_it_was_is_settled_too(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo")
    found = [one for one in disputes(record) if one.item.startswith("event:")]
    assert all(one.field in ("days", "place") for one in found)


def test_who_settled_one_field_may_settle_the_next(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo", role="part", low=11, high=13, wording="range")
    count, role = about_claims(record)
    settle(record, "rita", count.item, count.field, {"low": 11, "high": 13, "wording": "range", "negated": "no"})
    (left,) = queue(record, "rita").yours[:1]
    assert left.field == "role"
    settle(record, "rita", role.item, role.field, {"role": "part"})


def code_with(
    record: Record, event: str, coder: str, where: dict[str, Answer], missing: tuple[str, int, int] | None = None
) -> None:
    assign(record, event, coder, by="mia")
    for line in sheet(record, coder, event).lines:
        code_claim(record, coder, event, line.claim.id, line.read)
    code_event(record, coder, event, where)
    if missing is not None:
        report_missing(record, coder, event, missing, ONE)
    finish(record, coder, event)


def test_a_claim_that_one_coder_found_is_a_disagreement(record: Record, harbour: str) -> None:
    code_with(record, harbour, "bo", WHERE, ("harbour-1", 2, 7))
    code_with(record, harbour, "ed", WHERE)
    (one,) = [each for each in disputes(record) if each.field == "missing"]
    assert one.people == {"bo", "ed"}
    assert (one.report, one.start, one.end) == ("harbour-1", 2, 7)
    assert sorted(str(option.said["verdict"]) for option in one.options) == ["claim", "not"]
    settle(record, "rita", one.item, one.field, {"verdict": "not"}, why="the ship is not a person")
    assert not [each for each in disputes(record) if each.field == "missing"]
    assert record.history() == []


def test_what_the_record_has_already_is_not_missing(record: Record, harbour: str) -> None:
    claim = record.claims(harbour)[0]
    code_with(record, harbour, "bo", WHERE, ("harbour-1", claim.start, claim.end))
    assert not [each for each in disputes(record) if each.field == "missing"]


def test_days_and_places_that_differ_are_settled_apart(record: Record, harbour: str) -> None:
    code_with(record, harbour, "bo", {**WHERE, "start": "2021-05-02", "date_precision": "2"})
    code_with(record, harbour, "ed", {**WHERE, "place": "Baku", "country": "Azerbaijan"})
    found = {one.field: one for one in disputes(record) if one.item.startswith("event:")}
    assert set(found) == {"days", "place"}
    assert found["days"].people == {"bo", "ed"}
    held = next(option.said for option in found["days"].options if any(voice.record for voice in option.voices))
    settle(record, "rita", found["days"].item, "days", held)
    assert [one.field for one in disputes(record) if one.item.startswith("event:")] == ["place"]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"country": "Atlantis", "place": "Odesa"}, "no country of today"),
        ({"country": "UA", "place": "Nowhere at all"}, "no place is known"),
        ({"country": "UA", "place": "99999999999"}, "GeoNames has no place"),
    ],
)
def test_places_are_never_guessed(record: Record, harbour: str, chosen: dict[str, Answer], told: str) -> None:
    code_with(record, harbour, "bo", {**WHERE, "place": "Baku", "country": "Azerbaijan"})
    one = next(one for one in disputes(record) if one.field == "place")
    with pytest.raises(WrongAnswer, match=told):
        settle(record, "rita", one.item, one.field, chosen)


def test_a_missing_claim_that_is_one_is_added(record: Record, harbour: str) -> None:
    code_with(record, harbour, "bo", WHERE, ("harbour-1", 2, 7))
    code_with(record, harbour, "ed", WHERE)
    (one,) = [each for each in disputes(record) if each.field == "missing"]
    theirs = next(option.said for option in one.options if option.said["verdict"] == "claim")
    made = settle(record, "rita", one.item, one.field, theirs)
    added = record.history()[0]
    assert (added.number, added.kind, added.by) == (made.decision, "add", "rita")
    assert added.claim in record.event(harbour).claims
    assert not [each for each in disputes(record) if each.field == "missing"]


def test_days_and_places_that_are_settled_describe_the_event(record: Record, harbour: str) -> None:
    code_with(record, harbour, "bo", {**WHERE, "start": "2021-05-02", "date_precision": "2", "place": "Kyiv"})
    found = {one.field: one for one in disputes(record) if one.item.startswith("event:")}
    for field in ("days", "place"):
        theirs = next(
            option.said for option in found[field].options if all(not voice.record for voice in option.voices)
        )
        settle(record, "rita", found[field].item, field, theirs, seen=record.version("event", harbour))
    event = record.event(harbour).event
    assert event.interval is not None and event.place is not None
    assert (event.interval.start.isoformat(), event.interval.precision) == ("2021-05-02", 2)
    assert (event.place.name, event.place.country) == ("Kyiv", "UA")
    assert [one for one in disputes(record) if one.item.startswith("event:")] == []
    assert {one.kind for one in record.history(event=harbour)} == {"describe"}


def test_an_event_described_before_is_the_first_coding(record: Record, harbour: str) -> None:
    record.describe(harbour, {"start": "2021-05-01", "end": "2021-05-04", "date_precision": 2}, by="ana", why="as said")
    code_with(record, harbour, "bo", WHERE)
    table = agreements(record)
    assert table.coders == ("ana", "bo")
    start = next(row for row in table.rows if row.field.name == "start")
    assert start.found.units == 1 and start.found.percent == 0
    one = next(one for one in disputes(record) if one.field == "days")
    assert one.people == {"ana", "bo"}


def test_what_was_moved_away_meanwhile_is_still_settled(record: Record, harbour: str, market: str) -> None:
    coded(record, harbour, "bo", role="part")
    one = about_claims(record)[0]
    assert one.claim is not None
    record.move(one.claim, market, by="ana", why="of that event")
    moved = about_claims(record)[0]
    assert (moved.item, moved.event) == (one.item, market)

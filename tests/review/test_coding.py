"""An event is coded blind, claim by claim, until it is finished."""

from __future__ import annotations

import pytest

from knell.record import Codings, Record, RecordError
from knell.review import Person, Right, Role, accounts, grants, operator
from knell.review.coding import (
    Unfinished,
    assign,
    assign_sample,
    assignments_of,
    blind,
    blind_events,
    code_claim,
    code_event,
    finish,
    left,
    report_missing,
    take_back_missing,
    withdraw,
)
from knell.review.coding_fields import CANT_TELL, Answer, WrongAnswer
from knell.review.coding_people import coders
from knell.review.coding_sheet import sheet

BO = Person("bo", Role.CODER)
WHERE: dict[str, Answer] = {
    "start": "2021-05-03",
    "end": "2021-05-03",
    "date_precision": 1,
    "country": "Ukraine",
    "place": "Odesa",
}


def code_all(record: Record, event: str, coder: str = "bo", **changes: Answer) -> None:
    for line in sheet(record, coder, event).lines:
        code_claim(record, coder, event, line.claim.id, {**line.read, **changes})
    code_event(record, coder, event, WHERE)


def test_what_is_given_out_is_blind_until_it_is_finished(record: Record, harbour: str, market: str) -> None:
    assert blind_events(record, BO) == frozenset()
    given = assign(record, harbour, "bo", by="mia")
    assert blind_events(record, BO) == {harbour}
    locked = blind(record, BO)
    assert locked.claims == set(record.event(harbour).claims)
    assert locked.reports == {"harbour-1", "harbour-2"}
    assert not blind(record, Person("mia", Role.MANAGER))
    code_all(record, harbour)
    done = finish(record, "bo", harbour)
    assert (done.number, done.end, done.ended_by) == (given.number, "finished", "bo")
    assert not blind(record, BO)


def test_an_event_that_joined_another_takes_it_with_it(record: Record, harbour: str, market: str) -> None:
    assign(record, market, "bo", by="mia")
    claim = record.event(market).claims[0]
    record.place(claim, harbour, by="ana", why="the same attack")
    assert blind_events(record, BO) == {harbour, market}


def test_a_sheet_shows_claims_as_they_were_read(record: Record, harbour: str) -> None:
    assign(record, harbour, "bo", by="mia")
    shown = sheet(record, "bo", harbour)
    assert [line.report.id for line in shown.lines] == ["harbour-1", "harbour-1", "harbour-2"]
    assert [line.read["low"] for line in shown.lines] == [12, 30, 14]
    assert shown.left.claims == tuple(line.claim.id for line in shown.lines) and shown.left.event
    (read, many), *_ = shown.event_read
    assert many == 2 and read["start"] == "2021-05-03"


def test_nobody_codes_what_he_decided_himself(record: Record, harbour: str) -> None:
    claim = record.event(harbour).claims[0]
    record.free(claim, by="bo", why="as it is")
    with pytest.raises(RecordError, match="bo has decided"):
        assign(record, harbour, "bo", by="mia")
    with pytest.raises(RecordError, match="who is to code"):
        assign(record, harbour, " ", by="mia")
    with pytest.raises(RecordError, match="no claims"):
        assign(record, "nowhere", "bo", by="mia")


def test_where_there_are_accounts_a_coder_is_one_who_may_code(record: Record, harbour: str, market: str) -> None:
    root = operator("root")
    for name, role in (("Ana", Role.ADMIN), ("Bo", Role.CODER), ("Ro", Role.READER)):
        accounts.add(record, name, "seven blue kettles", role, root)
    assert assign(record, harbour, " bo ", by="Ana").coder == "Bo"
    with pytest.raises(RecordError, match="Ro may not code"):
        assign(record, harbour, "Ro", by="Ana")
    with pytest.raises(RecordError, match="no account"):
        assign(record, harbour, "Nobody", by="Ana")
    grants.grant(record, "Ro", Right.CODE, root, event=harbour)
    assert assign(record, harbour, "Ro", by="Ana").coder == "Ro"
    with pytest.raises(RecordError, match="Ro may not code"):
        assign(record, market, "Ro", by="Ana")
    assert coders(record) == ["Ana", "Bo"]


def test_an_event_is_given_to_a_coder_once(record: Record, harbour: str) -> None:
    given = assign(record, harbour, "bo", by="mia")
    with pytest.raises(RecordError, match="already"):
        assign(record, harbour, "bo", by="mia")
    withdraw(record, given.number, by="mia")
    with pytest.raises(RecordError, match="already"):
        assign(record, harbour, "bo", by="mia")
    assign(record, harbour, "ed", by="mia")


def test_what_is_said_is_kept_at_once_and_beside_what_was_said_before(record: Record, harbour: str) -> None:
    given = assign(record, harbour, "bo", by="mia")
    line = sheet(record, "bo", harbour).lines[0]
    code_claim(record, "bo", harbour, line.claim.id, {"verdict": "not"})
    code_claim(record, "bo", harbour, line.claim.id, {**line.read, "low": "13", "high": 15, "wording": "range"})
    said = Codings(record).said([given.number])
    assert [one.said["verdict"] for one in said] == ["not", "claim"]
    now = sheet(record, "bo", harbour).lines[0].said
    assert now is not None and (now["low"], now["high"]) == (13, 15)
    assert assignments_of(record, "bo")[0].coded == 1


def test_finishing_says_what_is_left_and_then_nothing_changes(record: Record, harbour: str) -> None:
    assign(record, harbour, "bo", by="mia")
    with pytest.raises(Unfinished, match="3 claims and the event") as told:
        finish(record, "bo", harbour)
    assert len(told.value.left.claims) == 3 and told.value.left.event
    code_all(record, harbour)
    assert not left(record, "bo", harbour)
    finish(record, "bo", harbour)
    claim = record.event(harbour).claims[0]
    for again in (
        lambda: code_claim(record, "bo", harbour, claim, {"verdict": "not"}),
        lambda: code_event(record, "bo", harbour, WHERE),
        lambda: finish(record, "bo", harbour),
    ):
        with pytest.raises(RecordError, match="finished; it cannot be changed"):
            again()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"verdict": "perhaps"}, "none of"),
        ({"low": "many"}, "not a whole number"),
        ({"low": -1}, "counts no people"),
        ({"low": 9, "high": 3}, "more than the highest"),
        ({"outcome": None}, "no answer"),
        ({"outcome": "hurt"}, "none of"),
    ],
)
def test_answers_that_make_no_sense_are_refused(
    record: Record, harbour: str, changes: dict[str, Answer], told: str
) -> None:
    assign(record, harbour, "bo", by="mia")
    line = sheet(record, "bo", harbour).lines[0]
    with pytest.raises(WrongAnswer, match=told):
        code_claim(record, "bo", harbour, line.claim.id, {**line.read, **changes})
    with pytest.raises(WrongAnswer, match="first day"):
        code_event(record, "bo", harbour, {**WHERE, "start": "2022-01-01"})
    with pytest.raises(WrongAnswer, match="at most 200"):
        code_event(record, "bo", harbour, {**WHERE, "place": "x" * 201})
    with pytest.raises(WrongAnswer, match="not a day"):
        code_event(record, "bo", harbour, {**WHERE, "start": "spring"})
    assert sheet(record, "bo", harbour).lines[0].said is None


def test_that_the_words_do_not_tell_is_an_answer(record: Record, harbour: str) -> None:
    assign(record, harbour, "bo", by="mia")
    line = sheet(record, "bo", harbour).lines[0]
    code_claim(record, "bo", harbour, line.claim.id, {"verdict": CANT_TELL})
    code_event(record, "bo", harbour, dict.fromkeys(WHERE, CANT_TELL))
    shown = sheet(record, "bo", harbour)
    assert shown.lines[0].said == {"verdict": CANT_TELL}
    assert shown.event_said == dict.fromkeys(WHERE, CANT_TELL)


def test_a_claim_that_was_not_found_is_reported_and_taken_back(record: Record, harbour: str, market: str) -> None:
    assign(record, harbour, "bo", by="mia")
    answers: dict[str, Answer] = {"outcome": "killed", "low": 1, "high": 1, "wording": "exact", "negated": False}
    number = report_missing(record, "bo", harbour, ("harbour-1", 2, 7), answers)
    missed = sheet(record, "bo", harbour).missed
    assert [(one.number, one.words, one.said["low"]) for one in missed] == [(number, "blast", 1)]
    with pytest.raises(RecordError, match="not one of those"):
        report_missing(record, "bo", harbour, ("market-1", 2, 7), answers)
    with pytest.raises(RecordError, match="select"):
        report_missing(record, "bo", harbour, ("harbour-1", 7, 7), answers)
    take_back_missing(record, "bo", harbour, number)
    assert sheet(record, "bo", harbour).missed == ()
    with pytest.raises(RecordError, match="no missing claim"):
        take_back_missing(record, "bo", harbour, number)


def test_a_sample_is_the_same_for_the_same_seed(record: Record, harbour: str, market: str) -> None:
    keys = [harbour, market]
    first = assign_sample(record, keys, "bo", size=1, seed=7, by="mia")
    again = assign_sample(record, keys[::-1], "ed", size=1, seed=7, by="mia")
    assert [one.event for one in first.assignments] == [one.event for one in again.assignments]
    told = first.assignments[0].sample
    assert told is not None and (told["seed"], told["size"], told["of"], told["place"]) == (7, 1, 2, 1)


def test_a_sample_passes_over_what_the_coder_may_not_have(record: Record, harbour: str, market: str) -> None:
    record.free(record.event(harbour).claims[0], by="bo", why="as it is")
    drawn = assign_sample(record, [harbour, market], "bo", size=2, seed=1, by="mia")
    assert [one.event for one in drawn.assignments] == [market]
    assert [event for event, _ in drawn.passed_over] == [harbour]


def test_only_what_was_given_can_be_coded(record: Record, harbour: str, market: str) -> None:
    with pytest.raises(RecordError, match="was not given"):
        sheet(record, "bo", harbour)
    assign(record, harbour, "bo", by="mia")
    with pytest.raises(RecordError, match="not one of those"):
        code_claim(record, "bo", harbour, record.event(market).claims[0], {"verdict": "not"})

"""What people decide about events: it holds in claims, sources and figures, is told, and leaves nothing when undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knell.events import CopyKind
from knell.model import Outcome, Range
from knell.record import ClaimStatus, Conflict, Record, RecordError, Sealed
from tests.events.makers import INJURED, KILLED, MIRSK, ORVELD, days, figure, told
from tests.record.dumping import dump

DAY = days("2020-03-01")
TEXT = "Twelve people were killed in Orveld on Sunday, the mayor said, and nine were hurt there."
FIRST = told("first", figure(12), figure(9, INJURED), when=DAY, where=ORVELD, published="2020-03-02", text=TEXT)
SECOND = told("second", figure(14), when=DAY, where=ORVELD, published="2020-03-03", text=TEXT[:60])
THIRD = told("third", figure(12), when=DAY, where=ORVELD, published="2020-03-04", text="Another text of its own words.")
ELSEWHERE = told("elsewhere", figure(40), when=days("2020-06-01"), where=MIRSK, text="Forty were killed in Mirsk.")
ADA: dict[str, Any] = {"by": "Ada", "why": "read again"}


@pytest.fixture(params=["sqlite", "postgresql"])
def four(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """A record of three reports of one event and one of another."""
    target = str(tmp_path / "knell.db")
    if request.param == "postgresql":
        from tests.record.test_postgresql import emptied

        target = emptied(request.getfixturevalue("postgresql"))
    with Record(target) as record:
        record.add_many([Sealed(one) for one in (FIRST, SECOND, THIRD, ELSEWHERE)])
        record.link()
        yield record


def key_of(record: Record, report: str) -> str:
    return next(linked.key for linked in record.events() if report in linked.reports)


def claims(record: Record) -> list[list[str]]:
    return sorted(sorted(claim.id for claim in record.claims(linked.key)) for linked in record.events())


def holds(record: Record) -> dict[str, list[str]]:
    """All that a record holds but the log."""
    log = ("decisions", "decision_subjects", "listing", "listing_people", "listing_state")
    return {table: rows for table, rows in dump(address(record)).items() if table not in log}


def address(record: Record) -> str:
    engine = record.database.engine
    return str(engine.url.render_as_string(hide_password=False)) if "postgresql" in str(engine.url) else record.name


def is_well(record: Record) -> bool:
    wrong = record.verify(links=True).wrong
    return not any(wrong[part] for part in ("events", "links", "decisions", "database"))


def test_a_rejected_claim_counts_nowhere_and_its_reason_is_told(four: Record) -> None:
    key, before = key_of(four, "first"), holds(four)
    assert four.figures(key)[KILLED].range == Range(12, 12, 14)
    made = four.reject("second-0", by="Ada", why="another day")
    killed = four.figures(key)[KILLED]
    assert killed.range == Range(12, 12, 12)
    assert ("second-0", "rejected by Ada: another day") in killed.left_out
    assert four.event(key).claims == ("first-0", "first-1", "third-0")
    assert four.event(key).independent_sources == 2
    assert [one.claim.id for one in four.statements(key)] == ["first-0", "first-1", "third-0"]
    assert four.events()[0].event.figures[KILLED] == Range(12, 12, 12)
    assert "second" in four.event(key).reports
    assert is_well(four)
    four.undo(made.number, by="Ada")
    assert holds(four) == before


def test_an_event_of_which_all_is_rejected_stays_and_has_no_figure(four: Record) -> None:
    key = key_of(four, "elsewhere")
    four.reject("elsewhere-0", by="Ada", why="a drill")
    linked = four.event(key)
    assert (linked.claims, linked.reports, linked.independent_sources, linked.grade) == ((), ("elsewhere",), 0, None)
    assert four.figures(key) == {}
    assert is_well(four)


def test_a_corrected_claim_counts_as_corrected(four: Record) -> None:
    key = key_of(four, "first")
    four.correct("second-0", {"low": 12, "high": 12}, **ADA)
    four.correct("first-1", {"outcome": "missing"}, **ADA)
    assert four.figures(key)[KILLED].range == Range(12, 12, 12)
    assert set(four.figures(key)) == {KILLED, Outcome.MISSING}
    assert {claim.id: claim.count.low for claim in four.claims(key)}["second-0"] == 12
    assert is_well(four)


def test_a_claim_is_added_where_it_stands_in_the_text(four: Record) -> None:
    key, before = key_of(four, "first"), holds(four)
    values = {"outcome": "injured", "low": 9, "high": 9, "wording": "exact", "cited": "the mayor"}
    made = four.add_claim("second", key, 33, 45, values, by="Ada")
    assert made.claim is not None
    (claim,) = [one for one in four.claims(key) if one.id == made.claim]
    assert (claim.quote, claim.count.low) == (TEXT[33:45], 9)
    assert claim.cited is not None
    assert TEXT[claim.cited.start : claim.cited.end] == "the mayor"
    assert four.claim_states([made.claim])[made.claim].status is ClaimStatus.ADDED
    with pytest.raises(RecordError, match="already, with the same number"):
        four.add_claim("second", key, 33, 45, values, by="Ben")
    assert is_well(four)
    four.reject(made.claim, **ADA)
    assert is_well(four)
    four.undo(made.number, by="Ada")
    assert four.claim_states([made.claim]) == {}
    assert holds(four) == before


@pytest.mark.parametrize(
    ("start", "end", "values", "words"),
    [
        (0, 99, {"outcome": "killed", "low": 1, "high": 1, "wording": "exact"}, "must stand in the report's text"),
        (5, 5, {"outcome": "killed", "low": 1, "high": 1, "wording": "exact"}, "must stand in the report's text"),
        (6, 7, {"outcome": "killed", "low": 1, "high": 1, "wording": "exact"}, "must have words"),
        (0, 6, {"low": 1, "high": 1, "wording": "exact"}, "outcome must be given"),
        (0, 6, {"outcome": "killed", "low": 1, "high": 1}, "wording must be given"),
        (0, 6, {"outcome": "killed", "wording": "exact"}, "exact needs low and high"),
        (0, 6, {"outcome": "killed", "low": 1, "high": 1, "wording": "exact", "size": 2}, "no field 'size'"),
    ],
)
def test_what_no_report_says_is_not_added(
    record: Record, start: int, end: int, values: dict[str, object], words: str
) -> None:
    record.add(SECOND)
    record.link()
    with pytest.raises(RecordError, match=words):
        record.add_claim("second", key_of(record, "second"), start, end, values, by="Ada")
    with pytest.raises(RecordError, match="no report nobody"):
        record.add_claim("nobody", key_of(record, "second"), 0, 6, values, by="Ada")
    assert record.decisions() == []


def test_one_claim_moves_and_its_report_tells_of_both_events(four: Record) -> None:
    key, other, before = key_of(four, "first"), key_of(four, "elsewhere"), holds(four)
    made = four.move("first-1", other, **ADA)
    assert made.new["event"] == other
    assert claims(four) == [["elsewhere-0", "first-1"], ["first-0", "second-0", "third-0"]]
    assert "first" in four.event(key).reports
    assert four.event(other).reports == ("first", "elsewhere")
    assert set(four.figures(other)) == {KILLED, INJURED}
    assert is_well(four)
    lines: list[str] = []
    four.add(told("more", figure(12), when=DAY, where=ORVELD, published="2020-03-05"))
    four.link(lines.append)
    assert claims(four)[0] == ["elsewhere-0", "first-1"]
    four.undo(made.number, by="Ada")
    assert claims(four) == [["elsewhere-0"], ["first-0", "first-1", "more-0", "second-0", "third-0"]]
    assert before.keys() == holds(four).keys()


def test_a_claim_of_its_own_event_has_its_report_s_days_and_place(four: Record) -> None:
    made = four.move("first-1", None, **ADA)
    linked = four.event(made.new["event"])
    assert (linked.claims, linked.reports, linked.event.place, linked.event.interval) == (
        ("first-1",),
        ("first",),
        ORVELD,
        DAY,
    )
    four.move("second-0", linked.key, **ADA)
    four.set_figure(linked.key, "injured", 8, 9, 10, **ADA)
    four.describe(linked.key, {"name": "The second blast"}, **ADA)
    assert four.event(linked.key).event.name == "The second blast"
    assert four.figures(linked.key)[INJURED].range == Range(8, 9, 10)
    assert is_well(four)
    with pytest.raises(RecordError, match="is alone in event"):
        four.move("elsewhere-0", None, **ADA)
    with pytest.raises(RecordError, match=r"is in event .* already"):
        four.move("elsewhere-0", key_of(four, "elsewhere"), **ADA)
    four.merge(linked.key, key_of(four, "elsewhere"), **ADA)
    assert ["elsewhere-0", "first-1", "second-0"] in claims(four)
    assert is_well(four)


def test_an_event_that_all_claims_left_is_gone_until_one_comes_back(four: Record) -> None:
    key, before = key_of(four, "elsewhere"), holds(four)
    made = four.move("elsewhere-0", key_of(four, "first"), **ADA)
    assert len(four.events()) == 1
    with pytest.raises(RecordError, match=f"there is no event {key}"):
        four.event(key)
    assert is_well(four)
    four.undo(made.number, by="Ada")
    assert holds(four) == before


def test_two_events_become_one_and_two_again(four: Record) -> None:
    key, other, before = key_of(four, "first"), key_of(four, "elsewhere"), holds(four)
    made = four.merge(other, key, **ADA)
    assert [linked.key for linked in four.events()] == [made.new["event"]]
    assert is_well(four)
    lines: list[str] = []
    four.add(told("more", figure(40), when=days("2020-06-01"), where=MIRSK))
    four.link(lines.append)
    assert [line.partition(";")[0] for line in lines] == [
        f"claim elsewhere-0 stays with event {key}, where Ada put it on {made.made:%Y-%m-%d}"
    ]
    with pytest.raises(RecordError, match="is one already"):
        four.merge(key, key, **ADA)
    with pytest.raises(RecordError, match="there is no event nothing"):
        four.merge("nothing", made.new["event"], **ADA)
    four.undo(made.number, by="Ada")
    assert {tuple(sorted(linked.reports)) for linked in four.events()} == {
        ("first", "second", "third"),
        ("elsewhere", "more"),
    }
    assert before.keys() == holds(four).keys()


def test_an_event_is_split_by_reports_and_by_claims(four: Record) -> None:
    key, before = key_of(four, "first"), holds(four)
    made = four.split(key, ["second-0", "first-1"], **ADA)
    assert claims(four) == [["elsewhere-0"], ["first-0", "third-0"], ["first-1", "second-0"]]
    assert sorted(claim.id for claim in four.claims(made.new["event"])) == ["first-1", "second-0"]
    assert is_well(four)
    four.add(told("more", figure(12), when=DAY, where=ORVELD, published="2020-03-05"))
    four.link()
    assert ["first-1", "second-0"] in [sorted({*one} & {"first-1", "second-0", "first-0"}) for one in claims(four)]
    assert is_well(four)
    four.undo(made.number, by="Ada")
    assert ["first-0", "first-1", "more-0", "second-0", "third-0"] in claims(four)
    assert before.keys() == holds(four).keys()


def test_what_cannot_be_split_is_refused(four: Record) -> None:
    key = key_of(four, "first")
    for these, words in (
        ([], "some claims must go"),
        (["first-0", "first-1", "second-0", "third-0"], "some must stay"),
        (["elsewhere-0"], "there is no claim elsewhere-0 in event"),
    ):
        with pytest.raises(RecordError, match=words):
            four.split(key, these, **ADA)
    assert four.decisions() == []


def test_a_report_marked_as_a_copy_is_no_independent_source(four: Record) -> None:
    key, before = key_of(four, "first"), holds(four)
    assert four.event(key).independent_sources == 3
    made = four.mark_copy("third", "first", **ADA)
    linked = four.event(key)
    assert [(pair.earlier, pair.later, pair.kind) for pair in linked.copies] == [("first", "third", CopyKind.COPY)]
    assert linked.independent_sources == 2
    with pytest.raises(RecordError, match="nothing would change"):
        four.mark_copy("first", "third", **ADA)
    with pytest.raises(RecordError, match="neither a copy of itself"):
        four.mark_copy("first", "first", **ADA)
    lines: list[str] = []
    four.add(told("more", figure(12), when=DAY, where=ORVELD, published="2020-03-05"))
    four.link(lines.append)
    assert lines == [
        f"report third stays a copy of first, as Ada decided on {made.made:%Y-%m-%d}; the reports alone do not say so"
    ]
    assert is_well(four)
    back = four.mark_original("third", "first", **ADA)
    assert four.event(key).copies == ()
    four.undo(back.number, by="Ada")
    assert len(four.event(key).copies) == 1
    assert before.keys() == holds(four).keys()


def test_copies_that_a_person_denies_are_none(record: Record) -> None:
    text = " ".join(f"word{n}" for n in range(40))
    for name, day in (("one", "2020-03-02"), ("two", "2020-03-03")):
        record.add(told(name, figure(12), when=DAY, where=ORVELD, published=day, text=text))
    record.link()
    key = key_of(record, "one")
    assert record.event(key).independent_sources == 1
    record.mark_original("two", "one", by="Ada", why="both from one press release")
    assert (record.event(key).copies, record.event(key).independent_sources) == ((), 2)
    assert is_well(record)


def test_a_figure_by_hand_stands_beside_what_rules_give(four: Record) -> None:
    key, before = key_of(four, "first"), holds(four)
    made = four.set_figure(key, "killed", 12, 13, 14, by="Ada", why="the list of names")
    assert made.old["rule"] == "every-casualty/1"
    killed = four.figures(key)[KILLED]
    assert (killed.rule, killed.range) == ("by-hand", Range(12, 13, 14))
    assert killed.note == f"set by Ada on {made.made:%Y-%m-%d}: the list of names"
    assert four.figures(key, "every-casualty")[KILLED].range == Range(12, 12, 14)
    assert four.event(key).event.figures[KILLED] == Range(12, 13, 14)
    assert is_well(four)
    four.clear_figure(key, "killed", by="Ada")
    assert four.figures(key)[KILLED].rule == "every-casualty/1"
    with pytest.raises(RecordError, match="no figure of killed was set by hand"):
        four.clear_figure(key, "killed", by="Ada")
    four.undo(2, by="Ada")
    four.undo(1, by="Ada")
    assert holds(four) == before


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((None, None, None), "must be given"),
        ((3, 2, 1), "does not hold"),
        ((-1, None, None), "0 or more"),
        ((1.5, None, None), "whole number"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(record: Record, numbers: tuple[int, int, int], words: str) -> None:
    record.add(FIRST)
    record.link()
    with pytest.raises(RecordError, match=words):
        record.set_figure(key_of(record, "first"), "killed", *numbers, **ADA)
    with pytest.raises(RecordError, match="outcome must be one of"):
        record.set_figure(key_of(record, "first"), "sad", 1, 1, 1, **ADA)


def test_of_two_figures_that_meet_in_a_merge_the_later_holds(four: Record) -> None:
    key, other = key_of(four, "first"), key_of(four, "elsewhere")
    four.set_figure(other, "killed", 1, 1, 1, **ADA)
    four.set_figure(key, "killed", 2, 2, 2, **ADA)
    made = four.merge(key, other, **ADA)
    assert four.figures(made.new["event"])[KILLED].range == Range(2, 2, 2)
    assert is_well(four)


def test_an_event_is_described_by_a_person(four: Record) -> None:
    key, before = key_of(four, "first"), holds(four)
    place = {"name": "The pier", "lat": 40.1, "lon": 49.2, "precision": 2, "country": "XA"}
    made = four.describe(key, {"name": "Pier night", "start": "2020-02-29", "place": place, "clarity": 2}, **ADA)
    event = four.event(key).event
    assert event.place is not None
    assert event.interval is not None
    assert (event.name, event.place.name, four.event(key).clarity) == ("Pier night", "The pier", 2)
    assert (event.interval.start, event.interval.end, event.interval.precision) == (
        date(2020, 2, 29),
        date(2020, 2, 29),
        1,
    )
    four.describe(key, {"end": date(2020, 3, 2), "place": None}, **ADA)
    assert four.event(key).event.place is None
    four.add(told("more", figure(12), when=DAY, where=ORVELD, published="2020-03-05"))
    four.link()
    assert four.event(key_of(four, "more")).event.name == "Pier night"
    assert is_well(four)
    four.undo(2, by="Ada")
    four.undo(made.number, by="Ada")
    assert four.event(key_of(four, "more")).event.place == ORVELD
    assert before.keys() == holds(four).keys()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "nothing would change"),
        ({"start": "2020-02-30"}, "a day that there is"),
        ({"start": "2020-03-02", "end": "2020-03-01"}, "end must not be before start"),
        ({"start": "2020-03-01", "end": "2020-03-20", "date_precision": 2}, "finer than 20 days"),
        ({"start": None, "end": "2020-03-01"}, "start must be given"),
        ({"date_precision": 6}, "from 1 to 5"),
        ({"clarity": 3}, "from 1 to 2"),
        ({"place": {"geonames_id": 1}}, "of no place that knell knows"),
        ({"place": {"name": "X", "lat": 91, "lon": 0, "precision": 1}}, "lat must be between"),
        ({"place": {"name": "X", "lat": 1, "precision": 1}}, "given together"),
        ({"place": {"name": "", "precision": 1}}, "not empty"),
        ({"place": {"name": "X"}}, "precision must be a whole number"),
        ({"place": {"name": "X", "precision": 1, "country": "xa"}}, "two capital letters"),
        ({"place": "Baku"}, "must be an object"),
        ({"name": "a\nb"}, "one line"),
        ({"colour": 1}, "no field"),
    ],
)
def test_an_event_that_cannot_be_is_refused(record: Record, changes: dict[str, object], words: str) -> None:
    record.add(FIRST)
    record.link()
    with pytest.raises(RecordError, match=words):
        record.describe(key_of(record, "first"), changes, **ADA)
    assert record.decisions() == []


def test_a_place_is_named_by_its_geonames_number(record: Record) -> None:
    record.add(FIRST)
    record.link()
    made = record.describe(key_of(record, "first"), {"place": {"geonames_id": 587084}}, **ADA)
    assert made.new["place"]["name"] == "Baku"


def test_a_review_holds_until_a_claim_or_figure_changes(four: Record) -> None:
    from knell.record import Query

    key = key_of(four, "first")

    def status() -> str:
        return next(row.status.value for row in four.listed(Query()).rows if row.key == key)

    assert status() == "unreviewed"
    four.accept("first-0", by="Ada")
    assert status() == "started"
    four.mark_reviewed(key, by="Ada")
    assert status() == "reviewed"
    four.accept("second-0", by="Ada")
    assert status() == "reviewed"
    made = four.correct("third-0", {"cited": "text"}, **ADA)
    assert status() == "changed"
    four.undo(made.number, by="Ada")
    assert status() == "reviewed"
    assert is_well(four)


def test_two_people_deciding_on_one_event_meet(four: Record) -> None:
    key = key_of(four, "first")
    seen = four.version("event", key)
    four.set_figure(key, "killed", 1, 1, 1, by="Ada", why="one", seen=seen)
    with pytest.raises(Conflict, match="Ada decided figure"):
        four.describe(key, {"name": "X"}, by="Ben", why="two", seen=seen)
    with pytest.raises(Conflict, match="Ada decided figure"):
        four.split(key, ["first-0"], by="Ben", why="two", seen=seen)
    assert four.version("event", key) == 1
    four.mark_copy("third", "first", by="Ada", why="one", seen=four.version("report", "third"))
    with pytest.raises(Conflict, match="report first has changed"):
        four.mark_original("first", "third", by="Ben", why="two", seen=0)
    assert [one.number for one in four.history(event=key)] == [2, 1]
    with pytest.raises(Conflict, match="event"):
        four.undo(1, by="Ben", seen=0)


def test_what_was_changed_in_the_log_is_found(record: Record) -> None:
    record.add_many([Sealed(FIRST), Sealed(SECOND)])
    record.link()
    key = key_of(record, "first")
    values = {"outcome": "killed", "low": 1, "high": 1, "wording": "exact"}
    record.add_claim("second", key, 0, 6, values, by="Ada")
    record.reject("first-0", **ADA)
    record.mark_reviewed(key, by="Ada")
    record.undo(2, by="Ada")
    assert is_well(record)
    raw = sqlite3.connect(record.name, isolation_level=None)
    for change, part, what in (
        (
            "UPDATE decisions SET new = replace(new, 'Twelve', 'Eleven') WHERE number = 1",
            "decisions",
            "'Twelve' at 0-6",
        ),
        ("DELETE FROM decision_subjects WHERE number = 2 AND kind = 'claim'", "decisions", "not found by"),
        ("UPDATE decisions SET undoes = 3 WHERE number = 4", "decisions", "not what it was"),
        ("UPDATE decisions SET kind = 'accept' WHERE number = 4", "decisions", "no undo"),
        ("UPDATE event_claims SET status = 'accepted' WHERE claim = 'first-0'", "events", "how its claims stand"),
        ("UPDATE events SET reviewed = 'x'", "events", "when it was reviewed"),
    ):
        raw.execute("BEGIN")
        assert raw.execute(change).rowcount == 1
        raw.execute("COMMIT")
        faults = [fault for fault in record.verify().faults if fault.part == part]
        assert any(what in fault.what for fault in faults), (change, faults)
    raw.close()


def test_what_people_made_of_claims_is_in_the_evidence(record: Record, tmp_path: Path) -> None:
    record.add_many([Sealed(FIRST), Sealed(SECOND)])
    record.link()
    key = key_of(record, "first")
    values = {"outcome": "killed", "low": 12, "high": 12, "wording": "exact"}
    made = record.add_claim("second", key, 0, 6, values, by="Ada")
    record.correct("first-0", {"low": 11, "high": 11}, by="Ben", why="misread")
    assert made.claim is not None
    assert record.claim_ids(made.claim[:6]) == [made.claim]
    assert record.evidence(made.claim).claims[0].quote == "Twelve"
    record.write_evidence("first-0", tmp_path / "one")
    written = (tmp_path / "one" / "statement.txt").read_text()
    assert "correct (high 12 -> 11, low 12 -> 11): misread" in written
    assert "killed" in written
    record.write_event_evidence(key, tmp_path / "all")
    assert made.claim in (tmp_path / "all" / "statement.txt").read_text()


def test_a_claim_that_moved_is_found_with_its_event(four: Record) -> None:
    other = key_of(four, "elsewhere")
    four.move("first-1", other, **ADA)
    assert four.evidence("first-1").events["first-1"] == other
    assert [one.claim.id for one in four.decided(other)] == []
    four.reject("first-1", **ADA)
    assert [(one.claim.id, one.status) for one in four.decided(other)] == [("first-1", ClaimStatus.REJECTED)]


def test_an_emptied_event_does_not_keep_two_from_being_explained(four: Record) -> None:
    four.move("elsewhere-0", key_of(four, "first"), **ADA)
    with pytest.raises(RecordError):
        four.explain("elsewhere", "first")

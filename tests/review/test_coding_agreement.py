"""Agreement over what was coded in a record."""

from __future__ import annotations

from datetime import UTC, datetime

from knell.record import Record
from knell.review.agreement import Metric
from knell.review.coding import assign, code_claim, code_event, finish, report_missing
from knell.review.coding_agreement import Row, Table, agreements
from knell.review.coding_fields import CANT_TELL, Answer
from knell.review.coding_sheet import sheet
from tests.review.test_coding import WHERE

ONE: dict[str, Answer] = {"outcome": "killed", "low": 1, "high": 1, "wording": "exact", "negated": False}


def coded(record: Record, event: str, coder: str, at: datetime | None = None, **changes: Answer) -> None:
    """Have a coder code an event as it was read, but for the first claim."""
    assign(record, event, coder, by="mia")
    for number, line in enumerate(sheet(record, coder, event).lines):
        code_claim(record, coder, event, line.claim.id, {**line.read, **({} if number else changes)})
    code_event(record, coder, event, WHERE)
    finish(record, coder, event, at)


def row(table: Table, field: str) -> Row:
    return next(row for row in table.rows if row.field.name == field)


def test_nothing_is_agreed_before_anything_is_finished(record: Record, harbour: str) -> None:
    assign(record, harbour, "bo", by="mia")
    table = agreements(record)
    assert table.assignments == 0
    assert all(row.found.alpha is None for row in table.rows)


def test_fields_are_compared_claim_by_claim(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo")
    coded(record, harbour, "ed", outcome="injured")
    table = agreements(record)
    assert (table.assignments, table.events, table.coders) == (2, 1, ("bo", "ed"))
    same = row(table, "low").found
    assert (same.metric, same.alpha, same.units, same.pairable) == (Metric.RATIO, 1, 3, 6)
    differs = row(table, "outcome").found
    assert differs.alpha is not None and differs.alpha < 1
    assert differs.percent == 2 / 3 and differs.low is not None
    assert row(table, "verdict").found.alpha is None
    assert "never varies" in row(table, "verdict").found.reason
    assert row(table, "start").found.units == 1


def test_bounds_that_are_open_or_untold_have_no_place_on_a_scale(record: Record, harbour: str) -> None:
    coded(record, harbour, "bo")
    coded(record, harbour, "ed", low=None, high=CANT_TELL, wording="at_most", cited_type=CANT_TELL)
    table = agreements(record)
    assert row(table, "low").found.units == 2 and row(table, "low").found.alone == 1
    assert row(table, "cited_type").found.units == 3
    assert row(table, "cited_type").found.percent == 2 / 3


def test_pairs_and_months_are_kept_apart(record: Record, harbour: str, market: str) -> None:
    may, june = datetime(2026, 5, 3, tzinfo=UTC), datetime(2026, 6, 3, tzinfo=UTC)
    coded(record, harbour, "bo", may)
    coded(record, harbour, "ed", may, role="part")
    coded(record, market, "bo", june)
    coded(record, market, "flo", june)
    table = agreements(record)
    assert [part.name for part in table.pairs] == ["bo and ed", "bo and flo"]
    assert [part.name for part in table.months] == ["2026-06", "2026-05"]
    assert [next(row for row in part.rows if row.field.name == "role").found.units for part in table.months] == [1, 3]
    assert agreements(record, hidden=[harbour]).events == 1


def test_missing_claims_that_overlap_are_one(record: Record, harbour: str) -> None:
    for coder, start in (("bo", 2), ("ed", 4)):
        assign(record, harbour, coder, by="mia")
        report_missing(record, coder, harbour, ("harbour-1", start, start + 5), ONE)
        for line in sheet(record, coder, harbour).lines:
            code_claim(record, coder, harbour, line.claim.id, line.read)
        code_event(record, coder, harbour, WHERE)
        finish(record, coder, harbour)
    assert agreements(record).missing == (1, 1)


def test_what_people_decided_in_the_record_is_the_first_coding(record: Record, harbour: str) -> None:
    first, second, third = record.event(harbour).claims
    record.correct(first, {"low": 10, "high": 10}, by="ana", why="as the text says")
    record.reject(second, by="ana", why="of another event")
    coded(record, harbour, "bo")
    record.accept(third, by="ana")
    table = agreements(record)
    assert table.coders == ("ana", "bo")
    assert row(table, "verdict").found.units == 2 and row(table, "verdict").found.percent == 0.5
    assert row(table, "low").found.units == 1 and row(table, "low").found.percent == 0


def test_claims_that_were_rejected_are_coded_too(record: Record, harbour: str) -> None:
    first, *_ = record.event(harbour).claims
    record.reject(first, by="ana", why="of another event")
    assign(record, harbour, "bo", by="mia")
    assert first in [line.claim.id for line in sheet(record, "bo", harbour).lines]

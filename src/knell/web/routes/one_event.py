"""An event: what is known, what is disputed and by whom, and every claim with its words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from knell.figures import UnknownRule
from knell.model import Outcome
from knell.record import Glance, Missing, Record, ReportList, about, glance
from knell.web.access import TheRecord, Viewer
from knell.web.decided import said_of
from knell.web.moments import at_one_moment
from knell.web.pages import page
from knell.web.panel import panel_of
from knell.web.views.copies import copied
from knell.web.views.event import by_every_rule
from knell.web.views.event_parts import Ask, Parts, parts

router = APIRouter(include_in_schema=False)
_LAST = 10
_MOST_CLAIMS = 200
_PAIRS = 20

PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]


@router.get("/events/{event}")
@at_one_moment
def one(
    request: Request,
    event: str,
    person: Viewer,
    record: TheRecord,
    rule: str | None = None,
    outcome: Outcome | None = None,
    number: PageNumber = 1,
    claim: str = "",
    reports: str = "",
) -> HTMLResponse:
    """The whole page, with the first claims, or those of ``page``, or those among which ``claim`` is."""
    ask = Ask(rule, outcome, number, claim, reports == "all")
    seen = glance(record, event, _LAST)
    return page(
        request,
        "event/page.html",
        parts=_parts(record, seen, ask),
        panel=panel_of(request, record, person, event=event, seen=seen),
        standing=seen.status.value,
        history=seen.history,
        said_of=said_of,
    )


@router.get("/events/{event}/claims")
@at_one_moment
def claims(
    request: Request,
    event: str,
    person: Viewer,
    record: TheRecord,
    outcome: Outcome | None = None,
    number: PageNumber = 1,
) -> HTMLResponse:
    """A page of claims alone, to be put in place of another."""
    seen = glance(record, event)
    found = _parts(record, seen, Ask(outcome=outcome, page=number))
    panel = panel_of(request, record, person, event=event, seen=seen)
    return page(request, "event/claims.html", parts=found, panel=panel)


@router.get("/events/{event}/rules")
@at_one_moment
def by_rule(request: Request, event: str, person: Viewer, record: TheRecord) -> HTMLResponse:
    """The figures by every rule, and what each made of each claim."""
    known = about(record, glance(record, event))
    linked, statements = known.linked, known.statements
    found = by_every_rule(linked, statements)
    by_outcome = [
        (outcome, mine)
        for outcome in Outcome
        if (mine := [(one, one.figures[outcome]) for one in found if outcome in one.figures])
    ]
    return page(
        request,
        "event/rules.html",
        event=linked.event,
        found=by_outcome,
        by_hand=known.by_hand,
        told={one.claim.id: one for one in statements},
        most=_MOST_CLAIMS,
    )


@router.get("/events/{event}/copies")
@at_one_moment
def copies_of(request: Request, event: str, person: Viewer, record: TheRecord, number: PageNumber = 1) -> HTMLResponse:
    """Which report repeats which, word for word."""
    linked = record.event(event, why=False)
    total = len(linked.copies)
    number = min(number, max(1, -(-total // _PAIRS)))
    first = (number - 1) * _PAIRS
    pairs = linked.copies[first : first + _PAIRS]
    heads = ReportList(record).rows(report for pair in pairs for report in (pair.earlier, pair.later))
    return page(
        request,
        "event/copies.html",
        event=linked.event,
        pairs=copied(record, pairs, heads),
        first=first,
        total=total,
        number=number,
        size=_PAIRS,
    )


def _parts(record: Record, seen: Glance, ask: Ask) -> Parts:
    try:
        return parts(record, seen, ask)
    except UnknownRule as error:
        raise Missing(str(error.args[0])) from None

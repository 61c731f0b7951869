"""An event: what is known, what is disputed and by whom, and every claim with its words."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from knell.figures import UnknownRule, rules
from knell.model import Outcome
from knell.record import Missing, Record
from knell.web.access import TheRecord, Viewer
from knell.web.pages import page
from knell.web.panel import panel_of
from knell.web.views.cards import only, paged
from knell.web.views.event import Shown, sentences, shown
from knell.web.views.states import status_of

router = APIRouter(include_in_schema=False)
CARDS = 24
_MOST = 20
_EVERY = 1_000_000

PageNumber = Annotated[int, Query(alias="page", ge=1, le=_EVERY)]


@router.get("/events/{event}")
def one(
    request: Request,
    event: str,
    person: Viewer,
    record: TheRecord,
    rule: str | None = None,
    outcome: Outcome | None = None,
    number: PageNumber = 1,
    copies: str = "",
    reports: str = "",
) -> HTMLResponse:
    """The whole page, with the first claims, or those of ``page``."""
    found = _shown(record, event, rule)
    return page(
        request,
        "event/page.html",
        **_claims(record, found, outcome, number),
        panel=panel_of(request, record, person, event=event),
        rules=rules(),
        standing="unreviewed",
        hand={},
        history=[],
        most_copies=_EVERY if copies == "all" else _MOST,
        most_reports=_EVERY if reports == "all" else _MOST,
    )


@router.get("/events/{event}/claims")
def claims(
    request: Request,
    event: str,
    person: Viewer,
    record: TheRecord,
    outcome: Outcome | None = None,
    number: PageNumber = 1,
) -> HTMLResponse:
    """A page of claims alone, to be put in place of another."""
    found = _claims(record, _shown(record, event, None), outcome, number)
    return page(request, "event/claims.html", **found, panel=panel_of(request, record, person, event=event))


def _shown(record: Record, event: str, rule: str | None) -> Shown:
    try:
        return shown(record, event, rule)
    except UnknownRule as error:
        raise Missing(str(error.args[0])) from None


def _claims(record: Record, found: Shown, outcome: Outcome | None, number: int) -> dict[str, Any]:
    """What the list of claims needs."""
    chosen = only(found.sources, outcome)
    pages = paged(chosen, CARDS)
    number = min(number, len(pages))
    listed = pages[number - 1]
    cards = [card for source in listed for card in source.cards]
    before = sum(len(source.cards) for earlier in pages[: number - 1] for source in earlier)
    counts = {one: sum(len(source.cards) for source in only(found.sources, one)) for one in Outcome}
    return {
        "shown": found,
        "listed": listed,
        "claims_page": number,
        "pages": len(pages),
        "first": before + 1,
        "last": before + len(cards),
        "total": sum(len(source.cards) for source in chosen),
        "sources_total": len(chosen),
        "outcome": outcome.value if outcome else "",
        "outcome_counts": [(one.value, count) for one, count in counts.items() if count],
        "words": sentences(record, cards),
        "known_states": record.claim_states([card.claim.id for card in cards]),
        "status_of": status_of,
    }

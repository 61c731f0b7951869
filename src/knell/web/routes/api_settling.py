"""Decisions about events over the API: what belongs together, what copies what, figures by hand, days and places."""

from __future__ import annotations

from knell.web.access import Settler, TheRecord
from knell.web.api import wishes
from knell.web.api.errors import Answer, refused
from knell.web.api.hiding import must_see
from knell.web.api.params import EventKey, IfMatch
from knell.web.api.routing import api_router, decides
from knell.web.api.told import made

router = api_router("events")


@router.post("/events/{event}/merge", operation_id="merge_events", summary="Say that two events are one", **decides)
def merge(event: EventKey, wish: wishes.Merge, person: Settler, record: TheRecord, if_match: IfMatch = None) -> Answer:
    """The key of the event that both are then is `new.event`."""
    must_see(record, person, event=wish.into)
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.merge(event, wish.into, by=person.name, why=wish.why, seen=seen),
    )


@router.post("/events/{event}/split", operation_id="split_event", summary="Take claims out of an event", **decides)
def split(event: EventKey, wish: wishes.Split, person: Settler, record: TheRecord, if_match: IfMatch = None) -> Answer:
    """They are about another event, whose key is `new.event`."""
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.split(event, wish.claims, by=person.name, why=wish.why, seen=seen),
    )


@router.post("/events/{event}/copy", operation_id="mark_copy", summary="Say whether a report copies another", **decides)
def copy(event: EventKey, wish: wishes.Copy, person: Settler, record: TheRecord, if_match: IfMatch = None) -> Answer:
    """A copy is no source of its own. The two reports must both tell of the event."""
    reports = set(record.event(event).reports)
    for name, report in (("body.report", wish.report), ("body.of", wish.of)):
        if report not in reports:
            raise refused("is no report about this event", name)
    mark = record.mark_copy if wish.copy_ else record.mark_original
    return made(
        record, wish.seen, if_match, lambda seen: mark(wish.report, wish.of, by=person.name, why=wish.why, seen=seen)
    )


@router.post("/events/{event}/figure", operation_id="set_figure", summary="Set a figure by hand", **decides)
def set_figure(
    event: EventKey, wish: wishes.SetFigure, person: Settler, record: TheRecord, if_match: IfMatch = None
) -> Answer:
    """It stands beside what the coding rules give, as the rule `by-hand`."""
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.set_figure(
            event, wish.outcome.value, wish.low, wish.best, wish.high, by=person.name, why=wish.why, seen=seen
        ),
    )


@router.post(
    "/events/{event}/clear-figure", operation_id="clear_figure", summary="Take a figure by hand away", **decides
)
def clear_figure(
    event: EventKey, wish: wishes.ClearFigure, person: Settler, record: TheRecord, if_match: IfMatch = None
) -> Answer:
    """The default rule's figure counts again."""
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.clear_figure(event, wish.outcome.value, by=person.name, why=wish.why, seen=seen),
    )


@router.post(
    "/events/{event}/describe", operation_id="describe_event", summary="Say what, when and where it was", **decides
)
def describe(
    event: EventKey, wish: wishes.Describe, person: Settler, record: TheRecord, if_match: IfMatch = None
) -> Answer:
    """Its name, days, place or UCDP's clarity; what is left out stays as it is."""
    changes = wish.changes.given()
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.describe(event, changes, by=person.name, why=wish.why, seen=seen),
    )


@router.post("/events/{event}/reviewed", operation_id="mark_reviewed", summary="Mark an event as reviewed", **decides)
def reviewed(
    event: EventKey, wish: wishes.Freely, person: Settler, record: TheRecord, if_match: IfMatch = None
) -> Answer:
    """Somebody looked at it in whole; when its claims or figures change, that shows."""
    return made(
        record, wish.seen, if_match, lambda seen: record.mark_reviewed(event, by=person.name, why=wish.why, seen=seen)
    )

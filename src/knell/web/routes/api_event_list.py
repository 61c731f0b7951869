"""Lists of events over the API: pages, map and timeline of those that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fastapi import Request

from knell.contract import Json, day_json
from knell.figures import UnknownRule
from knell.record import Facets
from knell.web.access import TheRecord, Viewer
from knell.web.api import lists
from knell.web.api.asking import WhichEventPage, WhichEvents
from knell.web.api.errors import Answer, refused
from knell.web.api.routing import api_router
from knell.web.api.rows import row_json
from knell.web.blinding import blind_of
from knell.web.moments import at_one_moment

router = api_router("events")


@router.get("/events", response_model=lists.EventPage, operation_id="events", summary="Events, a page at a time")
@at_one_moment
def listed(which: WhichEventPage, person: Viewer, record: TheRecord, request: Request) -> Answer:
    """A row each, with facets: how many events each choice of a filter would leave."""
    hidden = blind_of(request, person).events
    with _rule_known():
        page = record.listed(replace(which.asked(person), without=hidden))
    return Answer(
        {
            "events": [row_json(row, row.key in hidden) for row in page.rows],
            "total": page.total,
            "page": page.page,
            "pages": page.pages,
            "size": page.size,
            "facets": _facets(page.facets),
        }
    )


@router.get("/events/map", response_model=lists.Map, operation_id="events_map", summary="Events on a map")
@at_one_moment
def on_map(which: WhichEvents, person: Viewer, record: TheRecord, request: Request) -> Answer:
    """Those with coordinates, most reports first; `placed` of `total` have some. `size` is the figure of the list."""
    hidden = blind_of(request, person).events
    with _rule_known():
        found = record.map_points(replace(which.asked(person), without=hidden))
    points = [
        {
            "key": one.key,
            "name": one.name,
            "place": one.place,
            "lat": one.lat,
            "lon": one.lon,
            "precision": one.precision,
            "reports": one.reports,
            "size": None if one.key in hidden else one.size,
            "status": None if one.key in hidden else one.status.value,
            "disputed": one.key not in hidden and one.disputed,
        }
        for one in found.points
    ]
    return Answer({"points": points, "placed": found.placed, "total": found.total})


@router.get(
    "/events/timeline", response_model=lists.Periods, operation_id="events_timeline", summary="Events over time"
)
@at_one_moment
def over_time(which: WhichEvents, person: Viewer, record: TheRecord, request: Request) -> Answer:
    """How many began in each month, or year where they lie more than ten years apart."""
    with _rule_known():
        found = record.timeline(replace(which.asked(person), without=blind_of(request, person).events))
    periods = [{"start": day_json(one.start), "events": one.events} for one in found.periods]
    return Answer({"periods": periods, "by_year": found.by_year, "undated": found.undated})


@contextmanager
def _rule_known() -> Iterator[None]:
    try:
        yield
    except UnknownRule as error:
        raise refused(str(error.args[0] if error.args else error), "query.rule") from None


def _facets(facets: Facets) -> Json:
    return {
        "statuses": dict(facets.statuses),
        "grades": dict(facets.grades),
        "languages": dict(facets.languages),
        "countries": dict(facets.countries),
        "outcomes": dict(facets.outcomes),
    }

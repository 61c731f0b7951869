"""Events: a list with filters, a map, and a line of time, all of the same question."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from knell.drawing import overview
from knell.figures import rules
from knell.model import Outcome
from knell.places import country_name
from knell.record import Points, Query, Queue
from knell.review import Person
from knell.web.access import TheRecord, Viewer
from knell.web.blinding import blind_of
from knell.web.moments import at_one_moment
from knell.web.pages import page
from knell.web.views.asked import Asked, asked
from knell.web.views.rows import drawn
from knell.web.wording import bounds, language

router = APIRouter(include_in_schema=False)
_MOST_POINTS = 5000
_MOST_NAMED = 200
# Those that are no status too.
_WAITING = (Queue.DISPUTED, Queue.UNSURE, Queue.MINE)


@router.get("/events")
@at_one_moment
def listed(request: Request, person: Viewer, record: TheRecord) -> HTMLResponse:
    """A page of the list, with how many events each choice of a filter would leave."""
    which = _which(request, person, "/events")
    hidden = blind_of(request, person).events
    found = record.listed(_seen(which, hidden))
    return _answer(
        request,
        which,
        "events/list.html",
        **_frame(which, found.total),
        found=found,
        rows=drawn(found.rows, hidden),
        facets=found.facets,
        queues=record.queue_sizes(person.name, hidden),
        blind=len(hidden),
    )


@router.get("/events/map")
@at_one_moment
def on_map(request: Request, person: Viewer, record: TheRecord) -> HTMLResponse:
    """The map, and the same events as a list."""
    which = _which(request, person, "/events/map")
    hidden = blind_of(request, person).events
    found = record.map_points(_seen(which, hidden), _MOST_POINTS)
    return _answer(
        request,
        which,
        "events/map.html",
        **_frame(which, found.total),
        found=found,
        named=found.points[:_MOST_NAMED],
        hidden=hidden,
        blind=len(hidden),
    )


@router.get("/events/map/points")
@at_one_moment
def points(request: Request, person: Viewer, record: TheRecord) -> JSONResponse:
    """The points of the map, for its script."""
    which = _which(request, person, "/events/map")
    found = record.map_points(_seen(which, blind_of(request, person).events), _MOST_POINTS)
    return JSONResponse(_points(found, blind_of(request, person).events, which.query.outcome or Outcome.KILLED))


@router.get("/events/timeline")
@at_one_moment
def over_time(request: Request, person: Viewer, record: TheRecord) -> HTMLResponse:
    """Bars of years or months, and the same as a table."""
    which = _which(request, person, "/events/timeline")
    hidden = blind_of(request, person).events
    found = record.timeline(_seen(which, hidden))
    total = sum(one.events for one in found.periods) + found.undated
    values = _frame(which, total) | {"drawing": overview(found), "blind": len(hidden)}
    return _answer(request, which, "events/timeline.html", **values)


def _answer(request: Request, which: Asked, template: str, **values: Any) -> HTMLResponse:
    """A page; a script that puts it in place shows its address without the fields that say nothing."""
    answer = page(request, template, **values)
    if request.headers.get("HX-Request"):
        answer.headers["HX-Push-Url"] = which.address
    return answer


def _seen(which: Asked, hidden: frozenset[str]) -> Query:
    """What is asked, without what the person codes blind: to be found by a filter would tell of what was decided."""
    return replace(which.query, without=hidden)


def _which(request: Request, person: Person, path: str) -> Asked:
    return asked(request.query_params, person.name, path)


def _frame(which: Asked, total: int) -> dict[str, Any]:
    """What the filters need, on every one of these pages."""
    return {
        "asked": which,
        "total": total,
        "rules": [one.name for one in rules()],
        "outcomes": list(Outcome),
        "country_name": lambda code: country_name(code) or code,
        "language_name": language,
        "queue_counts": lambda sizes: [(queue.value, sizes.get(queue, 0)) for queue in _WAITING],
    }


def _points(found: Points, hidden: frozenset[str], outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {
            "key": one.key,
            "name": one.name,
            "place": one.place,
            "lat": one.lat,
            "lon": one.lon,
            "precision": one.precision,
            "reports": one.reports,
            "outcome": outcome.value,
            "figure": bounds(one.figure) if one.figure and one.key not in hidden else None,
            "best": one.figure.best if one.figure and one.key not in hidden else None,
            "disputed": one.key not in hidden and one.disputed,
        }
        for one in found.points
    ]

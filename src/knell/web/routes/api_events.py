"""Events over the API: one event, its figures, who says so, what was found, and all it rests on."""

from __future__ import annotations

from knell.contract import commemoration_json, figure_json, finding_json, linked_json
from knell.figures import UnknownRule, rules
from knell.web.access import TheRecord, Viewer
from knell.web.api.errors import Answer, refused
from knell.web.api.params import EventKey, RuleName
from knell.web.api.routing import api_router, fails
from knell.web.api.shapes import Commemorations, Event, Figures, Findings

router = api_router("events")
_ALL_RULES = "all"


@router.get(
    "/events/{event}", response_model=Event, operation_id="event", summary="One event", responses=fails(404, 423)
)
def one(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """The event as `knell events --format json` prints it; its figures are by the default rule."""
    return Answer(linked_json(record.event(event)))


@router.get(
    "/events/{event}/figures",
    response_model=Figures,
    operation_id="event_figures",
    summary="The figures of an event by a coding rule",
    responses=fails(404, 423),
    tags=["figures"],
)
def figures(event: EventKey, person: Viewer, record: TheRecord, rule: RuleName = None) -> Answer:
    """By the default rule; by `rule`, by its name or id; or by every rule there is, with `rule=all`.

    Each figure says which claims it uses, and which it leaves out and why. A rule that gives none is not listed.
    """
    wanted = [one.name for one in rules()] if rule == _ALL_RULES else [rule]
    try:
        found = [figure for name in wanted for figure in record.figures(event, name).values()]
    except UnknownRule as error:
        raise refused(str(error.args[0] if error.args else error), "query.rule") from None
    return Answer({"event": event, "figures": [figure_json(figure) for figure in found]})


@router.get(
    "/events/{event}/findings",
    response_model=Findings,
    operation_id="event_findings",
    summary="Who was found responsible for an event",
    responses=fails(404, 423),
)
def findings(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """Official and judicial statements, by publication."""
    record.event(event)
    told = [{"report": report, **finding_json(finding)} for report, finding in record.findings(event)]
    return Answer({"event": event, "findings": told})


@router.get(
    "/events/{event}/commemorations",
    response_model=Commemorations,
    operation_id="event_commemorations",
    summary="Days on which an event is remembered",
    responses=fails(404, 423),
)
def commemorations(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """Yearly days, by publication."""
    record.event(event)
    told = [{"report": report, **commemoration_json(day)} for report, day in record.commemorations(event)]
    return Answer({"event": event, "commemorations": told})

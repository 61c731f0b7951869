"""Events over the API: one event, its figures, who says so, what was found, and all it rests on."""

from __future__ import annotations

from fastapi import Response

from knell.contract import Json, claim_json, commemoration_json, day_json, figure_json, finding_json, linked_json
from knell.figures import Statement, UnknownRule, rules, timeline
from knell.model import Report
from knell.record import ClaimState, about, glance
from knell.telling import sources_json, timeline_json
from knell.web.access import Exporter, TheRecord, Viewer
from knell.web.api import event_shapes, shapes
from knell.web.api.errors import Answer, refused
from knell.web.api.files import zipped
from knell.web.api.params import EventKey, RuleName, WithWords
from knell.web.api.routing import api_router, fails
from knell.web.api.told import state_json
from knell.web.moments import at_one_moment

router = api_router("events")
_ALL_RULES, _BY_HAND = "all", "by-hand"
_WITH_HANDS = (_ALL_RULES, _BY_HAND)


@router.get(
    "/events/{event}", response_model=shapes.Event, operation_id="event", summary="One event", responses=fails(404, 423)
)
@at_one_moment
def one(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """The event as `knell events --format json` prints it; its figures are by the default rule."""
    return Answer(linked_json(record.event(event)))


@router.get(
    "/events/{event}/figures",
    response_model=event_shapes.Figures,
    operation_id="event_figures",
    summary="The figures of an event by a coding rule",
    responses=fails(404, 423),
    tags=["figures"],
)
@at_one_moment
def figures(event: EventKey, person: Viewer, record: TheRecord, rule: RuleName = None) -> Answer:
    """By the default rule, or by hand where a person set one; by `rule`, by its name or id; `by-hand`; or by `all`.

    Each figure says which claims it uses, and which it leaves out and why. A rule that gives none is not listed.
    """
    wanted = [one.name for one in rules()] if rule == _ALL_RULES else [] if rule == _BY_HAND else [rule]
    try:
        made = record.figures_by(event, [*([None] if rule in _WITH_HANDS else []), *wanted])
        by_hand = [one for one in made.pop(0).values() if one.rule == _BY_HAND] if rule in _WITH_HANDS else []
        found = [*by_hand, *(figure for figures in made for figure in figures.values())]
    except UnknownRule as error:
        raise refused(str(error.args[0] if error.args else error), "query.rule") from None
    return Answer({"event": event, "figures": [figure_json(figure) for figure in found]})


@router.get(
    "/events/{event}/claims",
    response_model=event_shapes.Claims,
    operation_id="event_claims",
    summary="The claims about an event",
    responses=fails(404, 423),
    tags=["claims"],
)
@at_one_moment
def claims(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """By publication and place in the text, each with its report, the source group it rests on, and how it stands.

    `rejected` are those that would count if a person had not rejected them.
    """
    found = about(record, glance(record, event))
    told = [_statement(one, found.states[one.claim.id]) for one in found.statements]
    rejected = [state_json(state, event) for state in found.rejected]
    return Answer({"event": event, "claims": told, "rejected": rejected})


def _statement(one: Statement, state: ClaimState) -> Json:
    return {
        **claim_json(one.claim),
        "report": one.report,
        "published": day_json(one.published),
        "outlet": one.outlet,
        "source": one.group,
        "status": state.status.value,
        "version": state.version,
    }


@router.get(
    "/events/{event}/sources",
    response_model=event_shapes.Sources,
    operation_id="event_sources",
    summary="Who rests on whom",
    responses=fails(404, 423),
)
@at_one_moment
def sources(event: EventKey, person: Viewer, record: TheRecord, words: WithWords = False) -> Answer:
    """Which claims rest on the same origin, and which reports repeat others, in which passages of their texts.

    With `words`, those of the passages too, each stretch that differs apart; of many long copies that takes a while.
    """
    found = about(record, glance(record, event))
    linked = found.linked
    if words:
        reports = record.reports(event)
    else:
        reports = [Report(one, "", language=found.reports[one].language) for one in linked.reports]
    return Answer(sources_json(linked, found.statements, reports))


@router.get(
    "/events/{event}/timeline",
    response_model=event_shapes.Timeline,
    operation_id="event_timeline",
    summary="The toll as it was published",
    responses=fails(404, 423),
    tags=["figures"],
)
@at_one_moment
def over_time(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """Which source gave which total when, and who revised it."""
    return Answer(timeline_json(event, timeline(about(record, glance(record, event)).statements)))


@router.get(
    "/events/{event}/findings",
    response_model=event_shapes.Findings,
    operation_id="event_findings",
    summary="Who was found responsible for an event",
    responses=fails(404, 423),
)
@at_one_moment
def findings(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """Official and judicial statements, by publication."""
    glance(record, event)
    told = [{"report": report, **finding_json(finding)} for report, finding in record.findings(event)]
    return Answer({"event": event, "findings": told})


@router.get(
    "/events/{event}/commemorations",
    response_model=event_shapes.Commemorations,
    operation_id="event_commemorations",
    summary="Days on which an event is remembered",
    responses=fails(404, 423),
)
@at_one_moment
def commemorations(event: EventKey, person: Viewer, record: TheRecord) -> Answer:
    """Yearly days, by publication."""
    glance(record, event)
    told = [{"report": report, **commemoration_json(day)} for report, day in record.commemorations(event)]
    return Answer({"event": event, "commemorations": told})


@router.get(
    "/events/{event}/evidence",
    operation_id="event_evidence",
    summary="All that the figures of an event rest on",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": shapes.BYTES}}}, **fails(404, 423)},
)
def evidence(event: EventKey, person: Exporter, record: TheRecord, rule: RuleName = None) -> Response:
    """The folder that `knell evidence --event` writes, as an archive: `sha256sum -c SHA256SUMS` checks it."""
    try:
        return zipped(lambda folder: record.write_event_evidence(event, folder, rule), "evidence.zip")
    except UnknownRule as error:
        raise refused(str(error.args[0] if error.args else error), "query.rule") from None

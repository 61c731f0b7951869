"""``knell events``, ``show``, ``figures`` and ``sources``: what a record says, as tables or as JSON."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from knell.cli.asking import asked, the_event
from knell.cli.options import DEFAULT_RECORD, EventName, Format, RecordName, ShownAs
from knell.cli.say import WRONG_USAGE, Stop, clearly, out

Everything = Annotated[bool, typer.Option("--all", help="Every wording of every figure, not the first three.")]
OverTime = Annotated[bool, typer.Option("--timeline", help="The toll as it was published, and who revised it.")]
Passages = Annotated[bool, typer.Option("--passages", help="The copied words too, with what the copy changed.")]
RuleName = Annotated[
    str | None,
    typer.Option("--rule", metavar="R", help="A coding rule, or all, side by side.", show_default="the default"),
]
Headline = Annotated[
    bool, typer.Option("--headline", help="Airwars' headline total over the events instead: Fair and Confirmed ones.")
]
_ALL_RULES = "all"


@clearly
def events(record: RecordName = DEFAULT_RECORD, format: ShownAs = Format.TABLE, headline: Headline = False) -> None:
    """List the events of a record, most reports first."""
    if headline:
        _headline(record, format)
        return
    from knell.contract import dumps, linked_json

    with asked(record) as opened:
        found = opened.events()
    if format is Format.JSON:
        out(dumps([linked_json(linked) for linked in found]))
        return
    from knell.cli.views import print_events

    print_events(found)


def _headline(record: str, format: Format) -> None:
    from knell.contract import dumps, range_json
    from knell.telling import toll

    with asked(record) as opened:
        found, counted = opened.headline()
        all_events = opened.count_events()
    if format is Format.JSON:
        figures = {outcome.value: range_json(value) for outcome, value in found.items()}
        out(dumps({"rule": "airwars", "figures": figures, "events": counted, "of": all_events}))
        return
    graded = f"{counted:,} of {all_events:,} events, those graded Fair"
    out(f"{toll(found) or 'no figure'}; sums of minima and of maxima over {graded} (airwars)")


@clearly
def show(
    event: EventName,
    record: RecordName = DEFAULT_RECORD,
    format: ShownAs = Format.TABLE,
    all: Everything = False,
    timeline: OverTime = False,
) -> None:
    """Show one event: when and where, each figure with who says so, findings and commemorations."""
    if timeline:
        _show_over_time(event, record, format)
        return
    from knell.cli.decided import decided_json
    from knell.telling import Told, figure_rows, repeats_of

    with asked(record) as opened:
        key = the_event(opened, event)
        linked, statements = opened.event(key), opened.statements(key)
        told = Told(
            linked=linked,
            rows=figure_rows(statements, repeats_of(linked, statements)),
            findings=opened.findings(key),
            commemorations=opened.commemorations(key),
            reports=opened.reports(key),
            decided=decided_json(opened.decided(key)),
        )
    if format is Format.JSON:
        _print_json(told.as_json())
        return
    from knell.cli.views import print_event

    print_event(told, everything=all)


def _show_over_time(event: str, record: str, format: Format) -> None:
    from knell.cli.timeline import print_timeline
    from knell.figures import timeline
    from knell.telling import Notes, timeline_json

    with asked(record) as opened:
        linked = opened.event(the_event(opened, event))
        steps, notes = timeline(opened.statements(linked.key)), Notes(opened.reports(linked.key))
    if format is Format.JSON:
        _print_json(timeline_json(linked.key, steps))
    else:
        print_timeline(linked, steps, notes)


@clearly
def figures(
    event: EventName,
    rule: RuleName = None,
    record: RecordName = DEFAULT_RECORD,
    format: ShownAs = Format.TABLE,
) -> None:
    """Work out an event's figures by a coding rule: which claims it uses, which it leaves out, and why."""
    from knell.contract import figure_json
    from knell.figures import UnknownRule, rules
    from knell.telling import Notes

    with asked(record) as opened:
        key = the_event(opened, event)
        linked = opened.event(key)
        wanted = [one.name for one in rules()] if rule == _ALL_RULES else [rule]
        try:
            found = [figure for name in wanted for figure in opened.figures(key, name).values()]
        except UnknownRule as error:
            raise Stop(f"{error.args[0] if error.args else error}; or all of them: --rule all", WRONG_USAGE) from None
        statements, notes = opened.statements(key), Notes(opened.reports(key))
    if format is Format.JSON:
        _print_json({"event": key, "figures": [figure_json(figure) for figure in found]})
        return
    from knell.cli.tracing import print_figures, print_rules

    if rule == _ALL_RULES:
        print_rules(linked, found)
    else:
        print_figures(linked, found, statements, notes)


@clearly
def sources(
    event: EventName,
    record: RecordName = DEFAULT_RECORD,
    format: ShownAs = Format.TABLE,
    passages: Passages = False,
) -> None:
    """Show which reports and claims about an event rest on the same origin, and why."""
    from knell.telling import Notes, normal_forms, sources_json

    with asked(record) as opened:
        linked = opened.event(the_event(opened, event))
        statements = opened.statements(linked.key)
        notes = Notes(opened.reports(linked.key))
    if format is Format.JSON:
        _print_json(sources_json(linked, statements, notes.reports))
        return
    from knell.cli.tracing import print_sources

    print_sources(linked, notes, normal_forms(linked, statements, notes.reports), passages)


def _print_json(value: Any) -> None:
    from knell.contract import dumps

    out(dumps(value))

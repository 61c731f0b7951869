"""AOAV Explosive Violence Monitor, version 1: one clearly stated number, of the most detailed or most recent report.

After AOAV's methodology, [read]; how detail is measured is knell's own reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from knell.figures.alone import one_range
from knell.figures.evidence import Evidence, Given, figure, gather, strongest
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Event, Figure, Outcome, Range

TEXT = """
- Only clearly stated numbers: "several", "dozens" and mere ceilings are rejected. [read]
- The event lies within 24 hours and at a place finer than a country; otherwise there is no figure. [read] Two days in
  a row may lie within 24 hours; an event whose days or place are not known is not refused for that. [knell's reading]
- Of several reports the most detailed is taken, else the most recent. [read] knell counts as detail how many figures of
  the event a report gives; of reports equal in both, the lower number is taken. [knell's reading]
- One number, so low, best and high are the same.
"""

_COUNTRY = 6


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """The figures of those killed and injured."""
    refusal = _refusal(event)
    detail = Counter(statement.report for statement in statements)
    wanted = (Outcome.KILLED, Outcome.INJURED)
    return {one.outcome: _figure(one, detail, refusal) for one in gather(statements) if one.outcome in wanted}


def _figure(evidence: Evidence, detail: Counter[str], refusal: str) -> Figure:
    given, left_out = strongest(evidence)
    clear = [one for one in given if one.toll.range.best is not None]
    vague = [one for one in given if one.toll.range.best is None]
    left_out.extend((claim, "no clearly stated number") for one in vague for claim in one.claims)
    if refusal or not clear:
        left_out.extend((claim, refusal) for one in clear for claim in one.claims)
        note = refusal or "no clearly stated number"
        return figure(RULE.id, evidence, Range(None, None, None), (), left_out, note)
    by_report: dict[str, list[Given]] = {}
    for one in clear:
        by_report.setdefault(one.statement.report, []).append(one)

    def preferred(report: str) -> tuple[int, int, int, str]:
        published = by_report[report][0].statement.published or date.min
        return -detail[report], -published.toordinal(), _best(by_report[report]), report

    chosen = min(by_report, key=preferred)
    best = _best(by_report[chosen])
    used = [one for one in by_report[chosen] if one.toll.range.best == best]
    left_out.extend((claim, "another report is more detailed or more recent") for one in clear for claim in one.claims)
    return figure(RULE.id, evidence, Range(best, best, best), used, left_out, f"as {chosen} gives it")


def _best(given: Sequence[Given]) -> int:
    best = one_range([one.toll for one in given]).best
    return 0 if best is None else best


def _refusal(event: Event | None) -> str:
    if event is not None and event.interval is not None and (event.interval.end - event.interval.start).days > 1:
        return "not recorded: longer than 24 hours"
    if event is not None and event.place is not None and event.place.precision >= _COUNTRY:
        return "not recorded: the place is known only to a country"
    return ""


RULE = Rule(
    name="aoav",
    version=1,
    organisation="Action on Armed Violence, Explosive Violence Monitor",
    summary="One clearly stated number, of the most detailed report, else the most recent.",
    text=TEXT,
    apply=apply,
)

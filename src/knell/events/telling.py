"""A linked event as its reports tell it: who says what in which order, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knell.events.copies import first_published
from knell.events.linked import CopyPair, LinkedEvent, Match
from knell.events.local import Local
from knell.events.merging import merged
from knell.events.repeating import Telling
from knell.events.sources import Told, source_groups, strict_sources


def of_earlier(copies: Iterable[CopyPair]) -> dict[str, list[CopyPair]]:
    """The copies of each earlier report."""
    found: dict[str, list[CopyPair]] = {}
    for pair in copies:
        found.setdefault(pair.earlier, []).append(pair)
    return found


def linked_event(
    members: Sequence[Local],
    told: Mapping[str, Telling],
    copies: Mapping[str, Sequence[CopyPair]],
    matches: tuple[Match, ...],
) -> LinkedEvent:
    """The event that these are; ``told`` and ``copies`` by report, ``matches`` are those that hold it together."""
    of_report: dict[str, list[Local]] = {}
    for local in members:
        of_report.setdefault(local.member.report, []).append(local)
    reports = sorted((told[report].extraction.report for report in of_report), key=first_published)
    pairs = tuple(pair for report in reports for pair in copies.get(report.id, ()) if pair.later in of_report)
    said = [
        Told(report, told[report.id].claims[claim])
        for report in reports
        for claim in _in_order(of_report[report.id], told[report.id])
    ]
    groups = source_groups(said, pairs)
    strict = strict_sources(said, groups)
    return LinkedEvent(
        event=merged(members),
        members=tuple(sorted(member for local in members for member in local.members)),
        reports=tuple(report.id for report in reports),
        claims=tuple(one.claim.id for one in said),
        groups=groups,
        copies=pairs,
        independent_sources=len(groups),
        strict_sources=strict,
        grade="Fair" if strict > 1 else "Weak",
        matches=matches,
    )


def most_reports_first(linked: Iterable[LinkedEvent]) -> list[LinkedEvent]:
    """Linked events in the order they are given out."""
    return sorted(linked, key=lambda found: (-len(found.reports), found.key))


def _in_order(locals_: Sequence[Local], telling: Telling) -> Sequence[str]:
    """The claims of a report's events that are one; more than one only where a person has put them together."""
    if len(locals_) == 1:
        return locals_[0].claims
    wanted = {claim for local in locals_ for claim in local.claims}
    return [claim.id for claim in telling.in_order if claim.id in wanted]

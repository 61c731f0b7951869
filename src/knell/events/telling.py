"""A linked event as its reports tell it: who says what in which order, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knell.events.copies import first_published
from knell.events.linked import CopyPair, LinkedEvent, Match
from knell.events.local import Local
from knell.events.merging import merged
from knell.events.repeating import Telling
from knell.events.sources import Told, source_groups, strict_sources
from knell.model import Report


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
    bare = LinkedEvent(
        event=merged(members),
        members=tuple(sorted(member for local in members for member in local.members)),
        reports=(),
        claims=(),
        matches=matches,
    )
    said = [
        Told(told[report].extraction.report, told[report].claims[claim])
        for report, locals_ in of_report.items()
        for local in locals_
        for claim in local.claims
    ]
    reports = [told[report].extraction.report for report in of_report]
    return retold(bare, reports, said, [pair for report in of_report for pair in copies.get(report, ())])


def retold(
    linked: LinkedEvent, reports: Iterable[Report], said: Iterable[Told], copies: Iterable[CopyPair]
) -> LinkedEvent:
    """A linked event with these reports and claims: what rests on the same origin is worked out anew.

    ``copies`` may be of other reports too.
    """
    ordered = sorted(reports, key=first_published)
    at = {report.id: number for number, report in enumerate(ordered)}
    told = sorted(said, key=lambda one: (at[one.report.id], one.claim.start, one.claim.end, one.claim.id))
    among = [pair for pair in copies if pair.earlier in at and pair.later in at]
    pairs = tuple(sorted(among, key=lambda pair: (at[pair.earlier], at[pair.later])))
    groups = source_groups(told, pairs)
    strict = strict_sources(told, groups)
    return replace(
        linked,
        reports=tuple(report.id for report in ordered),
        claims=tuple(one.claim.id for one in told),
        groups=groups,
        copies=pairs,
        independent_sources=len(groups),
        strict_sources=strict,
        grade=("Fair" if strict > 1 else "Weak") if told else None,
    )


def most_reports_first(linked: Iterable[LinkedEvent]) -> list[LinkedEvent]:
    """Linked events in the order they are given out."""
    return sorted(linked, key=lambda found: (-len(found.reports), found.key))

"""Bring the events of many reports together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knell.events.blocking import candidate_pairs
from knell.events.clustering import Pair, cluster
from knell.events.copied import repeated
from knell.events.copies import find_copies, first_published
from knell.events.linked import CopyKind, CopyPair, LinkedEvent, Match, Member
from knell.events.local import Local, local_events
from knell.events.matching import compare
from knell.events.merging import merged
from knell.events.sources import Told, source_groups, strict_sources
from knell.events.unite import Unite
from knell.model import Claim, Extraction


def link(extractions: Iterable[Extraction]) -> list[LinkedEvent]:
    """The events that the reports tell of, most reports first; the same whatever order they come in.

    Every claim is in exactly one event; an event of a report without claims is in none. Two events of one report are
    never joined. Of extractions with the same report id the last counts.
    """
    told = {extraction.report.id: _Report.of(extraction) for extraction in extractions}
    events = local_events(one.extraction for one in told.values())
    copies = find_copies([one.extraction for one in told.values()])
    matches = linked_pairs(events, copied_events(told, copies))
    groups = cluster(events, matches)
    held = held_together(groups, matches)
    by_report = _by_report(copies)
    linked = [
        _linked([events[number] for number in group], told, by_report, held[at]) for at, group in enumerate(groups)
    ]
    return sorted(linked, key=lambda found: (-len(found.reports), found.key))


def explain(a: Extraction, event_a: str, b: Extraction, event_b: str) -> Match:
    """Why two reports' events match or do not: the points for and against. Raises ``KeyError`` without such events."""
    sides = []
    for extraction, key in ((a, event_a), (b, event_b)):
        found = [local for local in local_events([extraction]) if Member(extraction.report.id, key) in local.members]
        if not found:
            raise KeyError(f"{extraction.report.id} has no event {key!r} with claims")
        sides.append(found[0])
    told = {extraction.report.id: _Report.of(extraction) for extraction in (a, b)}
    copies = find_copies([one.extraction for one in told.values()])
    return compare(sides[0], sides[1], _copied(sides[0], sides[1], copied_events(told, copies)))


def linked_pairs(events: Sequence[Local], copied: Mapping[tuple[Member, Member], CopyKind]) -> dict[Pair, Match]:
    """The pairs of events that match, by position; ``copied`` are those of which one repeats the other's words."""
    number_of = {member: number for number, local in enumerate(events) for member in local.members}
    pairs = set(candidate_pairs(events))
    for one, other in copied:
        a, b = number_of[one], number_of[other]
        pairs.add((min(a, b), max(a, b)))
    found = {}
    for a, b in sorted(pairs):
        match = compare(events[a], events[b], _copied(events[a], events[b], copied))
        if match.linked:
            found[a, b] = match
    return found


def _copied(a: Local, b: Local, copied: Mapping[tuple[Member, Member], CopyKind]) -> CopyKind | None:
    kinds = [copied.get(_pair(one, other)) for one in a.members for other in b.members]
    return next((kind for kind in (CopyKind.COPY, CopyKind.PARTIAL) if kind in kinds), None)


def copied_events(told: Mapping[str, _Report], copies: Iterable[CopyPair]) -> dict[tuple[Member, Member], CopyKind]:
    """Pairs of events (sorted) of which one's claims repeat the other's words, and whether as a copy or in part."""
    found: dict[tuple[Member, Member], CopyKind] = {}
    for pair in copies:
        earlier, later = told[pair.earlier], told[pair.later]
        for claim, copy in repeated(earlier.in_order, later.in_order, pair):
            if claim.event in earlier.events and copy.event in later.events:
                found[_pair(Member(pair.earlier, claim.event), Member(pair.later, copy.event))] = pair.kind
    return found


def _pair(a: Member, b: Member) -> tuple[Member, Member]:
    return (a, b) if a < b else (b, a)


def held_together(groups: Sequence[Sequence[int]], matches: Mapping[Pair, Match]) -> list[tuple[Match, ...]]:
    """For each group the matches that hold it together, best first: as few as that takes."""
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    kept: list[list[Match]] = [[] for _ in groups]
    joined = Unite()
    for a, b in sorted(matches, key=lambda pair: (-matches[pair].score, pair)):
        if group_of[a] == group_of[b] and joined.find(str(a)) != joined.find(str(b)):
            joined.join(str(a), str(b))
            kept[group_of[a]].append(matches[a, b])
    return [tuple(found) for found in kept]


@dataclass(frozen=True, slots=True)
class _Report:
    extraction: Extraction
    claims: Mapping[str, Claim]
    in_order: Sequence[Claim]
    events: frozenset[str]

    @classmethod
    def of(cls, extraction: Extraction) -> _Report:
        return cls(
            extraction,
            {claim.id: claim for claim in extraction.claims},
            sorted(extraction.claims, key=lambda claim: (claim.start, claim.end, claim.id)),
            frozenset(event.key for event in extraction.events),
        )


def _by_report(copies: Iterable[CopyPair]) -> dict[str, list[CopyPair]]:
    """The copies of each earlier report."""
    found: dict[str, list[CopyPair]] = {}
    for pair in copies:
        found.setdefault(pair.earlier, []).append(pair)
    return found


def _linked(
    members: Sequence[Local],
    told: Mapping[str, _Report],
    copies: Mapping[str, Sequence[CopyPair]],
    matches: tuple[Match, ...],
) -> LinkedEvent:
    reports = sorted((told[local.member.report].extraction.report for local in members), key=first_published)
    ids = {report.id for report in reports}
    pairs = tuple(pair for report in reports for pair in copies.get(report.id, ()) if pair.later in ids)
    by_report = {local.member.report: local for local in members}
    said = [Told(report, told[report.id].claims[claim]) for report in reports for claim in by_report[report.id].claims]
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

"""Bring the events of many reports together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from knell.events.blocking import candidate_pairs
from knell.events.chrome import chrome_of
from knell.events.clustering import Pair
from knell.events.copies import copies_among, find_copies
from knell.events.filling import edges_of, fill, put_marks
from knell.events.linked import CopyPair, LinkedEvent, Match, Member
from knell.events.local import Local, local_events
from knell.events.matching import compare
from knell.events.placements import Overruled, Placement, arranged
from knell.events.repeating import CopiedEvents, Telling, copied_events, copied_kind
from knell.events.shelf import Keeping
from knell.events.telling import linked_event, most_reports_first, of_earlier
from knell.events.unite import Unite
from knell.model import Extraction


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking made of the reports' events it looked at: ``members`` are in ``events`` and in no other event.

    ``overruled`` are the placements by people that the reports alone speak against.
    """

    members: tuple[Member, ...] = ()
    events: tuple[LinkedEvent, ...] = ()
    overruled: tuple[Overruled, ...] = ()


def link(extractions: Iterable[Extraction], placements: Iterable[Placement] = ()) -> list[LinkedEvent]:
    """The events that the reports tell of, most reports first; the same whatever order they come in.

    Every claim is in exactly one event; an event of a report without claims is in none. Two events of one report are
    never joined, except where a person's ``placements`` say so. Of extractions with the same report id the last counts.
    """
    return list(link_anew(extractions, placements).events)


def link_anew(
    extractions: Iterable[Extraction], placements: Iterable[Placement] = (), shelf: Keeping | None = None
) -> Linked:
    """Link all reports at once, as ``link`` does; an empty ``shelf`` is filled with what ``relink`` needs."""
    told = {extraction.report.id: Telling.of(extraction) for extraction in extractions}
    events = local_events(one.extraction for one in told.values())
    tellers = {local.member.report for local in events}
    chrome = chrome_of(one.extraction for one in told.values())
    texts = [(told[name].extraction.report, chrome.spans(name)) for name in sorted(tellers)]
    copies = copies_among(texts, None if shelf is None else partial(put_marks, shelf))
    scores = linked_pairs(events, copied_events(told, copies))
    if shelf is not None:
        fill(shelf, events, {name: one.extraction.report for name, one in told.items()}, chrome)
        shelf.change_copies(copies, ())
        shelf.change_edges(edges_of(events, scores), ())
    return brought_together(events, scores, told, copies, placements)


def explain(
    a: Extraction, event_a: str, b: Extraction, event_b: str, copies: Iterable[CopyPair] | None = None
) -> Match:
    """Why two reports' events match or do not: the points for and against. Raises ``KeyError`` without such events.

    ``copies`` are those known of the two; without, the two texts alone tell.
    """
    sides = []
    for extraction, key in ((a, event_a), (b, event_b)):
        found = [local for local in local_events([extraction]) if Member(extraction.report.id, key) in local.members]
        if not found:
            raise KeyError(f"{extraction.report.id} has no event {key!r} with claims")
        sides.append(found[0])
    told = {extraction.report.id: Telling.of(extraction) for extraction in (a, b)}
    known = find_copies([one.extraction for one in told.values()]) if copies is None else copies
    return compare(sides[0], sides[1], copied_kind(sides[0], sides[1], copied_events(told, known)))


def brought_together(
    events: Sequence[Local],
    scores: Mapping[Pair, float],
    told: Mapping[str, Telling],
    copies: Collection[CopyPair],
    placements: Iterable[Placement] = (),
) -> Linked:
    """The linked events, from the scores of the pairs that match, by position; ``events`` are sorted by key."""
    by_report, copied = of_earlier(copies), copied_events(told, copies)
    groups, overruled = arranged(events, scores, placements)
    found = []
    for group, held in zip(groups, held_together(groups, scores), strict=True):
        matches = tuple(_match(events[a], events[b], copied) for a, b in held)
        found.append(linked_event([events[number] for number in group], told, by_report, matches))
    members = tuple(sorted(member for local in events for member in local.members))
    return Linked(members, tuple(most_reports_first(found)), tuple(overruled))


def linked_pairs(events: Sequence[Local], copied: CopiedEvents) -> dict[Pair, float]:
    """The scores of the pairs of events that match, by position; ``copied`` are those that repeat another's words."""
    number_of = {member: number for number, local in enumerate(events) for member in local.members}
    pairs = candidate_pairs(events)
    more = {(min(a, b), max(a, b)) for a, b in ((number_of[one], number_of[other]) for one, other in copied)}
    found = {}
    for a, b in sorted({*pairs, *more}) if more else pairs:
        match = _match(events[a], events[b], copied)
        if match.linked:
            found[a, b] = match.score
    return found


def held_together(groups: Sequence[Sequence[int]], scores: Mapping[Pair, float]) -> list[list[Pair]]:
    """For each group the matches that hold it together, best first: as few as that takes."""
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    kept: list[list[Pair]] = [[] for _ in groups]
    joined = Unite()
    for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if group_of[a] == group_of[b] and joined.find(str(a)) != joined.find(str(b)):
            joined.join(str(a), str(b))
            kept[group_of[a]].append((a, b))
    return kept


def _match(a: Local, b: Local, copied: CopiedEvents) -> Match:
    return compare(a, b, copied_kind(a, b, copied) if copied else None)

"""Which reports' events repeat each other's words, by the claims that stand in what is copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knell.events.copied import repeated
from knell.events.linked import CopyKind, CopyPair, Member
from knell.events.lists import smaller_first
from knell.events.local import Local
from knell.model import Claim, Extraction

CopiedEvents = dict[tuple[Member, Member], CopyKind]


@dataclass(frozen=True, slots=True)
class Telling:
    """What linking needs to know of a report: its claims by id and in the order of the text, its events' keys."""

    extraction: Extraction
    claims: Mapping[str, Claim]
    in_order: Sequence[Claim]
    events: frozenset[str]

    @classmethod
    def of(cls, extraction: Extraction) -> Telling:
        """What linking needs to know of an extraction."""
        return cls(
            extraction,
            {claim.id: claim for claim in extraction.claims},
            sorted(extraction.claims, key=lambda claim: (claim.start, claim.end, claim.id)),
            frozenset(event.key for event in extraction.events),
        )


def copied_events(told: Mapping[str, Telling], copies: Iterable[CopyPair]) -> CopiedEvents:
    """Pairs of events (sorted) of which one's claims repeat the other's words, and whether as a copy or in part."""
    found: CopiedEvents = {}
    for pair in copies:
        earlier, later = told[pair.earlier], told[pair.later]
        for claim, copy in repeated(earlier.in_order, later.in_order, pair):
            if claim.event in earlier.events and copy.event in later.events:
                found[smaller_first(Member(pair.earlier, claim.event), Member(pair.later, copy.event))] = pair.kind
    return found


def copied_kind(a: Local, b: Local, copied: CopiedEvents) -> CopyKind | None:
    """How much of the words of one event another repeats."""
    if not a.also and not b.also:
        return copied.get(smaller_first(a.member, b.member))
    kinds = [copied.get(smaller_first(one, other)) for one in a.members for other in b.members]
    return next((kind for kind in (CopyKind.COPY, CopyKind.PARTIAL) if kind in kinds), None)

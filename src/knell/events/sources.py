"""Which claims about one event rest on the same origin, so that repeating a figure adds no independent source."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knell.events.copies import first_published
from knell.events.independence import most_independent
from knell.events.linked import CopyKind, CopyPair, SourceGroup
from knell.events.origins import Origin, origin_of, same_origin
from knell.events.outlets import outlet_key, outlet_name
from knell.events.unite import Unite
from knell.model import Claim, Count, Report, content_id

_CLAIM = "claim "


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and the report that makes it."""

    report: Report
    claim: Claim

    @property
    def node(self) -> str:
        """The claim's name among the things that are joined."""
        return _CLAIM + self.claim.id

    @property
    def outlet(self) -> str:
        """The outlet as an origin; a report of no known outlet is its own."""
        outlet = outlet_key(self.report)
        return f"report {self.report.id}" if outlet is None else f"outlet {outlet}"


@dataclass
class _Joined:
    unite: Unite = field(default_factory=Unite)
    why: dict[str, list[str]] = field(default_factory=dict)

    def add(self, told: Told, other: str, reason: str) -> None:
        self.unite.join(told.node, other)
        reasons = self.why.setdefault(told.node, [])
        if reason not in reasons:
            reasons.append(reason)


def source_groups(told: Iterable[Told], copies: Sequence[CopyPair]) -> tuple[SourceGroup, ...]:
    """The source groups of one event's claims, most reports first; does not depend on the order they come in.

    A claim that cites somebody rests on whom it cites; one in its report's own voice rests on the outlet; one in words
    copied from an earlier report rests on what that report's claim rests on. Nobody cited is counted twice under
    wordings that differ only by words that name nobody.
    """
    ordered = sorted(told, key=lambda one: (*first_published(one.report), one.claim.start, one.claim.end, one.claim.id))
    joined = _Joined()
    copied = _join_copies(ordered, copies, joined)
    _join_cited(ordered, joined)
    _join_outlets(ordered, copied, joined)
    groups = joined.unite.sets(one.node for one in ordered)
    by_node = {one.node: one for one in ordered}
    made = [_group([by_node[node] for node in nodes], joined) for nodes in groups.values()]
    return tuple(sorted(made, key=lambda group: (-len(group.reports), group.key)))


def strict_sources(told: Iterable[Told], groups: Sequence[SourceGroup]) -> int:
    """How many claims can be chosen that differ pairwise both in outlet and in origin (Every Casualty, p. 25)."""
    group_of = {claim: group.key for group in groups for claim in group.claims}
    return most_independent({(one.outlet, group_of[one.claim.id]) for one in told})


def _join_copies(ordered: Sequence[Told], copies: Sequence[CopyPair], joined: _Joined) -> list[list[Told]]:
    """Join claims that stand in copied words; gives the sets of claims so joined."""
    by_report: dict[str, list[Told]] = {}
    for one in ordered:
        by_report.setdefault(one.report.id, []).append(one)
    touched: dict[str, Told] = {}
    for pair in copies:
        for mine, other in _repeated(by_report.get(pair.earlier, ()), by_report.get(pair.later, ()), pair):
            for one in (mine, other):
                joined.add(one, mine.node, f"{pair.later} repeats the words of {pair.earlier}")
                touched[one.node] = one
    sets = joined.unite.sets(one.node for one in ordered if one.node in touched)
    return [[touched[node] for node in nodes] for nodes in sets.values()]


def _repeated(earlier: Sequence[Told], later: Sequence[Told], pair: CopyPair) -> Iterable[tuple[Told, Told]]:
    """Claims of the earlier report and those of the later that repeat them: same copied words, outcome and role.

    Equal numbers answer each other; the others do so in the order of the text (a copy may change the figure).
    """
    found: dict[tuple[object, ...], tuple[list[Told], list[Told]]] = {}
    for side, told in enumerate((earlier, later)):
        for one in told:
            for where in _where(one.claim, pair, side):
                key = (where, one.claim.outcome, one.claim.role, one.claim.negated)
                found.setdefault(key, ([], []))[side].append(one)
    for mine, others in found.values():
        yield from _answering(mine, others)


def _answering(mine: Sequence[Told], others: Sequence[Told]) -> Iterable[tuple[Told, Told]]:
    waiting: dict[Count, deque[Told]] = {}
    for one in mine:
        waiting.setdefault(one.claim.count, deque()).append(one)
    changed = []
    for other in others:
        if waiting.get(other.claim.count):
            yield waiting[other.claim.count].popleft(), other
        else:
            changed.append(other)
    unanswered = {one.node for same in waiting.values() for one in same}
    yield from zip((one for one in mine if one.node in unanswered), changed, strict=False)


def _where(claim: Claim, pair: CopyPair, side: int) -> Iterable[int]:
    """The numbers of the shared passages that a claim stands in; -1 is the whole text of a copy."""
    if pair.kind is CopyKind.COPY:
        yield -1
        return
    for number, passage in enumerate(pair.passages):
        stretch = passage.later if side else passage.earlier
        if claim.start < stretch.end and stretch.start < claim.end:
            yield number


def _join_cited(ordered: Sequence[Told], joined: _Joined) -> None:
    cited: dict[str, Origin] = {}
    reports: dict[Origin, set[str]] = {}
    for one in ordered:
        if one.claim.cited is not None:
            origin = origin_of(one.claim.cited, one.report.language)
            cited[one.node] = origin
            reports.setdefault(origin, set()).add(one.report.id)
    for part, full in same_origin({origin: frozenset(ids) for origin, ids in reports.items()}).items():
        joined.unite.join(part.key, full.key)
    for one in ordered:
        if one.claim.cited is not None:
            words = " ".join(one.claim.cited.text.split())
            joined.add(one, cited[one.node].key, f"cites {words!r}")


def _join_outlets(ordered: Sequence[Told], copied: Sequence[Sequence[Told]], joined: _Joined) -> None:
    """Join claims in a report's own voice to its outlet; copied words are the voice of one outlet only."""
    in_copies = {one.node for together in copied for one in together}
    alone = [one for one in ordered if one.claim.cited is None and one.node not in in_copies]
    for one in alone:
        joined.add(one, one.outlet, _own_voice(one))
    voices: dict[str, int] = {}
    for one in alone:
        voices[one.outlet] = voices.get(one.outlet, 0) + 1
    for together in copied:
        own = [one for one in together if one.claim.cited is None]
        if own and len(own) == len(together):
            first = min(
                own,
                key=lambda one: (
                    first_published(one.report)[0],
                    -voices.get(one.outlet, 0),
                    one.outlet,
                    one.report.id,
                    one.claim.id,
                ),
            )
            joined.add(first, first.outlet, _own_voice(first))


def _own_voice(one: Told) -> str:
    outlet = outlet_name(one.report)
    if outlet is None:
        return f"{one.report.id} speaks in its own voice; its outlet is not known"
    return f"{outlet} speaks in its own voice"


def _group(told: Sequence[Told], joined: _Joined) -> SourceGroup:
    claims = tuple(one.claim.id for one in told)
    first = next((one for one in told if one.claim.cited is not None), told[0])
    cited = first.claim.cited
    reasons = dict.fromkeys(reason for one in told for reason in joined.why.get(one.node, ()))
    return SourceGroup(
        key=content_id("source", *sorted(claims)),
        name=outlet_name(first.report) if cited is None else " ".join(cited.text.split()),
        type=None if cited is None else cited.type,
        cited=cited is not None,
        claims=claims,
        reports=tuple(dict.fromkeys(one.report.id for one in told)),
        outlets=tuple(sorted({name for one in told if (name := outlet_name(one.report)) is not None})),
        reasons=tuple(reasons),
    )

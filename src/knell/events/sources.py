"""Which claims about one event rest on the same origin, so that repeating a figure adds no independent source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from knell.events.copied import repeated_of_event
from knell.events.copies import first_published
from knell.events.independence import Voice, most_independent, outlets_and_origins
from knell.events.linked import CopyPair, SourceGroup
from knell.events.origins import Origin, origin_of, same_origin, same_person, words_said
from knell.events.outlets import outlet_key, outlet_name
from knell.events.unite import Unite
from knell.model import Claim, Report, SourceType, content_id

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

    A claim that cites somebody rests on whom it cites; one in its report's own voice rests on whom the report cites for
    the same figure, else on the outlet; one in words copied from an earlier report rests on what that report's claim
    rests on. Nobody cited is counted twice under
    wordings that differ only by words that name nobody.
    """
    ordered = sorted(told, key=lambda one: (*first_published(one.report), one.claim.start, one.claim.end, one.claim.id))
    joined = _Joined()
    copied = _join_copies(ordered, copies, joined)
    _join_cited(ordered, joined)
    said_again = _join_said_again(ordered, joined)
    _join_outlets(ordered, copied, said_again, joined)
    groups = joined.unite.sets(one.node for one in ordered)
    by_node = {one.node: one for one in ordered}
    made = [_group([by_node[node] for node in nodes], joined) for nodes in groups.values()]
    return tuple(sorted(made, key=lambda group: (-len(group.reports), group.key)))


def strict_sources(told: Iterable[Told], groups: Sequence[SourceGroup]) -> int:
    """How many claims can be chosen that differ pairwise in outlet, author and origin (Every Casualty, p. 25)."""
    group_of = {claim: group.key for group in groups for claim in group.claims}
    voices = (Voice(one.outlet, one.report.authors, group_of[one.claim.id]) for one in told)
    return most_independent(outlets_and_origins(voices))


def _join_copies(ordered: Sequence[Told], copies: Sequence[CopyPair], joined: _Joined) -> list[list[Told]]:
    """Join claims that stand in copied words; gives the sets of claims so joined."""
    by_report: dict[str, dict[str, Told]] = {}
    for one in ordered:
        by_report.setdefault(one.report.id, {})[one.claim.id] = one
    touched: dict[str, Told] = {}
    for pair in copies:
        earlier, later = by_report.get(pair.earlier, {}), by_report.get(pair.later, {})
        mine, others = [one.claim for one in earlier.values()], [one.claim for one in later.values()]
        for claim, copy in repeated_of_event(mine, others, pair):
            for one in (earlier[claim.id], later[copy.id]):
                joined.add(one, earlier[claim.id].node, f"{pair.later} repeats the words of {pair.earlier}")
                touched[one.node] = one
    sets = joined.unite.sets(one.node for one in ordered if one.node in touched)
    return [[touched[node] for node in nodes] for nodes in sets.values()]


def _join_cited(ordered: Sequence[Told], joined: _Joined) -> None:
    cited: dict[str, Origin] = {}
    reports: dict[Origin, set[str]] = {}
    said: dict[Origin, set[str]] = {}
    named: dict[tuple[str, SourceType | None], Origin] = {}
    for one in ordered:
        if one.claim.cited is not None:
            origin = origin_of(one.claim.cited, one.report.language)
            cited[one.node] = origin
            if not origin.unnamed:
                reports.setdefault(origin, set()).add(one.report.id)
                said.setdefault(origin, set()).update(words_said(one.claim.cited, one.report.language))
                named.setdefault((one.report.id, one.claim.cited.type), origin)
    for one in ordered:
        if one.claim.cited is not None and cited[one.node].unnamed:
            # Nothing shows that "first reports" are others than the reports that the same text names.
            cited[one.node] = named.get((one.report.id, one.claim.cited.type), cited[one.node])
    of_origin = {origin: frozenset(ids) for origin, ids in reports.items()}
    for part, full in same_origin(of_origin, {origin: frozenset(words) for origin, words in said.items()}).items():
        joined.unite.join(part.key, full.key)
    for one_name, other_name in same_person(of_origin):
        joined.unite.join(one_name.key, other_name.key)
    for one in ordered:
        if one.claim.cited is not None:
            words = " ".join(one.claim.cited.text.split())
            joined.add(one, cited[one.node].key, f"cites {words!r}")


def _join_said_again(ordered: Sequence[Told], joined: _Joined) -> set[str]:
    """Join what a report says in its own voice to whom it cites for the same figure: a headline is no second source.

    A number in another report's words stays that report's, so copied claims are left as they are.
    """
    cited: dict[tuple[object, ...], Told] = {}
    for one in ordered:
        if one.claim.cited is not None:
            cited.setdefault(_figure_of(one), one)
    found: set[str] = set()
    for one in ordered:
        whose = cited.get(_figure_of(one)) if one.claim.cited is None else None
        if whose is not None:
            joined.add(one, whose.node, f"{one.report.id} cites somebody for the same figure")
            found.add(one.node)
    return found


def _figure_of(one: Told) -> tuple[object, ...]:
    claim = one.claim
    return one.report.id, claim.outcome, claim.count.low, claim.count.high, claim.negated, claim.role


def _join_outlets(
    ordered: Sequence[Told], copied: Sequence[Sequence[Told]], said_again: Set[str], joined: _Joined
) -> None:
    """Join claims in a report's own voice to its outlet; copied words are the voice of one outlet only."""
    in_copies = {one.node for together in copied for one in together} | said_again
    for one in ordered:
        if one.claim.cited is None and one.node not in in_copies:
            joined.add(one, one.outlet, _own_voice(one))
    for together in copied:
        if all(one.claim.cited is None and one.node not in said_again for one in together):
            first = min(together, key=_original)
            joined.add(first, first.outlet, _own_voice(first))


def _original(one: Told) -> tuple[object, ...]:
    """Sorts the tellers of the same words: published first, then known outlets first, then by name."""
    return first_published(one.report)[0], outlet_key(one.report) is None, one.outlet, one.report.id, one.claim.id


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

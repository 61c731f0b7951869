"""Claims side by side: one card a claim under the source it rests on, with what copies it folded into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knell.events import LinkedEvent, Repeat, SourceGroup
from knell.figures import Statement
from knell.model import Claim, Outcome
from knell.record import ReportRow
from knell.telling import OWN_VOICE, Standing, figure_of, repeats_of, standing_of

_OUTCOMES = {outcome: place for place, outcome in enumerate(Outcome)}
_STANDINGS = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its report. ``copies`` are claims of other reports that stand in words copied from
    it and say the same; ``changed`` is the claim it was copied from, where the copy says something else."""

    claim: Claim
    report: ReportRow
    source: str
    copies: tuple[Card, ...] = ()
    changed: Repeat | None = None

    @property
    def standing(self) -> Standing:
        """What its figure is to the event."""
        return standing_of(self.claim.role)

    @property
    def figure(self) -> str:
        """Its number with its bounds."""
        return figure_of(self.claim)


@dataclass(frozen=True, slots=True)
class Source:
    """One independent source with its claims; ``number`` is what the page calls it by, from 1."""

    number: int
    key: str
    name: str | None
    type: str | None
    is_cited: bool
    outlets: tuple[str, ...]
    reasons: tuple[str, ...]
    reports: int
    claims: int
    cards: tuple[Card, ...] = field(repr=False, default=())

    @property
    def called(self) -> str:
        """Its name in the words of its first report, or the outlet that speaks in its own voice."""
        return self.name or "an unnamed outlet"

    @property
    def voice(self) -> str:
        """Whether others cite it, or it speaks itself."""
        return "cited" if self.is_cited else OWN_VOICE

    def by_standing(self) -> Iterator[tuple[Standing, list[Card]]]:
        """Its cards: totals, then sub-totals, earlier and other figures."""
        for standing in Standing:
            if mine := [card for card in self.cards if card.standing is standing]:
                yield standing, mine


def sources(linked: LinkedEvent, statements: Sequence[Statement], reports: Mapping[str, ReportRow]) -> list[Source]:
    """The sources of an event, numbered in the order in which the record gives them; ``reports`` by id."""
    repeats = repeats_of(linked, statements)
    told = {one.claim.id: one for one in statements}
    folded = _folded(told, repeats)
    copies_of: dict[str, list[str]] = {}
    for copy, original in folded.items():
        copies_of.setdefault(original, []).append(copy)
    cards: dict[str, list[Card]] = {}
    for one in statements:
        if one.claim.id not in folded:
            copies = tuple(_card(told[copy], reports) for copy in copies_of.get(one.claim.id, ()))
            cards.setdefault(one.group, []).append(_card(one, reports, copies, repeats.get(one.claim.id)))
    known = {group.key: group for group in linked.groups}
    ordered = [*known, *sorted(key for key in cards if key not in known)]
    return [
        _source(number, key, known.get(key), cards.get(key, []))
        for number, key in enumerate((key for key in ordered if key in cards or key in known), 1)
    ]


def paged(found: Iterable[Source], size: int) -> list[list[Source]]:
    """Sources in pages of ``size`` cards at most; one with more of them goes on, on the next page."""
    pages: list[list[Source]] = [[]]
    room = size
    for source in found:
        cards = source.cards
        while cards:
            if not room:
                pages.append([])
                room = size
            pages[-1].append(replace(source, cards=cards[:room]))
            room, cards = room - len(cards[:room]), cards[room:]
    return pages


def only(found: Iterable[Source], outcome: Outcome | None) -> list[Source]:
    """The sources that say something of an outcome, with what they say of it."""
    if outcome is None:
        return list(found)
    kept = (replace(one, cards=tuple(card for card in one.cards if card.claim.outcome is outcome)) for one in found)
    return [one for one in kept if one.cards]


def _folded(told: Mapping[str, Statement], repeats: Mapping[str, Repeat]) -> dict[str, str]:
    """Claims that say what the claim they copy says and rest on the same source, each with the first of that chain."""
    found: dict[str, str] = {}
    for claim, repeat in repeats.items():
        original = repeat.original.id
        seen = {claim}
        while (further := repeats.get(original)) and not further.changed and original not in seen:
            seen.add(original)
            original = further.original.id
        mine, its = told.get(claim), told.get(original)
        if mine and its and original not in seen and not repeat.changed and mine.group == its.group:
            found[claim] = original
    return {claim: original for claim, original in found.items() if original not in found}


def _card(
    one: Statement, reports: Mapping[str, ReportRow], copies: tuple[Card, ...] = (), repeat: Repeat | None = None
) -> Card:
    changed = repeat if repeat is not None and repeat.changed else None
    return Card(one.claim, reports[one.report], one.group, copies, changed)


def _source(number: int, key: str, group: SourceGroup | None, cards: list[Card]) -> Source:
    ordered = sorted(cards, key=lambda card: (_STANDINGS[card.standing], _OUTCOMES[card.claim.outcome]))
    reports = {card.report.id for card in cards}
    return Source(
        number=number,
        key=key,
        name=group.name if group else None,
        type=group.type.value if group and group.type else None,
        is_cited=bool(group and group.cited),
        outlets=group.outlets if group else (),
        reasons=group.reasons if group else (),
        reports=len(group.reports) if group else len(reports),
        claims=len(group.claims) if group else len(cards),
        cards=tuple(ordered),
    )

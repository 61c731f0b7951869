"""The parts of an event's page that are the same for everybody, made once for as long as nothing changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from knell.figures import rules
from knell.model import Outcome
from knell.record import ClaimState, Glance, Record
from knell.review import Kept
from knell.telling import Standing
from knell.web.pages import environment
from knell.web.views.cards import Card, Source, only, paged
from knell.web.views.event import Shown, sentences, shown
from knell.web.views.marking import Stretch
from knell.web.views.states import status_of

CARDS = 24
_MOST = 20
_EVERY = 1_000_000
_EVENTS_KEPT, _PAGES_KEPT = 128, 256


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of an event's page; ``claim`` is one that must be on the page of claims that is shown."""

    rule: str | None = None
    outcome: Outcome | None = None
    page: int = 1
    claim: str = ""
    all_reports: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One claim as it is told to everybody; what may be decided about it is not in it."""

    id: str
    status: str
    body: Markup
    state: ClaimState | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A source with those of its claims that are on this page."""

    number: int
    head: Markup
    by_standing: tuple[tuple[str, tuple[Told, ...]], ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims: which of how many; ``counts`` are those of each outcome."""

    listed: tuple[Origin, ...]
    rejected: tuple[Told, ...]
    number: int
    pages: int
    first: int
    last: int
    total: int
    sources: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """All of it."""

    shown: Shown
    known: Markup
    charts: Markup
    apart: Markup
    claims: Claims
    outcome: str


_events: Kept[Shown] = Kept(_EVENTS_KEPT)
_pages: Kept[Parts] = Kept(_PAGES_KEPT)


def parts(record: Record, seen: Glance, ask: Ask) -> Parts:
    """The parts of the page of an event that was glanced at in the same moment. Raises ``UnknownRule``."""
    stamp = (seen.digest, seen.last)
    name = (record.name, seen.key)
    return _pages.get((*name, ask), stamp, lambda: _parts(record, seen, ask, (*name, ask.rule), stamp))


def _parts(record: Record, seen: Glance, ask: Ask, name: tuple[str, str, str | None], stamp: tuple[str, int]) -> Parts:
    found = _events.get(name, stamp, lambda: shown(record, seen, ask.rule))
    return Parts(
        shown=found,
        known=_made("event/known.html", shown=found, rules=rules()),
        charts=_made("event/charts.html", shown=found),
        apart=_made(
            "event/apart.html",
            shown=found,
            most_copies=_MOST,
            most_reports=_EVERY if ask.all_reports else _MOST,
        ),
        claims=_claims(record, found, ask),
        outcome=ask.outcome.value if ask.outcome else "",
    )


def _made(template: str, **values: object) -> Markup:
    return Markup(environment.get_template(template).render(values))


def _claims(record: Record, found: Shown, ask: Ask) -> Claims:
    chosen = only(found.sources, ask.outcome)
    pages = paged(chosen, CARDS)
    number = min(_page_with(pages, ask.claim) or ask.page, len(pages))
    listed = pages[number - 1]
    rejected = [card for card in found.rejected if ask.outcome in (None, card.claim.outcome)]
    cards = [*(card for source in listed for card in source.cards), *rejected]
    words, states = sentences(record, cards), found.states
    before = sum(len(source.cards) for earlier in pages[: number - 1] for source in earlier)
    counts = {one: sum(len(source.cards) for source in only(found.sources, one)) for one in Outcome}
    return Claims(
        listed=tuple(_origin(source, found, words, states) for source in listed),
        rejected=tuple(_told(card, found, words, states) for card in rejected),
        number=number,
        pages=len(pages),
        first=before + 1,
        last=before + len(cards) - len(rejected),
        total=sum(len(source.cards) for source in chosen),
        sources=len(chosen),
        counts=tuple((one.value, count) for one, count in counts.items() if count),
    )


def _page_with(pages: Sequence[Sequence[Source]], claim: str) -> int:
    """The number of the page on which a claim is, itself or folded into the one it copies; 0 where it is on none."""
    if not claim:
        return 0
    for number, listed in enumerate(pages, 1):
        for card in (card for source in listed for card in source.cards):
            if claim in (card.claim.id, *(copy.claim.id for copy in card.copies)):
                return number
    return 0


def _origin(
    source: Source, found: Shown, words: Mapping[str, list[Stretch]], states: Mapping[str, ClaimState]
) -> Origin:
    return Origin(
        number=source.number,
        head=_made("event/source.html", source=replace(source, cards=())),
        by_standing=tuple(
            (
                "" if standing is Standing.TOTALS else standing.value,
                tuple(_told(card, found, words, states) for card in cards),
            )
            for standing, cards in source.by_standing()
        ),
    )


def _told(card: Card, found: Shown, words: Mapping[str, list[Stretch]], states: Mapping[str, ClaimState]) -> Told:
    claim = card.claim.id
    state = states.get(claim)
    status = status_of(state)
    card = replace(card, claim=state.claim) if state else card
    body = _made("event/card.html", card=card, state=state, status=status, words=words.get(claim, []), shown=found)
    return Told(claim, status, body, state)

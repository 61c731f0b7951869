"""One event as its page shows it, the same in every language: figures, sources with their words, what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knell.events import SourceGroup
from knell.figures import Statement, Step, rules, timeline
from knell.model import Count, Figure, Outcome, Range, Role, content_id
from knell.publish.cut import Entry
from knell.publish.terms import Terms
from knell.record import ReportRow, Status

LONGEST_QUOTE = 300
_MOST_QUOTES = 3
_MOST_GIVEN = 12
_ROLES = list(Role)


@dataclass(frozen=True, slots=True)
class Lead:
    """What is known of an outcome by the leading rule, or by hand."""

    outcome: Outcome
    range: Range
    by_hand: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a source gives, once however often it does."""

    outcome: Outcome
    count: Count
    negated: bool
    role: Role


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a report."""

    text: str
    report: ReportRow


@dataclass(frozen=True, slots=True)
class Source:
    """Claims of one origin; ``page`` is the name of its own page, None for one without a name."""

    number: int
    group: SourceGroup
    page: str | None
    given: tuple[Given, ...]
    more: int
    quotes: tuple[Quote, ...]
    reports: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that the leading rule does not use."""

    quote: Quote
    outcome: Outcome
    why: str


@dataclass(frozen=True, slots=True)
class View:
    """All that an event's page shows."""

    entry: Entry
    rule: str
    leads: tuple[Lead, ...]
    by_rule: tuple[tuple[str, Mapping[Outcome, Figure]], ...]
    outcomes: tuple[Outcome, ...]
    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...]
    steps: tuple[Step, ...]
    copies: int

    @property
    def reviewed(self) -> bool:
        """Whether a person checked the event as it is now."""
        return self.entry.reviewed

    @property
    def changed(self) -> bool:
        """Whether it changed since a person checked it."""
        return self.entry.status is Status.CHANGED

    @property
    def links(self) -> dict[str, str]:
        """Where on the page the source of each claim stands, by the claim's id."""
        return {claim: f"#s{one.number}" for one in self.sources for claim in one.group.claims}

    @property
    def numbers(self) -> dict[str, int]:
        """The number that each source has on the page."""
        return {one.group.key: one.number for one in self.sources}


def source_page(group: SourceGroup) -> str | None:
    """The name of the page of a source: the same for the same name of the same kind, wherever it stands."""
    if not group.name or not group.name.strip():
        return None
    kind = group.type.value if group.type else ""
    return content_id("cited" if group.cited else "outlet", " ".join(group.name.casefold().split()), kind)


def view(entry: Entry, terms: Terms) -> View:
    """An event of a release as its page shows it."""
    reports = {one.id: one for one in entry.reports}
    found = entry.figures.get(terms.rule, {})
    known = [one for one in Outcome if one in entry.by_hand or one in found]
    named = [(rule.name, entry.figures.get(rule.name, {})) for rule in rules()]
    by_rule = tuple((name, figures) for name, figures in named if figures)
    return View(
        entry=entry,
        rule=terms.rule,
        leads=tuple(_lead(one, entry, found) for one in known),
        by_rule=by_rule,
        outcomes=tuple(one for one in Outcome if any(one in figures for _, figures in by_rule)),
        sources=tuple(_sources(entry, reports)),
        left_out=tuple(_left_out(entry, reports, found)),
        steps=tuple(timeline(entry.statements)),
        copies=len({pair.later for pair in entry.linked.copies}),
    )


def _lead(outcome: Outcome, entry: Entry, found: Mapping[Outcome, Figure]) -> Lead:
    by_hand = entry.by_hand.get(outcome)
    value = by_hand if by_hand is not None else found[outcome].range
    return Lead(outcome, value, by_hand is not None, outcome in entry.disputed)


def _sources(entry: Entry, reports: Mapping[str, ReportRow]) -> list[Source]:
    by_group: dict[str, list[Statement]] = {}
    for one in entry.statements:
        by_group.setdefault(one.group, []).append(one)
    groups = [group for group in entry.linked.groups if group.key in by_group]
    # Whoever is carried by most reports comes first.
    groups.sort(key=lambda group: (-len(group.reports), group.name is None, group.name or "", group.key))
    return [_source(number, group, by_group[group.key], reports) for number, group in enumerate(groups, 1)]


def _source(number: int, group: SourceGroup, statements: list[Statement], reports: Mapping[str, ReportRow]) -> Source:
    given = {Given(one.claim.outcome, one.claim.count, one.claim.negated, one.claim.role) for one in statements}
    ordered = sorted(given, key=_in_order)
    quotes: dict[str, Quote] = {}
    for one in sorted(statements, key=lambda one: _ROLES.index(one.claim.role)):
        quote = _quote(one, reports)
        if quote is not None:
            quotes.setdefault(" ".join(quote.text.casefold().split()), quote)
    mine = {one.report for one in statements}
    return Source(
        number=number,
        group=group,
        page=source_page(group),
        given=tuple(ordered[:_MOST_GIVEN]),
        more=max(len(ordered) - _MOST_GIVEN, 0),
        quotes=tuple(quotes.values())[:_MOST_QUOTES],
        reports=tuple(report for ident, report in reports.items() if ident in mine),
    )


def _in_order(given: Given) -> tuple[int, int, int, int, str, bool]:
    outcomes = list(Outcome)
    low, high = given.count.low, given.count.high
    return (
        _ROLES.index(given.role),
        outcomes.index(given.outcome),
        -(low if low is not None else high or 0),
        -(high if high is not None else 1 << 60),
        given.count.wording.value,
        given.negated,
    )


def _quote(statement: Statement, reports: Mapping[str, ReportRow]) -> Quote | None:
    report = reports.get(statement.report)
    if report is None or not statement.claim.quote:
        return None
    return Quote(shortened(statement.claim.quote), report)


def shortened(text: str) -> str:
    """Words of a report, no longer than may be quoted."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + "…"


def _left_out(entry: Entry, reports: Mapping[str, ReportRow], found: Mapping[Outcome, Figure]) -> list[LeftOut]:
    by_claim = {one.claim.id: one for one in entry.statements}
    made = []
    for outcome in Outcome:
        for claim, why in found[outcome].left_out if outcome in found else ():
            quote = _quote(by_claim[claim], reports) if claim in by_claim else None
            if quote is not None:
                made.append(LeftOut(quote, outcome, why))
    return made

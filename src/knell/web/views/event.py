"""One event as a page shows it: what is known of it, what is disputed and by whom, and all that is said, by source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knell.drawing import Chart, charts
from knell.events import CopyKind, CopyPair, LinkedEvent
from knell.figures import Statement, disputed, find_rule, reconcile, rules, timeline
from knell.model import Commemoration, Event, Figure, Finding, Outcome, Range
from knell.record import About, ClaimState, Decision, Glance, Kind, Record, ReportList, ReportRow, about
from knell.web.views.cards import Card, Source, sources
from knell.web.views.disagreement import Disagreement, disagreements
from knell.web.views.marking import Stretch
from knell.web.views.sentences import sentence


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one outcome: its range by the rule that is shown, and by the ``hand`` of a person."""

    outcome: Outcome
    shown: Range | None
    by_hand: Range | None
    hand: Decision | None
    says: Disagreement | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with all that its page needs; reports are without their texts, in order of publication.

    ``states`` say how its claims stand.
    """

    linked: LinkedEvent
    rule: str
    known: tuple[Known, ...]
    sources: tuple[Source, ...]
    charts: tuple[Chart, ...]
    rejected: tuple[Card, ...]
    findings: tuple[tuple[ReportRow, Finding], ...]
    commemorations: tuple[tuple[ReportRow, Commemoration], ...]
    copies: tuple[CopyPair, ...]
    reports: Mapping[str, ReportRow]
    states: Mapping[str, ClaimState]
    disputed: tuple[Outcome, ...]
    first: date | None
    last: date | None

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.linked.event

    @property
    def repeating(self) -> int:
        """How many of its reports repeat others, whole or in part: what lists call copies."""
        return len({pair.later for pair in self.copies})

    @property
    def whole_copies(self) -> int:
        """How many of its reports are others' copies as a whole."""
        return len({pair.later for pair in self.copies if pair.kind is CopyKind.COPY})

    @property
    def cards(self) -> int:
        """How many claims are shown each by itself."""
        return sum(len(source.cards) for source in self.sources)


def shown(record: Record, seen: Glance, rule: str | None = None) -> Shown:
    """All of an event's page but the sentences. Raises ``UnknownRule``."""
    name = find_rule(rule).name if rule else rules()[0].name
    found = about(record, seen, name)
    linked, statements = found.linked, found.statements
    reports = {report: found.reports[report] for report in linked.reports}
    by_source = sources(linked, statements, reports)
    numbers = {source.key: source.number for source in by_source}
    steps = timeline(statements)
    contested = disputed(statements)
    days = [report.published for report in reports.values() if report.published]
    return Shown(
        linked=linked,
        rule=name,
        known=_known(found, disagreements(steps, contested, numbers)),
        sources=tuple(by_source),
        charts=tuple(charts(steps, numbers)),
        rejected=tuple(Card(one.claim, found.reports[one.report], "") for one in found.rejected),
        findings=tuple((reports[report], one) for report, one in found.findings),
        commemorations=tuple((reports[report], day) for report, day in found.commemorations),
        copies=linked.copies,
        reports=reports,
        states=found.states,
        disputed=contested,
        first=min(days, default=None),
        last=max(days, default=None),
    )


def sentences(record: Record, cards: Sequence[Card]) -> dict[str, list[Stretch]]:
    """The sentence of each card's claim, by the claim's id; asks for the texts of these reports only."""
    texts = ReportList(record).texts(card.report.id for card in cards)
    return {card.claim.id: sentence(texts[card.report.id], card.report.language, card.claim) for card in cards}


def _known(found: About, says: Mapping[Outcome, Disagreement]) -> tuple[Known, ...]:
    figures, by_hand, hands = found.figures, found.by_hand, _hands(found.history)
    return tuple(
        Known(outcome, figures.get(outcome), by_hand.get(outcome), hands.get(outcome.value), says.get(outcome))
        for outcome in Outcome
        if outcome in figures or outcome in by_hand or outcome in says
    )


@dataclass(frozen=True, slots=True)
class ByRule:
    """What one rule makes of an event's claims: its figures, in the order of outcomes."""

    name: str
    organisation: str
    summary: str
    figures: Mapping[Outcome, Figure]


def by_every_rule(linked: LinkedEvent, statements: Sequence[Statement]) -> list[ByRule]:
    """The figures of an event by every rule there is."""
    return [
        ByRule(rule.name, rule.organisation, rule.summary, reconcile(statements, rule.name, linked.event))
        for rule in rules()
    ]


def _hands(history: Sequence[Decision]) -> dict[str, Decision]:
    """The decision that set each figure by hand and holds."""
    made = [one for one in history if one.kind is Kind.FIGURE and one.undone_by is None]
    return {str(one.new.get("outcome", "")): one for one in reversed(made)}

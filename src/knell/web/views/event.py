"""One event as a page shows it: what is known of it, what is disputed and by whom, and all that is said, by source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knell.events import CopyKind, CopyPair, LinkedEvent
from knell.figures import Statement, disputed, reconcile, rules, timeline
from knell.model import Commemoration, Event, Figure, Finding, Outcome, Range, Report
from knell.record import Record
from knell.telling import Notes
from knell.web.views.cards import Card, Source, sources
from knell.web.views.chart import Chart, charts
from knell.web.views.disagreement import Disagreement, disagreements
from knell.web.views.marking import Stretch
from knell.web.views.sentences import sentence


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one outcome: its range by the rule that is shown, and by each of the others."""

    outcome: Outcome
    shown: Range | None
    by_rule: tuple[Figure, ...]
    by_hand: Range | None
    says: Disagreement | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with all that its page needs; reports are without their texts, in order of publication."""

    linked: LinkedEvent
    rule: str
    known: tuple[Known, ...]
    sources: tuple[Source, ...]
    charts: tuple[Chart, ...]
    findings: tuple[tuple[Report, Finding], ...]
    commemorations: tuple[tuple[Report, Commemoration], ...]
    copies: tuple[CopyPair, ...]
    reports: Mapping[str, Report]
    notes: Notes
    disputed: tuple[Outcome, ...]
    first: date | None
    last: date | None

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.linked.event

    @property
    def whole_copies(self) -> int:
        """How many of its reports are copies of others."""
        return len({pair.later for pair in self.copies if pair.kind is CopyKind.COPY})

    @property
    def cards(self) -> int:
        """How many claims are shown each by itself."""
        return sum(len(source.cards) for source in self.sources)


def shown(record: Record, key: str, rule: str | None = None) -> Shown:
    """All of an event's page but the sentences. Raises ``Missing`` and ``UnknownRule``."""
    linked = record.event(key)
    statements = record.statements(key)
    reports = {report.id: replace(report, text="", parts=()) for report in record.reports(key)}
    by_source = sources(linked, statements, reports)
    numbers = {source.key: source.number for source in by_source}
    steps = timeline(statements)
    contested = disputed(statements)
    name = rule or rules()[0].name
    days = [report.published for report in reports.values() if report.published]
    return Shown(
        linked=linked,
        rule=name,
        known=_known(linked, statements, name, disagreements(steps, contested, numbers)),
        sources=tuple(by_source),
        charts=tuple(charts(steps, numbers)),
        findings=tuple((reports[report], found) for report, found in record.findings(key)),
        commemorations=tuple((reports[report], found) for report, found in record.commemorations(key)),
        copies=linked.copies,
        reports=reports,
        notes=Notes(list(reports.values())),
        disputed=contested,
        first=min(days, default=None),
        last=max(days, default=None),
    )


def sentences(record: Record, cards: Sequence[Card]) -> dict[str, list[Stretch]]:
    """The sentence of each card's claim, by the claim's id; asks for the texts of these reports only."""
    of_report: dict[str, list[Card]] = {}
    for card in cards:
        of_report.setdefault(card.report.id, []).append(card)
    found: dict[str, list[Stretch]] = {}
    for told in record.extractions(of_report):
        for card in of_report[told.report.id]:
            found[card.claim.id] = sentence(told.report.text, told.report.language, card.claim)
    return found


def _known(
    linked: LinkedEvent, statements: Sequence[Statement], rule: str, says: Mapping[Outcome, Disagreement]
) -> tuple[Known, ...]:
    by_rule = {one.name: reconcile(statements, one.name, linked.event) for one in rules()}
    mine = by_rule[rule] if rule in by_rule else reconcile(statements, rule, linked.event)
    found = []
    for outcome in Outcome:
        others = tuple(figures[outcome] for figures in by_rule.values() if outcome in figures)
        if others or outcome in mine or outcome in says:
            range_ = mine[outcome].range if outcome in mine else None
            found.append(Known(outcome, range_, others, None, says.get(outcome)))
    return tuple(found)

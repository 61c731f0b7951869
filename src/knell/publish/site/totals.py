"""Sums of figures over all events, by every rule: what one event leaves open stays open in the sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knell.figures import HEADLINE_RULE, headline, rules
from knell.model import Figure, Outcome, Range
from knell.publish.site.views import Lead


@dataclass
class _Sum:
    events: int = 0
    low: int = 0
    best: int = 0
    high: int = 0
    has_low: bool = False
    open_best: bool = False
    open_high: bool = False

    def add(self, one: Range) -> None:
        if one.low is None and one.best is None and one.high is None:
            return
        self.events += 1
        self.low += one.low or 0
        self.best += one.best or 0
        self.high += one.high or 0
        self.has_low = self.has_low or one.low is not None
        self.open_best = self.open_best or one.best is None
        self.open_high = self.open_high or one.high is None

    def range(self) -> Range:
        low, high = self.low if self.has_low else None, None if self.open_high else self.high
        return Range(low, None if self.open_best else self.best, high)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one outcome over the events that have a figure of it."""

    outcome: Outcome
    range: Range
    events: int


class Totals:
    """Sums that grow event by event."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, Outcome], _Sum] = {}
        self._leading: dict[Outcome, _Sum] = {}
        self.events = self.reviewed = self.reports = self.by_hand = 0

    def lead(self, leads: Iterable[Lead], figures: Mapping[Outcome, Figure]) -> None:
        """What leads on one event's page: by the leading rule, which gave ``figures``, or by hand."""
        for one in leads:
            figure = figures.get(one.outcome)
            if not one.by_hand and figure is not None and _is_left_out(figure):
                continue
            self._leading.setdefault(one.outcome, _Sum()).add(one.range)
            self.by_hand += one.by_hand

    def leading(self) -> tuple[Total, ...]:
        """The sums of what leads on the pages of events."""
        found = ((one, self._leading.get(one)) for one in Outcome)
        return tuple(Total(one, total.range(), total.events) for one, total in found if total and total.events)

    def add(self, figures: Mapping[str, Mapping[Outcome, Figure]]) -> None:
        """One event's figures by every rule; of Airwars only those that its headline counts."""
        for name, by_outcome in figures.items():
            for outcome, figure in by_outcome.items():
                found = headline([figure]).get(outcome) if name == HEADLINE_RULE else figure.range
                if found is not None:
                    self._sums.setdefault((name, outcome), _Sum()).add(found)

    def by(self, rule: str) -> tuple[Total, ...]:
        """The sums by one rule, in the order of outcomes."""
        found = ((one, self._sums.get((rule, one))) for one in Outcome)
        return tuple(Total(one, total.range(), total.events) for one, total in found if total and total.events)

    def all(self) -> tuple[tuple[str, dict[Outcome, Total]], ...]:
        """The sums by every rule that gives any."""
        found = ((rule.name, {one.outcome: one for one in self.by(rule.name)}) for rule in rules())
        return tuple((name, totals) for name, totals in found if totals)

    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of which any rule gives a sum."""
        return tuple(one for one in Outcome if any(outcome is one for _, outcome in self._sums))


def _is_left_out(figure: Figure) -> bool:
    """Whether the rule that gave a figure counts it in no total over events."""
    return figure.rule.partition("/")[0] == HEADLINE_RULE and not headline([figure])

"""The toll of one event over time: who gave which figure when, and who revised it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from knell.figures.statement import Statement
from knell.model import Count, Outcome, Role, SourceType


@dataclass(frozen=True, slots=True)
class Step:
    """A total that a source came to give, on the day it was first published with it.

    ``source`` is the key of the source group. ``cited`` is who is named for it, None for a report's own voice.
    ``before`` is what the same source gave when it was last published before, where that is another figure: the source
    then revised it. ``superseded`` are figures that the same texts say it replaces, whoever gave them. ``last`` is the
    last day on which the source was published with it, before it gave another. Reports are in order of publication.
    """

    outcome: Outcome
    first: date | None
    last: date | None
    count: Count
    source: str
    cited: str | None
    type: SourceType | None
    outlet: str | None
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    before: tuple[Count, ...] = ()
    superseded: tuple[Count, ...] = ()

    @property
    def revised(self) -> bool:
        """Whether the source gave, or the text names, another figure before."""
        return bool(self.before or self.superseded)


@dataclass(slots=True)
class _Open:
    """A figure that a source gives, until it gives another."""

    told: list[Statement]
    before: tuple[Count, ...] = ()
    superseded: dict[Count, None] = field(default_factory=dict)


def timeline(statements: Iterable[Statement]) -> list[Step]:
    """Steps by outcome, then by the day of publication (undated last); does not depend on the order given.

    Only totals make steps: parts and additions are of one report's account. What stands undated is no revision.
    """
    ordered = sorted(statements, key=_when)
    replaced = _replaced(ordered)
    by_source: dict[tuple[Outcome, str], list[Statement]] = {}
    for one in ordered:
        if one.claim.role is Role.TOTAL and _has_number(one.claim.count):
            by_source.setdefault((one.claim.outcome, one.group), []).append(one)
    found = [opened for told in by_source.values() for opened in _given(told, replaced)]
    outcomes = list(Outcome)
    found.sort(key=lambda opened: (outcomes.index(opened.told[0].claim.outcome), _when(opened.told[0])))
    return [_step(opened) for opened in found]


def _when(one: Statement) -> tuple[date, str, int, int, str]:
    claim = one.claim
    return one.published or date.max, one.report, claim.start, claim.end, claim.id


def _has_number(count: Count) -> bool:
    return count.low is not None or count.high is not None


def _replaced(ordered: Sequence[Statement]) -> dict[tuple[str, Outcome], dict[Count, None]]:
    """The figures that each report says are superseded, by report and outcome."""
    found: dict[tuple[str, Outcome], dict[Count, None]] = {}
    for one in ordered:
        if one.claim.role is Role.REVISED_FROM and _has_number(one.claim.count):
            found.setdefault((one.report, one.claim.outcome), {}).setdefault(one.claim.count)
    return found


def _given(told: Sequence[Statement], replaced: dict[tuple[str, Outcome], dict[Count, None]]) -> list[_Open]:
    """The figures of one source for one outcome, in order; what is published with it again is no new one."""
    found: list[_Open] = []
    current: dict[Count, _Open] = {}
    earlier: tuple[Count, ...] = ()
    day: date | None = None
    for one in told:
        count = one.claim.count
        if one.published != day:
            # What was not said again on the day before this one has been left behind.
            earlier = tuple(c for c, opened in current.items() if opened.told[-1].published == day)
            current = {c: current[c] for c in earlier}
            day = one.published
        if count not in current:
            before = earlier if one.published is not None and count not in earlier else ()
            current[count] = _Open([], before)
            found.append(current[count])
        current[count].told.append(one)
        for other in replaced.get((one.report, one.claim.outcome), ()):
            if other != count:
                current[count].superseded.setdefault(other)
    return found


def _step(found: _Open) -> Step:
    first = found.told[0]
    named = next((one.claim.cited for one in found.told if one.claim.cited is not None), None)
    return Step(
        outcome=first.claim.outcome,
        first=first.published,
        last=max((one.published for one in found.told if one.published is not None), default=None),
        count=first.claim.count,
        source=first.group,
        cited=None if named is None else " ".join(named.text.split()),
        type=None if named is None else named.type,
        outlet=first.outlet,
        reports=tuple(dict.fromkeys(one.report for one in found.told)),
        claims=tuple(one.claim.id for one in found.told),
        before=found.before,
        superseded=tuple(found.superseded),
    )

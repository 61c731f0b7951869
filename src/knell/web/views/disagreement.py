"""What an event's sources agree and disagree on, in one sentence an outcome, from their totals alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knell.figures import Step
from knell.model import Count, Outcome
from knell.telling import many, written

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Says:
    """Who says which number; ``cited`` is None for a report in its own voice, ``claim`` leads to the words."""

    cited: str | None
    outlet: str | None
    figure: str
    claim: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The sentence: ``counts`` how many give how many totals, ``span`` from where to where, ``says`` who says what.

    ``others`` are sources that are not named; ``is_disputed``: they contradict each other; ``differ``: there are
    several totals, which need not contradict each other. ``revised`` sources gave another total before, which is not
    among these.
    """

    outcome: Outcome
    counts: str
    span: str
    says: tuple[Says, ...]
    others: int
    is_disputed: bool
    differ: bool
    revised: int


def disagreements(
    steps: Iterable[Step], disputed: Iterable[Outcome], sources: Mapping[str, int]
) -> dict[Outcome, Disagreement]:
    """One for each outcome that has a total; ``disputed`` are those on which the sources contradict each other.

    Who is named gives the lowest or the highest total, or else is one of the sources with the most claims; ``sources``
    numbers them in that order.
    """
    of_outcome: dict[Outcome, list[Step]] = {}
    for step in steps:
        of_outcome.setdefault(step.outcome, []).append(step)
    contested = frozenset(disputed)
    return {
        outcome: _of(outcome, of_outcome[outcome], outcome in contested, sources)
        for outcome in Outcome
        if outcome in of_outcome
    }


def _of(outcome: Outcome, given: list[Step], is_disputed: bool, sources: Mapping[str, int]) -> Disagreement:
    steps = _held(given)
    groups = len({step.source for step in steps})
    totals = {(step.count.low, step.count.high) for step in steps}
    named = _named(steps, sources)
    return Disagreement(
        outcome=outcome,
        counts=f"{_sources(groups)} {_gives(groups, len(totals))}",
        span=_span([step.count for step in steps]) if len(totals) > 1 else written(steps[0].count),
        says=tuple(Says(step.cited, step.outlet, written(step.count), step.claims[0]) for step in named),
        others=groups - len({step.source for step in named}),
        is_disputed=is_disputed,
        differ=len(totals) > 1,
        revised=len({step.source for step in given if step.before}),
    )


def _held(steps: list[Step]) -> list[Step]:
    """The totals that no later one of the same source took the place of; ``steps`` are in order of publication."""
    given_up: set[tuple[str, Count]] = set()
    held = []
    for step in reversed(steps):
        if (step.source, step.count) not in given_up:
            held.append(step)
        given_up.update((step.source, count) for count in step.before)
    return held[::-1]


def _sources(groups: int) -> str:
    return many(groups, "independent source") if groups > 1 else "one source"


def _gives(groups: int, totals: int) -> str:
    if totals == 1:
        return "gives" if groups == 1 else "give the same total"
    return f"{'gives' if groups == 1 else 'give'} {totals:,} different totals"


def _span(counts: Iterable[Count]) -> str:
    """From the lowest number that is said to the highest."""
    said = [bound for count in counts for bound in (count.low, count.high) if bound is not None]
    return f"{min(said):,} to {max(said):,}" if min(said) != max(said) else f"{min(said):,}"


def _named(steps: list[Step], sources: Mapping[str, int]) -> list[Step]:
    """One step of each source at most: the lowest, the highest, then sources as they are numbered, by number."""
    by_size = sorted(steps, key=lambda step: (_least(step.count), sources.get(step.source, 0)))
    by_source = sorted(steps, key=lambda step: (step.cited is None, sources.get(step.source, 0)))
    found: dict[str, Step] = {}
    totals: set[tuple[int | None, int | None]] = set()
    for step in (by_size[0], by_size[-1], *by_source):
        total = (step.count.low, step.count.high)
        if step.source not in found and total not in totals and len(found) < _MOST_NAMED:
            found[step.source] = step
            totals.add(total)
    return sorted(found.values(), key=lambda step: _least(step.count))


def _least(count: Count) -> int:
    return (count.high if count.low is None else count.low) or 0

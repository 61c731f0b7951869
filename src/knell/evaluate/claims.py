"""Mark predicted claims against gold ones.

A predicted claim matches a gold one when outcome, low and high are equal and the spans share a code point;
one to one, as many as can be. Optional gold is neither missed nor invented: what matches only that is ignored.
So is an explicit nobody ("no one was hurt", ``negated`` and 0) that matches nothing, since such gold is optional.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knell.evaluate.gold import GoldClaim, GoldReport
from knell.evaluate.matching import match, overlap
from knell.evaluate.measures import Tally
from knell.evaluate.predicted import Predicted
from knell.model import Claim


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim and the predicted one that matches it."""

    gold: GoldClaim
    claim: Claim


@dataclass(frozen=True, slots=True)
class Marked:
    """One report, marked: what was found, missed, invented or neither."""

    gold: GoldReport
    predicted: Predicted
    pairs: tuple[Pair, ...]
    missed: tuple[GoldClaim, ...]
    invented: tuple[Claim, ...]
    ignored: tuple[Claim, ...]

    @property
    def tally(self) -> Tally:
        """Found, gold, right and predicted claims of this report; what is optional does not count."""
        hits = len(self.pairs)
        return Tally(hits, hits + len(self.missed), hits, hits + len(self.invented))


def mark(gold: GoldReport, predicted: Predicted) -> Marked:
    """Match the claims of one report."""
    wanted = sorted(gold.claims, key=lambda c: (c.optional, c.start, c.end, c.outcome or "", c.low or 0))
    given = sorted(predicted.claims, key=_order)
    partners = match([_edges(item, given) for item in wanted])
    pairs, missed, ignored = [], [], []
    for item, partner in zip(wanted, partners, strict=True):
        if item.optional:
            if partner is not None:
                ignored.append(given[partner])
        elif partner is None:
            missed.append(item)
        else:
            pairs.append(Pair(item, given[partner]))
    taken = {partner for partner in partners if partner is not None}
    left = [claim for index, claim in enumerate(given) if index not in taken]
    ignored += [claim for claim in left if is_nobody(claim)]
    invented = [claim for claim in left if not is_nobody(claim)]
    return Marked(gold, predicted, tuple(pairs), tuple(missed), tuple(invented), tuple(ignored))


def mark_all(gold: Iterable[GoldReport], predicted: Mapping[str, Predicted]) -> list[Marked]:
    """Match all reports; one that has no prediction counts as read and found empty."""
    return [mark(report, predicted.get(report.id, Predicted(report.id))) for report in gold]


def summary(marked: Iterable[Marked]) -> Tally:
    """The tally over reports."""
    return sum((one.tally for one in marked), Tally())


def by_class(
    marked: Sequence[Marked], gold_class: Callable[[GoldClaim], str], claim_class: Callable[[Claim], str]
) -> dict[str, Tally]:
    """Tallies per class: recall over gold of the class, precision over predictions of the class."""
    tallies: dict[str, Tally] = {}

    def add(name: str, tally: Tally) -> None:
        tallies[name] = tallies.get(name, Tally()) + tally

    for one in marked:
        for pair in one.pairs:
            add(gold_class(pair.gold), Tally(found=1, gold=1))
            add(claim_class(pair.claim), Tally(right=1, predicted=1))
        for missed in one.missed:
            add(gold_class(missed), Tally(gold=1))
        for invented in one.invented:
            add(claim_class(invented), Tally(predicted=1))
    return dict(sorted(tallies.items()))


def is_nobody(claim: Claim) -> bool:
    """Whether a claim says that nobody was harmed."""
    return claim.negated and not claim.count.low and not claim.count.high


def _edges(item: GoldClaim, given: Sequence[Claim]) -> list[int]:
    """The predictions that match a gold claim, most alike first."""
    fits = [index for index, claim in enumerate(given) if _fits(item, claim)]

    def likeness(index: int) -> tuple[int, bool, bool, int]:
        claim = given[index]
        shared = overlap(item.start, item.end, claim.start, claim.end)
        longest = max(item.end, claim.end) - min(item.start, claim.start)
        return (longest - shared, claim.role != item.role, claim.count.wording != item.wording, index)

    return sorted(fits, key=likeness)


def _fits(item: GoldClaim, claim: Claim) -> bool:
    return (
        item.outcome == claim.outcome
        and item.low == claim.count.low
        and item.high == claim.count.high
        and overlap(item.start, item.end, claim.start, claim.end) > 0
    )


def _order(claim: Claim) -> tuple[int, int, str, int, int, str, str, str]:
    count = claim.count
    low = -1 if count.low is None else count.low
    high = -1 if count.high is None else count.high
    return (claim.start, claim.end, claim.outcome, low, high, count.wording, claim.role, claim.id)

"""UCDP GED, version 1: deaths only; low and high from all reports, best the most reliable, else the lower.

After the GED codebook 25.1 as marked in ``TEXT``. knell does not rank sources by itself: unless a reviewer rated them,
which is most reliable cannot be decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.figures.evidence import Evidence, Given, figure, gather, lowest_to_highest, strongest
from knell.figures.ranges import words_range
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.figures.tolls import PERPETRATOR, Toll, TollKind
from knell.model import Claim, Event, Figure, Outcome, Range, Role

TEXT = """
- Deaths only. An event needs at least one direct death in low, best or high. [read]
- **low** and **high**: the lowest and the highest reliable estimate. [quoted] knell takes every report's total, leaves
  open what its words leave open, and leaves the judgement of reliability to a reviewer.
- **best**: deaths of side A, side B, civilians and unknown together. [quoted] Where sources differ the most reliable;
  if that cannot be decided, the **lower** figure. [recalled] A reviewer's rating of sources decides where there is one.
- `date_prec` and `where_prec` are the precision of the event's days and place, given in the note. [quoted]
- Perpetrators whose deaths a report counts apart ("the two attackers died too") are added to high only: nothing says
  whether the totals hold them, and high also holds deaths whose status is uncertain. [recalled]
- Not done: `event_clarity`, and adding deaths of uncertain perpetrator to high only [recalled]; both need a reviewer.
"""


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """The figure of the deaths; nothing when no statement is about deaths."""
    attackers = [one for one in statements if _counts_attackers(one.claim)]
    return {one.outcome: _figure(one, event, attackers) for one in gather(statements) if one.outcome is Outcome.KILLED}


def _counts_attackers(claim: Claim) -> bool:
    """Whether a claim counts dead perpetrators apart from everybody else."""
    counted = claim.outcome is Outcome.KILLED and claim.role is Role.TOTAL and not claim.negated
    return counted and claim.victims.status == PERPETRATOR and words_range(claim.count).high is not None


def _figure(evidence: Evidence, event: Event | None, attackers: Sequence[Statement]) -> Figure:
    given, left_out = strongest(evidence)
    low, high = lowest_to_highest(given)
    best, why = _best(given)
    notes = [why, *_codes(event)]
    if high == 0:
        notes.append("no death, so no UCDP event")
    used = list(given)
    chosen = {claim for one in given for claim in one.claims}
    apart = [_apart(one) for one in attackers if one.claim.id not in chosen]
    if high is not None and apart and not any(one.toll.lead.victims.status == PERPETRATOR for one in given):
        most = max(one.toll.range.high or 0 for one in apart)
        high += most
        used += [one for one in apart if one.toll.range.high == most]
        notes.append(f"high holds {most} perpetrators whom the totals may not hold")
    return figure(RULE.id, evidence, Range(low, best, high), used, left_out, "; ".join(note for note in notes if note))


def _apart(statement: Statement) -> Given:
    return Given(Toll(TollKind.TOTAL, words_range(statement.claim.count), (statement.claim,), True), statement)


def _best(given: Sequence[Given]) -> tuple[int | None, str]:
    stated = [one for one in given if one.toll.range.best is not None]
    rated = [one.statement.reliability for one in stated if one.statement.reliability is not None]
    if rated:
        most = max(rated)
        chosen = [one for one in stated if one.statement.reliability == most]
        why = "best: the source rated most reliable"
    else:
        chosen = stated
        why = "best: the lower, as no source is rated more reliable"
    numbers = {one.toll.range.best for one in chosen if one.toll.range.best is not None}
    if not numbers:
        return None, "no number is stated"
    return min(numbers), why if len(numbers) > 1 or rated else ""


def _codes(event: Event | None) -> list[str]:
    codes = []
    if event is not None and event.interval is not None:
        codes.append(f"date_prec {event.interval.precision}")
    if event is not None and event.place is not None:
        codes.append(f"where_prec {event.place.precision}")
    return codes


RULE = Rule(
    name="ucdp",
    version=1,
    organisation="Uppsala Conflict Data Program, GED codebook 25.1",
    summary="Deaths from lowest to highest; best is the most reliable, else the lower.",
    text=TEXT,
    apply=apply,
)

"""UCDP GED, version 1: deaths only; low and high from all reports, best the most reliable, else the lower.

After the GED codebook 25.1 as marked in ``TEXT``. knell does not rank sources by itself: unless a reviewer rated them,
which is most reliable cannot be decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.figures.evidence import Evidence, Given, figure, gather, lowest_to_highest, strongest
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Event, Figure, Outcome, Range

TEXT = """
- Deaths only. An event needs at least one direct death in low, best or high. [read]
- **low** and **high**: the lowest and the highest reliable estimate. [quoted] knell takes every report's total, leaves
  open what its words leave open, and leaves the judgement of reliability to a reviewer.
- **best**: deaths of side A, side B, civilians and unknown together. [quoted] Where sources differ the most reliable;
  if that cannot be decided, the **lower** figure. [recalled] A reviewer's rating of sources decides where there is one.
- `date_prec` and `where_prec` are the precision of the event's days and place, given in the note. [quoted]
- Not done: `event_clarity`, and adding deaths of uncertain perpetrator or status to high only [recalled]; both need
  a reviewer.
"""


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """The figure of the deaths; nothing when no statement is about deaths."""
    return {one.outcome: _figure(one, event) for one in gather(statements) if one.outcome is Outcome.KILLED}


def _figure(evidence: Evidence, event: Event | None) -> Figure:
    given, left_out = strongest(evidence)
    low, high = lowest_to_highest(given)
    best, why = _best(given)
    notes = [why, *_codes(event)]
    if high == 0:
        notes.append("no death, so no UCDP event")
    return figure(RULE.id, evidence, Range(low, best, high), given, left_out, "; ".join(note for note in notes if note))


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

"""ACLED, version 1: reported deaths as one number, the lowest of what sources give; vague words by a fixed scale.

After the ACLED codebook, [read] except where ``TEXT`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.figures.evidence import Evidence, Given, figure, gather, strongest
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Claim, Event, Figure, Outcome, Range, Wording

TEXT = """
- Reported fatalities only; there is no column for injuries. One number, so low, best and high are the same. [read]
- Sources differ or are vague: the **lowest**, until a better one comes. [read]
- Vague words: several, few, many or a bare plural 3 or 10 by scale and context, of which knell takes 3; tens 10; dozens
  12; hundreds 100. [read] Scores 20 and thousands 1000 by analogy. [knell's reading] A mere ceiling ("up to 300") gives
  no number.
- No mention of deaths, or only "casualties": **0**. [read]
- No event is coded that is known only to a country, or vaguer than a month. [read] knell then gives no figure.
- Several days in one total: divided evenly, the remainder to the first day; the note says how. [read]
"""

# What a vague word stands for here, by the least that the claims room gives it; others stay as they are.
_SCALE = {3: 3, 20: 10, 24: 12, 40: 20, 200: 100, 2000: 1000}

_VAGUEST_DATE = 4
_VAGUEST_PLACE = 5


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """The figure of the deaths, 0 when there are statements and none is about deaths; nothing without statements."""
    killed = [one for one in gather(statements) if one.outcome is Outcome.KILLED]
    if not statements:
        return {}
    evidence = killed[0] if killed else Evidence(Outcome.KILLED, (), ())
    refusal = _refusal(event)
    if refusal:
        every = [(claim, refusal) for given in evidence.given for claim in given.claims]
        nothing = Range(None, None, None)
        return {Outcome.KILLED: figure(RULE.id, evidence, nothing, (), [*evidence.left_out, *every], refusal)}
    if not killed:
        return {Outcome.KILLED: figure(RULE.id, evidence, Range(0, 0, 0), (), (), "no death is mentioned")}
    return {Outcome.KILLED: _figure(evidence, event)}


def number_of(claim: Claim) -> int | None:
    """A claim's number on ACLED's scale; None for a mere ceiling."""
    low = claim.count.low
    if low is not None and claim.count.wording is Wording.VAGUE:
        return _SCALE.get(low, low)
    return low


def _figure(evidence: Evidence, event: Event | None) -> Figure:
    given, left_out = strongest(evidence)
    numbers = [(_number(one), one) for one in given]
    stated = [number for number, _ in numbers if number is not None]
    if not stated:
        left_out.extend((claim, "gives no number") for one in given for claim in one.claims)
        return figure(RULE.id, evidence, Range(None, None, None), (), left_out, "no number is stated")
    lowest = min(stated)
    used = [one for number, one in numbers if number == lowest]
    for number, one in numbers:
        why = "gives no number" if number is None else f"{number}; the lowest ({lowest}) is taken"
        left_out.extend((claim, why) for claim in one.claims)
    return figure(RULE.id, evidence, Range(lowest, lowest, lowest), used, left_out, _by_day(lowest, event))


def _number(given: Given) -> int | None:
    if given.statement.claim.negated:
        return 0
    numbers = [number_of(claim) for claim in given.toll.claims]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _refusal(event: Event | None) -> str:
    if event is not None and event.interval is not None and event.interval.precision > _VAGUEST_DATE:
        return "not coded: the date is vaguer than a month"
    if event is not None and event.place is not None and event.place.precision > _VAGUEST_PLACE:
        return "not coded: the place is known only to a country"
    return ""


def _by_day(number: int, event: Event | None) -> str:
    if event is None or event.interval is None:
        return ""
    days = (event.interval.end - event.interval.start).days + 1
    if days < 2 or not number:
        return ""
    each, rest = divmod(number, days)
    return f"over {days} days: {each} a day, {each + rest} on the first"


RULE = Rule(
    name="acled",
    version=1,
    organisation="Armed Conflict Location & Event Data, codebook",
    summary="Deaths as one number, the lowest that sources give; vague words by a fixed scale.",
    text=TEXT,
    apply=apply,
)

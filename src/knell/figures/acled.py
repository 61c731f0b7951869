"""ACLED, version 1: reported deaths as one number, the lowest of what sources give; vague words by a fixed scale.

After the ACLED codebook, [read] except where ``TEXT`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.figures.evidence import Evidence, Given, figure, gather, strongest
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Claim, Event, Figure, Outcome, Range, Role, Wording

TEXT = """
- Reported fatalities only; there is no column for injuries. One number, so low, best and high are the same. [read]
- Sources differ or are vague: the **lowest**, until a better one comes. [read]
- Vague words: several, few, many or a bare plural 3 or 10 by scale and context; tens 10; dozens 12; hundreds 100.
  [read] knell takes 10 where somebody states ten deaths or more, or fifty people or more of another outcome, and 3
  elsewhere; scores 20 and thousands 1000 by analogy. [knell's reading] A mere ceiling ("up to 300") gives no number.
- No mention of deaths, or only "casualties": **0**. [read]
- `time_precision` and `geo_precision` are in the note, made from UCDP's codes: days 1 to 1, 2 and 3 to 2, 4 to 3;
  places 1 to 1, 2 to 2, 3 to 5 to 3. [read] No event is coded that is known only to a country, or vaguer than a
  month. [read] knell then gives no figure.
- Several days in one total: divided evenly, the remainder to the first day; the note says how. [read] Days that are not
  known to within a week are no several days but a vague date, and nothing is divided. [knell's reading]
- Deaths are not attributed to a side unless the victims are civilians or protesters: knell attributes none. [read]
- Sources that repeat the number are all cited; no source is cited that did not give it. [read]
"""

# What a vague word stands for here, by the least that the claims room gives it; others stay as they are.
_SCALE = {3: 3, 20: 10, 24: 12, 40: 20, 200: 100, 2000: 1000}

# So many deaths, or people of another outcome, stated by anybody make "several" ten and not three.
_MANY_KILLED, _MANY_OTHERS = 10, 50
_SEVERAL_OF_MANY = 10
_SEVERAL = 3

_TIME = {1: 1, 2: 2, 3: 2, 4: 3}
_GEO = {1: 1, 2: 2, 3: 3, 4: 3, 5: 3}

# Days known no better than this are a vague date, not several days.
_VAGUE_DATE = 4


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
    return {Outcome.KILLED: _figure(evidence, event, _of_many(statements))}


def number_of(claim: Claim, many: bool = False) -> int | None:
    """A claim's number on ACLED's scale, "several" being 10 where the event is of ``many``; None for a mere ceiling."""
    low = claim.count.low
    if low is not None and claim.count.wording is Wording.VAGUE:
        return _SEVERAL_OF_MANY if many and low == _SEVERAL else _SCALE.get(low, low)
    return low


def _of_many(statements: Sequence[Statement]) -> bool:
    """Whether somebody states a number that makes the event a large one."""
    return any(
        (one.claim.count.low or 0) >= (_MANY_KILLED if one.claim.outcome is Outcome.KILLED else _MANY_OTHERS)
        for one in statements
        if one.claim.count.wording is not Wording.VAGUE and one.claim.role is not Role.OTHER
    )


def _figure(evidence: Evidence, event: Event | None, many: bool) -> Figure:
    given, left_out = strongest(evidence)
    numbers = [(_number(one, many), one) for one in given]
    stated = [number for number, _ in numbers if number is not None]
    if not stated:
        left_out.extend((claim, "gives no number") for one in given for claim in one.claims)
        return figure(RULE.id, evidence, Range(None, None, None), (), left_out, "no number is stated")
    lowest = min(stated)
    used = [one for number, one in numbers if number == lowest]
    for number, one in numbers:
        why = "gives no number" if number is None else f"{number}; the lowest ({lowest}) is taken"
        left_out.extend((claim, why) for claim in one.claims)
    return figure(RULE.id, evidence, Range(lowest, lowest, lowest), used, left_out, _note(lowest, event))


def _number(given: Given, many: bool) -> int | None:
    if given.statement.claim.negated:
        return 0
    numbers = [number_of(claim, many) for claim in given.toll.claims]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _refusal(event: Event | None) -> str:
    if event is not None and event.interval is not None and event.interval.precision not in _TIME:
        return "not coded: the date is vaguer than a month"
    if event is not None and event.place is not None and event.place.precision not in _GEO:
        return "not coded: the place is known only to a country"
    return ""


def _note(number: int, event: Event | None) -> str:
    """How the number is spread over days, and ACLED's codes of precision."""
    notes = []
    if event is not None and event.interval is not None:
        days = (event.interval.end - event.interval.start).days + 1
        if days > 1 and number and event.interval.precision < _VAGUE_DATE:
            each, rest = divmod(number, days)
            notes.append(f"over {days} days: {each} a day, {each + rest} on the first")
        notes.append(f"time_precision {_TIME[event.interval.precision]}")
    if event is not None and event.place is not None:
        notes.append(f"geo_precision {_GEO[event.place.precision]}")
    return "; ".join(notes)


RULE = Rule(
    name="acled",
    version=1,
    organisation="Armed Conflict Location & Event Data, codebook",
    summary="Deaths as one number, the lowest that sources give; vague words by a fixed scale.",
    text=TEXT,
    apply=apply,
)

"""Airwars, version 1: a range of civilian harm without a best, and the grade that the sources allow before review.

After Airwars' methodology, [read] except where ``TEXT`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knell.figures.evidence import Evidence, Given, corroborated, figure, gather, lowest_to_highest, strongest
from knell.figures.perpetrators import accused_words, from_accused
from knell.figures.ranges import total_of
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Event, Figure, Outcome, Range

TEXT = """
- **low** and **high**: the least and the most that any source gives; there is no best. [read] A top that the words
  leave open stays open.
- Those harmed are civilians unless there is evidence otherwise; totals that count combatants only are left out. [read]
- What the side said to have done it concedes is kept apart and never overwrites the range. [read] That those it counts
  were combatants is context and no proof, so its word discounts nothing. [read]
- **Grade**: Fair for two or more independent sources, Weak for one, Discounted where all those counted were combatants.
  [read] Confirmed (a belligerent accepts responsibility) and Contested (competing responsibility, least 0 in both
  fields [quoted]) are a reviewer's decision; knell never gives them by itself. Where the side said to have done it
  concedes a figure and is all there is, there is no grade before that decision.
- **Headline total** over events: the sum of minima to the sum of maxima, over Fair and Confirmed only. [read] It is
  `knell events --headline`; a maximum left open leaves that of the total open.
"""

# The name of this rule, by which a total over many events is made.
HEADLINE_RULE = "airwars"
_COMBATANT = "combatant"
_COUNTED = ("Fair", "Confirmed")


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """Ranges of those killed and injured."""
    accused = accused_words(statements)
    wanted = (Outcome.KILLED, Outcome.INJURED)
    return {one.outcome: _figure(one, accused) for one in gather(statements) if one.outcome in wanted}


def _figure(evidence: Evidence, accused: frozenset[str]) -> Figure:
    given, left_out = strongest(evidence)
    conceded = [one for one in given if from_accused(one.statement, accused)]
    others = [one for one in given if not from_accused(one.statement, accused)]
    fighters = [one for one in others if one.toll.lead.victims.status == _COMBATANT]
    used = [one for one in others if one.toll.lead.victims.status != _COMBATANT]
    left_out.extend((claim, "counts combatants only") for one in fighters for claim in one.claims)
    left_out.extend(
        (claim, "conceded by the side said to have done it, kept apart") for one in conceded for claim in one.claims
    )
    low, high = lowest_to_highest(used)
    notes = [_grade(used, fighters), *_conceded(conceded)]
    return figure(RULE.id, evidence, Range(low, None, high), used, left_out, "; ".join(note for note in notes if note))


def headline(figures: Iterable[Figure]) -> dict[Outcome, Range]:
    """The total over many events' figures by this rule: sums of minima and of maxima, Fair and Confirmed only."""
    counted: dict[Outcome, list[Range]] = {}
    for one in figures:
        if one.rule == RULE.id and one.note.partition(";")[0] in _COUNTED:
            counted.setdefault(one.outcome, []).append(one.range)
    return {outcome: replace(total_of(ranges), best=None) for outcome, ranges in counted.items()}


def _grade(used: Sequence[Given], fighters: Sequence[Given]) -> str:
    if used:
        return "Fair" if corroborated(used) else "Weak"
    return "Discounted" if fighters else ""


def _conceded(conceded: Sequence[Given]) -> list[str]:
    low, high = lowest_to_highest(conceded)
    if low is None and high is None:
        return []
    if low == high:
        return [f"conceded: {low}"]
    return [f"conceded: {'?' if low is None else low} to {'?' if high is None else high}"]


RULE = Rule(
    name=HEADLINE_RULE,
    version=1,
    organisation="Airwars, casualty assessment methodology",
    summary="Range of civilian harm without a best, with the grade that its sources allow.",
    text=TEXT,
    apply=apply,
)

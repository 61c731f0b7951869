"""Every Casualty, version 1: disagreement shown as a range, best the figure most independent sources give.

Standards for Casualty Recording (2016). [read] Disagreement may be shown as a range from lowest to highest (p. 25);
sources are independent when outlet, author and primary source all differ (p. 25); uncorroborated figures may be
published when flagged as such (p. 57). How ``best`` is chosen is knell's own reading: the Standards name none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.figures.evidence import (
    Evidence,
    Given,
    corroborated,
    figure,
    gather,
    independent,
    lowest_to_highest,
    strongest,
)
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Event, Figure, Outcome, Range

TEXT = """
- **low** and **high**: the lowest and the highest total that any report gives. [read] A bound that the words leave open
  ("more than 200" where nobody gives a higher figure) stays open.
- **best**: the number that most independent sources give; when two are given by as many, the lower. A source group
  counts once for each number it gives, however many reports repeat it, so copies add nothing. Words that state no
  number ("dozens", "up to 300") do not count towards best. [knell's reading] Where sources give several numbers and no
  two give the same, there is no best: it is deferred as *unconfirmed*, which the Standards allow (p. 25). [read]
- Left out, each with its reason: sub-totals, superseded figures ("up from 290"), totals that the same source has since
  given up, statements that nobody was, figures that a total in the same text already holds. Where no report gives a
  total, each report's parts are added up.
- Sources are independent when outlet, author and primary source all differ. [read] The note says how many of the totals
  can be chosen so that no two share an outlet, an author or an origin; who names no author shares none, and outlets
  that print the same author about the event are taken as one. [knell's reading] Where there are no two, it says
  *uncorroborated*, for such figures may be published when flagged. [read]
"""


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """A figure for every outcome that any statement gives."""
    return {evidence.outcome: _figure(evidence) for evidence in gather(statements)}


def _figure(evidence: Evidence) -> Figure:
    given, left_out = strongest(evidence)
    low, high = lowest_to_highest(given)
    best, supporters = _most_given(given)
    sources = len({one.group for one in given})
    note = _note(best, supporters, sources)
    if given and not corroborated(given):
        note = "uncorroborated: one source" if sources == 1 else f"uncorroborated: one outlet; {note}"
    elif given:
        note = f"{note}; {independent(given)} of other outlets and origins (p. 25)"
    return figure(RULE.id, evidence, Range(low, best, high), given, left_out, note)


def _most_given(given: Sequence[Given]) -> tuple[int | None, int]:
    """The number that most source groups give and how many do, ties to the lower.

    None when no number is stated, and when several are, each by one source alone.
    """
    groups: dict[int, set[str]] = {}
    for one in given:
        if one.toll.range.best is not None:
            groups.setdefault(one.toll.range.best, set()).add(one.group)
    if not groups:
        return None, 0
    best = min(groups, key=lambda number: (-len(groups[number]), number))
    if len(groups[best]) == 1 and len(set().union(*groups.values())) > 1:
        return None, 1
    return best, len(groups[best])


def _note(best: int | None, supporters: int, sources: int) -> str:
    if sources == 0:
        return "no toll is given"
    if best is None and supporters:
        return f"unconfirmed: no number is given by two of {sources} independent sources"
    if best is None:
        return f"no number stated by any of {sources} independent sources"
    return f"{best} given by {supporters} of {sources} independent sources"


RULE = Rule(
    name="every-casualty",
    version=1,
    organisation="Every Casualty Counts, Standards for Casualty Recording (2016)",
    summary="Range from the lowest to the highest total; best is the figure most independent sources give.",
    text=TEXT,
    apply=apply,
)

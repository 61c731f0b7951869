"""Global Terrorism Database, version 1: the most recent source, else what most give, else the lowest.

[recalled] Not seen in any stored copy of the GTD codebook; nothing here is a quotation of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.figures.evidence import Evidence, Given, figure, gather, strongest
from knell.figures.perpetrators import accused_words, from_accused
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Event, Figure, Outcome, Range

TEXT = """
All of this rule is recalled: no stored copy of the codebook was seen. [recalled]

- The number of the most recent credible source; where those of that day differ, what most independent sources give;
  where as many give each, the lowest.
- Figures from the side said to have done it are left out.
- Vague words ("several", "dozens", "up to 300") give no number.
- One number, so low, best and high are the same. Reports without a date count only when none has one.
"""


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """The figures of those killed and injured."""
    accused = accused_words(statements)
    wanted = (Outcome.KILLED, Outcome.INJURED)
    return {one.outcome: _figure(one, accused) for one in gather(statements) if one.outcome in wanted}


def _figure(evidence: Evidence, accused: frozenset[str]) -> Figure:
    given, left_out = strongest(evidence)
    credible: list[Given] = []
    for one in given:
        if from_accused(one.statement, accused):
            left_out.extend((claim, "from the side said to have done it") for claim in one.claims)
        elif one.toll.range.best is None:
            left_out.extend((claim, "gives no number") for claim in one.claims)
        else:
            credible.append(one)
    latest = max((one.statement.published for one in credible if one.statement.published is not None), default=None)
    recent = [one for one in credible if one.statement.published == latest]
    if not recent:
        return figure(RULE.id, evidence, Range(None, None, None), (), left_out, "no credible number")
    best = _most_given(recent)
    used = [one for one in recent if one.toll.range.best == best]
    left_out.extend((claim, "a more recent source, or more of them, give another number") for one in credible
                    for claim in one.claims)  # fmt: skip
    note = "" if latest is None else f"as published on {latest.isoformat()}"
    return figure(RULE.id, evidence, Range(best, best, best), used, left_out, note)


def _most_given(given: Sequence[Given]) -> int:
    groups: dict[int, set[str]] = {}
    for one in given:
        if one.toll.range.best is not None:
            groups.setdefault(one.toll.range.best, set()).add(one.group)
    return min(groups, key=lambda number: (-len(groups[number]), number))


RULE = Rule(
    name="gtd",
    version=1,
    organisation="Global Terrorism Database",
    summary="The most recent source's number, else what most give, else the lowest. Recalled, not read.",
    text=TEXT,
    apply=apply,
)

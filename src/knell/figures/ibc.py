"""Iraq Body Count, version 1: minimum and maximum of deaths and injuries, provisional until two sources agree.

After IBC's Methods 1-3, [read].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.figures.evidence import Evidence, corroborated, figure, gather, lowest_to_highest, strongest
from knell.figures.rule import Rule
from knell.figures.statement import Statement
from knell.model import Event, Figure, Outcome, Range

TEXT = """
- **low** and **high**: minimum and maximum of deaths and of injuries over all sources; there is no best. [read] A
  maximum that the words leave open stays open.
- No source is preferred. [read]
- At least two independent sources; otherwise the entry is *Provisional*, which the note says. [read]
"""


def apply(statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]:
    """Ranges of those killed and injured."""
    wanted = (Outcome.KILLED, Outcome.INJURED)
    return {one.outcome: _figure(one) for one in gather(statements) if one.outcome in wanted}


def _figure(evidence: Evidence) -> Figure:
    given, left_out = strongest(evidence)
    low, high = lowest_to_highest(given)
    sources = len({one.group for one in given})
    note = f"{sources} independent sources" if corroborated(given) else "Provisional"
    return figure(RULE.id, evidence, Range(low, None, high), given, left_out, note)


RULE = Rule(
    name="ibc",
    version=1,
    organisation="Iraq Body Count, Methods 1-3",
    summary="Minimum and maximum over all sources; provisional with fewer than two.",
    text=TEXT,
    apply=apply,
)

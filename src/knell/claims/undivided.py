"""Numbers that count two outcomes at once: of "300 killed or wounded" nobody says how many were killed.

All that is told of each outcome is that no more than the number suffered it (READING, "Choice": a group goes to one
outcome, or to coordinated ones).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from knell.claims.candidate import Candidate
from knell.claims.layers import Layers, Predication
from knell.model import Count, Outcome, Wording

_COUNTED = frozenset(("counted", "bare", "unknown"))
_FEWEST = 2
_OTHER = frozenset((Outcome.INJURED, Outcome.MISSING))
# What may stand behind the second outcome; a noun there would be what it describes ("and wounded civilians fled").
_MAY_FOLLOW = ("prepositions", "be", "have", "coordinate", "subordinate", "skip", "reporting", "include")


def undivided(layers: Layers, chosen: Sequence[tuple[Candidate, float]]) -> Iterator[tuple[Candidate, float]]:
    """The chosen candidates, with the upper bound of each outcome in place of a number that counts two."""
    used = {candidate.predication.start for candidate, _ in chosen}
    for candidate, probability in chosen:
        both = _both(layers, candidate, used)
        if both is None:
            yield candidate, probability
            continue
        # the words of both are what makes the claim of each
        first, second = (replace(one, start=both[0].start, end=both[1].end) for one in both)
        high = candidate.group.count.high
        if candidate.predication is both[1] and _goes_on(layers, candidate.group.end):
            yield replace(candidate, predication=first), probability  # "killed and injured: 60 and 200 respectively"
        elif high is not None:  # "at least 300 killed or wounded" says nothing of either
            group = replace(candidate.group, count=Count(None, high, Wording.AT_MOST))
            yield replace(candidate, group=group, predication=first), probability
            yield replace(candidate, group=group, predication=second), probability


def _both(layers: Layers, candidate: Candidate, used: Container[int]) -> tuple[Predication, Predication] | None:
    """The two outcomes that the number of a candidate counts, in the order of the text."""
    group, told = candidate.group, candidate.predication
    few = group.count.wording is Wording.VAGUE or (group.count.high or group.count.low or 0) < _FEWEST
    if group.kind not in _COUNTED or candidate.negated or few:
        return None  # "dozens of dead and wounded" is no figure that could be divided
    if told.outcome is Outcome.KILLED:
        starts = _behind_joint(layers, told.end)
        second = next((p for p in layers.predications if p.start in starts and p.outcome in _OTHER), None)
        if second is None or _has_number(layers, second) or not _closes(layers, second.end):
            return None
        return told, second
    if told.outcome in _OTHER:
        dead = (p for p in layers.predications if p.outcome is Outcome.KILLED and p.start not in used)
        first = next((p for p in dead if told.start in _behind_joint(layers, p.end)), None)
        if first is None or any(q.start == first.end for q in layers.quantities):
            return None
        return first, told
    return None


def _behind_joint(layers: Layers, end: int) -> range:
    """Where what "and" or "or" joins to a predicate may begin, its auxiliary included: "o resultaron heridas"."""
    joint = _joint(layers, end)
    if joint == end and not layers.mark("and", end - 1):
        return range(0)
    start = joint
    while any(layers.mark(kind, start) for kind in ("be", "have", "skip")):
        start += 1
    return range(joint, start + 1)


def _joint(layers: Layers, end: int) -> int:
    """The token behind the "and" or "or" at ``end``; ``end`` itself where there is none."""
    return max(layers.phrase("coordinate", end), end + layers.mark("and", end))


def _goes_on(layers: Layers, end: int) -> bool:
    """Whether another number is joined to the one that ends here."""
    joint = _joint(layers, end)
    return joint > end and any(q.start == joint and q.kind == "count" for q in layers.quantities)


def _has_number(layers: Layers, second: Predication) -> bool:
    """Whether the second outcome begins a toll of its own: "300 ölü ve yaralı sayısı"."""
    return any(toll.start == second.start and toll.end > second.end for toll in layers.tolls)


def _closes(layers: Layers, at: int) -> bool:
    """Whether nothing that the second outcome could count or describe stands behind it."""
    if at >= len(layers.tokens) or at in layers.busy or layers.tokens[at].kind == "punct":
        return True
    return any(layers.mark(kind, at) for kind in _MAY_FOLLOW)

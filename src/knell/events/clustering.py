"""From scored pairs to events: best matches first, never against what rules a link out.

Events whose days and place are known well are joined first. The others are then each given to the group they match
best, and left apart when two groups match them about as well: an unknown date is not a reason to guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knell.events.local import Local
from knell.events.matching import compare, conflict
from knell.events.whom import names_others

Pair = tuple[int, int]

# How much better one group must match than the next for an event that could go to either.
_MARGIN = 1.0

# Rounds in which events without well-known days or place join groups that grew in the round before.
_ROUNDS = 4

# Different days and places of a group that a newcomer is held against.
_MOST_KINDS = 64

# Of these, so many of each group are compared, and must match by so many points on average over all reports: one that
# tells of two incidents as one does not make them one.
_SAMPLE = 8
_LEAST_MEAN = 2.5


class _Groups:
    """Groups of events that grow together; one report's events stay apart, and so do events that conflict."""

    def __init__(self, events: Sequence[Local], apart: Iterable[Pair] = ()) -> None:
        self._events = events
        self._apart: dict[int, set[int]] = {}
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
        self._of = list(range(len(events)))
        self.members: dict[int, list[int]] = {number: [number] for number in range(len(events))}
        self._reports = {number: {local.member.report} for number, local in enumerate(events)}
        # Events of the same days, place and victims stand for each other: the first of them, and how many they are.
        self._kinds: dict[int, dict[object, tuple[int, int]]] = {
            number: {(local.interval, local.place, local.persons): (number, 1)} for number, local in enumerate(events)
        }

    def of(self, number: int) -> int:
        """The group an event is in."""
        return self._of[number]

    def may_join(self, a: int, b: int) -> bool:
        """Whether two groups can be one."""
        if a == b or not self._reports[a].isdisjoint(self._reports[b]):
            return False
        if any(self._of[number] == b for number in self._apart.get(a, ())):
            return False
        pairs = [
            (self._events[x], self._events[y], many * more)
            for x, many in self._kinds_of(a)
            for y, more in self._kinds_of(b)
        ]
        if any(conflict(x, y) for x, y, _ in pairs) or _of_other_victims(pairs):
            return False
        sampled = [
            (self._events[x], self._events[y], many * more)
            for x, many in self._kinds_of(a)[:_SAMPLE]
            for y, more in self._kinds_of(b)[:_SAMPLE]
        ]
        # days that are not known speak neither for nor against
        telling = [(x, y, many) for x, y, many in sampled if x.dated and y.dated] or sampled
        scored = [(compare(x, y).score, many) for x, y, many in telling]
        return sum(score * many for score, many in scored) >= _LEAST_MEAN * sum(many for _, many in scored)

    def _kinds_of(self, group: int) -> list[tuple[int, int]]:
        return list(self._kinds[group].values())[:_MOST_KINDS]

    def join(self, a: int, b: int) -> None:
        """Make one group of two; the smaller is moved."""
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for number in self.members[b]:
            self._of[number] = a
        self.members[a].extend(self.members.pop(b))
        self._reports[a] |= self._reports.pop(b)
        if b in self._apart:
            self._apart[a] = self._apart.get(a, set()) | self._apart.pop(b)
        mine = self._kinds[a]
        for kind, (number, many) in self._kinds.pop(b).items():
            first, more = mine.get(kind, (number, 0))
            mine[kind] = first, more + many


def _of_other_victims(pairs: Iterable[tuple[Local, Local, int]]) -> bool:
    """Whether more pairs of two groups' events name other victims than name the same; a few may tell of both."""
    verdicts = [(names_others(a, b), many) for a, b, many in pairs if a.persons and b.persons]
    return sum(many for verdict, many in verdicts if verdict) > sum(n for verdict, n in verdicts if verdict is False)


def cluster(events: Sequence[Local], scores: Mapping[Pair, float], apart: Iterable[Pair] = ()) -> list[list[int]]:
    """Groups of events (positions, sorted) that are one; ``events`` are sorted by key, ``scores`` of linked pairs.

    Those that are to be ``apart`` are in no group together.
    """
    groups = _Groups(events, apart)
    known = [local.dated and local.placed for local in events]
    best_first = sorted(scores, key=lambda pair: (-scores[pair], pair))
    for a, b in best_first:
        if known[a] and known[b]:
            _join(groups, groups.of(a), groups.of(b))
    loose = {number for number, well in enumerate(known) if not well}
    near = _neighbours(best_first, scores)
    for _ in range(_ROUNDS):
        if not _place_loose(groups, sorted(loose), near, known):
            break
    for a, b in best_first:
        if a in loose and b in loose and not _undecided(groups, a, near) and not _undecided(groups, b, near):
            _join(groups, groups.of(a), groups.of(b))
    return sorted(sorted(members) for members in groups.members.values())


def _join(groups: _Groups, a: int, b: int) -> None:
    if groups.may_join(a, b):
        groups.join(a, b)


def _neighbours(pairs: Iterable[Pair], scores: Mapping[Pair, float]) -> dict[int, list[tuple[int, float]]]:
    near: dict[int, list[tuple[int, float]]] = {}
    for a, b in pairs:
        near.setdefault(a, []).append((b, scores[a, b]))
        near.setdefault(b, []).append((a, scores[a, b]))
    return near


def _place_loose(
    groups: _Groups, loose: Sequence[int], near: Mapping[int, Sequence[tuple[int, float]]], known: Sequence[bool]
) -> bool:
    """Give each event that stands alone to the group with known days and place that it clearly matches best."""
    wishes = []
    anchored = {groups.of(number) for number, well in enumerate(known) if well}
    for number in loose:
        if len(groups.members[groups.of(number)]) > 1 or groups.of(number) in anchored:
            continue
        scores = _scores(groups, number, near)
        at_anchor = {group: score for group, score in scores.items() if group in anchored}
        if at_anchor and not _torn(groups, at_anchor):
            group = min(at_anchor, key=lambda one: (-at_anchor[one], min(groups.members[one])))
            wishes.append((-at_anchor[group], number, min(groups.members[group])))
    moved = False
    for _, number, member in sorted(wishes):
        mine, group = groups.of(number), groups.of(member)
        if groups.may_join(mine, group):
            groups.join(mine, group)
            moved = True
    return moved


def _scores(groups: _Groups, number: int, near: Mapping[int, Sequence[tuple[int, float]]]) -> dict[int, float]:
    """The best score of an event with each group it may join."""
    mine = groups.of(number)
    found: dict[int, float] = {}
    for other, score in near.get(number, ()):
        group = groups.of(other)
        if group not in found and groups.may_join(mine, group):
            found[group] = score
    return found


def _torn(groups: _Groups, scores: Mapping[int, float]) -> bool:
    """Whether two groups that cannot be one match about as well."""
    ranked = sorted(scores, key=lambda group: (-scores[group], min(groups.members[group])))
    if len(ranked) < 2:
        return False
    first, second = ranked[:2]
    return scores[first] - scores[second] < _MARGIN


def _undecided(groups: _Groups, number: int, near: Mapping[int, Sequence[tuple[int, float]]]) -> bool:
    """Whether an event still stands alone and is torn between groups."""
    if len(groups.members[groups.of(number)]) > 1:
        return False
    return False if not near.get(number) else _torn(groups, _anchored_only(groups, number, near))


def _anchored_only(groups: _Groups, number: int, near: Mapping[int, Sequence[tuple[int, float]]]) -> dict[int, float]:
    return {group: score for group, score in _scores(groups, number, near).items() if len(groups.members[group]) > 1}

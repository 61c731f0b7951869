"""Lists of people: which groups are coordinated with which, and which are said to be some of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knell.claims.groups import Group
from knell.claims.layers import Layers
from knell.claims.names import name_at

_FARTHEST_SIBLING = 12
# A place stands so near in front of the number that it is told of, its ending included.
_PLACED = 2


def included(layers: Layers, group: Group) -> bool:
    """Whether the group is said to be some of another: "including a guard", "five of them Spaniards"."""
    return _inclusion_before(layers, group) is not None


def _inclusion_before(layers: Layers, group: Group) -> int | None:
    """Where the words begin that make a group some of another."""
    if group.whole and any(layers.mark("these", i) for i in range(group.start, group.end)):
        return group.start - 1 if layers.sign(group.start - 1, ",(—–-") else None
    if leads_whole(layers, group) is not None:
        return group.start
    starts = range(max(group.start - 3, 0), group.start)
    return next((i for i in starts if layers.phrase("including", i) == group.start), None)


def leads_whole(layers: Layers, group: Group) -> int | None:
    """Where the whole begins of which a group in front of it is some: "2-si uşaq olmaqla 5 nəfər", "2'si çocuk 5 kişi".

    None in a language that names no parts before their whole, and where no word says so.
    """
    if not layers.words.order.parts_first:
        return None
    at, some = group.end, group.kind == "counted" and layers.is_some(group.start)
    while at < min(group.end + _FARTHEST_SIBLING, len(layers.tokens)):
        end = layers.phrase("included", at)
        if end > at:
            return end + layers.sign(end, ",")
        if not some or any(p.start == at for p in layers.predications):
            return None
        if any(q.start == at and not layers.is_some(at) for q in layers.quantities):
            return at if at == group.end else None
        if layers.tokens[at].kind == "punct" and not layers.sign(at, ",-–—'’"):
            return None
        at += 1
    return None


def inclusion(layers: Layers, groups: Sequence[Group], group: Group) -> int | None:
    """Where an inclusion begins that lists the group: "four people, including a woman and a child, died".

    A comma in front of "and" closes an inclusion of one: "six officers, among them a captain, and two bystanders".
    """
    here, members, closed = group, 0, False
    while (start := _inclusion_before(layers, here)) is None:
        before = max((g for g in groups if g.end <= here.start), key=lambda g: (g.end, -g.start), default=None)
        if before is None or not _coordinates(layers, before.end, here.start):
            return None
        closed = closed or (here is group and _closes(layers, before.end, here.start))
        here, members = before, members + 1
    return start if not closed or members > 1 else None


def lived(layers: Layers, group: Group) -> bool:
    """Whether the words of a group say that those it counts live: "142 survivors"."""
    return any(layers.mark("spared", i) for i in range(group.start, group.end))


def _closes(layers: Layers, start: int, end: int) -> bool:
    """Whether a comma stands right in front of the conjunction between two groups."""
    joint = next((i for i in range(start, end) if layers.phrase("coordinate", i) > i), None)
    return joint is not None and joint > start and layers.sign(joint - 1, ",")


def siblings_left(layers: Layers, groups: Sequence[Group], group: Group) -> Iterator[Group]:
    """Groups coordinated in front of this one: "two policemen and a guard were killed"."""
    here = group
    for earlier in sorted((g for g in groups if g.end <= group.start), key=lambda g: -g.end):
        if inclusion(layers, groups, earlier) is not None:
            continue  # "six officers, among them a sub-inspector, and two bystanders"
        if earlier.kind in ("name", "one") and layers.mark("prepositions", earlier.start - 1):
            continue  # a name inside a modifier: "five students of BJ College, four clerks and ..."
        if lived(layers, earlier):
            return
        closed = here is not group or _has_conjunction(layers, earlier.end, here.start)
        if not closed or not _coordinates(layers, earlier.end, here.start):
            return
        yield earlier
        here = earlier


def share_noun(layers: Layers, groups: Sequence[Group], group: Group) -> Iterator[Group]:
    """ "Halep'te 53, Hama'da ise 12 kişi öldü": bare numbers of other places in front, where the verb comes last."""
    if not layers.words.order.verb_final or group.kind != "counted":
        return
    here = group
    for earlier in sorted((g for g in groups if g.end <= group.start), key=lambda g: -g.end):
        between = range(earlier.end, here.start)
        placed = _names_place(layers, earlier.end, here.start) and _names_place(
            layers, earlier.start - _PLACED, earlier.start
        )
        stops = any(p.start in between for p in layers.predications) or any(layers.sign(i, ";:") for i in between)
        if earlier.kind != "bare" or not layers.sign(earlier.end, ",") or not placed or stops:
            return
        yield earlier
        here = earlier


def _names_place(layers: Layers, start: int, end: int) -> bool:
    """Whether some of these tokens are spelled like a place."""
    start = max(start, 0)
    return start < end and bool(layers.places.spelled(layers.tokens[start].start, layers.tokens[end - 1].end))


def siblings_right(layers: Layers, groups: Sequence[Group], group: Group) -> Iterator[Group]:
    """Groups coordinated behind this one: "killed two policemen, a guard and a clerk"."""
    here = group
    waiting: list[Group] = []
    for later in (g for g in groups if g.start >= group.end):
        under = layers.mark("prepositions", later.start - 1) and not layers.mark("accusative", later.start - 1)
        if later.kind in ("name", "one") and under:
            continue
        if lived(layers, later) or not _coordinates(layers, here.end, later.start) or _counts_itself(layers, later):
            return
        waiting.append(later)
        here = later
        if _has_conjunction(layers, later.start - 3, later.start):
            yield from waiting  # a list is one only when a conjunction closes it
            waiting = []


def _counts_itself(layers: Layers, group: Group) -> bool:
    """ "la mort de 63 personnes et 182 blessés": the noun right behind a bare number counts another outcome."""
    follower = next((p for p in layers.predications if p.start == group.end), None)
    return group.kind == "bare" and follower is not None and "counted" in follower.frames


def _has_conjunction(layers: Layers, start: int, end: int) -> bool:
    """Whether "and" or the like stands between two tokens."""
    return any(layers.phrase("coordinate", i) > i for i in range(max(start, 0), end))


def _coordinates(layers: Layers, start: int, end: int) -> bool:
    """Whether the tokens between two groups only coordinate them (modifiers of the first allowed)."""
    if not start < end or end - start > _FARTHEST_SIBLING:
        return False
    last = end - 1
    aside = ("skip", "additional", "accusative")
    while last > start and any(layers.mark(kind, last) for kind in aside):
        last -= 1
    closes = layers.mark("coordinate", last) or layers.sign(last, ",")
    if not closes and all(layers.phrase("coordinate", i) != last + 1 for i in range(max(start, last - 3), last + 1)):
        return False
    for index in range(start, end):
        if layers.mark("spared", index) or layers.ends_clause(index):
            return False  # "2 işçinin çıkarıldığını, 1 işçi ile 2 mühendisin öldüğünü": another clause
        if any(p.start == index for p in layers.predications):
            return False
        stops = ("be", "have", "relative", "subordinate", "reporting")
        if any(layers.mark(kind, index) for kind in stops) and not layers.mark("coordinate", index):
            return False
        if layers.sign(index, ":") or (layers.sign(index, ";") and not _lists_by_semicolon(layers, end)):
            return False
    return True


def _lists_by_semicolon(layers: Layers, start: int) -> bool:
    """Whether what follows a semicolon is one more name of a list ("Ana Paz, 19; Juan Ruiz")."""
    return name_at(layers, start) is not None or layers.mark("articles", start)

"""Count a list of persons as one claim: "a sub-inspector, an assistant and a home guard" are three."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knell.claims.candidates import Candidate
from knell.claims.groups import Group
from knell.claims.layers import Layers
from knell.model import Count, Wording

_SINGLE = ("one", "name")
# A number this small may stand in a list of single persons ("two brothers and their father").
_FEW = 9
_LISTED = ("subject", "object", "complement", "inverted")


def merge_lists(layers: Layers, chosen: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Join neighbouring groups that share a predicate and of which at least one is a single person."""
    merged: list[tuple[Candidate, float]] = []
    for candidate, probability in _with_shared_bounds(_without_appositions(layers, chosen)):
        if merged and _belongs(merged[-1][0], candidate):
            before, earlier = merged[-1]
            merged[-1] = (_joined(before, candidate), min(probability, earlier))
        else:
            merged.append((candidate, probability))
    return merged


def _without_appositions(layers: Layers, chosen: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Drop persons who only spell out a number before them: "two reporters, Roberto Navas and Mauricio Pineda"."""
    kept: list[tuple[Candidate, float]] = []
    index = 0
    while index < len(chosen):
        candidate, probability = chosen[index]
        kept.append((candidate, probability))
        index += 1
        number = candidate.group.count.low
        if candidate.group.kind != "counted" or number is None or not 1 < number <= _FEW:
            continue
        run = index
        while run < len(chosen) and chosen[run][0].predication is candidate.predication:
            run += 1
        spelled = chosen[index:run]
        persons = [c.group for c, _ in spelled]
        if len(persons) > 1 and sum(group.count.low or 0 for group in persons) == number:
            index = run if _spells_out(layers, candidate.group, persons) else index
    return kept


def _spells_out(layers: Layers, group: Group, persons: Sequence[Group]) -> bool:
    """Whether as many persons as a number counts are those it counts: by name, or between two commas.

    "Two people, a man and his son, died", but "two officers, a driver and her son were killed" are four.
    """
    if all(person.kind == "name" for person in persons):
        return True
    whoever = group.head is not None and layers.mark("whoever", group.head)
    return whoever or layers.sign(max(person.end for person in persons), ",")


def _with_shared_bounds(chosen: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Let a lower bound hold for the whole list it opens: "at least 40 civilians and eight soldiers had died"."""
    shared: list[tuple[Candidate, float]] = []
    for candidate, probability in chosen:
        before = shared[-1][0] if shared else None
        bound = before.group.count if before is not None and before.predication is candidate.predication else None
        count = candidate.group.count
        opens = bound is not None and bound.wording in (Wording.AT_LEAST, Wording.MORE_THAN)
        if opens and bound is not None and candidate.group.kind == "counted" and count.wording is Wording.EXACT:
            group = replace(candidate.group, count=Count(count.low, None, bound.wording))
            candidate = replace(candidate, group=group)
        shared.append((candidate, probability))
    return shared


def _belongs(first: Candidate, second: Candidate) -> bool:
    if first.predication is not second.predication or first.kind != second.kind or first.kind not in _LISTED:
        return False
    if not any(":sibling" in feature for feature in (*first.features, *second.features)):
        return False
    if first.negated or second.negated or second.group.more:
        return False
    kinds = (first.group.kind, second.group.kind)
    if not any(kind in _SINGLE for kind in kinds) or not all(kind in (*_SINGLE, "counted") for kind in kinds):
        return False
    return _is_few(first.group) and _is_few(second.group)


def _is_few(group: Group) -> bool:
    count = group.count
    return count.wording is Wording.EXACT and count.low is not None and 0 < count.low <= _FEW


def _joined(first: Candidate, second: Candidate) -> Candidate:
    total = (first.group.count.low or 0) + (second.group.count.low or 0)
    group = replace(
        first.group,
        end=second.group.end,
        count=Count(total, total, Wording.EXACT),
        status=first.group.status if first.group.status == second.group.status else None,
        kind="one" if total <= _FEW else "counted",
    )
    return replace(first, group=group, features=(*first.features, "list"))

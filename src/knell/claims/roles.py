"""Say what each claim's number is to its event: total, part, additional or revised from."""

from __future__ import annotations

from collections.abc import Sequence

from knell.claims.find import Found
from knell.model import Cited, Count, Role

_LISTED = ("subject", "object", "complement", "inverted")


def roles(found: Sequence[Found], cited: Sequence[Cited | None], events: Sequence[str]) -> list[Role]:
    """One role a claim; all three in the same order."""
    given: list[Role] = []
    seen: set[tuple[str, str]] = set()
    for index, item in enumerate(found):
        told = (events[index], item.candidate.predication.outcome.value)
        given.append(_by_words(item, found, told in seen))
        seen.add(told)
    for index, item in enumerate(found):
        if given[index] is Role.TOTAL and _is_part(index, found, cited, events, given):
            given[index] = Role.PART
    return given


def _by_words(item: Found, found: Sequence[Found], told: bool) -> Role:
    """The role that a claim's own words give it."""
    candidate = item.candidate
    if "toll:from" in candidate.features or _is_superseded(item):
        return Role.REVISED_FROM
    if candidate.group.more and told:
        return Role.ADDITIONAL
    if candidate.kind in ("part", "gap") or "inside:whole" in candidate.features or _is_among(item):
        return Role.PART
    return Role.PART if _has_sibling(item, found) else Role.TOTAL


def _is_superseded(item: Found) -> bool:
    """Whether words such as "earlier" or "initially" stand in front of the claim."""
    layers, start = item.layers, item.candidate.start
    return any(layers.phrase("superseded", i) > i for i in range(start))


def _is_among(item: Found) -> bool:
    """ "Among the dead were two nurses", "the imam was among the dead"."""
    return item.candidate.kind == "inverted" or "subject:among" in item.candidate.features


def _has_sibling(item: Found, found: Sequence[Found]) -> bool:
    """Whether another group shares this one's predicate: "40 civilians and eight soldiers had died"."""
    return any(
        other is not item
        and other.layers is item.layers
        and other.candidate.predication is item.candidate.predication
        and other.candidate.kind in _LISTED
        for other in found
    )


def _is_part(
    index: int, found: Sequence[Found], cited: Sequence[Cited | None], events: Sequence[str], given: Sequence[Role]
) -> bool:
    """Whether a claim counts some of those whom a larger total of the same event counts."""
    item = found[index]
    count = item.candidate.group.count
    top = _upper(count)
    for other, role in zip(range(len(found)), given, strict=True):
        if other == index or role is not Role.TOTAL or events[other] != events[index]:
            continue
        if found[other].candidate.predication.outcome is not item.candidate.predication.outcome:
            continue
        rival = found[other].candidate.group.count.low
        if rival is None or top is None or rival <= top:
            continue
        if _is_narrow(item) or _same_voice(cited[index], cited[other]):
            return True
    return False


def _upper(count: Count) -> int | None:
    """The most a claim can mean without contradicting a larger one."""
    return count.high if count.high is not None else count.low


def _is_narrow(item: Found) -> bool:
    """Whether the claim names some kind of people rather than people at large."""
    group = item.candidate.group
    return group.status is not None or group.kind in ("one", "name", "pronoun")


def _same_voice(first: Cited | None, second: Cited | None) -> bool:
    if first is None or second is None:
        return first is second
    return first.text.casefold() == second.text.casefold()

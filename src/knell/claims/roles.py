"""Say what each claim's number is to its event: total, part, additional or revised from."""

from __future__ import annotations

from collections.abc import Sequence

from knell.claims.find import Found
from knell.model import Outcome, Role


def roles(found: Sequence[Found]) -> list[Role]:
    """One role a claim, in order."""
    given: list[Role] = []
    seen: set[Outcome] = set()
    for item in found:
        role = _role(item, found, seen)
        given.append(role)
        seen.add(item.candidate.predication.outcome)
    return given


def _role(item: Found, found: Sequence[Found], seen: set[Outcome]) -> Role:
    candidate = item.candidate
    outcome = candidate.predication.outcome
    if any(feature in ("toll:from",) for feature in candidate.features):
        return Role.REVISED_FROM
    if candidate.group.more and outcome in seen:
        return Role.ADDITIONAL
    if candidate.kind == "part":
        return Role.PART
    if candidate.kind == "gap" or _has_sibling(item, found):
        return Role.PART
    return Role.TOTAL


def _has_sibling(item: Found, found: Sequence[Found]) -> bool:
    """Whether another group shares this one's predicate: "40 civilians and eight soldiers had died"."""
    return any(
        other is not item
        and other.layers is item.layers
        and other.candidate.predication is item.candidate.predication
        and other.candidate.kind in ("subject", "object", "complement", "inverted")
        for other in found
    )

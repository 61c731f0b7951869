"""Which parts of a toll repeat each other or may share people, so that they are not simply added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import regex

from knell.model import Claim

# Two groups named this close together ("a woman and two children") are listed side by side, not counted twice.
_SIDE_BY_SIDE = 8

# Kinds of people of whom nobody is two at once. Groups of different rows, or in none, may share people.
_KINDS = (
    frozenset({"children", "women", "men"}),
    frozenset(
        {"police", "soldiers", "journalists", "medical", "aid_workers", "clergy", "rescuers", "students"},
    ),
)

# A hostile text may name the same number thousands of times: this many earlier wordings of it are compared.
_MOST_WORDINGS = 64

_WORD = re.compile(r"\w+")
# Two or more words with a capital side by side.
_FULL_NAME = regex.compile(r"\b\p{Lu}\w+(?: \p{Lu}\w+)+")


def text_order(claim: Claim) -> tuple[int, int, str]:
    """Where a claim stands in its text, ties by id."""
    return claim.start, claim.end, claim.id


def once_each(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """First mentions, and those that give the same number of the same people again, in more or fewer words."""
    first: list[Claim] = []
    again: list[Claim] = []
    seen: dict[object, list[tuple[str | None, frozenset[str]]]] = {}
    for claim in claims:
        words, status = frozenset(_WORD.findall(claim.victims.text.casefold())), claim.victims.status
        alike = seen.setdefault((claim.count, frozenset(claim.victims.groups)), [])
        if any(_agree(status, told) and (words <= other or other <= words) for told, other in alike):
            again.append(claim)
            continue
        first.append(claim)
        if len(alike) < _MOST_WORDINGS:
            alike.append((status, words))
    return first, again


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def parts_apart(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim], bool]:
    """Parts that stand apart, parts counted in one of those, and whether those that stand apart may share people.

    A part is counted in another when its words stand inside the other's, or when it counts a subgroup ("12
    children") and the parts that name no subgroup, and could hold it, are together as large: "ten at the gate, ten in
    the hall" are the same people as "twelve women, eight men". Claims come in text order.
    """
    inside = _inside_another(claims)
    plain: dict[str | None, int] = {}
    for claim in claims:
        if not claim.victims.groups and claim.id not in inside:
            plain[claim.victims.status] = plain.get(claim.victims.status, 0) + size(claim)
    apart: list[Claim] = []
    nested: list[Claim] = []
    before: Claim | None = None
    for claim in claims:
        beside = before is not None and _listed_together(before, claim)
        held = claim.id in inside or (not beside and _held_by_plain(claim, plain))
        (nested if held else apart).append(claim)
        before = claim
    grouped = [claim for claim in apart if claim.victims.groups]
    return apart, nested, any(_may_share(a, b) for a, b in pairwise(grouped))


def _held_by_plain(claim: Claim, plain: dict[str | None, int]) -> bool:
    if not claim.victims.groups:
        return False
    status = claim.victims.status
    holders = plain.values() if status is None else (plain.get(None, 0), plain.get(status, 0))
    return 0 < size(claim) <= sum(holders)


def by_kind(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Parts by the kind of people they count, each kind a division of its own: by age, by trade, or by nothing."""
    found: dict[object, list[Claim]] = {}
    for claim in claims:
        groups = frozenset(claim.victims.groups)
        row = next((number for number, kind in enumerate(_KINDS) if groups and groups <= kind), groups)
        found.setdefault(row, []).append(claim)
    return list(found.values())


def _may_share(a: Claim, b: Claim) -> bool:
    """Whether somebody may be counted in both: not if status or kind of person or one list sets them apart."""
    mine, others = set(a.victims.groups), set(b.victims.groups)
    if mine == others or _listed_together(a, b):
        return False
    if a.victims.status is not None and b.victims.status is not None and a.victims.status != b.victims.status:
        return False
    return not any(mine <= kind and others <= kind and not mine & others for kind in _KINDS)


def _listed_together(a: Claim, b: Claim) -> bool:
    return b.start - a.end <= _SIDE_BY_SIDE


def names_all(claim: Claim) -> bool:
    """Whether a claim gives the full name of everybody it counts: a list of persons, and hardly all who died."""
    return claim.count.low is not None and len(_FULL_NAME.findall(claim.victims.text)) >= claim.count.low > 0


def size(claim: Claim) -> int:
    """The largest number a claim names."""
    return max(claim.count.low or 0, claim.count.high or 0)


def _inside_another(claims: Sequence[Claim]) -> set[str]:
    """Ids of claims whose span lies within the longer span of one that counts as many or more."""
    found: set[str] = set()
    open_claims: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.start, -claim.end, claim.id)):
        while open_claims and open_claims[-1].end <= claim.start:
            open_claims.pop()
        holder = open_claims[-1] if open_claims else None
        if holder is None or claim.end > holder.end:
            open_claims.append(claim)
        elif claim.start > holder.start and claim.end < holder.end and size(claim) <= size(holder):
            # what begins or ends with it stands in one list with it: "killing a clerk", "killing a clerk and two
            # guards"; "two guards were killed", "a clerk and two guards were killed"
            found.add(claim.id)
    return found

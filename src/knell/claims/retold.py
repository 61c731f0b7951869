"""Tell which single persons a text speaks of again, so that nobody is counted twice."""

from __future__ import annotations

from collections.abc import Container, Sequence

from knell.claims.said import About, Said
from knell.model import Role

# No more single persons than this are looked through for one told of again, so that long texts stay linear.
_MANY = 40


def settle_retold(said: Sequence[Said], anyone: Container[str]) -> None:
    """A person told of again counts nobody anew: "captured a smuggler ... the smuggler was held at his house".

    Nor do those listed with him: "captured a smuggler and two guards ... the smuggler and the two were held".
    """
    singles: dict[About, list[Said]] = {}
    listed: dict[About, list[Said]] = {}
    again: Said | None = None
    for one in said:
        before = singles.setdefault(one.about, [])
        if again is not None and _is_listed(one) and _shares_list(one, again):
            if any(_counts_same(one, other) for other in listed.get(one.about, ())[-_MANY:]):
                one.becomes(Role.OTHER)
                continue
        elif _is_listed(one) and not one.single:
            listed.setdefault(one.about, []).append(one)
        near = reversed(before[-_MANY:])
        if one.size > 1:
            known = next((other for other in near if _names_again(one, other, anyone)), None)
            if known is not None and known.role is Role.TOTAL:
                known.becomes(Role.PART)
        elif one.single and not one.scope.some:
            if any(_is_listed(other) and _names_again(one, other) for other in near):
                one.becomes(Role.OTHER)
                again = one
            else:
                before.append(one)


def _is_listed(one: Said) -> bool:
    return one.fixed and one.role is Role.PART


def _shares_list(one: Said, other: Said) -> bool:
    """Whether both are members of one list: of one predicate."""
    return one.item.layers is other.item.layers and one.item.candidate.predication is other.item.candidate.predication


def _counts_same(one: Said, other: Said) -> bool:
    """Whether as many were told of in an earlier sentence, in the same words for how sure it is."""
    counts = (one.item.candidate.group.count, other.item.candidate.group.count)
    return one.item.layers is not other.item.layers and counts[0] == counts[1]


def _names_again(one: Said, other: Said, anyone: Container[str] = ()) -> bool:
    """Whether a pronoun, or "the" and a noun that fits, points back to a single person told of before."""
    layers, group = one.item.layers, one.item.candidate.group
    if group.kind == "pronoun":
        return True
    start = group.start
    pointing = layers.mark("definite", start) and not (layers.mark("possessive", start) or layers.mark("every", start))
    if group.kind != "one" or group.head is None or not pointing or group.more or layers.mark("one_more", start):
        return False
    noun, earlier = layers.tokens[group.head].norm, other.item.candidate.group.head
    return noun in anyone or (earlier is not None and noun == other.item.layers.tokens[earlier].norm)

"""Tell which single persons a text speaks of again, so that nobody is counted twice."""

from __future__ import annotations

from collections.abc import Container, Sequence

from knell.claims.said import About, Said
from knell.model import Role

# No more single persons than this are looked through for one told of again, so that long texts stay linear.
_MANY = 40


def settle_retold(said: Sequence[Said], anyone: Container[str]) -> None:
    """A person told of again counts nobody anew: "captured a smuggler ... the smuggler was held at his house"."""
    singles: dict[About, list[Said]] = {}
    for one in said:
        before = singles.setdefault(one.about, [])
        near = reversed(before[-_MANY:])
        if one.size > 1:
            known = next((other for other in near if _names_again(one, other, anyone)), None)
            if known is not None and known.role is Role.TOTAL:
                known.becomes(Role.PART)
        elif one.single and not one.scope.some:
            if any(_is_listed(other) and _names_again(one, other) for other in near):
                one.becomes(Role.OTHER)
            else:
                before.append(one)


def _is_listed(one: Said) -> bool:
    return one.fixed and one.role is Role.PART


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

"""How numbers are spelled: what is written behind digits, and number words that are written together."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from knell.text.tokens import Token

# What sets an ending off from digits, and numbers from which on a point behind them ends the sentence.
_SETS_OFF = "-‐‑'’ʼ‘`"
_NO_RANK = 200
# No number below a billion is written with more words than this.
_MOST_PARTS = 16
# No word of this length is a number; a hostile one takes no time.
_LONGEST = 200
_VOWELS = "aeiou"
_SHORTEST_ELIDED = 3
_NONE_ELIDED: Mapping[str, str] = MappingProxyType({})


class Endings(Protocol):
    """What a language's number grammar says of endings."""

    @property
    def endings(self) -> frozenset[str]:
        """Those of a case, behind a hyphen or apostrophe."""

    @property
    def ordinal_endings(self) -> frozenset[str]:
        """Those of an ordinal."""

    @property
    def ordinal_point(self) -> bool:
        """Whether a point makes an ordinal."""

    @property
    def ordinal_capital(self) -> bool:
        """Whether it does so in front of a capital too."""

    @property
    def ordinal_signs(self) -> frozenset[str]:
        """Signs that make one ("50°")."""


def ending_behind(tokens: Sequence[Token], start: int, end: int, value: int | None, rules: Endings) -> tuple[int, bool]:
    """Where a number in digits ends with what is written behind it ("40-dan", "4."), and whether that is an ordinal."""
    if end >= len(tokens) or not tokens[end].glued:
        return end, False
    if tokens[end].text in rules.ordinal_signs and end == start + 1 and value is not None:
        return end + 1, True
    if rules.ordinal_point and tokens[end].text == "." and end == start + 1 and end + 1 < len(tokens):
        follower = tokens[end + 1]
        if rules.ordinal_capital and follower.text == "," and follower.glued:
            return end + 1, True  # "am 1., 2. und 8. Oktober"
        goes_on = not follower.glued and follower.kind == "word"
        goes_on = goes_on and (rules.ordinal_capital or follower.text[0].islower())
        if goes_on and value is not None and value < _NO_RANK:
            return end + 1, True
    if end + 1 < len(tokens) and tokens[end].text in _SETS_OFF and tokens[end + 1].glued:
        written = {tokens[end + 1].text.lower(), tokens[end + 1].norm}
        if not written.isdisjoint(rules.ordinal_endings | rules.endings):
            return end + 2, not written.isdisjoint(rules.ordinal_endings)
    return end, False


def number_words(norm: str, known: Container[str], elided: Mapping[str, str] = _NONE_ELIDED) -> list[str]:
    """The number words that a word is made of, the longest first where they fit; empty when anything is left over.

    ``elided``: of words that lose their last letter before one such letter, what is left of each ("vent-uno").
    """
    if len(norm) > _LONGEST:
        return []
    reached: dict[int, list[str]] = {len(norm): []}
    for at in range(len(norm) - 1, -1, -1):
        for end in range(len(norm), at, -1):
            if end not in reached or len(reached[end]) >= _MOST_PARTS:
                continue
            part = norm[at:end]
            word = part if part in known else elided.get(part)
            if word is not None and (word == part or _elides(word, reached[end])):
                reached[at] = [word, *reached[end]]
                break
    return reached.get(0, [])


def _elides(word: str, behind: Sequence[str]) -> bool:
    """Whether a word loses its last letter here: another of the letters that are lost so stands behind it."""
    return bool(behind) and behind[0][0] in _VOWELS and word[-1] in _VOWELS


def elided(words: Iterable[str]) -> dict[str, str]:
    """What is left of words that end in a vowel when they lose it."""
    return {word[:-1]: word for word in words if len(word) > _SHORTEST_ELIDED and word[-1] in _VOWELS}


def tens_first(
    parts: Sequence[str], values: Mapping[str, int], articles: Container[str], joiners: Container[str]
) -> list[str]:
    """The words of a compound in the order of their size: "drei und zwanzig" is twenty and three; an article is one."""
    one = next((word for word, value in values.items() if value == 1), "")
    found: list[str] = []
    pending: str | None = None
    for number, part in enumerate(parts):
        word = one if part in articles else part
        joined = number + 1 < len(parts) and parts[number + 1] in joiners
        if part in joiners:
            continue
        if joined and pending is None and values.get(word, 10) < 10:
            pending = word
            continue
        found.append(word)
        if pending is not None:
            found.append(pending)
            pending = None
    return [] if pending is not None else found


def is_abbreviated(tokens: Sequence[Token], end: int, abbreviated: Container[str]) -> bool:
    """Whether a point stands here that belongs to the multiplier before it: "5 тис. осіб", "1,2 Mio. Euro"."""
    if end + 1 >= len(tokens) or tokens[end].text != "." or not tokens[end].glued:
        return False
    return tokens[end - 1].norm in abbreviated

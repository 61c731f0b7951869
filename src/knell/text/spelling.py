"""How numbers are spelled: what is written behind digits, and number words that are written together."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Protocol

from knell.text.tokens import Token

# What sets an ending off from digits, and numbers from which on a point behind them ends the sentence.
_SETS_OFF = "-‐‑'’ʼ‘`"
_NO_RANK = 200
# No number below a billion is written with more words than this.
_MOST_PARTS = 16


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


def ending_behind(tokens: Sequence[Token], start: int, end: int, value: int | None, rules: Endings) -> tuple[int, bool]:
    """Where a number in digits ends with what is written behind it ("40-dan", "4."), and whether that is an ordinal."""
    if end >= len(tokens) or not tokens[end].glued:
        return end, False
    if rules.ordinal_point and tokens[end].text == "." and end == start + 1 and end + 1 < len(tokens):
        follower = tokens[end + 1]
        goes_on = not follower.glued and follower.kind == "word" and follower.text[0].islower()
        if goes_on and value is not None and value < _NO_RANK:
            return end + 1, True
    if end + 1 < len(tokens) and tokens[end].text in _SETS_OFF and tokens[end + 1].glued:
        written = {tokens[end + 1].text.lower(), tokens[end + 1].norm}
        if not written.isdisjoint(rules.ordinal_endings | rules.endings):
            return end + 2, not written.isdisjoint(rules.ordinal_endings)
    return end, False


def number_words(norm: str, known: Container[str]) -> list[str]:
    """The number words that a word is made of, the longest first where they fit; empty when anything is left over."""
    reached: dict[int, list[str]] = {len(norm): []}
    for at in range(len(norm) - 1, -1, -1):
        for end in range(len(norm), at, -1):
            part = norm[at:end]
            if end in reached and len(reached[end]) < _MOST_PARTS and part in known:
                reached[at] = [part, *reached[end]]
                break
    return reached.get(0, [])

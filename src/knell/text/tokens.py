"""Cut a stretch of text into tokens with offsets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from knell.languages import Pack

Kind = Literal["word", "number", "code", "punct"]

_APOSTROPHE = "['’ʼ‘`]"
# An acronym with points, digits among which a byte was lost (no number any more), digits glued to letters, digits with
# inner separators, a word, or any other visible sign.
_COMMON = r"""
    (?P<acronym>(?:\p{L}\.){2,})
  | (?P<spoiled>(?:\d++(?:[.,]\d++)*+(?:[.,](?=\ufffd++\d))?|(?<!\ufffd)(?=\ufffd++\d))\ufffd(?:\ufffd|[.,]?\d)*+)
  | (?P<code>\d++(?:[.,]\d++)*+\p{L}[\p{L}\p{M}\d]*)
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<word>%s)
  | (?P<punct>[^\s\p{L}\p{M}\d])
  | (?P<other>[\p{L}\p{M}\d])
"""
_WORDS = {
    # Lebanon's -> Lebanon 's
    "before": rf"(?<=[\p{{L}}\p{{M}}]){_APOSTROPHE}\p{{L}}[\p{{L}}\p{{M}}]*|\p{{L}}[\p{{L}}\p{{M}}\d]*",
    # l'explosion -> l' explosion
    "after": rf"\p{{L}}[\p{{L}}\p{{M}}\d]*{_APOSTROPHE}?",
    # сім'я stays one
    "keep": rf"\p{{L}}[\p{{L}}\p{{M}}\d]*(?:{_APOSTROPHE}\p{{L}}[\p{{L}}\p{{M}}\d]*)*",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign. ``norm`` is how it is looked up; ``glued`` says no space stands before it."""

    text: str
    norm: str
    start: int
    end: int
    kind: Kind
    glued: bool

    @property
    def capital(self) -> bool:
        """Whether the token is a word that begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


@cache
def _pattern(apostrophe: str) -> regex.Pattern[str]:
    return regex.compile(_COMMON % _WORDS[apostrophe], regex.VERBOSE)


def normalise(word: str, turkic: bool = False) -> str:
    """Lower case with one form of apostrophe; dotted and dotless I are kept apart in Turkic languages."""
    if turkic:
        word = word.replace("İ", "i").replace("I", "ı")
    return word.lower().replace("’", "'").replace("ʼ", "'").replace("‘", "'").replace("`", "'")


def tokenize(text: str, pack: Pack, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``, offsets into the whole of ``text``."""
    settings = pack.section("text")
    turkic = bool(settings.get("turkic_case", False))
    pattern = _pattern(str(settings.get("apostrophe", "before")))
    stop = len(text) if end is None else end
    found: list[Token] = []
    last = -1
    for match in pattern.finditer(text, start, stop):
        group = match.lastgroup
        kind: Kind = "word"
        if group in ("number", "code", "punct"):
            kind = group
        elif group == "spoiled":
            kind = "code"
        words = match.group()
        found.append(Token(words, normalise(words, turkic), match.start(), match.end(), kind, match.start() == last))
        last = match.end()
    return tuple(found)

"""Cut a stretch of text into tokens with offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import Literal

import regex

from knell.languages import Pack

Kind = Literal["word", "number", "code", "punct"]

# What each alternative of the pattern below is.
_KINDS: Mapping[str, Kind] = {
    "acronym": "word",
    "spoiled": "code",
    "code": "code",
    "number": "number",
    "word": "word",
    "punct": "punct",
    "other": "word",
}

_APOSTROPHE = "['’ʼ‘`]"
# Classes of signs for any text, and the same for text that holds ASCII alone, which is read twice as fast.
_ANY = {"L": r"\p{L}", "LM": r"[\p{L}\p{M}]", "LMD": r"[\p{L}\p{M}\d]", "SIGN": r"[^\s\p{L}\p{M}\d]"}
_ASCII = {"L": "[A-Za-z]", "LM": "[A-Za-z]", "LMD": "[A-Za-z0-9]", "SIGN": r"[^\sA-Za-z0-9]"}
# An acronym with points, a word (most tokens are, so it is looked for early), digits among which a byte was lost (no
# number any more), digits glued to letters, digits with inner separators (but the day and the year of "May 4,1999" are
# two), or any other visible sign.
_COMMON = r"""
    (?P<acronym>(?:<L>\.){2,})
  | (?P<word><WORD>)
  | (?P<spoiled>(?:\d++(?:[.,]\d++)*+(?:[.,](?=\ufffd++\d))?|(?<!\ufffd)(?=\ufffd++\d))\ufffd(?:\ufffd|[.,]?\d)*+)
  | (?P<code>\d++(?:[.,]\d++)*+<L><LMD>*)
  | (?P<number>\d{1,2}(?=,(?:19|20)\d\d(?![.,]?\d))|\d+(?:[.,]\d+)*)
  | (?P<punct><SIGN>)
  | (?P<other><LMD>)
"""
_WORDS = {
    # Lebanon's -> Lebanon 's
    "before": rf"<L><LMD>*|(?<=<LM>){_APOSTROPHE}<L><LM>*",
    # l'explosion -> l' explosion
    "after": rf"<L><LMD>*{_APOSTROPHE}?",
    # сім'я stays one
    "keep": rf"<L><LMD>*(?:{_APOSTROPHE}<L><LMD>*)*",
}
_DIGITS = "0123456789"
_LETTERS = regex.compile(r"[\p{L}\p{M}\d]+")
_CAPITAL = regex.compile(r"[\p{Lu}\p{Lt}][\p{L}\p{M}\d]*")
_ASCII_CAPITAL = re.compile(r"[A-Z][A-Za-z0-9]*")


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word, number or sign. ``norm`` is how it is looked up, its dictionary form where the language inflects;
    ``glued`` says no space stands before it.

    Never changed once made; it is not frozen because a frozen one takes three times as long to make.
    """

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
def _pattern(apostrophe: str, ascii_only: bool) -> regex.Pattern[str] | re.Pattern[str]:
    expression = _COMMON.replace("<WORD>", _WORDS[apostrophe])
    for name, signs in (_ASCII if ascii_only else _ANY).items():
        expression = expression.replace(f"<{name}>", signs)
    if ascii_only:
        return re.compile(expression, re.VERBOSE | re.ASCII)
    return regex.compile(expression, regex.VERBOSE)


def normalise(word: str, pack: Pack) -> str:
    """Lower case with one form of apostrophe and of letters written alike; Turkic languages keep two kinds of I."""
    if pack.section("text").get("turkic_case", False):
        word = word.replace("İ", "i").replace("I", "ı")
    word = word.lower()
    letters = pack.letters()
    if letters:
        word = word.translate(letters)
    return word.replace("’", "'").replace("ʼ", "'").replace("‘", "'").replace("`", "'")


def capitals(text: str, pack: Pack, start: int, end: int) -> set[str]:
    """The ``beginning`` of every word with a capital in ``text[start:end]``, and hardly more."""
    stretch, forms = text[start:end], pack.forms
    pattern = _ASCII_CAPITAL if stretch.isascii() else _CAPITAL
    found = {normalise(run, pack) for run in pattern.findall(stretch)}
    return found if forms is None else found | {beginning(forms.canonical(run)) for run in found}


def beginning(norm: str) -> str:
    """What a word begins with up to the first sign in it: all of most words, the ``o`` of ``o'brien``."""
    run = _LETTERS.match(norm)
    return run.group() if run is not None else ""


def token_end(text: str, pack: Pack, start: int, beyond: int, end: int) -> int:
    """Where the token that reaches from ``start`` on beyond an offset ends; ``end`` where none does."""
    pattern = _pattern(str(pack.section("text").get("apostrophe", "before")), False)
    return next((m.end() for m in pattern.finditer(text, start, end) if m.end() > beyond), end)


def tokenize(text: str, pack: Pack, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``, offsets into the whole of ``text``."""
    settings = pack.section("text")
    stop = len(text) if end is None else end
    stretch = text[start:stop]
    # what stands in front of the stretch is looked back at
    pattern = _pattern(str(settings.get("apostrophe", "before")), text[max(start - 1, 0) : stop].isascii())
    lowered = normalise(stretch, pack)
    # the lower case of some letters is longer, or another at the end of a word
    apart = len(lowered) != len(stretch) or "Σ" in stretch
    forms, nouns, nouns_behind = pack.forms, settings.get("capitalised", {}), settings.get("nouns_behind_digits", ())
    found: list[Token] = []
    last = -1
    plain = not (apart or nouns or nouns_behind) and forms is None
    for match in pattern.finditer(text, start, stop):
        left, right = match.span()
        # a long text says the same words again and again: they are kept once
        words, kind = intern(text[left:right]), _KINDS[match.lastgroup or ""]
        if plain:  # as in most languages: a token is made for every word of a text
            norm = intern(lowered[left - start : right - start])
            found.append(Token(words, norm, left, right, kind, left == last))
            last = right
            continue
        norm = normalise(words, pack) if apart else lowered[left - start : right - start]
        if kind == "code" and nouns_behind and norm.lstrip(_DIGITS) in nouns_behind:
            norm, kind = norm.lstrip(_DIGITS), "word"  # "un 40enne"
        if nouns and norm in nouns and words[0].isupper():
            norm = str(nouns[norm])
        elif forms is not None and kind == "word":
            norm = forms.canonical(norm)
        found.append(Token(words, norm, left, right, kind, left == last))
        last = right
    return tuple(found)

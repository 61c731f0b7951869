"""Find the words that a release withholds, however they are written: by letters alone, and only as whole words.

Case, accents, apostrophes, invisible signs and what stands between the words of a name make no difference. A name
never matches a piece of another word, except where words are broken by a hyphen or written in one ("#MinaAhmadi").
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

import ahocorasick_rs

MASK = "█"
# Letters that Unicode does not take apart.
_PLAIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
_APOSTROPHES = frozenset("'’‘ʼ`´ʻʿʾ′ʹʺ")
# What may break a word in two, or join two words to one.
_BREAKS = frozenset("-‐‑‒–_\n")
# Scripts that set no space between words: each letter may begin or end one.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0x20000, 0x3FFFF),
)
# A name of two words that is shorter than this is not looked for as one word: "An Na" is not "Anna".
_SHORTEST_JOINED = 6
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}|&#?\w+;|xn--", re.IGNORECASE)
_RUN = re.compile(r"\S+")
_LABEL = re.compile(r"xn--[a-z0-9-]{1,59}", re.IGNORECASE)
# Signs that no name reaches across, and how many others may stand between its words.
_WALLS = frozenset(MASK + "\t\x00<>|{}[];")
_MOST_BETWEEN = 3
_TATWEEL = "\u0640"
# What may stand between two letters: nothing; a digit on one side; what may end a word, what may break one, what parts
# words, what ends all.
_NONE, _DIGIT, _SOFT, _BREAK, _HARD, _WALL = range(6)
_HASH = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{16,}(?![0-9A-Za-z])")
_HEX = frozenset("0123456789abcdef")


class _Letters(dict[int, str]):
    """What each code point is compared by; nothing for those that are no letter or digit."""

    def __missing__(self, code: int) -> str:
        """Work it out once."""
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        kept = "".join(_PLAIN.get(c, c) for c in parts if _counts(c))
        self[code] = kept
        return kept


def _counts(char: str) -> bool:
    """Whether a sign tells words apart: letters and digits do, accents do not."""
    category = unicodedata.category(char)
    if char in _APOSTROPHES or char == _TATWEEL:
        return False
    return category[0] in "LN" or (category[0] == "M" and not unicodedata.combining(char))


_LETTERS = _Letters()


def squeezed(text: str) -> str:
    """The letters and digits of a text as they are compared, and nothing between them."""
    return text.translate(_LETTERS)


def decoded(text: str) -> str:
    """What a text says once its percent signs, entities and encoded host names are taken out."""
    found = text
    for _ in range(3):  # a link in a link is encoded twice
        before, found = found, _LABEL.sub(_host, unquote(html.unescape(found)))
        if found == before:
            break
    return found


def _host(label: re.Match[str]) -> str:
    try:
        return label.group()[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label.group()


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling as it is compared: its letters, where its words begin in them, and whether any ending may follow."""

    letters: str
    begins: frozenset[int]
    open: bool

    @classmethod
    def of(cls, written: str) -> Spelling | None:
        """A spelling as somebody wrote it, with ``*`` behind it where any ending fits; None when no letter is in it."""
        stem = written.strip()
        endings = stem.endswith("*")
        stream = _Stream.of(stem.rstrip("*"))
        begins = {at for at, gap in enumerate(stream.gaps) if gap > _SOFT}
        return cls(stream.letters, frozenset(begins), endings) if stream.letters else None

    def fits(self, stream: _Stream, start: int) -> int | None:
        """Where the spelling that begins at a letter of a text ends in it, or None when its words are not whole."""
        end, gaps = start + len(self.letters), stream.gaps
        inside = _DIGIT if _HEX.issuperset(self.letters) else _NONE  # a key such as "12ade34" says no name
        if gaps[start] <= inside:
            return None
        if self.open:
            while gaps[end] == _NONE:
                end += 1
        if gaps[end] <= inside:
            return None
        for at in range(start + 1, start + len(self.letters)):
            begins = at - start in self.begins
            if begins and gaps[at] <= _DIGIT and len(self.letters) < _SHORTEST_JOINED:
                return None
            if gaps[at] == _WALL or (not begins and gaps[at] == _HARD):
                return None
        return end


@dataclass(frozen=True, slots=True)
class _Stream:
    """The letters of a text as they are compared, where each stands, and what stands in front of each.

    ``gaps`` has one more: what stands behind the last.
    """

    letters: str
    places: list[int]
    gaps: list[int]

    @classmethod
    def of(cls, text: str) -> _Stream:
        """Take a text apart."""
        letters: list[str] = []
        places: list[int] = []
        gaps: list[int] = []
        gap, before, between = _HARD, "", 0
        for at, char in enumerate(text):
            found = _LETTERS[ord(char)]
            if not found:
                between += not char.isspace()
                gap = _WALL if between > _MOST_BETWEEN else max(gap, _kind(char))
                continue
            between = 0
            for number, letter in enumerate(found):
                if number == 0 and before:
                    gap = max(gap, _split(before, letter))
                letters.append(letter)
                places.append(at)
                gaps.append(_NONE if number else gap)
                gap, before = _NONE, letter
        gaps.append(_HARD)
        return cls("".join(letters), places, gaps)


def _kind(char: str) -> int:
    """What a sign that is no letter parts."""
    if char in _WALLS:
        return _WALL
    if char in _APOSTROPHES:
        return _SOFT
    if char in _BREAKS:
        return _BREAK
    invisible = unicodedata.category(char) in ("Mn", "Me", "Cf", "Cs", "Sk") or char == _TATWEEL
    return _NONE if invisible else _HARD


def _split(before: str, letter: str) -> int:
    """What parts two letters that stand together: a digit on one side, or a script without spaces."""
    if any(low <= ord(one) <= high for one in (before, letter) for low, high in _UNSPACED):
        return _SOFT
    return _DIGIT if before.isdigit() != letter.isdigit() else _NONE


class Names:
    """Spellings to look for, each with the number of the rule that it belongs to."""

    def __init__(self, spellings: Sequence[tuple[int, Spelling]]) -> None:
        self._spellings = list(spellings)

    @cached_property
    def _finder(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([one.letters for _, one in self._spellings])

    def salt(self, rules: frozenset[int]) -> str:
        """What nobody knows who does not know the names of some rules."""
        return " ".join(sorted(one.letters for rule, one in self._spellings if rule in rules))

    def found(self, text: str, least: int = 1) -> frozenset[int]:
        """The rules whose spellings, of so many letters at least, stand in a text, encoded ones too."""
        rules = {rule for _, _, rule in self._spans(text, least)}
        if _ENCODED.search(text):
            rules |= {rule for _, _, rule in self._spans(decoded(text), least)}
        return frozenset(rules)

    def masked(self, text: str) -> tuple[str, frozenset[int]]:
        """A text of the same length with a block for each sign of what was found, and the rules it was found by."""
        spans = list(self._spans(text))
        rules = {rule for _, _, rule in spans}
        if _ENCODED.search(text):
            for run in _RUN.finditer(text):
                hidden = self.found(run.group()) if _ENCODED.search(run.group()) else ()
                spans += [(*run.span(), rule) for rule in hidden]
                rules.update(hidden)
        if not spans:
            return text, frozenset()
        whole = _covered(text, spans)
        left = self.found(whole)
        return (MASK * len(text), frozenset(rules | left)) if left else (whole, frozenset(rules))

    def _spans(self, text: str, least: int = 1) -> Iterator[tuple[int, int, int]]:
        """Where spellings stand in a text, each with its rule."""
        if not self._spellings or not text:
            return
        hits = self._finder.find_matches_as_indexes(squeezed(text), overlapping=True)
        if not hits:
            return
        stream = _Stream.of(_HASH.sub(lambda found: "\x00" * len(found.group()), text))
        hits = self._finder.find_matches_as_indexes(stream.letters, overlapping=True)
        for number, start, _ in hits:
            rule, spelling = self._spellings[number]
            if len(spelling.letters) >= least and (end := spelling.fits(stream, start)) is not None:
                yield stream.places[start], _marks_behind(text, stream.places[end - 1] + 1), rule


def _marks_behind(text: str, end: int) -> int:
    """Where a word ends with the accents that stand as signs of their own behind its last letter."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me"):
        end += 1
    return end


def _covered(text: str, spans: Sequence[tuple[int, int, int]]) -> str:
    """A text with blocks over its spans."""
    pieces: list[str] = []
    at = 0
    for start, end, _ in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])

"""Words that a line end has cut: put together again, with the hyphen where it belongs to the word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knell.languages import Pack, available, load
from knell.reports.languages import detect
from knell.reports.pdf.letters import LINE_HYPHENS, SOFT
from knell.text import find_numbers, tokenize

_CUT = re.compile(rf"([\w'’\-‐]*\w)([-‐{LINE_HYPHENS}])$")
_NEXT = re.compile(r"[\w'’]+(?:[-‐][\w'’]+)*")
_WORD = re.compile(r"\w[\w'’]*(?:[-‐][\w'’]+)*")
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Hyphens:
    """What the words of a document say about its hyphens: a word that stands whole elsewhere is written so."""

    known: frozenset[str]
    language: str | None

    @classmethod
    def of(cls, lines: Iterable[str]) -> Hyphens:
        """Learn from the lines of a document."""
        known: set[str] = set()
        sample: list[str] = []
        letters = 0
        for line in lines:
            words = [found.group().lower() for found in _WORD.finditer(line)]
            known.update(words[1:] if words else words)
            if letters < _SAMPLE:
                sample.append(line)
                letters += len(line)
        return cls(frozenset(known), detect(" ".join(sample)))

    def join(self, line: str, following: str) -> str:
        """A line and the one after it as one text."""
        cut, after = _CUT.search(line[-80:]), _NEXT.match(following[:80])
        if cut is None or after is None:
            return f"{unbroken(line)} {following}"
        kept = line[: -len(cut.group(2))]
        before, mark = cut.group(1), cut.group(2)
        return f"{kept}{'-' if self._belongs(before, mark, after.group()) else ''}{following}"

    def _belongs(self, before: str, mark: str, after: str) -> bool:
        """Whether the hyphen is one of the word, and not only of the line end."""
        if mark == SOFT:
            return False
        last = before.rsplit("-", 1)[-1]
        if not last.isalpha() or not after[0].isalpha():
            return True
        if after[0].isupper() and not (last.isupper() and after.isupper()):
            return True
        if last.isupper() and len(last) > 1 and after[0].islower():
            return True
        together, apart = f"{before}{after}".lower(), f"{before}-{after}".lower()
        if together in self.known or apart in self.known:
            return together not in self.known
        first = after.split("-", 1)[0]
        return self._is_number(f"{last}-{first}".lower()) and not self._is_number(f"{last}{first}".lower())

    def _is_number(self, words: str) -> bool:
        codes = (self.language,) if self.language in available() else available()
        return any(_counts(words, load(code)) for code in codes if code is not None)


def _counts(words: str, pack: Pack) -> bool:
    tokens = tokenize(words, pack)
    return any((number.start, number.end) == (0, len(tokens)) for number in find_numbers(tokens, pack))


def unbroken(line: str) -> str:
    """A line whose hyphens are all written as such."""
    return line.replace(SOFT, "").replace("\x02", "-").replace("\ufffe", "-")

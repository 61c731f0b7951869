"""Cut text into paragraphs and sentences, on clean prose and on hard-wrapped wire copy alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from knell.languages import Pack

# Lines shorter than this were not cut by a typesetter; longer ones than the second were not wrapped at all.
_WRAPPED_FROM, _WRAPPED_TO = 45, 110
_BREAK = regex.compile(r"\n[ \t]*\n\s*|\n")
_STOP = regex.compile(r"[.!?…]+[\"”’»'\)\]]*(?=\s)")
_LAST_WORD = regex.compile(r"[\p{L}\p{M}\d.'’-]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets in the stored text and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


@cache
def _abbreviations(pack_code: str, words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for word in words)


def split(text: str, pack: Pack, start: int = 0, end: int | None = None) -> list[Sentence]:
    """The sentences of ``text[start:end]``, without the white space around them."""
    stop = len(text) if end is None else end
    settings = pack.section("text")
    abbreviations = _abbreviations(pack.code, tuple(settings.get("abbreviations", ())))
    starters = _abbreviations(pack.code, tuple(settings.get("starters", ())))
    found: list[Sentence] = []
    for number, (left, right) in enumerate(_blocks(text, start, stop)):
        begin = left
        for cut in _cuts(text, left, right, abbreviations, starters):
            _keep(found, text, begin, cut, number)
            begin = cut
        _keep(found, text, begin, right, number)
    return found


def _keep(found: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Sentence(start, end, paragraph))


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between line breaks that are real breaks."""
    begin = line = start
    for match in _BREAK.finditer(text, start, end):
        width = match.start() - line
        blank = match.group().count("\n") > 1
        if blank or not _is_wrap(text, line, match.start(), match.end(), end, width):
            yield begin, match.start()
            begin = match.end()
        line = match.end()
    if begin < end:
        yield begin, end


def _is_wrap(text: str, line: int, left: int, right: int, end: int, width: int) -> bool:
    if right >= end:
        return False
    if text[right].islower():
        return True
    return _WRAPPED_FROM <= width <= _WRAPPED_TO and text[right] not in " \t-•*"


def _cuts(text: str, left: int, right: int, abbreviations: frozenset[str], starters: frozenset[str]) -> Iterator[int]:
    for match in _STOP.finditer(text, left, right):
        if match.end() >= right:
            return
        after = match.end()
        while after < right and text[after].isspace():
            after += 1
        if after >= right:
            return
        if text[after].islower():
            continue
        if match.group()[0] == "." and len(match.group()) == 1:
            word = _LAST_WORD.search(text, max(left, match.start() - 40), match.start())
            if word and _holds(word.group(), text, after, right, abbreviations, starters):
                continue
        yield match.end()


def _holds(
    word: str, text: str, after: int, right: int, abbreviations: frozenset[str], starters: frozenset[str]
) -> bool:
    """Whether the point after ``word`` belongs to it rather than ending the sentence."""
    lower = word.lower()
    acronym = "." in word or (len(word) == 1 and word.isalpha())
    if lower not in abbreviations and not acronym:
        return False
    if lower in abbreviations and not acronym:
        return True
    follower = regex.match(r"[\p{L}\p{M}]+", text[after : after + 30])
    return not (follower and follower.group().lower() in starters)

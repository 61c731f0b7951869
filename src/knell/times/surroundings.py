"""What the words of the sentence around a phrase say of it: to come, kept every year, a limit, about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from knell.text import Lexicon, Token
from knell.times.mention import Bound
from knell.times.phrases import Phrase

Roughly = Literal["over", "nearly", "about"]
_STOPS = ".!?;"
# What may stand behind a date in a heading, whose words in front of it are few.
_ENDS = ".:)–—-"
_HEADING = 5


def _place(phrase: Phrase) -> tuple[int, int]:
    """The phrase's first token and the one behind it."""
    atoms = phrase.window.atoms
    return atoms[phrase.first].first, atoms[phrase.last - 1].last


def _back(phrase: Phrase, reach: int) -> Iterator[int]:
    """Token numbers in front, nearest first, up to the beginning of the sentence."""
    here, _ = _place(phrase)
    for index in range(here - 1, max(here - 1 - reach, -1), -1):
        if phrase.window.tokens[index].text in _STOPS:
            return
        yield index


def _on(phrase: Phrase, reach: int) -> Iterator[int]:
    """Token numbers behind, nearest first, up to the end of the sentence."""
    _, here = _place(phrase)
    for index in range(here, min(here + reach, len(phrase.window.tokens))):
        if phrase.window.tokens[index].text in _STOPS:
            return
        yield index


def comes(phrase: Phrase) -> bool:
    """Whether the sentence speaks of what is to come: "will ... on 5 June", "20 January will be"."""
    future, tokens = phrase.words.spoken("future"), phrase.window.tokens
    for index in _back(phrase, 14):
        if future.at(tokens, index) is not None:
            return True
        if tokens[index].norm in phrase.words.listed("reporting") | phrase.words.listed("past_marks"):
            break
    return any(future.at(tokens, index) is not None for index in _on(phrase, 2))


def reported(phrase: Phrase) -> bool:
    """Whether a word of reporting stands right before: "the agency reports on Jan. 20"."""
    tokens = phrase.window.tokens
    return any(tokens[index].norm in phrase.words.listed("reporting") for index in _back(phrase, 2))


def yearly(phrase: Phrase) -> bool:
    """Whether the day is one that is kept every year."""
    tokens = phrase.window.tokens
    if phrase.in_front(phrase.words.spoken("yearly_before"), 5):
        return True
    after = phrase.words.spoken("yearly_after")
    return any(after.at(tokens, index) is not None for index in _on(phrase, 9))


def bound(phrase: Phrase) -> tuple[Bound, Token] | None:
    """The limit word right in front, or in some languages right behind, and its first token."""
    here, end = _place(phrase)
    behind = phrase.words.bounds_behind.at(phrase.window.tokens, end)
    if behind is not None:
        return behind.value, phrase.window.tokens[end]
    for index in range(max(here - 3, 0), here):
        match = phrase.words.bounds.at(phrase.window.tokens, index)
        if match is not None and match.end == here:
            return match.value, phrase.window.tokens[index]
    return None


def heads_update(phrase: Phrase) -> bool:
    """ "Update of 19 December.", "Actualización del 19 de diciembre.": a date alone behind a word for an update."""
    here, behind = _place(phrase)
    tokens, updates = phrase.window.tokens, phrase.words.spoken("updates")
    ends = behind >= len(tokens) or behind in phrase.window.lines or tokens[behind].text in _ENDS
    for index in range(max(here - _HEADING, 0), here):
        match = updates.at(tokens, index)
        if match is not None and match.end <= here and all(t.text in ",:" for t in tokens[match.end : here]):
            return ends and (index == 0 or index in phrase.window.lines or tokens[index - 1].text in _STOPS)
    return False


def roughly(phrase: Phrase) -> Roughly | None:
    """ "nearly thirty years ago": more, less or about."""
    if phrase.in_front(phrase.words.spoken("over")):
        return "over"
    if phrase.in_front(phrase.words.spoken("nearly")):
        return "nearly"
    return "about" if phrase.in_front(phrase.words.spoken("about")) else None


def opens_sentence(phrase: Phrase) -> bool:
    """Whether nothing but small words stands before the phrase in its sentence."""
    return sum(1 for _ in _back(phrase, 3)) <= 2


def spoken_near(phrase: Phrase, words: Lexicon[bool], reach: int) -> bool:
    """Whether one of these phrases stands near, in the same sentence."""
    tokens = phrase.window.tokens
    return any(words.at(tokens, i) is not None for i in _back(phrase, reach)) or any(
        words.at(tokens, i) is not None for i in _on(phrase, reach)
    )

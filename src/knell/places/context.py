"""What the words around a name say about it: whether it is a place at all, of what kind, and in what it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

import regex

from knell.places.lexicon import Lexicon
from knell.places.scan import UPPER, Case, Found, Words

_AGE = re.compile(r",\s{1,2}\d{1,2},")
_REACH = 6


class Link(IntEnum):
    """How a text says that one place lies in another, the surest last."""

    NONE = 0
    LOOSE = 1
    WITHIN = 2
    COMMA = 3


@dataclass(slots=True)
class Context:
    """The evidence around one name. ``types`` are kinds of place it is called; ``outer`` is the index of what it lies in."""

    case: Case
    strong: bool = False
    weak: bool = False
    near: bool = False
    direction: bool = False
    types: set[str] = field(default_factory=set)
    plural_type: bool = False
    title: bool = False
    given_left: bool = False
    unknown_left: bool = False
    unknown_right: bool = False
    surname_right: bool = False
    body: bool = False
    facility: bool = False
    saying: bool = False
    source: bool = False
    age: bool = False
    sentence_start: bool = False
    dateline: bool = False
    listed: list[int] = field(default_factory=list)
    outer: int | None = None
    link: Link = Link.NONE


def read_context(words: Words, found: list[Found], lexicon: Lexicon) -> list[Context]:
    """The context of every name, in order."""
    reader = _Reader(words, lexicon)
    contexts = [reader.around(match) for match in found]
    for i in range(len(found) - 1):
        _relate(words, lexicon, found, contexts, i)
    _share_types(words, found, contexts)
    return contexts


class _Reader:
    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon

    def around(self, match: Found) -> Context:
        words, first, last = self.words, match.first, match.last
        context = Context(words.cases[first])
        context.sentence_start = words.firsts[first]
        self._left(match, context)
        self._right(match, context)
        stop = words.stops[last]
        if words.ends[last] == stop and words.text.startswith(",", stop):
            context.age = _AGE.match(words.text, stop) is not None
        context.dateline = _dateline(words, first, last)
        return context

    def _left(self, match: Found, context: Context) -> None:
        words, lexicon = self.words, self.lexicon
        folds = words.folds
        at = match.first - 1
        if at < 0 or not self._same_phrase(at):
            return
        if context.case is Case.SENTENCE and words.shapes[at] and not words.firsts[match.first]:
            self._capital_left(at, context)
        context.title = folds[at] in lexicon.titles and words.ends[at] == words.stops[at]
        # Back over "the northern town of" to the preposition.
        steps = 0
        while at >= 0 and steps < _REACH:
            word = folds[at]
            kind = self._types(word)
            if word in lexicon.directions:
                context.direction |= steps < 2
            elif kind and (steps == 0 or folds[at + 1] in lexicon.inside or context.types):
                context.types |= kind
            elif word not in lexicon.articles and not (word in lexicon.inside and self._types(folds[at - 1])):
                break
            at, steps = at - 1, steps + 1
            if at < 0 or not self._same_phrase(at):
                return
        self._preposition(at, context)
        if folds[at] in lexicon.inside and at > 0:
            context.body |= folds[at - 1] in lexicon.bodies_of and (
                bool(words.shapes[at - 1]) or context.case is Case.FLAT
            )

    def _preposition(self, at: int, context: Context) -> None:
        folds, lexicon = self.words.folds, self.lexicon
        phrase = ""
        for size in range(3):
            if at - size < 0 or (size and not self._same_phrase(at - size)):
                break
            phrase = f"{folds[at - size]} {phrase}" if phrase else folds[at]
            context.strong |= phrase in lexicon.strong
            context.weak |= phrase in lexicon.weak
            context.near |= phrase in lexicon.near
            context.source |= phrase in lexicon.according

    def _capital_left(self, at: int, context: Context) -> None:
        words, lexicon = self.words, self.lexicon
        word = words.folds[at]
        if words.ends[at] != words.stops[at] or words.gap(at) not in (" ", "-", "\n"):
            return
        if self._explained(word) or (words.firsts[at] and word in lexicon.common):
            return
        if word in lexicon.given:
            context.given_left = True
        elif not words.firsts[at] or len(word) > 3:
            context.unknown_left = not self._known_left(at)

    def _known_left(self, at: int) -> bool:
        """A capital word that opens a sentence and is no name: the last word of nothing we can tell."""
        return self.words.firsts[at] and self.words.folds[at] in self.lexicon.strong

    def _explained(self, word: str) -> bool:
        lexicon = self.lexicon
        return (
            word in lexicon.directions
            or word in lexicon.articles
            or word in lexicon.strong
            or word in lexicon.weak
            or word in lexicon.titles
            or word in lexicon.demonyms
            or word in lexicon.never
            or bool(self._types(word))
        )

    def _right(self, match: Found, context: Context) -> None:
        words, lexicon = self.words, self.lexicon
        at = match.last + 1
        if words.ends[match.last] != words.stops[match.last]:
            return
        if at >= len(words.starts) or not self._same_phrase(match.last):
            return
        word, shape = words.folds[at], words.shapes[at]
        kind = self._types(word)
        if kind:
            context.types |= kind
            context.plural_type = word.endswith("s")
        elif word in lexicon.facilities:
            context.facility = True
        elif word in lexicon.saying:
            context.saying = True
        if context.case is Case.FLAT:
            context.body = context.body or (word in lexicon.bodies and not kind)
        elif shape:
            self._capitals_right(at, context)

    def _capitals_right(self, at: int, context: Context) -> None:
        words, lexicon = self.words, self.lexicon
        for step in range(4):
            word = words.folds[at + step]
            if word in lexicon.titles:
                return
            if word in lexicon.bodies:
                context.body = True
                return
            if word in lexicon.facilities or self._types(word):
                return
            if step == 0 and context.case is Case.SENTENCE and not self._explained(word):
                context.unknown_right = word not in lexicon.never
                context.surname_right = word in lexicon.surnames
            last = at + step + 1 >= len(words.starts)
            if last or not self._same_phrase(at + step) or not words.shapes[at + step + 1]:
                return

    def _same_phrase(self, at: int) -> bool:
        """Whether nothing but space or a hyphen stands between a word and the next."""
        gap = self.words.gap(at)
        if gap == " ":
            return True
        return not gap.strip(" \t\n\u00a0-–.") and gap.count("\n") < 2 and (
            "." not in gap or self.words.folds[at] in self.lexicon.titles or self.words.stops[at] - self.words.starts[at] < 2
        )

    def _types(self, word: str) -> set[str]:
        return {kind for kind, listed in self.lexicon.types.items() if word in listed}


def _relate(words: Words, lexicon: Lexicon, found: list[Found], contexts: list[Context], i: int) -> None:
    """Tell whether a name and the next one form "town, country", "town in country", "country's town" or a list."""
    here, there = found[i], found[i + 1]
    distance = there.first - here.last - 1
    if distance > _REACH:
        return
    between = words.folds[here.last + 1 : there.first]
    text = words.text[words.stops[here.last] : words.starts[there.first]]
    plain = [w for w in between if w not in lexicon.articles and w not in lexicon.directions]
    if "\n\n" in text or any(c in text for c in ".;:!?\"“”") and not _abbreviated(text, words, here):
        return
    kinds = set().union(*lexicon.types.values())
    if not between and text.strip() in (",", "") and here.people is None and there.people is None:
        if text.strip() == ",":
            contexts[i].outer, contexts[i].link = i + 1, Link.COMMA
            contexts[i].listed.append(i + 1)
            contexts[i + 1].listed.append(i)
        return
    others = [w for w in plain if w not in kinds]
    if "," in text and others != []:
        if all(w in lexicon.joining for w in others):
            contexts[i].listed.append(i + 1)
            contexts[i + 1].listed.append(i)
    elif others and all(w in lexicon.joining for w in others):
        contexts[i].listed.append(i + 1)
        contexts[i + 1].listed.append(i)
    elif there.people is None and here.people is None and others and all(w in lexicon.inside for w in others):
        contexts[i].outer, contexts[i].link = i + 1, Link.WITHIN
    elif "," in text and there.people is None and here.people is None and not others:
        contexts[i].outer, contexts[i].link = i + 1, Link.COMMA
    elif "," not in text and there.people is None and _owns(words, lexicon, here, plain, kinds):
        contexts[i + 1].outer, contexts[i + 1].link = i, Link.LOOSE


def _abbreviated(text: str, words: Words, here: Found) -> bool:
    return text.startswith(".") and text.count(".") == 1 and words.stops[here.last] - words.starts[here.last] < 5


def _owns(words: Words, lexicon: Lexicon, here: Found, plain: list[str], kinds: set[str]) -> bool:
    """Iraq's Kirkuk, Iraq's northern city of Kirkuk, the Iraqi city of Kirkuk."""
    possessive = words.ends[here.last] != words.stops[here.last]
    typed = any(w in kinds for w in plain)
    return (possessive or here.people is not None) and (
        typed or (possessive and not plain) or all(w in lexicon.inside for w in plain)
    )


def _share_types(words: Words, found: list[Found], contexts: list[Context]) -> None:
    """In "Nandurbar and Dhule districts" the word speaks of both."""
    for i in range(len(found) - 1, 0, -1):
        if contexts[i].plural_type and i - 1 in contexts[i].listed and not contexts[i - 1].types:
            contexts[i - 1].types |= contexts[i].types
            contexts[i - 1].plural_type = True


_DATELINE = regex.compile(
    r"""(?:,?\s{1,2}[\p{Lu}\d][\w.'’]{0,20},?){0,6}+\s{0,2}
        (?: (?:\([^()]{2,60}\)\s{0,2})? (?:--?|—|–)\s | \([^()]{2,60}\) (?P<open>) )""",
    regex.VERBOSE,
)


def _dateline(words: Words, first: int, last: int) -> bool:
    """KABUL, Afghanistan (Jan. 22, 2013); BEIRUT, Aug 4 (AP) —; SAN SALVADOR, 3 JAN 90 -- at the head of a text."""
    text, start = words.text, words.starts[first]
    upper = words.cases[first] is Case.SENTENCE and all(words.shapes[i] == UPPER for i in range(first, last + 1))
    if not upper and (start > 300 or text[max(0, start - 3) : start].strip()):
        return False
    match = _DATELINE.match(text, words.stops[last])
    return match is not None and (upper or match.group("open") is None)

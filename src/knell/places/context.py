"""What the words around a name say about it: whether it is a place at all, of what kind, and in what it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

import regex

from knell.places.lexicon import Lexicon
from knell.places.matcher import Found
from knell.places.tokens import UPPER, Case, Words

_CURRENCY = ("$", "€", "£", "¥")
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
    """The evidence around one name.

    ``types`` are the kinds of place the text calls it, ``outer`` the number of the name the text puts it in, ``listed``
    the numbers of names beside it in a list; ``framed``: what it is put in stands between commas ("Toba, Indonesia,").
    """

    case: Case
    strong: bool = False
    weak: bool = False
    near: bool = False
    direction: bool = False
    types: frozenset[str] = frozenset()
    plural_type: bool = False
    feature: bool = False
    framed: bool = False
    title: bool = False
    given_left: bool = False
    unknown_left: bool = False
    unknown_right: bool = False
    surname_right: bool = False
    body: bool = False
    agency: bool = False
    named_after: bool = False
    facility: bool = False
    saying: bool = False
    source: bool = False
    age: bool = False
    owner: bool = False
    sentence_start: bool = False
    dateline: bool = False
    acronym: bool = False
    listed: tuple[int, ...] = ()
    outer: int | None = None
    link: Link = Link.NONE


def read_context(words: Words, found: list[Found], lexicon: Lexicon) -> list[Context]:
    """The context of every name, in order."""
    reader = _Reader(words, lexicon)
    contexts = [reader.around(match) for match in found]
    for i in range(1, len(found)):
        if found[i].first == found[i - 1].last + 1:
            # "Paris France": neither is a stranger to the other.
            hyphen = words.gap(found[i - 1].last) == "-"
            before = found[i - 1].known and (hyphen or found[i - 1].key not in lexicon.given)
            contexts[i].unknown_left &= not before
            contexts[i].given_left &= not before
            contexts[i - 1].unknown_right &= not found[i].known
    return contexts


class _Reader:
    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon

    def around(self, match: Found) -> Context:
        words, first, last = self.words, match.first, match.last
        context = Context(words.cases[first])
        context.sentence_start = words.opens(first)
        short = words.ends[last] - words.starts[first] < 6
        context.acronym = context.case is not Case.FLAT and words.shapes[first] == UPPER and short
        self._left(match, context)
        self._right(match, context)
        if not words.shapes[first] and context.case is not Case.FLAT:
            # an adjective in small letters is no part of the name that a capital beside it may begin
            context.given_left = context.unknown_left = context.unknown_right = False
        if match.ending in self.lexicon.placing:
            context.strong = True
            # a word that opens a sentence is no first name of what an ending calls a place
            context.unknown_left &= not (first and words.opens(first - 1))
        if self.lexicon.cases.get(match.ending) == "at":
            context.title = False  # "gazetecilere Konya'daki": nobody whose title stands in front
        if any(match.ending == ending for ending, _ in self.lexicon.town_adjectives):
            # "Kölner Hafen" is no Mr Hafen
            context.weak, context.unknown_right, context.surname_right, context.agency = True, False, False, False
        context.weak |= match.ending in self.lexicon.owning
        start, stop = words.starts[first], words.stops[last]
        context.owner = words.ends[last] != stop
        if words.ends[last] == stop and words.text.startswith(",", stop):
            context.age = _AGE.match(words.text, stop) is not None
            context.strong |= last + 1 < len(words.folds) and words.folds[last + 1] in self.lexicon.where
        # US$100
        context.body |= words.text.startswith(_CURRENCY, stop) or words.text[max(0, start - 1) : start] in _CURRENCY
        context.body |= self._glued(first, last)
        context.dateline = _dateline(words, first, last)
        return context

    def _glued(self, first: int, last: int) -> bool:
        """pro-Russian things are not in Russia, nor is the strain A/California/7/2009 in California."""
        words = self.words
        before = words.gap(first - 1)
        if before == "-" and words.text[words.starts[first - 1]].islower():
            long = words.stops[first - 1] - words.starts[first - 1] > 2
            return long and words.folds[first - 1] not in self.lexicon.directions
        text, start, stop = words.text, words.starts[first], words.stops[last]
        if start and text[start - 1] == "[" and text.startswith("]", stop):
            # The speaker in a transcript.
            return True
        return before == "/" and text.startswith("/", stop)

    def _left(self, match: Found, context: Context) -> None:
        words, lexicon = self.words, self.lexicon
        folds = words.folds
        at = match.first - 1
        if at < 0 or not self._same_phrase(at):
            return
        if context.case is Case.SENTENCE and words.shapes[at] and not words.opens(match.first):
            self._capital_left(at, context)
        elif context.case is not Case.SENTENCE and match.first == match.last:
            context.given_left = self._a_name(folds[at])
            context.body |= folds[at] in lexicon.body_names
        context.title = folds[at] in lexicon.titles and words.ends[at] == words.stops[at]
        # Back over "the northern town of" to the preposition.
        steps = 0
        while at >= 0 and steps < _REACH:
            word = folds[at]
            kind = self._types(word)
            if word in lexicon.directions:
                context.direction |= steps < 2
            elif kind and (steps == 0 or folds[at + 1] in lexicon.of or context.types):
                if steps and self._has_name(at) and folds[at - 1] not in lexicon.demonyms:
                    # The district of "Karada district of Baghdad" is not Baghdad; the Nigerian state of Kano is Kano.
                    break
                context.types |= kind
            elif word not in lexicon.articles and not (word in lexicon.of and self._types(folds[at - 1])):
                break
            at, steps = at - 1, steps + 1
            if at < 0 or not self._same_phrase(at):
                return
        self._preposition(at, context)
        if folds[at] in lexicon.of and at > 0:
            context.body |= folds[at - 1] in lexicon.bodies_of and (
                bool(words.shapes[at - 1]) or context.case is Case.FLAT
            )

    def _has_name(self, at: int) -> bool:
        """Whether a word for a kind of place belongs to the name before it."""
        words = self.words
        return at > 0 and bool(words.shapes[at - 1]) and words.cases[at] is Case.SENTENCE and words.gap(at - 1) == " "

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

    def _a_name(self, word: str) -> bool:
        """Whether a word is somebody's name rather than anything else; said of texts where capitals do not tell."""
        lexicon = self.lexicon
        if word in lexicon.common or self._explained(word) or word in lexicon.saying:
            return False
        return word in lexicon.given or word in lexicon.surnames

    def _capital_left(self, at: int, context: Context) -> None:
        words, lexicon = self.words, self.lexicon
        word = words.folds[at]
        if words.ends[at] != words.stops[at] or words.gap(at) not in (" ", "-", "\n"):
            return
        if word in lexicon.body_names:
            context.body = True
        if self._explained(word) or (words.opens(at) and word in lexicon.common):
            return
        if word in lexicon.given:
            context.given_left = True
        elif not words.opens(at) or len(word) > 3:
            context.unknown_left = not self._known_left(at)

    def _known_left(self, at: int) -> bool:
        """A capital word that opens a sentence and is no name: the last word of nothing we can tell."""
        return self.words.opens(at) and self.words.folds[at] in self.lexicon.strong

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
            or word in lexicon.agencies
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
        if context.case is Case.FLAT:
            context.body |= word in lexicon.bodies and not kind
            context.agency = word in lexicon.agencies and not kind
        elif shape:
            self._capitals_right(at, context)
        if context.case is not Case.SENTENCE:
            context.unknown_right = context.surname_right = match.first == match.last and self._a_name(word)
        elif not shape and (word in lexicon.officials or self._describes(match, word, context)):
            context.agency = True
        context.named_after |= word in lexicon.diseases
        context.facility |= word in lexicon.facilities
        context.saying = word in lexicon.saying
        if kind and not context.body:
            context.types |= kind
            context.plural_type = word.endswith("s")
        named = bool(shape) and context.case is not Case.FLAT
        context.feature = named and ("area" in kind or context.facility)

    def _describes(self, match: Found, word: str, context: Context) -> bool:
        """Whether a country's short name only describes the noun behind it: "a US air strike", "UK-led"."""
        short = context.acronym or self._initials(match)
        if not (short and match.known) or context.strong or word in self.lexicon.saying:
            return False
        plain = (self.lexicon.strong, self.lexicon.weak, self.lexicon.joining, self.lexicon.articles)
        return not any(word in listed for listed in plain)

    def _initials(self, match: Found) -> bool:
        """Whether a name is letters with points: "U.S."."""
        words = self.words
        single = all(words.stops[i] - words.starts[i] == 1 for i in range(match.first, match.last + 1))
        return single and match.last > match.first and words.text.startswith(".", words.stops[match.first])

    def _capitals_right(self, at: int, context: Context) -> None:
        words, lexicon = self.words, self.lexicon
        for step in range(4):
            word = words.folds[at + step]
            if word in lexicon.titles:
                return
            if word in lexicon.bodies and (not self._types(word) or self._of(at + step)):
                context.body = True
                return
            context.agency |= word in lexicon.agencies
            context.named_after |= word in lexicon.diseases
            if word in lexicon.facilities:
                context.facility, context.unknown_right = True, False
                return
            if step == 0 and context.case is Case.SENTENCE and not self._explained(word):
                context.unknown_right = word not in lexicon.never
                context.surname_right = word in lexicon.surnames
            last = at + step + 1 >= len(words.starts)
            if last or not self._same_phrase(at + step) or not words.shapes[at + step + 1]:
                return

    def _of(self, at: int) -> bool:
        """Whether "of" follows: the Illinois Department of, but not San Miguel Department."""
        return at + 1 < len(self.words.folds) and self.words.folds[at + 1] in self.lexicon.of

    def _same_phrase(self, at: int) -> bool:
        """Whether nothing but space or a hyphen stands between a word and the next."""
        gap = self.words.gap(at)
        if gap == " ":
            return True
        if gap.strip(" \t\n\u00a0-–.") or gap.count("\n") > 1:
            return False
        if "\n" in gap and not self.words.wrapped(at):
            return False
        short = self.words.stops[at] - self.words.starts[at] < 2
        return "." not in gap or short or self.words.folds[at] in self.lexicon.titles

    def _types(self, word: str) -> set[str]:
        if word not in self.lexicon.kinds:
            return set()
        return {kind for kind, listed in self.lexicon.types.items() if word in listed}


_DATELINE = regex.compile(
    r"""(?:\s\([^()]{2,40}\))? (?:,?\s{1,2}[\p{Lu}\d][\w.'’]{0,20},?){0,6}+\s{0,2}
        (?: (?:[(\[][^()\[\]]{2,80}[)\]]\s{0,2})? (?:--?|—|–|(?<=\d):)\s | \([^()]{0,40}\d[^()]{0,20}\) (?P<open>) )""",
    regex.VERBOSE,
)


def _dateline(words: Words, first: int, last: int) -> bool:
    """KABUL, Afghanistan (Jan. 22, 2013); BEIRUT, Aug 4 (AP) —; SAN SALVADOR, 3 JAN 90 -- at the head of a text."""
    text, start = words.text, words.starts[first]
    head = start < 300 and not text[max(0, start - 2) : start].strip()
    upper = words.cases[first] is Case.SENTENCE and all(words.shapes[i] == UPPER for i in range(first, last + 1))
    if not head and not (upper and words.opens(first)):
        return False
    if all(words.shapes[i] == UPPER for i in range(first, last + 1)) and text.startswith(": ", words.stops[last]):
        return head
    match = _DATELINE.match(text, words.stops[last])
    return match is not None and (upper or match.group("open") is None)

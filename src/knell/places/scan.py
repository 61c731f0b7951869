"""Cut a text into words and find every stretch that is spelled like a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, lru_cache

from knell.places.gazetteer import Kind, gazetteer
from knell.places.lexicon import Lexicon
from knell.places.normal import WORD, fold

LONGEST = 7
_MEMORY = 60_000
# Lines shorter than this are headings, not broken for width.
_WIDTH = 50
_LARGE = 300_000
_OWN_TABLES = frozenset((Kind.COUNTRY, Kind.FORMER, Kind.WORLD, Kind.AREA, Kind.WATER))


class Case(IntEnum):
    """How a line uses capitals: as in a sentence, as in a headline, or in a way that says nothing."""

    SENTENCE = 0
    HEADLINE = 1
    FLAT = 2


LOWER, CAPITAL, UPPER = 0, 1, 2


@dataclass(slots=True)
class Words:
    """The words of a text in parallel lists: offsets, folded spelling without ending, and use of capitals.

    ``ends`` is where the name ends, ``stops`` where the word does (they differ by an ending such as "'s").
    """

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    firsts: list[bool] = field(default_factory=list)

    def gap(self, index: int) -> str:
        """What stands between a word and the next one; a line break where there is none."""
        if not 0 <= index < len(self.starts) - 1:
            return "\n\n"
        return self.text[self.stops[index] : self.starts[index + 1]]

    def goes_on(self, index: int) -> bool:
        """Whether a name may go on after a word: it has no ending, and a space or hyphen follows."""
        return self.ends[index] == self.stops[index] and self.gap(index) in (" ", "-")

    def wrapped(self, index: int) -> bool:
        """Whether the line that ends after a word was broken to fit a width, so that its sentence goes on below."""
        end = self.stops[index]
        return end - max(0, end - _WIDTH) - self.text[max(0, end - _WIDTH) : end].count("\n") * _WIDTH >= _WIDTH


@dataclass(slots=True)
class Found:
    """Words ``first`` to ``last`` (included) spelled like the places in ``postings``, or like a country's people.

    ``known``: first of all the name of a country or division; ``famous``: or of a capital or large town.
    ``unlisted``: in no gazetteer, but where a place would stand; ``called`` so by a word for a kind of place;
    ``grown`` from a listed one.
    """

    first: int
    last: int
    key: str
    postings: Sequence[int]
    people: str | None = None
    known: bool = False
    unlisted: bool = False
    called: bool = False
    famous: bool = False
    grown: bool = False


def read(text: str, lexicon: Lexicon) -> Words:
    """The words of a text."""
    spans = [match.span() for match in WORD.finditer(text)]
    facts = [_facts(text[start:stop], lexicon.suffixes) for start, stop in spans]
    words = Words(
        text,
        starts=[start for start, _ in spans],
        ends=[stop - fact[1] for (_, stop), fact in zip(spans, facts, strict=True)],
        stops=[stop for _, stop in spans],
        folds=[fact[0] for fact in facts],
        shapes=[fact[2] for fact in facts],
    )
    _raise_particles(words)
    _judge_lines(words)
    return words


@lru_cache(maxsize=1 << 16)
def _facts(raw: str, suffixes: tuple[str, ...]) -> tuple[str, int, int]:
    cut = next((len(s) for s in suffixes if raw.lower().endswith(s) and len(raw) > len(s) + 1), 0)
    name = raw[: len(raw) - cut]
    shape = LOWER
    if name.isupper() and len(name) > 1:
        shape = UPPER
    elif name[0] == name[0].upper() or any(c.isupper() for c in name[1:3]):
        # The last: d'Ivoire, and scripts without capitals before it.
        shape = CAPITAL
    return fold(name), cut, shape


def _raise_particles(words: Words) -> None:
    """Count the small word of a hyphenated name as capital: al-Minya."""
    text, shapes = words.text, words.shapes
    for i in range(len(shapes) - 1):
        stop = words.stops[i]
        short = shapes[i] == LOWER and stop - words.starts[i] < 4
        if short and shapes[i + 1] and text[stop] == "-" and stop + 1 == words.starts[i + 1]:
            shapes[i] = CAPITAL


_SENTENCE_ENDS = '.!?…:;"“”»«•*[]—|'


def _judge_lines(words: Words) -> None:
    """Say of every word how its line uses capitals and whether it begins a sentence."""
    text, count = words.text, len(words.starts)
    total_capitals = sum(1 for shape in words.shapes if shape)
    caseless = count > 7 and total_capitals * 100 < count
    first = 0
    while first < count:
        end = text.find("\n", words.starts[first])
        end = len(text) if end < 0 else end
        last = first
        while last + 1 < count and words.starts[last + 1] < end:
            last += 1
        case = Case.FLAT if caseless else _case(words, first, last)
        words.cases.extend([case] * (last - first + 1))
        first = last + 1
    words.firsts = [True] * count
    for i in range(1, count):
        gap = text[words.stops[i - 1] : words.starts[i]]
        if gap == " " or gap == "-" or gap == ", ":
            words.firsts[i] = False
        elif "\n" in gap:
            words.firsts[i] = "\n\n" in gap or _closed(gap) or not words.wrapped(i - 1)
        elif not _closed(gap) or (gap == ". " and words.stops[i - 1] - words.starts[i - 1] < 2):
            words.firsts[i] = False


def _closed(gap: str) -> bool:
    return any(c in _SENTENCE_ENDS for c in gap)


def _case(words: Words, first: int, last: int) -> Case:
    shapes = words.shapes[first : last + 1]
    long = [
        shape
        for shape, start, stop in zip(
            shapes, words.starts[first : last + 1], words.stops[first : last + 1], strict=True
        )
        if stop - start > 3
    ]
    upper = sum(1 for shape in long if shape == UPPER)
    if upper * 10 > len(long) * 6 and len(shapes) > 3:
        return Case.FLAT
    capital = sum(1 for shape in long if shape)
    if 3 < len(shapes) < 26 and capital * 10 >= len(long) * 7:
        return Case.HEADLINE
    return Case.SENTENCE


@cache
def matcher(lexicon: Lexicon) -> Matcher:
    """The matcher of a language."""
    return Matcher(lexicon)


class Matcher:
    """Finds the longest known names in words; remembers what it has looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._places = gazetteer()
        self._memory: dict[str, tuple[Sequence[int], bool]] = {}

    def look(self, key: str) -> tuple[Sequence[int], bool]:
        """The postings of a key in the language's own names, else in the gazetteer; whether longer names begin so."""
        known = self._memory.get(key)
        if known is None:
            postings, longer = self._places.look(key)
            own = self._lexicon.names.get(key)
            if own is not None:
                postings = (*own, *(p for p in postings if p not in own))
            if len(self._memory) > _MEMORY:
                self._memory.clear()
            known = self._memory[key] = (postings, longer or key in self._lexicon.beginnings)
        return known

    def find(self, words: Words) -> list[Found]:
        """Names in the words, leftmost and longest, none overlapping another."""
        found: list[Found] = []
        index, count = 0, len(words.starts)
        folds, shapes, cases = words.folds, words.shapes, words.cases
        while index < count:
            if shapes[index] or cases[index] is Case.FLAT:
                match = self._walk(words, index, folds[index])
                if words.ends[index] != words.stops[index]:
                    whole = self._walk(words, index, self._whole(words, index))
                    match = whole if whole and (match is None or whole.last > match.last) else match
                if match is not None:
                    found.append(match)
                    index = match.last
            index += 1
        return found

    def _walk(self, words: Words, index: int, key: str) -> Found | None:
        """The longest name from a word on, the word being spelled so."""
        people_of = self._lexicon.demonyms
        best: Found | None = None
        last = index
        while True:
            postings, longer = self.look(key)
            if postings or key in people_of:
                best = self._match(words, index, last, key, postings) or best
            if not longer or last - index >= LONGEST or not _joined(words, last):
                return best
            last += 1
            if words.ends[last] != words.stops[last]:
                # A name ends with its ending cut, or goes on with the word as it stands.
                cut = f"{key} {words.folds[last]}"
                postings, _ = self.look(cut)
                if postings or cut in people_of:
                    best = self._match(words, index, last, cut, postings) or best
                key = f"{key} {self._whole(words, last)}"
            else:
                key = f"{key} {words.folds[last]}"

    def _match(self, words: Words, first: int, last: int, key: str, postings: Sequence[int]) -> Found | None:
        flat = words.cases[first] is Case.FLAT
        if not (flat or words.shapes[last]) or not self._may_be(words, first, last, key, flat):
            return None
        people = self._lexicon.demonyms.get(key)
        match = Found(first, last, key, () if people else postings, people)
        match.known = bool(people or self._is_wide(postings))
        match.famous = match.known or self._is_large(postings)
        return match

    def _whole(self, words: Words, index: int) -> str:
        """The word with its ending, where it has one: the People's of People's Republic."""
        return fold(words.text[words.starts[index] : words.stops[index]])

    def _is_large(self, postings: Sequence[int]) -> bool:
        rows = (posting >> 1 for posting in postings[:4])
        return any(self._places.kind[row] == Kind.CAPITAL or self._places.population[row] > _LARGE for row in rows)

    def _is_country(self, key: str) -> bool:
        # West Bank, United States: of common words, but of our own choice.
        postings = self.look(key)[0]
        return bool(postings) and self._places.kind[postings[0] >> 1] in _OWN_TABLES

    def _is_wide(self, postings: Sequence[int]) -> bool:
        return bool(postings) and self._places.kind[postings[0] >> 1] <= Kind.ADMIN1

    def _may_be(self, words: Words, first: int, last: int, key: str, flat: bool) -> bool:
        if key in self._lexicon.upper_only:
            if flat:
                return first > 0 and words.folds[first - 1] in self._lexicon.articles
            return all(words.shapes[i] == UPPER for i in range(first, last + 1))
        lexicon = self._lexicon
        if key in lexicon.never:
            return False
        if lexicon.generic.issuperset(key.split(" ")) and not (first != last and self._is_country(key)):
            after = words.folds[last + 1] if last + 1 < len(words.folds) else ""
            return after in lexicon.kinds and words.gap(last) == " "
        return True


def _joined(words: Words, index: int) -> bool:
    """Whether a name may go on from one word to the next."""
    gap = words.gap(index)
    if gap in (" ", "-", "\n", "\u00a0", "–"):
        return True
    short = words.stops[index] - words.starts[index] < 4
    if gap in (".", ". ", ".-", "/"):
        return short
    return not gap.strip() and gap.count("\n") < 2 and len(gap) < 8

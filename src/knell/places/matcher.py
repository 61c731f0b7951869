"""Find every stretch of words that is spelled like a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knell.places.adjectives import place_behind
from knell.places.gazetteer import Kind, gazetteer
from knell.places.lexicon import Lexicon
from knell.places.normal import fold
from knell.places.tokens import LOWER, UPPER, Case, Words

LONGEST = 7
_MEMORY = 60_000
_LARGE = 300_000
# The adjective of a town has a stem of more letters.
_SHORTEST = 3
_OWN_TABLES = frozenset((Kind.COUNTRY, Kind.FORMER, Kind.WORLD, Kind.AREA, Kind.WATER))


@dataclass(slots=True)
class Found:
    """Words ``first`` to ``last`` (included) spelled like the places in ``postings``, or like a country's people.

    ``known``: first of all the name of a country or division; ``famous``: or of a capital or large town.
    ``unlisted``: in no gazetteer, but where a place would stand; ``called`` so by a word for a kind of place;
    ``grown`` from a listed one; ``ending``: cut off to find it; ``short``: a division's short name, which it is only
    after a place in it. ``attested``: the language's dictionary has it as the name of a place.
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
    short: bool = False
    attested: bool = False
    ending: str = ""


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
        self._cut: dict[str, str] = {}

    def look(self, key: str) -> tuple[Sequence[int], bool]:
        """The postings of a key in the language's own names, else in the gazetteer; whether longer names begin so."""
        known = self._memory.get(key)
        if known is None:
            postings, longer = self._places.look(key)
            own = self._lexicon.names.get(key)
            if own is not None:
                postings = (*own, *(p for p in postings if p not in own))
            if not postings and self._lexicon.endings:
                postings = self._inflected(key)
            if len(self._memory) > _MEMORY:
                self._memory.clear()
                self._cut.clear()
            known = self._memory[key] = (postings, longer or key in self._lexicon.beginnings)
        return known

    def _inflected(self, key: str) -> Sequence[int]:
        """The postings of what a key may be an inflected form of: the first of the language's endings that fits."""
        for ending, base in self._lexicon.endings:
            if ending and key.endswith(ending) and len(key) > len(ending) + 2:
                stem = key[: -len(ending)] + base
                if stem in self._lexicon.never:
                    continue
                postings = self._lexicon.names.get(stem) or self._places.look(stem)[0]
                if postings:
                    self._cut[key] = ending
                    return postings
        return ()

    def find(self, words: Words) -> list[Found]:
        """Names in the words, leftmost and longest, none overlapping another."""
        found: list[Found] = []
        index, count = 0, len(words.starts)
        folds, shapes, cases, lexicon = words.folds, words.shapes, words.cases, self._lexicon
        while index < count:
            if shapes[index] or cases[index] is Case.FLAT:
                match = self._walk(words, index, folds[index]) or self._of_town(words, index)
                if words.ends[index] != words.stops[index]:
                    # with its ending it only begins a longer name: the Queen's is not Queens
                    whole = self._walk(words, index, self._whole(words, index))
                    match = whole if whole and whole.last > (match.last if match else index) else match
                if match is not None:
                    found.append(match)
                    index = match.last
                    short = self._short(words, index + 1)
                    if short is not None:
                        found.append(short)
                        index = short.last
            if (not found or found[-1].last < index) and lexicon.adjectives and index + 1 < count:
                match = self._adjective(words, index)
                if match is not None:
                    found.append(match)
            index += 1
        return found

    def _adjective(self, words: Words, index: int) -> Found | None:
        """The town of an adjective in front of what happened there."""
        word, forms = words.folds[index], self._lexicon.forms
        if words.shapes[index] and forms is not None:
            word = fold(forms.canonical(words.text[words.starts[index] : words.ends[index]].lower()))
        behind = place_behind(self._lexicon, word, words.folds[index + 1])
        if behind is None or words.gap(index) != " ":
            return None
        key, postings = behind
        return Found(index, index, key, postings, famous=self._is_large(postings), attested=True)

    def _of_town(self, words: Words, index: int) -> Found | None:
        """ "am Kölner Hafen", "in einem Londoner Hotel": the adjective of a large town, in front of what is there."""
        if not self._lexicon.town_adjectives or index + 1 >= len(words.folds) or not words.shapes[index + 1]:
            return None
        if words.gap(index) != " ":
            return None
        fold_ = words.folds[index]
        for ending, base in self._lexicon.town_adjectives:
            stem = fold_[: -len(ending)] + base
            if fold_.endswith(ending) and len(stem) > _SHORTEST and stem not in self._lexicon.never:
                match = self._match(words, index, index, stem, self.look(stem)[0])
                if match is not None and match.people is None and self._is_large(match.postings):
                    match.ending = ending
                    return match
        return None

    def _short(self, words: Words, index: int) -> Found | None:
        """The short name of a division after a town and a comma: Ala., N.Y., TX."""
        if words.gap(index - 1) not in (", ", ",\n") or words.shapes[index] == LOWER:
            return None
        key = ""
        for last in range(index, min(index + 3, len(words.folds))):
            key = f"{key} {words.folds[last]}".strip()
            row = self._lexicon.short.get(key)
            point = words.text.startswith(".", words.stops[last])
            code = last == index and words.shapes[last] == UPPER and words.stops[last] - words.starts[last] == 2
            if row is not None and (point or code):
                return Found(index, last, key, (row * 2,), known=True, short=True)
            if words.gap(last) not in (".", ". "):
                return None
        return None

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
        # a name of the pack's own may end in a small word: "Нижегородская область"
        capital = flat or bool(words.shapes[last]) or (last > first and key in self._lexicon.names)
        if not capital or not self._may_be(words, first, last, key, flat):
            return None
        people = self._lexicon.demonyms.get(key)
        match = Found(first, last, key, () if people else postings, people)
        match.known = bool(people or self._is_wide(postings))
        match.ending = self._cut.get(key, "")
        match.famous = match.known or self._is_large(postings)
        match.attested = bool(postings) and self._is_attested(words, first, last)
        return match

    def _is_attested(self, words: Words, first: int, last: int) -> bool:
        """Whether the language's dictionary has a word of the name as that of a place."""
        forms, naming = self._lexicon.forms, self._lexicon.naming
        if forms is None or not naming:
            return False
        return any(
            naming in forms.features(words.text[words.starts[i] : words.ends[i]].lower())
            for i in range(first, last + 1)
        )

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

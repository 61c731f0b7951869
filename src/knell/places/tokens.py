"""Cut a text into words, and judge what its capitals say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, lru_cache, partial

from knell.places.gazetteer import gazetteer
from knell.places.lexicon import Lexicon
from knell.places.normal import WORD, fold

# Lines shorter than this are headings, not broken for width.
_WIDTH = 50


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

    def gap(self, index: int) -> str:
        """What stands between a word and the next one; a line break where there is none."""
        if not 0 <= index < len(self.starts) - 1:
            return "\n\n"
        return self.text[self.stops[index] : self.starts[index + 1]]

    def goes_on(self, index: int) -> bool:
        """Whether a name may go on after a word: it has no ending, and a space or hyphen follows."""
        return self.ends[index] == self.stops[index] and self.gap(index) in (" ", "-")

    def opens(self, index: int) -> bool:
        """Whether a word begins a sentence."""
        gap = self.gap(index - 1)
        if gap in _JOINING:
            return False
        if "\n" in gap:
            return "\n\n" in gap or _closed(gap) or not self.wrapped(index - 1)
        return _closed(gap) and not (gap == ". " and self.stops[index - 1] - self.starts[index - 1] < 2)

    def wrapped(self, index: int) -> bool:
        """Whether the line that ends after a word was broken to fit a width, so that its sentence goes on below."""
        end = self.stops[index]
        line = self.text[max(0, end - _WIDTH) : end]
        return len(line) == _WIDTH and "\n" not in line


def read(text: str, lexicon: Lexicon) -> Words:
    """The words of a text."""
    spans = [match.span() for match in WORD.finditer(text)]
    if lexicon.prefixes:
        spans = [part for span in spans for part in _without_prefix(text, *span, lexicon.prefixes)]
    facts_of = _facts_of(lexicon.suffixes)
    facts = [facts_of(text[start:stop]) for start, stop in spans]
    if lexicon.forms is not None:
        facts = [_inflected(text[start:stop], fact, lexicon) for (start, stop), fact in zip(spans, facts, strict=True)]
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


def _without_prefix(text: str, start: int, stop: int, prefixes: tuple[str, ...]) -> list[tuple[int, int]]:
    """One word, or two where a small word is written together with it: d' and Idlib."""
    lower = text[start : min(stop, start + 8)].lower()
    for prefix in prefixes:
        if lower.startswith(prefix) and stop - start > len(prefix) + 1:
            return [(start, start + len(prefix)), (start + len(prefix), stop)]
    return [(start, stop)]


@cache
def _facts_of(suffixes: tuple[str, ...]) -> Callable[[str], tuple[str, int, int]]:
    """Looks up the folded spelling of a word without its ending, the length of the ending, and its use of capitals."""
    return lru_cache(maxsize=1 << 16)(partial(_facts, suffixes=suffixes))


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


def _inflected(raw: str, fact: tuple[str, int, int], lexicon: Lexicon) -> tuple[str, int, int]:
    """A plain word in its dictionary form; a name that no gazetteer has as it is written in its nominative."""
    folded, cut, shape = fact
    assert lexicon.forms is not None
    word = raw[: len(raw) - cut].lower()
    if shape == LOWER:
        return fold(lexicon.forms.canonical(word)), cut, shape
    if folded in lexicon.names or folded in lexicon.demonyms:
        return folded, cut, shape
    base = fold(lexicon.forms.nominative(word))
    return (base if _largest(base) > _largest(folded) or not _is_name(folded) else folded), cut, shape


def _is_name(folded: str) -> bool:
    postings, longer = gazetteer().look(folded)
    return bool(postings) or longer


def _largest(folded: str) -> int:
    """How many people live in the largest place of a name; 0 where there is none."""
    postings, _ = gazetteer().look(folded)
    return max((gazetteer().population[posting >> 1] for posting in postings), default=0)


def _raise_particles(words: Words) -> None:
    """Count the small word of a hyphenated name as capital: al-Minya."""
    text, shapes = words.text, words.shapes
    for i in range(len(shapes) - 1):
        stop = words.stops[i]
        short = shapes[i] == LOWER and stop - words.starts[i] < 4
        if short and shapes[i + 1] and text[stop] == "-" and stop + 1 == words.starts[i + 1]:
            shapes[i] = CAPITAL


# Between two words of one sentence, as most stand.
_JOINING = frozenset((" ", "-", ", "))
_SENTENCE_ENDS = '.!?…:;"“”»«•*[]—|'


def _judge_lines(words: Words) -> None:
    """Say of every word how its line uses capitals."""
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
    closed = words.text.startswith((".", "!", "?"), words.stops[last])
    if 3 < len(shapes) < 26 and capital * 10 >= len(long) * 7 and not closed:
        return Case.HEADLINE
    return Case.SENTENCE

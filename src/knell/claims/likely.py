"""Tell of loose lines of a page whether one may make a claim, whatever else stands on it; wrong only by saying yes.

What a whole text says of a sentence (that it is about sport, that a number counted cattle before) speaks against
claims alone, so that it is not asked; of names both is supposed, that all are persons and that none is. A single name
is a person where it was told before: it is one that stands on the page twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from knell.claims.body import Body
from knell.claims.find import Setting, may_hold
from knell.claims.groups import find_groups, names_told
from knell.claims.prefilter import may_claim, outcomes, scan_for
from knell.claims.supposing import Supposed
from knell.claims.told import Told
from knell.languages import load
from knell.model import Report
from knell.text import beginning, capitals, normalise

# A name told before may have had another ending of so many letters; of a short one so many stay.
_ENDING, _SHORTEST = 3, 3
# A name may be cut where a line ends, so many letters before and behind.
_SEAM = 60
# So many lines are remembered, of so many letters.
_KEPT, _LONGEST_KEPT = 1 << 15, 1_000


def holding(lines: Sequence[str], code: str, around: int = 0) -> list[int]:
    """The numbers of the lines with a word of which every sentence of a language that makes a claim holds one.

    What else such a sentence must hold may stand on so many lines around.
    """
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    return scan_for(code).holding("\n".join(lines), list(starts), around)


def load_words(code: str) -> None:
    """Load what telling of lines in a language needs, which takes up to two seconds."""
    line = f"2 {scan_for(code).words[-1]}"
    may_tell_lines([line], code, [line])


def may_tell_lines(lines: Sequence[str], code: str, page: Sequence[str]) -> bool:
    """Whether one of these lines of a page may make a claim; in a text that is all in capitals, if one of them is."""
    told = _Page(page, code)
    loud = any(map(_is_loud, lines))
    return any(_tells(_needs(line, code, shouting), told) for shouting in (False, True)[: 1 + loud] for line in lines)


def _is_loud(line: str) -> bool:
    """Whether a line may be of a text that is in capitals: one such text has days in small letters."""
    return sum(map(str.isupper, line)) > sum(map(str.islower, line))


def _tells(needed: frozenset[str] | None, told: _Page) -> bool:
    return needed is not None and (not needed or any(map(told.tells, needed)))


class _Page:
    """All lines of a page, asked whether a name may have been told before it is said again."""

    def __init__(self, lines: Sequence[str], code: str) -> None:
        self._lines, self._code = lines, code

    @cached_property
    def _text(self) -> str:
        return normalise("\n".join(self._lines), load(self._code))

    @cached_property
    def _low(self) -> list[str]:
        return self._text.split("\n")

    def tells(self, word: str) -> bool:
        """Whether a word may be told as part of a name and stand on the page once more, in whatever form."""
        begins, run = word[: max(len(word) - _ENDING, _SHORTEST)], beginning(word)
        if self._text.count(begins) < 2:
            return False
        numbers = [number for number, line in enumerate(self._low) if begins in line]
        return any(word in _names(one, self._code) for one in self._sentences(numbers) if self._capital(run, one))

    def _capital(self, run: str, text: str) -> bool:
        return run in capitals(text, load(self._code), 0, len(text))

    def _sentences(self, numbers: Iterable[int]) -> Iterator[str]:
        """The sentences of lines, and what may be one where a line ends."""
        for number in numbers:
            line = self._lines[number]
            yield from (line[one.start : one.end] for one in _body(line, self._code, shouting=False).sentences)
            for before, behind in pairwise(self._lines[max(number - 1, 0) : number + 2]):
                yield f"{before[-_SEAM:]} {behind[:_SEAM]}"


def _names(text: str, code: str) -> frozenset[str]:
    """The words of personal names that a line tells by itself, all names being persons or none."""
    return (_kept_names if len(text) <= _LONGEST_KEPT else _found_names)(text, code)


@lru_cache(maxsize=_KEPT)
def _kept_names(text: str, code: str) -> frozenset[str]:
    return _found_names(text, code)


def _found_names(text: str, code: str) -> frozenset[str]:
    body = _body(text, code, shouting=False)
    views = (Supposed(persons).of(body[number]) for number in range(len(body)) for persons in (True, False))
    return frozenset(word for view in views for word in names_told(view, find_groups(view)))


class _Asked(set[str]):
    """Keeps what words it was asked for, and says of all of them that they are there, or that none is."""

    def __init__(self, there: bool) -> None:
        super().__init__()
        self._there = there

    def __contains__(self, word: object) -> bool:
        self.add(str(word))
        return self._there


def _needs(text: str, code: str, shouting: bool) -> frozenset[str] | None:
    """What a line needs to make a claim: one of these words told before as a name, or nothing; None: it makes none.

    The pages of a site have many lines in common: what was told of one is kept, unless it is long.
    """
    return (_kept if len(text) <= _LONGEST_KEPT else _found)(text, code, shouting)


@lru_cache(maxsize=_KEPT)
def _kept(text: str, code: str, shouting: bool) -> frozenset[str] | None:
    return _found(text, code, shouting)


def _found(text: str, code: str, shouting: bool) -> frozenset[str] | None:
    body = _body(text, code, shouting)
    setting = Setting(body, Told(body))
    words: set[str] = set()
    for number in outcomes(body):
        setting.number = number
        layers = body[number]
        if not may_claim(layers):
            continue
        asked, untold, places = _Asked(there=True), _Asked(there=False), Supposed(persons=True)
        likely = may_hold(setting, layers, places, asked)
        if likely and not asked:
            return frozenset()
        if not likely and (
            not (asked or places.asked) or not may_hold(setting, layers, Supposed(persons=False), asked)
        ):
            continue
        if any(may_hold(setting, layers, Supposed(persons), untold) for persons in (True, False)):
            return frozenset()
        words |= asked | untold
    return frozenset(words) or None


def _body(text: str, code: str, shouting: bool) -> Body:
    body = Body(Report(id="", text=text, title=None, published=None, language=code, sha256=""))
    # in place of what would be found out of the whole text
    body.__dict__.update(features=(), shouting=shouting)
    return body

"""What the columns of a list mean, by their names: the words for them are data of the languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar
from unicodedata import normalize

import regex

from knell.imports.layouts import Layout, known
from knell.imports.targets import Counted
from knell.languages import available, load
from knell.model import Outcome

_WORD = regex.compile(r"\p{Lu}?[\p{Ll}\p{M}\p{Lo}]+|\p{Lu}+(?![\p{Ll}\p{M}])|\p{L}+|\d+")
_SIGNS = {"#": "number", "№": "number"}
_LONGEST = 200
# Columns are named in English in lists of every language.
_COMMON = "en"

Words = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language for columns."""

    columns: Mapping[Words, str]
    outcomes: Mapping[Words, Outcome]
    bounds: Mapping[Words, str | None]
    groups: Mapping[Words, str]
    filling: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The columns that are understood, with what they mean, and in which language or layout."""

    targets: Mapping[str, str]
    language: str
    layout: Layout | None = None


def read_header(names: Sequence[str]) -> Read:
    """What the columns mean; a column whose name says nothing that is known is left out, and so is a second one."""
    layout = next((one for one in known() if one.fits(names)), None)
    own = {code: sum(_target(name, _vocabulary(code)) is not None for name in names) for code in _languages()}
    return _read_in(names, max(own, key=lambda code: own[code], default=_COMMON), layout)


def _languages() -> list[str]:
    """English first: of languages that understand as much of a header it is taken."""
    known_in = (code for code in available() if load(code).section("lists"))
    return sorted(known_in, key=lambda code: (code != _COMMON, code))


def _read_in(names: Sequence[str], code: str, layout: Layout | None) -> Read:
    targets: dict[str, str] = {}
    fixed = layout.targets(names) if layout is not None else {}
    for name in names:
        target = fixed.get(name) if layout is not None else _target(name, _vocabulary(code))
        if target is None and layout is None and code != _COMMON:
            target = _target(name, _vocabulary(_COMMON))
        again = target in targets.values() and not (layout is not None and target is not None and " " in target)
        if target is not None and not again:
            targets[name] = target
    return Read(_with_parts(targets), code, layout)


def _with_parts(targets: Mapping[str, str]) -> dict[str, str]:
    """A column of a month or a day is of use only with one of a year, unless there is one of the date."""
    given = set(targets.values())
    useless = {"month", "day"} if "year" not in given else set()
    useless |= {"year", "month", "day"} if "start" in given else set()
    return {name: target for name, target in targets.items() if target not in useless}


def _target(name: str, words: Vocabulary) -> str | None:
    """What a column means: all of its words must be understood."""
    given = _words(name)
    if given in words.columns:
        return words.columns[given]
    bare = tuple(word for word in given if word not in words.filling)
    if bare in words.columns:
        return words.columns[bare]
    outcome, rest = _take(bare, words.outcomes)
    if outcome is None:
        return None
    bound, rest = _take(rest, words.bounds)
    whom, rest = _take(rest, words.groups)
    return str(Counted(outcome, bound or None, whom)) if not rest else None


def _take(given: Words, known: Mapping[Words, T]) -> tuple[T | None, Words]:
    """The longest phrase that is known among words, and the words without it."""
    for size in range(len(given), 0, -1):
        for start in range(len(given) - size + 1):
            phrase = given[start : start + size]
            if phrase in known:
                return known[phrase], given[:start] + given[start + size :]
    return None, given


def _words(name: str) -> Words:
    """The words of a column's name: ``NumKilled``, ``num_killed`` and ``Num. killed`` alike, without accents."""
    spelled = "".join(_SIGNS.get(sign, sign) for sign in normalize("NFC", name[:_LONGEST]))
    return tuple(_plain(word) for word in _WORD.findall(spelled))


def _plain(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word.casefold()) if not regex.match(r"\p{M}", letter))


@cache
def _vocabulary(code: str) -> Vocabulary:
    data = load(code).section("lists")
    filling = frozenset(word for phrase in data.get("filling", ()) for word in _words(phrase))

    def listed(name: str) -> Iterable[tuple[Words, str]]:
        given = [(_words(phrase), key) for key, phrases in data.get(name, {}).items() for phrase in phrases]
        yield from given
        # "incident" alone is what is listed as "incident", and not what "incident number" is without its filling.
        bare = ((tuple(word for word in words if word not in filling), key) for words, key in given)
        yield from ((words, key) for words, key in bare if words)

    return Vocabulary(
        columns=_first(listed("columns")),
        outcomes={words: Outcome(key) for words, key in _first(listed("counts")).items()},
        bounds={words: None if key == "best" else key for words, key in _first(listed("bounds")).items()},
        groups=_first(listed("groups")),
        filling=filling,
    )


def _first(pairs: Iterable[tuple[Words, str]]) -> dict[Words, str]:
    found: dict[Words, str] = {}
    for words, key in pairs:
        found.setdefault(words, key)
    return found

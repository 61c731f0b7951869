"""The words and patterns of a language's ``[times]`` section, made ready to read with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

import ahocorasick_rs
import regex

from knell.languages import Forms, Pack, load
from knell.text import Lexicon, spellings
from knell.times.mention import Bound
from knell.times.templates import Node, expression, first_keys, leaves, longest, parse

Value = int | str | tuple[int, int]
Classes = Mapping[str, Value]

PUNCTUATION = {
    **dict.fromkeys(",،", "COMMA"),
    **dict.fromkeys("-‐‑–—−", "DASH"),
    **dict.fromkeys("([", "OPEN"),
    **dict.fromkeys(")]", "CLOSE"),
    **dict.fromkeys("'’ʼ‘`", "APOS"),
    "/": "SLASH",
    ":": "COLON",
}
# What a number may be by its form alone; see ``atoms``.
NUMBER_SHAPES: tuple[frozenset[str], ...] = tuple(
    frozenset(shape.split())
    for shape in (
        "NUM",
        "NUM DAY",
        "NUM DAY YY",
        "NUM YY",
        "NUM YEAR",
        "ORD NUM",
        "ORD NUM DAY",
        "ORD NUM DAY YY",
        "ORD NUM YY",
        "ORD NUM YEAR",
        "ORD NTHDAY",
        "ORD",
        "ORD DAY DAYTH NTHDAY",
        "DECADE",
        "NUMDATE",
    )
)
# Every pattern holds a word of one of these, or a number that may be a date: what has none of them names no time.
_NUMBERS = ("YEAR", "YY", "DECADE", "NUMDATE", "DAYTH", "ERA")
_HEADS = (
    *("MONTH", "WEEKDAY", "UNIT", "SEASON", "PODAY", "DEICTIC", "ANNIVERSARY", "HOLIDAY", "ENDOF"),
    *("THEN", "NEIGHBOUR"),
)
_FIRST_LETTER = 0xE000
OTHER = "x"
# What fits is remembered for so many runs of letters.
_MEMORY = 1 << 14


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one kind of time; ``letters`` are those it may begin with."""

    name: str
    pattern: regex.Pattern[str]
    letters: frozenset[str]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """A rule whose pattern fits so many letters; ``held``: its classes by name and which of the letters each is."""

    rule: str
    size: int
    held: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a language says of times; ``lists`` are its plain word lists, ``phrases`` the same of several words.

    ``fitting`` gives the patterns that fit the beginning of a few letters, the longest first; no pattern is longer than
    ``longest``.
    """

    pack: Pack
    lexicon: Lexicon[Classes]
    letters: Mapping[frozenset[str], str]
    rules: tuple[Rule, ...]
    fitting: Callable[[str], tuple[Fit, ...]]
    longest: int
    heads: regex.Pattern[str]
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Lexicon[bool]]
    bounds: Lexicon[Bound]
    bounds_behind: Lexicon[Bound]
    short: frozenset[str]
    short_alone: frozenset[str]
    decade_suffixes: tuple[str, ...]
    slashed: str
    dotted: str
    triggers: Triggers
    times: frozenset[str]

    def listed(self, name: str) -> frozenset[str]:
        """A plain word list; empty where the language does not have it."""
        return self.lists.get(name, frozenset())

    def spoken(self, name: str) -> Lexicon[bool]:
        """The same list as phrases of one or more words."""
        return self.phrases.get(name) or Lexicon([], self.pack)


@dataclass(frozen=True, slots=True)
class Triggers:
    """The words that may be part of a time, as one automaton; ``open_ended`` are those that may go on."""

    automaton: ahocorasick_rs.AhoCorasick
    words: tuple[str, ...]
    open_ended: frozenset[str]


@cache
def words(code: str) -> Words:
    """The times of a language. Raises ``UnknownLanguage``."""
    pack = load(code)
    data = pack.section("times")
    entries = _entries(data)
    trees = _trees(data)
    plain = {leaf.key for _, tree in trees for leaf in leaves(tree) if leaf.name is None}
    forms = pack.forms
    for word in sorted(plain):
        looked_up = forms.canonical(word) if forms is not None and not word.startswith("=") else word
        entries.setdefault(looked_up, {})[word] = 1
    _spread_open_ended(entries)
    if forms is not None:
        _spread_written(entries, forms)
    letters = _letters(entries)
    rules = _rules(trees, letters)
    lists = {name: words for name, words in data.items() if _is_list(words)}
    # "il 118" is a number's name, "dal 2002" a time: what times stand behind names none here.
    before_years = set(data.get("before_year", ()))
    lists["labels"] = [one for one in pack.section("quantities").get("labels", ()) if one not in before_years]
    return Words(
        pack=pack,
        lexicon=Lexicon(list(entries.items()), pack),
        letters=letters,
        rules=rules,
        fitting=_fitter(rules, letters.values()),
        longest=max((longest(tree) for _, tree in trees), default=0),
        heads=_head_letters(letters),
        lists={name: frozenset(words) for name, words in lists.items()},
        phrases={name: Lexicon([(p, True) for p in words], pack) for name, words in lists.items()},
        bounds=_bounds(data.get("bounds", {}), pack),
        bounds_behind=_bounds(data.get("bounds_behind", {}), pack),
        short=frozenset(data.get("short", {}).get("words", ())),
        short_alone=frozenset(data.get("short", {}).get("alone", ())),
        decade_suffixes=tuple(data.get("decade_suffixes", ())),
        slashed=str(data.get("slashed", "unknown")),
        dotted=str(data.get("dotted", "unknown")),
        triggers=_triggers(entries, pack),
        times=frozenset(
            phrase for phrase, classes in entries.items() if classes.keys() & {"MONTH", "WEEKDAY", "DEICTIC"}
        ),
    )


def _bounds(listed: Mapping[str, Sequence[str]], pack: Pack) -> Lexicon[Bound]:
    return Lexicon([(phrase, cast(Bound, kind)) for kind, phrases in listed.items() for phrase in phrases], pack)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _entries(data: Mapping[str, Any]) -> dict[str, dict[str, Value]]:
    """Phrases with the classes they belong to and their value in each."""
    tables: dict[str, Mapping[str, Any]] = {"MONTH": data.get("months", {}), "WEEKDAY": data.get("weekdays", {})}
    tables |= data.get("words", {})
    found: dict[str, dict[str, Value]] = {}
    for name, table in tables.items():
        for phrases, value in table.items():
            # "day/days" is two phrases; a slash inside a longer phrase is left to the lexicon
            for phrase in phrases.split("/") if " " not in phrases else [phrases]:
                found.setdefault(phrase, {})[name] = tuple(value) if isinstance(value, list) else value
    return found


def _spread_open_ended(entries: dict[str, dict[str, Value]]) -> None:
    """Give a word the classes of the open-ended words it begins with: the lexicon hands out one entry only."""
    for stem, classes in [(p[:-1], c) for p, c in entries.items() if p.endswith("*") and " " not in p]:
        for phrase, own in entries.items():
            if phrase.startswith(stem) and " " not in phrase and not phrase.endswith("*"):
                for name, value in classes.items():
                    own.setdefault(name, value)


def _spread_written(entries: dict[str, dict[str, Value]], forms: Forms) -> None:
    """Give a word listed as it is written the classes of the word that it is a form of."""
    for phrase, classes in entries.items():
        if phrase.startswith("=") and " " not in phrase:
            for name, value in entries.get(forms.canonical(phrase[1:]), {}).items():
                classes.setdefault(name, value)


def _trees(data: Mapping[str, Any]) -> list[tuple[str, Node]]:
    macros: Mapping[str, str] = data.get("macros", {})
    patterns: Mapping[str, Sequence[str]] = data.get("patterns", {})
    return [(name, parse(pattern, macros)) for name, several in patterns.items() for pattern in several]


def _letters(entries: Mapping[str, Mapping[str, Value]]) -> dict[frozenset[str], str]:
    """A letter for every set of classes that an atom can have."""
    sets: dict[frozenset[str], None] = dict.fromkeys(NUMBER_SHAPES)
    sets.update(dict.fromkeys(frozenset((name,)) for name in PUNCTUATION.values()))
    for classes in entries.values():
        full = frozenset(classes)
        for kept in (full, full - {"MONTH", "WEEKDAY"}):
            for shape in (frozenset[str](), *NUMBER_SHAPES):
                sets[kept | shape] = None
    sets.pop(frozenset(), None)
    # in such an order that those of one class stand beside each other
    return {classes: chr(_FIRST_LETTER + number) for number, classes in enumerate(sorted(sets, key=sorted))}


def _rules(trees: Iterable[tuple[str, Node]], letters: Mapping[frozenset[str], str]) -> tuple[Rule, ...]:
    by_key: dict[str, str] = {}
    for classes, letter in letters.items():
        for name in classes:
            by_key[name] = by_key.get(name, "") + letter
    found, ranges = [], {name: _ranges(several) for name, several in by_key.items()}
    for name, tree in trees:
        starts, _ = first_keys(tree)
        pattern = regex.compile(expression(tree, ranges))
        first = frozenset(letter for key in starts for letter in by_key.get(key, ""))
        found.append(Rule(name, pattern, first, tuple(pattern.groupindex)))
    return tuple(found)


def _ranges(letters: str) -> str:
    """Letters in the brackets of a regular expression, which takes long to read if each is named by itself."""
    numbers = dict.fromkeys(sorted(map(ord, letters)))
    starts = [one for one in numbers if one - 1 not in numbers]
    ends = [one for one in numbers if one + 1 not in numbers]
    return "".join(f"{chr(a)}-{chr(b)}" if a < b else chr(a) for a, b in zip(starts, ends, strict=True))


def _fitter(rules: Sequence[Rule], letters: Iterable[str]) -> Callable[[str], tuple[Fit, ...]]:
    """Tries the rules that may begin with a letter; remembers what fits, for few runs of letters are met ever anew."""
    by_letter = {letter: [rule for rule in rules if letter in rule.letters] for letter in letters}

    @lru_cache(maxsize=_MEMORY)
    def fitting(run: str) -> tuple[Fit, ...]:
        matches = [(rule, match) for rule in by_letter.get(run[:1], ()) if (match := rule.pattern.match(run))]
        fits = [
            Fit(rule.name, match.end(), tuple((name, at) for name in rule.groups if (at := match.start(name)) >= 0))
            for rule, match in matches
            if match.end()
        ]
        return tuple(sorted(fits, key=lambda fit: -fit.size))

    return fitting


def _head_letters(letters: Mapping[frozenset[str], str]) -> regex.Pattern[str]:
    """The letters of which every time holds at least one."""
    found = "".join(letter for classes, letter in letters.items() if not classes.isdisjoint((*_HEADS, *_NUMBERS)))
    return regex.compile(f"[{found}]" if found else "(?!)")


def _triggers(entries: Mapping[str, Mapping[str, Value]], pack: Pack) -> Triggers:
    chosen: dict[str, bool] = {}
    for phrase, classes in entries.items():
        if any(name in classes for name in _HEADS):
            longest = max(phrase.split(), key=len)
            for word in spellings(longest.split("/"), pack):
                bare = word.rstrip("*").lower()
                chosen[bare] = chosen.get(bare, False) or word.endswith("*")
    listed = tuple(sorted(chosen))
    automaton = ahocorasick_rs.AhoCorasick(list(listed), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return Triggers(automaton, listed, frozenset(word for word, goes_on in chosen.items() if goes_on))

"""Tokens become atoms: one letter each, saying what the token may be in a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from knell.text import Cut, Number, Token, find_numbers
from knell.times.words import OTHER, PUNCTUATION, Value, Words

# 2005-05-13, 2005/05/13; 13.05.2005, 13/5/2005, 13-05-2005; 13.05.05
_NUMERIC = regex.compile(
    r"(?<![\d\p{L}][.,/:-]|[\d\p{L}])(?:"
    r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?:T[\d:.,]+(?:Z|[+-][\d:]+)?)?"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<z>[12]\d{3}|\d\d)"
    r")(?![\d\p{L}]|[.,/:-]\d)"
)
_NOTHING: Mapping[str, Value] = {}
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


class Atom(NamedTuple):
    """Tokens ``first`` to ``last`` (not included), the classes they may belong to, and their value in each."""

    first: int
    last: int
    classes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text that times are looked for in: tokens, atoms, and the atoms as a string of letters.

    ``shouting`` says that capitals say nothing here; ``lines`` holds the tokens that begin a line.
    """

    tokens: tuple[Token, ...]
    atoms: tuple[Atom, ...]
    letters: str
    shouting: bool
    lines: frozenset[int]

    def token(self, index: int) -> Token | None:
        """A token by its number; None outside the window."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None


# Made once: in most windows most words are such.
_PLAIN = tuple(Atom(index, index + 1, _NOTHING) for index in range(1000))


def window(cut: Cut, start: int, end: int, words: Words) -> Window:
    """The atoms of a text from ``start`` to ``end``."""
    text, tokens = cut.text, cut.tokens(start, end)
    dates = {m.start(): m for m in _NUMERIC.finditer(text, start, end)}
    numbers = {n.start: n for n in find_numbers(tokens, words.pack)}
    listed = frozenset(words.lexicon.beginnings(tokens))
    atoms: list[Atom] = []
    letters: list[str] = []
    done = 0
    for index, token in enumerate(tokens):
        if index < done:
            continue
        date = dates.get(token.start) if dates else None
        if date is None and token.kind == "word" and index not in listed and index not in numbers:
            continue  # as most words
        atoms += _plain(done, index)
        letters.append(OTHER * (index - done))
        atom = (date and _dated(tokens, index, date, words)) or _atom(tokens, index, numbers, words)
        atoms.append(atom)
        letters.append(words.letters[frozenset(atom.classes)] if atom.classes else OTHER)
        done = atom.last
    atoms += _plain(done, len(tokens))
    letters.append(OTHER * (len(tokens) - done))
    return Window(tokens, tuple(atoms), "".join(letters), _shouting(tokens), _lines(text, tokens))


def _plain(first: int, last: int) -> Sequence[Atom]:
    """The atoms of words that say nothing of a time."""
    if last > len(_PLAIN):
        return [Atom(index, index + 1, _NOTHING) for index in range(first, last)]
    return _PLAIN[first:last]


def _lines(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """The tokens that begin a line; the first of a window always does."""
    begin = [0]
    if tokens and text.find("\n", tokens[0].start, tokens[-1].end) >= 0:
        begin += [i for i in range(1, len(tokens)) if text.find("\n", tokens[i - 1].end, tokens[i].start) >= 0]
    return frozenset(begin)


def _shouting(tokens: Sequence[Token]) -> bool:
    """Whether capitals say nothing here: all words of some length are in capitals."""
    long = [t.text for t in tokens if t.kind == "word" and len(t.text) > 3]
    return bool(long) and sum(t.isupper() for t in long) * 5 > len(long) * 4


def _dated(tokens: Sequence[Token], index: int, found: regex.Match[str], words: Words) -> Atom | None:
    last = index
    while last < len(tokens) and tokens[last].end <= found.end():
        last += 1
    if tokens[last - 1].end != found.end():
        return None
    if found["y"]:
        value = f"{found['y']} {found['m']} {found['d']}"
    else:
        if found["t"] == "." and len(found["z"]) == 2 and len(found["a"]) + len(found["b"]) < 4:
            return None
        value = _ordered(found["a"], found["b"], found["z"], words.dotted if found["t"] == "." else words.slashed)
    return Atom(index, last, {"NUMDATE": value})


def _ordered(first: str, second: str, year: str, order: str) -> str:
    """ "year month day" of a date in figures; empty when it cannot be told which is the month."""
    a, b = int(first), int(second)
    if not (min(a, b) >= 1 and min(a, b) <= 12 and max(a, b) <= 31):
        return ""
    if a == b or (order == "dmy" and b <= 12) or a > 12:
        return f"{year} {b} {a}"
    if (order == "mdy" and a <= 12) or b > 12:
        return f"{year} {a} {b}"
    return ""


def _atom(tokens: Sequence[Token], index: int, numbers: Mapping[int, Number], words: Words) -> Atom:
    token = tokens[index]
    if token.kind == "punct":
        match = words.lexicon.at(tokens, index)
        if match is not None:
            return Atom(index, match.end, match.value)
        name = PUNCTUATION.get(token.text)
        return Atom(index, index + 1, {name: 0} if name else {})
    if token.text[0].isdigit():
        number = numbers.get(index)
        classes = _digits(token, number, words)
        if number is None or number.value is None or token.text != str(number.value):
            return Atom(index, index + 1, classes)
        # digits with the ending of a case or of an ordinal: "28-də", "31-ci"
        return Atom(index, number.end, {**classes, "ORD": number.value} if number.ordinal else classes)
    match = words.lexicon.at(tokens, index)
    number = numbers.get(index)
    if number is not None and (match is None or number.end >= match.end):
        classes = dict(_in_words(number))
        if match is not None and match.end == number.end:
            classes |= match.value
        return Atom(index, number.end, classes)
    if match is None:
        return Atom(index, index + 1, _NOTHING)
    last, kept = match.end, match.value
    if not token.capital and token.norm in words.listed("capital_only"):
        kept = {name: value for name, value in kept.items() if name not in ("MONTH", "WEEKDAY")}
    elif token.norm in words.short and last < len(tokens) and tokens[last].text == "." and tokens[last].glued:
        last += 1
    return Atom(index, last, kept)


def _digits(token: Token, number: Number | None, words: Words) -> dict[str, Value]:
    text = token.text
    if not text.isascii() and (number is None or not number.ordinal):  # "1º" is a day
        return {}
    if text.isdigit():
        value = int(text) if len(text) < 10 else 0
        classes: dict[str, Value] = {"NUM": value} if value or text == "00" else {}
        if len(text) <= 2 and 1 <= value <= 31:
            classes["DAY"] = value
        if len(text) == 2:
            classes |= {"YY": value, "NUM": value}
        if len(text) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
            classes["YEAR"] = value
        return classes
    for suffix in words.decade_suffixes:
        head = token.norm.removesuffix(suffix)
        if head != token.norm and head.isdigit() and len(head) in (2, 4) and head.endswith("0"):
            return {"DECADE": int(head)}
    if number is not None and number.ordinal and number.value is not None:
        return _ordinal(number.value, glued=True)
    return {"NUM": number.value} if number is not None and number.value is not None else {}


def _in_words(number: Number) -> dict[str, Value]:
    if number.value is None:
        return {}
    return _ordinal(number.value, glued=False) if number.ordinal else {"NUM": number.value}


def _ordinal(value: int, *, glued: bool) -> dict[str, Value]:
    if not 1 <= value <= 31:
        return {"ORD": value}
    classes: dict[str, Value] = {"ORD": value, "NTHDAY": value}
    if glued:
        classes |= {"DAY": value, "DAYTH": value}
    return classes

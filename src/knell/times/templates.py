"""Patterns over word classes: how a language puts the words of a time together, as data.

A pattern is written with

- ``MONTH``, ``DAY`` ...: a word of that class; a figure behind it (``DAY1``) tells several apart;
- ``of``: that word;
- ``[...]``: may be left out; ``(...)``: a group; ``|``: or;
- ``<name>``: the pattern of that name; a figure behind it goes to every class in it.

Each atom of a text becomes one letter, each class the set of letters of the atoms that belong to it; so a pattern
becomes a regular expression without repetition, and reading stays linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

_PIECE = regex.compile(r"\s*(?:(?P<sign>[\[\]()|])|<(?P<macro>\w+)>(?P<number>\d?)|(?P<word>[^\s\[\]()|<>]+))")
_CLASS = regex.compile(r"([A-Z]+)(\d?)")


class BadPattern(ValueError):
    """A pattern in a language's data file cannot be read."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One atom: of a class, kept under ``name`` ("DAY1"), or a plain word, which is not kept."""

    key: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Things one after another."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things, or, when ``optional``, none of them."""

    options: tuple[Node, ...]
    optional: bool


Node = Leaf | Sequence | Choice


def parse(pattern: str, macros: Mapping[str, str]) -> Node:
    """The tree of a pattern. Raises ``BadPattern``."""
    return _Reader(pattern, macros, "", ()).read()


def leaves(node: Node) -> Iterable[Leaf]:
    """All leaves of a pattern."""
    if isinstance(node, Leaf):
        yield node
    else:
        for child in node.items if isinstance(node, Sequence) else node.options:
            yield from leaves(child)


def longest(node: Node) -> int:
    """The most atoms that a pattern may take."""
    if isinstance(node, Leaf):
        return 1
    if isinstance(node, Sequence):
        return sum(longest(item) for item in node.items)
    return max(longest(option) for option in node.options)


def first_keys(node: Node) -> tuple[frozenset[str], bool]:
    """The classes and words a pattern may begin with, and whether it may be empty."""
    if isinstance(node, Leaf):
        return frozenset((node.key,)), False
    keys: frozenset[str] = frozenset()
    if isinstance(node, Choice):
        empty = node.optional
        for option in node.options:
            inner, nothing = first_keys(option)
            keys, empty = keys | inner, empty or nothing
        return keys, empty
    for item in node.items:
        inner, nothing = first_keys(item)
        keys |= inner
        if not nothing:
            return keys, False
    return keys, True


def expression(node: Node, letters: Mapping[str, str]) -> str:
    """The regular expression of a pattern; ``letters`` gives the letters of each class and word."""
    if isinstance(node, Leaf):
        one = f"[{letters[node.key]}]" if letters.get(node.key) else "(?!)"
        return f"(?P<{node.name}>{one})" if node.name else one
    if isinstance(node, Sequence):
        return "".join(expression(item, letters) for item in node.items)
    inner = "|".join(expression(option, letters) for option in node.options)
    return f"(?:{inner})?" if node.optional else f"(?:{inner})"


class _Reader:
    def __init__(self, pattern: str, macros: Mapping[str, str], number: str, inside: tuple[str, ...]) -> None:
        self._pattern = pattern
        self._macros = macros
        self._number = number
        self._inside = inside
        self._at = 0

    def read(self) -> Node:
        node = self._options("")
        if self._pattern[self._at :].strip():
            raise BadPattern(f"unexpected {self._pattern[self._at :]!r} in {self._pattern!r}")
        return node

    def _options(self, closing: str) -> Node:
        options: list[Node] = []
        items: list[Node] = []
        while True:
            piece = _PIECE.match(self._pattern, self._at)
            if piece is None or (piece["sign"] and piece["sign"] in "])"):
                if (piece["sign"] if piece else "") != closing:
                    raise BadPattern(f"a bracket is missing in {self._pattern!r}")
                self._at = piece.end() if piece else self._at
                options.append(_sequence(items))
                return options[0] if len(options) == 1 else Choice(tuple(options), False)
            self._at = piece.end()
            if piece["sign"] == "|":
                options.append(_sequence(items))
                items = []
            elif piece["sign"] == "[":
                inner = self._options("]")
                items.append(Choice((inner,), True))
            elif piece["sign"] == "(":
                items.append(self._options(")"))
            elif piece["macro"]:
                items.append(self._macro(piece["macro"], piece["number"] or self._number))
            else:
                items.append(self._leaf(piece["word"]))

    def _macro(self, name: str, number: str) -> Node:
        if name not in self._macros or name in self._inside:
            raise BadPattern(f"<{name}> in {self._pattern!r} is not defined or holds itself")
        return _Reader(self._macros[name], self._macros, number, (*self._inside, name)).read()

    def _leaf(self, word: str) -> Leaf:
        named = _CLASS.fullmatch(word)
        if named is None:
            return Leaf(word, None)
        return Leaf(named[1], named[1] + (named[2] or self._number))


def _sequence(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else Sequence(tuple(items))

"""A text cut into stretches between which no mark begins or ends, so that marks may overlap and nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knell.model import Part, PartKind

# What a page cannot hold, what shows nothing, and what turns the direction of the words after it; not the joiners and
# the marks of single letters' direction, which writing needs.
_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\uf8ff"
    "\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
_HARMLESS = "\t\u00ad\u061c\u200c\u200d\u200e\u200f\ufeff"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text: ``kind`` is what it is, ``of`` whose (a claim's id), ``says`` what is to be known of it."""

    start: int
    end: int
    kind: str
    of: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that can be shown as they are; or one that cannot, then ``code`` is its number in Unicode."""

    text: str
    start: int
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text under the same marks throughout; ``begins`` are those of them that begin with it."""

    start: int
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its marks are, each once, in order."""
        return tuple(sorted({mark.kind for mark in self.marks}))

    @property
    def of(self) -> str:
        """Whose its marks are."""
        return " ".join(dict.fromkeys(mark.of for mark in self.marks if mark.of))

    @property
    def says(self) -> str:
        """What its marks say."""
        return "; ".join(dict.fromkeys(mark.says for mark in self.marks if mark.says))


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text, with the sign that ends it."""

    kind: PartKind
    start: int
    stretches: tuple[Stretch, ...]

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it to read."""
        return not any(run.code or run.text.strip() for stretch in self.stretches for run in stretch.runs)


def marked(
    text: str, marks: Iterable[Mark], parts: Sequence[Part] = (), start: int = 0, end: int | None = None
) -> list[Block]:
    """The lines of ``text[start:end]``, marked; what lies only partly in it is marked as far as it does.

    The runs of all stretches of all lines put together are that text, letter by letter.
    """
    stop = len(text) if end is None else end
    lines = list(_lines(text, parts, start, stop))
    cut = [mark for mark in marks if mark.start < mark.end and mark.start < stop and start < mark.end]
    edges: dict[int, tuple[list[Mark], list[Mark]]] = {}
    for mark in cut:
        edges.setdefault(max(mark.start, start), ([], []))[0].append(mark)
        edges.setdefault(min(mark.end, stop), ([], []))[1].append(mark)
    for _, first, last in lines:
        edges.setdefault(first, ([], []))
        edges.setdefault(last, ([], []))
    under: dict[Mark, None] = {}
    found: list[Stretch] = []
    for here, there in pairwise(sorted(edges)):
        begins, ends = edges[here]
        for mark in ends:
            under.pop(mark, None)
        under.update(dict.fromkeys(begins))
        begun = tuple(mark for mark in begins if mark.start == here)
        found.append(Stretch(here, tuple(_runs(text, here, there)), tuple(under), begun))
    return list(_blocks(lines, found))


def pages(text: str, size: int) -> list[tuple[int, int]]:
    """Where a long text is cut into pages: between paragraphs, else lines, else words, each of ``size`` at most."""
    found: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > size:
        stop = _cut(text, start, start + size)
        found.append((start, stop))
        start = stop
    if start < len(text) or not found:
        found.append((start, len(text)))
    return found


def page_of(cuts: Sequence[tuple[int, int]], offset: int) -> int:
    """The number of the page, from 1, on which an offset lies."""
    return next((number for number, (_, end) in enumerate(cuts, 1) if offset < end), len(cuts))


def _cut(text: str, start: int, stop: int) -> int:
    """Before ``stop``, after the last blank line, line or space of the second half."""
    middle = (start + stop) // 2
    for sign in ("\n\n", "\n", " "):
        at = text.rfind(sign, middle, stop)
        if at >= 0:
            return at + len(sign)
    return stop


def _lines(text: str, parts: Sequence[Part], start: int, end: int) -> Iterator[tuple[PartKind, int, int]]:
    """Lines by offsets, each of one part; what no part takes in is body."""
    ordered = sorted(parts, key=lambda part: part.start)
    at, number = start, 0
    while at < end:
        while number < len(ordered) and ordered[number].end <= at:
            number += 1
        part = ordered[number] if number < len(ordered) else None
        inside = part is not None and part.start <= at
        limit = end if part is None else min(part.end if inside else part.start, end)
        broken = text.find("\n", at, limit)
        stop = limit if broken < 0 else broken + 1
        yield part.kind if part is not None and inside else PartKind.BODY, at, stop
        at = stop


def _blocks(lines: Sequence[tuple[PartKind, int, int]], stretches: Sequence[Stretch]) -> Iterator[Block]:
    at = 0
    for kind, start, end in lines:
        first = at
        while at < len(stretches) and stretches[at].start < end:
            at += 1
        yield Block(kind, start, tuple(stretches[first:at]))


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    at = start
    for found in _SUSPECT.finditer(text, start, end):
        letter = found[0]
        if letter in _HARMLESS or unicodedata.category(letter) not in _UNSEEN:
            continue
        if at < found.start():
            yield Run(text[at : found.start()], at)
        yield Run(letter, found.start(), f"{ord(letter):04X}", unicodedata.name(letter, "no character"))
        at = found.end()
    if at < end:
        yield Run(text[at:end], at)

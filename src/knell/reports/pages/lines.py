"""The lines of a page as a reader sees them: one for each innermost block, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby rt s samp small "
    "span strike strong sub sup time tt u var wbr picture source"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_SKIPPED_NAMES = (
    "script style template svg math select option datalist button noscript iframe object canvas video audio "
    "textarea head"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_ASIDE = frozenset(["nav", "aside", "footer", "form", "menu", "dialog"])
_LONGEST_CLASS = 300
_CAPTION = re.compile(r"(?:^|[\s_-])(?:img|image|photo|figure|wp|picture)?[\s_-]?caption(?:$|[\s_-])", re.IGNORECASE)
_CELLS = frozenset(("td", "th"))


@dataclass(frozen=True, slots=True)
class Stamp:
    """A ``time`` element: where its words end in the line, what it says to machines, its classes."""

    start: int
    end: int
    machine: str
    classes: str


@dataclass(slots=True)
class Line:
    """One line: its words, the block it is of, whether that is beside the matter, how much is links, how many cells."""

    block: HtmlElement
    text: str = ""
    aside: bool = False
    caption: bool = False
    linked: int = 0
    cells: int = 0
    stamps: list[Stamp] = field(default_factory=list)


def lines(root: HtmlElement) -> Iterator[Line]:
    """The lines in the order they stand; the cells of a row make one line. Takes time in proportion to the page."""
    start = root.find("body")
    top = start if start is not None else root
    walk = _Walk(top)
    walker = etree.iterwalk(top, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element is not top and _is_skipped(element):
                walker.skip_subtree()
                walk.skipped = element
            else:
                yield from walk.open(element)
        else:
            yield from walk.close(element)
    yield from walk.cut()


class _Walk:
    """The state of one walk: the line that is being written and what it is written in."""

    def __init__(self, top: HtmlElement) -> None:
        self._blocks: list[HtmlElement] = [top]
        self._pieces: list[str] = []
        self._length = 0
        self._linked = 0
        self._links = self._asides = self._captions = 0
        self._cells = 0
        self._stamps: list[Stamp] = []
        self._opened: list[int] = []
        self.skipped: HtmlElement | None = None

    def open(self, element: HtmlElement) -> Iterator[Line]:
        """Take in a start tag and the words behind it."""
        tag = element.tag
        if tag in _CELLS:
            self._cell()
        elif tag == "br" or tag not in _INLINE:
            yield from self.cut()
        if tag not in _INLINE and tag != "br":
            self._blocks.append(element)
            self._asides += tag in _ASIDE
            self._captions += _is_caption(element)
        self._links += tag == "a"
        if tag == "time":
            self._opened.append(self._length)
        self._write(element.text)

    def close(self, element: HtmlElement) -> Iterator[Line]:
        """Take in an end tag and the words behind it."""
        tag = element.tag
        if self.skipped is not None and element is self.skipped:
            self.skipped = None
            self._write(element.tail)
            return
        if tag == "time" and self._opened:
            self._stamp(element, self._opened.pop())
        self._links -= tag == "a"
        if tag not in _INLINE and tag not in _CELLS and tag != "br":
            yield from self.cut()
        if tag not in _INLINE and tag != "br":
            self._blocks.pop()
            self._asides -= tag in _ASIDE
            self._captions -= _is_caption(element)
        self._write(element.tail)

    def cut(self) -> Iterator[Line]:
        """End the line."""
        text = "".join(self._pieces)
        if text.strip() or self._stamps:
            line = Line(self._blocks[-1], text.rstrip(), bool(self._asides), bool(self._captions), self._linked)
            line.stamps, line.cells = self._stamps, self._cells
            yield line
        self._pieces, self._length, self._linked, self._stamps = [], 0, 0, []
        self._cells = 0

    def _cell(self) -> None:
        self._cells += 1
        if self._length:
            self._put(" | " if not "".join(self._pieces[-1:]).endswith("| ") else "")

    def _write(self, text: str | None) -> None:
        if not text:
            return
        words = " ".join(text.split())
        if not words:
            self._space()
            return
        if text[0].isspace():
            self._space()
        self._put(words)
        if self._links:
            self._linked += len(words)
        if text[-1].isspace():
            self._space()

    def _space(self) -> None:
        if self._length and not self._pieces[-1].endswith(" "):
            self._put(" ")

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def _stamp(self, element: HtmlElement, start: int) -> None:
        machine = " ".join((element.get("datetime") or "").split())
        parent = element.getparent()
        classes = f"{element.get('class') or ''} {parent.get('class') or '' if parent is not None else ''}"
        self._stamps.append(Stamp(start, self._length, machine[:100], classes[:300]))


def _is_caption(element: HtmlElement) -> bool:
    classes = element.get("class")
    return element.tag == "figcaption" or (classes is not None and bool(_CAPTION.search(classes[:_LONGEST_CLASS])))


def _is_skipped(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in _SKIPPED or not isinstance(tag, str) or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()

"""What stands in a main text and is of other reports: links from end to end, and linked headlines with a few words."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from knell.reports.pages.body import Block, Kind
from knell.reports.pages.lines import Line
from knell.reports.pages.placing import key, places_of

# A link of fewer words is a name, or a piece of a sentence that was cut.
_LINK_WORDS = 4
_LEAST_LINKED = 0.9
_MOST_LINKED = 0.5
# A linked headline with the few words under it: so much, in a frame so near.
_TEASER_LINES, _TEASER_LETTERS, _TEASER_DEPTH = 4, 400, 3


def without_links(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Without the lines that are links from end to end: they tell of other reports, unless most lines are such."""
    linked = {key(line.text) for line in lines if line.linked >= _LEAST_LINKED * len(line.text.replace(" ", ""))}
    linked -= {key(line.text) for line in lines if line.linked < _MOST_LINKED * len(line.text)}
    kept = [block for block in blocks if not _is_link(block, linked)]
    return kept if len(kept) * 2 > len(blocks) else list(blocks)


def _is_link(block: Block, linked: set[str]) -> bool:
    return block.kind is not Kind.ROW and len(block.text.split()) >= _LINK_WORDS and key(block.text) in linked


def without_teasers(blocks: Sequence[Block], lines: Sequence[Line], teasers: Set[int]) -> list[Block]:
    """Without the few words under a linked headline: they tell of what is behind the link."""
    places = places_of(blocks, lines)
    kept = [
        block
        for block, place in zip(blocks, places, strict=True)
        if place not in teasers or block.kind not in (Kind.PARAGRAPH, Kind.HEADING)
    ]
    return kept if sum(map(_letters, kept)) * 2 > sum(map(_letters, blocks)) else list(blocks)


def teasers_among(lines: Sequence[Line], title: str) -> Set[int]:
    """The lines that stand with a linked headline, not that of the page itself, in a small frame of their own."""
    frames: dict[HtmlElement, _Frame] = {}
    around: list[list[_Frame]] = []
    for line in lines:
        leads_on, letters = _is_headline(line) and key(line.text) != title, len(line.text)
        here = [frames.get(element) or frames.setdefault(element, _Frame()) for element in _around(line)]
        for frame in here:
            frame.leads_on |= leads_on and not frame.lines
            frame.lines += 1
            frame.letters += letters
        around.append(here)
    teasers = {id(frame) for frame in frames.values() if frame.is_teaser}
    return {number for number, here in enumerate(around) if teasers and not teasers.isdisjoint(map(id, here))}


@dataclass(slots=True)
class _Frame:
    """What a small part of a page holds."""

    lines: int = 0
    letters: int = 0
    leads_on: bool = False

    @property
    def is_teaser(self) -> bool:
        """Whether it is a linked headline with a few words under it."""
        return self.leads_on and 1 < self.lines <= _TEASER_LINES and self.letters <= _TEASER_LETTERS


def _around(line: Line) -> list[HtmlElement]:
    return [line.block, *islice(line.block.iterancestors(), _TEASER_DEPTH)]


def _is_headline(line: Line) -> bool:
    linked = line.linked >= _LEAST_LINKED * len(line.text.replace(" ", ""))
    return linked and len(line.text.split()) >= _LINK_WORDS


def _letters(block: Block) -> int:
    return len(block.text)

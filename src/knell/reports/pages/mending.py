"""What is known to go wrong when a main text is found, set right: doubles, links to others, a lost beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import accumulate
from typing import Any

from lxml.html import HtmlElement

from knell.reports.pages.body import Block, Kind
from knell.reports.pages.foreign import teasers_among, without_links, without_teasers
from knell.reports.pages.lines import Line
from knell.reports.pages.linked import plain
from knell.reports.pages.placing import key, placed, places_of

# A shorter text in JSON-LD may be a summary.
_SHORTEST_BODY = 300
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"\w+")
# Shorter lines may stand twice for a reason ("Killed: 3").
_FEWEST_WORDS = 10
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_MOST_LINKED = 0.5
# A line of so many words may be lost text; a shorter one is a label.
_LOST_WORDS = 8
_LONGEST_CLASS = 300
# Each is looked for in the whole text.
_MOST_LOST = 100
_CAPTION_WORDS = 3
_LEAD = re.compile(
    r"lead\b|lede|summary|standfirst|subtitle|subhead|dek\b|excerpt|intro\b|abstract|deck\b", re.IGNORECASE
)


def mended(blocks: Sequence[Block], lines: Sequence[Line], heading: HtmlElement | None) -> list[Block]:
    """The blocks without doubles and links to other pages, with the lines of the page's text that were lost."""
    title = key("".join(heading.itertext())) if heading is not None else ""
    teasers = teasers_among(lines, title)
    own = without_teasers(without_links(blocks, lines), lines, teasers)
    return _with_lost(_once(own), lines, heading, teasers) or list(blocks)


def parted(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Blocks that are several lines of the page run together, as those lines: where little is found, all is one."""
    names = [key(line.text) for line in lines]
    begins = dict(zip(accumulate((len(name) for name in names), initial=0), range(len(names) + 1), strict=True))
    whole = "".join(names)
    single = set(names)
    found: list[Block] = []
    looked = 0
    for block in blocks:
        name = key(block.text)
        first = last = None
        if name and block.kind is Kind.PARAGRAPH and name not in single and looked < _MOST_LOST:
            looked += 1
            at = whole.find(name)
            first, last = begins.get(at), begins.get(at + len(name))
        if first is None or last is None or at < 0:
            found.append(block)
            continue
        run = [line for line in lines[first:last] if key(line.text) and not line.aside and not _is_stamp(line)]
        found += [Block(Kind.PARAGRAPH, " ".join(line.text.split())) for line in run]
    return found


def _is_stamp(line: Line) -> bool:
    """Whether a line is nothing but a time of its own."""
    return bool(line.stamps) and line.stamps[0].end - line.stamps[0].start >= len(line.text)


def all_blocks(lines: Sequence[Line]) -> list[Block]:
    """All lines of a page but for its menus and its links to others, where the main text cannot be told."""
    every = [
        Block(Kind.CAPTION if line.caption else Kind.PARAGRAPH, " ".join(line.text.split()))
        for line in lines
        if not line.aside and line.text.strip(" |")
    ]
    return without_links(every, lines)


def with_captions(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """The blocks with the captions of the pictures among them, marked as such; those beside the text are left out."""
    names = {key(line.text) for line in lines if line.caption}
    marked = [replace(b, kind=Kind.CAPTION) if b.kind is Kind.PARAGRAPH and key(b.text) in names else b for b in blocks]
    if all(block.kind is Kind.CAPTION for block in marked):
        return list(blocks)
    places = places_of(marked, lines)
    known = [place for place in places if place is not None]
    have = {key(block.text) for block in marked}
    lost = []
    for number in range(min(known, default=0), max(known, default=-1)):
        line = lines[number]
        if (
            line.caption
            and not line.aside
            and len(_WORD.findall(line.text)) >= _CAPTION_WORDS
            and key(line.text) not in have
        ):
            have.add(key(line.text))
            lost.append(number)
    return placed(marked, places, lines, lost, Kind.CAPTION)


def _is_caption(line: Line) -> bool:
    return line.caption and not line.aside and len(_WORD.findall(line.text)) >= _CAPTION_WORDS


def or_told(blocks: Sequence[Block], articles: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The blocks; where most of what JSON-LD gives as the article is not among them, that text instead."""
    for article in articles:
        paragraphs = plain(article.get("articleBody"))
        told = key("".join(paragraphs))
        have = key("".join(block.text for block in blocks))
        if len(told) < _SHORTEST_BODY or len(told) < len(have):
            continue
        lost = sum(len(name) for sentence in _sentences(paragraphs) if (name := key(sentence)) not in have)
        if lost * 2 > len(told):
            return [Block(Kind.PARAGRAPH, paragraph) for paragraph in paragraphs]
    return list(blocks)


def _sentences(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from _SENTENCE.split(paragraph)


def _once(blocks: Sequence[Block]) -> list[Block]:
    """Each paragraph once, where it stands first; items of lists and rows of tables may be alike for a reason."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        name = key(block.text)
        if name in seen and block.kind is Kind.PARAGRAPH and _is_sentence(block.text):
            continue
        seen.add(name)
        kept.append(block)
    return kept


def _is_sentence(text: str) -> bool:
    return _END.search(text) is not None and len(_WORD.findall(text)) >= _FEWEST_WORDS


def _with_lost(
    blocks: Sequence[Block], lines: Sequence[Line], heading: HtmlElement | None, teasers: Set[int] = frozenset()
) -> list[Block]:
    """With the lines that stand loose among the paragraphs of the text, and the lead between it and its title."""
    places = places_of(blocks, lines)
    known = [place for place in places if place is not None]
    if not known:
        return list(blocks)
    frames = _frames([lines[place].block for place in known])
    have = {key(block.text) for block in blocks}
    whole = "".join(key(block.text) for block in blocks)
    title = next((n for n, line in enumerate(lines) if heading is not None and _is_of(line.block, heading)), None)
    lost: list[int] = []
    for number, line in enumerate(lines[: known[-1]]):
        behind_title = title is not None and title < number < known[0]
        lead = behind_title and _LEAD.search(_class(line.block)) and number not in teasers
        if line.block not in frames and not lead:
            continue
        name = key(line.text)
        if _is_text(line) and name not in have and name not in whole:
            have.add(name)
            lost.append(number)
        if len(lost) >= _MOST_LOST:
            break
    return placed(blocks, places, lines, lost)


def _class(block: HtmlElement) -> str:
    return (block.get("class") or "")[:_LONGEST_CLASS]


def _frames(found: Sequence[HtmlElement]) -> set[HtmlElement]:
    """The elements that hold at least half of the blocks directly: what stands loose in them is of the text."""
    held: dict[HtmlElement, int] = {}
    for block in found:
        parent = block.getparent()
        for element in (block, parent):
            if element is not None:
                held[element] = held.get(element, 0) + 1
    return {element for element, count in held.items() if count * 2 >= len(found) and count > 1}


def _is_of(block: HtmlElement, heading: HtmlElement) -> bool:
    return block is heading or block.getparent() is heading


def _is_text(line: Line) -> bool:
    """Whether a line is a sentence and not a label, a caption or a list of links."""
    words = _WORD.findall(line.text)
    return (
        len(words) >= _LOST_WORDS
        and not line.aside
        and not line.caption
        and line.linked < _MOST_LINKED * len(line.text)
        and not line.stamps
    )

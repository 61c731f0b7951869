"""A page of dated posts (a live blog): a line with its day is put over each, so that "today" in it is that day.

They stay one report: the page is what was archived and what an analyst cites. The line is made of the word that the
language has for an update and the day, the form in which ``knell.times`` takes up the date of a part of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from knell.languages import available, load
from knell.reports.dating.words import day_of
from knell.reports.pages.body import Block, Kind
from knell.reports.pages.lines import Line
from knell.reports.pages.linked import plain, words
from knell.reports.pages.placing import key

# So many posts make a page of posts, and so many letters of its first line tell one.
_FEWEST = 3
_TOLD_BY = 40
_FEWEST_WORDS = 8
_MOST_POSTS = 2_000
_DEEPEST = 12
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its day, its title and its paragraphs."""

    day: date
    title: str
    paragraphs: tuple[str, ...]


def linked_posts(articles: Sequence[Mapping[str, Any]]) -> tuple[Post, ...]:
    """The posts that a page's JSON-LD gives, in its order; those without a day or without words are passed over."""
    found: list[Post] = []
    for article in articles:
        updates = article.get("liveBlogUpdate")
        for update in updates[:_MOST_POSTS] if isinstance(updates, list) else ():
            if not isinstance(update, dict):
                continue
            day = day_of(words(update.get("datePublished")) or words(update.get("dateModified")))
            paragraphs = plain(update.get("articleBody"))
            if day is not None and paragraphs:
                found.append(Post(day, words(update.get("headline")), paragraphs))
    return tuple(found)


def marked_posts(lines: Sequence[Line]) -> tuple[Post, ...]:
    """The posts that the page marks as such for machines (``itemprop="liveBlogUpdate"``), with the day each gives."""
    frames: dict[HtmlElement, list[str]] = {}
    for line in lines if _has_frames(lines) else ():
        frame = _frame(line.block)
        if frame is not None and len(frames) < _MOST_POSTS:
            frames.setdefault(frame, []).append(" ".join(line.text.split()))
    found = []
    for frame, told in frames.items():
        days = (day_of(part.get("content") or part.get("datetime")) for part in _dating(frame))
        day = next((day for day in days if day is not None), None)
        paragraphs = tuple(line for line in told if len(line.split()) >= _FEWEST_WORDS)
        if day is not None and paragraphs:
            found.append(Post(day, "", paragraphs))
    return tuple(found)


def _has_frames(lines: Sequence[Line]) -> bool:
    """Whether the page of these lines marks a post anywhere; most do not, and no line need be looked around."""
    named = lines[0].block.getroottree().xpath("//@itemprop") if lines else []
    return any(name.lower() == "liveblogupdate" for name in named)


def _frame(block: HtmlElement) -> HtmlElement | None:
    """The post that a line is of."""
    around = (block, *islice(block.iterancestors(), _DEEPEST))
    return next((one for one in around if (one.get("itemprop") or "").lower() == "liveblogupdate"), None)


def _dating(frame: HtmlElement) -> Iterator[HtmlElement]:
    return (part for part in frame.iter("meta", "time", "span") if part.get("itemprop") == "datePublished")


def with_days(
    blocks: Sequence[Block],
    places: Sequence[int | None],
    lines: Sequence[Line],
    posts: Sequence[Post],
    lang: str | None,
) -> list[Block]:
    """The blocks with the day over each post: as JSON-LD has it, else as the ``time`` over it says."""
    label = _label(lang)
    if posts:
        marks, lost = _marks(blocks, posts)
    else:
        marks, lost = _stamped(blocks, places, lines), []
    if len(marks) + len(lost) < (1 if posts else _FEWEST):
        return list(blocks)
    found: list[Block] = []
    for number, block in enumerate(blocks):
        if number in marks:
            found.append(Block(Kind.DATE, f"{label}: {marks[number]}"))
        found.append(block)
    for post in lost:
        found.append(Block(Kind.DATE, f"{label}: {post.day}"))
        found += [Block(Kind.HEADING, post.title)] if post.title else []
        found += [Block(Kind.PARAGRAPH, paragraph) for paragraph in post.paragraphs]
    return found


def _marks(blocks: Sequence[Block], posts: Sequence[Post]) -> tuple[dict[int, date], list[Post]]:
    """The block that each post begins with, and the posts that are not among the blocks."""
    begins: dict[str, int] = {}
    for number, block in enumerate(blocks):
        begins.setdefault(key(block.text)[:_TOLD_BY], number)
    marks: dict[int, date] = {}
    lost = []
    for post in posts:
        heads = [post.title, *post.paragraphs] if post.title else list(post.paragraphs)
        there = [begins[name] for head in heads if (name := key(head)[:_TOLD_BY]) in begins]
        if there:
            marks.setdefault(min(there), post.day)
        else:
            lost.append(post)
    return marks, lost


def _stamped(blocks: Sequence[Block], places: Sequence[int | None], lines: Sequence[Line]) -> dict[int, date]:
    """The first block behind each ``time`` that stands among the text and has text of its own behind it."""
    known = [(place, number) for number, place in enumerate(places) if place is not None]
    if not known:
        return {}
    marks: dict[int, date] = {}
    ahead = iter(sorted(known))
    here = next(ahead, None)
    stamped = [(n, _stamp_day(line)) for n, line in enumerate(lines[: known[-1][0] + 1]) if line.stamps]
    for position, (number, day) in enumerate(stamped):
        until = stamped[position + 1][0] if position + 1 < len(stamped) else len(lines)
        own = []
        while here is not None and here[0] < until:
            if here[0] >= number:
                own.append(here[1])
            here = next(ahead, None)
        if day is not None and any(len(blocks[block].text.split()) >= _FEWEST_WORDS for block in own):
            marks[min(own)] = day
    return marks


def _stamp_day(line: Line) -> date | None:
    """The day of a ``time`` that has a clock too: one without is a day of what is told, as in a chronicle."""
    clocked = (stamp.machine for stamp in line.stamps if ":" in stamp.machine)
    return next((day for words in clocked if (day := day_of(words)) is not None), None)


def _label(lang: str | None) -> str:
    """The word for an update in the language of the page, else in English."""
    code = re.split(r"[-_]", (lang or "").strip().lower())[0]
    for each in (code, _LANGUAGE):
        updates = load(each).data.get("times", {}).get("updates", ()) if each in available() else ()
        if updates:
            return str(updates[0]).capitalize()
    return ""

"""The date signals of a page: what it says to machines, and what stands beside its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice
from typing import Any

from lxml.html import HtmlElement

from knell.languages import available, load
from knell.model import DateSignal
from knell.reports.dating.words import Named, day_of, days_in
from knell.reports.pages.head import Head, of_another
from knell.reports.pages.lines import Line
from knell.reports.pages.linked import words

_PUBLISHED_TAGS_NAMES = (
    "article:published_time og:article:published_time og:published_time og:pubdate datepublished datecreated "
    "pubdate publishdate publish-date publish_date published publication_date publication-date "
    "article_date_original article.published parsely-pub-date sailthru.date cxenseparse:recs:publishtime dc.date "
    "dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created dc.issued "
    "citation_publication_date citation_date bt:pubdate date originalpublicationdate ptime mediator_published_time "
    "iso-8601-publish-date cre:published_time"
)
PUBLISHED_TAGS = tuple(_PUBLISHED_TAGS_NAMES.split())
_UPDATED_TAGS_NAMES = (
    "article:modified_time og:updated_time og:article:modified_time datemodified dateupdated lastmod last-modified "
    "last_modified modified revised utime article.updated article:modified dc.date.modified dcterms.modified "
    "parsely-pub-date-modified mediator_modified_time"
)
UPDATED_TAGS = tuple(_UPDATED_TAGS_NAMES.split())
_PUBLISHED_CLASS = re.compile(r"publi|pubdate|posted|entry-date", re.IGNORECASE)
_UPDATED_CLASS = re.compile(r"updat|modif|dt-updated", re.IGNORECASE)
# So many short lines behind the title, and so few in front of it, are about the article and not about others.
_BEHIND, _BEFORE = 14, 5
_LONGEST_LINE = 160
# A line that opens with a date and goes on for more than a clock, a zone and a name is a sentence.
_MOST_BESIDE = 60
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"\w+")
# A label has so many words at most, and this many may stand between it and its date.
_LABEL_WORDS = 8
_MOST_BETWEEN = 2
_CLOCK = re.compile(r"(?<!\d)[012]?\d[:.][0-5]\d(?!\d)")
_META = re.compile(r"date|time|publish|posted|byline|meta|author|info|created", re.IGNORECASE)
_LONGEST_CLASS = 300
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")
_TOLD = ("th", "caption", "figcaption")
_STOPS = (".", "!", "?")
_MOST_STATED = 20


def page_signals(head: Head, lines: Sequence[Line], text_begins: int | None = None) -> Iterator[DateSignal]:
    """All signals of a page, each once, the machine's first. ``text_begins`` is the first line of its text."""
    seen: set[DateSignal] = set()
    found = (
        _linked_signals(head),
        _meta_signals(head),
        _stated_signals(head.root),
        _beside_title(head, lines, text_begins),
    )
    for signal in chain.from_iterable(found):
        if signal not in seen:
            seen.add(signal)
            yield signal


def _linked_signals(head: Head) -> Iterator[DateSignal]:
    """Of the page's own article: the one with its title or address where there are several."""
    things = own_articles(head) or head.linked.pages[:1]
    for thing in things:
        for name, updated in (("datePublished", False), ("dateCreated", False), ("dateModified", True)):
            if name == "dateCreated" and words(thing.get("datePublished")):
                continue
            if shown := words(thing.get(name))[:100]:
                yield DateSignal("json-ld", shown, day_of(shown), updated)


def own_articles(head: Head) -> tuple[Mapping[str, Any], ...]:
    """The articles in JSON-LD that are this page's: all that are alone, or share its title or its address."""
    articles = head.linked.articles
    if len(articles) < 2:
        return articles
    titles = {_key(title) for title in (head.title, head.told_title) if title}
    url = _path(head.url or "")
    own = []
    for article in articles:
        same_title = _key(words(article.get("headline"))) in titles
        named = [article.get("url"), article.get("@id"), _identity(article.get("mainEntityOfPage"))]
        same_url = any(url and isinstance(name, str) and _path(name) == url for name in named)
        if same_title or same_url:
            own.append(article)
    return tuple(own)


def _meta_signals(head: Head) -> Iterator[DateSignal]:
    for names, updated in ((PUBLISHED_TAGS, False), (UPDATED_TAGS, True)):
        for name in names:
            for content in head.metas.get(name, ())[:3]:
                if any(character.isdigit() for character in content):
                    yield DateSignal("meta", content[:100], day_of(content[:100]), updated)


def _stated_signals(root: HtmlElement) -> Iterator[DateSignal]:
    """Of the elements that say that they hold the day of publication or of a change, wherever they stand.

    Where these say different days, some are of other reports or of comments, and none is held against anything.
    """
    found: list[DateSignal] = []
    for element in root.iter("time", "span", "abbr", "div", "p"):
        kind = (element.get("itemprop") or "").lower()
        stated = kind in ("datepublished", "datemodified") or (
            element.tag == "time" and element.get("pubdate") is not None
        )
        if stated and not of_another(element):
            shown = element.get("datetime") or element.get("content") or " ".join(element.itertext())
            found.append(_signal("time", shown, kind == "datemodified"))
    several = len({signal.day for signal in found if not signal.updated}) > 1
    for signal in found[:_MOST_STATED]:
        yield replace(signal, origin="on page") if several and not signal.updated else signal


def _beside_title(head: Head, lines: Sequence[Line], text_begins: int | None) -> Iterator[DateSignal]:
    """Of the short lines in front of and behind the title, up to the text."""
    place = _title_line(head, lines)
    if place is None:
        return
    end = place + _BEHIND if text_begins is None or text_begins <= place else min(place + _BEHIND, text_begins)
    chronicle = _is_chronicle(lines)
    for number in range(max(place - _BEFORE, 0), min(end, len(lines))):
        line = lines[number]
        if len(line.text) <= _LONGEST_LINE and number != place and not (chronicle and line.block.tag in _HEADINGS):
            yield from _line_signals(line)


def _is_chronicle(lines: Sequence[Line]) -> bool:
    """Whether more than one heading of a page is a day: then they are days of what is told."""
    headings = (line for line in lines if line.block.tag in _HEADINGS and len(line.text) <= _LONGEST_LINE)
    dated = (line for line in headings if any(_alone(line, named) for named in days_in(line.text)))
    return len(list(islice(dated, 2))) > 1


def _title_line(head: Head, lines: Sequence[Line]) -> int | None:
    """The line of the title: that of its heading, else the first with its words."""
    if head.heading is not None:
        return next((n for n, line in enumerate(lines) if _within(line.block, head.heading)), None)
    name = _key(head.title or "")
    return next((n for n, line in enumerate(lines) if name and _key(line.text) == name), None)


def _within(block: HtmlElement, heading: HtmlElement) -> bool:
    return block is heading or block.getparent() is heading


def _line_signals(line: Line) -> Iterator[DateSignal]:
    """Of one line: "Published: 20 January 2024", "Updated ...", a ``time`` with its machine's form, or a date alone."""
    ahead = 0
    for stamp in line.stamps:
        kind = _label(line.text[ahead : stamp.end])
        ahead = stamp.end
        if stamp.machine:
            updated = kind == "updated" or (kind is None and bool(_UPDATED_CLASS.search(stamp.classes)))
            stated = updated or kind is not None or _PUBLISHED_CLASS.search(stamp.classes)
            yield _signal("time" if stated else "on page", stamp.machine, updated)
    if any(stamp.machine for stamp in line.stamps):
        return
    found = list(days_in(line.text))
    for number, named in enumerate(found):
        before = line.text[found[number - 1].end if number else 0 : named.start]
        kind = _label(before, _MOST_BETWEEN)
        if kind is not None:
            shown = line.text[named.start - len(before) : named.end].strip()
            yield DateSignal("byline", shown, named.day, kind == "updated")
        elif len(found) == 1 and _alone(line, named) and _is_of_page(line, named):
            yield DateSignal("on page", line.text[named.start : named.end], named.day)


def _alone(line: Line, named: Named) -> bool:
    """Whether beside a date there is room for no more than a clock, a weekday, a place and a name.

    A cell of a table names a day of what is told.
    """
    if line.cells > 1 or line.block.tag in _TOLD:
        return False
    return len(line.text) - (named.end - named.start) <= _MOST_BESIDE and not line.text.rstrip().endswith(_STOPS)


def _is_of_page(line: Line, named: Named) -> bool:
    """Whether something shows that a date alone is the page's own: a clock, a weekday, or what its frame is called."""
    beside = f"{line.text[: named.start]} {line.text[named.end :]}"
    if _CLOCK.search(beside) or any(word.casefold() in _weekdays() for word in _WORD.findall(beside)):
        return True
    frames = [line.block, *islice(line.block.iterancestors(), 2)]
    return any(_META.search(f"{frame.get('class') or ''} {frame.get('id') or ''}"[:_LONGEST_CLASS]) for frame in frames)


@cache
def _weekdays() -> frozenset[str]:
    """The names of the days of the week in all languages."""
    tables = (load(code).data.get("times", {}).get("weekdays", {}) for code in available())
    return frozenset(name.removeprefix("=").casefold() for table in tables for name in table)


def _signal(origin: str, shown: str, updated: bool) -> DateSignal:
    shown = " ".join(shown.split())[:100]
    return DateSignal(origin, shown, day_of(shown), updated)


def _label(text: str, between: int = _LABEL_WORDS) -> str | None:
    """What words say of the date behind them, by the last of them that is a label; None for nothing.

    ``between`` is how many words may stand behind the label.
    """
    tokens = [token.casefold() for token in _WORD.findall(text)][-_LABEL_WORDS:]
    for last in range(len(tokens), max(len(tokens) - between - 1, 0), -1):
        for first in range(last):
            phrase = " ".join(tokens[first:last])
            for kind, phrases in _labels().items():
                if phrase in phrases:
                    return kind
    return None


@cache
def _labels() -> Mapping[str, frozenset[str]]:
    """The labels of both kinds in all languages."""
    found: dict[str, set[str]] = {"updated": set(), "published": set()}
    for code in available():
        section = load(code).data.get("reports", {}).get("dates", {})
        for kind, phrases in found.items():
            phrases |= {" ".join(_WORD.findall(phrase.casefold())) for phrase in section.get(kind, ())}
    return {kind: frozenset(phrases) for kind, phrases in found.items()}


def _key(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _path(address: str) -> str:
    return address.partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/")


def _identity(thing: object) -> object:
    return thing.get("@id") if isinstance(thing, dict) else thing

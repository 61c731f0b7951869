"""The addresses that a feed, a sitemap or a list of feeds leads to, with what it says of each."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from knell.model import DateSignal
from knell.reports.dating import feed_signal
from knell.reports.feeds.cutting import cut
from knell.reports.feeds.entries import entry_of, raw_entries
from knell.reports.feeds.kinds import Kind, written

# Feeds hold tens of entries, sitemaps by their rules up to fifty thousand addresses; the first are the newest.
MOST_ENTRIES = 5_000
MOST_ADDRESSES = 50_000
_LONGEST = 2_000
_VALUE = r"<(?:[\w.-]{{1,40}}:)?{}\s*>\s*(?:<!\[CDATA\[)?\s*([^<\]]{{1,2000}}?)\s*(?:\]\]>)?\s*</"
_LOC = re.compile(_VALUE.format("loc"), re.IGNORECASE)
_CHANGED = re.compile(_VALUE.format("lastmod"), re.IGNORECASE)
_NEWS_DATE = re.compile(_VALUE.format("publication_date"), re.IGNORECASE)
_NEWS_TITLE = re.compile(r"<news:title\s*>" + _VALUE.format("title").partition(r"\s*>")[2], re.IGNORECASE)


_FEED_OF_LIST = re.compile(r"""\bxmlUrl\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a feed or sitemap leads to. ``is_map`` says that it leads on itself: a sitemap, a listed feed."""

    url: str
    title: str | None = None
    dates: tuple[DateSignal, ...] = ()
    is_map: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """All of them, each once, in order; how many entries had no address, and whether there were too many to take."""

    links: tuple[Link, ...]
    without: int = 0
    cut_off: bool = False


def links_in(data: bytes, kind: Kind, base: str | None) -> Links:
    """The addresses in a feed or sitemap; ``base`` is its own. Raises ``ValueError`` where it cannot be read."""
    found: dict[str, Link] = {}
    without = 0
    most = MOST_ENTRIES if kind in (Kind.FEED, Kind.JSON_FEED) else MOST_ADDRESSES
    for number, link in enumerate(_links(data, kind)):
        if number >= most:
            return Links(tuple(found.values()), without, True)
        url = _absolute(link.url, base) if link is not None else None
        if link is None or url is None:
            without += 1
        else:
            found.setdefault(url, Link(url, link.title, link.dates, link.is_map))
    return Links(tuple(found.values()), without)


def _links(data: bytes, kind: Kind) -> Iterator[Link | None]:
    if kind in (Kind.FEED, Kind.JSON_FEED):
        for raw in raw_entries(data, kind):
            yield _of_entry(raw) if raw is not None else None
        return
    if kind is Kind.LIST:
        yield from _listed(written(data))
        return
    is_map = kind is Kind.SITEMAP_INDEX
    for block in cut(written(data), ("sitemap",) if is_map else ("url",)):
        yield _of_block(block, is_map)


def _listed(text: str) -> Iterator[Link]:
    """The feeds of a list; its folders have no address."""
    at = text.find("<outline")
    while at >= 0:
        end = text.find(">", at)
        if end < 0:
            return
        if found := _FEED_OF_LIST.search(text, at, min(end, at + 4 * _LONGEST)):
            yield Link(html.unescape(found[1] or found[2]), is_map=True)
        at = text.find("<outline", end)


def _of_entry(raw: bytes) -> Link | None:
    try:
        entry = entry_of(raw)
    except ValueError:
        return None
    return Link(entry.link, entry.title, entry.dates) if entry.link else None


def _of_block(block: str, is_map: bool) -> Link | None:
    address = _LOC.search(block)
    if address is None:
        return None
    dates = []
    if found := _NEWS_DATE.search(block):
        dates.append(feed_signal(found[1]))
    if found := _CHANGED.search(block):
        dates.append(feed_signal(found[1], updated=True))
    title = _NEWS_TITLE.search(block)
    return Link(
        html.unescape(address[1]), " ".join(html.unescape(title[1]).split()) if title else None, tuple(dates), is_map
    )


def _absolute(url: str, base: str | None) -> str | None:
    """An address in full, without the part of the page it points to; None when it is none of a page."""
    try:
        whole = urljoin(base or "", url.strip().replace(" ", "%20")).partition("#")[0]
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) and len(whole) <= _LONGEST else None

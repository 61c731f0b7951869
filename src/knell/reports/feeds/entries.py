"""One entry of a feed: its address, title, dates and words."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knell.model import DateSignal
from knell.reports.dating import feed_signal
from knell.reports.feeds.cutting import ENTRIES, cut, envelope
from knell.reports.feeds.fragment import words
from knell.reports.feeds.kinds import Kind, written
from knell.reports.found import MOST_BYTES

_TAG = re.compile(r"<[a-zA-Z/!]|&[#\w]{1,31};")
_BARE = re.compile(rb"&(?!#?\w{1,31};)")
_LONGEST_VALUE = 2_000
_LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. ``text`` is what it says itself; ``link`` stands as it is written, which may be relative."""

    link: str | None
    title: str | None
    dates: tuple[DateSignal, ...]
    text: str
    authors: tuple[str, ...] = ()


def raw_entries(data: bytes, kind: Kind) -> Iterator[bytes | None]:
    """The bytes of each entry, a feed of that one entry; None for one that is larger than a report may be.

    Raises ``ValueError`` where the feed is no JSON though it should be.
    """
    for raw in _json_entries(data) if kind is Kind.JSON_FEED else _xml_entries(data):
        yield raw if len(raw) <= MOST_BYTES else None


def _xml_entries(data: bytes) -> Iterator[bytes]:
    text = written(data)
    before, after = envelope(text)
    for each in cut(text, ENTRIES):
        yield (before + each + after).encode("utf-8", "replace")


def _json_entries(data: bytes) -> Iterator[bytes]:
    try:
        feed = json.loads(data)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            only = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
            made = json.dumps(only, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            yield made.encode("utf-8", "replace")


def entry_of(raw: bytes) -> Entry:
    """The entry that the bytes of one hold. Raises ``ValueError`` where there is none."""
    if raw.startswith(b"{"):
        return _json_entry(json.loads(raw)["items"][0])
    import feedparser

    # As a stream, so that nothing is taken for the name of a file or an address.
    feed = feedparser.parse(io.BytesIO(_with_whole_marks(raw)), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise ValueError("there is no entry in it")
    return _xml_entry(feed.entries[0], atom=str(feed.version).startswith("atom"))


def _with_whole_marks(raw: bytes) -> bytes:
    """An entry whose ampersands that stand for themselves ("AT&T") are written as XML has them."""
    made, at = [], 0
    while at < len(raw):
        begin = raw.find(b"<![CDATA[", at)
        end = raw.find(b"]]>", begin) if begin >= 0 else -1
        begin, end = (begin, end) if end >= 0 else (len(raw), len(raw))
        made += [_BARE.sub(b"&amp;", raw[at:begin]), raw[begin:end]]
        at = end
    return b"".join(made)


def _xml_entry(entry: Mapping[str, Any], atom: bool) -> Entry:
    published = _value(_kept(entry, "published")) or _value(_kept(entry, "created"))
    updated = _value(_kept(entry, "updated"))
    if updated and not published and not atom:
        # The only date of such an entry, under a name that does not tell (dc:date).
        published, updated = updated, None
    details = [*(_kept(entry, "content") or ()), _kept(entry, "summary_detail") or {}]
    texts = [_words(str(each.get("value") or ""), str(each.get("type") or "")) for each in details]
    title = _kept(entry, "title_detail") or {}
    return Entry(
        link=_value(_kept(entry, "feedburner_origlink")) or _value(_kept(entry, "link")),
        title=_line(_words(str(title.get("value") or ""), str(title.get("type") or ""))),
        dates=_signals(published, updated),
        text=max(texts, key=len, default=""),
        authors=_authors(_kept(entry, "authors") or ({"name": _kept(entry, "author")},)),
    )


def _kept(entry: Mapping[str, Any], name: str) -> Any:
    """A value as it was kept: feedparser gives some names the value of another where they have none."""
    return dict.get(entry, name) if isinstance(entry, dict) else None


def _json_entry(item: Mapping[str, Any]) -> Entry:
    html, plain, summary = item.get("content_html"), item.get("content_text"), item.get("summary")
    texts = [
        words(html) if isinstance(html, str) else "",
        _plain(plain) if isinstance(plain, str) else "",
        _plain(summary) if isinstance(summary, str) else "",
    ]
    ident = _value(item.get("id"))
    link = _value(item.get("url")) or (ident if ident and ident.startswith(("http://", "https://")) else None)
    return Entry(
        link=link or _value(item.get("external_url")),
        title=_line(_value(item.get("title")) or ""),
        dates=_signals(_value(item.get("date_published")), _value(item.get("date_modified"))),
        text=max(texts, key=len),
        authors=_authors(item.get("authors") or [item.get("author")]),
    )


def _authors(given: object) -> tuple[str, ...]:
    people = given if isinstance(given, list | tuple) else ()
    names = (_value(one.get("name")) for one in people if isinstance(one, Mapping))
    return tuple(dict.fromkeys(name for name in names if name))


def _signals(published: str | None, updated: str | None) -> tuple[DateSignal, ...]:
    found = []
    if published:
        found.append(feed_signal(published[:_LONGEST_WORDS]))
    if updated and updated != published:
        found.append(feed_signal(updated[:_LONGEST_WORDS], updated=True))
    return tuple(found)


def _words(value: str, kind: str) -> str:
    """The words of a value. What is said to be HTML and holds no mark of it is plain text with its own lines."""
    return words(value) if "html" in kind and _TAG.search(value) else _plain(value)


def _plain(value: str) -> str:
    lines = (" ".join(line.split()) for line in value.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _value(value: object) -> str | None:
    """A short value, or None."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if 0 < len(text) <= _LONGEST_VALUE else None


def _line(value: str) -> str | None:
    return " ".join(value.split())[:_LONGEST_VALUE] or None

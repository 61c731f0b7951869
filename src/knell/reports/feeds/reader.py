"""Feeds as the readers of formats give them: a report for each entry, of what the entry says itself."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from urllib.parse import urljoin

from knell.model import Capture, Problem, Report
from knell.reports.decoding import mend
from knell.reports.feeds.entries import entry_of, raw_entries
from knell.reports.feeds.kinds import Kind, kind_of
from knell.reports.feeds.links import MOST_ENTRIES
from knell.reports.found import MOST_BYTES_IN_WORDS, Found, Opened
from knell.reports.problems import problem, shorten_runs

# The largest feed that is read.
MOST_FEED_BYTES = 50_000_000
_PIECE = 1 << 20
# A version goes up whenever the same bytes would give another text.
_EXTRACTOR = "feed 1"


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The reports of a feed in a file, one for each entry, and the problems with it."""
    pieces, size = [], 0
    # Piece by piece: room for the largest feed is not taken for a small one.
    while size <= MOST_FEED_BYTES and (piece := opened.stream.read(_PIECE)):
        pieces.append(piece)
        size += len(piece)
    yield from found_in(opened.name, b"".join(pieces))


def found_in(where: str, data: bytes, capture: Capture | None = None) -> Iterator[Found | Problem]:
    """The reports of the entries of a feed, each of what the entry says itself."""
    kind = kind_of(data)
    if len(data) > MOST_FEED_BYTES:
        words = f"the feed is larger than {MOST_FEED_BYTES // 1_000_000} MB, the most that is read as one"
        yield problem("too_long", where, words)
    elif not data.strip():
        yield problem("empty", where, "the file is empty; there is nothing to read")
    elif kind is None:
        words = "this is neither a feed (RSS, Atom, JSON Feed) nor a sitemap; save its words as text"
        yield problem("unsupported_format", where, words)
    elif kind in (Kind.SITEMAP, Kind.SITEMAP_INDEX, Kind.LIST):
        words = f"a {kind} holds addresses and no reports; have their pages with: knell fetch"
        yield problem("unsupported_format", where, words)
    else:
        yield from shorten_runs(_entries(where, data, kind, capture), where)


def _entries(where: str, data: bytes, kind: Kind, capture: Capture | None) -> Iterator[Found | Problem]:
    number = 0
    try:
        for number, raw in enumerate(raw_entries(data, kind), 1):
            if number > MOST_ENTRIES:
                words = f"the feed has more than {MOST_ENTRIES:,} entries; the others are left out"
                yield problem("too_long", where, words)
                return
            yield _entry(f"{where}, entry {number}", raw, capture)
    except ValueError as error:
        yield problem("not_json", where, f"not JSON ({str(error)[:80]}), though it should be a JSON Feed")
        return
    if number == 0:
        yield problem("empty", where, "there is not one whole entry in the feed")


def _entry(where: str, raw: bytes | None, capture: Capture | None) -> Found | Problem:
    if raw is None:
        words = f"the entry is larger than {MOST_BYTES_IN_WORDS}, the most that is read as one report"
        return problem("too_long", where, words)
    try:
        entry = entry_of(raw)
    except ValueError as error:
        return problem("no_text", where, f"the entry cannot be read ({str(error)[:80]})")
    if not entry.text:
        return problem("no_text", where, "the entry says nothing beside its title; have its page with: knell fetch")
    url = _whole(entry.link, capture)
    fields = {"text": entry.text, "title": entry.title, "url": url, "authors": list(entry.authors)}
    return Found(
        where,
        raw,
        {name: value for name, value in fields.items() if value},
        extractor=_EXTRACTOR,
        dates=entry.dates,
        capture=capture,
    )


def _whole(link: str | None, capture: Capture | None) -> str | None:
    base = (capture.final or capture.url) if capture is not None else None
    try:
        whole = urljoin(base or "", link or "")
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def rederive(raw: bytes, report: Report) -> str | None:
    """The text of an entry again; None when it was another version that made it."""
    return mend(entry_of(raw).text)[0] if report.extractor == _EXTRACTOR else None


def unpacked(data: bytes, most: int = MOST_FEED_BYTES) -> bytes | None:
    """Bytes that may be packed (sitemap.xml.gz), unpacked; None where they are broken or larger than ``most``."""
    if not data.startswith(b"\x1f\x8b"):
        return data if len(data) <= most else None
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            found = file.read(most + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return found if len(found) <= most else None

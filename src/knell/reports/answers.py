"""What an answer of a server holds: reports, or links to pages, by its bytes and by what the server calls it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from knell.model import Capture, DateSignal, Problem
from knell.reports.assemble import Desk, Reading
from knell.reports.dates import today_anywhere
from knell.reports.decoding import is_binary
from knell.reports.found import Found, Opened
from knell.reports.problems import printable, problem

if TYPE_CHECKING:
    from knell.reports.feeds import Kind, Links
    from knell.reports.fetching import Fetcher, Got, Missed

_HEAD = 1 << 13
# The formats of the readers by what servers call them; what they call a page is often something else.
_BY_MEDIA = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "text/csv": ".csv",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/warc": ".warc",
}
_BY_NAME = (".warc", ".warc.gz", ".warc.zst", ".wacz", ".jsonl", ".csv", ".pdf")
_OF_ONE_REPORT = (".txt", ".pdf")
_PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<div", b"<p>", b"<p ", b"<h1")


@dataclass(frozen=True, slots=True)
class Hints:
    """What led to an address said of it: a title, and dates."""

    title: str | None = None
    dates: tuple[DateSignal, ...] = ()


NO_HINTS = Hints()


def links_of(got: Got) -> tuple[Kind, Links] | None:
    """The links of a feed or a sitemap; None for any other answer. Raises ``ValueError`` for a broken one."""
    return _links(got.content, got.last.url)


def saved_links(data: bytes) -> Links | None:
    """The links in the bytes of a feed or sitemap that was saved; None for anything else."""
    try:
        found = _links(data, None)
    except ValueError:
        return None
    return found[1] if found is not None else None


def _links(content: bytes, base: str | None) -> tuple[Kind, Links] | None:
    from knell.reports.feeds import kind_of, links_in, unpacked

    if content.lstrip()[:1] not in (b"<", b"{", b"\x1f", b"\xef", b"\xff", b"\xfe"):
        return None
    data = unpacked(content)
    kind = None if data is None else kind_of(data)
    return None if kind is None or data is None else (kind, links_in(data, kind, base))


def read_answer(got: Got, hints: Hints = NO_HINTS, *, today: date | None = None) -> Iterator[Reading | Problem]:
    """The reports of an answer, and the problems with it, as of a file of the same bytes."""
    desk = Desk(today or today_anywhere())
    for item in found_in(got, hints):
        yield desk.put_together(item) if isinstance(item, Found) else item


def asking(fetcher: Fetcher | None = None) -> Callable[[str], Iterator[Found | Problem]]:
    """A function that gives what stands at an address; the fetcher is made when one is first asked for."""
    made = [fetcher] if fetcher is not None else []

    def ask(url: str) -> Iterator[Found | Problem]:
        from knell.reports.fetching import Fetcher

        if not made:
            made.append(Fetcher())
        yield from answered(made[0].get(url))

    return ask


def answered(answer: Got | Missed) -> Iterator[Found | Problem]:
    """The reports in an answer, not yet checked; or why there was none."""
    from knell.reports.fetching import Missed

    if isinstance(answer, Missed):
        yield problem("not_fetched", printable(answer.asked), answer.reason)
    else:
        yield from found_in(answer)


def found_in(got: Got, hints: Hints = NO_HINTS) -> Iterator[Found | Problem]:
    """The reports in an answer, not yet checked."""
    capture, name = got.capture, printable(got.asked)
    content = got.content
    if _is_feed(content):
        from knell.reports import feeds

        yield from feeds.found_in(name, content, capture)
        return
    ending = _ending(got)
    if ending == ".html":
        yield from _page(name, content, capture, hints)
        return
    from knell.reports.inputs import READERS

    reader = READERS.get(ending)
    if reader is None:
        yield problem("unsupported_format", name, f"{ending.removeprefix('.')} is not readable yet")
        return
    opened = Opened(name, io.BufferedReader(cast(Any, io.BytesIO(content))))
    for item in reader(opened):
        if not isinstance(item, Found):
            yield item
        elif ending in _OF_ONE_REPORT:
            yield _told(item, capture, hints)
        else:
            # Where a collection lies says nothing of what is in it.
            yield replace(item, capture=item.capture or capture)


def _is_feed(content: bytes) -> bool:
    from knell.reports.feeds import kind_of

    return kind_of(content) is not None


def _page(name: str, content: bytes, capture: Capture, hints: Hints) -> Iterator[Found | Problem]:
    from knell.reports import pages

    for item in pages.found(name, content, capture=capture, extra_signals=hints.dates):
        if isinstance(item, Found) and hints.title and not item.fields.get("title"):
            item = replace(item, fields={**item.fields, "title": hints.title})
        yield item


def _told(found: Found, capture: Capture, hints: Hints) -> Found:
    """The one report of an answer, with what is known of it beside its bytes."""
    from knell.reports.dating import address_signals, header_signals

    address = capture.final or capture.url
    beside: Iterable[DateSignal] = (*hints.dates, *address_signals(address), *header_signals(capture.headers))
    fields = dict(found.fields)
    if hints.title and not fields.get("title"):
        fields["title"] = hints.title
    fields["url"] = fields.get("url") or address
    return replace(found, fields=fields, dates=(*found.dates, *beside), capture=capture)


def _ending(got: Got) -> str:
    """The ending that a file of the same bytes would have."""
    head = got.content[:_HEAD]
    media = (got.last.header("content-type") or "").partition(";")[0].strip().lower()
    path = got.last.url.partition("?")[0].partition("#")[0].lower()
    if head.lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"WARC/"):
        return ".warc"
    if media in _BY_MEDIA:
        return _BY_MEDIA[media]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if any(mark in start for mark in _PAGE_MARKS):
        return ".html"
    for ending in _BY_NAME:
        if path.endswith(ending):
            return ending
    if media.startswith("text/") or (not media and not is_binary(head)):
        return ".txt"
    return ".txt" if media in ("", "application/octet-stream") else f".{media or 'unknown'}"

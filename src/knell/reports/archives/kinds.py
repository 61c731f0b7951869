"""What may stand in an archive, and which reader makes reports of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from knell.model import Capture, Problem
from knell.reports import feeds, pages, pdf, plain
from knell.reports.found import MOST_BYTES, Found

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p)\b", re.IGNORECASE)
_MOST_PAGE_BYTES = 50_000_000


class Kind(Enum):
    """A kind of body that is read."""

    PAGE = "page"
    PDF = "pdf"
    TEXT = "text"
    FEED = "feed"
    UNKNOWN = "unknown"

    @property
    def most(self) -> int:
        """The most bytes of one that are read."""
        return {Kind.PDF: pdf.MOST_BYTES, Kind.TEXT: MOST_BYTES}.get(self, _MOST_PAGE_BYTES)

    @staticmethod
    def sniffed(head: bytes) -> Kind:
        """The kind of a body that nobody names, by its first bytes."""
        if b"%PDF-" in head:
            return Kind.PDF
        return Kind.PAGE if _PAGE.search(head) else Kind.UNKNOWN


_KINDS = {
    "text/html": Kind.PAGE,
    "application/xhtml+xml": Kind.PAGE,
    "application/pdf": Kind.PDF,
    "application/x-pdf": Kind.PDF,
    "text/plain": Kind.TEXT,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/feed+json": Kind.FEED,
    "application/xml": Kind.FEED,
    "text/xml": Kind.FEED,
    "": Kind.UNKNOWN,
    "unk": Kind.UNKNOWN,
    "application/octet-stream": Kind.UNKNOWN,
    "application/download": Kind.UNKNOWN,
    "binary/octet-stream": Kind.UNKNOWN,
}

_WITH_ENTRIES = (feeds.Kind.FEED, feeds.Kind.JSON_FEED)


def kind_of(media_type: str) -> Kind | None:
    """The kind that a media type names; None for what holds no report."""
    return _KINDS.get(media_type)


def reports_in(kind: Kind, where: str, body: bytes, capture: Capture) -> Sequence[Found | Problem]:
    """The reports of a body."""
    if kind is Kind.PDF:
        return [pdf.found(where, body, url=capture.url, capture=capture)]
    if kind is Kind.PAGE:
        return pages.found(where, body, url=capture.url, capture=capture)
    if kind is Kind.FEED:
        return list(feeds.found_in(where, body, capture)) if feeds.kind_of(body) in _WITH_ENTRIES else []
    made = plain.found(where, body)
    if isinstance(made, Problem):
        return [made]
    return [replace(made, fields={**made.fields, "url": capture.url}, capture=capture)]

"""What a file of XML or JSON is: a feed, a sitemap, a list of feeds, or something else."""

from __future__ import annotations

import re
from enum import StrEnum

from knell.reports.decoding import decode

_HEAD = 1 << 15
# What may stand before the first element; each ends at a fixed mark, so that it is looked through once.
_BEFORE = (("<?", "?>"), ("<!--", "-->"))
_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z]{1,40})(?=[\s/>])")
_JSON_FEED = b"jsonfeed.org/version/"


class Kind(StrEnum):
    """What the bytes hold."""

    FEED = "feed"
    JSON_FEED = "json feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap index"
    LIST = "list of feeds"
    """OPML, as readers of feeds write it."""


_ROOTS = {
    "rss": Kind.FEED,
    "feed": Kind.FEED,
    "rdf": Kind.FEED,
    "urlset": Kind.SITEMAP,
    "sitemapindex": Kind.SITEMAP_INDEX,
    "opml": Kind.LIST,
}


def kind_of(data: bytes) -> Kind | None:
    """The kind of feed or sitemap that bytes are, by their first element; None for everything else."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return Kind.JSON_FEED if data.replace(b"\\/", b"/").find(_JSON_FEED) >= 0 else None
    text = written(data[:_HEAD])
    return _ROOTS.get((root(text) or "").lower())


def root(text: str) -> str | None:
    """The name of the first element, without its prefix."""
    found = _ROOT.match(text, beginning(text))
    return found[1] if found else None


def beginning(text: str) -> int:
    """Where the first element begins: behind declarations, comments and the document type."""
    at = 0
    while True:
        while at < len(text) and text[at] in "\ufeff \t\r\n":
            at += 1
        for opens, closes in _BEFORE:
            if text.startswith(opens, at):
                end = text.find(closes, at)
                if end < 0:
                    return len(text)
                at = end + len(closes)
                break
        else:
            if not _DOCTYPE.match(text, at):
                return at
            at = _behind_doctype(text, at)


def _behind_doctype(text: str, at: int) -> int:
    """A document type may hold definitions between square brackets; none of them is read."""
    end, inner = text.find(">", at), text.find("[", at)
    if 0 <= inner < end:
        close = text.find("]", inner)
        end = text.find(">", close) if close >= 0 else -1
    return len(text) if end < 0 else end + 1


_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


def written(data: bytes) -> str:
    """The text of XML bytes: UTF-8 where they are that, whatever they declare; else as declared; else as it fits."""
    decoded = decode(data)
    if decoded is not None and decoded.doubt is None:
        return decoded.text
    declared = _DECLARED.match(data.lstrip()[:400])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decoded.text if decoded is not None else data.decode("utf-8", "replace")

"""Feeds of what changed: Atom and JSON Feed, an item a release and an item an event that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import category
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from knell.publish.change_words import counted, in_language, lines, release, title
from knell.publish.speech import Speech

ATOM, FEED = "changes.atom", "changes.feed.json"
MOST_ITEMS = 300
# The page of an event within a release.
EVENT_PAGE = "{language}/events/{key}.html"
_GONE = frozenset({"removed", "merged", "renamed"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a feed tells of."""

    ident: str
    address: str
    title: str
    text: str
    day: str


def items(releases: Sequence[Mapping[str, Any]], address: str, w: Speech) -> Iterator[Item]:
    """What the changes of releases, the newest first, give to a feed; ``address`` is that of the site, or empty."""
    base = address.rstrip("/") + "/" if address else ""
    for told in releases:
        folder = f"{base}releases/{quote(told['version'])}/"
        named = f"{base or 'urn:knell:'}releases/{quote(told['version'])}"
        yield Item(named, folder, release(told, w), counted(told, w), told["date"])
        for one in told["changes"]:
            key = one["into"][0] if one["what"] in _GONE and one["into"] else one["key"]
            page = folder if one["what"] == "removed" else folder + EVENT_PAGE.format(language=w.code, key=quote(key))
            what, text = w.t(f"changelog.what_{one['what']}"), "\n".join(lines(one, w))
            ident = f"{named}#{one['what']}-{quote(one['key'])}"
            yield Item(ident, page, f"{title(one, w)}: {what}", text, told["date"])


def atom(found: Sequence[Item], name: str, author: str, address: str, language: str) -> bytes:
    """The Atom feed (RFC 4287)."""
    base, file = address.rstrip("/") + "/" if address else "", in_language(ATOM, language)
    updated = max((one.day for one in found), default="1970-01-01")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<id>{_xml(base + file if base else 'urn:knell:' + in_language('changes', language))}</id>",
        f"<title>{_xml(name)}</title>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{_xml(author or name)}</name></author>",
        f'<link rel="self" href={_attribute(base + file)}/>',
        f"<link href={_attribute(base or './')}/>",
    ]
    for one in found:
        parts += [
            "<entry>",
            f"<id>{_xml(one.ident)}</id>",
            f"<title>{_xml(one.title)}</title>",
            f"<updated>{one.day}T00:00:00Z</updated>",
            f"<link href={_attribute(one.address)}/>",
            f'<content type="text">{_xml(one.text)}</content>',
            "</entry>",
        ]
    return ("\n".join([*parts, "</feed>"]) + "\n").encode("utf-8", "replace")


def json_feed(found: Sequence[Item], name: str, author: str, address: str, language: str) -> bytes:
    """The same as JSON Feed 1.1."""
    base = address.rstrip("/") + "/" if address else ""
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": name, "language": language}
    if base:
        feed |= {"home_page_url": base, "feed_url": base + in_language(FEED, language)}
    if author:
        feed["authors"] = [{"name": author}]
    feed["items"] = [
        {
            "id": one.ident,
            "url": one.address,
            "title": one.title,
            "content_text": one.text,
            "date_published": f"{one.day}T00:00:00Z",
        }
        for one in found
    ]
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _xml(text: str) -> str:
    """Text of which no sign is one that XML does not allow."""
    return escape("".join(c if c in "\t\n" or category(c) not in ("Cc", "Cs", "Cn") else " " for c in text))


def _attribute(text: str) -> str:
    return quoteattr("".join(c if category(c) not in ("Cc", "Cs", "Cn") else " " for c in text))

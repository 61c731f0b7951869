"""What a page says of itself in JSON-LD: its articles, with the fields that concern text and date."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_MOST_BYTES = 2_000_000
_MOST_OBJECTS = 5_000
_DEEPEST = 40
_ARTICLE = re.compile(r"(?:Article|Posting|Report|NewsArticle)$")
_BREAK = re.compile(r"</?(?:p|br|div|li|h\d|tr|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Linked:
    """The articles of a page, the most likely its own first, and its web page where there is no article."""

    articles: tuple[Mapping[str, Any], ...] = ()
    pages: tuple[Mapping[str, Any], ...] = ()


def linked(root: HtmlElement) -> Linked:
    """All articles that the JSON-LD of a page describes; what is no JSON is passed over."""
    articles: list[Mapping[str, Any]] = []
    pages: list[Mapping[str, Any]] = []
    size = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        size += len(script.text or "")
        if size > _MOST_BYTES:
            break
        for thing in _objects(_loaded(script.text or "")):
            kinds = types(thing)
            if any(_ARTICLE.search(kind) for kind in kinds):
                articles.append(thing)
            elif any(kind.endswith("WebPage") for kind in kinds):
                pages.append(thing)
    return Linked(tuple(articles), tuple(pages))


def types(thing: Mapping[str, Any]) -> tuple[str, ...]:
    """The types of a thing, as names without their vocabulary."""
    given = thing.get("@type")
    kinds = given if isinstance(given, list) else [given]
    return tuple(kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str))


def words(value: object) -> str:
    """A value as one line of text; empty when it is none."""
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(value.split()) if isinstance(value, str) else ""


def plain(value: object) -> tuple[str, ...]:
    """A text as its paragraphs, without tags and entities; nothing when the value is no text."""
    if not isinstance(value, str) or not value.strip():
        return ()
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", value)))
    return tuple(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def _loaded(text: str) -> object:
    """The JSON of a script; line breaks within strings and trailing commas, both common, are forgiven."""
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    for tried in (text, _TRAILING.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(loaded: object) -> Iterator[dict[str, Any]]:
    """The objects of a document in the order they stand, lists, graphs and main entities opened."""
    waiting: list[tuple[object, int]] = [(loaded, 0)]
    seen = 0
    while waiting and seen < _MOST_OBJECTS:
        value, depth = waiting.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            waiting += [(one, depth + 1) for one in reversed(value)]
        elif isinstance(value, dict):
            yield value
            inner = [part for key, part in value.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, list | dict)]

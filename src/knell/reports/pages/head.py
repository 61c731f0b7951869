"""What a page says of itself beside its text: meta tags, title, address, the name of its outlet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from lxml.html import HtmlElement

from knell.reports.pages.linked import Linked, words

_SUFFIX = re.compile(r"\s+[|\-–—·»:•]\s+")
_WORD = re.compile(r"\w+")
_MOST_METAS = 2_000
_LONGEST_TITLE = 400
_LEAST_SHARED = 0.6
_AUTHOR_TAGS = ("author", "dc.creator", "parsely-author", "sailthru.author", "article:author")
_MOST_AUTHORS, _LONGEST_NAME = 20, 120


class Head:
    """The head of one page."""

    def __init__(self, root: HtmlElement, linked: Linked) -> None:
        self.root, self.linked = root, linked

    @cached_property
    def metas(self) -> Mapping[str, Sequence[str]]:
        """The contents of the meta tags by name, property or itemprop in lower case, in the order they stand."""
        found: dict[str, list[str]] = {}
        for number, meta in enumerate(self.root.iter("meta")):
            if number >= _MOST_METAS:
                break
            content = " ".join((meta.get("content") or "").split())
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (meta.get(attribute) or "").strip().lower()
                if name and content:
                    found.setdefault(name, []).append(content)
        return found

    def meta(self, *names: str) -> str | None:
        """The first content of the first of these meta tags that is there."""
        return next((self.metas[name][0] for name in names if name in self.metas), None)

    @property
    def url(self) -> str | None:
        """The address that the page gives as its own."""
        for link in self.root.iter("link"):
            address = (link.get("href") or "").strip()
            if "canonical" in (link.get("rel") or "").lower().split() and _is_web(address):
                return address
        address = self.meta("og:url") or ""
        return address if _is_web(address) else None

    @property
    def outlet(self) -> str | None:
        """The name of the site."""
        return self.meta("og:site_name", "application-name")

    @property
    def authors(self) -> tuple[str, ...]:
        """Whom the page names as its authors: in JSON-LD, else in its meta tags; no addresses and no outlets."""
        told = [name for article in self.linked.articles[:1] for name in _names(article.get("author"))]
        told = told or [name for tag in _AUTHOR_TAGS for name in self.metas.get(tag, ())]
        own = {_key(name) for name in (self.outlet, self.url) if name}
        kept = (name for name in told[:_MOST_AUTHORS] if name and len(name) <= _LONGEST_NAME and not _is_web(name))
        return tuple(dict.fromkeys(name for name in kept if _key(name) not in own))

    @cached_property
    def heading(self) -> HtmlElement | None:
        """The heading of the first order that says what the page's other titles say; else the only one."""
        headings = [(h, _line(h)) for h in self.root.iter("h1")][:50]
        headings = [(h, line) for h, line in headings if line]
        titles = [title for title in (self.told_title, self._tag_title) if title]
        ranked = (
            sorted(
                ((max((_shared(line, title) for title in titles), default=0.0), -number, h))
                for number, (h, line) in enumerate(headings)
            )
            if len(headings) > 0
            else []
        )
        if ranked and ranked[-1][0] >= _LEAST_SHARED:
            return ranked[-1][2]
        return headings[0][0] if len(headings) == 1 and not titles else None

    @cached_property
    def title(self) -> str | None:
        """The title as the page shows it, else as it gives it to others, without the name of the site."""
        if self.heading is not None:
            return _line(self.heading)[:_LONGEST_TITLE]
        told = self.told_title or self._without_site(self._tag_title)
        return told[:_LONGEST_TITLE] if told else None

    @property
    def told_title(self) -> str | None:
        """The title that is meant for others: in JSON-LD or the tags of social networks."""
        headline = next((line for a in self.linked.articles if (line := words(a.get("headline")))), None)
        return self._without_site(self.meta("og:title", "twitter:title", "dc.title") or headline)

    @cached_property
    def _tag_title(self) -> str | None:
        found = next(self.root.iter("title"), None)
        return _line(found) or None if found is not None else None

    def _without_site(self, title: str | None) -> str | None:
        """A title without what stands behind its last bar where that is the name of the site or of its host."""
        cuts = list(_SUFFIX.finditer(title or ""))
        if not title or not cuts:
            return title
        before, after = title[: cuts[-1].start()], title[cuts[-1].end() :]
        names = [_key(name) for name in (self.outlet, self.url) if name]
        key = _key(after)
        return before if key and any(key in name or name in key for name in names) else title


def _names(value: object) -> list[str]:
    """The names of persons or bodies in JSON-LD, which gives them as words, as things or as a list of either."""
    if isinstance(value, list):
        return [name for one in value[:_MOST_AUTHORS] for name in _names(one)]
    return [words(value.get("name") if isinstance(value, Mapping) else value)]


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://")) and len(address) < 2_000


def _line(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split()) if len(element) else " ".join((element.text or "").split())


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _shared(one: str, other: str) -> float:
    """The share of the words of the shorter that are in the longer; nothing for a word or two of many."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    if not first or not second or len(first) * 4 < len(second):
        return 0.0
    return len(first & second) / min(len(first), len(second))

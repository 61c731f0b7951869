"""What a page says of itself beside its text: meta tags, title, address, the name of its outlet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from knell.reports.pages.linked import Linked, words

_SUFFIX = re.compile(r"\s+(?:[|\-–—·»•]|::?)\s+")
_WORD = re.compile(r"\w+")
_MOST_METAS = 2_000
_PARTS = ("liveblogupdate", "comment", "review", "itemlistelement", "blogpost", "isrelatedto", "relatedlink")
_DEEPEST = 12
_LONGEST_TITLE = 400
_MOST_HEADINGS = 200
# A heading is the title when so much of the two is the same; one of the first order needs less, and more than a name.
_LEAST_OF_FIRST, _LEAST_OF_OTHERS, _FOR_FIRST = 0.3, 0.8, 0.4
_FEWEST_WORDS = 3
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
            if meta.get("itemprop") and of_another(meta):
                continue
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
        """The heading that says what the page's other titles say, of the first order if there is one."""
        titles = [title for title in (self.told_title, self._without_site(self._tag_title)) if title]
        ranked = []
        for number, (heading, line) in enumerate(self._headings):
            alike = max((_alike(line, title) for title in titles), default=0.0)
            first = heading.tag == "h1" and len(_WORD.findall(line)) >= _FEWEST_WORDS
            if alike >= (_LEAST_OF_FIRST if first else _LEAST_OF_OTHERS):
                ranked.append((alike + _FOR_FIRST * first, -number))
        if ranked:
            return self._headings[-max(ranked)[1]][0]
        alone = [heading for heading, _ in self._headings if heading.tag == "h1"]
        return alone[0] if len(alone) == 1 and not titles else None

    @cached_property
    def _headings(self) -> Sequence[tuple[HtmlElement, str]]:
        """The first headings of the first three orders that have words."""
        found = ((heading, _line(heading)) for heading in islice(self.root.iter("h1", "h2", "h3"), _MOST_HEADINGS))
        return [(heading, line) for heading, line in found if line]

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
        # Of several articles none may be this page's.
        headline = words(self.linked.articles[0].get("headline")) if len(self.linked.articles) == 1 else ""
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
        if any(_key(after) in name or name in _key(after) for name in names):
            return before
        shown = {_key(line) for heading, line in self._headings if len(_WORD.findall(line)) >= _FEWEST_WORDS}
        return next((part for part in (before, after) if _key(part) in shown), title)


def of_another(element: HtmlElement) -> bool:
    """Whether an element describes, to machines, a part of the page or another page: a post, a comment, an item."""
    around = islice(element.iterancestors(), _DEEPEST)
    return any(
        (one.get("itemprop") or "").lower() in _PARTS or "Comment" in (one.get("itemtype") or "") for one in around
    )


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


def _alike(one: str, other: str) -> float:
    """How much two titles are the same words, from 0 to 1."""
    first, second = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    both = len(set(first) & set(second))
    return 2 * both / (len(set(first)) + len(set(second))) if both else 0.0

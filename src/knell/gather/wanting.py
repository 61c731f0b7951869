"""Which addresses are to be asked: those given, those that feeds lead to, those that changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from knell.record import Visit
from knell.reports import Hints, State

# A sitemap may lead to sitemaps; deeper than this none does in earnest.
MOST_DEPTH = 4
_DONE = (State.FETCHED, State.UNCHANGED, State.UNREAD, State.GONE)


def given(
    wanted: Iterable[tuple[str, Hints]], known: Mapping[str, Visit], position: int, found_in: str | None = None
) -> Iterator[Visit]:
    """The addresses a person names: all of them are asked, known or not."""
    for number, (url, hints) in enumerate(dict(wanted).items()):
        visit = known.get(url)
        if visit is None:
            yield Visit(
                url, State.WAITING, position=position + number, found_in=found_in, title=hints.title, dates=hints.dates
            )
        else:
            dates = hints.dates or visit.dates
            yield replace(visit, state=State.WAITING, title=hints.title or visit.title, dates=dates)


def found(
    parent: Visit,
    links: Iterable[tuple[str, Hints, bool]],
    known: Mapping[str, Visit],
    asked: Collection[str],
    position: int,
) -> Iterator[Visit]:
    """The addresses that a feed or a sitemap leads to and that are new, or have changed by what it says of them.

    Sitemaps are asked again each time, but not one that was ``asked`` just now: an index may hold itself.
    """
    for url, hints, is_map in links:
        if url in asked or (is_map and parent.depth >= MOST_DEPTH):
            continue
        visit = known.get(url)
        if visit is None:
            yield Visit(
                url,
                State.WAITING,
                depth=parent.depth + 1,
                position=position,
                found_in=parent.url,
                title=hints.title,
                dates=hints.dates,
            )
            position += 1
        elif is_map or (visit.state in _DONE and not visit.leads_on and hints.dates and hints.dates != visit.dates):
            yield replace(visit, state=State.WAITING, title=hints.title or visit.title, dates=hints.dates)

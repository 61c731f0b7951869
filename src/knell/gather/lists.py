"""Lists of addresses: a file with one on each line, or a feed or sitemap that was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knell.model import Problem
from knell.reports import Hints, is_address, saved_links

_MOST_BYTES = 50_000_000
_LONGEST = 2_000
_MOST_TOLD = 20


def addresses_of(given: str) -> Iterator[tuple[str, Hints] | Problem]:
    """The addresses that an input names, with what it says of each: an address, a list, a saved feed or sitemap.

    Lines that begin with # and empty ones are passed over. Raises ``OSError``.
    """
    if is_address(given):
        yield given, Hints()
        return
    with Path(given).open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        yield Problem("too_long", f"{given}: the list is larger than {_MOST_BYTES // 1_000_000} MB; split it")
        return
    links = saved_links(data)
    if links is not None:
        for link in links.links:
            yield link.url, Hints(link.title, link.dates)
    else:
        yield from _lines(given, data)


def _lines(name: str, data: bytes) -> Iterator[tuple[str, Hints] | Problem]:
    wrong = 0
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if is_address(words[0]) and len(words[0]) <= _LONGEST:
            yield words[0], Hints()
            continue
        wrong += 1
        if wrong <= _MOST_TOLD:
            shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in words[0][:60])
            yield Problem("no_address", f"{name}, line {number}: {shown!r} is no http(s) address; left out")
    if wrong > _MOST_TOLD:
        yield Problem("no_address", f"{name}: {wrong - _MOST_TOLD:,} more lines are no addresses; is it a list?")

"""Files at addresses that a cluster reaches (``s3a://``, ``hdfs://``): pieces of work that are fetched whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knell.archive.pages import TABLES
from knell.archive.pieces import Piece, key_of
from knell.model import Problem
from knell.reports import ENDINGS, Stretch

# Rows of Arrow hold less.
MOST_BYTES = (1 << 31) - (1 << 20)
# Hadoop writes what it lists of this machine with one slash.
_ADDRESS = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]+:/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Remote:
    """A file at an address: its size in bytes, and when it was changed, as its store says."""

    address: str
    size: int
    changed: int


# Lists the files at addresses, which may be of folders or have wildcards; raises ``OSError`` where none can be reached.
Listing = Callable[[str], Sequence[Remote]]


def is_remote(given: str) -> bool:
    """Whether an input is an address that no fetcher of pages reads."""
    return _ADDRESS.match(given) is not None


def remote_pieces(addresses: Iterable[str], listing: Listing, also: Iterable[object] = ()) -> Iterator[Piece | Problem]:
    """The files at addresses, each a piece, in order; ``also`` is whatever else makes a difference to what is read."""
    known = tuple(also)
    for address in dict.fromkeys(addresses):
        try:
            found = sorted(listing(address), key=lambda one: one.address)
        except OSError as error:
            yield Problem("unreadable_file", f"{address}: it could not be read ({error})")
            continue
        readable = [one for one in found if ending_of(one.address) is not None]
        if not readable:
            yield Problem("missing_file", f"{address}: there is no file that can be read; mind its spelling")
        for one in readable:
            if one.size > MOST_BYTES:
                words = (
                    f"it has {one.size:,} bytes, and {MOST_BYTES:,} are the most that is fetched; mount it, or cut it"
                )
                yield Problem("too_long", f"{one.address}: {words}")
            else:
                yield Piece(key_of(one, *known), (Stretch(one.address),), one.size)


def ending_of(address: str) -> str | None:
    """What the name of a file ends in, by which it is read; None for one that is not, and for a hidden one."""
    name = address.rpartition("/")[2].lower()
    if name.startswith((".", "_")):
        return None
    return next((ending for ending in (*ENDINGS, *TABLES) if name.endswith(ending)), None)

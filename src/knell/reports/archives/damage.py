"""What is damaged in a web archive, as far as its own digests tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from knell.reports.archives.records import Broken, records

# A longer record is read past, not into memory.
_MOST_BYTES = 100_000_000


def damage_in(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Where a seekable stream is not a sound archive, and in what way."""
    for item in records(stream, lambda _: _MOST_BYTES):
        if isinstance(item, Broken):
            yield item.offset, "a record cannot be read"
        elif not item.digests_true:
            yield item.offset, "the digest of a record is not that of its bytes"

"""Ask a record: open it, find the event that is meant, say when it is not up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from knell.cli.say import WRONG_USAGE, Stop, line

if TYPE_CHECKING:
    from knell.record import Record

_MOST_SHOWN = 10


@contextmanager
def asked(name: str) -> Iterator[Record]:
    """An open record, to read."""
    from knell.record import Record

    with Record(name, create=False) as record:
        if record.is_link_due():
            line(f"some reports of {record.name} are not linked yet; do it with: knell link --record {record.name}")
        yield record


def the_event(record: Record, words: str) -> str:
    """The key of the event that is meant. Ends the command when there is none, or more than one."""
    from knell.telling import days, event_name, place_name

    found = record.find(words)
    if len(found) == 1:
        return found[0].key
    if not found:
        raise Stop(f"no event of {record.name} fits {words!r}; see: knell events --record {record.name}", WRONG_USAGE)
    for event in found[:_MOST_SHOWN]:
        line(f"  {event.key}  {days(event.interval)}  {event_name(event)}  {place_name(event.place)}")
    if len(found) > _MOST_SHOWN:
        line(f"  and {len(found) - _MOST_SHOWN:,} more")
    raise Stop(f"{len(found):,} events fit {words!r}; give a key, or enough of its beginning", WRONG_USAGE)


def meant(record: Record, words: str) -> str:
    """A report's id as it is; else the key of the one event whose key begins so."""
    if not record.has_report(words):
        keys = [event.key for event in record.find(words) if event.key.startswith(words.casefold())]
        if len(keys) == 1:
            return keys[0]
    return words

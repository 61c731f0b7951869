"""An address among the inputs of ``add``: fetched, archived, and remembered like those that are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from knell.gather.standing import after_answer, after_miss
from knell.model import Problem
from knell.record import Record, Visit
from knell.reports import Archive, Fetcher, Missed, State, answered


def capturing(record: Record, fetcher: Fetcher, archive: Archive) -> Callable[[str], Iterator[Any]]:
    """A function that gives what stands at an address, as a file of the same bytes would give it."""

    def ask(url: str) -> Iterator[Any]:
        name = fetcher.normal(url) or url
        known = next(iter(record.visits(urls=[name])), None)
        before = known or Visit(name, State.WAITING, position=record.next_position())
        answer = fetcher.get(url)
        if isinstance(answer, Missed):
            record.put_visits([after_miss(before, answer)])
            yield from answered(answer)
            return
        record.note_exchange(archive.keep(answer))
        any_read, lost = False, ""
        for item in answered(answer):
            any_read = any_read or not isinstance(item, Problem)
            lost = lost or (item.message.removeprefix(f"{url}: ") if isinstance(item, Problem) else "")
            yield item
        state, reason = (State.FETCHED, "") if any_read else (State.UNREAD, lost)
        # Whether what was read is kept is not known here, so all of it is asked for the next time.
        record.put_visits([after_answer(before, answer, state, reason, remember=False)])

    return ask

"""Put on a shelf what linking all at once found, so that later reports can be linked into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from knell.events import blocking, candidates
from knell.events.chrome import Chrome, report_number
from knell.events.lists import Position, number_of, smaller_first
from knell.events.local import Local
from knell.events.shelf import Edges, Keeping, Lists
from knell.model import Report


def fill(shelf: Keeping, events: Iterable[Local], reports: Mapping[str, Report], chrome: Chrome) -> None:
    """Put reports with their lines, and events with their keys, on an empty shelf."""
    numbers = {name: report_number(report) for name, report in reports.items()}
    events = list(events)
    shelf.number({number: name for name, number in numbers.items()}, {one.number: one.member for one in events})
    for name, lines in chrome.lines.items():
        shelf.put(Lists.LINES, lines.keys(), line_position(numbers[name]))
    shelf.mark_chrome(chrome.found, ())
    for local in events:
        shelf.put(Lists.KEYS, keys_of(local).keys(), blocking.position(local))


def put_marks(shelf: Keeping, report: Report, marks: Collection[int]) -> None:
    """Put the marks of a report's text on a shelf."""
    shelf.put(Lists.MARKS, marks, candidates.position(report))


def line_position(report: int) -> Position:
    """Where a report, by its number, stands under each of its lines."""
    return report, report


def keys_of(local: Local) -> dict[int, bool]:
    """The keys of an event as numbers, and whether only events that are not dated well are compared under each."""
    return {number_of("key", key): blocking.is_loose(key) for key in blocking.block_keys(local)}


def edges_of(events: Sequence[Local], scores: Mapping[tuple[int, int], float]) -> Edges:
    """The scores of pairs of events, by their places in a list, by their numbers."""
    return {smaller_first(events[a].number, events[b].number): score for (a, b), score in scores.items()}

"""Why two reports are, or are not, about one event: the points for and against, for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from knell.cli.console import cell, console
from knell.events import THRESHOLD
from knell.record import Explained, Side
from knell.telling import days, many, place_name

_MOST_OTHERS = 3
_POINTS = re.compile(r"([+-][\d.]+) (.*)", re.DOTALL)


def print_explained(found: Sequence[Explained]) -> None:
    """The pair of events that match best in full, and how many others there are."""
    page = console()
    _print_pair(page, found[0])
    if len(found) > 1:
        page.print()
        page.print(cell(f"{many(len(found) - 1, 'other pair')} of their events:"))
        for one in found[1 : 1 + _MOST_OTHERS]:
            page.print(Padding(cell(_in_one_line(one)), (0, 0, 0, 2), expand=False))
        if len(found) > 1 + _MOST_OTHERS:
            page.print(cell(f"  and {len(found) - 1 - _MOST_OTHERS:,} more that match no better"))


def _print_pair(page: Console, pair: Explained) -> None:
    for side in (pair.a, pair.b):
        page.print(cell(_side(side)))
    page.print(cell(_verdict(pair), "bold"))
    points = Table.grid(padding=(0, 1))
    for sign in ("+", "-"):
        for number, words in _points(pair.match.reasons):
            if number.startswith(sign):
                points.add_row(_name_of(sign), cell(number), cell(words))
    for words in pair.match.reasons:
        if not _POINTS.fullmatch(words):
            points.add_row(_name_of("-"), cell(""), cell(words))
    page.print(points)
    for words in _others(pair):
        page.print(Padding(cell(words), (0, 0, 0, 2), expand=False))


def _name_of(sign: str) -> Padding:
    return Padding(cell("for" if sign == "+" else "against"), (0, 0, 0, 2))


def _side(side: Side) -> str:
    name = f"{side.event.name}. " if side.event.name else ""
    killed = f"; killed {side.killed:,}" if side.killed is not None else ""
    return f"{side.member.report}: {name}{place_name(side.event.place)}, {days(side.event.interval)}{killed}"


def _verdict(pair: Explained) -> str:
    if pair.one:
        return f"one event in the record: {pair.a.linked}"
    return f"two events in the record: {pair.a.linked} and {pair.b.linked}"


def _others(pair: Explained) -> Iterator[str]:
    """What else decided, one line each."""
    if pair.match.score:
        yield f"{pair.match.score:g} points; a match needs {THRESHOLD:g}"
    for step in pair.through:
        yield f"{step.a.report} and {step.b.report} match with {step.score:g} points: {', '.join(step.reasons)}"
    yield from pair.placed
    if pair.match.linked and not pair.one and not pair.placed:
        yield "the two match, but others they are linked with rule each other out, or match better elsewhere"


def _points(reasons: Sequence[str]) -> Iterator[tuple[str, str]]:
    for reason in reasons:
        found = _POINTS.fullmatch(reason)
        if found:
            yield found[1], found[2]


def _in_one_line(pair: Explained) -> str:
    verdict = "one event" if pair.one else "two events"
    return f"{_side(pair.a)} | {_side(pair.b)}: {verdict}, {pair.match.score:g} points"

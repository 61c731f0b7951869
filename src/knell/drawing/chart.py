"""Every total of an event by the day it was published and by its source: a drawing that a page can hold as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knell.drawing.scales import Days, Numbers, days, numbers
from knell.figures import Step
from knell.model import Count, Outcome
from knell.telling import OWN_VOICE, kind_of, published, written

WIDTH, HEIGHT = 620.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 14.0, 16.0, 30.0
_UNDATED = 104.0
_OPEN = 26.0
_BESIDE = 14.0
# So many places to either side are tried; one that finds none free lies over another.
_MOST_BESIDE = 7
_HALF = 8.0
COLOURS = 6
# The dots that lie on the sheet, by the cell they lie in.
_Taken = dict[tuple[int, int], set[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Dot:
    """A total in the drawing: ``x``, ``y`` of its number, ``top`` and ``bottom`` of its range.

    ``open_top`` and ``open_bottom``: the words leave that end open. ``source`` is the number its source has on the
    page, ``colour`` 1 to 6, 0 for sources beyond those.
    """

    x: float
    y: float
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool
    source: int
    colour: int
    says: str
    claim: str
    true_x: float


@dataclass(frozen=True, slots=True)
class Line:
    """From what a source gave to what it gave next."""

    points: tuple[tuple[float, float], ...]
    colour: int
    source: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A total in words, for the table that says the same as the drawing."""

    source: int
    colour: int
    who: str
    figure: str
    published: str
    before: str
    reports: int
    claim: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing for one outcome; ``undated`` is where the totals of no known day begin, None where there are none."""

    outcome: Outcome
    x: Days | None
    y: Numbers
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    undated: float | None
    entries: tuple[Entry, ...]
    sources: int
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    top: float = _TOP
    bottom: float = HEIGHT - _BOTTOM
    width: float = WIDTH
    height: float = HEIGHT


def charts(steps: Iterable[Step], sources: Mapping[str, int]) -> list[Chart]:
    """A drawing for each outcome that has a total, of sources by the numbers they have on the page."""
    of_outcome: dict[Outcome, list[Step]] = {}
    for step in steps:
        of_outcome.setdefault(step.outcome, []).append(step)
    return [_chart(outcome, of_outcome[outcome], sources) for outcome in Outcome if outcome in of_outcome]


def who(step: Step) -> str:
    """Whose a total is."""
    if step.cited is not None:
        return step.cited + kind_of(None if step.type is None else step.type.value)
    return f"{OWN_VOICE} of {step.outlet}" if step.outlet else OWN_VOICE


def _chart(outcome: Outcome, steps: Sequence[Step], sources: Mapping[str, int]) -> Chart:
    bounds = [bound for step in steps for bound in (step.count.low, step.count.high) if bound is not None]
    dated = [step.first for step in steps if step.first is not None]
    has_undated = len(dated) < len(steps)
    last = WIDTH - _RIGHT - (_UNDATED if has_undated else 0)
    y = numbers(bounds, HEIGHT - _BOTTOM, _TOP)
    x = days(dated, _LEFT + 8, last - 8) if dated else None
    undated = (last + 6 if dated else _LEFT + 8) if has_undated else None
    colours = _colours(steps, sources)
    dots = _dots(steps, sources, colours, x, y, undated)
    return Chart(
        outcome=outcome,
        x=x,
        y=y,
        dots=tuple(dots),
        lines=tuple(_lines(steps, dots, colours)),
        undated=undated,
        entries=tuple(_entry(step, sources, colours) for step in steps),
        sources=len({step.source for step in steps}),
    )


def _colours(steps: Iterable[Step], sources: Mapping[str, int]) -> dict[str, int]:
    """The first sources of the page have a colour each, the same in every drawing."""
    numbers = {step.source: sources.get(step.source, 0) for step in steps}
    return {key: number if number <= COLOURS else 0 for key, number in numbers.items()}


def _dots(
    steps: Sequence[Step],
    sources: Mapping[str, int],
    colours: Mapping[str, int],
    x: Days | None,
    y: Numbers,
    undated: float | None,
) -> list[Dot]:
    taken: _Taken = {}
    found = []
    for step in steps:
        at = _where(step.first, x, undated)
        low, high = step.count.low, step.count.high
        middle = y.at(_middle(step.count))
        zone = (undated, WIDTH - _RIGHT) if undated is not None and step.first is None else (_LEFT, _end_of(x))
        beside = _free(at, middle, taken, zone)
        taken.setdefault(_cell(beside, middle), set()).add((beside, middle))
        found.append(
            Dot(
                x=round(beside, 1),
                y=round(middle, 1),
                top=round(max(middle - _OPEN, 2.0) if high is None else y.at(high), 1),
                bottom=round(min(middle + _OPEN, HEIGHT - _BOTTOM) if low is None else y.at(low), 1),
                open_top=high is None,
                open_bottom=low is None,
                source=sources.get(step.source, 0),
                colour=colours[step.source],
                says=f"{who(step)}: {written(step.count)}, published {published(step.first, step.last)}",
                claim=step.claims[0],
                true_x=round(beside if step.first is None else at, 1),
            )
        )
    return found


def _where(day: date | None, x: Days | None, undated: float | None) -> float:
    if day is not None and x is not None:
        return x.at(day)
    return (undated or _LEFT) + 14


def _middle(count: Count) -> float:
    low, high = count.low, count.high
    if low is None or high is None:
        return float((high if low is None else low) or 0)
    return (low + high) / 2


def _end_of(x: Days | None) -> float:
    return WIDTH - _RIGHT if x is None else x.last + 8


def _free(x: float, y: float, taken: _Taken, zone: tuple[float, float]) -> float:
    """A little beside what lies there already, so that few dots hide another; dated and undated ones do not mix."""
    for turn in range(_MOST_BESIDE if zone[1] - zone[0] > _UNDATED else 2 * _MOST_BESIDE):
        aside = x + (turn + 1) // 2 * _BESIDE * (-1 if turn % 2 else 1)
        if zone[0] + _HALF <= aside <= zone[1] - _HALF and not _is_taken(aside, y, taken):
            return aside
    return x


def _cell(x: float, y: float) -> tuple[int, int]:
    return int(x // _BESIDE), int(y // _BESIDE)


def _is_taken(x: float, y: float, taken: _Taken) -> bool:
    """Whether a dot lies nearer than two of them have room; only those of the cells around can."""
    across, down = _cell(x, y)
    return any(
        abs(x - other) < _BESIDE and abs(y - beside) < _BESIDE
        for column in range(across - 1, across + 2)
        for row in range(down - 1, down + 2)
        for other, beside in taken.get((column, row), ())
    )


def _lines(steps: Sequence[Step], dots: Sequence[Dot], colours: Mapping[str, int]) -> list[Line]:
    """From each total that its source gave up to the one it gave then."""
    found = []
    last: dict[tuple[str, Count], Dot] = {}
    for step, dot in zip(steps, dots, strict=True):
        for count in step.before:
            if (other := last.get((step.source, count))) is not None:
                points = ((other.x, other.y), (dot.x, dot.y))
                found.append(Line(points, colours[step.source], dot.source))
        last[step.source, step.count] = dot
    return found


def _entry(step: Step, sources: Mapping[str, int], colours: Mapping[str, int]) -> Entry:
    before = [written(count) for count in dict.fromkeys((*step.before, *step.superseded))]
    return Entry(
        source=sources.get(step.source, 0),
        colour=colours[step.source],
        who=who(step),
        figure=written(step.count),
        published=published(step.first, step.last),
        before=", ".join(before),
        reports=len(step.reports),
        claim=step.claims[0],
    )

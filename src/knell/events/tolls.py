"""Points for the figures of two events: shared, much the same, of one size, or of quite another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knell.events.kinds import of_nature
from knell.events.local import Figures, Local, days
from knell.events.reason import Reason
from knell.events.when import LITTLE, alike
from knell.events.where import one_place
from knell.model import Outcome

# A figure that is worth as much in points tells events apart at least a little.
TELLING = 0.75

_MOST_FOR_FIGURES = 4.0

# From this many killed on, a country hardly sees two incidents on the same days, or a town in one year.
LARGE = 100
_HUGE = 1000
_SAME_SIZE = 3
_MOST_TOLLS = 6

# What it costs when one toll is more than so many times the other.
_TIMES = ((50, -3.0), (5, -1.5), (2, -0.5))

# What it costs at most where a toll of nature is a hundred or more, and grows for weeks.
_NATURAL = -0.5

# Numbers from so many on are much the same where one is at most so much larger; from so many on that is telling.
_CLOSE_FROM, CLOSE, _MANY = 10, 1.1, 50
NUMBERED = (Outcome.KILLED, Outcome.INJURED)


def worth(number: int) -> float:
    """What it is worth in points that two events share a number: large and odd ones are seldom shared by chance."""
    if number < 4:
        return 0.25
    if number < 10:
        return 0.75
    if number < 100:
        return 0.75 if number % 10 == 0 else 1.5
    if number % 100 == 0:
        return 1.0
    return 2.0 if number < 1000 else 3.0


def is_large(local: Local) -> bool:
    """Whether an event is so large that there is hardly a second of its size at the same time and place."""
    return size(local) >= LARGE


def size(local: Local) -> int:
    """How many were killed, at least: the report's own figure, or what "hundreds" says."""
    return max(local.tolls, default=0)


def nearest(a: Local, b: Local) -> tuple[int, int]:
    """Of the tolls of two events the two that are most alike, the lower first; (0, 0) where one has none."""
    pairs = ((min(x, y), max(x, y)) for x in sorted(a.tolls)[-_MOST_TOLLS:] for y in sorted(b.tolls)[-_MOST_TOLLS:])
    return min(pairs, key=lambda pair: ((pair[1] + 1) / (pair[0] + 1), pair), default=(0, 0))


def sizes(a: Local, b: Local) -> Iterator[Reason]:
    """Two tolls of a hundred or more in one country on the same days, or in one town, are hardly of two incidents."""
    if not (is_large(a) and is_large(b)):
        return
    if a.place is None or b.place is None or a.place.country is None or b.place.country is None:
        return
    shared = a.kinds & b.kinds & of_nature()
    if shared and a.dated and b.dated:
        yield 2.5, f"both of a {min(shared)} that killed many"
    elif a.dated and b.dated and min(size(a), size(b)) >= _HUGE and alike(a.interval, b.interval) >= LITTLE:
        yield 2.5, f"a thousand and more killed ({size(a)}, {size(b)})"
    low, high = nearest(a, b)
    if shared and not (a.dated and b.dated) and one_place(a.place, b.place):
        yield 2.5, f"both of a {min(shared)} that killed many there"
        return
    if high > low * _SAME_SIZE:
        return
    words = f"tolls of the same large size ({low}, {high})"
    if a.interval is None or b.interval is None:
        if one_place(a.place, b.place):
            yield 0.75, words
        elif shared:
            yield 1.5, words
    elif a.dated and b.dated:
        yield 1.0, words
    elif one_place(a.place, b.place):
        yield 1.5, words


def figures(a: Local, b: Local) -> Iterator[Reason]:
    """Points for numbers that both give; where they give none, for much the same ones and against quite others."""
    left = _MOST_FOR_FIGURES
    for numbered, share in ((a.totals & b.totals, 1.0), (_all(a) & _all(b) - (a.totals & b.totals), 0.5)):
        for outcome, number in sorted(numbered, key=lambda one: (-worth(one[1]), one)):
            points = min(worth(number) * share, left)
            if points > 0:
                left -= points
                yield points, f"both give {number} {outcome.value}"
    if left == _MOST_FOR_FIGURES:
        yield from _disagreement(a, b)
    if not (a.dated and b.dated):
        yield from _much_the_same(a, b)


def _all(local: Local) -> Figures:
    return local.totals | local.parts


def _disagreement(a: Local, b: Local) -> Iterator[Reason]:
    """Tolls change as news come in, so that only numbers of another size speak against, and growing ones little.

    The toll of some of an event's days is smaller than that of all.
    """
    low, high = nearest(a, b)
    times = (high + 1) / (low + 1)
    points = next((points for most, points in _TIMES if times > most), 0.0)
    less, more = (a, b) if low in a.tolls else (b, a)
    if points and (_inside(less, more) or (low >= LARGE and _published_before(less, more))):
        points /= 2
    if a.kinds & b.kinds & of_nature() and low >= LARGE:
        points = max(points, _NATURAL)  # what is found under ruins for weeks
    if points:
        yield points, f"killed {low} against {high}"


def numbers(local: Local, outcome: Outcome) -> Sequence[int]:
    """The totals of an outcome that are large enough to be much the same as another."""
    return sorted(number for said, number in local.totals if said is outcome and number >= _CLOSE_FROM)[-_MOST_TOLLS:]


def _much_the_same(a: Local, b: Local) -> Iterator[Reason]:
    """Numbers a little apart, as of two counts of one event; they speak where its days are not known well."""
    for outcome in NUMBERED:
        pairs = [(min(x, y), max(x, y)) for x in numbers(a, outcome) for y in numbers(b, outcome)]
        low, high = min(pairs, key=lambda pair: (pair[1] / pair[0], pair), default=(0, 0))
        if low < high <= low * CLOSE:
            yield (TELLING if low < _MANY else 1.0), f"{outcome.value} {low} and {high}"


def _inside(a: Local, b: Local) -> bool:
    """Whether the days of one are some of the other's."""
    mine, other = a.interval, b.interval
    if mine is None or other is None or not (a.dated and b.dated):
        return False
    return other.start <= mine.start and mine.end <= other.end and days(mine) < days(other)


def _published_before(a: Local, b: Local) -> bool:
    return a.news is not None and b.news is not None and a.news <= b.news

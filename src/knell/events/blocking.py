"""Which events to compare: every pair that could be linked shares a key, and few others do.

By ``matching``, a link needs days that touch and a place near or in the same division, or else a shared name or a
shared figure together with days or a country, or tolls of the same large size in a country on the same days, or long
periods that began on the same day. Each of these is a key; nothing else can be linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from math import cos, floor, log, radians

from knell.events.lists import Position, near_pairs, packed
from knell.events.local import Local
from knell.events.tolls import CLOSE, NUMBERED, TELLING, is_large, numbers, worth
from knell.events.when import SLACK, began, few_days
from knell.model import Place

# Days to a bucket; an interval reaches into the buckets of the day before and the day after as well.
_BUCKET_DAYS = 8

# Places within 40 km share a cell of one degree when each reaches this many degrees of latitude (22 km) around.
_REACH = 0.2

# A period of more years than this is compared by country and name only; a longer name by its first words.
_MOST_YEARS = 12
_MOST_NAME_WORDS = 8

# Under each key an event is compared with so many others before and behind it, in order of days, place and figures.
REACH = 64

# Under a key that begins so, only pairs are compared of which one is not dated well: other keys hold the rest.
_LOOSE = "loose "


def block_keys(local: Local) -> frozenset[str]:
    """The keys of an event: two events with no key in common are never linked."""
    told = (*_where_and_when(local), *_figures(local), *_large(local), *_names(local), *_subjects(local))
    return frozenset((*told, *_year_days(local), *_sizes(local)))


def is_loose(key: str) -> bool:
    """Whether only pairs under this key are compared of which one is not dated well."""
    return key.startswith(_LOOSE)


def candidate_pairs(events: Sequence[Local]) -> list[tuple[int, int]]:
    """Pairs (i < j) of events that share a key, are near each other under it and are of two reports, sorted."""
    blocks: dict[str, list[int]] = {}
    order = {number: position(local) for number, local in enumerate(events)}
    for number in sorted(order, key=order.__getitem__):
        for key in block_keys(events[number]):
            blocks.setdefault(key, []).append(number)
    dated = [local.dated for local in events]
    reports = [local.member.report for local in events]
    # A pair as one number takes a third of the room, and there are many.
    size, pairs = len(events), set[int]()
    for key, together in blocks.items():
        loose = is_loose(key)
        for a, b in near_pairs(together, REACH):
            if not (loose and dated[a] and dated[b]) and reports[a] != reports[b]:
                pairs.add(a * size + b)
    return [divmod(pair, size) for pair in sorted(pairs)]


def position(local: Local) -> Position:
    """Where an event stands under each of its keys: by days (without any, by publication), place and figures."""
    day = local.interval.start if local.interval else local.published or date.max
    place = local.place
    lat, lon = (place.lat or 0.0, place.lon or 0.0) if place else (0.0, 0.0)
    fields = (day.toordinal(), 22), (round((lat + 90) * 10), 11), (round((lon + 180) * 10), 12), (local.killed or 0, 17)
    return packed(*fields, (int(local.dated), 1)), local.number


def is_dated(at: Position) -> bool:
    """Whether the event that stands there is dated well."""
    return bool(at[0] & 1)


def _where_and_when(local: Local) -> Iterator[str]:
    place = local.place
    if place is None or not (local.dated and local.placed):
        return
    for bucket in _buckets(local):
        if place.admin1 is not None:
            yield f"division {bucket} {place.country} {place.admin1}"
        yield from (f"spot {bucket} {spot}" for spot in _spots(place))


def _spots(place: Place) -> set[str]:
    """The place itself, and where it is known well the cells within reach."""
    itself = set() if place.geonames_id is None else {str(place.geonames_id)}
    if place.lat is None or place.lon is None or place.precision > 2:
        return itself
    return itself | _cells(place.lat, place.lon)


def _cells(lat: float, lon: float) -> set[str]:
    east = min(_REACH / max(cos(radians(lat)), 0.05), 1.0)
    corners = ((north, side) for north in (-_REACH, _REACH) for side in (-east, east))
    return {f"{floor(lat + north)},{floor(lon + side) % 360}" for north, side in corners}


def _figures(local: Local) -> Iterator[str]:
    telling = [(outcome, number) for outcome, number in local.totals | local.parts if worth(number) >= TELLING]
    country = local.country
    for outcome, number in telling:
        figure = f"{outcome.value} {number}"
        if local.dated:
            for bucket in _buckets(local):
                yield f"days {bucket} {figure}"
        for year in _years(local):
            yield f"{_LOOSE}{year} {figure}"
        if country is not None:
            yield f"{_LOOSE}{country} {figure}"


def _large(local: Local) -> Iterator[str]:
    place = local.place
    if is_large(local) and place is not None and local.country is not None:
        if local.dated:
            for bucket in _buckets(local):
                yield f"large {bucket} {local.country}"
        if place.precision <= 2:
            for year in _years(local):
                yield from (f"{_LOOSE}large {year} {spot}" for spot in _spots(place))
            yield from (f"{_LOOSE}large {spot}" for spot in _spots(place))
    start = began(local)
    if start is not None:
        yield f"began {' '.join(start)}"


def _buckets(local: Local) -> range:
    if local.interval is None:
        return range(0)
    first = local.interval.start.toordinal() - SLACK.days
    last = local.interval.end.toordinal() + SLACK.days
    return range(first // _BUCKET_DAYS, last // _BUCKET_DAYS + 1)


def _years(local: Local) -> range:
    """The years of an event, those that its first and last day border on included."""
    if local.interval is None:
        return range(0)
    start, end = local.interval.start, local.interval.end
    first = start.year - (start.timetuple().tm_yday <= SLACK.days)
    last = end.year + (end.month == 12 and end.day > 31 - SLACK.days)
    return range(first, last + 1) if last - first < _MOST_YEARS else range(0)


def _year_days(local: Local) -> Iterator[str]:
    """The days of a short event, or those without a year of an undated one, in its country."""
    if local.country is not None:
        days = local.year_days | {(day.month, day.day) for day in few_days(local)}
        yield from (f"{_LOOSE}day {month} {day} {local.country}" for month, day in days)


def _sizes(local: Local) -> Iterator[str]:
    """What it counts at its spot, to within what is much the same."""
    if local.place is None or local.place.precision > 2:
        return
    for outcome in NUMBERED:
        for number in numbers(local, outcome):
            step = floor(log(number, CLOSE))
            for spot in _spots(local.place):
                yield from (f"{_LOOSE}size {spot} {outcome.value} {at}" for at in (step, step + 1))


def _subjects(local: Local) -> Iterator[str]:
    if local.country is not None:
        for pair in local.subjects:
            yield f"{_LOOSE}{local.country} {' '.join(sorted(pair))}"
    namesakes = {frozenset(pair) for pair in combinations(sorted(local.named)[:_MOST_NAME_WORDS], 2)}
    yield from (f"{_LOOSE}namesake {' '.join(sorted(pair))}" for pair in local.subjects | namesakes)


def _names(local: Local) -> Iterator[str]:
    """A key for each pair of words of a name, of the event or of a victim, so that it meets other forms of itself."""
    for kind, names in (("event", local.names), ("person", local.persons)):
        for name in names:
            for pair in combinations(sorted(name)[:_MOST_NAME_WORDS], 2):
                yield f"{kind} {' '.join(pair)}"

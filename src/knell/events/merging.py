"""Days, place and name of a linked event: what its reports bear out best, never anything that none of them says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from knell.events.local import SHORT_DAYS, TELLING_PLACE, Local, days, whole_months
from knell.model import Event, Interval, Place

# Days that half as many reports give as the most given ones may stand for the event, if they hold more of the others.
_AS_MANY = 0.5

# A finer place that fewer than one in five reports give does not stand for the event.
_LEAST_SHARE = 0.2


def merged(members: Sequence[Local]) -> Event:
    """One event of many; its key is the smallest of its members', so that it does not depend on their order."""
    return Event(
        key=min(local.key for local in members),
        name=_name(local.event.name for local in members),
        interval=_interval([local.interval for local in members if local.interval is not None]),
        place=_place([local.place for local in members if local.place is not None]),
    )


def _interval(stated: Sequence[Interval]) -> Interval | None:
    """The days that hold most of those stated, of the days that about as many reports give as any; well-known first."""
    known = [interval for interval in stated if days(interval) <= SHORT_DAYS and not whole_months(interval)]
    count = Counter(known or stated)
    if not count:
        return None
    least = max(count.values()) * _AS_MANY

    def held(one: Interval) -> int:
        return sum(n for other, n in count.items() if one.start <= other.start and other.end <= one.end)

    candidates = [one for one, number in count.items() if number >= least]
    return min(candidates, key=lambda one: (-held(one), -count[one], days(one), one.start, one.precision))


def _place(stated: Sequence[Place]) -> Place | None:
    """The place most reports give among those that are known best; ties to the finer, then by name."""
    for finest in (2, TELLING_PLACE, 7):
        known = [place for place in stated if place.precision <= finest]
        if known and len(known) >= _LEAST_SHARE * len(stated):
            return _most_stated(known)
    return None


def _most_stated(places: Sequence[Place]) -> Place:
    count = Counter(_identity(place) for place in places)
    return min(
        places,
        key=lambda place: (
            -count[_identity(place)],
            place.precision,
            place.name,
            place.country or "",
            place.admin1 or "",
            place.geonames_id or 0,
            place.lat or 0.0,
            place.lon or 0.0,
        ),
    )


def _identity(place: Place) -> object:
    return place.geonames_id if place.geonames_id is not None else (place.name.casefold(), place.country)


def _name(names: Iterable[str | None]) -> str | None:
    """The name most reports give, letter case aside; ties to the longer, then by letters."""
    stated = [" ".join(name.split()) for name in names if name and name.strip()]
    if not stated:
        return None
    alike = Counter(name.casefold() for name in stated)
    exact = Counter(stated)
    return min(stated, key=lambda name: (-alike[name.casefold()], -len(name), -exact[name], name))

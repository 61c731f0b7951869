"""Days, place and name of a linked event: what its reports bear out best, never anything that none of them says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knell.events.local import SHORT_DAYS, TELLING_PLACE, Local, days, whole_months
from knell.model import Event, Interval, Place

# Days that half as many reports give as the most given ones may stand for the event, if they hold more of the others.
_AS_MANY = 0.5

# A finer place that fewer than one in five reports give does not stand for the event.
_LEAST_SHARE = 0.2

# So many names of an event are kept: of thousands of reports some call it what nobody else does.
_MOST_NAMES = 24


def merged(members: Sequence[Local]) -> Event:
    """One event of many; its key is the smallest of its members', so that it does not depend on their order."""
    names = _names([local.event for local in members])
    return Event(
        key=min(local.key for local in members),
        name=names[0] if names else None,
        interval=_interval([local.interval for local in members if local.interval is not None]),
        place=_place([local.place for local in members if local.place is not None]),
        aliases=names[1:],
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


def _names(events: Sequence[Event]) -> tuple[str, ...]:
    """What the reports call the event: what most do first, letter case aside; ties to the longer, then by letters.

    What no report prefers to another name comes behind.
    """
    first = Counter(_spaced(event.name) for event in events if event.name and event.name.strip())
    stated = first + Counter(_spaced(name) for event in events for name in event.aliases if name.strip())
    alike, preferred = Counter[str](), Counter[str]()
    for name, number in stated.items():
        alike[name.casefold()] += number
        preferred[name.casefold()] += first[name]
    found: dict[str, str] = {}
    for name in sorted(stated, key=lambda name: (-stated[name], name)):
        found.setdefault(name.casefold(), name)
    order = sorted(found, key=lambda key: (-preferred[key], -alike[key], -len(key), found[key]))
    return tuple(found[key] for key in order[:_MOST_NAMES])


def _spaced(name: str) -> str:
    return " ".join(name.split())

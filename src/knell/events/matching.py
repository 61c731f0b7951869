"""How much speaks for two reports' events being one: points with readable reasons.

Points are few and round so that a person can follow them; a link needs ``THRESHOLD``. Where the days or the place
of either are not known well, a shared name, a telling figure or copied words are needed as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from knell.events.kinds import of_nature
from knell.events.linked import CopyKind, Match
from knell.events.local import SHORT_DAYS, Figures, Local, days
from knell.events.persons import same_person
from knell.events.subjects import Subject
from knell.model import Interval, Outcome, Place
from knell.places import distance_km

THRESHOLD = 5.0

# Reports may differ by a day (midnight, time zones), or err by a few when much else agrees.
_A_DAY = timedelta(days=1)
SLACK = timedelta(days=3)

# News of an event come out within these days.
_NEWS = timedelta(days=7)

# Days of which less is shared hardly overlap.
_LITTLE = 0.2

# A figure that is worth as much in points tells events apart at least a little.
TELLING = 0.75

# A figure that is worth as much may stand for an event that reports date differently.
_BEARS_OUT = 1.0

_MOST_FOR_FIGURES = 4.0

# Points for a kind of event that the words of both name, and for several.
_KIND, _MOST_FOR_KINDS = 0.5, 1.0
_SAME_KM, _NEAR_KM, _AROUND_KM, _FAR_KM = 5.0, 15.0, 40.0, 75.0

# From this many killed on, a country hardly sees two incidents on the same days, or a town in one year.
LARGE = 100
HUGE = 1000
_SAME_SIZE = 3
_MOST_TOLLS = 6

# Of so few killed, the names may be all there are.
_FEW = 3

# What it costs when one toll is more than so many times the other.
_TIMES = ((50, -3.0), (5, -1.5), (2, -0.5))

# What it costs at most where a toll of nature is a hundred or more, and grows for weeks.
_NATURAL = -0.5

# Numbers from so many on are much the same where one is at most so much larger; from so many on that is telling.
_CLOSE_FROM, _CLOSE, _MANY = 10, 1.1, 50

# Points by the number of names that both reports keep to.
_SUBJECTS = ((4, 3.0), (2, 2.5), (1, 1.5))

# Points where one report speaks of what the other's event is named after.
_NAMESAKE = 3.0

Reason = tuple[float, str]


def compare(a: Local, b: Local, copied: CopyKind | None = None) -> Match:
    """The match of two events; the same whichever comes first but for the order of its sides.

    ``copied`` says that claims of one repeat the other's words, in a copy or in a passage.
    """
    forbidden = conflict(a, b)
    if forbidden is not None:
        return Match(a.member, b.member, 0.0, False, (forbidden,))
    certain = a.dated and b.dated and a.placed and b.placed
    same_days = certain and _alike(a.interval, b.interval) >= _LITTLE
    telling = [*_names(a, b), *_persons(a, b), *_beginnings(a, b)]
    if not certain:
        telling += [*_size(a, b), *_kinds(a, b)]
    if not same_days:
        telling += _subjects(a, b)
    if copied is not None:
        telling.append((4.0, "one is a copy") if copied is CopyKind.COPY else (2.0, "one repeats the other's words"))
    figures = list(_figures(a, b))
    borne_out = any(points > 0 for points, _ in telling) or any(points >= _BEARS_OUT for points, _ in figures)
    reasons = [*_dates(a, b, borne_out), *_places(a.place, b.place), *telling, *figures, *_actors(a, b)]
    score = round(sum(points for points, _ in reasons), 2)
    told = [f"{points:+g} {words}" for points, words in reasons]
    backed = any(points > 0 for points, _ in telling) or any(points >= TELLING for points, _ in figures)
    if score >= THRESHOLD and not certain and not backed:
        return Match(a.member, b.member, score, False, (*told, "days or place not known well, and no figure in common"))
    return Match(a.member, b.member, score, score >= THRESHOLD, tuple(told))


def conflict(a: Local, b: Local) -> str | None:
    """What rules a link out whatever else agrees: two events of one report, days or countries apart. Else None."""
    if a.member.report == b.member.report:
        return "two events of one report"
    if a.interval is not None and b.interval is not None:
        gap = _gap(a.interval, b.interval)
        if gap > SLACK:
            return f"{gap.days} days apart"
    early = _told_before(a, b) or _told_before(b, a)
    if early is not None:
        return early
    if a.place is not None and b.place is not None:
        mine, other = a.place.country, b.place.country
        if mine is not None and other is not None and mine != other:
            distance = distance_km(a.place, b.place)
            if distance is None or distance > _AROUND_KM or max(a.place.precision, b.place.precision) > 2:
                return f"in two countries ({', '.join(sorted((mine, other)))})"
    return None


def _told_before(dated: Local, undated: Local) -> str | None:
    """What is told was over, or at least had begun."""
    if dated.interval is None or undated.interval is not None or undated.published is None:
        return None
    gap = dated.interval.start - undated.published
    return f"published {gap.days} days before" if gap > _A_DAY else None


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


def began(local: Local) -> tuple[str, str] | None:
    """Where and on which day a long period began; None for an incident, and where only months or years are meant."""
    interval, place = local.interval, local.place
    if interval is None or place is None or place.country is None or local.placed:
        return None
    if days(interval) <= SHORT_DAYS or interval.start.day == 1:
        return None
    return place.country, interval.start.isoformat()


def is_large(local: Local) -> bool:
    """Whether an event is so large that there is hardly a second of its size at the same time and place."""
    return size(local) >= LARGE


def size(local: Local) -> int:
    """How many were killed, at least: the report's own figure, or what "hundreds" says."""
    return max(local.tolls, default=0)


def _gap(a: Interval, b: Interval) -> timedelta:
    return max(a.start - b.end, b.start - a.end, timedelta(0))


def _dates(a: Local, b: Local, borne_out: bool) -> Iterator[Reason]:
    """Points for days; other days speak against a link where no name or figure bears it out."""
    mine, other = a.interval, b.interval
    if mine is None or other is None:
        yield from _news(a, b)
    elif not (a.dated and b.dated):
        long = max(days(mine), days(other)) > SHORT_DAYS
        yield (0.5, "within the same long period") if long else (1.5, "same weeks")
    elif gap := _gap(mine, other):
        points = 1.0 if gap <= _A_DAY else 0.0
        words = "a day apart" if gap <= _A_DAY else f"{gap.days} days apart"
        yield points if borne_out else points - 3, words
    else:
        alike = _alike(mine, other)
        if alike >= 0.5:
            yield 4.0, "same days"
        else:
            yield (3.0, "days overlap") if alike >= _LITTLE else (1.5, "days overlap a little")


def _alike(a: Interval | None, b: Interval | None) -> float:
    """The days that two intervals share, as a share of the days of either."""
    if a is None or b is None:
        return 0.0
    shared = (min(a.end, b.end) - max(a.start, b.start)).days + 1
    return max(shared, 0) / (days(a) + days(b) - shared)


def _news(a: Local, b: Local) -> Iterator[Reason]:
    """Without a date, news of one week may be about one event, where their places are known."""
    if a.place is None or b.place is None or a.place.country is None or b.place.country is None:
        return
    if a.interval is not None or b.interval is not None:
        dated, undated = (a, b) if a.interval is not None else (b, a)
        if dated.dated and dated.interval is not None and undated.news is not None:
            since = undated.news - dated.interval.end
            if -_A_DAY <= since <= _NEWS:
                yield 1.5, f"undated, but published {max(since.days, 0)} days after"
    elif a.news is not None and b.news is not None and abs(a.news - b.news) <= _NEWS:
        yield 1.5, f"undated, but published {abs(a.news - b.news).days} days apart"


def _beginnings(a: Local, b: Local) -> Iterator[Reason]:
    """Two totals "since the war began": as long as they run, they began on the same day of the same country."""
    if began(a) is not None and began(a) == began(b):
        yield 4.5, "long periods that began on the same day"


def _size(a: Local, b: Local) -> Iterator[Reason]:
    """Two tolls of a hundred or more in one country on the same days, or in one town, are hardly of two incidents."""
    if not (is_large(a) and is_large(b)):
        return
    if a.place is None or b.place is None or a.place.country is None or b.place.country is None:
        return
    shared = a.kinds & b.kinds & of_nature()
    if shared and a.dated and b.dated:
        yield 2.5, f"both of a {min(shared)} that killed many"
    elif a.dated and b.dated and min(size(a), size(b)) >= HUGE and _alike(a.interval, b.interval) >= _LITTLE:
        yield 2.5, f"a thousand and more killed ({size(a)}, {size(b)})"
    low, high = _nearest(a, b)
    if shared and not (a.dated and b.dated) and _one_place(a.place, b.place):
        yield 2.5, f"both of a {min(shared)} that killed many there"
        return
    if high > low * _SAME_SIZE:
        return
    words = f"tolls of the same large size ({low}, {high})"
    if a.interval is None or b.interval is None:
        if _one_place(a.place, b.place):
            yield 0.75, words
        elif shared:
            yield 1.5, words
    elif a.dated and b.dated:
        yield 1.0, words
    elif _one_place(a.place, b.place):
        yield 1.5, words


def _kinds(a: Local, b: Local) -> Iterator[Reason]:
    """What happened, and to what: a strike on a market; it speaks where days or place are not known well."""
    shared = sorted(a.kinds & b.kinds)
    if shared:
        yield min(_KIND * len(shared), _MOST_FOR_KINDS), f"both of a {', '.join(shared)}"


def _nearest(a: Local, b: Local) -> tuple[int, int]:
    """Of the tolls of two events the two that are most alike, the lower first; (0, 0) where one has none."""
    pairs = ((min(x, y), max(x, y)) for x in sorted(a.tolls)[-_MOST_TOLLS:] for y in sorted(b.tolls)[-_MOST_TOLLS:])
    return min(pairs, key=lambda pair: ((pair[1] + 1) / (pair[0] + 1), pair), default=(0, 0))


def _subjects(a: Local, b: Local) -> Iterator[Reason]:
    """Names that both reports keep to; they speak where days or place are not known well."""
    shared = sorted(" ".join(sorted(pair)) for pair in a.subjects & b.subjects)
    points = next((points for many, points in _SUBJECTS if len(shared) >= many), 0.0)
    if points:
        yield points, f"both speak of {', '.join(shared[:3])}"
    named = sorted(" ".join(sorted(pair)) for pair in _named_after(a, b) | _named_after(b, a))
    if named:
        yield _NAMESAKE, f"one speaks of what the other is named after ({', '.join(named)})"


def _named_after(a: Local, b: Local) -> frozenset[Subject]:
    """The names in one event's name that the other's report keeps to: "the well of Varga Mill", "Varga Mill massacre"."""
    return frozenset(pair for pair in b.subjects if pair <= a.named and not pair & a.where)


def _places(a: Place | None, b: Place | None) -> Iterator[Reason]:
    if a is None or b is None or a.country is None or b.country is None:
        return
    coarsest = max(a.precision, b.precision)
    if coarsest == 5 and _same_id(a, b):
        yield 2.0, f"same area ({a.name})"
    elif coarsest > 4:
        yield 0.5, f"same country ({a.country})"
    elif coarsest <= 2:
        yield _apart(a, b)
    elif _same_id(a, b):
        yield 2.0, f"same region ({a.name})"
    elif a.admin1 is None or b.admin1 is None:
        yield 0.5, f"same country ({a.country})"
    elif a.admin1 == b.admin1 and a.country == b.country and _name(a) == _name(b):
        yield 2.0, f"a town and the division called after it ({a.admin1})"
    elif a.admin1 == b.admin1 and a.country == b.country:
        yield 0.75, f"same first-order division ({a.admin1})"
    else:
        yield -3.0, "in different regions"


def _name(place: Place) -> str:
    return (place.name or "").split(" ")[0].casefold()


def _same_id(a: Place, b: Place) -> bool:
    return a.geonames_id is not None and a.geonames_id == b.geonames_id


def _one_place(a: Place, b: Place) -> bool:
    if max(a.precision, b.precision) > 2:
        return False
    distance = distance_km(a, b)
    return _same_id(a, b) or (distance is not None and distance <= _SAME_KM)


def _apart(a: Place, b: Place) -> Reason:
    if _one_place(a, b):
        return 3.0, "same place"
    distance = distance_km(a, b)
    if distance is None:
        return 0.5, "same country, distance not known"
    words = f"{distance:.0f} km apart"
    if distance <= _NEAR_KM:
        return 2.0, words
    if distance <= _AROUND_KM:
        return 0.5, words
    return (0.0, words) if distance <= _FAR_KM else (-3.0, words)


def _names(a: Local, b: Local) -> Iterator[Reason]:
    """Points for a name; a place and a kind of event ("Orveld blast") is a name that many events may have."""
    shared = a.named & b.named
    if len(shared) < 2 or not (a.named <= b.named or b.named <= a.named):
        return
    own = len(shared - a.where - b.where)
    points = 4.5 if a.named == b.named else 2.0
    yield points if own > 1 else 1.5, f"named alike ({' '.join(sorted(shared))})"


def names_others(a: Local, b: Local) -> bool | None:
    """Whether two events name other victims, killed so few that those may be all; None where nothing tells.

    A person is killed but once.
    """
    if not a.persons or not b.persons:
        return None
    if same_person(a.persons, b.persons) is not None:
        return False
    return True if max(a.killed or 0, b.killed or 0) <= _FEW else None


def _persons(a: Local, b: Local) -> Iterator[Reason]:
    others = names_others(a, b)
    if others is False:
        yield 3.0, f"both name {' '.join(sorted(same_person(a.persons, b.persons) or ()))}"
    elif others:
        yield -2.5, "name other victims"


def _figures(a: Local, b: Local) -> Iterator[Reason]:
    left = _MOST_FOR_FIGURES
    for figures, share in ((a.totals & b.totals, 1.0), (_all(a) & _all(b) - (a.totals & b.totals), 0.5)):
        for outcome, number in sorted(figures, key=lambda one: (-worth(one[1]), one)):
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
    low, high = _nearest(a, b)
    times = (high + 1) / (low + 1)
    points = next((points for most, points in _TIMES if times > most), 0.0)
    less, more = (a, b) if low in a.tolls else (b, a)
    if points and (_inside(less, more) or (low >= LARGE and _published_before(less, more))):
        points /= 2
    if a.kinds & b.kinds & of_nature() and low >= LARGE:
        points = max(points, _NATURAL)  # what is found under ruins for weeks
    if points:
        yield points, f"killed {low} against {high}"


def _much_the_same(a: Local, b: Local) -> Iterator[Reason]:
    """Numbers a little apart, as of two counts of one event; they speak where its days are not known well."""
    for outcome in (Outcome.KILLED, Outcome.INJURED):
        pairs = [(min(x, y), max(x, y)) for x in _numbers(a, outcome) for y in _numbers(b, outcome)]
        low, high = min(pairs, key=lambda pair: (pair[1] / pair[0], pair), default=(0, 0))
        if _CLOSE_FROM <= low < high <= low * _CLOSE:
            yield (TELLING if low < _MANY else 1.0), f"{outcome.value} {low} and {high}"


def _numbers(local: Local, outcome: Outcome) -> Sequence[int]:
    return sorted(number for said, number in local.totals if said is outcome)[-_MOST_TOLLS:]


def _inside(a: Local, b: Local) -> bool:
    """Whether the days of one are some of the other's."""
    mine, other = a.interval, b.interval
    if mine is None or other is None or not (a.dated and b.dated):
        return False
    return other.start <= mine.start and mine.end <= other.end and days(mine) < days(other)


def _published_before(a: Local, b: Local) -> bool:
    return a.news is not None and b.news is not None and a.news <= b.news


def _actors(a: Local, b: Local) -> Iterator[Reason]:
    shared = a.actors & b.actors
    if shared:
        yield 0.5, f"same actor ({' '.join(sorted(shared))})"

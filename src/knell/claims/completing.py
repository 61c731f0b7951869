"""Give events the time and place that the text tells around them, where their own sentences leave these open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from knell.claims.belonging import Bearing
from knell.claims.scenes import Scene, near
from knell.claims.surroundings import TITLE, Dated, Located, Surroundings
from knell.model import Interval, Place
from knell.places import contains, country_of
from knell.times import only_within

_TOWN = 3
# A stretch of more days is of many events.
_SINGLE = timedelta(days=60)
_DIVISIONS = (3, 4)
_FINER = 2
_YEAR = 5
# What is said of no day within this many sentences of a date may still be dated by it.
_LOOK_AHEAD = 6
# No farther back than this and among no more scenes on either side, so that long texts stay linear.
_LOOK_BACK = 60
_BESIDE = 40
# News without a day of its own is told in its first sentences and no later than this after it happened.
_LEAD = 5
_FRESH = timedelta(days=3)
# A day that no word claims, told so many sentences before, is still that of what follows.
_JUST_BEFORE = 2
# Days so long before a report are no news of it.
_OLD = timedelta(days=14)
# The dead are identified within so many days, and UCDP's code for as long a time.
_WEEKS = timedelta(days=30)
_MONTH = 4
# A statement is not dated so long before the report that tells of it.
_LONG_AGO = timedelta(days=500)


def complete(scenes: Sequence[Scene], around: Surroundings) -> None:
    """Fill in what scenes lack; the first scene may take what the title and the report's own date say."""
    apart = any(scene.before for scene in scenes)
    full, kept = _full_days(around), _kept_day(around)
    counted = {time.interval for time in around.times if time.kind in ("relative", "anniversary")}
    for number, scene in enumerate(scenes):
        if scene.interval is None and not (scene.open_times or scene.aside or scene.whole):
            beside = [s for s in scenes[max(number - _BESIDE, 0) : number + _BESIDE] if s.interval is not None]
            scene.interval = time_around(scene, around, beside)
        elif scene.interval is not None and scene.interval.precision > _FINER and not scene.whole:
            finer = _finer_time(scene.interval, scene, around, full)
            scene.interval = finer if kept is None or scene.interval not in counted else _day_of_its_year(finer, kept)
        known = number == 0 or scene.place is not None or scene.item
        if scene.interval is None and not (scene.past or scene.aside or scene.whole) and known:
            scene.interval = _fresh(scene, around)
        spread = scene.spread
        if spread:
            scene.place = _holding(spread, scene, around)
        elif scene.place is None or scene.place.precision > _TOWN:
            others = [s for s in scenes[max(number - _BESIDE, 0) : number + _BESIDE] if _long_apart(s, scene)]
            scene.place = _place_around(scene, around, apart, others)


def _holding(spread: Sequence[Place], scene: Scene, around: Surroundings) -> Place | None:
    """The place of what has sub-totals in places far from each other: its own if told, else the country of all."""
    told = [p for p in _places_near(scene, around) if p.bearing is Bearing.NOUN]
    return told[0].place if told else country_of(spread)


def time_around(scene: Scene, around: Surroundings, others: Sequence[Scene]) -> Interval | None:
    """The time that most speaks for a scene: weighty, before it rather than after, near.

    What other scenes with days of their own tell, and when, is theirs.
    """
    taken = [other.interval for other in others if other.interval is not None]
    best: tuple[float, Dated] | None = None
    for time in _times_near(scene, around):
        if time.bearing < Bearing.EVENT or _of_another(time, scene, around) or around.is_of_remembrance(time):
            continue
        if time.sentence > scene.last and any(other.first < time.sentence <= other.last for other in others):
            continue
        if scene.past and time.sentence == scene.first and time.bearing is Bearing.EVENT:
            continue
        if time.interval is not None and any(time.interval.overlaps(other) for other in taken):
            continue
        if time.interval is not None and not _may_date(time, time.interval, scene, around):
            continue
        score = (time.weight if time.interval is not None else 3.0) - 0.4 * _distance(time.sentence, scene)
        if best is None or score > best[0]:
            best = (score, time)
    return best[1].interval if best is not None else None


def _of_another(time: Dated, scene: Scene, around: Surroundings) -> bool:
    """Whether a time in another sentence brings in an event of its own, or dates what happened somewhere else."""
    if scene.first <= time.sentence <= scene.last:
        return False
    if time.anew:
        return True
    told = [place for place in around.places_of(time.sentence) if place.bearing >= Bearing.EVENT]
    here = scene.place
    return here is not None and bool(told) and not any(near(place.place, here) for place in told)


def _times_near(scene: Scene, around: Surroundings) -> Sequence[Dated]:
    title = around.times_of(TITLE) if scene.first > _LOOK_BACK else ()
    return [*title, *around.times_of(scene.first - _LOOK_BACK, scene.last + _LOOK_AHEAD)]


def _places_near(scene: Scene, around: Surroundings) -> list[Located]:
    title = around.places_of(TITLE) if scene.first > _LOOK_BACK else ()
    return [*title, *around.places_of(scene.first - _LOOK_BACK, scene.last + _LOOK_AHEAD)]


def _may_date(time: Dated, days: Interval, scene: Scene, around: Surroundings) -> bool:
    """A mere year dates what is told beside it in a text that looks back; a day long past never dates its news.

    A year that names a massacre does not date the arrests of those who remember it.
    """
    close = _distance(time.sentence, scene) <= _FINER
    if days.precision >= _YEAR and not (around.remembering and _is_period(days)):
        named = around.remembering or time.kind == "anniversary" or _is_topic(time, scene, around)
        return close and named and not scene.arrests
    old = around.reference is not None and around.reference - days.end > _OLD
    return around.remembering or close or not old


def _is_topic(time: Dated, scene: Scene, around: Surroundings) -> bool:
    """ "A court ordered a probe of the 1981 massacre": a year that names what is told on, and nothing else happens."""
    before = 0 <= time.sentence < scene.first
    return before and time.bearing is Bearing.NOUN and "verb" not in around.signs[time.sentence]


def _is_period(days: Interval) -> bool:
    """Whether it is a part of a year that figures are given for ("the first half of 2019") and no mere year."""
    return (days.start.month, days.start.day) != (1, 1) or (days.end.month, days.end.day) != (12, 31)


def holds(stretch: Interval, time: Interval) -> bool:
    """Whether a part of a year that figures are given for holds a time that some single event has."""
    if stretch.end - stretch.start <= _SINGLE or not _is_period(stretch):
        return False
    return stretch.start <= time.start and time.end <= stretch.end and time.precision < stretch.precision


def _distance(sentence: int, scene: Scene) -> float:
    if sentence == TITLE:
        return 0.0
    if scene.first <= sentence <= scene.last:
        return 0.0
    return scene.first - sentence if sentence < scene.first else 1.5 * (sentence - scene.last)


def _finer_time(interval: Interval, scene: Scene, around: Surroundings, full: Sequence[Interval]) -> Interval:
    """A finer time inside a coarse one, told nearby ("in 1990" and "the night of January 19-20, 1990")."""
    inside: list[tuple[tuple[float, float, int], Interval]] = []
    for time in _times_near(scene, around):
        fine = time.interval
        if fine is None or fine.precision > _FINER or fine.precision >= interval.precision:
            continue
        if interval.start <= fine.start and fine.end <= interval.end and time.bearing >= Bearing.LOOSE:
            inside.append(((time.weight, -_distance(time.sentence, scene), -time.start), fine))
    if inside:
        return max(inside, key=lambda pair: pair[0])[1]
    return _remembered(interval, around, full) or interval


def _full_days(around: Surroundings) -> Sequence[Interval]:
    """The days that a report which looks back dates in full, each once, in order."""
    if not around.looking_back:
        return ()
    explicit = (time.interval for time in around.times if time.kind == "explicit" and time.interval is not None)
    return sorted({days for days in explicit if days.precision <= _FINER}, key=lambda days: (days.start, days.end))


def _kept_day(around: Surroundings) -> tuple[int, int] | None:
    """Month and day of the only day without a year that a look back names: "the massacre of October 17"."""
    if not around.looking_back:
        return None
    told = (time.interval for time in around.times if time.kind == "yearless" and time.bearing >= Bearing.EVENT)
    days = {(day.start.month, day.start.day) for day in told if day is not None and day.start == day.end}
    return days.pop() if len(days) == 1 else None


def _day_of_its_year(interval: Interval, kept: tuple[int, int]) -> Interval:
    """The day that is kept, in the year that a report counts back to ("sixty years ago"); else the interval itself."""
    year = interval.start.year
    if interval != Interval(date(year, 1, 1), date(year, 12, 31), interval.precision) or kept == (2, 29):
        return interval
    return Interval(date(year, *kept), date(year, *kept), 1)


def _remembered(interval: Interval, around: Surroundings, full: Sequence[Interval]) -> Interval | None:
    """The only day of a year long past that an anniversary's report names: "a statement on January 20, 1990"."""
    if not around.looking_back or around.reference is None or around.reference - interval.end < _LONG_AGO:
        return None
    return only_within(full, interval)


def _fresh(scene: Scene, around: Surroundings) -> Interval | None:
    """The last day or two before a report that tells its lead without a day, as news is told; None for a look back."""
    reference = around.written(scene.first)
    if reference is None or around.remembering or scene.open_times:
        return None
    if scene.first > _LEAD and 0 in scene.claims and around.dateline is None:
        return None
    if any(time.interval is None and time.bearing >= Bearing.EVENT for time in _times_near(scene, around)):
        return None
    told = around.times_of(scene.first - _JUST_BEFORE, scene.first - 1)
    days = {time.interval for time in told if time.bearing is Bearing.LOOSE and time.interval is not None}
    days = {day for day in days if day.start == day.end <= reference and reference - day.end <= _FRESH}
    if len(days) == 1:
        return days.pop()
    known = _known_by(scene, around, reference)
    if around.dateline is not None and known is None:
        return around.dateline
    if known is None and scene.first in around.weeks_on:
        return _weeks_before(reference)
    return _two_days(known or reference)


def _weeks_before(reference: date) -> Interval | None:
    """The month up to a report whose lead tells what is done in the weeks after, such as naming the dead."""
    return None if reference - date.min < _WEEKS else Interval(reference - _WEEKS, reference, _MONTH)


def _known_by(scene: Scene, around: Surroundings, reference: date) -> date | None:
    """A day shortly before the report by which it had happened: told of that day, or counted up to it."""
    said = [
        time.interval
        for time in around.times_of(scene.first, scene.last)
        if time.bearing < Bearing.EVENT and time.interval is not None and time.interval.end <= reference
    ]
    limits = [time.interval for time in around.limits_of(scene.first, scene.last) if time.interval is not None]
    lately = [days.end for days in said if days.start == days.end and reference - days.end <= _FRESH]
    counted = [days.start for days in limits if days.precision <= _FINER and days.start <= reference]
    before = [days.end for days in said if days.precision <= _FINER and _FRESH < reference - days.end <= _OLD]
    earliest = [day for day in (*counted, *before) if reference - day <= _OLD]
    return min(earliest) if earliest else max(lately, default=None)


def _two_days(day: date) -> Interval | None:
    return None if day == date.min else Interval(day - timedelta(days=1), day, _FINER)


def _last_resort(located: Located, scene: Scene, around: Surroundings) -> bool:
    """Where its police work, where people go in a report that looks back, or the town of "an Uzbek city"."""
    if located.place.precision > _TOWN or (located.official and not located.serves):
        return False
    meant = any(located.place.country in around.towns_of.get(n, ()) for n in (scene.first, scene.first - 1))
    return located.serves or around.remembering or (meant and not located.dateline)


def _bears_name(town: Place, division: Place) -> bool:
    """Whether a town is only what a division is called after: Kano says no more than Kano State."""
    if division.precision not in _DIVISIONS or division.name is None or town.name is None:
        return False
    return division.name.split()[0].casefold() == town.name.split()[0].casefold()


def _long_apart(other: Scene, scene: Scene) -> bool:
    """Whether two scenes are of times so far from each other that where one was says nothing of the other."""
    mine, theirs = scene.interval, other.interval
    if mine is None or theirs is None or mine.overlaps(theirs):
        return False
    gap = max(mine.start - theirs.end, theirs.start - mine.end)
    return gap > _SINGLE or (mine.precision >= _MONTH and theirs.precision >= _MONTH)


def _tells(scene: Scene, sentence: int) -> bool:
    """Whether a sentence is a scene's own: one with its claims, or the one that led to it."""
    return scene.first <= sentence <= scene.last or sentence == scene.led


def _is_of(scene: Scene, located: Located) -> bool:
    """Whether a scene's claims have a place for their own."""
    return located.place in scene.spots.get(located.sentence, ())


def _place_around(scene: Scene, around: Surroundings, apart: bool, others: Sequence[Scene]) -> Place | None:
    """The finest place told around a scene that does not contradict the place it has.

    ``apart``: the report goes back to what went before, and the places of that are not those of its news. What stands
    in the sentences of ``others``, or beside their claims in one that they share, is theirs.
    """
    known = scene.place
    told = [
        place
        for place in _places_near(scene, around)
        if not any(_is_of(other, place) for other in others)
        and (scene.first <= place.sentence <= scene.last or not any(_tells(other, place.sentence) for other in others))
    ]
    if scene.item:
        told = list(around.places_of(scene.first, scene.last))
    if scene.whole and (scene.interval is None or scene.interval.end - scene.interval.start > _WEEKS):
        # a sum over months is of no one town
        wide = [place for place in told if place.place.precision > _TOWN]
        if known is None and not wide:
            return country_of(place.place for place in told or around.places)
        told = wide
    fits = [p for p in told if known is None or contains(known, p.place)]
    if apart:
        fits = [p for p in fits if p.earlier is scene.before] or (fits if scene.before else [])
    fits = [p for p in fits if p.bearing >= Bearing.LOOSE] or [p for p in fits if _last_resort(p, scene, around)]
    if not fits:
        return known
    often = Counter((p.place.name, p.place.country) for p in fits)

    def rank(located: Located) -> tuple[float, int]:
        score = 2.0 * min(located.bearing - 1, 1.25) - 0.5 * _distance(located.sentence, scene)
        score += min(often[(located.place.name, located.place.country)], 4)
        score += 3.0 if located.place.precision <= _TOWN else 2.0 if located.place.precision <= 5 else 0.0
        return (score - (1.5 if located.dateline else 0.0), -located.start)

    best = max(fits, key=rank).place
    return best if known is None or (best.precision < known.precision and not _bears_name(best, known)) else known

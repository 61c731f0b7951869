"""Which scene the telling comes back to behind an aside, and which one a sum up to the report is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from knell.claims.belonging import Bearing
from knell.claims.find import Found
from knell.claims.scenes import Scene, near
from knell.claims.surroundings import Dated, Located, Surroundings
from knell.model import Interval

# No more scenes than this are looked through for a claim, so that long texts stay linear.
MANY = 40
# What happened so shortly before a report is its news; what lies so much farther back is told in passing.
NEWS = timedelta(days=7)
# News may be of the night before.
_NIGHT = timedelta(days=2)
LONG_PAST = timedelta(days=60)
_FINER = 2
_TOWN = 3
_WITHIN_A_YEAR = timedelta(days=366)


def resumed(scenes: Sequence[Scene], item: Found, sentence: int, around: Surroundings) -> Scene:
    """The scene that a claim without a time goes on with: the last, or the one that the news opened with.

    ``scenes`` are in the order in which they were last told of. Behind what news tells in passing of long before, the
    telling comes back, unless more people are counted or "that attack" points to the aside.
    """
    focus, written = scenes[-1], around.reference
    if focus.digression and len(scenes) > 1 and sentence > focus.last and not _points_back(item, sentence, around):
        return scenes[-2]
    main = next((scene for scene in scenes[:MANY] if scene.claims[0] == 0), focus)
    if main is focus or main.whole or around.remembering or sentence == focus.last:
        return focus
    adds = item.candidate.group.more and not focus.whole
    if adds or not (_is_undated_news(main, around) if written is None else _is_news(main, written)):
        return focus
    day = main.interval.start if main.interval is not None else written
    dated = focus.interval is not None and (day is None or day - focus.interval.end > NEWS)
    if not (focus.whole or dated or (focus.aside and focus.open_times)) or _goes_on(focus, sentence, day, around):
        return focus
    return focus if _points_back(item, sentence, around) else main


def _goes_on(aside: Scene, sentence: int, day: date | None, around: Surroundings) -> bool:
    """Whether a sentence tells of days soon after an aside and before the news: one of its wounded died then."""
    days, told = aside.interval, [time.interval for time in around.times_of(sentence) if time.interval is not None]
    if days is None or day is None:
        return False
    return any(days.start <= time.start and time.end <= min(days.end + NEWS, day - _NIGHT) for time in told)


def news_beside(scene: Scene, item: Found, sentence: int, around: Surroundings) -> Dated | None:
    """The day of the news of a sentence that looks back as well: "On Friday police fired on mourners, a year after".

    What the sentences behind it tell without a day is of that news, unless it adds to what was remembered.
    """
    written, days = around.reference, scene.interval
    if written is None or days is None or sentence <= scene.last or item.candidate.group.more:
        return None
    told = around.times_of(scene.first)
    if not any(time.kind == "anniversary" and time.interval is not None and time.interval == days for time in told):
        return None
    news = [time for time in told if time.bearing is Bearing.EVENT and _is_of(time.interval, written, days)]
    return news[0] if len(news) == 1 and not _points_back(item, sentence, around) else None


def of_its_place(scenes: Sequence[Scene], item: Found, places: Sequence[Located]) -> Scene | None:
    """ "21 in all: six in Cusco, nine in Lima": of the nine the scene in Lima, where that is not the one in focus."""
    tokens, end = item.layers.tokens, item.candidate.group.end
    if end + 1 >= len(tokens) or not item.layers.mark("prepositions", end):
        return None
    place = next((p.place for p in places if p.start == tokens[end + 1].start and p.place.precision <= _TOWN), None)
    focus = scenes[-1]
    if place is None or focus.place is None or near(place, focus.place):
        return None
    known = (s for s in scenes[-MANY:-1] if s.place is not None and not s.whole and near(place, s.place))
    return next((scene for scene in known if scene.place is not None and scene.place.precision <= _TOWN), None)


def _is_of(news: Interval | None, written: date, remembered: Interval) -> bool:
    """Whether days are those of news, and not of what is remembered."""
    return news is not None and written - news.start <= NEWS and not news.overlaps(remembered)


def _points_back(item: Found, sentence: int, around: Surroundings) -> bool:
    """ "That attack": the claim's sentence points to what was told before."""
    return any(sign == "noun" and item.layers.mark("that", i - 1) for i, sign in enumerate(around.signs[sentence]))


def settle(scene: Scene, sentence: int, own: Dated, around: Surroundings) -> None:
    """Date a scene by the sentences told since, before the time ``own`` of a further claim is taken for its own.

    "Three people died when a bus fell into a river. It happened on Monday. A day before, on Sunday, a child drowned."
    """
    if scene.interval is not None or scene.open_times or scene.aside or scene.whole:
        return
    between = around.times_of(scene.last + 1, sentence - 1)
    told = [time for time in between if time.bearing >= Bearing.EVENT and not (time.earlier or time.anew)]
    days = [time.interval for time in told if time.interval is not None and time != own]
    first = next((one for one in days if one.precision <= _FINER), None)
    if first is not None and around.reference is not None and around.reference - first.end <= NEWS:
        scene.interval = first


def _is_news(scene: Scene, written: date) -> bool:
    return scene.interval is None or written - scene.interval.start <= NEWS


def _is_undated_news(scene: Scene, around: Surroundings) -> bool:
    """Whether a scene has only days that count from the day of an undated report ("on Friday")."""
    if scene.interval is not None:
        return False
    told = around.times_of(scene.first, scene.first + 1)
    return any(time.kind == "relative" and time.interval is None for time in told)


def summed(scenes: Sequence[Scene], stretch: Interval | None, written: date | None) -> Scene | None:
    """The scene that a sum over a stretch up to the report belongs to: the same sum, or what it has gone on from."""
    for scene in reversed(scenes[-MANY:]):
        if scene.whole and scene.interval == stretch:
            return scene
        if stretch is None or written is None or scene.whole or scene.interval is None:
            continue
        if written - stretch.end > LONG_PAST:
            continue  # it did not go on up to the report
        since_then = timedelta(0) <= scene.interval.end - stretch.start <= _WITHIN_A_YEAR
        if since_then and written - scene.interval.end > LONG_PAST:
            return scene
    return None

"""Which scene the telling comes back to behind an aside, and which one a sum up to the report is of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from knell.claims.find import Found
from knell.claims.scenes import Scene
from knell.claims.surroundings import Surroundings
from knell.model import Interval

# No more scenes than this are looked through for a claim, so that long texts stay linear.
MANY = 40
# What happened so shortly before a report is its news; what lies so much farther back is told in passing.
NEWS = timedelta(days=7)
LONG_PAST = timedelta(days=60)
_WITHIN_A_YEAR = timedelta(days=366)


def resumed(scenes: Sequence[Scene], item: Found, sentence: int, around: Surroundings) -> Scene:
    """The scene that a claim without a time goes on with: the last, or the one that the news opened with.

    ``scenes`` are in the order in which they were last told of. Behind what news tells in passing of long before, the
    telling comes back, unless more people are counted or "that attack" points to the aside.
    """
    focus, written = scenes[-1], around.reference
    main = next((scene for scene in scenes[:MANY] if 0 in scene.claims), focus)
    if main is focus or main.whole or around.remembering or sentence == focus.last:
        return focus
    adds = item.candidate.group.more and not focus.whole
    if adds or not (_is_undated_news(main, around) if written is None else _is_news(main, written)):
        return focus
    day = main.interval.start if main.interval is not None else written
    dated = focus.interval is not None and (day is None or day - focus.interval.end > NEWS)
    if not (focus.whole or dated):
        return focus
    pointed = any(sign == "noun" and item.layers.mark("that", i - 1) for i, sign in enumerate(around.signs[sentence]))
    return focus if pointed else main


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
        since_then = timedelta(0) <= scene.interval.end - stretch.start <= _WITHIN_A_YEAR
        if since_then and written - scene.interval.end > LONG_PAST:
            return scene
    return None

"""The day before or after: "la veille", "am Folgetag", counted from the day that is told of."""

from __future__ import annotations

from collections.abc import Sequence

from knell.model import Interval
from knell.times import days
from knell.times.counted import read_deictic, read_weekday
from knell.times.dated import read_date
from knell.times.discourse import Discourse, Reading
from knell.times.phrases import Phrase

_READERS = {"date": read_date, "weekday": read_weekday, "deictic": read_deictic}
# The day that a text tells of was named no more sentences before.
_REACH = 4


def read_eve(phrase: Phrase, discourse: Discourse, near: Sequence[Phrase]) -> Reading:
    """ "la veille": so many days from the day told last, else from one told behind it in its sentence.

    News that name no day tell of their own or of the day before it. ``near`` are the times of the sentence.
    """
    step = phrase.number("NEIGHBOUR") or 0
    told = discourse.recent(phrase.sentence, _REACH)
    base = told.interval if told is not None else _behind(phrase, discourse, near)
    if base is not None:
        edge = base.end if step > 0 else base.start
        found = days.days_from(edge, step, step)
        if found is not None and discourse.reference is not None and found.start > discourse.reference:
            return Reading(None, "anaphoric", "it would lie after the report's own date")
        return Reading(found, "anaphoric", f"counted from {edge}", weak=step < 0)
    reference = discourse.reference
    if reference is None or discourse.history or step > 0:
        return Reading(None, "anaphoric", "nothing was told before that it counts from")
    found = days.days_from(reference, step - 1, step)
    return Reading(found, "relative", f"counted from the report's date {reference} or the day before")


def _behind(phrase: Phrase, discourse: Discourse, near: Sequence[Phrase]) -> Interval | None:
    """The day told behind it: "tués la veille, a dit mardi la police"."""
    for other in near:
        if other.start > phrase.start and other.rule in _READERS:
            found = _READERS[other.rule](other, discourse).interval
            return found if found is not None and found.start == found.end else None
    return None

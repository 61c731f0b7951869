"""The time and place that a claim's own sentence gives it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from knell.claims.bearing import span as tokens_of
from knell.claims.belonging import Bearing
from knell.claims.find import Found
from knell.claims.layers import Layers
from knell.claims.remarks import Remarks
from knell.claims.scenewords import SceneWords
from knell.claims.surroundings import Dated, Located
from knell.model import Outcome

# Kinds of claims that count what was told before.
TOLLS = ("toll", "restated", "lying")
_FINER = 2
# What is counted in more days than this is no one event; the days stand so near behind the deeds counted, and these
# behind their number.
_MONTH, _TALLIED, _COUNTED = timedelta(days=31), 5, 2
# The verb stands at most this many tokens behind the people of a noun that is its subject.
_VERB_BEHIND = 2
# So many places with no more than a comma or "and" between them are a list, of which none is where it all was.
_LISTED, _JOINED = 3, 5
_Told = TypeVar("_Told", Dated, Located)

# No more times or places than this on either side are looked through for a claim, so that long texts stay linear.
_MANY = 40


@dataclass(frozen=True, slots=True)
class Own:
    """What a claim's own sentence says of its time and place."""

    time: Dated | None
    place: Located | None
    apart: bool
    opening: bool
    past: bool = False
    whole: bool = False

    @property
    def digress(self) -> bool:
        """Whether its clause turns to another place for a moment."""
        return self.place is not None and self.place.digress


def counted_since(item: Found, since: Sequence[Dated], pluperfect: frozenset[str], undated: bool) -> Dated | None:
    """ "More than 900 have died since March": what a figure in the perfect is counted from.

    One in another tense is where it is ``undated`` and the clause opens with it: "Since 2002, 754 miners died".
    """
    told, tokens = item.candidate.predication, item.layers.tokens
    # "the remains of 24 victims have been found": behind a noun its people stand between
    end = max(told.end, item.candidate.group.end + _VERB_BEHIND) if "complement" in told.frames else told.end
    perfect = any(
        item.layers.mark("have", i) and tokens[i].norm not in pluperfect for i in range(max(told.start - 2, 0), end)
    )
    noun = "counted" in told.frames and item.layers.words.order.counted_one
    if not since or item.candidate.kind in TOLLS:
        return None
    if not (perfect or noun):
        front = tokens[item.candidate.start].start
        since = [t for t in since if undated and t.start < front and _opens_clause(item.layers, t)]
        if not since:
            return None
    return min(since, key=lambda time: abs(time.start - tokens[item.candidate.start].start))


def _opens_clause(layers: Layers, time: Dated) -> bool:
    """Whether no more than the word for "since" stands before a time in its clause: not "closed since May"."""
    at = tokens_of(layers, time.start, time.end)[0]
    return at <= 1 or layers.tokens[at - 2].kind == "punct"


def hurt_before(item: Found, since: Sequence[Dated]) -> Dated | None:
    """ "Died, who had been in a coma since Friday": the day when one who died of it was hurt, told behind his death."""
    candidate = item.candidate
    if candidate.predication.outcome is not Outcome.KILLED or candidate.kind in TOLLS:
        return None
    end = item.layers.tokens[candidate.end - 1].end
    behind = [time for time in since if time.hurt is not None and time.start >= end]
    return replace(behind[0], interval=behind[0].hurt, bound=None) if len(behind) == 1 else None


def open_ended(since: Dated, reference: date | None) -> Dated:
    """A time since when something is counted, up to the report; open where it has no date."""
    return since if reference is not None else replace(since, interval=None)


def set_off(time: Dated | None, end: int, layers: Layers, said: Remarks) -> bool:
    """Whether a time stands behind a claim and a comma, and so in another clause."""
    return time is not None and said.comma_within(end, tokens_of(layers, time.start, time.end)[0])


def of_its_deed(item: Found, told: Sequence[_Told], said: Remarks, answered: bool) -> Sequence[_Told]:
    """Times or places of the deed that a claim tells of: not those of what that answers, nor the other way round.

    Where nobody is counted in what is ``answered``, a time there may be that of the deed, unless it counts back.
    """
    if not said.answered:
        return told
    inside = item.candidate.start in said.answered

    def fits(one: _Told) -> bool:
        beside = (tokens_of(item.layers, one.start, one.end)[0] in said.answered) is inside
        return beside or not (inside or answered or getattr(one, "kind", "") == "anaphoric")

    return [one for one in told if fits(one)]


def tallied(item: Found, times: Sequence[Dated], words: SceneWords) -> Dated | None:
    """ "With Friday's raid it has seen 33 massacres this year, leaving 125 dead": the days in which many are counted.

    A number of deeds of one day ("three blasts on Friday") is no such count.
    """
    layers, start = item.layers, item.candidate.start
    for time in times:
        if time.interval is None or time.interval.end - time.interval.start <= _MONTH:
            continue
        first = tokens_of(layers, time.start, time.end)[0]
        if first <= start and any(first - _TALLIED <= at < first for at in deeds_counted(layers, words)):
            return time
    return None


def deeds_counted(layers: Layers, words: SceneWords) -> Iterator[int]:
    """Where a sentence counts more than one deed: "33 massacres"."""
    for quantity in layers.quantities:
        if quantity.kind == "count" and (quantity.count.low or 0) > 1:
            behind = range(quantity.end, min(quantity.end + _COUNTED, len(layers.tokens)))
            yield from (at for at in behind if words.nouns.at(layers.tokens, at) is not None)


def own_time(item: Found, times: Sequence[Dated], said: Remarks, start: int, end: int) -> Dated | None:
    """The time in the claim's own sentence, the nearest in its own clause first."""
    toll = item.candidate.kind in TOLLS
    recovered = said.recovered_near(item.candidate.start, item.candidate.end)
    best: tuple[float, Dated] | None = None
    for time in times:
        least = Bearing.NOUN if toll else Bearing.EVENT
        if time.bearing < least or (time.interval is None and time.kind == "relative" and not time.opens):
            continue
        if is_later(item, time, said, start, end) and (
            time.bearing is not Bearing.NOUN or _is_set_apart(item, time, said, start)
        ):
            continue
        if time.start >= end and _says_more(item, time):
            continue
        gap = max(time.start - end, start - time.end, 0)
        left, right = min(end, time.end), max(start, time.start)
        apart = ";" in item.layers.text[left:right]
        if time.kind == "anaphoric" and (apart or recovered):
            continue  # "30 hours later" of those saved is counted from the very day of what befell them
        cost = gap + (500.0 if apart else 0.0) + (40.0 if time.start >= end else 0.0)
        if time.kind != "anniversary":
            # what is remembered is the nearest, however coarsely it is counted back
            cost += 60.0 * max(0, time.interval.precision - _FINER) if time.interval is not None else 60.0
        cost -= 60.0 if time.bearing is Bearing.NOUN else 0.0
        if best is None or cost < best[0]:
            best = (cost, time)
    return best[1] if best is not None else None


def _says_more(item: Found, time: Dated) -> bool:
    """ "It found 25 deaths, and shows that 90 died in 1993": behind a "that" a time is of what is said there."""
    layers = item.layers
    return any(layers.mark("that", i) for i in range(item.candidate.end, tokens_of(layers, time.start, time.end)[0]))


def is_later(item: Found, time: Dated, said: Remarks, start: int, end: int) -> bool:
    """Whether the claim stands behind "after" in a sentence whose main verb has the time."""
    layers = item.layers
    first, last = tokens_of(layers, time.start, time.end)
    if time.end <= start:
        return said.after_within(last, item.candidate.start)
    if time.start < end:
        return False
    return said.after_within(0, item.candidate.start) and said.comma_within(item.candidate.end, first)


def _is_set_apart(item: Found, time: Dated, said: Remarks, start: int) -> bool:
    """ "Six died in a blast on Friday, a day after a bomb killed nine": the nine did not die on Friday."""
    if time.end > start:
        return False
    return said.apart_within(tokens_of(item.layers, time.start, time.end)[1], item.candidate.start)


def own_place(places: Sequence[Located], start: int, end: int) -> Located | None:
    """The place that the claim's own sentence gives for what happened, the nearest first.

    A country yields to a finer place in it, not to one elsewhere: "in India 61 died, in Tibet 25".
    """
    fits = [place for place in places if place.bearing >= Bearing.EVENT and not place.dateline]
    fits.sort(key=lambda p: max(p.start - end, start - p.end, 0))
    fits = [place for place in fits if place.place.country == fits[0].place.country]
    fits.sort(key=lambda p: p.place.precision > 5)
    return fits[0] if fits and not _is_one_of_many(fits[0], places) else None


def _is_one_of_many(located: Located, places: Sequence[Located]) -> bool:
    """ "in Aleppo, Latakia, Hama and Tartus": one of a list of places, with next to nothing between them."""
    at = next(i for i, place in enumerate(places) if place is located)
    first = last = at
    while first > 0 and places[first].start - places[first - 1].end <= _JOINED:
        first -= 1
    while last + 1 < len(places) and places[last + 1].start - places[last].end <= _JOINED:
        last += 1
    return last - first + 1 >= _LISTED


def nearest(told: Sequence[_Told], start: int) -> Sequence[_Told]:
    """The times or places of a sentence around an offset: no more than so many on either side."""
    at = bisect_left(told, start, key=lambda one: one.start)
    return told[max(at - _MANY, 0) : at + _MANY]

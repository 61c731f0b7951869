"""Tell the events of a report apart and give each claim its event.

A claim takes the time and place of its own clause; without them it stays with the event in focus. Later tolls, late
deaths and days of statements never make another event.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from knell.claims.belonging import Bearing
from knell.claims.completing import complete, holds, time_around
from knell.claims.coordination import leads_whole
from knell.claims.elsewhere import found_after, led_elsewhere
from knell.claims.find import Found
from knell.claims.layers import Layers
from knell.claims.owning import (
    TOLLS,
    Own,
    counted_since,
    deeds_counted,
    hurt_before,
    is_later,
    nearest,
    of_its_deed,
    open_ended,
    own_place,
    own_time,
    set_off,
    tallied,
)
from knell.claims.remarks import Remarks, remarks
from knell.claims.resuming import LONG_PAST, MANY, NEWS, news_beside, of_its_place, resumed, settle, summed
from knell.claims.roundups import is_firm, is_roundup
from knell.claims.scenes import Scene, near
from knell.claims.scenewords import SceneWords
from knell.claims.surroundings import TITLE, Dated, Surroundings
from knell.model import Interval, Outcome

_TOWN = 3
_FINER = 2
_YEAR = 5
_COUNTRY = 6
_WITHIN = ("part", "gap")
_LISTED = ("part", "gap", "toll")
_HARM = (Outcome.KILLED, Outcome.INJURED, Outcome.MISSING)
# A time told this many sentences on may still be that of a claim that has none.
_LOOK_AHEAD = 3
# No more parts than this are told in front of their whole.
_PARTS = 6
# More dead of what is told are of the same so long after it.
_AFTERWARDS = timedelta(days=14)
# A sum over more days than this up to the report is of more than one event.
_STRETCH = timedelta(days=7)
# News without a day are of the day before their report or of its own.
_BEFORE_NEWS = timedelta(days=3)
# What is counted over more than a year is no one event.
_YEARS = timedelta(days=366)


def assign(sentences: Sequence[Layers], found: Sequence[Found], around: Surroundings, words: SceneWords) -> list[Scene]:
    """The events of a report, most prominent first, each with the numbers of its claims in ``found``."""
    order = {layers.sentence.start: index for index, layers in enumerate(sentences)}
    told = Telling(found, [order[item.layers.sentence.start] for item in found], around, words)
    told.roundup = is_roundup(told.sentence, lambda index: told.remarks_of(index).introduces, around)
    for index in range(len(found)):
        told.place(index)
    scenes = sorted(told.scenes, key=lambda scene: scene.claims[0])
    complete(scenes, around)
    lying = {index for index, item in enumerate(found) if item.candidate.kind == "lying"}
    return sorted(scenes, key=lambda scene: (-_prominence(scene, around, lying), scene.claims[0]))


def _prominence(scene: Scene, around: Surroundings, lying: Container[int]) -> float:
    """What the report is about: the lead and, in news, the last days count, and how much is said of it.

    That the injured lie in several hospitals does not make more of it.
    """
    days, written = scene.interval, around.reference
    fresh = days is not None and written is not None and not around.remembering and written - days.end <= NEWS
    told = sum(index not in lying for index in scene.claims)
    return told + (1.5 if 0 in scene.claims else 0.0) + (1.5 if fresh and not scene.whole else 0.0)


@dataclass(slots=True)
class Telling:
    """The reading of one report from claim to claim."""

    found: Sequence[Found]
    sentence: Sequence[int]
    around: Surroundings
    words: SceneWords
    # in the order in which they were last told of
    scenes: list[Scene] = field(default_factory=list)
    roundup: bool = False
    _kept: tuple[int, Remarks] | None = None

    def place(self, index: int) -> None:
        """Put a claim into the scene it belongs to, or into a new one."""
        elsewhere = self._told_elsewhere(index)
        if elsewhere is not None:
            elsewhere.take(index, self.sentence[index], None, None)
            return
        lead = self._whole_of(index)
        own = self._own(lead)
        if self.scenes and self.found[index].candidate.kind not in _WITHIN:
            own = led_elsewhere(own, self.scenes[-1], self.sentence[index], self.around)
        if own.time is not None and self.scenes:
            settle(self.scenes[-1], self.sentence[index], own.time, self.around)
        if self.scenes and self.around.parted(self.scenes[-1].last, self.sentence[index]):
            own = replace(own, opening=True)  # an update that tells of elsewhere tells of another event
        adds = bool(self.scenes) and self._adds(index, self.scenes[-1], own)
        scene = self.scenes[-1] if adds else self._scene_for(lead, own)
        if adds:
            own = replace(own, time=None, place=None)
        if scene is None:
            before = bool(self.scenes) and self._went_before(index, self.scenes[-1], own)
            aside = (own.apart or own.whole or own.digress) and bool(self.scenes)
            item = self.roundup and not own.whole and bool(self.scenes)
            scene = Scene(aside=aside and not item, past=own.past, before=before, whole=own.whole, item=item)
            scene.digression = aside and own.digress
            self.scenes.append(scene)
        elif scene is not self.scenes[-1]:
            at = next(i for i in range(len(self.scenes) - 1, -1, -1) if self.scenes[i] is scene)
            self.scenes.append(self.scenes.pop(at))
        scene.take(index, self.sentence[index], own.time, own.place)
        scene.arrests = scene.arrests or self.found[index].candidate.predication.outcome not in _HARM
        if scene.interval is None and own.time is None and len(scene.claims) == 1 and not scene.aside:
            scene.interval = self._told_before(scene)

    def _whole_of(self, index: int) -> int:
        """The claim whose part is told in front of it, and which says what both are about; else the claim itself."""
        item = self.found[index]
        if item.candidate.kind != "part" or leads_whole(item.layers, item.candidate.group) is None:
            return index
        for at in range(index + 1, min(index + 1 + _PARTS, len(self.found))):
            if self.sentence[at] != self.sentence[index]:
                break
            if self.found[at].candidate.kind != "part":
                return at
        return index

    def _told_elsewhere(self, index: int) -> Scene | None:
        """The scene of a sub-total's own town, where the report has told of that before."""
        number = self.sentence[index]
        if not index or self.sentence[index - 1] != number or self.found[index].candidate.kind not in _LISTED:
            return None
        return of_its_place(self.scenes, self.found[index], self.around.places_of(number))

    def _is_item(self, index: int, focus: Scene, own: Own) -> bool:
        """Whether a claim opens the next item of a roundup."""
        kind, number = self.found[index].candidate.kind, self.sentence[index]
        if not self.roundup or kind in TOLLS or kind in _WITHIN or number == focus.last:
            return False
        moved = own.place is not None and is_firm(own.place) and own.place.place != focus.place
        return own.opening or moved

    def _adds(self, index: int, focus: Scene, own: Own) -> bool:
        """ "Eight more were killed in the districts on 25 January": more dead of the same, some days on.

        A day at the head of the sentence moves the telling on instead.
        """
        days = own.time.interval if own.time is not None and not own.time.opens else None
        if not self.found[index].candidate.group.more or days is None or own.apart or own.opening:
            return False
        if not _is_day(days) or not _is_day(focus.interval) or focus.aside:
            return False
        assert focus.interval is not None
        if own.place is not None and focus.place is not None and not near(own.place.place, focus.place):
            return False
        return focus.interval.start <= days.start and days.end - focus.interval.end <= _AFTERWARDS

    def _told_before(self, scene: Scene) -> Interval | None:
        """The day that the sentences before a scene's first claim tell of."""
        told = self.around.times_of(TITLE, scene.first - 1)[-MANY:]
        before = [t for t in told if _is_day(t.interval) and not self.around.is_of_remembrance(t)]
        others = [s for s in self.scenes[-MANY:] if s.interval is not None]
        return time_around(scene, replace(self.around, times=before), others) if before else None

    def _own(self, index: int) -> Own:
        item, number = self.found[index], self.sentence[index]
        candidate, layers = item.candidate, item.layers
        start, end = layers.tokens[candidate.start].start, layers.tokens[candidate.end - 1].end
        inside = candidate.kind in _WITHIN
        said = self.remarks_of(index)
        answered = bool(said.answered) and self._counts_answered(index, said)
        times = of_its_deed(item, nearest(self.around.times_of(number), start), said, answered)
        late = candidate.kind not in TOLLS and said.late_near(candidate.start, candidate.end)
        hurt = hurt_before(item, self.around.since_of(number))
        time = hurt or (None if late else tallied(item, times, self.words) or own_time(item, times, said, start, end))
        late = late or hurt is not None
        places = of_its_deed(item, nearest(self.around.places_of(number), start), said, answered)
        place = own_place(places, start, end)
        if self.scenes and place is None and found_after(self.scenes[-1], self.found, index, time, number):
            late, time = True, None
        apart = not inside and (said.apart_before(candidate.end) or candidate.start in said.answered)
        past = candidate.start in said.answered or any(
            is_later(item, t, said, start, end) for t in times if t.bearing in (Bearing.LOOSE, Bearing.EVENT)
        )
        since = None if late else counted_since(item, self.around.since_of(number), self.words.pluperfect, time is None)
        if since is not None and (since.interval is None or since.interval.precision > _FINER):
            return Own(open_ended(since, self.around.reference), place, apart, said.introduces, whole=True)
        wide = place is None or place.place.precision >= _COUNTRY
        time = (self._summed_over(index) if time is None and wide else None) or self._moved(index, time)
        whole = not inside and self._reaches_now(time) and not set_off(time, candidate.end, layers, said)
        whole = whole or (time is None and said.endures_before(candidate.end))
        whole = whole or _outlasts(time) or (time is None and said.lasts_beside(candidate.start, candidate.end))
        late = late or candidate.kind == "lying"  # a hospital is not where it happened
        return Own(time, None if late else place, apart, said.introduces, past, whole)

    def _reaches_now(self, time: Dated | None) -> bool:
        """Whether a time is a stretch of more than some days that ends with the report or goes on ("this year")."""
        days, written = (time.interval if time is not None else None), self.around.reference
        if days is None or written is None or not days.start <= written <= days.end:
            return False
        return days.end - days.start > _STRETCH

    def remarks_of(self, index: int) -> Remarks:
        """What a claim's sentence says of its claims, kept for the next claim of the sentence."""
        number = self.sentence[index]
        if self._kept is None or self._kept[0] != number:
            layers = self.found[index].layers
            self._kept = (number, remarks(layers, self.around.signs[number], self.words))
        return self._kept[1]

    def _moved(self, index: int, time: Dated | None) -> Dated | None:
        """A claim without a time of its own takes that of the sentence before, where the telling moved on to it."""
        candidate, number = self.found[index].candidate, self.sentence[index]
        if time is not None or not self.scenes or candidate.kind in _WITHIN or candidate.group.whole:
            return time
        focus = self.scenes[-1]
        news = news_beside(focus, self.found[index], number, self.around)
        if news is not None and not self._is_told(index, focus):
            return news
        if candidate.kind in TOLLS and not self._names_event(index):
            return time
        if focus.last >= number - 1 or self._is_told(index, focus):
            return None
        told = [t for t in self.around.times_of(number - 1) if t.bearing >= Bearing.EVENT and t.interval is not None]
        days = [t for t in told if _is_day(t.interval) or t.opens]
        return days[0] if len(days) == 1 else None

    def _summed_over(self, index: int) -> Dated | None:
        """The years that the sentence before tells of: "from 1959 to 2019 there were 70 massacres. They left ..."."""
        candidate, number = self.found[index].candidate, self.sentence[index]
        if not number or candidate.kind in _WITHIN or candidate.group.whole:
            return None
        if self.scenes and (self.scenes[-1].last >= number - 1 or self._is_told(index, self.scenes[-1])):
            return None
        before = self.around.times_of(number - 1)
        return before[0] if before and all(map(_outlasts, before)) and "noun" in self.around.signs[number - 1] else None

    def _names_event(self, index: int) -> bool:
        """ "the toll of the assault": the toll of what was just told, not of what the report began with."""
        layers, end = self.found[index].layers, self.found[index].candidate.predication.end
        if not (layers.mark("of", end) and layers.mark("definite", end + 1)):
            return False
        return self.words.nouns.at(layers.tokens, end + 2) is not None if end + 2 < len(layers.tokens) else False

    def _is_told(self, index: int, scene: Scene) -> bool:
        """Whether a scene holds the same number of the same outcome already."""
        candidate = self.found[index].candidate
        same = (candidate.predication.outcome, candidate.group.count)
        told = (self.found[i].candidate for i in scene.claims[-MANY:])
        return any((c.predication.outcome, c.group.count) == same for c in told)

    def _scene_for(self, index: int, own: Own) -> Scene | None:
        """The scene a claim belongs to; None when it opens one."""
        if not self.scenes:
            return None
        focus = self.scenes[-1]
        kind = self.found[index].candidate.kind
        if own.whole:
            return summed(self.scenes, own.time.interval if own.time is not None else None, self.around.reference)
        if kind in _WITHIN or self._same_clause(index, focus, own):
            return focus
        if self._parted_by_answer(index, index - 1):
            return self._before_answer(own)
        if own.digress and own.place is not None and focus.place is not None and not near(own.place.place, focus.place):
            return None
        if self._is_item(index, focus, own):
            return None
        if own.time is None and focus.whole and any(deeds_counted(self.found[index].layers, self.words)):
            return focus  # "of the 33 massacres, 20 were police raids, which left 83 dead"
        if own.time is None:
            focus = resumed(self.scenes, self.found[index], self.sentence[index], self.around)
            return self._without_time(focus, own, kind)
        if own.time.interval is None:
            return self._with_open_time(focus, own.time, own)
        return self._with_time(index, focus, own.time.interval, own)

    def _same_clause(self, index: int, focus: Scene, own: Own) -> bool:
        """Whether a claim shares its sentence with the last one and no time of its own stands between them."""
        if focus.claims[-1] != index - 1 or self.sentence[index] != self.sentence[index - 1]:
            return False
        if self._parted_by_answer(index, index - 1):
            return False
        before, here = self.found[index - 1].candidate.end, self.found[index].candidate.start
        if own.apart and self.remarks_of(index).apart_within(before, here):
            return False  # "six were killed, a day after a car bomb killed nine"
        return own.time is None or own.time.start < focus.last_end or own.time.interval is None

    def _counts_answered(self, index: int, said: Remarks) -> bool:
        """Whether a claim of the same sentence counts people of what its deed answers."""
        beside = range(max(index - MANY, 0), min(index + MANY, len(self.found)))
        alike = (i for i in beside if self.sentence[i] == self.sentence[index])
        return any(self.found[i].candidate.start in said.answered for i in alike)

    def _parted_by_answer(self, index: int, other: int) -> bool:
        """Whether of two claims of a sentence one tells of a deed and the other of what that answers."""
        if self.sentence[index] != self.sentence[other]:
            return False
        answered = self.remarks_of(index).answered
        return (self.found[index].candidate.start in answered) is not (self.found[other].candidate.start in answered)

    def _before_answer(self, own: Own) -> Scene | None:
        """The scene of a claim whose sentence just told of the other side, by its days."""
        earlier = self.scenes[-MANY:-1]
        if own.time is None:
            return None if own.apart or not earlier else earlier[-1]
        days = own.time.interval
        fits = (s for s in reversed(earlier) if days and s.interval and s.interval.overlaps(days))
        return next(fits, None)

    def _without_time(self, focus: Scene, own: Own, kind: str) -> Scene | None:
        place = own.place.place if own.place is not None else None
        if place is None or focus.place is None or near(place, focus.place):
            return None if own.apart and kind not in TOLLS else focus
        known = [
            s for s in self.scenes[-MANY:] if s.place is not None and near(place, s.place) and place.precision <= _TOWN
        ]
        if known:
            return known[-1]
        return None if own.opening and kind not in TOLLS and is_firm(own.place) else focus

    def _with_open_time(self, focus: Scene, time: Dated, own: Own) -> Scene | None:
        """A time that cannot be told: another one than before, at the head of its sentence, opens a scene."""
        told = [s for s in self.scenes[-MANY:] if not s.whole]
        same = [s for s in told if s.open_times.like(time.text)]
        if same:
            return same[-1]
        place = own.place.place if own.place is not None else None
        moved = place is not None and focus.place is not None and not near(place, focus.place)
        return None if own.apart or (time.opens and (focus.open_times or focus.interval or moved)) else focus

    def _with_time(self, index: int, focus: Scene, time: Interval, own: Own) -> Scene | None:
        place = own.place.place if own.place is not None else None
        opens = own.time is not None and own.time.opens
        for scene in reversed(self.scenes[-MANY:]):
            if scene.whole or (own.opening and scene.interval is not None and holds(scene.interval, time)):
                continue
            if scene.interval is None:
                anew = own.time is not None and own.time.anew and self.sentence[index] > scene.first
                joins = scene is focus and not own.apart and not scene.open_times and not anew
                elsewhere = place is not None and scene.place is not None and not near(place, scene.place)
                joins = joins and not (opens and elsewhere)
                before = self._went_before(index, scene, own) or self._is_before_news(index, scene, own)
                if joins and not before and self._may_join(index, scene, time):
                    return scene
                continue
            if not scene.interval.overlaps(time):
                continue
            if place is not None and scene.place is not None and not near(place, scene.place):
                continue
            return scene
        return None

    def _went_before(self, index: int, scene: Scene, own: Own) -> bool:
        """Another total in a later sentence, of a day that the pluperfect goes back to: what had happened before.

        The figure's own sentence does not count: "17 had died by Friday" tells how the same toll had come about.
        """
        if own.time is None or not own.time.earlier or own.time.sentence == self.sentence[index]:
            return False
        return self._is_another_total(index, scene)

    def _is_another_total(self, index: int, scene: Scene) -> bool:
        """Whether a scene counts the outcome of a claim, and not with its number."""
        here = self.found[index].candidate
        told = (self.found[i].candidate for i in scene.claims[-MANY:])
        totals = {c.group.count for c in told if c.predication.outcome is here.predication.outcome}
        return bool(totals) and here.group.count not in totals

    def _is_before_news(self, index: int, scene: Scene, own: Own) -> bool:
        """Another total, of a day before the news that a report without a day for it opened with.

        A toll may be the latest of what happened on that day.
        """
        written, time = self.around.reference, own.time.interval if own.time is not None else None
        if written is None or not _is_day(time) or self.around.remembering or self.around.looking_back:
            return False
        if 0 not in scene.claims or self.sentence[index] == scene.first or scene.open_times:
            return False
        assert time is not None
        first, here = self.found[scene.claims[0]].candidate, self.found[index].candidate
        if written - time.end < _BEFORE_NEWS or first.kind in TOLLS or here.kind in TOLLS:
            return False
        if here.group.more or here.group.kind in ("one", "name"):
            return False  # one of those whom the news counts
        return self._is_another_total(index, scene)

    def _may_join(self, index: int, scene: Scene, time: Interval) -> bool:
        """Whether a scene without a time may take this one: a mere year only beside its first claim.

        In news that does not look back, a day long past told in a later sentence is that of another event.
        """
        written = self.around.reference
        long_past = written is not None and written - time.end > LONG_PAST and not self.around.remembering
        if long_past and self.sentence[index] > scene.first:
            return False
        # headings tell beforehand what the text below them begins with
        first = max(scene.first, self.around.body) if scene.last < self.around.body else scene.first
        if time.precision >= _YEAR:
            return self.sentence[index] - first <= 1 and self.around.remembering
        fresh = written is not None and written - time.end <= NEWS and _is_toll(self.found[scene.claims[0]])
        return fresh or self.sentence[index] - first <= _LOOK_AHEAD


def _is_toll(item: Found) -> bool:
    """Whether news begin with how many it has been so far: the day of it may be told as late as it likes."""
    return item.candidate.kind == "toll"


def _outlasts(time: Dated | None) -> bool:
    """Whether a time is so long that what is counted in it is a sum: "in the 1980s", "on 5, 27 and 28 October".

    One counted back to ("three decades after") is only told roughly.
    """
    if time is None or time.interval is None or time.kind not in ("explicit", "yearless"):
        return False
    days = time.interval.end - time.interval.start
    return (days > _YEARS and time.kind == "explicit") or (days > _STRETCH and not _is_calendar(time.interval))


def _is_calendar(interval: Interval) -> bool:
    """Whether days are those of whole months or years, or begin or end with one ("early May"): known only so far."""
    return interval.start.day == 1 or (interval.end + timedelta(days=1)).day == 1


def _is_day(interval: Interval | None) -> bool:
    return interval is not None and interval.precision <= _FINER

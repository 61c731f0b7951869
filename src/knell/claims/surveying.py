"""Survey the times and places of a report's body and title: what each belongs to, and which are nobody's event."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knell.claims import bearing
from knell.claims.belonging import Bearing, Sign, is_digression
from knell.claims.layers import Layers
from knell.claims.scenewords import SceneWords
from knell.claims.surroundings import TITLE, Dated, Located, Surroundings
from knell.places import Mention as PlaceMention
from knell.times import Mention as TimeMention

# Times that are nobody's event: a day kept every year, the date of the report itself.
_NO_EVENT = ("yearly", "dateline", "update")
# Limits by which something had happened: the days themselves are not its own.
_ENDS = ("by", "until")
_DAYS = 2
_COUNTRY = 6
# No more than a comma stands between a dateline and its country.
_COMMA = 2
# What a report looks back on shows in its title and first sentences.
_HEAD = 4
# A land named so often is the one a text is about.
_OFTEN = 4
# A day without a year that names an event, so long before the report, need not be of the report's year.
_OLD = timedelta(days=120)
# A word of care stands so many tokens in front of the time since when.
_CARE = 5
_STOPS = ".;:"
_ENDS_SENTENCE = frozenset((*".!?…", "..."))


@dataclass(frozen=True, slots=True)
class Headed:
    """A report's title as a sentence, with its own times and places."""

    layers: Layers
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]


def survey(
    sentences: Sequence[Layers],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    words: SceneWords,
    published: date | None,
    title: Headed | None = None,
    peoples: Mapping[str, str] | None = None,
) -> Surroundings:
    """The times and places of a report's body and title, each with what it belongs to."""
    signs = [bearing.signs(layers, words) for layers in sentences]
    times = _outside_names(times, places)
    index = _Index(sentences)
    limits = [d for m in times if m.bound in _ENDS and (d := _dated(m, index.of(m.start), sentences, signs, words))]
    dated = [d for m in times if (d := _dated(m, index.of(m.start), sentences, signs, words)) is not None]
    dated = [time for time in dated if not _is_limit(time)]
    located = [p for m in places if (p := _located(m, index.of(m.start), sentences, signs, words)) is not None]
    located = _in_their_lands(located)
    if title is not None:
        lines, heads = [title.layers], [bearing.signs(title.layers, words)]
        heading_times = [d for m in title.times if (d := _dated(m, 0, lines, heads, words, TITLE)) is not None]
        dated = [time for time in heading_times if not _is_limit(time)] + dated
        lands = {m.place.country for m in places if m.place is not None}
        heading = [p for m in title.places if (p := _located(m, 0, lines, heads, words, TITLE)) is not None]
        # capitals say little in a title: its places must lie where the text's lie
        located = [place for place in heading if not lands or place.place.country in lands] + located
    # a date above the body is the report's, and what it tells may have happened the day before
    own = (m.interval for m in times if m.kind == "dateline" and index.of(m.start) is not None)
    line = next((days for days in own if days is not None), None)
    updates = [(index.of(m.start) or 0, m.interval.start) for m in times if m.kind == "update" and m.interval]
    read = [title.layers, *sentences] if title is not None else list(sentences)
    reference = published or (line.start if line else None)
    dated = [time for time in dated if not _to_come(time, reference)]
    return Surroundings(
        times=[_without_old_year(time, reference) for time in dated if time.bound != "since" or _is_named(time)],
        limits=limits,
        since=[time for time in dated if time.bound == "since" and not _is_named(time)],
        places=_in_minority(located, places),
        reference=reference,
        dateline=line if line is None or reference is None or line.start <= reference else None,
        remembering=any(layers.find(words.remembering) for layers in read),
        looking_back=any(layers.find(words.looking_back) for layers in read[:_HEAD]),
        honouring=any(layers.find(words.honouring) for layers in read[:_HEAD]),
        signs=signs,
        updates=updates,
        towns_of=_towns_of(sentences, peoples or {}, words),
        weeks_on=frozenset(i for i, layers in enumerate(sentences) if layers.find(words.weeks_on)),
        keeps_anniversary=any(_is_long_past(time, reference) for time in dated if time.kind == "anniversary"),
        body=next((i for i, layers in enumerate(sentences) if _is_full(layers)), 0),
    )


def _outside_names(times: Sequence[TimeMention], places: Sequence[PlaceMention]) -> Sequence[TimeMention]:
    """Times that are no part of a place's name: "Rio de Janeiro" has no month."""
    ends = {place.start: place.end for place in places}
    starts = sorted(ends)

    def named(time: TimeMention) -> bool:
        at = bisect_right(starts, time.start) - 1
        return at >= 0 and starts[at] < time.start and time.end <= ends[starts[at]]

    return [time for time in times if not named(time)]


def _is_named(time: Dated) -> bool:
    return time.bearing is Bearing.NOUN


def _is_limit(time: Dated) -> bool:
    return time.bound in _ENDS


def _in_their_lands(located: Sequence[Located]) -> list[Located]:
    """Without datelines that the country named behind them does not hold: "KARASU, Kyrgyzstan" is not in Uzbekistan.

    The country behind a dateline is as little the scene as the dateline is.
    """
    kept: list[Located] = []
    for one in located:
        before = kept[-1] if kept else None
        behind = before is not None and before.dateline and before.sentence == one.sentence
        if before is not None and behind and one.start - before.end <= _COMMA and one.place.precision == _COUNTRY:
            if before.place.country != one.place.country:
                kept.pop()
            one = replace(one, dateline=True, bearing=Bearing.LOOSE)
        kept.append(one)
    return kept


def _in_minority(located: Sequence[Located], places: Sequence[PlaceMention]) -> list[Located]:
    """Places in a land named once where another is named often are doubtful: nothing is held to happen there."""
    lands = Counter(m.place.country for m in places if m.place is not None)
    often = max(lands.values(), default=0)
    return [
        replace(one, bearing=min(one.bearing, Bearing.LOOSE))
        if lands[one.place.country] <= 1 and often >= _OFTEN
        else one
        for one in located
    ]


def _is_long_past(time: Dated, reference: date | None) -> bool:
    return reference is not None and time.interval is not None and reference - time.interval.end > _OLD


def _to_come(time: Dated, reference: date | None) -> bool:
    """Whether a time begins after its report was written: it is that of plans, and nothing told has happened then."""
    return reference is not None and time.interval is not None and time.interval.start > reference


def _without_old_year(time: Dated, reference: date | None) -> Dated:
    """ "The uprising of May 18" in December: the day's year is told elsewhere or nowhere."""
    days = time.interval
    if time.kind != "yearless" or time.bearing is not Bearing.NOUN or days is None or reference is None:
        return time
    old = days.precision <= _DAYS and reference - days.end > _OLD
    return replace(time, interval=None) if old else time


def _towns_of(sentences: Sequence[Layers], peoples: Mapping[str, str], words: SceneWords) -> dict[int, frozenset[str]]:
    """The countries of which each sentence means a town: "in the eastern Uzbek city"."""
    found: dict[int, frozenset[str]] = {}
    for number, layers in enumerate(sentences):
        pairs = zip(layers.tokens, layers.tokens[1:], strict=False)
        lands = {peoples[a.norm] for a, b in pairs if a.norm in peoples and b.norm in words.towns}
        if lands:
            found[number] = frozenset(lands)
    return found


def _is_full(layers: Layers) -> bool:
    """Whether a sentence ends as sentences do, and not as headings."""
    return bool(layers.tokens) and any(token.text in _ENDS_SENTENCE for token in layers.tokens[-2:])


class _Index:
    """Which sentence an offset lies in."""

    def __init__(self, sentences: Sequence[Layers]) -> None:
        self._starts = [layers.sentence.start for layers in sentences]
        self._ends = [layers.sentence.end for layers in sentences]

    def of(self, offset: int) -> int | None:
        """The number of the sentence; None outside the body."""
        found = bisect_right(self._starts, offset) - 1
        return found if found >= 0 and offset < self._ends[found] else None


def _dated(
    mention: TimeMention,
    index: int | None,
    sentences: Sequence[Layers],
    signs: Sequence[Sequence[Sign]],
    words: SceneWords,
    number: int | None = None,
) -> Dated | None:
    if index is None or mention.kind in _NO_EVENT:
        return None
    layers = sentences[index]
    first, last = bearing.span(layers, mention.start, mention.end)
    if first == last:
        return None
    told = bearing.of_time(layers, words, signs[index], first, last)
    if mention.kind == "anniversary":
        told = bearing.of_anniversary(layers, words, signs[index], last)
    full = mention.kind == "explicit" and mention.interval is not None and mention.interval.precision <= _DAYS
    unowned = told is Bearing.LOOSE and full
    opens_clause = mention.kind in ("explicit", "yearless") and bearing.opens_clause(layers, first)
    told = Bearing.EVENT if unowned or (told is Bearing.LOOSE and opens_clause) else told
    if mention.bound not in (None, "since", *_ENDS) and told is not Bearing.NOUN:
        return None
    if number == TITLE and mention.kind == "relative" and told is not Bearing.NOUN:
        return None
    text = " ".join(token.norm for token in layers.tokens[first:last])
    return Dated(
        mention.start,
        mention.end,
        mention.interval,
        sentence=index if number is None else number,
        bearing=told,
        kind=mention.kind,
        text=text,
        opens=bearing.opens(layers, first),
        bound=mention.bound,
        unowned=unowned,
        earlier=bearing.is_earlier(layers, words, signs[index], first, last),
        anew=told is Bearing.NOUN and layers.mark("articles", first - 1),
        hurt=mention.limit if _in_care(layers, words, first) else None,
    )


def _in_care(layers: Layers, words: SceneWords, first: int) -> bool:
    """ "Who had been in intensive care since Friday": a word of care stands shortly before the time at ``first``."""
    for index in range(first - 1, max(first - 1 - _CARE, -1), -1):
        if layers.tokens[index].text in _STOPS:
            return False
        if words.care.at(layers.tokens, index) is not None:
            return True
    return False


def _located(
    mention: PlaceMention,
    index: int | None,
    sentences: Sequence[Layers],
    signs: Sequence[Sequence[Sign]],
    words: SceneWords,
    number: int | None = None,
) -> Located | None:
    if index is None or mention.place is None or mention.qualifies:
        return None
    layers = sentences[index]
    first, last = bearing.span(layers, mention.start, mention.end)
    dateline = mention.role == "dateline" or bearing.is_heading(layers, first, last)
    told = bearing.of_place(layers, words, signs[index], first, last, mention.case)
    if told is not None and mention.role == "metonym":
        # "the Kabul police ambush" was in Kabul; "the US air strike" was not in that country
        told = told if told is Bearing.NOUN and mention.place.precision < _COUNTRY else Bearing.AFTERMATH
    if told is None:
        return None
    if told is Bearing.NOUN and mention.case == "of" and mention.place.precision >= _COUNTRY:
        told = Bearing.LOOSE  # "Ermənistanın hücumu": whose attack it was
    if dateline:
        told = Bearing.LOOSE
    return Located(
        mention.start,
        mention.end,
        mention.place,
        sentence=index if number is None else number,
        bearing=told,
        dateline=dateline,
        serves=bearing.is_described(layers, words.locals, last),
        official=bearing.is_described(layers, words.officials, last),
        digress=is_digression(layers, words, last),
        earlier=bearing.is_earlier(layers, words, signs[index], first, last),
    )

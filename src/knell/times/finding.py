"""Find the times of a text: phrases, their surroundings, then each in turn against what was told before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from knell.languages import load
from knell.model import Interval
from knell.text import Cut
from knell.times import counted, dated, days, eves, periods, remembered, surroundings
from knell.times.dateline import Dateline, find_dateline, opens_as_news
from knell.times.discourse import Discourse, Reading
from knell.times.evidence import accept
from knell.times.evidence_years import is_attributive
from knell.times.mention import Mention
from knell.times.neighbours import is_entry, touch
from knell.times.phrases import Phrase, Phrases
from knell.times.words import Words, words

_DEFAULT_LANGUAGE = "en"
_ENTRIES = ("date", "span", "month", "year")
_FEW, _SOME = 3, 5
# A text's dateline stands within this many letters.
_HEAD = 4000

_READERS: dict[str, Callable[[Phrase, Discourse], Reading]] = {
    "date": dated.read_date,
    "span": dated.read_span,
    "open_span": dated.read_open_span,
    "month": periods.read_month,
    "year": periods.read_year,
    "decade": periods.read_decade,
    "century": periods.read_century,
    "era": periods.read_era,
    "season": periods.read_season,
    "stretch": periods.read_stretch,
    "nth_week": periods.read_nth_week,
    "deictic": counted.read_deictic,
    "weekday": counted.read_weekday,
    "unit": counted.read_unit,
    "ago": counted.read_ago,
    "later": counted.read_later,
    "that": counted.read_that,
    "yearly": remembered.read_yearly,
}
_NEIGHBOURLY = {
    "anniversary": remembered.read_anniversary,
    "after_event": remembered.read_after_event,
    "neighbour": eves.read_eve,
}


class Times:
    """The times of one text; where they stand is looked for stretch by stretch when asked, what they mean last."""

    def __init__(self, cut: Cut, published: date | None = None) -> None:
        self._cut, self._published = cut, published
        self._words = words(cut.pack.code)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._cut, self._words, accept)

    def within(self, start: int, end: int) -> Sequence[Phrase]:
        """The times of which some part lies between two offsets, as they stand."""
        return self._phrases.within(start, end)

    @cached_property
    def mentions(self) -> list[Mention]:
        """All times in order, none overlapping another."""
        text, phrases = self._cut.text, self._phrases.all()
        head = find_dateline(text, phrases)
        reference = self._published or (head.day if head else None)
        discourse = _begin(text, phrases, head, reference, self._words)
        return [_mention(phrase, phrases, number, head, discourse) for number, phrase in enumerate(phrases)]


def find(text: str, language: str | None = None, published: date | None = None) -> list[Mention]:
    """All times of a text in order, none overlapping another.

    ``language`` is a code with a data file (default English); ``published`` is the report's date, for which the
    dateline stands in where it is None. Offsets are code points. Raises ``UnknownLanguage``.
    """
    return Times(Cut(text, load(language or _DEFAULT_LANGUAGE)), published).mentions


def dateline(text: str, language: str | None = None) -> date | None:
    """The date that a text gives itself in its dateline or head ("KABUL (Jan. 22, 2013)"); None where it has none.

    Raises ``UnknownLanguage``.
    """
    vocabulary = words(language or _DEFAULT_LANGUAGE)
    found = find_dateline(text, Phrases(Cut(text[:_HEAD], vocabulary.pack), vocabulary, accept).all())
    return found.day if found else None


def _begin(
    text: str, phrases: Sequence[Phrase], head: Dateline | None, reference: date | None, vocabulary: Words
) -> Discourse:
    """What the text as a whole says: the days it dates in full, whether it tells history, whether it remembers."""
    stated: dict[tuple[int, int], int | None] = {}
    full: list[Interval] = []
    for number, phrase in enumerate(phrases):
        if _dates_report(phrase, head) or _is_today(phrases, number):
            continue
        if phrase.rule not in ("date", "span") or not (phrase.has("YEAR") or phrase.has("NUMDATE")):
            continue
        found = _READERS[phrase.rule](phrase, Discourse(reference)).interval
        if found is None or (found.end - found.start).days > 6:
            continue
        full.append(found)
        for offset in range((found.end - found.start).days + 1):
            one = days.days_from(found.start, offset, offset)
            if one is not None:
                key = (one.start.month, one.start.day)
                stated[key] = one.start.year if stated.get(key, one.start.year) == one.start.year else None
    remembering = any(phrase.rule in ("anniversary", "yearly") for phrase in phrases) or any(
        surroundings.spoken_near(phrase, vocabulary.spoken("remembering"), 30) for phrase in phrases
    )
    history = _tells_history(phrases, head, reference) if reference else _only_tells(text, phrases)
    once = {(one.start, one.end): one for one in full}
    return Discourse(reference, stated, [once[key] for key in sorted(once)], history, remembering)


def _is_today(phrases: Sequence[Phrase], number: int) -> bool:
    """ "Today, 20 January 2003": the day that the text is written on."""
    beside = phrases[number - 1 : number] if number else []
    return any(other.rule == "deictic" and touch(other, phrases[number]) for other in beside)


def _only_tells(text: str, phrases: Sequence[Phrase]) -> bool:
    """Whether a text without a date is an account: no time in it counts from the day it was written."""
    return not opens_as_news(text) and not any(
        phrase.rule in ("deictic", "weekday", "ago", "unit") for phrase in phrases
    )


def _tells_history(phrases: Sequence[Phrase], head: Dateline | None, reference: date) -> bool:
    """Whether most of the text's times are years long past and few count from the report's date."""
    years = [year for p in phrases if (year := p.number("YEAR") or p.number("YEAR1")) and not _dates_report(p, head)]
    past = sum(year < reference.year for year in years)
    now = sum(phrase.rule in ("deictic", "weekday", "ago") for phrase in phrases)
    return past >= _FEW and past * 4 >= len(years) * 3 and now * _SOME <= past


def _mention(
    phrase: Phrase, phrases: Sequence[Phrase], number: int, head: Dateline | None, discourse: Discourse
) -> Mention:
    if head is not None and _dates_report(phrase, head):
        return _dateline_mention(phrase, head, discourse)
    if phrase.rule == "date" and surroundings.heads_update(phrase):
        return _update_mention(phrase, discourse)
    discourse.ahead = _year_ahead(phrase, phrases, number)
    if phrase.rule in _NEIGHBOURLY:
        near = [other for other in _sentence_of(phrases, number) if not _dates_report(other, head)]
        reading = _NEIGHBOURLY[phrase.rule](phrase, discourse, near)
    else:
        reading = _READERS[phrase.rule](phrase, discourse)
    reading = _beside(phrase, reading, discourse, phrases[number - 1] if number else None)
    reading = _since_the_eve(phrase, reading)
    reading = _limited(phrase, reading, discourse)
    discourse.tell(reading, phrase.sentence, phrase.paragraph)
    if reading.interval is not None and phrase.rule in _ENTRIES and is_entry(phrase):
        discourse.chronicle = reading.interval.end.year
    return Mention(
        phrase.start,
        phrase.end,
        reading.interval,
        reading.kind,
        reading.because,
        reading.bound,
        reading.month_day,
        reading.limit,
    )


def _year_ahead(phrase: Phrase, phrases: Sequence[Phrase], number: int) -> int | None:
    """The year of the time that the phrase is joined with: "on 19 and early on 20 January 1990", "May or June 1944"."""
    if phrase.rule not in ("date", "month", "season") or number + 1 == len(phrases):
        return None
    other = phrases[number + 1]
    if other.rule not in ("date", "month", "season", "span", "year") or other.window is not phrase.window:
        return None
    here, there = phrase.window.atoms[phrase.last - 1].last, phrase.window.atoms[other.first].first
    between = phrase.window.tokens[here:there]
    if is_attributive(phrase) and other.rule == "year" and len(between) <= _FEW:
        return other.number("YEAR")  # "the May riots of 2005"
    joined = any(token.norm in phrase.words.listed("joining") for token in between)
    small = all(token.text == "," or token.norm in phrase.words.listed("joining_words") for token in between)
    joined = joined and small and len(between) <= _FEW + 1 and other.rule != "year"
    return other.number("YEAR") if joined else None


def _dates_report(phrase: Phrase, head: Dateline | None) -> bool:
    return head is not None and any(phrase is one for one in head.phrases)


def _sentence_of(phrases: Sequence[Phrase], number: int) -> list[Phrase]:
    """The phrases of the same sentence, nearest first, the phrase itself included."""
    sentence = phrases[number].sentence
    first = last = number
    while first > 0 and number - first < 8 and phrases[first - 1].sentence == sentence:
        first -= 1
    while last + 1 < len(phrases) and last - number < 8 and phrases[last + 1].sentence == sentence:
        last += 1
    return sorted(phrases[first : last + 1], key=lambda p: abs(p.start - phrases[number].start))


def _dateline_mention(phrase: Phrase, head: Dateline, discourse: Discourse) -> Mention:
    one = head.day
    if one is None and discourse.reference is not None:
        found = dated.read_date(phrase, Discourse(discourse.reference)).interval
    else:
        found = days.days_from(one, 0, 0) if one else None
    return Mention(phrase.start, phrase.end, found, "dateline", "the date of the report itself")


def _update_mention(phrase: Phrase, discourse: Discourse) -> Mention:
    """The date over a part of a report: what that part tells counts from it."""
    found = dated.read_date(phrase, discourse).interval
    if found is not None:
        discourse.reference = found.start
    return Mention(phrase.start, phrase.end, found, "update", "the date of this part of the report")


def _beside(phrase: Phrase, reading: Reading, discourse: Discourse, before: Phrase | None) -> Reading:
    """ "On 27 June, two days after the invasion": counts back from that day to what is told of."""
    told, after = discourse.last, phrase.after()
    if phrase.rule not in ("later", "after_event") or before is None or told is None:
        return reading
    if not touch(before, phrase) or told.sentence != before.sentence or told.reading.bound:
        return reading
    if phrase.has("SHIFT") and told.interval.start == told.interval.end:
        return Reading(told.interval, "anaphoric", f"said of {told.interval.start}, beside it")
    if not (phrase.has("BEFOREAFTER") or phrase.rule == "after_event") or after is None or after.kind != "word":
        return reading
    return remembered.read_beside(phrase, told.interval)


def _since_the_eve(phrase: Phrase, reading: Reading) -> Reading:
    """ "The night to 19 May" begins on the 18th."""
    found, back = reading.interval, phrase.number("EVE")
    if found is None or back is None:
        return reading
    from_eve = days.days_from(found.start, back, (found.end - found.start).days)
    return replace(reading, interval=from_eve, because=f"{reading.because}; a night that begins the day before")


def _limited(phrase: Phrase, reading: Reading, discourse: Discourse) -> Reading:
    """Mark a time that is only a limit; what runs since then runs to the report's date."""
    limit = surroundings.bound(phrase)
    if limit is None or reading.bound is not None or phrase.rule in ("span", "anniversary", "after_event", "yearly"):
        return reading
    bound, _ = limit
    interval, because = reading.interval, reading.because
    if bound == "since" and interval is not None and discourse.reference is not None:
        open_ended = days.between(interval.start, discourse.reference)
        interval, because = (open_ended or interval), f"{because}; since then to the report's date"
    since = reading.interval if bound == "since" else None
    return Reading(interval, reading.kind, because, bound, reading.month_day, reading.weak, since)

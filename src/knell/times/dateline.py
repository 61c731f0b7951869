"""The date that a text itself says it was written on: its dateline or the date in its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import regex

from knell.model import Interval
from knell.times import days
from knell.times.dated import full_year
from knell.times.phrases import Phrase

_HEAD = 900
_HEAD_LINES = 12
_LINE = regex.compile(r"[^\n\u2028\u2029]+")
# A place before the date: capitals and names, perhaps a country, nothing that begins a clause.
# Possessive: a run of capitals and dashes must not be tried in every way it can be cut.
_PLACE = regex.compile(r"\s*+(?:\p{Lu}[\p{L}\p{M}'’.-]*+|(?:de|del|al|el|la|los|las|of|and|the)\b|[,()/&-]|\s)++")
_NUMBER = regex.compile(r"\s*(\d{4})-(\d\d)-\p{L}{1,3}[-–]\w+\b")
_NEWS = regex.compile(r"\s*+\p{Lu}{3,}[^\n]{0,60}?\s(?:--|[—–-])\s")
# What may stand behind the date on its line: 9:42 PM CDT
_CLOCK = regex.compile(r"(?:[\d:.,\s|/+-]|\p{L}{1,4}\b){0,30}+")
_CAPITALS = regex.compile(r"\s*+\p{Lu}{3,}\b")
# "BAKU, Azerbaijan, January 19. The ministry"
_STOPS = regex.compile(r"\.\s+\p{Lu}")
# "Riga. March 14. AGENCY.NET - The ministry"
_AGENCY = regex.compile(r"\.\s+\p{Lu}{3,}[\p{Lu}\d.]*+\s*[-–—]")
_AFTER_PLACE = regex.compile(r"\.?\s*(?:[-‐‑–—−]{1,3}|\(|:|/)")
# "HARBOUR, Northland (Post / Agency - 15th July, 2019)": the date ends a bracketed note of who sent it
_NOTED = regex.compile(r"[(\[](?=[^()\[\]\n.;]{0,70}\p{Lu})[^()\[\]\n.;]{1,70}[-–—,/]\s*$")
_NOTE_ENDS = regex.compile(r"\s*[)\]]")
# "December 18, 2017 (JUBA) - At least"
_BEFORE_PLACE = regex.compile(r"\s*\(\p{Lu}[^()\n]{1,40}\)\s*(?:--?|[—–])\s")
_LONGEST_PLACE = 70


@dataclass(frozen=True, slots=True)
class Dateline:
    """The phrases in the head of a text that date the text, and the day; None where its year is not known."""

    phrases: tuple[Phrase, ...]
    day: date | None


def find_dateline(text: str, phrases: Sequence[Phrase]) -> Dateline | None:
    """The dateline, or else a date alone in the head. A year it lacks comes from elsewhere in the head.

    A date at the end of a heading ("Fire in Lima, May 7, 2011") is marked where it agrees, but dates nothing by itself:
    it may be that of an event, unless the heading names a kind of report ("Evening update, May 7, 2011").
    """
    head = [phrase for phrase in phrases if phrase.start < _HEAD and phrase.rule == "date"]
    lines = _lines(text)
    placed = [(p, line) for p in head if (line := _line_of(p, lines))]
    behind_place = [p for p, line in placed if _behind_place(text, p, line)]
    alone = [p for p, line in placed if p not in behind_place and _alone(text, p, line)]
    headings = [p for p, line in placed if p not in behind_place and p not in alone and _in_heading(text, p, line)]
    bulletins = [phrase for phrase in headings if _is_of_bulletin(text, phrase)]
    dating = [*behind_place, *(alone if _one_day(alone) else []), *(bulletins if _one_day(bulletins) else [])]
    for phrase in dating:
        found = _full(phrase)
        if found is not None:
            return Dateline(tuple(p for p in (*dating, *headings) if _agrees(p, found)), found)
    for phrase in (*dating, *headings):
        month, number = phrase.number("MONTH"), phrase.number("DAY")
        if month is not None and number is not None and not phrase.has("YEAR"):
            year = _year_of_number(text, lines, month)
            one = days.day(year, month, number) if year is not None else None
            same = [p for p in (*dating, *headings) if (p.number("MONTH"), p.number("DAY")) == (month, number)]
            if one is not None or phrase in behind_place:
                return Dateline(tuple(same), one.start if one else None)
    return None


def opens_as_news(text: str) -> bool:
    """Whether the text opens as agency copy does, with a place and a dash: "RABINAL, Guatemala -- "."""
    return any(_NEWS.match(text, start) is not None for start, _ in _lines(text))


def _one_day(phrases: Sequence[Phrase]) -> bool:
    """Several days, each on a line of its own, are a chronology."""
    return len({found for phrase in phrases if (found := _full(phrase)) is not None}) <= 1


def _agrees(phrase: Phrase, found: date) -> bool:
    full = _full(phrase)
    if full is not None:
        return full == found
    return (phrase.number("MONTH"), phrase.number("DAY")) == (found.month, found.day)


def _lines(text: str) -> list[tuple[int, int]]:
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text, 0, min(len(text), 4 * _HEAD)) if m.group().strip()]
    return lines[:_HEAD_LINES]


def _line_of(phrase: Phrase, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    return next(((a, b) for a, b in lines if a <= phrase.start and phrase.end <= b), None)


def _full(phrase: Phrase) -> date | None:
    found = _interval(phrase)
    return found.start if found is not None and found.start == found.end else None


def _interval(phrase: Phrase) -> Interval | None:
    figures = (phrase.text("NUMDATE") or "").split()
    if len(figures) == 3 and len(figures[0]) == 4:
        return days.day(int(figures[0]), int(figures[1]), int(figures[2]))
    year, short = phrase.number("YEAR"), phrase.number("YY")
    if year is None and short is not None:
        year = full_year(short, None)
    month, number = phrase.number("MONTH"), phrase.number("DAY")
    if year is None or month is None or number is None:
        return None
    return days.day(year, month, number)


def _behind_place(text: str, phrase: Phrase, line: tuple[int, int]) -> bool:
    """ "KABUL, Afghanistan (Jan. 22, 2013)", "BEIRUT, Aug 4 (AP) -"; or in front of it: "May 4, 2011 (Juba) -"."""
    before = text[line[0] : phrase.start]
    if not before.strip():
        return _BEFORE_PLACE.match(text, phrase.end) is not None
    noted = _NOTED.search(before)
    if noted is not None:
        return _NOTE_ENDS.match(text, phrase.end) is not None and _is_place(phrase, before[: noted.start()])
    opened = before.rstrip().endswith(("(", "["))
    place = before.rstrip().rstrip("([").rstrip()
    if not place or len(place) > _LONGEST_PLACE:
        return False
    tail = _last_sentence(place)
    if not tail or not _PLACE.fullmatch(tail) or _opens_clause(phrase, tail):
        return False
    if opened:
        return text[phrase.end : phrase.end + 2].lstrip().startswith((")", "]"))
    if place.endswith("."):
        return _AGENCY.match(text, phrase.end) is not None
    if not place.endswith(","):
        return False
    # "14 марта 2018 г. В ...": the point of an abbreviation ends the dateline too
    end = phrase.end - text.endswith(".", phrase.start, phrase.end)
    return _AFTER_PLACE.match(text, end) is not None or (
        _CAPITALS.match(tail) is not None and _STOPS.match(text, end) is not None
    )


def _is_place(phrase: Phrase, before: str) -> bool:
    """Whether nothing but a place's name stands there."""
    place = before.strip().rstrip(",")
    return 0 < len(place) <= _LONGEST_PLACE and bool(_PLACE.fullmatch(place)) and not _opens_clause(phrase, place)


def _opens_clause(phrase: Phrase, tail: str) -> bool:
    """ "On Tuesday, March 5 - two days later": a small word or a time is no place."""
    words = tail.replace(",", " ").split()
    if not words:
        return True
    first = words[0].lower()
    small = any(first in phrase.words.listed(name) for name in ("after_year", "before_month", "before_day"))
    return small or any(word.lower() in phrase.words.times for word in words)


def _last_sentence(place: str) -> str:
    """What stands behind two or more spaces or a bracketed note, where a head is run together on one line."""
    return str(regex.split(r"\s{2,}|\]|--", place)[-1])


def _alone(text: str, phrase: Phrase, line: tuple[int, int]) -> bool:
    """A date on a line of its own above a text, or behind a label ("Published:")."""
    before, after = text[line[0] : phrase.start].strip(), text[phrase.end : line[1]].strip()
    label = before.rstrip(":").strip().lower()
    if label in phrase.words.listed("page_labels"):
        return True
    follows = bool(text[line[1] : line[1] + 400].strip())
    return not before and follows and _CLOCK.fullmatch(after) is not None


def _in_heading(text: str, phrase: Phrase, line: tuple[int, int]) -> bool:
    """A date that opens ("June 20: Operations in ...") or ends a heading."""
    before, after = text[line[0] : phrase.start].strip(), text[phrase.end : line[1]].strip()
    if not before:
        return after.startswith(":")
    return not after and len(before) < 100 and not before.endswith((".", ":")) and _heading(before)


def _is_of_bulletin(text: str, phrase: Phrase) -> bool:
    """Whether the word in front of a heading's date is a kind of report: "Morning Operational Update May 7, 2011"."""
    words = text[: phrase.start][-_LONGEST_PLACE:].replace(",", " ").split()
    return bool(words) and words[-1].lower() in phrase.words.listed("bulletins")


def _heading(before: str) -> bool:
    """Whether a line reads as a heading: most of its longer words begin with a capital."""
    long = [word for word in before.split() if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) * 4 >= len(long) * 3


def _year_of_number(text: str, lines: Sequence[tuple[int, int]], month: int) -> int | None:
    """The year in a release number such as 2010-07-CA-144 in the head, when its month is the same or next to it."""
    for start, _ in lines:
        match = _NUMBER.search(text, start, start + 200)
        if match is not None and 1 <= (numbered := int(match[2])) <= 12:
            months_on = (month - numbered + 6) % 12 - 6
            if abs(months_on) <= 1:
                return int(match[1]) + (numbered - 1 + months_on) // 12
    return None

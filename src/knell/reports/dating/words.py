"""Words that name a day, read strictly: the forms of machines, and day, month and year with the month by its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from knell.languages import available, load
from knell.reports.dates import EARLIEST, strict_day

_MARK = r"(?:st|nd|rd|th|º|er|\.)?"
_WORD = r"(?P<{}>[^\W\d_]{{3,15}})\.?"
_YEAR = r"(?P<{}>(?:1[6-9]|20)\d\d)"
# The one or two small words of some languages between day, month and year: "20 de enero de 2024".
_GAP = r"(?:\s+[^\W\d_]{2,3}\.?\s+|[\s,./-]{1,3})"
_NAMED = re.compile(
    rf"(?<![\w.])(?P<d>\d{{1,2}}){_MARK}{_GAP}{_WORD.format('m')},?{_GAP}{_YEAR.format('y')}(?!\d)"
    rf"|(?<!\w){_WORD.format('m2')}\s(?P<d2>\d{{1,2}}){_MARK},?\s{{1,2}}{_YEAR.format('y2')}(?!\d)"
    rf"|(?<!\d){_YEAR.format('y3')}[\s,./-]{{1,2}}{_WORD.format('m3')}[\s,./-]{{1,2}}(?P<d3>\d{{1,2}})(?!\d)"
)
_ISO = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
# With points the day stands first wherever points are written; with bars only a number over twelve tells.
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2((?:1[6-9]|20)\d\d)(?![\d/-])")
_LONGEST = 400
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A date as it stands in a text; ``day`` is None where the words could mean two days or none."""

    start: int
    end: int
    day: date | None


def day_of(words: object) -> date | None:
    """The one day that some words name, whatever stands beside it; None where they name none, or several."""
    strict = strict_day(words)
    if strict is not None or not isinstance(words, str):
        return strict
    found = {named.day for named in days_in(words)}
    return found.pop() if len(found) == 1 else None


def days_in(text: str) -> Iterator[Named]:
    """The dates with day, month and year in a short text, in order; those in more than one form are given once."""
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    seen = 0
    for start, end, day in sorted(_all(text), key=lambda found: (found[0], -found[1])):
        if start >= seen:
            seen = end
            yield Named(start, end, day)


def month_of(word: str) -> int | None:
    """The month that a word names in any language that has a pack; None where it is none, or two of them."""
    return _month_of(word.casefold())


def _all(text: str) -> Iterator[tuple[int, int, date | None]]:
    for found in _NAMED.finditer(text):
        for day, month, year in (("d", "m", "y"), ("d2", "m2", "y2"), ("d3", "m3", "y3")):
            if found[year] and (number := month_of(found[month])) is not None:
                yield found.start(), found.end(), _day(found[year], number, found[day])
    for found in _ISO.finditer(text):
        yield found.start(), found.end(), _day(found[1], int(found[3]), found[4])
    for found in _FIGURES.finditer(text):
        yield found.start(), found.end(), _by_figures(found)


def _by_figures(found: re.Match[str]) -> date | None:
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > _MONTHS or first == second:
        return _day(found[4], second, str(first))
    if second > _MONTHS:
        return _day(found[4], first, str(second))
    return None


def _day(year: str, month: int, number: str) -> date | None:
    try:
        day = date(int(year), month, int(number))
    except ValueError:
        return None
    return day if day >= EARLIEST else None


@lru_cache(maxsize=4096)
def _month_of(word: str) -> int | None:
    """By the names as the packs have them, then by the forms that the packs know of them."""
    said = {table[word] for table in _tables().values() if word in table}
    if not said:
        alike = [code for code, table in _tables().items() if _same_letters(word, table)]
        said = {number for code in alike if (number := _inflected(code, word)) is not None}
    return said.pop() if len(said) == 1 else None


def _same_letters(word: str, table: Mapping[str, int]) -> bool:
    """Whether a word could be of a language by its script: loading a dictionary for nothing takes a second."""
    script = unicodedata.name(word[0], "?").split()[0]
    return any(unicodedata.name(name[0], "").split()[0] == script for name in table)


def _inflected(code: str, word: str) -> int | None:
    pack = load(code)
    forms = pack.forms
    if forms is None:
        return None
    months: Mapping[str, int] = pack.section("times").get("months", {})
    return months.get(forms.canonical(word.translate(pack.letters())))


@cache
def _tables() -> Mapping[str, Mapping[str, int]]:
    """The names of months by language, as the packs have them."""
    found: dict[str, Mapping[str, int]] = {}
    for code in available():
        months = load(code).data.get("times", {}).get("months", {})
        found[code] = {name.removeprefix("=").casefold(): number for name, number in months.items()}
    return {code: months for code, months in found.items() if months}

"""How days, numbers, places and figures are said in the language of the reader."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import fields, replace
from datetime import date
from functools import cache

from knell.figures import rules
from knell.model import Count, Event, Interval, Outcome, Place, Range, SourceType, Wording
from knell.places import country_name
from knell.publish.language import Words, countries, read
from knell.publish.terms import Terms
from knell.telling import place_name

_GIVEN_UP = re.compile(r"given up: the same source gave (?P<figure>.+) on (?P<day>\d{4}-\d\d-\d\d)")
_LOWEST = re.compile(r"(?P<figure>\d+); the lowest \((?P<lowest>\d+)\) is taken")
_UNNAMED = next(field.default for field in fields(Terms) if field.name == "title")
_LETTERS = re.compile(r"[^a-z0-9]+")


class Speech(Words):
    """The words of a language, and what is said with them."""

    def day(self, day: date) -> str:
        """``20 January 1990``."""
        return self.t("date.day", day=day.day, month=self._month_of(day), year=day.year)

    def yearly(self, month: int, day: int) -> str:
        """A day of every year."""
        return self.t("date.day_of_year", day=day, month=self.listed("language.months_of")[month - 1])

    def month(self, day: date) -> str:
        """``January 1990``."""
        return self.t("date.month", month=self.listed("language.months")[day.month - 1], year=day.year)

    def short_month(self, day: date) -> str:
        """``Jan 1990``, for an axis."""
        return f"{self.listed('language.months_short')[day.month - 1]} {day.year}"

    def days(self, interval: Interval | None) -> str:
        """A day, some days, a month, a year, or that it is unknown."""
        if interval is None:
            return self.t("date.unknown")
        start, end = interval.start, interval.end
        if start == end:
            return self.day(start)
        if start.day == 1 and end.day == monthrange(end.year, end.month)[1] and start.year == end.year:
            if start.month == end.month:
                return self.month(start)
            if (start.month, end.month) == (1, 12):
                return self.t("date.year", year=start.year)
        if start.year != end.year:
            return self.t("date.between", first=self.day(start), last=self.day(end))
        said = {"day": end.day, "month": self._month_of(end), "year": end.year}
        if start.month == end.month:
            return self.t("date.days", first=start.day, **said)
        return self.t("date.months", first_day=start.day, first_month=self._month_of(start), **said)

    def published(self, first: date | None, last: date | None = None) -> str:
        """A day of publication, or the first and the last."""
        if first is None:
            return self.t("date.undated")
        if last is None or first == last:
            return self.day(first)
        return self.t("date.between", first=self.day(first), last=self.day(last))

    def place(self, place: Place | None) -> str:
        """Town, province, country; the country in this language."""
        if place is None:
            return self.t("place_precision.unknown")
        country = countries(self.code).get((place.country or "").upper()) or country_name(place.country)
        if place.name in (country_name(place.country), place.country):
            return country or place.name
        near = place_name(replace(place, country=None))
        return f"{near}, {country}" if country else near

    def where_precision(self, place: Place) -> str:
        """How exactly a place is known."""
        key = f"place_precision.p{place.precision}"
        return self.t(key) if self.has(key) else ""

    def event(self, event: Event) -> str:
        """What an event is called: its name, or where it was."""
        return event.name or (self.place(event.place) if event.place else self.t("event.unnamed"))

    def range(self, value: Range | None) -> str:
        """The bounds of a figure; what is open stays open."""
        if value is None:
            return self.t("front.none")
        low, high = value.low, value.high
        if low is not None and high is not None:
            if low == high:
                return self.t("range.exact", n=self.number(low))
            return self.t("range.between", low=self.number(low), high=self.number(high))
        if low is not None:
            return self.t("range.at_least", low=self.number(low))
        if high is not None:
            return self.t("range.at_most", high=self.number(high))
        return self.t("range.unknown") if value.best is None else self.best(value)

    def best(self, value: Range) -> str:
        """The best estimate of a figure; nothing where it says no more than its bounds do."""
        if value.best is None or (value.low is not None and value.low == value.high):
            return ""
        return self.t("range.best", n=self.number(value.best))

    def count(self, count: Count, negated: bool = False) -> str:
        """A claim's number as its words bound it."""
        low, high = count.low, count.high
        if negated and high == 0:
            return self.t("range.nobody")
        if low is None and high is None:
            return self.t("range.unknown")
        if low is None or high is None:
            said = self._open(count)
        else:
            said = self.range(Range(min(low, high), None, max(low, high)))
        key = {Wording.ABOUT: "range.about", Wording.VAGUE: "range.vague"}.get(count.wording)
        return self.t(key, n=said) if key else said

    def _open(self, count: Count) -> str:
        if count.low is None:
            key = "range.fewer_than" if count.wording is Wording.FEWER_THAN else "range.at_most"
            return self.t(key, high=self.number(count.high or 0))
        key = "range.more_than" if count.wording is Wording.MORE_THAN else "range.at_least"
        return self.t(key, low=self.number(count.low))

    def outcome(self, outcome: Outcome | str) -> str:
        """What happened to people."""
        return self.t(f"outcome.{Outcome(outcome).value}")

    def kind(self, kind: SourceType | str | None) -> str:
        """What kind of source one is; nothing where that is not known."""
        return "" if kind is None else self.t(f"source_type.{SourceType(kind).value}")

    def rule(self, name: str) -> str:
        """What a coding rule is called; one that has no words yet is called as it is."""
        key = f"rule.{name}.name"
        return self.t(key) if self.has(key) else next(one.id for one in rules() if one.name == name)

    def reason(self, why: str) -> str | None:
        """Why a claim was left out, in this language; None where there are no words for it."""
        if found := _GIVEN_UP.fullmatch(why):
            return self.t("reason.given-up", figure=found["figure"], day=self.day(date.fromisoformat(found["day"])))
        if found := _LOWEST.fullmatch(why):
            return self.t("reason.lowest-taken", **found.groupdict())
        key = "reason." + _LETTERS.sub("-", why.casefold()).strip("-")
        return self.t(key) if self.has(key) else None

    def withheld(self, kind: str) -> str:
        """What a rule of the policy withholds."""
        if kind.startswith("field "):
            return self.t("withheld.field", field=kind.removeprefix("field "))
        key = "withheld." + _LETTERS.sub("-", kind.casefold()).strip("-")
        return self.t(key) if self.has(key) else kind

    def _month_of(self, day: date) -> str:
        return self.listed("language.months_of")[day.month - 1]


@cache
def speech(language: str) -> Speech:
    """How things are said in a language, by its code."""
    return Speech(read(language))


def title_of(words: Speech, terms: Terms) -> str:
    """What the site is called: as its publisher says, else what it is."""
    return words.t("site.title") if terms.title == _UNNAMED else terms.title

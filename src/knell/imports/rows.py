"""A row of a list as what a report says: its claims stand on its cells, and nothing is read that they do not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from knell.figures import alone
from knell.imports.days import Order, between, days_in, of_parts, together
from knell.imports.numbers import count_in, is_blank
from knell.imports.plan import Plan
from knell.imports.targets import STATUSES, Counted, counted
from knell.imports.where import coordinates, place_of
from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Extraction,
    Interval,
    Outcome,
    Perpetrator,
    Place,
    Problem,
    Report,
    Role,
    Span,
    Victims,
    Wording,
    content_id,
)
from knell.reports import lists

_EVENT = "e1"
_LONGEST_SOURCE = 300
# What other data sets' codes of precision are in UCDP's; None where a code says nothing.
_PLACE_CODES: Mapping[str, Mapping[str, int]] = {
    "ucdp": {str(code): code for code in range(1, 8)},
    "acled": {"1": 1, "2": 2, "3": 4},
}
_DATE_CODES: Mapping[str, Mapping[str, int]] = {
    "ucdp": {str(code): code for code in range(1, 6)},
    "acled": {"1": 1, "2": 3, "3": 4},
}


def extraction_of(report: Report, raw: bytes, plan: Plan, where: str) -> Extraction:
    """What the row of a report says; ``where`` is the file and the row, as evidence of every claim."""
    return _Row(report, dict(lists.cells_of(raw)), plan, where).extraction()


@dataclass
class _Row:
    report: Report
    cells: Mapping[str, str]
    plan: Plan
    where: str
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spans = lists.rendered(list(self.cells.items())).values

    def extraction(self) -> Extraction:
        """All that the row says."""
        claims = tuple(sorted(self._claims(), key=lambda claim: (claim.start, claim.end, claim.outcome.value)))
        interval, place = self._interval(), self._place()
        events: tuple[Event, ...] = ()
        if claims:
            # What a list calls its rows ("Shelling") is often the name of many: it names no event.
            events = (Event(_EVENT, None, interval, place, alone(claims)),)
        return Extraction(self.report, claims, events, problems=(*self.report.problems, *self.problems))

    def _value(self, target: str) -> str:
        column = self.plan.column(target)
        return self.cells.get(column, "").strip() if column is not None else ""

    def _fault(self, code: str, words: str) -> None:
        self.problems.append(Problem(code, f"{self.report.id}: {words}"))

    def _claims(self) -> Iterator[Claim]:
        """The claims of each outcome and of those who are counted apart."""
        groups: dict[tuple[Outcome, str | None], dict[str | None, list[tuple[str, Count]]]] = {}
        for column, target in self.plan.columns.items():
            meant = counted(target)
            if meant is None or (count := self._count(column)) is None:
                continue
            groups.setdefault((meant.outcome, meant.whom), {}).setdefault(meant.bound, []).append((column, count))
        whole = {outcome for outcome, whom in groups if whom is None}
        for (outcome, whom), bounds in groups.items():
            is_part = whom is not None and (outcome in whole or whom not in STATUSES)
            for columns, count in self._bounded(bounds):
                yield self._claim(Counted(outcome, None, whom), columns, count, is_part)

    def _count(self, column: str) -> Count | None:
        text = self.cells.get(column, "").strip()
        if column not in self.spans or is_blank(text, self.plan.languages):
            return None
        count = count_in(text, self.plan.languages)
        if count is None:
            self._fault("unread_number", f"{column!r} is no number of people ({_short(text)}); left out")
        elif count.low == 0 == count.high and self.plan.zeros.get(column, "nobody") == "unsaid":
            return None
        return count

    def _bounded(self, bounds: Mapping[str | None, list[tuple[str, Count]]]) -> Iterator[tuple[list[str], Count]]:
        """What the columns of a number, its low and its high say together, each with the columns that it stands on."""
        best = bounds.get(None, [])
        low, high = (_only(bounds.get(name)) for name in ("low", "high"))
        for column, count in best:
            yield [column], count
        lowest = low[1].low if low is not None else None
        highest = high[1].high if high is not None else None
        given = best[0][1] if best else None
        if lowest is not None and highest is not None and lowest > highest:
            self._fault(
                "wrong_bounds", f"the low figure {lowest:,} is above the high figure {highest:,}; both left out"
            )
            return
        if given is None:
            yield from self._range(low, high)
            return
        if low is not None and lowest is not None and given.low is not None and lowest != given.low:
            if lowest > given.low:
                self._fault("wrong_bounds", f"the low figure {lowest:,} is above the figure {given.low:,}; left out")
            else:
                yield [low[0]], Count(lowest, None, Wording.VAGUE)
        if high is not None and highest is not None and given.high is not None and highest != given.high:
            if highest < given.high:
                self._fault("wrong_bounds", f"the high figure {highest:,} is below the figure {given.high:,}; left out")
            else:
                yield [high[0]], Count(None, highest, Wording.AT_MOST)

    def _claim(self, meant: Counted, columns: list[str], count: Count, is_part: bool) -> Claim:
        span = self._span(columns)
        named = " and ".join(repr(column) for column in columns)
        status = meant.whom if meant.whom in STATUSES else None
        groups = (meant.whom,) if meant.whom is not None and status is None else ()
        return Claim(
            id=content_id(self.report.sha256, span.start, span.end, meant, count),
            start=span.start,
            end=span.end,
            quote=self.report.text[span.start : span.end],
            outcome=meant.outcome,
            count=count,
            victims=Victims("", status, groups),
            role=Role.PART if is_part else Role.TOTAL,
            event=_EVENT,
            cited=self._cited(),
            perpetrator=self._perpetrator(),
            negated=count.low == 0 == count.high,
            because=(f"imported from {self.where}", f"column {named} read as {meant}"),
        )

    def _span(self, columns: list[str]) -> Span:
        """The cell, or the stretch from the one to the other."""
        spans = [self.spans[column] for column in columns]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def _are_neighbours(self, one: str, other: str) -> bool:
        """Whether two cells stand on lines one beneath the other."""
        first, second = sorted((self.spans[one], self.spans[other]), key=lambda span: span.start)
        return self.report.text.count("\n", first.end, second.start) == 1

    def _range(
        self, low: tuple[str, Count] | None, high: tuple[str, Count] | None
    ) -> Iterator[tuple[list[str], Count]]:
        """A number of which only bounds are given: as one, where their cells stand together."""
        least = low[1].low if low is not None else None
        most = high[1].high if high is not None else None
        if low is not None and high is not None and least is not None and most is not None:
            if least == most:
                yield [low[0]], Count(least, most, Wording.EXACT)
                return
            if self._are_neighbours(low[0], high[0]):
                yield [low[0], high[0]], Count(least, most, Wording.RANGE)
                return
        if low is not None and least:
            yield [low[0]], Count(least, None, Wording.AT_LEAST)
        if high is not None and most is not None:
            yield [high[0]], Count(None, most, Wording.AT_MOST)

    def _cited(self) -> Cited | None:
        found = self._quoted("source")
        return None if found is None else Cited(self.report.text[found.start : found.end], found.start, found.end, None)

    def _perpetrator(self) -> Perpetrator | None:
        found = self._quoted("perpetrator")
        if found is None:
            return None
        return Perpetrator(self.report.text[found.start : found.end], found.start, found.end)

    def _quoted(self, target: str) -> Span | None:
        column = self.plan.column(target)
        span = self.spans.get(column) if column is not None else None
        return None if span is None else Span(span.start, min(span.end, span.start + _LONGEST_SOURCE))

    def _interval(self) -> Interval | None:
        """The days of the incident; what is unclear, or cannot be, is said and left unknown."""
        start, end = self._days("start"), self._days("end")
        if start is None and (year := self._value("year")):
            start = of_parts(year, self._value("month"), self._value("day"))
            if start is None:
                self._fault("unread_day", f"year, month and day are no day ({_short(year)}); left unknown")
        if start is None or end is None:
            if end is not None and self._value("start"):
                # Of two days one could not be told: the other alone is not the day of the incident.
                return None
            interval = start or end
        else:
            interval = together(start, end)
            if interval is None:
                self._fault("wrong_days", "the last day lies before the first; both left unknown")
                return None
        codes = _DATE_CODES.get(self.plan.precision or "", {})
        code = codes.get(self._value("date_precision"))
        return interval if interval is None or code is None else between(interval.start, interval.end, code)

    def _days(self, target: str) -> Interval | None:
        column, text = self.plan.column(target), self._value(target)
        if column is None or is_blank(text, self.plan.languages):
            return None
        order = self.plan.orders.get(column)
        found = days_in(text, order, self.plan.languages)
        if found is None:
            unclear = " could be two days" if order in (None, Order.UNKNOWN) and text[:1].isdigit() else " is no day"
            self._fault("unread_day", f"{column!r}{unclear} ({_short(text)}); left unknown")
        return found

    def _place(self) -> Place | None:
        at = None
        if self._value("lat") or self._value("lon"):
            at = coordinates(self._value("lat"), self._value("lon"))
            if at is None:
                self._fault("unread_place", "its coordinates are none; left unknown")
        codes = _PLACE_CODES.get(self.plan.precision or "", {})
        precision = codes.get(self._value("place_precision"))
        names = (self._value(target) for target in ("place", "admin1", "country"))
        return place_of(*names, at, precision, self.plan.languages)


def _only(given: list[tuple[str, Count]] | None) -> tuple[str, Count] | None:
    return given[0] if given else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 40 else f"{line[:40]}…")

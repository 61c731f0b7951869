"""A report as it is read on a page: its text with everything marked that is said to stand in it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from knell.languages import available
from knell.model import Claim, Extraction, Report
from knell.places import find as find_places
from knell.telling import days, place_name, place_precision, yearly
from knell.times import find as find_times
from knell.web.views.marking import Block, Mark, marked, pages
from knell.web.views.sentences import claim_marks

PAGE = 20_000
# Times and places of a longer text are looked for on the page that is shown, not in all of it.
WHOLE = 60_000
_KEPT = 128


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of a report's text; ``is_part`` says that its times and places were looked for on this page alone."""

    blocks: list[Block]
    number: int
    cuts: Sequence[tuple[int, int]]
    is_part: bool
    marks: dict[str, int]


class Reader:
    """Finds the times and places of texts, and remembers those of the last it was asked for."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, str, int, int], list[Mark]] = OrderedDict()
        self._lock = Lock()

    def marks(self, report: Report, start: int, end: int) -> list[Mark]:
        """The times and places that ``text[start:end]`` names, as knell reads them now."""
        key = (report.id, report.sha256, start, end)
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = [*_times_and_places(report, start, end)]
        with self._lock:
            self._found[key] = found
            if len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return found


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What stands in one page of a text, its ends among ``cuts``; marks are in no order and may overlap."""

    marks: list[Mark]
    number: int
    cuts: Sequence[tuple[int, int]]
    is_part: bool


def page_marks(told: Extraction, claims: Iterable[Claim], number: int, reader: Reader) -> PageMarks:
    """What is known to stand in a page of a report's text, by its number from 1."""
    report = told.report
    cuts = pages(report.text, PAGE)
    number = min(max(number, 1), len(cuts))
    start, end = cuts[number - 1]
    is_part = len(report.text) > WHOLE
    marks = [mark for place, claim in enumerate(claims, 1) for mark in claim_marks(claim, place)]
    marks += _statements(told)
    marks += reader.marks(report, start, end) if is_part else reader.marks(report, 0, len(report.text))
    return PageMarks([mark for mark in marks if mark.start < end and start < mark.end], number, cuts, is_part)


def text_page(told: Extraction, claims: Iterable[Claim], number: int, reader: Reader) -> TextPage:
    """A page of a report's text, by its number from 1, with ``claims`` and all else that is known of it marked."""
    report, found = told.report, page_marks(told, claims, number, reader)
    counts: dict[str, int] = {}
    for mark in found.marks:
        counts[mark.kind] = counts.get(mark.kind, 0) + 1
    start, end = found.cuts[found.number - 1]
    blocks = marked(report.text, found.marks, report.parts, start, end)
    return TextPage(blocks, found.number, found.cuts, found.is_part, counts)


def _statements(told: Extraction) -> Iterator[Mark]:
    for finding in told.findings:
        says = f"finding: {finding.finder} holds responsible {finding.responsible}"
        yield Mark(finding.start, finding.end, "finding", "", says)
    for day in told.commemorations:
        says = f"commemoration: {day.kind}, every {yearly(day.month, day.day)}"
        yield Mark(day.start, day.end, "commemoration", "", says)


def _times_and_places(report: Report, start: int, end: int) -> Iterator[Mark]:
    """None where the language has no pack, and then none is guessed."""
    if report.language is None or report.language not in available():
        return
    text = report.text[start:end]
    for time in find_times(text, report.language, report.published):
        says = f"date: {days(time.interval)}" if time.interval else "date that the text does not settle"
        if time.month_day is not None:
            says = f"yearly day: {yearly(*time.month_day)}"
        yield Mark(start + time.start, start + time.end, "date", "", f"{says} ({time.because})")
    for spot in find_places(text, report.language):
        where = f"{place_name(spot.place)}; {place_precision(spot.place.precision)}" if spot.place else "not settled"
        yield Mark(start + spot.start, start + spot.end, "place", "", f"place: {where}")

"""What reports say, read from a shelf when it is first asked for and kept while linking runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from knell.events.chrome import Lines, chrome_spans, lines_of, report_number
from knell.events.copies import Text
from knell.events.linked import CopyPair
from knell.events.local import Local, local_events
from knell.events.repeating import CopiedEvents, Telling, copied_events
from knell.events.shelf import Shelf
from knell.model import Extraction


class Library:
    """Reports by id and by number, their events and lines; ``fresh`` are the ids of those that are to be linked."""

    def __init__(self, shelf: Shelf, fresh: Iterable[Extraction]) -> None:
        self._shelf = shelf
        self._tellings: dict[str, Telling] = {}
        self._locals: dict[str, tuple[Local, ...]] = {}
        self._lines: dict[str, Lines] = {}
        self._by_number: dict[int, Local] = {}
        self.fresh = tuple(sorted(self._keep(one) for one in fresh))
        reports = {report_number(self.of(one).report): one for one in self.fresh}
        shelf.number(reports, {local.number: local.member for one in self.fresh for local in self.locals_of(one)})

    def _keep(self, extraction: Extraction) -> str:
        self._tellings[extraction.report.id] = Telling.of(extraction)
        return extraction.report.id

    def read(self, reports: Collection[str]) -> None:
        """Have these reports at hand, all read at once."""
        for extraction in self._shelf.extractions(sorted({one for one in reports if one not in self._tellings})):
            self._keep(extraction)

    def read_numbered(self, numbers: Collection[int]) -> list[str]:
        """Have the reports of these numbers at hand; gives their ids, in the order of the numbers."""
        found = self._shelf.reports(numbers)
        self.read(set(found.values()))
        return [found[number] for number in numbers]

    def of(self, report: str) -> Extraction:
        """What a report says."""
        return self.telling(report).extraction

    def telling(self, report: str) -> Telling:
        """What linking needs to know of a report."""
        self.read([report])
        return self._tellings[report]

    def lines(self, report: str) -> Lines:
        """The lines of a report that may be page chrome."""
        if report not in self._lines:
            self._lines[report] = lines_of(self.of(report))
        return self._lines[report]

    def text(self, report: str, chrome: Collection[int]) -> Text:
        """The words of a report without those of its lines that are chrome."""
        return Text(self.of(report).report, chrome_spans(self.lines(report), set(chrome)))

    def locals_of(self, report: str) -> tuple[Local, ...]:
        """The events of a report."""
        if report not in self._locals:
            self._locals[report] = tuple(local_events([self.of(report)]))
            self._by_number.update((local.number, local) for local in self._locals[report])
        return self._locals[report]

    def locals(self, numbers: Collection[int]) -> dict[int, Local]:
        """Events by their numbers."""
        missing = [number for number in numbers if number not in self._by_number]
        members = self._shelf.members(missing)
        self.read({member.report for member in members.values()})
        for member in members.values():
            self.locals_of(member.report)
        return {number: self._by_number[number] for number in numbers}

    def copied(self, copies: Collection[CopyPair]) -> CopiedEvents:
        """Which events repeat each other's words, by copies."""
        self.read({report for pair in copies for report in (pair.earlier, pair.later)})
        return copied_events(self._tellings, copies)

"""How reports are spoken of on a page: by numbers, as notes are, with one list that says which report each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from knell.model import Report
from knell.telling.wording import published


class Notes:
    """The reports of an event, numbered from 1 in the order they are given in: that of publication."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._numbers: Mapping[str, int] = {report.id: number for number, report in enumerate(reports, 1)}
        self.reports = reports

    def cite(self, reports: Iterable[str]) -> str:
        """``[1, 4–6]``; a report that has no number is called by its id."""
        named = dict.fromkeys(reports)
        numbers = sorted(self._numbers[report] for report in named if report in self._numbers)
        runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0])]
        shown = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
        others = [report for report in named if report not in self._numbers]
        return f"[{', '.join([*shown, *others])}]"

    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """Number, day of publication, outlet, title and id of every report."""
        return [
            (f"[{number}]", published(one.published, one.published), one.outlet or "", one.title or "", one.id)
            for number, one in enumerate(self.reports, 1)
        ]

    def full(self, report: str) -> str:
        """A report in one line: ``[1] 2024-01-20, The Herald: Bridge falls (r1)``."""
        number = self._numbers.get(report)
        if number is None:
            return report
        one = self.reports[number - 1]
        title = f"{one.outlet}: {one.title}" if one.outlet and one.title else one.outlet or one.title or "no title"
        return f"[{number}] {published(one.published, one.published)}, {title} ({one.id})"

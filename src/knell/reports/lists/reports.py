"""The rows of a list as reports: checked, hashed and named as those of any other input."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from knell.model import Capture, Part, PartKind, Problem
from knell.reports.assemble import Desk, Reading
from knell.reports.dates import today_anywhere
from knell.reports.found import Found
from knell.reports.lists.rows import EXTRACTOR, Cells, raw_of, rendered

# That a row has no day of publication is how lists are; its text names no days by their distance from one.
_AS_ALL_ROWS = ("date_unknown", "no_date", "unknown_language")


@dataclass(slots=True)
class Rows:
    """Makes reports of rows; knows the ids given out so far."""

    today: date = field(default_factory=today_anywhere)
    _desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self._desk = Desk(self.today)

    def reading(
        self, where: str, cells: Cells, fields: Mapping[str, object], told: Collection[str], capture: Capture
    ) -> Reading | Problem:
        """The report of a row; the columns ``told`` hold running text, which alone can be a copy of another text."""
        made = rendered(cells)
        spans = sorted((made.values[name] for name in told if name in made.values), key=lambda span: span.start)
        parts: list[Part] = []
        end = 0
        for span in spans:
            parts += [Part(PartKind.CAPTION, end, span.start), Part(PartKind.BODY, span.start, span.end)]
            end = span.end
        parts.append(Part(PartKind.CAPTION, end, len(made.text)))
        found = Found(
            where,
            raw_of(cells),
            {"published": None, **fields, "text": made.text},
            parts=tuple(part for part in parts if part.end > part.start),
            extractor=EXTRACTOR,
            capture=capture,
        )
        reading = self._desk.put_together(found)
        if isinstance(reading, Problem):
            return reading
        kept = tuple(one for one in reading.report.problems if one.code not in _AS_ALL_ROWS)
        return replace(reading, report=replace(reading.report, problems=kept))

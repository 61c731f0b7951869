"""The stored text of a report made again from its archived bytes, by what made it the first time.

``Report.extractor`` says what that was: a format, its version, and whatever else settles the text ("jsonl 1, cp1251").
A version goes up whenever the same bytes give another text; an older one is then no longer here, which is not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from knell.model import Report
from knell.reports import feeds, jsonl, lists, pages, pdf, plain, table

Rederive = Callable[[bytes, Report], "str | None"]

# The first word of ``Report.extractor``, and what makes the text again; None where that version is not here.
REDERIVERS: Mapping[str, Rederive] = {
    "plain": plain.rederive,
    "jsonl": jsonl.rederive,
    "csv": table.rederive,
    "pdf": pdf.rederive,
    "row": lists.rederive,
    "page": pages.rederive,
    "feed": feeds.rederive,
}


def rederive(raw: bytes, report: Report) -> str | None:
    """The text that a report's extractor makes of these bytes; None when that extractor is not here in its version.

    Raises ``ValueError`` when the bytes are not what that extractor reads.
    """
    made_by = REDERIVERS.get(report.extractor.partition(" ")[0])
    return None if made_by is None else made_by(raw, report)

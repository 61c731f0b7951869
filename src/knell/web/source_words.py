"""The words of a report around a claim, to be shown beside the form that decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import HTTPException

from knell.model import Report
from knell.record import Record

_AROUND = 240


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A stretch of a report's text with what stands around it, and whose report it is."""

    id: str
    before: str
    quote: str
    after: str
    language: str | None
    outlet: str | None
    published: date | None
    address: str
    because: tuple[str, ...] = ()


def report_of(record: Record, ident: str) -> Report:
    """A report by its id. Answers 404 where there is none."""
    for extraction in record.extractions([ident]):
        return extraction.report
    raise HTTPException(404, f"there is no report {ident}")


def around(report: Report, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a stretch, on its own line as far as it is near."""
    before = report.text[max(0, start - _AROUND) : start]
    after = report.text[end : end + _AROUND]
    line_before, line_after = before.rpartition("\n")[2], after.partition("\n")[0]
    if len(line_before) == _AROUND:
        line_before = "… " + line_before.partition(" ")[2]
    if len(line_after) == _AROUND:
        line_after = line_after.rpartition(" ")[0] + " …"
    return line_before, line_after

"""Reports over the API: a list of them, what one says, its stored text, its archived bytes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from knell.contract import Json, day_json, extraction_json
from knell.model import Extraction
from knell.record import Missing, Record, ReportList, ReportQuery, ReportRow
from knell.web.access import Exporter, TheRecord, Viewer
from knell.web.api import report_shapes, shapes
from knell.web.api.errors import Answer
from knell.web.api.files import attachment
from knell.web.api.params import Day, Line, PageNumber, PerPage, ReportId
from knell.web.api.routing import api_router, fails
from knell.web.moments import at_one_moment
from knell.web.views.reading import Reader, page_marks
from knell.web.views.report import claims_of

router = api_router("reports")
_reader = Reader()


@router.get(
    "/reports", response_model=report_shapes.ReportPage, operation_id="reports", summary="Reports, the newest first"
)
@at_one_moment
def listed(
    person: Viewer,
    record: TheRecord,
    since: Annotated[Day | None, Query(description="Published on this day or later.")] = None,
    until: Annotated[Day | None, Query(description="Published on this day or earlier.")] = None,
    language: Annotated[Line | None, Query(description="Two letters, such as `en`.")] = None,
    outlet: Annotated[Line | None, Query(description="The outlet as it is written in the report.")] = None,
    event: Annotated[Line | None, Query(description="The key of an event they tell of.")] = None,
    page: PageNumber = 1,
    size: PerPage = 50,
) -> Answer:
    """Without their texts; those whose day is unknown come last."""
    found, total = ReportList(record).page(ReportQuery(since, until, language, outlet, event), page, size)
    return Answer({"reports": [_row(one) for one in found], "total": total, "page": page, "size": size})


@router.get(
    "/reports/{report:path}/text",
    response_model=report_shapes.Text,
    operation_id="report_text",
    summary="The stored text of a report",
    responses=fails(404, 423),
)
@at_one_moment
def text(report: ReportId, person: Viewer, record: TheRecord) -> Answer:
    """All offsets are Unicode code points into it."""
    kept = _extraction(record, report).report
    parts = [{"kind": part.kind.value, "start": part.start, "end": part.end} for part in kept.parts]
    return Answer({"report": report, "text": kept.text, "parts": parts})


@router.get(
    "/reports/{report:path}/marks",
    response_model=report_shapes.Marks,
    operation_id="report_marks",
    summary="What stands where in a report",
    responses=fails(404, 423),
)
@at_one_moment
def marks(report: ReportId, person: Viewer, record: TheRecord, page: PageNumber = 1) -> Answer:
    """Claims as they hold now, who is cited and blamed, findings, commemorations, dates and places; they may overlap.

    A page of the text at a time: `start` to `end`, of so many `pages`.
    """
    told = _extraction(record, report)
    found = page_marks(told, [one.claim for one in claims_of(record, told)], page, _reader)
    start, end = found.cuts[found.number - 1]
    shown = sorted(found.marks, key=lambda mark: (mark.start, mark.end, mark.kind, mark.of, mark.says))
    spans = [
        {"start": one.start, "end": one.end, "kind": one.kind, "claim": one.of or None, "says": one.says}
        for one in shown
    ]
    about = {"report": report, "page": found.number, "pages": len(found.cuts), "start": start, "end": end}
    return Answer({**about, "marks": spans})


@router.get(
    "/reports/{report:path}/original",
    operation_id="report_original",
    summary="The archived bytes of a report",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": shapes.BYTES}}}, **fails(404)},
)
def original(report: ReportId, person: Exporter, record: TheRecord) -> Response:
    """As they were captured; 404 where none were handed over."""
    row = ReportList(record).row(report)
    raw = record.raw(report)
    if raw is None:
        raise Missing(f"there is no archived original of report {report}")
    return attachment(raw, f"{row.sha256[:16] or 'original'}.bin")


@router.get(
    "/reports/{report:path}",
    response_model=report_shapes.Extraction,
    operation_id="report",
    summary="A report and all it says",
    responses=fails(404, 423),
)
@at_one_moment
def one(report: ReportId, person: Viewer, record: TheRecord) -> Answer:
    """The object that `knell extract` prints: what was read, whatever was decided since. `events` are its own."""
    return Answer(extraction_json(_extraction(record, report)))


def _extraction(record: Record, report: str) -> Extraction:
    for found in record.extractions([report]):
        return found
    raise Missing(f"there is no report {report}")


def _row(one: ReportRow) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "published": day_json(one.published),
        "language": one.language,
        "outlet": one.outlet,
        "url": one.url,
        "sha256": one.sha256,
        "retrospective": one.retrospective,
    }

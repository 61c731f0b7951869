"""A report: its stored text with all that is said to stand in it, and the bytes it was made of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from knell.contract import all_problems
from knell.record import Codings, ReportList
from knell.web.access import Exporter, TheRecord, Viewer
from knell.web.api.files import attachment
from knell.web.moments import at_one_moment
from knell.web.pages import page
from knell.web.panel import panel_of
from knell.web.views.marking import page_of, pages
from knell.web.views.reading import PAGE, Reader, text_page
from knell.web.views.report import (
    LEGEND,
    address_of,
    claims_of,
    events_of,
    is_readable,
    told_of,
    web_address,
)

router = APIRouter(include_in_schema=False)
_reader = Reader()
_MOST_PAGES = 20


@router.get("/reports/{report:path}/original")
def original(report: str, person: Exporter, record: TheRecord) -> Response:
    """The archived bytes, to be kept and never shown, under a name that no report gives."""
    told = told_of(record, report)
    raw = record.raw(report)
    if raw is None:
        raise HTTPException(404, f"there is no archived original of report {report}")
    return attachment(raw, f"{told.report.sha256[:16] or 'original'}.bin")


@router.get("/reports/{report:path}")
@at_one_moment
def one(
    request: Request,
    report: str,
    person: Viewer,
    record: TheRecord,
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """The text, a page of it where it is long, with its claims beside it."""
    told = told_of(record, report)
    claims = claims_of(record, told)
    text = text_page(told, [one.claim for one in claims], number, _reader)
    start, end = text.cuts[text.number - 1]
    # What begins on another page of the text is told there.
    here = [
        one for one in claims if start <= one.claim.start < end or (one.claim.start >= end == len(told.report.text))
    ]
    return page(
        request,
        "report/page.html",
        told=told,
        report=told.report,
        claims=here,
        total=len(claims),
        panel=panel_of(request, record, person, report=report),
        numbers={one.claim.id: one.number for one in claims},
        events=events_of(record, here),
        other_pages=sorted({page_of(text.cuts, one.claim.start) for one in claims})[:_MOST_PAGES],
        text=text,
        legend=LEGEND,
        readable=is_readable(told.report.language),
        link=web_address(told.report.url),
        captures=record.captures(report),
        problems=all_problems(told),
        size=ReportList(record).original_size(report),
    )


@router.get("/claims/{claim}")
def claim(claim: str, person: Viewer, record: TheRecord) -> RedirectResponse:
    """To a claim in its report."""
    where = Codings(record).whereabouts([claim]).get(claim)
    if where is None:
        raise HTTPException(404, f"there is no claim {claim}")
    told = told_of(record, where[0])
    start = next((one.claim.start for one in claims_of(record, told) if one.claim.id == claim), 0)
    cuts = pages(told.report.text, PAGE)
    return RedirectResponse(f"{address_of(told.report.id, cuts, start)}#claim-{claim}", 303)

"""How far second codings agree, field by field."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from knell.review import coding_agreement
from knell.web.access import Settler, TheRecord
from knell.web.blinding import blind_of
from knell.web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/agreement")
def agreement(request: Request, record: TheRecord, person: Settler) -> HTMLResponse:
    """Krippendorff's alpha in whole, by pair of coders and by month."""
    table = coding_agreement.agreements(record, hidden=blind_of(request, person).events)
    return page(request, "coding/agreement.html", table=table)

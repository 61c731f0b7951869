"""The pages with a form about one claim: to reject it, to correct it, to move it."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from knell.model import Wording
from knell.record import Record
from knell.web import claim_fields
from knell.web.deciding import Posted, Spot, claim_address, local
from knell.web.pages import page
from knell.web.panel import earlier_reasons
from knell.web.source_words import SourceWords, around, report_of

NO_REASON = "Say why: pick a reason given before, or write one."
_MOST_FOUND = 20


def reject_page(request: Request, record: Record, spot: Spot, sent: Posted | None, fault: str = "") -> Response:
    """Why a claim is rejected."""
    return page(
        request, "decide/reject.html", 422 if fault else 200, fault=fault, **_common(request, record, spot, sent)
    )


def correct_page(
    request: Request, record: Record, spot: Spot, sent: Posted | None, errors: dict[str, str], fault: str = ""
) -> Response:
    """All fields of a claim, with what was typed where the form was sent already."""
    now = claim_fields.shown(record.claim_states([spot.claim])[spot.claim].claim)
    names = [one.name for one in claim_fields.FIELDS]
    was = now if sent is None else {name: sent.text(f"was_{name}") for name in names}
    values = now if sent is None else now | sent.texts(names)
    return page(
        request,
        "decide/correct.html",
        422 if fault or errors else 200,
        fields=claim_fields.FIELDS,
        was=was,
        values=values,
        errors=errors,
        fault=fault,
        **_common(request, record, spot, sent),
    )


def move_page(request: Request, record: Record, spot: Spot, q: str, sent: Posted | None, fault: str = "") -> Response:
    """Where a claim could go: events by words or key."""
    found = [event for event in record.find(q) if event.key != spot.event][:_MOST_FOUND] if q.strip() else []
    return page(
        request,
        "decide/move.html",
        422 if fault else 200,
        q=q,
        found=found,
        chosen=sent.text("event") if sent else "",
        fault=fault,
        **_common(request, record, spot, sent),
    )


def by_field(errors: dict[str, str], fault: str) -> tuple[dict[str, str], str]:
    """A sentence of the record that begins with a field's name stands next to that field."""
    name, _, rest = fault.partition(" ")
    field = next((one for one in claim_fields.FIELDS if one.name == name.lower()), None)
    if field is None and name.lower() in {one.value for one in Wording}:
        return {**errors, "wording": f"{name} {rest}"}, ""
    return (errors, fault) if field is None else ({**errors, field.name: f"{field.label}: {rest}"}, "")


def _common(request: Request, record: Record, spot: Spot, sent: Posted | None) -> dict[str, Any]:
    """What every form about a claim shows and carries; what was typed and seen stays."""
    asked = request.query_params
    state = record.claim_states([spot.claim])[spot.claim]
    report = report_of(record, spot.report)
    before, after = around(report, state.claim.start, state.claim.end)
    return {
        "shown": SourceWords(
            id=spot.claim,
            before=before,
            quote=report.text[state.claim.start : state.claim.end],
            after=after,
            language=report.language,
            outlet=report.outlet,
            published=report.published,
            address=claim_address(spot.claim),
            because=state.claim.because,
        ),
        "seen": sent.seen if sent else state.version,
        "back": local(sent.text("back") if sent else asked.get("back", ""), claim_address(spot.claim)),
        "why": sent.text("why") if sent else "",
        "reasons": earlier_reasons(request, record),
    }

"""Settling what second codings differ about, without saying who said what before it is settled."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from knell.model import Report
from knell.places import country_name
from knell.record import Codings, Conflict, Record
from knell.review import coding_disputes, coding_fields, coding_settling
from knell.web.access import Settler, TheRecord
from knell.web.blinding import blind_of
from knell.web.coding_forms import Fields, answers_in
from knell.web.pages import page, to

router = APIRouter(prefix="/adjudication", include_in_schema=False)

_SHOWN = 20
TITLES = {
    "verdict": "Is it a claim of this event?",
    "outcome": "What happened to them?",
    "count": "How many does it say?",
    "role": "What is the number to the event?",
    "victims_status": "Who are those counted?",
    "cited_type": "Who is cited?",
    "days": "When was the event?",
    "place": "Where was the event?",
    "missing": "Is this a claim that was not read?",
}


@router.get("")
def disputes(
    request: Request, record: TheRecord, person: Settler, item: str | None = None, field: str | None = None
) -> HTMLResponse:
    """One thing to settle, and what else there is."""
    hidden = blind_of(request, person).events
    queue = coding_settling.queue(record, person.name, hidden)
    asked = [one for one in queue.yours if (one.item, one.field) == (item, field)]
    now = next(iter(asked or queue.yours), None)
    settled = [one for one in Codings(record).settled() if one.event not in hidden][::-1][:_SHOWN]
    return page(
        request,
        "coding/adjudication.html",
        queue=queue,
        now=now,
        report=_report(record, now),
        settled=settled,
        titles=TITLES,
        fields=coding_fields.FIELDS.values(),
        CANT_TELL=coding_fields.CANT_TELL,
        country_name=country_name,
    )


@router.post("")
def settle(request: Request, record: TheRecord, person: Settler, fields: Fields) -> RedirectResponse:
    """Keep what holds, and go on with the next."""
    item, field, choice = fields.get("item", ""), fields.get("field", ""), fields.get("choice", "")
    back = f"/adjudication?item={item}&field={field}"
    seen = int(fields["seen"]) if fields.get("seen", "").isdecimal() else None
    queue = coding_settling.queue(record, person.name, blind_of(request, person).events)
    one = next((one for one in queue.yours if (one.item, one.field) == (item, field)), None)
    if one is None:
        return to(request, "/adjudication", "That is settled already, or is not yours to settle.", "problem")
    chosen = _chosen(one, choice, fields)
    why = fields.get("why", "").strip()
    if chosen is None or (choice == "other" and not why):
        told = "Say why neither of them holds." if choice == "other" else "Choose one of the answers."
        return to(request, back, told, "problem")
    try:
        made = coding_settling.settle(record, person.name, item, field, chosen, why=why, seen=seen)
    except coding_fields.WrongAnswer as error:
        return to(request, back, str(error), "problem")
    except Conflict as error:
        told = ", ".join(f"{each.by} ({each.kind})" for each in error.since)
        raise HTTPException(409, f"Decided about this since you looked at it: {told}.") from None
    return to(request, f"/adjudication#settled-{made.number}", f"Settled: {TITLES.get(field, field).rstrip('?')}.")


def _chosen(
    one: coding_disputes.Dispute, choice: str, fields: dict[str, str]
) -> dict[str, coding_fields.Answer] | None:
    """The answers of an option, or those typed in."""
    named: dict[str, coding_fields.Answer] = {"cited": fields["cited"]} if fields.get("cited") else {}
    if choice == "other":
        return {**answers_in(fields, one.fields), **named}
    found = [option for option in one.options if option.letter == choice and option.can_be]
    return {**found[0].said, **named} if found else None


def _report(record: Record, one: coding_disputes.Dispute | None) -> Report | None:
    if one is None or one.report is None:
        return None
    return next((found.report for found in record.extractions([one.report])), None)

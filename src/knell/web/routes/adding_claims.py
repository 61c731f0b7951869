"""A claim that the machine did not read, added by its words: selected in the text, or typed and found in it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from knell.model import Report
from knell.record import Decision
from knell.web import claim_fields
from knell.web.access import Decider, TheRecord
from knell.web.adding import Found, add_page, find_words
from knell.web.api.hiding import must_see
from knell.web.claim_pages import by_field
from knell.web.deciding import Posted, Sent, Wish, claim_address, decide
from knell.web.pages import to
from knell.web.source_words import report_of

router = APIRouter(include_in_schema=False)
_NOT_FOUND = "The report does not say this: type the words as they stand in it."
_WHICH = "These words stand in the report more than once: choose where."


@router.get("/reports/{report:path}/claims/new")
def ask_add(
    request: Request, report: str, record: TheRecord, person: Decider, words: str = "", start: str = ""
) -> Response:
    """The form to add a claim: first its words, then what they say."""
    must_see(record, person, report=report)
    kept = report_of(record, report)
    found = find_words(kept, words, start)
    errors = {"words": _NOT_FOUND} if words and not found.all else {}
    return add_page(request, record, kept, found, None, errors)


@router.post("/reports/{report:path}/claims")
def add(request: Request, report: str, record: TheRecord, person: Decider, sent: Sent) -> Response:
    """A claim stands in a report; its words are looked for where the person said they stand."""
    must_see(record, person, report=report)
    kept = report_of(record, report)
    found = find_words(kept, sent.text("words"), sent.text("start"))
    values, errors = _read(sent, kept, found)

    def wrong(fault: str) -> Response:
        return add_page(request, record, kept, found, sent, *by_field(errors, fault))

    if errors or found.one is None:
        return wrong("")
    start, end, event = found.one.start, found.one.end, sent.text("event")
    must_see(record, person, event=event)
    wish = Wish(
        lambda: record.add_claim(
            report, event, start, end, values, by=person.name, why=sent.text("why"), seen=sent.seen
        ),
        "Add a claim",
        [("Words", sent.text("words")), *((claim_fields.label(name), str(value)) for name, value in values.items())],
        ("report", report),
    )

    def done(made: Decision) -> Response:
        return to(request, claim_address(made.claim or ""), "You added a claim.")

    return decide(request, record, sent, wish, wrong=wrong, done=done)


def _read(sent: Posted, kept: Report, found: Found) -> tuple[dict[str, object], dict[str, str]]:
    """What was typed, and by name what is wrong with it."""
    given = {name: text for name, text in sent.texts([one.name for one in claim_fields.FIELDS]).items() if text}
    values, errors = claim_fields.read(given)
    # Whether there was nobody follows from the number.
    values.pop("negated", None)
    if not sent.text("words"):
        errors["words"] = "Select or type the words that say it."
    elif not found.all:
        errors["words"] = _NOT_FOUND
    elif found.one is None:
        errors["start"] = _WHICH
    if not sent.text("event"):
        errors["event"] = "Choose the event that the claim is about."
    return values, errors

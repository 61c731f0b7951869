"""Second codings: giving events out, and the page on which a coder says what he reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from secrets import randbelow
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from knell.places import country_name
from knell.record import Codings, Query, Record, RecordError
from knell.review import Right, coding, coding_fields, coding_people, coding_sheet
from knell.web.access import Assigner, Coder, TheRecord
from knell.web.coding_forms import Fields, answers_in
from knell.web.pages import page, to

router = APIRouter(prefix="/coding", include_in_schema=False)

_MOST = 200
_PAGE = 200


@router.get("")
def mine(request: Request, record: TheRecord, person: Coder) -> HTMLResponse:
    """What one has to code; and, for who may give events out, how all codings stand."""
    given, coders = None, []
    if person.may(Right.ASSIGN, coding.now()):
        given = coding.progress(record, Codings(record).assignments())
        coders = coding_people.coders(record)
    own = coding.assignments_of(record, person.name)
    return page(request, "coding/list.html", own=own, given=given, coders=coders, seed=randbelow(10**6))


@router.post("/assign")
def assign(
    request: Request, record: TheRecord, person: Assigner, coder: Annotated[str, Form()], events: Annotated[str, Form()]
) -> RedirectResponse:
    """Give events, by key or by its beginning, to a coder."""
    told = []
    for words in events.split():
        found = record.find(words)
        if len(found) != 1:
            told.append(f"{words}: " + ("there is no such event" if not found else "more than one event begins so"))
            continue
        try:
            coding.assign(record, found[0].key, coder.strip(), by=person.name)
        except RecordError as error:
            told.append(str(error))
    done = len(events.split()) - len(told)
    return to(request, "/coding", _told(done, coder, told), "problem" if told else "done")


@router.post("/sample")
def sample(
    request: Request,
    record: TheRecord,
    person: Assigner,
    coder: Annotated[str, Form()],
    size: Annotated[int, Form(ge=1, le=_MOST)],
    seed: Annotated[int, Form(ge=0)],
    q: Annotated[str, Form()] = "",
    start: Annotated[str, Form()] = "",
    end: Annotated[str, Form()] = "",
    country: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Give a coder events drawn by lot from those that a question finds."""
    try:
        days = [date.fromisoformat(day) if day else None for day in (start, end)]
    except ValueError:
        return to(request, "/coding", "A day is written as 1990-01-20.", "problem")
    query = Query(words=q.strip(), start=days[0], end=days[1], country=country.strip() or None)
    named = (("words", q), ("from", start), ("to", end), ("country", country))
    asked = ", ".join(f"{name}: {value.strip()}" for name, value in named if value.strip())
    drawn = coding.assign_sample(
        record, _keys(record, query), coder.strip(), size=size, seed=seed, by=person.name, question=asked
    )
    told = [f"{event[:8]}: {why}" for event, why in drawn.passed_over]
    said = f"Drawn from {drawn.of} events with seed {seed}. " + _told(len(drawn.assignments), coder, told)
    return to(request, "/coding", said, "done" if drawn.assignments else "problem")


@router.post("/withdraw")
def withdraw(request: Request, record: TheRecord, person: Assigner, number: Annotated[int, Form()]) -> RedirectResponse:
    """Take an assignment back."""
    one = coding.withdraw(record, number, by=person.name)
    return to(request, "/coding", f"Event {one.event[:8]} is no longer for {one.coder} to code.")


@router.get("/{event}")
def code(request: Request, record: TheRecord, person: Coder, event: str, claim: str | None = None) -> HTMLResponse:
    """One claim after the other, each in its report; finished ones can be looked at."""
    sheet = coding_sheet.sheet(record, person.name, event)
    return page(
        request,
        "coding/event.html",
        sheet=sheet,
        line=sheet.line(claim),
        claim_fields=coding_fields.CLAIM_FIELDS,
        event_fields=coding_fields.EVENT_FIELDS,
        CANT_TELL=coding_fields.CANT_TELL,
        country_name=country_name,
    )


@router.post("/{event}/claims/{claim}")
def code_claim(
    request: Request, record: TheRecord, person: Coder, event: str, claim: str, fields: Fields
) -> RedirectResponse:
    """Keep what is said of a claim, and go on with the next."""
    line = coding_sheet.sheet(record, person.name, event).line(claim)
    answer = fields.get("answer")
    answers: coding_fields.Answers
    if answer == "read":
        answers = line.read
    elif answer == "not":
        answers = {"verdict": coding_fields.NO}
    elif answer == "untold":
        answers = {"verdict": coding_fields.CANT_TELL}
    else:
        answers = {"verdict": coding_fields.YES, **answers_in(fields, coding_fields.CLAIM_FIELDS)}
    try:
        coding.code_claim(record, person.name, event, claim, answers)
    except coding_fields.WrongAnswer as error:
        return to(request, f"/coding/{event}?claim={claim}", str(error), "problem")
    after = coding_sheet.sheet(record, person.name, event).after(claim)
    return to(request, f"/coding/{event}?claim={after.claim.id}" if after else f"/coding/{event}?claim={claim}#event")


@router.post("/{event}/event")
def code_event(request: Request, record: TheRecord, person: Coder, event: str, fields: Fields) -> RedirectResponse:
    """Keep what is said of when and where the event was."""
    try:
        coding.code_event(record, person.name, event, answers_in(fields, coding_fields.EVENT_FIELDS))
    except coding_fields.WrongAnswer as error:
        return to(request, f"/coding/{event}#event", str(error), "problem")
    return to(request, f"/coding/{event}#finish", "Saved: when and where the event was.")


@router.post("/{event}/missing")
def report_missing(request: Request, record: TheRecord, person: Coder, event: str, fields: Fields) -> RedirectResponse:
    """Keep a claim that was not read."""
    back = f"/coding/{event}?claim={fields.get('claim', '')}"
    sheet = coding_sheet.sheet(record, person.name, event)
    words = _place(sheet, fields.get("report", ""), fields.get("words", ""), fields.get("place", ""))
    if words is None:
        return to(request, back, "Those words are not in the report; select them in its text.", "problem")
    answers = answers_in(fields, coding_fields.CLAIM_FIELDS)
    try:
        coding.report_missing(record, person.name, event, words, answers)
    except coding_fields.WrongAnswer as error:
        return to(request, back, str(error), "problem")
    return to(request, back, "Kept: a claim that was not read.")


@router.post("/{event}/missing/take-back")
def take_back(
    request: Request, record: TheRecord, person: Coder, event: str, number: Annotated[int, Form()]
) -> RedirectResponse:
    """Take back a claim that was reported as missing."""
    coding.take_back_missing(record, person.name, event, number)
    return to(request, f"/coding/{event}#missing", "Taken back.")


@router.post("/{event}/finish")
def finish(request: Request, record: TheRecord, person: Coder, event: str) -> RedirectResponse:
    """Hand the coding in, or say what is left."""
    try:
        coding.finish(record, person.name, event)
    except coding.Unfinished as error:
        return to(request, f"/coding/{event}", f"{str(error).capitalize()}.", "problem")
    return to(request, "/coding", "Finished. What others decided of this event is shown to you from now on.")


def _told(done: int, coder: str, told: list[str]) -> str:
    return " ".join([f"{done} given to {coder}.", *(f"{one}." for one in told)])


def _keys(record: Record, query: Query) -> list[str]:
    """The keys of all events that a question finds."""
    found: list[str] = []
    while True:
        asked = record.listed(replace(query, page=len(found) // _PAGE + 1, size=_PAGE))
        found += [row.key for row in asked.rows]
        if not asked.rows or len(found) >= asked.total:
            return found


def _place(sheet: coding_sheet.Sheet, report: str, words: str, near: str) -> tuple[str, int, int] | None:
    """Where words stand in a report of the event: nearest to an offset where that is given, else first."""
    text = next((one.text for one in sheet.reports() if one.id == report), "")
    wanted = words.strip()
    if not wanted:
        return None
    place = int(near) if near.isdecimal() else 0
    starts = []
    at = text.find(wanted)
    while at >= 0:
        starts.append(at)
        at = text.find(wanted, at + 1)
    if not starts:
        return None
    start = min(starts, key=lambda one: abs(one - place))
    return report, start, start + len(wanted)

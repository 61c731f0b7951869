"""What a person decides about an event: its figures, its description, what it is one with, whether it is done."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request, Response

from knell.model import Outcome
from knell.record import Decision, Record, RecordError
from knell.review import Person
from knell.web import event_fields
from knell.web.access import Settler, TheRecord
from knell.web.api.hiding import must_see
from knell.web.claim_pages import NO_REASON
from knell.web.decided import kind_words
from knell.web.deciding import Posted, Sent, Wish, decide, event_address, local
from knell.web.event_pages import copy_page, describe_page, figure_page, merge_page, split_page
from knell.web.following import following_event
from knell.web.pages import page, to

router = APIRouter(include_in_schema=False)


@router.post("/events/{event}/reviewed")
def reviewed(request: Request, event: str, record: TheRecord, person: Settler, sent: Sent) -> Response:
    """A person has been through the event; then on to the next of the queue."""
    _there(record, person, event)
    wish = Wish(
        lambda: record.mark_reviewed(event, by=person.name, why=sent.text("why"), seen=sent.seen),
        "Mark the event as reviewed",
        [("State", "reviewed")],
        ("event", event),
    )
    back = local(sent.text("back"), event_address(event))

    def done(made: Decision) -> Response:
        further = None if sent.text("then") == "stay" else following_event(record, person, sent, event)
        return to(request, further or back, f"You {kind_words(made.kind)}.")

    def wrong(fault: str) -> Response:
        return page(request, "decide/refused.html", 422, title=wish.title, fault=fault, back=back)

    return decide(request, record, sent, wish, wrong=wrong, done=done)


@router.get("/events/{event}/figure")
def ask_figure(request: Request, event: str, record: TheRecord, person: Settler) -> Response:
    """The form to set a figure by hand, with what the rules give beside it."""
    _there(record, person, event)
    return figure_page(request, record, event, None, {})


@router.post("/events/{event}/figure")
def figure(request: Request, event: str, record: TheRecord, person: Settler, sent: Sent) -> Response:
    """A figure by a person's own judgement, with the reason; it stands beside what the rules give."""
    _there(record, person, event)
    typed = sent.texts(["low", "best", "high"])
    values, errors = event_fields.read_figure(typed, sent.text("outcome"))
    why = sent.text("why")
    clear = sent.text("do") == "clear"
    if not why:
        errors["why"] = NO_REASON
    wrong = _again(figure_page, request, record, event, sent, errors)
    if clear and set(errors) <= {"low", "best", "high", ""}:
        errors.clear()
    if errors:
        return wrong("")
    outcome = Outcome(sent.text("outcome"))
    if clear:
        wish = Wish(
            lambda: record.clear_figure(event, outcome, by=person.name, why=why, seen=sent.seen),
            "Take the figure set by hand away",
            [("Outcome", outcome.value), ("Why", why)],
            ("event", event),
        )
    else:
        low, best, high = (values[name] for name in ("low", "best", "high"))
        wish = Wish(
            lambda: record.set_figure(event, outcome, low, best, high, by=person.name, why=why, seen=sent.seen),
            "Set a figure by hand",
            [("Outcome", outcome.value), *((name.capitalize(), typed[name] or "open") for name in typed), ("Why", why)],
            ("event", event),
        )
    return _decide(request, record, sent, event, wish, wrong)


@router.get("/events/{event}/describe")
def ask_describe(request: Request, event: str, record: TheRecord, person: Settler, q: str | None = None) -> Response:
    """The form with an event's name, days and place."""
    _there(record, person, event)
    return describe_page(request, record, event, None, {}, q=q)


@router.post("/events/{event}/describe")
def describe(request: Request, event: str, record: TheRecord, person: Settler, sent: Sent) -> Response:
    """What an event is called, when and where it was, where the reports leave it open or are wrong."""
    _there(record, person, event)
    if sent.text("do") == "search":
        return describe_page(request, record, event, sent, {}, q=sent.text("q"))
    changed = event_fields.changed(sent)
    values, errors = event_fields.read_description(changed)
    if not sent.text("why"):
        errors["why"] = NO_REASON
    wrong = _again(describe_page, request, record, event, sent, errors)
    if not changed:
        return wrong("Nothing was changed.")
    if errors:
        return wrong("")
    wish = Wish(
        lambda: record.describe(event, values, by=person.name, why=sent.text("why"), seen=sent.seen),
        "Describe the event",
        [(event_fields.label(name), changed.get(name) or "nothing") for name in values],
        ("event", event),
    )
    return _decide(request, record, sent, event, wish, wrong)


@router.get("/events/{event}/merge")
def ask_merge(request: Request, event: str, record: TheRecord, person: Settler, q: str = "") -> Response:
    """Which event this one is the same as: a search."""
    _there(record, person, event)
    return merge_page(request, record, event, None, {}, q=q)


@router.post("/events/{event}/merge")
def merge(request: Request, event: str, record: TheRecord, person: Settler, sent: Sent) -> Response:
    """Two events are one."""
    _there(record, person, event)
    into, why = sent.text("into"), sent.text("why")
    errors = {} if into else {"into": "Choose the event that this one is the same as."}
    if not why:
        errors["why"] = NO_REASON
    wrong = _again(merge_page, request, record, event, sent, errors)
    if errors:
        return wrong("")
    must_see(record, person, event=into)
    wish = Wish(
        lambda: record.merge(event, into, by=person.name, why=why, seen=sent.seen),
        "Merge the event into another",
        [("Event", into), ("Why", why)],
        ("event", event),
    )
    return _decide(
        request, record, sent, event, wish, wrong, onto=lambda made: event_address(str(made.new.get("event", into)))
    )


@router.get("/events/{event}/split")
def ask_split(request: Request, event: str, record: TheRecord, person: Settler) -> Response:
    """Which claims are about another event."""
    _there(record, person, event)
    return split_page(request, record, event, None, {})


@router.post("/events/{event}/split")
def split(request: Request, event: str, record: TheRecord, person: Settler, sent: Sent) -> Response:
    """Some claims of an event are about another one, which is made of them."""
    _there(record, person, event)
    claims, why = sent.all("claim"), sent.text("why")
    errors = {} if claims else {"claims": "Choose the claims that are about another event."}
    if not why:
        errors["why"] = NO_REASON
    wrong = _again(split_page, request, record, event, sent, errors)
    if errors:
        return wrong("")
    wish = Wish(
        lambda: record.split(event, claims, by=person.name, why=why, seen=sent.seen),
        "Split the event",
        [("Claims", f"{len(claims)}"), ("Why", why)],
        ("event", event),
    )
    return _decide(request, record, sent, event, wish, wrong)


@router.get("/events/{event}/copy")
def ask_copy(request: Request, event: str, record: TheRecord, person: Settler) -> Response:
    """Which report of an event repeats which other."""
    _there(record, person, event)
    return copy_page(request, record, event, None, {})


@router.post("/events/{event}/copy")
def copy(request: Request, event: str, record: TheRecord, person: Settler, sent: Sent) -> Response:
    """A report is a copy of another, or (``is`` "original") it is not, whatever their words have in common."""
    _there(record, person, event)
    report, of, why = sent.text("report"), sent.text("of"), sent.text("why")
    seen = sent.seen_of(report)
    names = {one.id for one in record.reports(event)}
    errors = {name: "Choose a report of this event." for name in ("report", "of") if sent.text(name) not in names}
    if report and report == of:
        errors["of"] = "Choose two different reports."
    if not why:
        errors["why"] = NO_REASON
    wrong = _again(copy_page, request, record, event, sent, errors)
    if errors:
        return wrong("")
    is_copy = sent.text("is") != "original"
    mark = record.mark_copy if is_copy else record.mark_original
    wish = Wish(
        lambda: mark(report, of, by=person.name, why=why, seen=seen),
        "Mark a report as a copy" if is_copy else "Mark a report as an original",
        [("Report", report), ("Copy of" if is_copy else "No copy of", of), ("Why", why)],
        ("report", report),
    )
    return _decide(request, record, sent, event, wish, wrong)


def _there(record: Record, person: Person, event: str) -> None:
    """Answers 404 where there is no such event, and 423 where the person codes it blind."""
    must_see(record, person, event=event)
    try:
        record.event(event)
    except RecordError as fault:
        raise HTTPException(404, f"there is no event {event}") from fault


def _again(
    show: Callable[..., Response], request: Request, record: Record, event: str, sent: Posted, errors: dict[str, str]
) -> Callable[[str], Response]:
    """The form once more, with what was typed and what is wrong with it."""
    return lambda fault: show(request, record, event, sent, errors, fault)


def _decide(
    request: Request,
    record: Record,
    sent: Posted,
    event: str,
    wish: Wish,
    wrong: Callable[[str], Response],
    onto: Callable[[Decision], str] | None = None,
) -> Response:
    """Take a decision about an event, then back to it, or to the one that it is part of now."""

    def done(made: Decision) -> Response:
        back = local(sent.text("back"), event_address(event))
        return to(request, back if onto is None else onto(made), f"You {kind_words(made.kind)}.")

    return decide(request, record, sent, wish, wrong=wrong, done=done)

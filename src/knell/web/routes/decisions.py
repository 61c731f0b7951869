"""What a person decides about one claim, and taking a decision back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from knell.record import Decision, Record
from knell.review import Person, Right
from knell.web import claim_fields
from knell.web.access import Decider, TheRecord
from knell.web.api.hiding import must_see
from knell.web.claim_pages import NO_REASON, by_field, correct_page, move_page, reject_page
from knell.web.decided import kind_words
from knell.web.deciding import Posted, Sent, Spot, Wish, claim_address, decide, is_quick, local, spot_of
from knell.web.following import after
from knell.web.pages import page, to
from knell.web.panel import last_own

router = APIRouter(include_in_schema=False)
NOT_CHANGED = "Nothing was changed: change a field, or accept the claim as it is."


@router.post("/claims/{claim}/accept")
def accept(request: Request, claim: str, record: TheRecord, person: Decider, sent: Sent) -> Response:
    """A claim says what it was read as."""
    spot = _spot(record, person, claim)
    why = sent.text("why")
    wish = Wish(
        lambda: record.accept(claim, by=person.name, why=why, seen=sent.seen),
        "Accept the claim",
        [("State", "accepted")],
        ("claim", claim),
    )
    return _decide(request, record, person, sent, spot, wish, _refused(request, sent, spot, "Accept the claim"))


@router.get("/claims/{claim}/reject")
def ask_reject(request: Request, claim: str, record: TheRecord, person: Decider) -> Response:
    """The form to reject a claim."""
    return reject_page(request, record, _spot(record, person, claim), None)


@router.post("/claims/{claim}/reject")
def reject(request: Request, claim: str, record: TheRecord, person: Decider, sent: Sent) -> Response:
    """A claim counts no more; it is shown, struck through, with the reason."""
    spot = _spot(record, person, claim)
    why = sent.text("why")

    def wrong(fault: str) -> Response:
        return reject_page(request, record, spot, sent, fault)

    if not why:
        return wrong(NO_REASON)
    wish = Wish(
        lambda: record.reject(claim, by=person.name, why=why, seen=sent.seen),
        "Reject the claim",
        [("State", "rejected"), ("Why", why)],
        ("claim", claim),
    )
    return _decide(request, record, person, sent, spot, wish, wrong)


@router.get("/claims/{claim}/correct")
def ask_correct(request: Request, claim: str, record: TheRecord, person: Decider) -> Response:
    """The form with all fields of a claim, its words beside it."""
    return correct_page(request, record, _spot(record, person, claim), None, {}, "")


@router.post("/claims/{claim}/correct")
def correct(request: Request, claim: str, record: TheRecord, person: Decider, sent: Sent) -> Response:
    """A claim says something else than it was read as; only fields that were changed are decided."""
    spot = _spot(record, person, claim)
    names = [field.name for field in claim_fields.FIELDS]
    wanted = sent.texts(names)
    was = {name: sent.text(f"was_{name}") for name in names}
    changed = claim_fields.changed(wanted, was)
    values, errors = claim_fields.read(changed)
    if not errors and not values:
        errors = {"": NOT_CHANGED}

    def wrong(fault: str) -> Response:
        return correct_page(request, record, spot, sent, *by_field(errors, fault))

    if not sent.text("why"):
        errors["why"] = NO_REASON
    if errors:
        return wrong(errors.pop("", ""))
    wish = Wish(
        lambda: record.correct(claim, values, by=person.name, why=sent.text("why"), seen=sent.seen),
        "Correct the claim",
        [(claim_fields.label(name), changed[name] or "nothing") for name in values],
        ("claim", claim),
    )
    return _decide(request, record, person, sent, spot, wish, wrong)


@router.get("/claims/{claim}/move")
def ask_move(request: Request, claim: str, record: TheRecord, person: Decider, q: str = "") -> Response:
    """Where a claim could go: a search among events."""
    return move_page(request, record, _spot(record, person, claim), q, None)


@router.post("/claims/{claim}/move")
def move(request: Request, claim: str, record: TheRecord, person: Decider, sent: Sent) -> Response:
    """A claim is about another event, or about one of its own (``event`` "new")."""
    spot = _spot(record, person, claim)
    event, why = sent.text("event"), sent.text("why")

    def wrong(fault: str) -> Response:
        return move_page(request, record, spot, sent.text("q"), sent, fault)

    if not event:
        return wrong("Choose the event that the claim is about.")
    if not why:
        return wrong(NO_REASON)
    must_see(record, person, event=event)
    wish = Wish(
        lambda: record.move(claim, None if event == "new" else event, by=person.name, why=why, seen=sent.seen),
        "Move the claim",
        [("Event", "a new event of its own" if event == "new" else event), ("Why", why)],
        ("claim", claim),
    )
    return _decide(request, record, person, sent, spot, wish, wrong)


@router.get("/claims/{claim}/next")
def on(request: Request, claim: str, record: TheRecord, person: Decider, back: str = "") -> Response:
    """From a claim to the next one that nobody decided about, or to the next event of the queue."""
    return RedirectResponse(after(record, person, Posted({"back": [back]}), _spot(record, person, claim)), 303)


@router.post("/decisions/last/undo")
def undo_last(request: Request, record: TheRecord, person: Decider, sent: Sent) -> Response:
    """Take one's own last decision back."""
    last = last_own(record, person)
    if last is None:
        return to(request, local(sent.text("back"), "/history"), "There is no decision of yours to undo.", "note")
    return _undo(request, record, person, sent, last)


@router.post("/decisions/{number}/undo")
def undo(request: Request, number: int, record: TheRecord, person: Decider, sent: Sent) -> Response:
    """Take a decision back: one's own, or another's with the right to settle."""
    decision = next((one for one in record.history(before=number + 1, most=1) if one.number == number), None)
    if decision is None:
        raise HTTPException(404, f"there is no decision {number}")
    return _undo(request, record, person, sent, decision)


def _undo(request: Request, record: Record, person: Person, sent: Posted, decision: Decision) -> Response:
    right = Right.DECIDE if decision.by == person.name else Right.SETTLE
    if not person.may(right, datetime.now(UTC), decision.event):
        raise HTTPException(403, f"{person.name} may not undo this; it needs the right: {right.value}")
    must_see(record, person, event=decision.event, claim=decision.claim, report=decision.report)
    back = local(sent.text("back"), "/history")
    what = f"{decision.by} {kind_words(decision.kind)}"
    subject = ("claim", decision.claim) if decision.claim else ("event", decision.event or "")
    wish = Wish(
        lambda: record.undo(decision.number, by=person.name, why=sent.text("why"), seen=None),
        f"Undo decision {decision.number}",
        [("Undone", what)],
        subject,
    )
    anchor = f"#claim-{decision.claim}" if decision.claim and not back.startswith("/history") else ""
    return decide(
        request,
        record,
        sent,
        wish,
        wrong=lambda fault: page(request, "decide/refused.html", 422, title=wish.title, fault=fault, back=back),
        done=lambda made: to(request, back if is_quick(request) else back + anchor, f"Undone: {what}."),
    )


def _spot(record: Record, person: Person, claim: str) -> Spot:
    spot = spot_of(record, claim)
    must_see(record, person, event=spot.event, claim=claim)
    return spot


def _decide(
    request: Request,
    record: Record,
    person: Person,
    sent: Posted,
    spot: Spot,
    wish: Wish,
    wrong: Callable[[str], Response],
) -> Response:
    """Take a decision about a claim, then on to the next, or back to where it was taken."""

    def done(made: Decision) -> Response:
        words = f"You {kind_words(made.kind)}."
        if is_quick(request):
            return to(request, local(sent.text("back"), claim_address(spot.claim)), words)
        return to(request, after(record, person, sent, spot), words)

    return decide(request, record, sent, wish, wrong=wrong, done=done)


def _refused(request: Request, sent: Posted, spot: Spot, title: str) -> Callable[[str], Response]:
    back = local(sent.text("back"), claim_address(spot.claim))
    return lambda fault: page(request, "decide/refused.html", 422, title=title, fault=fault, back=back)

"""Settling what codings differ about: somebody who coded none of it decides, and that is a decision like others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knell.model import Claim
from knell.places import with_geonames_id
from knell.record import Adjudication, ClaimStatus, Codings, Conflict, Record, RecordError
from knell.review.coding import EVENT, MISSING, now
from knell.review.coding_disputes import Dispute, disputes
from knell.review.coding_fields import (
    NO,
    OTHER,
    VERDICT,
    YES,
    Answer,
    Answers,
    WrongAnswer,
    answers_of_event,
    checked_group,
    checked_missing,
    places_called,
)
from knell.review.coding_first import answers_of_state
from knell.review.doing import NotAllowed


@dataclass(frozen=True, slots=True)
class Queue:
    """What a person may settle, and how much is left for others or waits for a coding that is not finished."""

    yours: tuple[Dispute, ...]
    others: int
    waiting: int


def queue(record: Record, person: str, hidden: Collection[str] = ()) -> Queue:
    """What is to be settled; nothing of ``hidden`` events, which the person codes blind."""
    found = [one for one in disputes(record) if one.event not in hidden]
    ready = [one for one in found if not one.waits]
    yours = tuple(one for one in ready if person not in one.people)
    return Queue(yours, len(ready) - len(yours), len(found) - len(ready))


def settle(
    record: Record,
    person: str,
    item: str,
    field: str,
    chosen: Answers,
    *,
    why: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> Adjudication:
    """Decide what holds of a field about which codings differ. The decision it becomes says that it settles them.

    ``seen`` is the version of the claim or event that the person saw. Raises ``Conflict`` where somebody decided
    since, ``NotAllowed`` for one of its coders.
    """
    one = next((one for one in disputes(record) if (one.item, one.field) == (item, field)), None)
    if one is None:
        raise RecordError("this is settled already, or nobody differs about it any more")
    if person in one.people:
        raise NotAllowed("you said something about this yourself; somebody else settles it")
    if one.waits:
        raise RecordError("somebody is coding this still; it is settled when all have finished")
    if seen is not None and one.seen > seen:
        since = [each for each in record.history(event=one.event, claim=one.claim) if each.number > seen]
        raise Conflict("somebody decided about this since you looked at it", since[::-1])
    reason = " ".join(why.split())
    told = f"adjudication of second codings, {field.replace('_', ' ')}" + (f": {reason}" if reason else "")
    held, decision = _decide(record, one, chosen, person, told, seen)
    voices = [
        {"who": voice.who, "record": voice.record, "said": dict(option.said)}
        for option in one.options
        for voice in option.voices
    ]
    kept = Codings(record)
    # The number is given when it is kept.
    settled = Adjudication(0, one.event, item, field, held, {"voices": voices}, person, told, at or now(), decision)
    number = kept.settle(settled)
    return next(each for each in kept.settled() if each.number == number)


Settled = tuple[dict[str, Answer], int | None]


def _decide(record: Record, one: Dispute, chosen: Answers, by: str, why: str, seen: int | None) -> Settled:
    """What holds now, and the number of the decision; None where the record held it and somebody had looked at it."""
    if one.item.startswith(f"{MISSING}:"):
        return _missing(record, one, chosen, by, why)
    if one.item.startswith(f"{EVENT}:"):
        return _event(record, one, chosen, by, why, seen)
    assert one.claim is not None
    state = record.claim_states([one.claim])[one.claim]
    held = checked_group(one.field, chosen)
    if one.field == VERDICT.name:
        is_rejected = state.status is ClaimStatus.REJECTED
        if held[VERDICT.name] == NO and not is_rejected:
            return held, record.reject(one.claim, by=by, why=why, seen=seen).number
        if held[VERDICT.name] == YES and is_rejected:
            return held, record.accept(one.claim, by=by, why=why, seen=seen).number
    elif {name: answers_of_state(state).get(name) for name in held} != held:
        changes = _changes(state.claim, held, chosen)
        return held, record.correct(one.claim, changes, by=by, why=why, seen=seen).number
    last = all(each.item != one.item or each.field == one.field for each in disputes(record))
    if state.status is ClaimStatus.UNREVIEWED and last and one.field != VERDICT.name:
        return held, record.accept(one.claim, by=by, why=why, seen=seen).number
    return held, None


def _changes(claim: Claim, held: Answers, chosen: Answers) -> dict[str, object]:
    """What is settled as the changes of a correction. ``cited`` may be chosen with its type: words of the report."""
    changes: dict[str, object] = dict(held)
    if "negated" in changes:
        changes["negated"] = changes["negated"] == "yes"
    if "cited_type" in changes:
        named = chosen.get("cited")
        if changes["cited_type"] is None:
            return {"cited": None}
        if changes["cited_type"] == OTHER:
            changes["cited_type"] = None
        if isinstance(named, str) and named.strip():
            changes["cited"] = named.strip()
        elif claim.cited is None:
            raise WrongAnswer("Who is cited: give the words of the report that name them")
    return changes


def _event(record: Record, one: Dispute, chosen: Answers, by: str, why: str, seen: int | None) -> Settled:
    held = checked_group(one.field, chosen)
    now_held = answers_of_event(record.event(one.event).event)
    if {name: now_held[name] for name in held} == held:
        return held, None
    if one.field == "days":
        precision = held["date_precision"]
        changes: dict[str, Any] = {"start": held["start"]}
        if held["start"] is not None:
            changes |= {"end": held["end"], "date_precision": None if precision is None else int(str(precision))}
    else:
        changes = {"place": _place(held)}
    return held, record.describe(one.event, changes, by=by, why=why, seen=seen).number


def _place(held: Answers) -> dict[str, object] | None:
    """The one place that was meant, by its number with GeoNames; which may be given in the place of a name."""
    words, country = held["place"], held["country"]
    if words is None and country is None:
        return None
    text = str(words if words is not None else country)
    if text.isdecimal():
        if with_geonames_id(int(text)) is None:
            raise WrongAnswer(f"Place: GeoNames has no place of number {text} that is known here")
        return {"geonames_id": int(text)}
    found = places_called(text, country)
    if len(found) != 1:
        many = ", ".join(f"{place.admin1 or place.country}: {place.geonames_id}" for place in found[:6])
        told = f"{len(found)} places are called {text}" if found else f"no place is known that is called {text}"
        raise WrongAnswer(f"Place: {told}; give its number with GeoNames" + (f" ({many})" if many else ""))
    return {"geonames_id": found[0].geonames_id}


def _missing(record: Record, one: Dispute, chosen: Answers, by: str, why: str) -> Settled:
    if chosen.get(VERDICT.name) == NO:
        return {VERDICT.name: NO}, None
    held = checked_missing(chosen)
    values = {name: value for name, value in held.items() if name != "negated"}
    assert one.report is not None
    made = record.add_claim(one.report, one.event, one.start, one.end, values, by=by, why=why)
    return {VERDICT.name: YES, **held}, made.number

"""Second codings: an event is given to a coder who has not seen what others decided, and says what he reads himself.

What is asked is in ``coding_fields``, what a coder works with in ``coding_sheet``, how far codings agree in
``coding_agreement``, and how what they differ about is settled in ``coding_disputes``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from knell.record import Assignment, Coding, Codings, Missing, Record, RecordError
from knell.review.coding_fields import Answers, checked_claim, checked_event, checked_missing
from knell.review.coding_first import deciders, first_coding_of_event, first_codings
from knell.review.coding_people import coder_named
from knell.review.rights import Person

FINISHED, WITHDRAWN = "finished", "withdrawn"
CLAIM, EVENT, MISSING = "claim", "event", "missing"
# What a coder says of a missing claim that he reported by mistake.
_TAKEN_BACK = {"taken back": True}


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Unfinished(RecordError):
    """A coding cannot be finished: ``left`` says what is still to be said."""

    def __init__(self, left: Left) -> None:
        what = [f"{len(left.claims)} claims"] if left.claims else []
        super().__init__(f"not finished: nothing is said yet of {' and '.join([*what, *(['the event'] * left.event)])}")
        self.left = left


@dataclass(frozen=True, slots=True)
class Blind:
    """What a person must see no decision about: events, their claims, and the reports those are in."""

    events: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.events)


@dataclass(frozen=True, slots=True)
class Left:
    """What an assignment still asks for: claims without an answer, and whether the event itself has none."""

    claims: tuple[str, ...]
    event: bool

    def __bool__(self) -> bool:
        return bool(self.claims) or self.event


@dataclass(frozen=True, slots=True)
class Progress:
    """An assignment and how far it has come."""

    assignment: Assignment
    claims: int
    coded: int
    event_coded: bool
    missing: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample drawn by lot: the assignments made, and the events passed over with the reason."""

    seed: int
    of: int
    assignments: tuple[Assignment, ...]
    passed_over: tuple[tuple[str, str], ...]


def blind(record: Record, person: Person) -> Blind:
    """What a person codes blind now. An event that has joined another since takes that one with it."""
    found = Codings(record).open_claims(person.name)
    if not found:
        return Blind()
    places = Codings(record).whereabouts(claim for _, claim in found if claim is not None)
    now = {event for _, event in places.values() if event is not None}
    reports = frozenset(report for report, _ in places.values())
    return Blind(frozenset({event for event, _ in found} | now), frozenset(places), reports)


def blind_events(record: Record, person: Person) -> frozenset[str]:
    """The keys of the events that a person codes blind now: no decision or history of them is shown to that person."""
    return blind(record, person).events


def assign(
    record: Record,
    event: str,
    coder: str,
    *,
    by: str,
    at: datetime | None = None,
    sample: dict[str, object] | None = None,
) -> Assignment:
    """Give an event to a coder, with its claims as reports made them. Refused where the coder decided about it."""
    kept = Codings(record)
    coder = coder_named(record, coder, event)
    claims = kept.claims_about(event)
    if not claims:
        raise RecordError(f"event {event} has no claims to be coded")
    if coder in deciders(record, event):
        raise RecordError(f"{coder} has decided about event {event}: a second coding is somebody else's")
    number = kept.assign(event, coder, by, at or now(), claims, sample)
    return kept.assignments(number=number)[0]


def assign_sample(
    record: Record, events: Sequence[str], coder: str, *, size: int, seed: int, by: str, question: str = ""
) -> Drawn:
    """Give a coder ``size`` events drawn by lot from ``events``; the same seed draws the same of the same events.

    Events that the coder may not have are passed over, and the next of the draw taken.
    """
    order = sorted(set(events))
    random.Random(seed).shuffle(order)
    made: list[Assignment] = []
    passed: list[tuple[str, str]] = []
    for place, event in enumerate(order):
        if len(made) == size:
            break
        told: dict[str, object] = {"seed": seed, "size": size, "of": len(order), "place": place + 1}
        try:
            made.append(assign(record, event, coder, by=by, sample={**told, "question": question}))
        except RecordError as error:
            passed.append((event, str(error)))
    return Drawn(seed, len(order), tuple(made), tuple(passed))


def assignments_of(record: Record, coder: str) -> list[Progress]:
    """A coder's assignments and how far each has come, open ones first."""
    kept = Codings(record)
    return sorted(progress(record, kept.assignments(coder=coder)), key=lambda one: one.assignment.ended is not None)


def progress(record: Record, assignments: Sequence[Assignment]) -> list[Progress]:
    """How far assignments have come."""
    kept = Codings(record)
    numbers = [one.number for one in assignments]
    items = Counter(item.assignment for item in kept.items(numbers))
    said = Counter((coding.assignment, coding.subject) for coding in holding(kept.said(numbers)))
    return [
        Progress(
            one,
            items[one.number],
            said[one.number, CLAIM],
            said[one.number, EVENT] > 0,
            said[one.number, MISSING],
        )
        for one in assignments
    ]


def holding(codings: Sequence[Coding]) -> list[Coding]:
    """Of all that was said what holds: the last about each claim and event, and what was not taken back."""
    last: dict[tuple[int, str, str | int | None], Coding] = {}
    for one in codings:
        about = one.claim if one.subject != MISSING else (one.replaces or one.number)
        last[one.assignment, one.subject, about] = one
    return [one for one in last.values() if one.said != _TAKEN_BACK]


def the_assignment(record: Record, coder: str, event: str) -> Assignment:
    """A coder's assignment of an event. Raises ``RecordError`` where there is none."""
    found = Codings(record).assignments(coder=coder, event=event)
    if not found:
        raise Missing(f"{coder} was not given event {event} to code")
    return found[0]


def code_claim(record: Record, coder: str, event: str, claim: str, answers: Answers, at: datetime | None = None) -> int:
    """Say what a claim of one's assignment is. May be said again until the assignment is finished."""
    one = the_assignment(record, coder, event)
    if claim not in {item.claim for item in Codings(record).items([one.number])}:
        raise Missing(f"claim {claim} is not one of those to be coded of event {event}")
    return Codings(record).say(one.number, CLAIM, checked_claim(answers), at or now(), claim=claim)


def code_event(record: Record, coder: str, event: str, answers: Answers, at: datetime | None = None) -> int:
    """Say when and where the event of one's assignment was."""
    one = the_assignment(record, coder, event)
    return Codings(record).say(one.number, EVENT, checked_event(answers), at or now())


def report_missing(
    record: Record, coder: str, event: str, words: tuple[str, int, int], answers: Answers, at: datetime | None = None
) -> int:
    """Say that words of a report (its id, and offsets into its text) make a claim of the event that was not found."""
    one = the_assignment(record, coder, event)
    report, start, end = words
    items = Codings(record).items([one.number])
    among = {place for place, _ in Codings(record).whereabouts(item.claim for item in items).values()}
    if report not in among:
        raise RecordError(f"report {report} is not one of those of event {event}")
    text = next(iter(record.extractions([report]))).report.text
    if not 0 <= start < end <= len(text):
        raise RecordError("select the words that make the claim")
    return Codings(record).say(one.number, MISSING, checked_missing(answers), at or now(), words=words)


def take_back_missing(record: Record, coder: str, event: str, number: int, at: datetime | None = None) -> int:
    """Take back a missing claim that was reported by mistake; that it was reported is kept."""
    one = the_assignment(record, coder, event)
    mine = [coding for coding in holding(Codings(record).said([one.number])) if coding.subject == MISSING]
    if number not in {coding.number for coding in mine}:
        raise Missing(f"there is no missing claim {number} to take back")
    return Codings(record).say(one.number, MISSING, _TAKEN_BACK, at or now(), replaces=number)


def left(record: Record, coder: str, event: str) -> Left:
    """What is still to be said before an assignment can be finished."""
    one = the_assignment(record, coder, event)
    said = holding(Codings(record).said([one.number]))
    coded = {coding.claim for coding in said if coding.subject == CLAIM}
    claims = [item.claim for item in Codings(record).items([one.number])]
    return Left(tuple(claim for claim in claims if claim not in coded), all(coding.subject != EVENT for coding in said))


def finish(record: Record, coder: str, event: str, at: datetime | None = None) -> Assignment:
    """End a coding for good: nothing of it can be changed then. Raises ``Unfinished`` while something is left."""
    one = the_assignment(record, coder, event)
    if one.end is None and (still := left(record, coder, event)):
        raise Unfinished(still)
    kept = Codings(record)
    claims = [item.claim for item in kept.items([one.number])]
    firsts = first_codings(record, claims)
    kept.end(one.number, FINISHED, coder, at or now(), firsts, first_coding_of_event(record, event))
    return kept.assignments(number=one.number)[0]


def withdraw(record: Record, number: int, *, by: str, at: datetime | None = None) -> Assignment:
    """Take an assignment back; what was said in it is kept and counts nowhere."""
    kept = Codings(record)
    kept.end(number, WITHDRAWN, by, at or now())
    return kept.assignments(number=number)[0]

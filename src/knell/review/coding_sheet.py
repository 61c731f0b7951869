"""What a coder works with: each claim in its report as it was read, and nothing that a person decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from knell.model import Claim, Event, Extraction, Report
from knell.record import Assignment, Codings, Record
from knell.review.coding import CLAIM, EVENT, MISSING, Left, holding, left, the_assignment
from knell.review.coding_fields import Answers, answers_of, answers_of_event


@dataclass(frozen=True, slots=True)
class Line:
    """One claim to be coded; ``read`` is how it was read, ``said`` what the coder said of it (None: nothing yet)."""

    claim: Claim
    report: Report
    read: Answers
    said: Answers | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A claim that the coder found and that was not read."""

    number: int
    report: Report
    start: int
    end: int
    words: str
    said: Answers


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assignment in full. ``event_read``: how reports were read on when and where it was, each with how many."""

    assignment: Assignment
    lines: tuple[Line, ...]
    event_read: tuple[tuple[Answers, int], ...]
    event_said: Answers | None
    missed: tuple[Missed, ...]
    left: Left

    def reports(self) -> list[Report]:
        """The reports of the event's claims, in order."""
        return list({line.report.id: line.report for line in self.lines}.values())

    def line(self, claim: str | None) -> Line:
        """The line of a claim; the first without an answer, or else the first, where it is not there."""
        wanted = [line for line in self.lines if line.claim.id == claim]
        return (wanted or [line for line in self.lines if line.said is None] or list(self.lines))[0]

    def after(self, claim: str) -> Line | None:
        """The next line without an answer after a claim's, from the start again; None where all have one."""
        place = next((n for n, line in enumerate(self.lines) if line.claim.id == claim), 0)
        order = [*self.lines[place + 1 :], *self.lines[:place]]
        return next((line for line in order if line.said is None), None)


def sheet(record: Record, coder: str, event: str) -> Sheet:
    """A coder's assignment of an event. Raises ``RecordError`` where there is none."""
    one = the_assignment(record, coder, event)
    kept = Codings(record)
    items = [item.claim for item in kept.items([one.number])]
    said = holding(kept.said([one.number]))
    places = kept.whereabouts(items)
    found = {each.report.id: each for each in record.extractions({report for report, _ in places.values()})}
    claims = {claim.id: claim for each in found.values() for claim in each.claims}
    answers = {coding.claim: coding.said for coding in said if coding.subject == CLAIM}
    lines = [
        Line(claims[claim], found[places[claim][0]].report, answers_of(claims[claim]), answers.get(claim))
        for claim in items
    ]
    missed = []
    for coding in said:
        if coding.subject == MISSING and coding.report and coding.start is not None and coding.end is not None:
            report = found[coding.report].report
            words = report.text[coding.start : coding.end]
            missed.append(Missed(coding.number, report, coding.start, coding.end, words, coding.said))
    about = next((coding.said for coding in said if coding.subject == EVENT), None)
    read = _read(list(found.values()), {line.claim.event for line in lines})
    return Sheet(one, tuple(lines), read, about, tuple(missed), left(record, coder, event))


def _read(found: list[Extraction], wanted: set[str]) -> tuple[tuple[Answers, int], ...]:
    """When and where reports were read to say that it was, most often first."""
    events: list[Event] = [event for each in found for event in each.events if event.key in wanted]
    counts = Counter(tuple(answers_of_event(event).items()) for event in events)
    order = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    return tuple((dict(answers), many) for answers, many in order)

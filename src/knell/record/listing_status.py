"""How far people are with events, for lists: from what they decided about an event and about its claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, select

from knell.events import local_key
from knell.model import Outcome, Range
from knell.record.decision_schema import Subject, decision_subjects, decisions
from knell.record.decisions import holding, rows_about
from knell.record.linked_schema import ClaimStatus, event_claims, event_figures, events, links
from knell.record.listing import Status
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.rows import range_of

# Figures that a person set stand under this in place of a rule.
BY_HAND = "by-hand"


@dataclass(slots=True)
class Reviewed:
    """What people did about an event: how far they are, the number of the last decision, who decided, what they set."""

    status: Status = Status.UNREVIEWED
    decided: int = 0
    people: set[str] = field(default_factory=set)
    by_hand: dict[Outcome, Range] = field(default_factory=dict)

    def decision(self, number: int, by: str) -> None:
        """One more decision."""
        self.decided = max(self.decided, number)
        self.people.add(by)


def reviewed(connection: Connection, keys: Collection[str]) -> Mapping[str, Reviewed]:
    """What people did about these events; those that none did anything about may be missing."""
    found: dict[str, Reviewed] = {}
    if connection.execute(select(decisions.c.number).limit(1)).first() is None:
        return found
    for key, number, by in _about_claims(connection, keys):
        found.setdefault(key, Reviewed()).decision(number, by)
    started = set(_with_decided_claims(connection, keys))
    for key, row in _about_events(connection, keys):
        found.setdefault(key, Reviewed()).decision(row["number"], row["by"])
        if row["undoes"] is None and not row["undone"]:
            started.add(key)
    for key in started:
        found.setdefault(key, Reviewed()).status = Status.STARTED
    for chunk in chunks(sorted(keys)):
        query = select(events.c.key, events.c.evidence, events.c.reviewed)
        for event in connection.execute(query.where(events.c.key.in_(chunk), events.c.reviewed.is_not(None))):
            same = event.evidence == event.reviewed
            found.setdefault(event.key, Reviewed()).status = Status.REVIEWED if same else Status.CHANGED
        by_hand = select(event_figures).where(event_figures.c.event.in_(chunk), event_figures.c.rule == BY_HAND)
        for figure in connection.execute(by_hand).mappings():
            one = found.setdefault(figure["event"], Reviewed())
            one.by_hand[Outcome(figure["outcome"])] = range_of(figure)
    return found


def _about_claims(connection: Connection, keys: Collection[str]) -> Iterator[tuple[str, int, str]]:
    of_claim = and_(
        decision_subjects.c.kind == Subject.CLAIM.value,
        decision_subjects.c.key == event_claims.c.claim,
        decision_subjects.c.about,
    )
    query = select(event_claims.c.event, decisions.c.number, decisions.c.by)
    query = query.join_from(event_claims, decision_subjects, of_claim)
    query = query.join(decisions, decisions.c.number == decision_subjects.c.number)
    for chunk in chunks(sorted(keys)):
        for row in connection.execute(query.where(event_claims.c.event.in_(chunk))):
            yield row.event, row.number, row.by


def _with_decided_claims(connection: Connection, keys: Collection[str]) -> Iterator[str]:
    query = select(event_claims.c.event).where(event_claims.c.status != ClaimStatus.UNREVIEWED.value).distinct()
    for chunk in chunks(sorted(keys)):
        yield from connection.execute(query.where(event_claims.c.event.in_(chunk))).scalars()


def _about_events(connection: Connection, keys: Collection[str]) -> Iterator[tuple[str, Row]]:
    """Decisions about the events themselves, under whatever key; each with whether it was undone."""
    known = {key: key for key in keys}
    for chunk in chunks(sorted(keys)):
        for link in connection.execute(select(links).where(links.c.event.in_(chunk))):
            known[local_key(link.report, link.local_event)] = link.event
    named = [
        key
        for chunk in chunks(sorted(known))
        for key in connection.execute(
            select(decision_subjects.c.key)
            .where(decision_subjects.c.kind == Subject.EVENT.value, decision_subjects.c.about)
            .where(decision_subjects.c.key.in_(chunk))
            .distinct()
        ).scalars()
    ]
    for key in named:
        rows = rows_about(connection, Subject.EVENT, [key], about=True)
        held = {row["number"] for row in holding(rows)}
        for row in rows:
            yield known[key], {**row, "undone": row["number"] not in held}

"""What waits for a person: events in a stable order, each with the reason why it is in the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from knell.record import Codings, Listed, Order, Page, Query, Queue, Record
from knell.review.coding import blind_events
from knell.review.rights import Person

# How many events of a queue are on a page.
SIZE = 50


@dataclass(frozen=True, slots=True)
class QueueKind:
    """A queue as people know it: its name in addresses, its title, what is in it, and what comes first."""

    queue: Queue
    title: str
    what: str
    order: Order = Order.REPORTS

    @property
    def name(self) -> str:
        """The queue's name in addresses."""
        return self.queue.value


QUEUES: Mapping[str, QueueKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            QueueKind(Queue.UNREVIEWED, "Unreviewed", "Nobody has decided about any claim of these events."),
            QueueKind(Queue.DISPUTED, "Disputed", "Independent sources do not agree on a figure of these events."),
            QueueKind(
                Queue.CHANGED,
                "Changed since reviewed",
                "These events were reviewed, and reports since then or the figures are others now.",
            ),
            QueueKind(
                Queue.UNSURE,
                "Low confidence",
                "A claim of these events was read with little confidence and nobody has looked at it.",
                Order.UNSURE,
            ),
            QueueKind(Queue.MINE, "Mine", "Events that you began and have not marked as reviewed."),
        )
    }
)


@dataclass(frozen=True, slots=True)
class InQueue:
    """A place in a queue: its name, and how many events stood before this one when it was entered."""

    name: str
    at: int


def of_queue(record: Record, person: Person, name: str, page: int = 1, size: int = SIZE) -> Page:
    """One page of a queue. Raises ``KeyError`` for a queue that does not exist."""
    return record.listed(replace(_query(record, person, QUEUES[name]), page=page, size=size))


def counts(record: Record, person: Person) -> dict[str, int]:
    """How many events wait in each queue."""
    return {
        queue.value: number for queue, number in record.queue_sizes(person.name, blind_events(record, person)).items()
    }


def next_event(record: Record, person: Person, here: InQueue, event: str) -> tuple[str, InQueue] | None:
    """The event that comes after one in a queue, which may have left it by what was decided; None at its end.

    Where others joined or left the queue meanwhile, one may come twice or wait for the next time; none is lost.
    """
    for at in (here.at, here.at + 1, 0, 1):
        key = _at(record, person, here.name, at)
        if key is not None and key != event:
            return key, InQueue(here.name, at)
    return None


def event_before(record: Record, person: Person, here: InQueue, event: str) -> tuple[str, InQueue] | None:
    """The event that stands before one in a queue."""
    if here.at == 0:
        return None
    key = _at(record, person, here.name, here.at - 1)
    return None if key in (None, event) else (str(key), InQueue(here.name, here.at - 1))


def _at(record: Record, person: Person, name: str, at: int) -> str | None:
    """The event at a place of a queue; asked by the pages that lists have, which the record keeps."""
    rows = of_queue(record, person, name, at // SIZE + 1).rows
    return rows[at % SIZE].key if at % SIZE < len(rows) else None


def why(kind: QueueKind, row: Listed) -> str:
    """The reason why an event is in a queue, in a few words."""
    if kind.queue is Queue.UNREVIEWED:
        return f"{row.claims:,} {'claim' if row.claims == 1 else 'claims'}, none decided"
    if kind.queue is Queue.DISPUTED:
        return "sources disagree on " + ", ".join(outcome.value for outcome in row.disputed)
    if kind.queue is Queue.CHANGED:
        return "changed since it was marked as reviewed"
    if kind.queue is Queue.UNSURE:
        return f"a claim read with a confidence of {row.confidence:.2f}" if row.confidence is not None else "unsure"
    return f"decided by {', '.join(row.decided_by)}" if row.decided_by else "assigned to you"


def _query(record: Record, person: Person, kind: QueueKind) -> Query:
    """What waits: nothing that the person codes blind, for being there would tell of what was decided."""
    without = blind_events(record, person)
    return Query(queue=kind.queue, person=person.name, order=kind.order, without=without)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A second coding that a person has not finished."""

    number: int
    event: str
    since: datetime


def assigned(record: Record, person: Person) -> list[Assigned]:
    """The second codings that wait for a person."""
    found = Codings(record).assignments(coder=person.name, open=True)
    return [Assigned(one.number, one.event, one.made) for one in found]

"""Whether linked events are what linking and the coding rule made of the claims that are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from knell.events import LinkedEvent
from knell.figures import rules
from knell.model import Range
from knell.record import linking, queries
from knell.record.audit.findings import Audit
from knell.record.audit.reading import told
from knell.record.event_changes import BY_HAND
from knell.record.known import Known, load
from knell.record.linked_queries import digests, events_of_keys, standing
from knell.record.linked_rows import Stands, without_figures
from knell.record.linked_schema import event_figures, events
from knell.record.revising import finished

_PAGE = 50
_PART = "events"


def check_events(connection: Connection, audit: Audit) -> None:
    """Work out each event's figures again from its claims, and compare all of it with the hash linking kept of it."""
    kept = digests(connection)
    if linking.is_due(connection):
        return
    for keys in queries.chunks(sorted(kept), _PAGE):
        _check_rules(connection, audit, keys)
        query = select(events.c.key, events.c.reviewed).where(events.c.key.in_(keys))
        reviewed = {row.key: row.reviewed for row in connection.execute(query)}
        for linked, known, stand in _read(connection, audit, keys):
            audit.counts["linked events"] += 1
            _check(audit, linked, known, stand, kept[linked.key], reviewed.get(linked.key))


def _check(
    audit: Audit, linked: LinkedEvent, known: Known, stand: Sequence[Stands], kept: str, reviewed: str | None
) -> None:
    name, claims = f"event {linked.key}", [one.claim for one in stand]
    # Linking kept the hash of the event before its figures were worked out.
    bare = without_figures(linked)
    again = finished(bare, known, claims, known.names_of(bare, claims))
    if again.digest != kept:
        audit.fault(_PART, "it is not what linking made of its claims", name)
    if again.claims != tuple(stand):
        audit.fault(_PART, "how its claims stand is not what people decided", name)
    if again.reviewed != reviewed:
        audit.fault(_PART, "when it was reviewed is not what people decided", name)
    for outcome in sorted({*again.figures, *linked.event.figures}):
        made = again.figures[outcome].range if outcome in again.figures else None
        if (shown := linked.event.figures.get(outcome)) != made:
            audit.fault(_PART, f"its figure of {outcome} is {_told(shown)}, but its claims make {_told(made)}", name)


def _check_rules(connection: Connection, audit: Audit, keys: list[str]) -> None:
    """Every figure that is kept says by which rule it was made; it is the default one, or a person's hand."""
    default = f"{rules()[0].name}/{rules()[0].version}"
    query = select(event_figures.c.event, event_figures.c.rule).where(event_figures.c.event.in_(keys))
    for row in connection.execute(query):
        if row.rule not in (default, BY_HAND):
            audit.fault(_PART, f"one of its figures is said to be by {row.rule!r}, not {default}", f"event {row.event}")


def _told(value: Range | None) -> str:
    if value is None:
        return "none"
    low, best, high = ("?" if number is None else number for number in (value.low, value.best, value.high))
    return f"{low} to {high}, best {best}"


def _read(
    connection: Connection, audit: Audit, keys: list[str]
) -> Iterator[tuple[LinkedEvent, Known, Sequence[Stands]]]:
    """Events with what their reports say and all their claims; one that cannot be read costs none of the others."""
    try:
        found = list(events_of_keys(connection, keys, why=True))
        wanted = {report for linked in found for report in linked.reports}
        known, claims = load(connection, wanted), standing(connection, keys)
    except Exception as error:
        if len(keys) == 1:
            audit.fault(_PART, f"it cannot be read: {told(error)}", f"event {keys[0]}")
            return
        for key in keys:
            yield from _read(connection, audit, [key])
        return
    for linked in found:
        yield linked, known, claims[linked.key]
    for key in {*keys} - {linked.key for linked in found}:
        audit.fault(_PART, "it cannot be found by its key: the key is damaged", f"event {key}")

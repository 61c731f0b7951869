"""Questions to a record's tables about linked events; each takes a connection and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, select

from knell.events import LinkedEvent, Member
from knell.model import Commemoration, Event, Finding
from knell.record.linked_rows import Stands, linked_of
from knell.record.linked_schema import (
    ClaimStatus,
    copies,
    event_claims,
    event_figures,
    event_reports,
    events,
    linker,
    links,
    matches,
    source_claims,
    source_groups,
    unlinked,
)
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.rows import commemoration_of, event_of, finding_of
from knell.record.schema import claims, commemorations, findings, reports

# Undated reports come last in every database.
_BY_DATE = (reports.c.published.is_(None), reports.c.published, reports.c.id)


def has_unlinked(connection: Connection) -> bool:
    """Whether some reports wait to be linked."""
    return connection.execute(select(unlinked.c.report).limit(1)).first() is not None


def unlinked_reports(connection: Connection, most: int | None = None) -> list[str]:
    """The ids of reports that wait to be linked, at most so many."""
    return list(connection.execute(select(unlinked.c.report).order_by(unlinked.c.report).limit(most)).scalars())


def events_with(connection: Connection, members: Iterable[Member]) -> dict[str, str]:
    """The digest of every linked event that has any of these members, by its key."""
    wanted = set(members)
    found: dict[str, str] = {}
    for chunk in chunks(sorted({member.report for member in wanted})):
        query = select(links.c.report, links.c.local_event, events.c.key, events.c.digest).join(events)
        for row in connection.execute(query.where(links.c.report.in_(chunk))):
            if Member(row.report, row.local_event) in wanted:
                found[row.key] = row.digest
    return found


def linker_version(connection: Connection) -> str | None:
    """What made the links there are; None before the first."""
    return connection.execute(select(linker.c.version)).scalar()


def digests(connection: Connection, keys: Collection[str] | None = None) -> dict[str, str]:
    """The digest of every linked event, or of these, by its key."""
    query = select(events.c.key, events.c.digest)
    pages = [query] if keys is None else [query.where(events.c.key.in_(chunk)) for chunk in chunks(sorted(keys))]
    return {row.key: row.digest for page in pages for row in connection.execute(page)}


def claims_linked(connection: Connection, keys: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """The claims that linking put in each of these events, whatever people decided since, each with its report."""
    found: dict[str, list[tuple[str, str]]] = {key: [] for key in keys}
    of_link = and_(links.c.report == claims.c.report, links.c.local_event == claims.c.event)
    for chunk in chunks(sorted(found)):
        query = select(links.c.event, claims.c.id, claims.c.report).join(claims, of_link)
        for row in connection.execute(
            query.where(links.c.event.in_(chunk)).order_by(claims.c.report, claims.c.position)
        ):
            found[row.event].append((row.id, row.report))
    return found


def standing(connection: Connection, keys: Iterable[str]) -> dict[str, list[Stands]]:
    """All claims of each of these events and how they stand, those rejected too, in order."""
    found: dict[str, list[Stands]] = {key: [] for key in keys}
    for chunk in chunks(sorted(found)):
        query = select(event_claims).where(event_claims.c.event.in_(chunk)).order_by(event_claims.c.position)
        for row in connection.execute(query):
            found[row.event].append(Stands(row.claim, row.report, ClaimStatus(row.status)))
    return found


def count_events(connection: Connection) -> int:
    """How many linked events there are."""
    return connection.execute(select(func.count()).select_from(events)).scalar_one()


def bare_events(connection: Connection) -> list[Event]:
    """All linked events without figures, in the order of ``linked_events``."""
    found = {row["key"]: row for row in connection.execute(select(events)).mappings()}
    return [event_of(found[key], {}) for key in ordered_keys(connection)]


def ordered_keys(connection: Connection) -> list[str]:
    """The keys of all linked events: most reports first, then by day (unknown last) and key."""
    size = func.count(event_reports.c.report)
    query = select(events.c.key).join(event_reports, event_reports.c.event == events.c.key).group_by(events.c.key)
    by_day = (events.c.day_start.is_(None), events.c.day_start)
    return list(connection.execute(query.order_by(size.desc(), *by_day, events.c.key)).scalars())


def linked_events(
    connection: Connection, keys: Iterable[str] | None = None, why: bool = False
) -> Iterator[LinkedEvent]:
    """Linked events with their figures: most reports first, then by day (unknown last) and key.

    ``why`` brings the matches too.
    """
    wanted = None if keys is None else set(keys)
    ordered = [key for key in ordered_keys(connection) if wanted is None or key in wanted]
    for chunk in chunks(ordered):
        found = {linked.key: linked for linked in events_of_keys(connection, chunk, why)}
        yield from (found[key] for key in chunk)


# What hangs on an event, in its order: put together once, for it is asked for at every page about events.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_EVENTS = select(events).where(events.c.key.in_(_KEYS))
_OF_EVENTS = tuple(
    (table.name, select(table).where(table.c.event.in_(_KEYS)).order_by(*(table.c[name] for name in order)))
    for table, order in (
        (links, ("report", "local_event")),
        (event_reports, ("position",)),
        (event_claims, ("position",)),
        (event_figures, ("outcome",)),
        (source_groups, ("position",)),
        (source_claims, ("source_group", "position")),
        (copies, ("position",)),
        (matches, ("position",)),
    )
)


def events_of_keys(connection: Connection, keys: list[str], why: bool) -> Iterator[LinkedEvent]:
    """Linked events with their figures by key, in no order; ``why`` brings the matches too."""
    parts: dict[str, dict[str, list[Row]]] = {}
    for name, query in _OF_EVENTS:
        by_event = parts.setdefault(name, {})
        if why or name != matches.name:
            for row in connection.execute(query, {"keys": keys}).mappings():
                by_event.setdefault(row["event"], []).append(row)
    for row in connection.execute(_EVENTS, {"keys": keys}).mappings():
        yield linked_of(row, {name: by_event.get(row["key"], []) for name, by_event in parts.items()})


def findings_about(connection: Connection, event: str) -> list[tuple[str, Finding]]:
    """Findings about a linked event, each with the id of the report that tells it, by publication."""
    of_link = and_(links.c.report == findings.c.report, links.c.local_event == findings.c.event)
    query = select(findings).join(links, of_link).join(reports, reports.c.id == findings.c.report)
    rows = connection.execute(query.where(links.c.event == event).order_by(*_BY_DATE, findings.c.position))
    return [(row["report"], finding_of(row)) for row in rows.mappings()]


def commemorations_of(connection: Connection, event: str) -> list[tuple[str, Commemoration]]:
    """Commemorations of a linked event, each with the id of the report that tells it, by publication."""
    of_link = and_(links.c.report == commemorations.c.report, links.c.local_event == commemorations.c.event)
    query = select(commemorations).join(links, of_link).join(reports, reports.c.id == commemorations.c.report)
    rows = connection.execute(query.where(links.c.event == event).order_by(*_BY_DATE, commemorations.c.position))
    return [(row["report"], commemoration_of(row)) for row in rows.mappings()]

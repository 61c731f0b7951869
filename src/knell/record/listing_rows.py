"""The rows that lists of events are read from, worked out anew whenever an event or what was decided of it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, Table, delete, func, insert, select

from knell.events import LinkedEvent
from knell.figures import Statement, disputed, rules
from knell.model import Extraction, Outcome, Range
from knell.record.known import Known, load
from knell.record.linked_queries import events_of_keys
from knell.record.linked_schema import ClaimStatus, events
from knell.record.listing_schema import (
    LISTING,
    listing,
    listing_figures,
    listing_languages,
    listing_people,
    listing_sources,
    listing_state,
    listing_words,
)
from knell.record.listing_status import BY_HAND, Reviewed, reviewed
from knell.record.listing_words import all_words
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.rows import range_row

# What makes the rows; when it changes they are all made anew.
LISTER = f"listing 2, {', '.join(rule.id for rule in rules())}"
_AT_ONCE = 100


def is_stale(connection: Connection) -> bool:
    """Whether rows are missing, or were made by another version of knell."""
    made = connection.execute(select(listing_state.c.version)).scalar()
    return made != LISTER and connection.execute(select(events.c.key).limit(1)).first() is not None


def edition(connection: Connection) -> int:
    """A number that goes up whenever a list may answer otherwise than before."""
    return connection.execute(select(listing_state.c.edition)).scalar() or 0


def relist(connection: Connection, keys: Iterable[str]) -> None:
    """Make the rows of these linked events anew, in the transaction of the connection; all rows, if any were stale.

    To be called whenever events were written or taken away (their own rows went with them), or decided about.
    """
    stale = is_stale(connection)
    wanted = sorted(connection.execute(select(events.c.key)).scalars() if stale else set(keys))
    for chunk in chunks(wanted, _AT_ONCE):
        for table in LISTING:
            connection.execute(delete(table).where(table.c.event.in_(chunk)))
        gathered: dict[Table, list[Row]] = {}
        for table, row in _rows(connection, chunk):
            gathered.setdefault(table, []).append(row)
        for table, rows in gathered.items():
            connection.execute(insert(table), rows)
    number = connection.execute(select(func.max(listing_state.c.edition))).scalar() or 0
    connection.execute(delete(listing_state))
    connection.execute(insert(listing_state), [{"version": LISTER, "edition": number + 1}])


def _rows(connection: Connection, keys: list[str]) -> Iterator[tuple[Table, Row]]:
    found = list(events_of_keys(connection, keys, why=False))
    known = load(connection, {report for linked in found for report in linked.reports})
    people = reviewed(connection, keys)
    for linked in found:
        yield from _rows_of(linked, known, people.get(linked.key, Reviewed()))


def _rows_of(linked: LinkedEvent, known: Known, by: Reviewed) -> Iterator[tuple[Table, Row]]:
    key, told, statements = linked.key, known.told, known.statements(linked)
    reports = [told[ident].report for ident in linked.reports]
    languages = tuple(sorted({report.language for report in reports if report.language}))
    days = [report.published for report in reports if report.published]
    interval, place, quarrels = linked.event.interval, linked.event.place, disputed(statements)
    yield (
        listing,
        {
            "event": key,
            "reports": len(reports),
            "claims": len(statements),
            "copies": len({pair.later for pair in linked.copies}),
            "sources": linked.independent_sources,
            "grade": linked.grade,
            "country": None if place is None else place.country,
            "day_start": None if interval is None else interval.start,
            "day_end": None if interval is None else interval.end,
            "first": min(days, default=None),
            "last": max(days, default=None),
            "languages": languages,
            "confidence": min((one.claim.confidence for one in statements if _is_open(one, known)), default=None),
            "disputed": tuple(outcome.value for outcome in quarrels),
            "is_disputed": bool(quarrels),
            "status": by.status.value,
            "decided": by.decided,
            "decided_by": tuple(sorted(by.people)),
        },
    )
    yield listing_words, {"event": key, "words": all_words(_texts(linked, told, statements))}
    yield from ((listing_languages, {"event": key, "language": one}) for one in languages)
    types = {group.type for group in linked.groups if group.type is not None}
    yield from ((listing_sources, {"event": key, "type": one.value}) for one in sorted(types))
    yield from ((listing_people, {"event": key, "person": one}) for one in sorted(by.people))
    for rule in rules():
        for outcome, figure in rule.apply(statements, linked.event).items():
            yield listing_figures, _figure_row(key, rule.name, outcome, figure.range)
    for outcome, one in by.by_hand.items():
        yield listing_figures, _figure_row(key, BY_HAND, outcome, one)


def _figure_row(key: str, rule: str, outcome: Outcome, one: Range) -> Row:
    size = next((number for number in (one.best, one.low, one.high) if number is not None), None)
    return {"event": key, "rule": rule, "outcome": outcome.value, **range_row(one), "size": size}


def _texts(
    linked: LinkedEvent, told: Mapping[str, Extraction], statements: Iterable[Statement]
) -> Iterator[str | None]:
    """Everything of an event that its words may be in."""
    event, place = linked.event, linked.event.place
    yield from (event.key, event.name, *event.aliases)
    if place is not None:
        yield from (place.name, place.admin1, place.country)
    for ident in linked.reports:
        report = told[ident].report
        yield from (report.id, report.title, report.outlet)
    for one in statements:
        yield from (one.claim.quote, one.claim.cited.text if one.claim.cited else None)


def _is_open(statement: Statement, known: Known) -> bool:
    """Whether nobody decided about a claim; who did was sure of it."""
    state = known.states.get(statement.claim.id)
    return state is None or state.status is ClaimStatus.UNREVIEWED

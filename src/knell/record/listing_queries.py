"""Questions to the rows that lists of events are read from; each takes a connection and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, literal_column, select, union_all

from knell.figures import find_rule, rules
from knell.model import Outcome, Range
from knell.record.linked_schema import events
from knell.record.listing import (
    MOST_A_PAGE,
    UNSURE_BELOW,
    Facets,
    Listed,
    Order,
    Page,
    Query,
    Queue,
    Status,
)
from knell.record.listing_schema import (
    listing,
    listing_figures,
    listing_languages,
    listing_people,
    listing_sources,
    listing_words,
)
from knell.record.listing_status import BY_HAND
from knell.record.listing_words import folded
from knell.record.rows import event_of, range_of
from knell.record.stored import StoredText

Conditions = dict[str, ColumnElement[bool]]
# Of a column that both have, the one of the event is meant.
_SHOWN = (*(column for column in listing.c if column.name not in events.c), *events.c)
_FACETS = ("status", "grade", "language", "country", "outcome")


def page_of(connection: Connection, query: Query, counted: tuple[int, Facets]) -> Page:
    """The page that is asked for; one behind the last is empty. ``counted`` is what ``counts`` gives."""
    size, number = min(max(query.size, 1), MOST_A_PAGE), max(query.page, 1)
    total, facets = counted
    chosen = ordered(connection, query).limit(size).offset((number - 1) * size)
    keys = list(connection.execute(chosen).scalars())
    return Page(tuple(_listed(connection, keys, rule_of(query))), total, facets, number, size)


def row_of(connection: Connection, key: str, rule: str) -> Listed | None:
    """One event of the list by its key."""
    return next(_listed(connection, [key], rule), None)


def listed_of(connection: Connection, keys: list[str], rule: str) -> dict[str, Listed]:
    """These events of the list by their keys."""
    return {one.key: one for one in _listed(connection, keys, rule)}


def rule_of(query: Query) -> str:
    """The name of the coding rule whose figures are asked for. Raises ``UnknownRule``."""
    return rules()[0].name if query.rule is None else find_rule(query.rule).name


def ordered(connection: Connection, query: Query) -> Select[Any]:
    """The keys of the events that are asked for, in order."""
    found = select(listing.c.event).where(*conditions(connection, query).values())
    by_day = (listing.c.day_start.asc().nulls_last(), listing.c.event)
    match query.order:
        case Order.NEWEST:
            return found.order_by(listing.c.day_start.desc().nulls_last(), listing.c.event)
        case Order.OLDEST:
            return found.order_by(*by_day)
        case Order.KILLED:
            of_event = sizes(query)
            joined = found.join_from(listing, of_event, of_event.c.event == listing.c.event, isouter=True)
            return joined.order_by(of_event.c.size.desc().nulls_last(), *by_day)
        case Order.CHANGED:
            return found.order_by(listing.c.decided.desc(), listing.c.last.desc().nulls_last(), *by_day)
        case Order.UNSURE:
            return found.order_by(listing.c.confidence.asc().nulls_last(), *by_day)
        case _:
            return found.order_by(listing.c.reports.desc(), *by_day)


def sizes(query: Query) -> Any:
    """The figure of each event that it is ordered and bounded by."""
    outcome = (query.outcome or Outcome.KILLED).value
    of_rule = (listing_figures.c.rule == rule_of(query), listing_figures.c.outcome == outcome)
    columns = [listing_figures.c[name] for name in ("event", "size", "low", "best", "high")]
    return select(*columns).where(*of_rule).subquery("sizes")


def conditions(connection: Connection, query: Query) -> Conditions:
    """What an event must be, by the filter that asks for it."""
    found: Conditions = {}
    if wanted := folded(query.words):
        holds = func.instr if connection.dialect.name == "sqlite" else func.strpos
        each = (holds(listing_words.c.words, literal(word, StoredText)) > 0 for word in dict.fromkeys(wanted))
        found["words"] = listing.c.event.in_(select(listing_words.c.event).where(*each))
    if query.start is not None:
        found["start"] = listing.c.day_end >= query.start
    if query.end is not None:
        found["end"] = listing.c.day_start <= query.end
    for name in ("country", "grade", "status"):
        if (value := getattr(query, name)) is not None:
            column = listing.c[name]
            found[name] = column.is_(None) if value == "" else column == str(value)
    if query.language is not None:
        found["language"] = _has(listing_languages, "language", query.language)
    if query.source_type is not None:
        found["source_type"] = _has(listing_sources, "type", query.source_type)
    if query.outcome is not None or query.least is not None or query.most is not None:
        found["outcome"] = listing.c.event.in_(_bounded(query))
    if query.queue is not None:
        found["queue"] = _queue(query)
    if query.without:
        found["without"] = listing.c.event.not_in(sorted(query.without))
    return found


def _has(table: Any, name: str, value: str) -> ColumnElement[bool]:
    return listing.c.event.in_(select(table.c.event).where(table.c[name] == value))


def _bounded(query: Query) -> Select[Any]:
    of_event = sizes(query)
    found = select(of_event.c.event)
    if query.least is not None:
        found = found.where(of_event.c.size >= query.least)
    return found if query.most is None else found.where(of_event.c.size <= query.most)


def _queue(query: Query) -> ColumnElement[bool]:
    match query.queue:
        case Queue.DISPUTED:
            return listing.c.is_disputed
        case Queue.UNSURE:
            return listing.c.confidence < UNSURE_BELOW
        case Queue.MINE:
            mine = _has(listing_people, "person", query.person or "")
            return mine & (listing.c.status != Status.REVIEWED.value)
        case Queue.CHANGED:
            return listing.c.status == Status.CHANGED.value
        case _:
            return listing.c.status == Status.UNREVIEWED.value


def counts(connection: Connection, query: Query) -> tuple[int, Facets]:
    """How many events are asked for, and how many each other choice of one filter would leave: in one question."""
    asked = conditions(connection, query)

    def but(name: str) -> Any:
        """The events that all filters leave but that of one facet; None for all there are."""
        left = [asked[other] for other in asked if other != name]
        columns = (listing.c.event, listing.c.status, listing.c.grade, listing.c.country)
        # Each is worked out once, however many parts of the question go by it.
        return select(*columns).where(*left).cte(f"but_{name}").prefix_with("MATERIALIZED") if left else None

    whole = but("total")
    bases = {name: but(name) if name in asked else whole for name in _FACETS}

    def of_own(name: str, base: Any) -> Select[Any]:
        table = listing if base is None else base
        return select(literal(name), table.c[name], func.count()).group_by(table.c[name])

    def beside(name: str, table: Any, base: Any, rule: str | None = None) -> Select[Any]:
        # As an expression, so that SQLite looks the events up instead of going through an index of all of them.
        def plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
            return column if base is None else column.concat(literal_column("''"))

        value = plain(table.c[name])
        found = select(literal(name), value, func.count()).group_by(value)
        if rule is not None:
            found = found.where(plain(table.c.rule) == rule)
        return found if base is None else found.where(table.c.event.in_(select(base.c.event)))

    total = select(literal("total").label("facet"), literal("", StoredText), func.count())
    parts = [
        total.select_from(listing if whole is None else whole),
        *(of_own(name, bases[name]) for name in ("status", "grade", "country")),
        beside("language", listing_languages, bases["language"]),
        beside("outcome", listing_figures, bases["outcome"], rule_of(query)),
    ]
    found: dict[str, dict[str, int]] = {name: {} for name in (*_FACETS, "total")}
    for facet, value, number in connection.execute(union_all(*parts)):
        found[facet][value or ""] = number
    most = {name: dict(sorted(found[name].items(), key=lambda item: (-item[1], item[0]))) for name in _FACETS}
    facets = Facets(most["status"], most["grade"], most["language"], most["country"], most["outcome"])
    return found["total"].get("", 0), facets


def waiting(
    connection: Connection, queues: Sequence[Queue], person: str | None = None, without: Collection[str] = ()
) -> dict[Queue, int]:
    """How many events wait in each of these queues, but for those ``without``."""
    asked = (func.count().filter(_queue(Query(queue=queue, person=person))) for queue in queues)
    query = select(*asked).select_from(listing)
    row = connection.execute(query.where(listing.c.event.not_in(sorted(without))) if without else query).one()
    return dict(zip(queues, row, strict=True))


def _listed(connection: Connection, keys: list[str], rule: str) -> Iterator[Listed]:
    both = select(*_SHOWN).join(events, events.c.key == listing.c.event).where(listing.c.event.in_(keys))
    rows = {row["event"]: row for row in _of(connection, both)}
    figures: dict[tuple[str, str], dict[Outcome, Range]] = {}
    of_rules = listing_figures.c.rule.in_((rule, BY_HAND))
    for row in _of(connection, select(listing_figures).where(listing_figures.c.event.in_(keys), of_rules)):
        figures.setdefault((row["event"], row["rule"]), {})[Outcome(row["outcome"])] = range_of(row)
    for row in (rows[key] for key in keys if key in rows):
        key, event = row["event"], event_of(row, {})
        yield Listed(
            key=key,
            name=event.name,
            interval=event.interval,
            place=event.place,
            figures=_in_order(figures.get((key, rule), {})),
            reports=row["reports"],
            claims=row["claims"],
            sources=row["sources"],
            copies=row["copies"],
            grade=row["grade"],
            languages=row["languages"],
            status=Status(row["status"]),
            disputed=tuple(map(Outcome, row["disputed"])),
            confidence=row["confidence"],
            decided_by=row["decided_by"],
            first=row["first"],
            last=row["last"],
            by_hand=_in_order(figures.get((key, BY_HAND), {})),
        )


def _of(connection: Connection, query: Select[Any]) -> Iterator[Mapping[Any, Any]]:
    yield from connection.execute(query).mappings()


def _in_order(figures: Mapping[Outcome, Range]) -> dict[Outcome, Range]:
    return {outcome: figures[outcome] for outcome in Outcome if outcome in figures}

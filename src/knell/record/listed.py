"""The part of a record that lists events: pages, maps and time lines of those that a query asks for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, func, select

from knell.record.database import Database
from knell.record.linked_schema import events
from knell.record.listing import Listed, Order, Page, Period, Periods, Point, Points, Query, Queue, Status
from knell.record.listing_queries import conditions, counts, page_of, row_of, rule_of, sizes, waiting
from knell.record.listing_rows import edition
from knell.record.listing_schema import listing
from knell.record.listing_words import folded
from knell.record.rows import range_of

_MOST_POINTS = 20_000
_YEARS_BY_MONTH = 10

T = TypeVar("T")


class Kept:
    """The last ``most`` answers to questions, as long as the rows they were read from are the same."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._edition = -1
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def answer(self, now: int, question: Hashable, ask: Callable[[], T]) -> T:
        """What was answered in this edition, or what ``ask`` gives."""
        with self._lock:
            if now > self._edition:
                self._edition = now
                self._answers.clear()
            if now == self._edition and question in self._answers:
                self._answers.move_to_end(question)
                return cast(T, self._answers[question])
        found = ask()
        with self._lock:
            if now == self._edition:
                self._answers[question] = found
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return found


class Listable:
    """The part of ``Record`` that lists events. All of it may be asked by many threads at once."""

    _database: Database
    _kept: Kept
    # The answers with every event of a map are large.
    _maps: Kept

    def listed(self, query: Query) -> Page:
        """One page of the events that are asked for. Raises ``UnknownRule`` too."""
        asked, whole = _bare(query), _bare(query, page=1, order=Order.REPORTS, size=1)

        def ask(connection: Connection, now: int) -> Page:
            # All pages of a list have their counts in common.
            counted = self._kept.answer(now, ("counts", whole), lambda: counts(connection, whole))
            return page_of(connection, asked, counted)

        return self._asked(("page", asked), ask)

    def row(self, key: str, rule: str | None = None) -> Listed | None:
        """One event as it stands in a list, by its key; None where there is none. Raises ``UnknownRule`` too."""

        def ask(connection: Connection, now: int) -> Listed | None:
            return row_of(connection, key, rule_of(Query(rule=rule)))

        return self._asked(("row", key, rule), ask)

    def digest(self, key: str) -> str | None:
        """What tells whether an event was linked to something else since; None where there is no event of this key."""
        with self._database.reading() as connection:
            return connection.execute(select(events.c.digest).where(events.c.key == key)).scalar()

    def map_points(self, query: Query, most: int = _MOST_POINTS) -> Points:
        """The events that are asked for, on the map: those of most reports, where there are more than ``most``."""
        asked = _bare(query, page=1, order=Order.REPORTS)
        with self._database.reading() as connection:
            now = self._edition(connection)
            return self._maps.answer(now, (asked, most), lambda: _points(connection, asked, most))

    def timeline(self, query: Query) -> Periods:
        """How many of the events that are asked for began in each month, or year."""
        asked = _bare(query, page=1, order=Order.REPORTS)
        return self._asked(("time", asked), lambda connection, _: _periods(connection, asked))

    def queue_sizes(self, person: str | None = None, without: frozenset[str] = frozenset()) -> dict[Queue, int]:
        """How many events wait in each queue, but for those ``without``; those of this person in "mine"."""

        def of_all(connection: Connection, now: int) -> dict[Queue, int]:
            return waiting(connection, [queue for queue in Queue if queue is not Queue.MINE], without=without)

        def of_person(connection: Connection, now: int) -> dict[Queue, int]:
            return waiting(connection, [Queue.MINE], person, without)

        of_others = self._asked(("queues", without), of_all)
        return {**of_others, **self._asked(("mine", person, without), of_person)}

    def edition(self) -> int:
        """A number that goes up whenever a list may answer otherwise than before."""
        with self._database.reading() as connection:
            return self._edition(connection)

    def _edition(self, connection: Connection) -> int:
        return self._database.once("edition", lambda: edition(connection))

    def _asked(self, question: Hashable, ask: Callable[[Connection, int], T]) -> T:
        with self._database.reading() as connection:
            now = self._edition(connection)
            return self._kept.answer(now, question, lambda: ask(connection, now))


def _bare(query: Query, **changes: Any) -> Query:
    """A question without what makes no difference to its answer, so that it is answered once for all who ask it."""
    person = query.person if query.queue is Queue.MINE else None
    return replace(query, words=" ".join(folded(query.words)), person=person, **changes)


def _points(connection: Connection, query: Query, most: int) -> Points:
    of_event, total = sizes(query), counts(connection, query)[0]
    asked = (*conditions(connection, query).values(), events.c.place_lat.is_not(None), events.c.place_lon.is_not(None))
    both = listing.join(events, events.c.key == listing.c.event)
    number = connection.execute(select(func.count()).select_from(both).where(*asked)).scalar_one()
    columns = (listing.c.reports, listing.c.status, listing.c.is_disputed, *of_event.c, events)
    joined = both.join(of_event, of_event.c.event == listing.c.event, isouter=True)
    chosen = select(*columns).select_from(joined).where(*asked)
    rows = connection.execute(chosen.order_by(listing.c.reports.desc(), listing.c.event).limit(most)).mappings()
    points = tuple(
        Point(
            row["key"],
            row["name"],
            row["place_name"] or "",
            row["place_lat"],
            row["place_lon"],
            row["place_precision"] or 7,
            row["reports"],
            row["size"],
            Status(row["status"]),
            row["is_disputed"],
            None if row["size"] is None else range_of(row),
        )
        for row in rows
    )
    return Points(points, number, total)


def _periods(connection: Connection, query: Query) -> Periods:
    chosen = select(listing.c.day_start, func.count()).where(*conditions(connection, query).values())
    days: dict[date, int] = {}
    undated = 0
    for day, number in connection.execute(chosen.group_by(listing.c.day_start)):
        if day is None:
            undated = number
        else:
            days[day] = number
    by_year = bool(days) and max(days).year - min(days).year >= _YEARS_BY_MONTH
    found: dict[date, int] = {}
    for day in sorted(days):
        start = day.replace(month=1, day=1) if by_year else day.replace(day=1)
        found[start] = found.get(start, 0) + days[day]
    return Periods(tuple(Period(start, number) for start, number in found.items()), by_year, undated)

"""What the lists of the site are made from, kept on disk while its pages are written, so that memory stays small."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knell.model import Event, Interval, Outcome, Place, Range
from knell.publish.calendar import Occasion

_TABLES = """
CREATE TABLE events (key TEXT PRIMARY KEY, start TEXT, reports INTEGER, row TEXT, country TEXT, lat REAL, lon REAL,
  number INTEGER);
CREATE TABLE sources (page TEXT PRIMARY KEY, name TEXT, kind TEXT, cited INTEGER);
CREATE TABLE given (page TEXT, event TEXT, row TEXT);
CREATE TABLE occasions (language TEXT, row TEXT);
CREATE TABLE words (word TEXT, event TEXT);
CREATE TABLE reports (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX given_page ON given (page);
CREATE INDEX events_start ON events (start);
CREATE INDEX events_reports ON events (reports DESC, key);
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in a list."""

    event: Event
    figures: dict[Outcome, Range]
    reports: int
    sources: int
    disputed: bool
    reviewed: bool

    @property
    def key(self) -> str:
        """The event's key."""
        return self.event.key


@dataclass(frozen=True, slots=True)
class Known:
    """A source in a list, with how many events it gives figures for."""

    page: str
    name: str
    kind: str | None
    cited: bool
    events: int
    rows: int


class Shelf:
    """A database of its own for one run; gone afterwards."""

    def __init__(self, file: Path) -> None:
        self._base = sqlite3.connect(file)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def put(self, listed: Listed, words: Iterable[str]) -> None:
        """An event, and the words it is found by."""
        event = listed.event
        start = event.interval.start.isoformat() if event.interval else None
        place = event.place
        at = (place.country, place.lat, place.lon) if place else (None, None, None)
        row = (event.key, start, listed.reports, json.dumps(_packed(listed), ensure_ascii=False), *at, None)
        self._base.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._base.executemany("INSERT INTO words VALUES (?, ?)", [(word, event.key) for word in sorted(set(words))])

    def put_reports(self, idents: Iterable[str]) -> None:
        """The reports that tell of an event; one may tell of several."""
        self._base.executemany("INSERT OR IGNORE INTO reports VALUES (?)", [(ident,) for ident in idents])

    def reports(self) -> int:
        """How many reports there are, each counted once."""
        return int(self._base.execute("SELECT count(*) FROM reports").fetchone()[0])

    def put_source(self, page: str, name: str, kind: str | None, cited: bool, event: str, row: Any) -> None:
        """What a source gives for an event."""
        self._base.execute("INSERT OR IGNORE INTO sources VALUES (?, ?, ?, ?)", (page, name, kind, cited))
        self._base.execute("INSERT INTO given VALUES (?, ?, ?)", (page, event, json.dumps(row, ensure_ascii=False)))

    def put_occasion(self, language: str, one: Occasion) -> None:
        """A day of remembrance, as the calendar of a language tells of it."""
        row = [one.uid, one.start.isoformat(), one.end.isoformat(), one.summary, one.about, one.address]
        self._base.execute("INSERT INTO occasions VALUES (?, ?)", (language, json.dumps(row, ensure_ascii=False)))

    def occasions(self, language: str) -> Iterator[Occasion]:
        """The days of remembrance in a language, in the order in which they were put."""
        query = "SELECT row FROM occasions WHERE language = ? ORDER BY rowid"
        for (row,) in self._base.execute(query, (language,)):
            uid, start, end, *rest = json.loads(row)
            yield Occasion(uid, date.fromisoformat(start), date.fromisoformat(end), *rest)

    def index(self) -> None:
        """After the last event: number the events, those with most reports first, and make what is asked fast."""
        self._base.executescript(_INDEXES)
        self._base.execute(
            "UPDATE events SET number = ranked.number FROM (SELECT key, row_number() OVER (ORDER BY reports DESC, key)"
            " - 1 AS number FROM events) AS ranked WHERE ranked.key = events.key"
        )
        self._base.execute("CREATE UNIQUE INDEX events_number ON events (number)")
        self._base.execute("CREATE INDEX words_word ON words (word)")

    def count(self) -> int:
        """How many events there are."""
        return int(self._base.execute("SELECT count(*) FROM events").fetchone()[0])

    def newest_first(self) -> Iterator[Listed]:
        """All events, those of unknown days last."""
        for (row,) in self._base.execute("SELECT row FROM events ORDER BY start IS NULL, start DESC, key"):
            yield _unpacked(row)

    def by_reports(self, most: int | None = None, placed: bool = False) -> Iterator[Listed]:
        """Events in the order of how many reports tell of them."""
        wanted = "WHERE lat IS NOT NULL AND lon IS NOT NULL" if placed else ""
        query = f"SELECT row FROM events {wanted} ORDER BY number LIMIT ?"
        for (row,) in self._base.execute(query, (-1 if most is None else most,)):
            yield _unpacked(row)

    def one(self, key: str) -> Listed:
        """An event by its key."""
        (row,) = self._base.execute("SELECT row FROM events WHERE key = ?", (key,)).fetchone()
        return _unpacked(row)

    def is_reviewed(self, key: str) -> bool | None:
        """Whether a person checked an event; None where there is none of this key."""
        found = self._base.execute("SELECT row FROM events WHERE key = ?", (key,)).fetchone()
        return None if found is None else _unpacked(found[0]).reviewed

    def points(self) -> Iterator[tuple[float, float, str]]:
        """Longitude, latitude and key of each event that has coordinates, those with most reports first."""
        query = "SELECT lon, lat, key FROM events WHERE lat IS NOT NULL AND lon IS NOT NULL ORDER BY number"
        yield from self._base.execute(query)

    def periods(self, letters: int) -> dict[str, int]:
        """How many events began in each year (4 letters of a day) or month (7)."""
        query = "SELECT substr(start, 1, ?), count(*) FROM events WHERE start IS NOT NULL GROUP BY 1 ORDER BY 1"
        return dict(self._base.execute(query, (letters,)).fetchall())

    def unplaced(self) -> int:
        """How many events have no coordinates."""
        query = "SELECT count(*) FROM events WHERE lat IS NULL OR lon IS NULL"
        return int(self._base.execute(query).fetchone()[0])

    def sources(self) -> Iterator[Known]:
        """All sources, those with most events first."""
        query = (
            "SELECT s.page, s.name, s.kind, s.cited, count(DISTINCT g.event) AS many, count(*)"
            " FROM sources s JOIN given g USING (page)"
            " GROUP BY s.page ORDER BY many DESC, s.name, s.page"
        )
        for page, name, kind, cited, many, rows in self._base.execute(query):
            yield Known(page, name, kind, bool(cited), many, rows)

    def count_sources(self) -> int:
        """How many sources there are."""
        return int(self._base.execute("SELECT count(*) FROM sources").fetchone()[0])

    def given(self, page: str) -> Iterator[tuple[Listed, Any]]:
        """What a source gives, event by event, the newest first."""
        query = (
            "SELECT e.row, g.row FROM given g JOIN events e ON e.key = g.event WHERE g.page = ?"
            " ORDER BY e.start IS NULL, e.start DESC, e.key"
        )
        for listed, row in self._base.execute(query, (page,)):
            yield _unpacked(listed), json.loads(row)

    def words(self) -> Iterator[tuple[str, int]]:
        """Every word with the number of each event that it finds, in order."""
        query = "SELECT w.word, e.number FROM words w JOIN events e ON e.key = w.event ORDER BY w.word, e.number"
        yield from self._base.execute(query)


def _packed(listed: Listed) -> list[Any]:
    event, interval, place = listed.event, listed.event.interval, listed.event.place
    return [
        event.key,
        event.name,
        None if interval is None else [interval.start.isoformat(), interval.end.isoformat(), interval.precision],
        None if place is None else [place.name, place.country, place.admin1, place.lat, place.lon, place.precision],
        {outcome.value: [one.low, one.best, one.high] for outcome, one in listed.figures.items()},
        [listed.reports, listed.sources, listed.disputed, listed.reviewed],
    ]


def _unpacked(row: str) -> Listed:
    key, name, days, at, figures, rest = json.loads(row)
    interval = None if days is None else Interval(date.fromisoformat(days[0]), date.fromisoformat(days[1]), days[2])
    place = None if at is None else Place(at[0], at[1], at[2], at[3], at[4], None, at[5])
    made = {Outcome(outcome): Range(*bounds) for outcome, bounds in figures.items()}
    return Listed(Event(key, name, interval, place), made, *rest)

"""What a release says of each event, in one small file, from which the changes of the next release are computed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from knell.model import Outcome
from knell.publish.cut import Entry
from knell.publish.terms import Terms

SNAPSHOT = "snapshot.jsonl"
Numbers = tuple[int | None, int | None, int | None]


class BadSnapshot(ValueError):
    """The file of an earlier release cannot be used, in one line."""


@dataclass(frozen=True, slots=True)
class Told:
    """A decision: its number, what was done and why."""

    number: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An event as one release gives it: ``figures`` are the leading ones, ``reports`` (id, outlet, day) in order."""

    key: str
    name: str | None
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    reviewed: bool
    figures: Mapping[str, Numbers]
    claims: tuple[str, ...]
    reports: tuple[tuple[str, str | None, str | None], ...]
    decisions: tuple[Told, ...]

    @classmethod
    def of(cls, entry: Entry, terms: Terms) -> Standing:
        """What an entry says."""
        event = entry.linked.event
        by_rule = {outcome: figure.range for outcome, figure in entry.figures.get(terms.rule, {}).items()}
        figures = {**by_rule, **entry.by_hand}
        return cls(
            key=entry.key,
            name=event.name,
            start=event.interval.start.isoformat() if event.interval else None,
            end=event.interval.end.isoformat() if event.interval else None,
            place=event.place.name if event.place else None,
            country=event.place.country if event.place else None,
            reviewed=entry.reviewed,
            figures={
                one.value: (figures[one].low, figures[one].best, figures[one].high) for one in Outcome if one in figures
            },
            claims=tuple(sorted({one.claim.id for one in entry.statements})),
            reports=tuple(
                (one.id, one.outlet, one.published.isoformat() if one.published else None) for one in entry.reports
            ),
            decisions=tuple(Told(one.number, one.kind.value, one.why) for one in entry.decisions),
        )

    def line(self) -> str:
        """It as a line of the file."""
        told = [[one.number, one.kind, one.why] for one in self.decisions]
        row = {name: getattr(self, name) for name in self.__slots__} | {"decisions": told}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Standing:
        """It from a line of the file."""
        figures = {str(name): (low, best, high) for name, (low, best, high) in row["figures"].items()}
        reports = tuple((ident, outlet, day) for ident, outlet, day in row["reports"])
        decisions = tuple(Told(*one) for one in row["decisions"])
        plain = {name: row[name] for name in ("key", "name", "start", "end", "place", "country", "reviewed")}
        return cls(**plain, figures=figures, claims=tuple(row["claims"]), reports=reports, decisions=decisions)


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of the file: which release it is of."""

    version: str
    day: date
    rule: str


class Snapshot:
    """The file while it is written: ``add`` each entry, in the order of the keys; text is never kept in memory."""

    def __init__(self, folder: Path, terms: Terms) -> None:
        self._terms = terms
        self.path = folder / SNAPSHOT
        self.events = 0
        self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        head = {"version": terms.version, "day": terms.day.isoformat(), "rule": terms.rule}
        self._file.write(json.dumps(head, ensure_ascii=False) + "\n")

    def add(self, entry: Entry) -> None:
        """One more event."""
        self._file.write(Standing.of(entry, self._terms).line() + "\n")
        self.events += 1

    def close(self) -> None:
        """All events are in it."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def head_of(path: Path) -> Head:
    """Which release a file is of. Raises ``BadSnapshot``."""
    for row in _rows(path):
        try:
            return Head(row["version"], date.fromisoformat(row["day"]), row["rule"])
        except (KeyError, TypeError, ValueError):
            break
    raise BadSnapshot(f"{path.parent.name}/{path.name}: its first line is not that of a release")


def standings(path: Path) -> Iterator[Standing]:
    """The events of a file, in the order of their keys, one at a time. Raises ``BadSnapshot``."""
    before = ""
    for number, row in enumerate(_rows(path), 1):
        if number == 1:
            continue
        try:
            found = Standing.read(row)
        except (KeyError, TypeError, ValueError):
            raise BadSnapshot(f"{path.parent.name}/{path.name}: line {number} is not an event") from None
        if found.key <= before:
            raise BadSnapshot(f"{path.parent.name}/{path.name}: line {number} is not in the order of keys")
        before = found.key
        yield found


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise BadSnapshot(f"{path.parent.name}/{path.name}: line {number} is not an object")
                yield row
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadSnapshot(f"{path.parent.name}/{path.name} cannot be read: {error}") from None

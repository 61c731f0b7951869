"""Read gold reports: every claim of a text with its figures, origin, event, date and place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from knell.model import Outcome, Place, Report, Role, SourceType, Wording

EVENTS_FILE = "events.json"

_Member = TypeVar("_Member", bound=StrEnum)


class BadGold(ValueError):
    """A gold file cannot be read; the message is one clear line naming the file and the row."""


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Where the gold says it happened; coordinates are those of the event, None when no event file is there."""

    name: str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None

    @property
    def point(self) -> Place:
        """The place in the shape predictions have."""
        return Place(self.name or "", self.country, None, self.lat, self.lon, None, 1)


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim. An ``optional`` one is neither missed nor invented."""

    start: int
    end: int
    quote: str
    outcome: Outcome | None
    low: int | None
    high: int | None
    wording: Wording | None
    role: Role | None
    victims: str
    cited: str | None
    cited_type: SourceType | None
    event: str
    event_start: date | None
    event_end: date | None
    place: GoldPlace
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One annotated report and the file it stands in."""

    report: Report
    claims: tuple[GoldClaim, ...]
    file: str = ""

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id

    @property
    def language(self) -> str:
        """The report's language code, "?" when the gold does not say."""
        return self.report.language or "?"


def read_gold(path: Path) -> list[GoldReport]:
    """The gold reports of a jsonl file, or of all jsonl files of a folder, in order. Raises ``BadGold``."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise BadGold(f"{path}: no .jsonl file in this folder")
    folder = path if path.is_dir() else path.parent
    events = _events(folder / EVENTS_FILE)
    return [report for file in files for report in _read_file(file, events)]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a jsonl file. Raises ``BadGold`` naming the line that is not one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadGold(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BadGold(f"{path}: line {number} is not JSON ({error})") from error
        if not isinstance(row, dict):
            raise BadGold(f"{path}: line {number} is not a JSON object")
        yield row


def as_date(value: object) -> date | None:
    """An ISO date, or None for anything that is not one."""
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def report_of(row: Mapping[str, Any]) -> Report:
    """The report a gold row annotates, as the extractor is given it."""
    return Report(
        id=str(row["id"]),
        text=str(row["text"]),
        title=row.get("title") or None,
        published=as_date(row.get("published")),
        language=row.get("language") or None,
        outlet=row.get("outlet") or None,
        url=row.get("url") or None,
    )


def _events(path: Path) -> Mapping[str, Mapping[str, Any]]:
    if not path.is_file():
        return {}
    found: Mapping[str, Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _read_file(path: Path, events: Mapping[str, Mapping[str, Any]]) -> Iterator[GoldReport]:
    for number, row in enumerate(rows(path), 1):
        try:
            claims = tuple(_claim(item, events) for item in row.get("claims", ()))
            yield GoldReport(report_of(row), claims, path.name)
        except (KeyError, TypeError, ValueError) as error:
            raise BadGold(f"{path}: report {number} lacks or spoils a field ({error!r})") from error


def _claim(row: Mapping[str, Any], events: Mapping[str, Mapping[str, Any]]) -> GoldClaim:
    outcome = _member(Outcome, row.get("harm", row.get("outcome")))
    start = int(row["start_char"] if "start_char" in row else row["start"])
    return GoldClaim(
        start=start,
        end=start + len(row["quote"]),
        quote=row["quote"],
        outcome=outcome,
        low=row["low"],
        high=row["high"],
        wording=_member(Wording, row.get("modifier", row.get("wording"))),
        role=_member(Role, row.get("role")),
        victims=str(row.get("victims") or ""),
        cited=row.get("cited") or None,
        cited_type=_member(SourceType, row.get("cited_type")),
        event=str(row.get("event") or ""),
        event_start=as_date(row.get("event_start")),
        event_end=as_date(row.get("event_end")),
        place=_place(row, events.get(str(row.get("event")), {})),
        # An outcome that knell does not know cannot be asked of it.
        optional=bool(row.get("optional")) or outcome is None,
    )


def _place(row: Mapping[str, Any], event: Mapping[str, Any]) -> GoldPlace:
    return GoldPlace(
        name=row.get("place") or event.get("place"),
        country=row.get("country") or event.get("country"),
        lat=event.get("lat"),
        lon=event.get("lon"),
    )


def _member(kind: type[_Member], value: object) -> _Member | None:
    return next((member for member in kind if member == value), None)

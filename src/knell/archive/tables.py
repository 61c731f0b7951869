"""The tables that an archive comes to: their columns, as ``knell export`` names them, and what an event gives to each.

Nothing in them hangs on when, where or by how many processes they were made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from knell.archive.rows import packed
from knell.events import LinkedEvent
from knell.figures import disputed, reconcile, rules, statements_of
from knell.model import Extraction, Interval, Outcome, Place, Range
from knell.record import claim_row

Row = dict[str, Any]
UNKNOWN = "unknown"
_STRING, _NUMBER, _REAL, _TRUTH, _DAY = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()
_STRINGS = pa.list_(_STRING)
_PLACE = {
    "place": ("name", _STRING),
    "country": ("country", _STRING),
    "admin1": ("admin1", _STRING),
    "latitude": ("lat", _REAL),
    "longitude": ("lon", _REAL),
    "geonames_id": ("geonames_id", _NUMBER),
    "place_precision": ("precision", _NUMBER),
}
_DAYS: Mapping[str, pa.DataType] = {"start": _DAY, "end": _DAY, "date_precision": _NUMBER}
_WHERE: Mapping[str, pa.DataType] = {name: type_ for name, (_, type_) in _PLACE.items()}
_SPAN: Mapping[str, pa.DataType] = {"span_start": _NUMBER, "span_end": _NUMBER}
_RANGE = ("low", "best", "high")
_TOLLS: Mapping[str, pa.DataType] = {f"{outcome.value}_{which}": _NUMBER for outcome in Outcome for which in _RANGE}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, of which ``month`` is that of the folder a row lies in, and those that its rows are in
    order of. ``description`` is one line, ``month`` says which month that is."""

    name: str
    description: str
    month: str
    order: tuple[str, ...]
    columns: Mapping[str, pa.DataType]

    @property
    def schema(self) -> pa.Schema:
        """The columns as Arrow has them."""
        return pa.schema([*self.columns.items(), ("month", _STRING)])


_OF_EVENT, _OF_REPORT = "in which the event began", "in which the report was published"

EVENTS = Table(
    "events",
    "One incident in time and space, as its reports bear it out best; figures by the leading rule.",
    _OF_EVENT,
    ("key",),
    {
        "key": _STRING,
        "name": _STRING,
        "aliases": _STRINGS,
        **_DAYS,
        **_WHERE,
        **_TOLLS,
        "reports": _NUMBER,
        "claims": _NUMBER,
        "independent_sources": _NUMBER,
        "strict_sources": _NUMBER,
        "copies": _NUMBER,
        "grade": _STRING,
        "disputed": _STRINGS,
    },
)
REPORTS = Table(
    "reports",
    "The published texts that make claims, each once.",
    _OF_REPORT,
    ("id",),
    {
        "id": _STRING,
        "title": _STRING,
        "published": _DAY,
        "language": _STRING,
        "outlet": _STRING,
        "url": _STRING,
        "sha256": _STRING,
        "retrospective": _TRUTH,
    },
)
TEXTS = Table(
    "texts",
    "The stored texts of the reports, which others hold the rights to.",
    _OF_REPORT,
    ("report",),
    {"report": _STRING, "text": _STRING},
)
EXTRACTIONS = Table(
    "extractions",
    "All that knell read in each report, as JSON, for `knell add`.",
    _OF_REPORT,
    ("report",),
    {"report": _STRING, "said": _STRING},
)
EVENT_REPORTS = Table(
    "event_reports",
    "Which reports tell of which events.",
    _OF_EVENT,
    ("event", "position"),
    {"event": _STRING, "report": _STRING, "position": _NUMBER},
)
MENTIONS = Table(
    "mentions",
    "What one report by itself says of an event: when, where and how many.",
    _OF_EVENT,
    ("event", "report", "position"),
    {
        "report": _STRING,
        "local_event": _STRING,
        "event": _STRING,
        "position": _NUMBER,
        "name": _STRING,
        "aliases": _STRINGS,
        **_DAYS,
        **_WHERE,
        **_TOLLS,
    },
)
SOURCES = Table(
    "sources",
    "Groups of claims about an event that rest on the same origin: the unit in which independence is counted.",
    _OF_EVENT,
    ("event", "position"),
    {
        "event": _STRING,
        "source": _STRING,
        "position": _NUMBER,
        "name": _STRING,
        "type": _STRING,
        "cited": _TRUTH,
        "claims": _STRINGS,
        "reports": _STRINGS,
        "outlets": _STRINGS,
        "reasons": _STRINGS,
    },
)
CLAIMS = Table(
    "claims",
    "Statements of a casualty figure, each in the words of its report.",
    _OF_REPORT,
    ("event", "position"),
    {
        "id": _STRING,
        "event": _STRING,
        "report": _STRING,
        "local_event": _STRING,
        "position": _NUMBER,
        **_SPAN,
        "quote": _STRING,
        "outcome": _STRING,
        "low": _NUMBER,
        "high": _NUMBER,
        "wording": _STRING,
        "severity": _STRING,
        "victims": _STRING,
        "victims_status": _STRING,
        "victims_groups": _STRINGS,
        "role": _STRING,
        "cited": _STRING,
        "cited_start": _NUMBER,
        "cited_end": _NUMBER,
        "cited_type": _STRING,
        "perpetrator": _STRING,
        "perpetrator_start": _NUMBER,
        "perpetrator_end": _NUMBER,
        "negated": _TRUTH,
        "held": _TRUTH,
        "confidence": _REAL,
        "because": _STRINGS,
        "source": _STRING,
    },
)
FIGURES = Table(
    "figures",
    "What each coding rule gives for an event and an outcome, and why.",
    _OF_EVENT,
    ("event", "rule", "outcome"),
    {
        "event": _STRING,
        "rule": _STRING,
        "outcome": _STRING,
        **dict.fromkeys(_RANGE, _NUMBER),
        "used": _STRINGS,
        "left_out": pa.list_(pa.struct([("claim", _STRING), ("why", _STRING)])),
        "note": _STRING,
    },
)
FINDINGS = Table(
    "findings",
    "Official or judicial statements of who is responsible.",
    _OF_EVENT,
    ("event", "number"),
    {
        "event": _STRING,
        "number": _NUMBER,
        "report": _STRING,
        "local_event": _STRING,
        **_SPAN,
        "quote": _STRING,
        "finder": _STRING,
        "responsible": _STRING,
        **_DAYS,
        "punished": _TRUTH,
    },
)
COMMEMORATIONS = Table(
    "commemorations",
    "Yearly days of remembrance.",
    _OF_EVENT,
    ("event", "number"),
    {
        "event": _STRING,
        "number": _NUMBER,
        "report": _STRING,
        "local_event": _STRING,
        **_SPAN,
        "quote": _STRING,
        "month_of_year": _NUMBER,
        "day": _NUMBER,
        "kind": _STRING,
    },
)
COPIES = Table(
    "copies",
    "Pairs of an event's reports of which one repeats the other.",
    _OF_EVENT,
    ("event", "earlier", "later"),
    {
        "event": _STRING,
        "earlier": _STRING,
        "later": _STRING,
        "kind": _STRING,
        "jaccard": _REAL,
        "containment": _REAL,
        "passages": pa.list_(pa.list_(pa.list_(_NUMBER))),
        "changed": pa.list_(_STRINGS),
    },
)
OF_EVENTS = (EVENTS, EVENT_REPORTS, MENTIONS, SOURCES, CLAIMS, FIGURES, FINDINGS, COMMEMORATIONS, COPIES)
OF_REPORTS = (REPORTS, TEXTS, EXTRACTIONS)
TABLES = (EVENTS, REPORTS, TEXTS, EXTRACTIONS, *OF_EVENTS[1:])


def report_rows(extraction: Extraction, texts: bool) -> Iterator[tuple[Table, Row]]:
    """What a report gives; its text and all that it says only where ``texts`` are wanted."""
    report = extraction.report
    month = _month(report.published)
    row = {name: getattr(report, name) for name in ("id", "title", "published", "language", "outlet", "url")}
    more = {"sha256": report.sha256 or None, "retrospective": extraction.retrospective, "month": month}
    yield REPORTS, {**row, **more}
    if texts:
        bare = replace(extraction, report=replace(report, text=""))
        yield TEXTS, {"report": report.id, "text": report.text, "month": month}
        yield EXTRACTIONS, {"report": report.id, "said": packed(bare), "month": month}


def event_rows(linked: LinkedEvent, told: Mapping[str, Extraction]) -> Iterator[tuple[Table, Row]]:
    """What a linked event gives, its own month in each row; ``told`` holds all its reports, by id."""
    interval = linked.event.interval
    month = _month(interval.start if interval is not None else None)
    for table, row in _rows(linked, told):
        yield table, {"month": month, **row}


def _rows(linked: LinkedEvent, told: Mapping[str, Extraction]) -> Iterator[tuple[Table, Row]]:
    statements = statements_of(linked, told)
    by_rule = {rule.name: reconcile(statements, rule.name, linked.event) for rule in rules()}
    leading = {outcome: figure.range for outcome, figure in by_rule[rules()[0].name].items()}
    yield EVENTS, _event(linked, leading, [outcome.value for outcome in disputed(statements)])
    for position, name in enumerate(linked.reports):
        yield EVENT_REPORTS, {"event": linked.key, "report": name, "position": position}
    for position, statement in enumerate(statements):
        row = claim_row(statement.report, position, statement.claim)
        more = {"local_event": row["event"], "event": linked.key, "source": statement.group}
        yield CLAIMS, {**row, **more, "month": _month(statement.published)}
    for rule, figures in by_rule.items():
        for outcome, figure in figures.items():
            left_out = [{"claim": claim, "why": why} for claim, why in figure.left_out]
            why = {"used": list(figure.used), "left_out": left_out, "note": figure.note}
            yield FIGURES, {"event": linked.key, "rule": rule, "outcome": outcome.value, **_range(figure.range), **why}
    yield from _groups(linked)
    yield from _said(linked, [told[name] for name in linked.reports])


def _event(linked: LinkedEvent, leading: Mapping[Outcome, Range], open_: Sequence[str]) -> Row:
    return {
        "key": linked.key,
        "name": linked.event.name,
        "aliases": list(linked.event.aliases),
        **_days(linked.event.interval),
        **_where(linked.event.place),
        **_tolls(leading),
        "reports": len(linked.reports),
        "claims": len(linked.claims),
        "independent_sources": linked.independent_sources,
        "strict_sources": linked.strict_sources,
        "copies": len({pair.later for pair in linked.copies}),
        "grade": linked.grade,
        "disputed": list(open_),
    }


def _groups(linked: LinkedEvent) -> Iterator[tuple[Table, Row]]:
    for position, group in enumerate(linked.groups):
        yield (
            SOURCES,
            {
                "event": linked.key,
                "source": group.key,
                "position": position,
                "name": group.name,
                "type": group.type and group.type.value,
                "cited": group.cited,
                **{name: list(getattr(group, name)) for name in ("claims", "reports", "outlets", "reasons")},
            },
        )
    for pair in linked.copies:
        passages = [[[one.earlier.start, one.earlier.end], [one.later.start, one.later.end]] for one in pair.passages]
        alike = {name: getattr(pair, name) for name in ("earlier", "later", "jaccard", "containment")}
        more = {"kind": pair.kind.value, "passages": passages, "changed": [list(both) for both in pair.changed]}
        yield COPIES, {"event": linked.key, **alike, **more}


def _said(linked: LinkedEvent, told: Sequence[Extraction]) -> Iterator[tuple[Table, Row]]:
    """What else the reports say of the event, in order of publication and of the text."""
    members = {(member.report, member.event) for member in linked.members}
    of_event = {"event": linked.key}
    findings = commemorations = 0
    for one in told:
        of_report = {**of_event, "report": one.report.id}
        for position, event in enumerate(one.events):
            if (one.report.id, event.key) in members:
                named = {"position": position, "name": event.name, "aliases": list(event.aliases)}
                when = {**_days(event.interval), **_where(event.place), **_tolls(event.figures)}
                yield MENTIONS, {**of_report, "local_event": event.key, **named, **when}
        for finding in one.findings:
            if (one.report.id, finding.event) in members:
                words = {name: getattr(finding, name) for name in ("finder", "responsible", "punished")}
                yield FINDINGS, {**of_report, "number": findings, **_span(finding), **words, **_days(finding.interval)}
                findings += 1
        for day in one.commemorations:
            if (one.report.id, day.event) in members:
                words = {"month_of_year": day.month, "day": day.day, "kind": day.kind}
                yield COMMEMORATIONS, {**of_report, "number": commemorations, **_span(day), **words}
                commemorations += 1


def _span(said: Any) -> Row:
    return {"local_event": said.event, "span_start": said.start, "span_end": said.end, "quote": said.quote}


def _month(day: date | None) -> str:
    return UNKNOWN if day is None else f"{day:%Y-%m}"


def _days(interval: Interval | None) -> Row:
    if interval is None:
        return dict.fromkeys(_DAYS)
    return {"start": interval.start, "end": interval.end, "date_precision": interval.precision}


def _where(place: Place | None) -> Row:
    return {column: None if place is None else getattr(place, name) for column, (name, _) in _PLACE.items()}


def _range(value: Range | None) -> Row:
    return {which: None if value is None else getattr(value, which) for which in _RANGE}


def _tolls(figures: Mapping[Outcome, Range]) -> Row:
    return {
        f"{outcome.value}_{which}": number
        for outcome in Outcome
        for which, number in _range(figures.get(outcome)).items()
    }

"""The plan's jobs on texts: page chrome, marks, and which report repeats which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from knell.archive.buckets import pairs_of
from knell.archive.rows import batches, packed, schema, unpacked
from knell.events import CopyPair, Member, steps
from knell.model import Extraction

LINES = schema(line=pa.int64(), number=pa.int64(), report=pa.string())
RESTS = pa.schema([*schema(line=pa.int64(), number=pa.int64()), pa.field("rest", pa.list_(pa.int64()))])
CHROME = schema(line=pa.int64())
KEYED = schema(
    key=pa.int64(), position=pa.int64(), number=pa.int64(), report=pa.int64(), loose=pa.bool_(), dated=pa.bool_()
)
# A thing that is compared with others: its number, where it stands among all, and what it is.
THINGS = schema(number=pa.int64(), position=pa.int64(), value=pa.string())
# Two reports of which one repeats the other, and the pairs of their events of which one does.
COPIES = schema(earlier=pa.string(), later=pa.string(), pair=pa.string(), events=pa.string())
COPIED = schema(
    report=pa.string(), event=pa.string(), other_report=pa.string(), other_event=pa.string(), kind=pa.string()
)


def lines(told: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The lines of each report that may be page chrome."""
    yield from batches(_lines(told), LINES)


def _lines(told: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for said in told.column("said").to_pylist():
        extraction = unpacked(said, Extraction)
        number = steps.report_number(extraction.report)
        for line in steps.lines_of(extraction):
            yield {"line": line, "number": number, "report": extraction.report.id}


def rests(looked_at: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """What is each report's own, as numbers, for each line for which it is looked at."""
    yield from batches(_rests(looked_at), RESTS)


def _rests(looked_at: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for row in looked_at.to_pylist():
        extraction, repeated = unpacked(row["said"], Extraction), set(row["lines"])
        own = steps.rest_of(extraction.report, steps.lines_of(extraction), repeated.__contains__)
        rest, number = sorted(steps.number_of(words) for words in own), steps.report_number(extraction.report)
        for line in sorted(one for one in row["asked"] if one is not None):
            yield {"line": line, "number": number, "rest": rest}


def chrome(group: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A line, if enough of the reports that have it are otherwise unlike each other."""
    in_order = sorted(group.to_pylist(), key=lambda row: row["number"])
    if steps.is_chrome({*row["rest"]} for row in in_order):
        yield from batches([{"line": in_order[0]["line"]}], CHROME)


def marks(told: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The marks of each text: two with none in common are no copies."""
    yield from batches(_marks(told), KEYED)


def _marks(told: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for row in told.to_pylist():
        text = _text(unpacked(row["said"], Extraction), row["chrome"] or ())
        position, number = steps.position_of_text(text.report)
        at = {"position": position, "number": number, "report": number, "loose": False, "dated": False}
        yield from ({"key": mark, **at} for mark in text.marks)


def texts(told: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Each report where it stands among all, with its lines that are chrome."""
    yield from batches(_texts(told), THINGS)


def _texts(told: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for row in told.to_pylist():
        report = unpacked(row["said"], Extraction).report
        position, number = steps.position_of_text(report)
        value = packed({"said": row["said"], "chrome": sorted(row["chrome"] or ())})
        yield {"number": number, "position": position, "value": value}


def copies(bucket: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Which of the pairs of a bucket are copies."""
    yield from batches(_copies(bucket), COPIES)


def _copies(bucket: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for a, b, _ in pairs_of(bucket, _Compared.of):
        pair = steps.compare_texts(a.text, b.text)
        if pair is not None:
            events = _copied(pair, a.told, b.told)
            yield {"earlier": pair.earlier, "later": pair.later, "pair": packed(pair), "events": events}


@dataclass(frozen=True, slots=True)
class _Compared:
    """A report as it is held against others."""

    told: steps.Telling
    text: steps.Text

    @classmethod
    def of(cls, value: str) -> _Compared:
        row = unpacked(value, Mapping[str, Any])  # type: ignore[type-abstract]
        extraction = unpacked(row["said"], Extraction)
        return cls(steps.Telling.of(extraction), _text(extraction, row["chrome"]))


def _copied(pair: CopyPair, a: steps.Telling, b: steps.Telling) -> str:
    found = steps.copied_events({one.extraction.report.id: one for one in (a, b)}, [pair])
    return packed(sorted((one, other, kind.value) for (one, other), kind in found.items()))


def copied(copies: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The pairs of reports' events of which one repeats the other's words."""
    yield from batches(_each_copied(copies), COPIED)


def _each_copied(copies: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    names = COPIED.names
    for events in copies.column("events").to_pylist():
        for one, other, kind in unpacked(events, list[tuple[Member, Member, str]]):
            row = (one.report, one.event, other.report, other.event, kind)
            yield dict(zip(names, row, strict=True))


def _text(extraction: Extraction, of_chrome: Any) -> steps.Text:
    return steps.Text(extraction.report, steps.chrome_spans(steps.lines_of(extraction), set(of_chrome)))

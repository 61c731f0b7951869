"""The last stage: of linked events, and the reports they rest on, the tables that are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from knell.archive.engine import Engine
from knell.archive.plan import Linked
from knell.archive.rows import batches, schema, unpacked
from knell.archive.tables import EXTRACTIONS, OF_EVENTS, OF_REPORTS, TEXTS, UNKNOWN, Row, Table, event_rows, report_rows
from knell.events import LinkedEvent
from knell.model import Extraction

T = TypeVar("T")

# A row of any table, as JSON.
_ANY = schema(of_table=pa.string(), row=pa.string())
_AMONG = schema(key=pa.string(), report=pa.string())

_WITH_REPORTS = """
    select key, 'linked' as what, linked as value from events
    union all
    select among.key, 'said' as what, told.said as value from told join among on among.report = told.report
"""
# What UTF-8 cannot hold stands as U+FFFD, one for one, so that spans stay true.
_LONE = re.compile("[\ud800-\udfff]")


def write_tables(
    engine: Engine[T], linked: Linked[T], folder: Path, texts: bool, say: Callable[[str], None] = lambda _: None
) -> None:
    """Write all tables below a folder, each in a folder of its own and there in one a month."""
    say("working out figures")
    among = engine.mapped(linked.events, _reports_of, _AMONG)
    asked = engine.asked(_WITH_REPORTS, events=linked.events, among=among, told=linked.told)
    of_events = engine.kept(engine.grouped(asked, "key", _of_event, _ANY))
    of_reports = engine.kept(engine.mapped(linked.told, _OfReport(texts), _ANY))
    say("writing tables")
    for table in (*OF_EVENTS, *OF_REPORTS):
        if table in (TEXTS, EXTRACTIONS) and not texts:
            continue
        rows = of_reports if table in OF_REPORTS else of_events
        mine = engine.asked(f"select row from rows where of_table = '{table.name}'", rows=rows)
        typed = engine.mapped(mine, _Typed(table), table.schema)
        engine.written(typed, str(folder / table.name), ("month",), table.order)
        _never_empty(folder / table.name, table)


def _never_empty(folder: Path, table: Table) -> None:
    """A table without rows is a file without rows: whoever asks it finds its columns."""
    if not any(folder.rglob("*.parquet")):
        inside = folder / f"month={UNKNOWN}"
        inside.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.schema(list(table.columns.items())).empty_table(), inside / "0.parquet", compression="zstd")


def _reports_of(events: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    rows = (
        {"key": row["key"], "report": report}
        for row in events.to_pylist()
        for report in unpacked(row["linked"], LinkedEvent).reports
    )
    yield from batches(rows, _AMONG)


def _of_event(group: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    rows = group.to_pylist()
    told = {one.report.id: one for one in (unpacked(r["value"], Extraction) for r in rows if r["what"] == "said")}
    for row in rows:
        if row["what"] == "linked":
            yield from batches(_any(event_rows(unpacked(row["value"], LinkedEvent), told)), _ANY)


@dataclass(frozen=True, slots=True)
class _OfReport:
    texts: bool

    def __call__(self, told: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        for said in told.column("said").to_pylist():
            yield from batches(_any(report_rows(unpacked(said, Extraction), self.texts)), _ANY)


@dataclass(frozen=True, slots=True)
class _Typed:
    table: Table

    def __call__(self, rows: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        days = [name for name, type_ in self.table.columns.items() if pa.types.is_date(type_)]
        yield from batches((_typed(row, days) for row in rows.column("row").to_pylist()), self.table.schema)


def _typed(row: str, days: list[str]) -> Row:
    made: Row = json.loads(row)
    return {**made, **{name: date.fromisoformat(made[name]) for name in days if made[name] is not None}}


def _any(rows: Iterable[tuple[Table, Row]]) -> Iterator[Row]:
    for table, row in rows:
        text = json.dumps(row, ensure_ascii=False, default=date.isoformat)
        yield {"of_table": table.name, "row": _LONE.sub("\ufffd", text)}

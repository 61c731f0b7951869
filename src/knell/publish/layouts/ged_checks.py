"""What must hold in a row of GED; a row in which it does not is not published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knell.publish.layouts.ged_tables import EVENTS, MIDNIGHT
from knell.publish.layouts.grid import cell_of
from knell.publish.layouts.shared import MOST_DAYS
from knell.publish.tables import BadRow, Row

_PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


def check(row: Row) -> None:
    """Hold a row to GED's own rules: codes, sums, days, place. Raises ``BadRow``, naming the row."""
    try:
        EVENTS.checked(row)
    except BadRow as bad:
        raise BadRow(f"event {row.get('relid')}: {bad}") from None
    for fault in (*_numbers(row), *_days(row), *_place(row), *_sources(row)):
        raise BadRow(f"event {row['relid']}: {EVENTS.name}: {fault}")


def _numbers(row: Row) -> Iterator[str]:
    known = [row[name] for name in ("low", "best", "high") if row[name] is not None]
    if known != sorted(known):  # type: ignore[type-var]
        yield f"low <= best <= high does not hold: {row['low']}, {row['best']}, {row['high']}"
    if not any(known):
        yield "there is no death in low, best or high"
    parts = [row[name] for name in _PARTS if row[name] is not None]
    total = sum(part for part in parts if isinstance(part, int))
    if total != (row["best"] or 0):
        yield f"best is {row['best']}, but its parts make {total}"


def _days(row: Row) -> Iterator[str]:
    given = [row[name] for name in ("year", "date_prec", "date_start", "date_end")]
    if all(one is None for one in given):
        return
    year, precision, start, end = given
    if None in given or not isinstance(start, str) or not isinstance(end, str) or not isinstance(precision, int):
        yield "of year, date_prec, date_start and date_end some are empty and some are not"
        return
    if not (start.endswith(MIDNIGHT) and end.endswith(MIDNIGHT)):
        yield f"the days are not written as GED does: {start}, {end}"
        return
    first, last = (date.fromisoformat(day.removesuffix(MIDNIGHT)) for day in (start, end))
    if first > last:
        yield f"the first day is after the last: {first}, {last}"
    if year != first.year:
        yield f"the year is {year}, but the first day is {first}"
    if (last - first).days + 1 > MOST_DAYS[precision]:
        yield f"date_prec {precision} does not allow for days from {first} to {last}"


def _place(row: Row) -> Iterator[str]:
    latitude, longitude = row["latitude"], row["longitude"]
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        if row["where_prec"] is None:
            yield "there are coordinates, but no where_prec"
        if row["priogrid_gid"] != cell_of(latitude, longitude):
            yield f"the point does not lie in PRIO-GRID cell {row['priogrid_gid']}"
        if row["geom_wkt"] != f"POINT ({longitude:.6f} {latitude:.6f})":
            yield f"geom_wkt is not the point: {row['geom_wkt']}"
    elif any(row[name] is not None for name in ("latitude", "longitude", "geom_wkt", "priogrid_gid")):
        yield "the coordinates are not whole"
    if row["country_id"] is not None and row["country"] is None:
        yield "there is a country_id, but no country"


def _sources(row: Row) -> Iterator[str]:
    for name in ("source_article", "source_office", "source_date", "source_headline"):
        told = row[name]
        if isinstance(told, str) and told.count(";") + 1 != row["number_of_sources"]:
            yield f"{name} does not hold {row['number_of_sources']} values"

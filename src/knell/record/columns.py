"""Columns and checks that several tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
)

from knell.record.stored import StoredText

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def of_report(**options: Any) -> Column[str]:
    """Which report a row belongs to."""
    return Column("report", StoredText, ForeignKey("reports.id"), nullable=False, **options)


def position_column(**options: Any) -> Column[int]:
    """Where a row stands among its report's rows."""
    return Column("position", Integer, nullable=False, **options)


def span_columns(name: str = "", nullable: bool = False) -> list[Column[int]]:
    """Half-open offsets, in code points of the report's text."""
    prefix = name or "span"
    return [Column(f"{prefix}_start", Integer, nullable=nullable), Column(f"{prefix}_end", Integer, nullable=nullable)]


def day_columns() -> list[Column[Any]]:
    """Days, both included, with UCDP's precision 1-5; all null when unknown."""
    return [Column("day_start", Date), Column("day_end", Date), Column("date_precision", Integer)]


def when_and_where() -> list[Column[Any]]:
    """When and where an event was; the place's precision is UCDP's 1-7."""
    return [
        *day_columns(),
        Column("place_name", StoredText),
        Column("place_country", StoredText),
        Column("place_admin1", StoredText),
        Column("place_lat", Double),
        Column("place_lon", Double),
        Column("place_geonames_id", BigInteger),
        Column("place_precision", Integer),
    ]


def figure_columns() -> list[Column[int]]:
    """A figure as low, best and high; null where open or unknown."""
    return [Column("low", BigInteger), Column("best", BigInteger), Column("high", BigInteger)]


def ordered(*names: str) -> CheckConstraint:
    """Each is at most the next wherever both are known."""
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    return CheckConstraint(
        " AND ".join(f"({a} IS NULL OR {b} IS NULL OR {a} <= {b})" for a, b in pairs), name=f"{names[0]}_order"
    )


def figure_checks() -> list[CheckConstraint]:
    """A figure's bounds are in order and count people."""
    return [
        ordered("low", "best", "high"),
        CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name="low_count"),
    ]


def where_checks() -> list[CheckConstraint]:
    """Days are in order, precisions are UCDP's codes, a place is on the Earth."""
    return [
        ordered("day_start", "day_end"),
        CheckConstraint("date_precision BETWEEN 1 AND 5", name="date_precision"),
        CheckConstraint("place_precision BETWEEN 1 AND 7", name="place_precision"),
        CheckConstraint("place_lat BETWEEN -90 AND 90 AND place_lon BETWEEN -180 AND 180", name="place_on_earth"),
    ]


def of_local_event(column: str) -> ForeignKeyConstraint:
    """A report's own event."""
    return ForeignKeyConstraint(["report", column], ["local_events.report", "local_events.key"])

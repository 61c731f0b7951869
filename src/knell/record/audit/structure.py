"""The tables themselves: the database's own check, and that every row keeps the rules that the tables state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    Select,
    Table,
    and_,
    exists,
    not_,
    select,
    text,
)

from knell.record.audit.findings import Audit
from knell.record.columns import metadata

_PART = "database"
# SQLite calls back after so many of its steps, which lets Ctrl-C through.
_STEPS = 1_000_000


def check_database(connection: Connection, audit: Audit) -> None:
    """What the database finds wrong with itself."""
    if connection.dialect.name != "sqlite":
        audit.skipped("the files of the database server; its own tool for that is pg_amcheck")
        return
    raw: Any = connection.connection.driver_connection
    raw.set_progress_handler(lambda: 0, _STEPS)
    try:
        for (found,) in raw.execute("PRAGMA integrity_check"):
            if found != "ok":
                audit.fault(_PART, f"SQLite finds: {found}")
    finally:
        raw.set_progress_handler(None, 0)


def check_rules(connection: Connection, audit: Audit, done: Callable[[], object]) -> None:
    """Rows that refer to what is not there, and rows whose numbers contradict each other."""
    for table in metadata.sorted_tables:
        for query, rule in _questions(table):
            for row in connection.execute(query).mappings():
                named = ", ".join(f"{name} {row[name]!r}" for name in row if name != "report")
                audit.fault(_PART, rule, f"{table.name} {named}", row.get("report"))
        done()


def _questions(table: Table) -> Iterator[tuple[Select[Any], str]]:
    """Which rows break a rule of their table, and the rule."""
    asked = select(*dict.fromkeys((*table.primary_key.columns, *([table.c.report] if "report" in table.c else []))))
    for rule in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(rule, CheckConstraint):
            yield asked.where(text(f"NOT ({rule.sqltext})")), f"it breaks the rule {rule.sqltext}"
        elif isinstance(rule, ForeignKeyConstraint):
            there = rule.referred_table.alias()
            pairs = [(each.parent, there.c[each.column.name]) for each in rule.elements]
            names = ", ".join(child.name for child, _ in pairs)
            known = exists().where(and_(*(child == parent for child, parent in pairs)))
            given = and_(*(child.is_not(None) for child, _ in pairs))
            yield asked.where(given, not_(known)), f"its {names} names no row of {rule.referred_table.name}"

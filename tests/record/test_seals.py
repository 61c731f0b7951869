"""A seal covers every column of what is kept of a report, and stays what it is when it comes out again."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from sqlalchemy import Connection, select

from knell.model import Extraction
from knell.record import Record, schema
from knell.record.columns import metadata
from knell.record.opening import open_database
from knell.record.rows import rows_of
from knell.record.seals import COVERED, VERSION, broken, seal
from tests.record.strategies import example, sealed

TABLES = {table.name: table for table, _ in rows_of(example()[0], None)}


def kept(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """All rows of a record of one report."""
    return {name: [dict(row) for row in connection.execute(select(t)).mappings()] for name, t in TABLES.items()}


def test_the_newest_version_covers_every_column() -> None:
    covered = {table: set(columns) for table, columns in COVERED[VERSION].items()}
    assert covered == {name: {column.name for column in table.c} - {"seal"} for name, table in TABLES.items()}
    assert set(TABLES) <= set(metadata.tables)


@given(sealed())
@settings(max_examples=30)
def test_a_seal_holds_for_what_comes_out(pair: tuple[Extraction, bytes]) -> None:
    with TemporaryDirectory() as folder, Record(Path(folder) / "r.db") as record:
        record.add(*pair)
        database = open_database(record.name, create=False, wait=1)
        with database.reading() as connection:
            rows = kept(connection)
            (found,) = connection.execute(select(schema.reports.c.seal)).scalars()
        database.close()
    assert broken(found, rows) == ()


def test_any_changed_value_breaks_the_seal_of_its_table() -> None:
    rows = {table.name: [dict(row) for row in of_table] for table, of_table in rows_of(example()[0], None)}
    whole = seal(rows)
    assert broken(whole, rows) == ()
    for table, (first, *_) in ((name, found) for name, found in rows.items() if found):
        for column, value in list(first.items()):
            first[column] = "changed"
            assert broken(whole, rows) == (table,), column
            first[column] = value
        rows[table].append(dict(first))
        assert broken(whole, rows) == (table,)
        rows[table].pop()
    assert broken(("0", *whole[1:]), rows) == broken(whole[:-1], rows) == broken((), rows) == ("seal",)

"""Bring the tables of a record to the shape this version of knell reads."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from knell.record.errors import RecordError

HEAD = "0014"
VERSION_TABLE = "knell_version"


def version(connection: Connection, name: str) -> str | None:
    """The shape the record has; None when the database is empty.

    Raises ``RecordError`` when the database holds something else than a record, or a newer one.
    """
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if tables and (connection.dialect.name == "sqlite" or tables & _ours()):
            raise RecordError(f"{name}: is a database of something else, not a knell record; give another file")
        return None
    found: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
    if found is not None and found > HEAD:
        raise RecordError(f"{name}: was made by a newer knell; upgrade with: pip install --upgrade knell")
    return found


def upgrade(connection: Connection, shape: str = "head") -> None:
    """Run what is missing up to a shape, in the transaction that the connection is in."""
    # Alembic takes a third of a second to import and is needed once in a record's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "knell.record:migrations")
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    command.upgrade(config, shape)


def _ours() -> set[str]:
    from knell.record.columns import metadata

    return set(metadata.tables)

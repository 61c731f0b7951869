"""All that a record holds, in an order that does not depend on how it came there."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, inspect, text


def dump(target: Path | str) -> dict[str, list[str]]:
    """Every row of every table as text, sorted."""
    engine = create_engine(f"sqlite:///{target}" if "://" not in str(target) else str(target))
    with engine.connect() as connection:
        tables = {
            table: sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{table}"')))
            for table in inspect(connection).get_table_names()
            # How often the lists were written differs with the way, what stands in them does not.
            if table != "listing_state"
        }
    engine.dispose()
    return tables

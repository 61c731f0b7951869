"""The migrations make the tables that the code writes to, from any earlier shape."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from knell.record import Record, linked_schema, migrate, schema
from knell.record.columns import metadata
from knell.record.decision_schema import decision_subjects, decisions
from knell.record.linked_schema import event_claims, event_reports
from knell.record.listing_schema import LISTING, listing_state
from knell.record.opening import open_database
from knell.record.shelf_schema import SHELF
from tests.record.older import PEOPLE, to_0010
from tests.record.strategies import example


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "knell.record:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def checks_and_keys(target: Path) -> dict[str, list[str]]:
    """What each table's definition says, item by item, without regard to their order."""
    with sqlite3.connect(target) as raw:
        found = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    raw.close()
    found.pop(migrate.VERSION_TABLE, None)
    return {name: sorted(items(sql)) for name, sql in found.items()}


def items(definition: str) -> list[str]:
    """The columns and constraints between a definition's outer brackets."""
    found, depth = [""], 0
    for sign in definition[definition.index("(") + 1 : definition.rindex(")")]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return [" ".join(item.split()) for item in found]


def test_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    Record(tmp_path / "migrated.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    assert schema.reports.metadata is linked_schema.events.metadata is metadata
    metadata.create_all(engine)
    engine.dispose()
    assert checks_and_keys(tmp_path / "migrated.db") == checks_and_keys(tmp_path / "made.db")


def test_a_migrated_postgresql_has_no_difference_to_the_schema(postgresql: str) -> None:
    database = open_database(postgresql, create=True, wait=5)
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": migrate.VERSION_TABLE}
        )
        assert compare_metadata(context, metadata) == []
    database.close()


def test_a_record_of_an_older_shape_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    Record(path).close()
    with sqlite3.connect(path) as raw:
        for name in ("adjudications", "codings", "coding_items", "coding_assignments"):
            raw.execute(f"DROP TABLE {name}")
        ours = (*LISTING, listing_state, *SHELF, decision_subjects, decisions, event_claims, event_reports)
        for table in (*ours, *PEOPLE):
            raw.execute(f"DROP TABLE {table.name}")
        for name in ("unlinked", "linker", "matches", "copies", "source_claims", "source_groups", "event_figures"):
            raw.execute(f"DROP TABLE {name}")
        raw.execute("DROP TABLE captures")
        raw.execute("ALTER TABLE local_events DROP COLUMN aliases")
        raw.execute("DROP TABLE visits")
        raw.execute("DROP TABLE exchanges")
        for name in ("updated", "dates", "extractor", "read_by", "seal", "authors"):
            raw.execute(f"ALTER TABLE reports DROP COLUMN {name}")
        raw.execute("ALTER TABLE claims DROP COLUMN held")
        raw.execute("DROP TABLE links")
        raw.execute("DROP TABLE events")
        raw.execute("UPDATE knell_version SET version_num = '0001'")
    raw.close()
    with Record(path, create=False) as record:
        record.add(*example())
        record.link()
        assert len(record.events()) == 1


def test_a_failed_migration_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"

    def fail(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    real = migrate.upgrade
    monkeypatch.setattr(migrate, "upgrade", fail)
    with pytest.raises(KeyboardInterrupt):
        Record(path)
    monkeypatch.undo()
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    raw.close()
    Record(path).close()


def test_decisions_of_an_older_knell_hold_and_keep_their_seals(tmp_path: Path) -> None:
    """As migration 0010 left them: sealed over fewer columns, and found by their report alone."""
    path = tmp_path / "old.db"
    _before_0011(path)
    with sqlite3.connect(path) as raw:
        before = None
        for number, kind in ((1, "place"), (2, "free")):
            beside = ("key", "r1", "e1") if kind == "place" else (None, None, None)
            values = [number, kind, "r0-claim", "r0", "e1", "old", *beside, "Ada", "why", "2026-01-20 12:00:00"]
            before = hashlib.sha256(json.dumps([before, *values]).encode("ascii")).hexdigest()
            kept = [*values[:-1], f"{values[-1]}.000000", before]
            raw.execute(f"INSERT INTO decisions VALUES ({', '.join('?' * len(kept))})", kept)
    raw.close()
    with Record(path, create=False) as record:
        assert record.is_link_due()
        assert [claim.id for claim in record.claims(record.events()[0].key)] == ["r0-claim", "r1-claim"]
        record.link()
        assert not record.verify().wrong["decisions"]
        assert [one.kind.value for one in record.history(claim="r0-claim")] == ["free", "place"]
        record.reject("r0-claim", by="Ben", why="no")
        record.undo(3, by="Ben")
        found = record.verify(links=True).wrong
        assert not found["decisions"]
        assert not found["links"]
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("UPDATE decisions SET why = 'another' WHERE number = 1")
    raw.close()
    with Record(path, create=False) as record:
        assert record.verify().wrong["decisions"] >= 1


def _before_0011(path: Path) -> None:
    """A record of two reports, linked, as the last knell before people could decide on more than places made it."""
    with Record(path) as record:
        for n in range(2):
            record.add(*example(f"r{n}", b"%d" % n, low=150 + n))
        record.link()
    to_0010(path)

"""From a file name or a database address to an open database whose tables are there."""

from __future__ import annotations

import importlib.util
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import QueuePool

from knell.record import migrate
from knell.record.database import Database
from knell.record.errors import RecordError, one_clear_line

_SQLITE_HEADER = b"SQLite format 3\x00"
# No SQLite file can have these in its name.
_UNNAMEABLE = re.compile("[\x00\ud800-\udfff]")
# Connections that one process keeps open, and how many more it may open when many threads ask at once.
_KEPT_OPEN, _MORE = 8, 56
# What a connection to SQLite may hold of the file in memory, in KiB.
_PAGES_HELD = 16_384
# A connection to PostgreSQL that was in use so lately is taken to be open still.
_TRUSTED_SECONDS = 1.0
# Writers take turns: with this lock held in PostgreSQL, with BEGIN IMMEDIATE in SQLite.
_WRITERS_LOCK = 0x6B6E656C6C


def open_database(target: str | os.PathLike[str], *, create: bool, wait: float) -> Database:
    """Open a record, making it when ``create`` is true, and bring its tables up to date.

    ``target`` is a file name or an address (``postgresql://...``, ``sqlite:///...``); ``wait`` is how many seconds
    to wait for another program's lock. Raises ``RecordError``.
    """
    database = _connected_to(_url(target), create, wait)
    try:
        _bring_up_to_date(database, create)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def open_bare(target: str | os.PathLike[str], *, wait: float = 30.0) -> Iterator[Database]:
    """A database to make a record in, as it is; a file that was made for it goes again when that fails."""
    url = _url(target)
    path = Path(url.database or "") if url.drivername.startswith("sqlite") else None
    fresh = path is not None and not path.exists()
    database = _connected_to(url, True, wait)
    try:
        _keep_log(database)
        yield database
    except BaseException:
        database.close()
        if fresh and path is not None:
            for side in ("", "-wal", "-shm"):
                path.with_name(path.name + side).unlink(missing_ok=True)
        raise
    database.close()


def _connected_to(url: URL, create: bool, wait: float) -> Database:
    if not url.drivername.startswith("sqlite"):
        return Database(_postgresql(url, wait), _shown(url), True)
    name = url.database or ""
    writable = _check_file(Path(name), create)
    return Database(_sqlite(name, wait, writable), name, writable)


def _url(target: str | os.PathLike[str]) -> URL:
    text = os.fspath(target)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except ArgumentError:
        raise RecordError(f"{text.split('@')[-1]}: is not a database address") from None
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        return url
    if kind in ("postgresql", "postgres"):
        if importlib.util.find_spec("psycopg") is None:
            raise RecordError('a record in PostgreSQL needs psycopg; install it with: pip install "knell[pg]"')
        return url.set(drivername="postgresql+psycopg")
    raise RecordError(f"{kind}: knell keeps records in SQLite (a file name) or PostgreSQL (postgresql://...)")


def _shown(url: URL) -> str:
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _check_file(path: Path, create: bool) -> bool:
    """Whether the file may be written; raises what SQLite would only say in riddles."""
    if not path.name or path.name == ":memory:" or _UNNAMEABLE.search(str(path)):
        raise RecordError("a record needs a file name, such as knell.db")
    try:
        if path.is_dir():
            raise RecordError(f"{path}: is a folder; a record is a file, such as {path / 'knell.db'}")
        if not path.exists():
            if not create:
                raise RecordError(f"{path}: there is no such record; make one with: knell add INPUT --record {path}")
            if not path.parent.is_dir():
                raise RecordError(f"{path}: the folder {path.parent} does not exist; make it first")
            return True
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from None
    if header and header != _SQLITE_HEADER:
        raise RecordError(f"{path}: is not a knell record, or it is damaged")
    if not header and not create:
        raise RecordError(f"{path}: is empty; fill it with: knell add INPUT --record {path}")
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _sqlite(name: str, wait: float, writable: bool) -> Engine:
    if writable:
        pool = {"pool_size": _KEPT_OPEN, "max_overflow": _MORE}
        engine = create_engine(URL.create("sqlite", database=name), connect_args={"timeout": wait}, **pool)
    else:
        # Without the right to write, a reader cannot make the side files that WAL needs; with no side file there
        # is no writer either, and the file may be read as it lies.
        mode = "ro" if Path(f"{name}-wal").exists() else "ro&immutable=1"
        address = f"{Path(name).absolute().as_uri()}?mode={mode}"

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(address, uri=True, timeout=wait, check_same_thread=False)

        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        # knell begins its transactions itself: sqlite3 would begin them late and not for reading.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_PAGES_HELD}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        write = connection.get_execution_options().get("knell_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _postgresql(url: URL, wait: float) -> Engine:
    # Transactions only read unless they say otherwise as they begin: a page asks a dozen, each begun in one step.
    settings = {
        "lock_timeout": f"{round(wait * 1000)}",
        "default_transaction_isolation": r"repeatable\ read",
        "default_transaction_read_only": "on",
    }
    options = {
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        "connect_timeout": max(2, round(wait)),
    }
    # The one that was in use last is taken first: it answers still, and knows the questions that it was asked before.
    engine = create_engine(url, connect_args=options, pool_size=_KEPT_OPEN, max_overflow=_MORE, pool_use_lifo=True)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get("knell_write"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")

    @event.listens_for(engine, "checkin")
    def _left(_: Any, record: Any) -> None:
        record.info["left"] = monotonic()

    @event.listens_for(engine, "checkout")
    def _taken(raw: Any, record: Any, _: Any) -> None:
        # A server that was started again is connected to anew; what was in use just now need not be tried.
        if monotonic() - record.info.get("left", monotonic()) > _TRUSTED_SECONDS and not _answers(raw):
            raise DisconnectionError

    return engine


def _answers(raw: Any) -> bool:
    try:
        raw.execute("SELECT 1")
        raw.rollback()
    except Exception:
        # Whatever it is: a connection that cannot do this much is of no use.
        return False
    return True


def _bring_up_to_date(database: Database, create: bool) -> None:
    with database.reading() as connection:
        found = migrate.version(connection, database.name)
    if found == migrate.HEAD:
        return
    if found is None and not create:
        raise RecordError(f"{database.name}: holds no knell record; fill it with: knell add INPUT --record ...")
    if not database.writable:
        raise RecordError(f"{database.name}: must be brought up to date, but the file or its folder is read-only")
    _keep_log(database)
    with database.writing() as connection:
        # Another program may have done it while this one waited.
        if migrate.version(connection, database.name) != migrate.HEAD:
            migrate.upgrade(connection)


def _keep_log(database: Database) -> None:
    """Have SQLite let others read while one writes."""
    if database.engine.dialect.name == "sqlite" and database.writable:
        with one_clear_line(database.name), database.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode = WAL")

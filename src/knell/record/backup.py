"""Write all that a record holds into one file, as of one moment, while others go on writing to the record."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from knell.record.backup_format import KIND, VERSION, Counted, dumped, plain, row_lines, tables
from knell.record.database import Database
from knell.record.errors import RecordError
from knell.record.migrate import HEAD

_PACKED = 5


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: the rows of each table, and the hash of the whole file."""

    path: Path
    tables: dict[str, Counted]
    bytes: int
    sha256: str

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(one.rows for one in self.tables.values())


def write_backup(database: Database, path: Path, done: Callable[[int], object] | None = None) -> Backup:
    """Write a backup to a file that is not there yet and only its owner may read; ``done`` is told of rows.

    The file appears when it is whole. Raises ``RecordError``.
    """
    if path.exists():
        raise RecordError(f"{path}: is there already; give the backup another name")
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with _fresh(half) as file:
            packed = gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=_PACKED, mtime=0)
            with packed, database.reading() as connection:
                counted = _write(connection, packed, done or (lambda _: None))
            file.flush()
            os.fsync(file.fileno())
        size, sha256 = half.stat().st_size, _hash(half)
        # Fails where another backup of this name was finished meanwhile.
        os.link(half, path)
        _keep_name(path.parent)
    except FileExistsError:
        raise RecordError(f"{path}: is there already; give the backup another name") from None
    except OSError as error:
        raise RecordError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        with contextlib.suppress(OSError):
            half.unlink()
    return Backup(path, counted, size, sha256)


@contextlib.contextmanager
def _fresh(path: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        yield file


def _keep_name(folder: Path) -> None:
    """Have the disk keep the name of a file too, where the system lets one ask for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(connection: Connection, file: gzip.GzipFile, done: Callable[[int], object]) -> dict[str, Counted]:
    counted: dict[str, Counted] = {}
    file.write(dumped({"kind": KIND, "version": VERSION, "record": HEAD}))
    for table in tables():
        key = [column.name for column in table.primary_key.columns]
        file.write(dumped({"table": table.name, "columns": [column.name for column in table.columns], "key": key}))
        digest, number = hashlib.sha256(), 0
        for lines in row_lines(connection, plain(table.name, table.columns), key):
            for line in lines:
                digest.update(line)
                file.write(line)
            number += len(lines)
            done(len(lines))
        counted[table.name] = Counted(number, digest.hexdigest())
        file.write(dumped({"end": table.name, "rows": number, "sha256": digest.hexdigest()}))
    file.write(dumped({"end": KIND, "tables": len(counted), "rows": sum(one.rows for one in counted.values())}))
    return counted

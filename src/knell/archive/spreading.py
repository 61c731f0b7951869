"""The first stage by an engine: its machines read the pieces, each a task of its own, into the folder that all see."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TypeVar

import pyarrow as pa

from knell.archive.engine import Engine
from knell.archive.pieces import Piece
from knell.archive.reading import Done, Reading, Tally, noted, tally_of
from knell.archive.remote import ending_of, is_remote
from knell.archive.rows import batches, schema
from knell.reports import Stretch

T = TypeVar("T")
_PIECE = schema(key=pa.string(), stretches=pa.string(), size=pa.int64())
_NOTE = schema(key=pa.string(), tally=pa.string())
_LOOK_EVERY = 1.0


def read_by(engine: Engine[T], reading: Reading, work: Sequence[Piece]) -> Iterator[Done]:
    """Have an engine read what was not read before; each piece is told of when it is seen in the folder."""
    reading.begin(work)
    missing = {}
    for piece in work:
        found = reading.known(piece)
        if found is None:
            missing[piece.key] = piece
        else:
            yield Done(piece, found, before=True)
    for table in list(_tables(engine, reading, list(missing.values()))):
        notes = _begun(engine, table)
        while not wait([notes], _LOOK_EVERY).done:
            for path in sorted(reading.folder.glob("*.json")):
                seen = missing.get(path.stem)
                if seen is not None and (found := reading.known(seen)) is not None:
                    del missing[path.stem]
                    yield Done(seen, found)
        for note in notes.result().to_pylist():
            if note["key"] in missing:
                yield Done(missing.pop(note["key"]), tally_of(json.loads(note["tally"])) or Tally())


def _tables(engine: Engine[T], reading: Reading, missing: Sequence[Piece]) -> Iterator[T]:
    """What reads the pieces: those of files that all machines see, and those that are fetched."""
    here = os.getcwd()
    # what is fetched is a piece by itself
    fetched = {one.path: piece for piece in missing for one in piece.stretches[:1] if is_remote(one.path)}
    keys = {piece.key: address for address, piece in fetched.items()}
    seen = [piece for piece in missing if piece.key not in keys]
    if seen:
        table = pa.Table.from_pylist([_row(piece) for piece in seen], schema=_PIECE)
        yield engine.mapped(engine.rows(table, apart=True), _ReadPieces(reading, here), _NOTE)
    if fetched:
        named = {address: key for key, address in keys.items()}
        yield engine.mapped(engine.contents(sorted(fetched)), _ReadContents(reading, here, named), _NOTE)


def _row(piece: Piece) -> dict[str, object]:
    stretches = json.dumps([asdict(one) for one in piece.stretches])
    return {"key": piece.key, "stretches": stretches, "size": piece.size}


def _begun(engine: Engine[T], table: T) -> Future[pa.Table]:
    """All rows of a table, once they are there; whoever is interrupted meanwhile need not wait for them."""
    future: Future[pa.Table] = Future()

    def collect() -> None:
        try:
            future.set_result(engine.collected(table))
        except BaseException as error:
            future.set_exception(error)

    Thread(target=collect, daemon=True).start()
    return future


@dataclass(frozen=True, slots=True)
class _ReadPieces:
    reading: Reading
    here: str

    def __call__(self, rows: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        # Files and the folder may be named as they are seen from where the command was given.
        os.chdir(self.here)
        for row in rows.to_pylist():
            held = tuple(Stretch(**one) for one in json.loads(row["stretches"]))
            yield from _noted(Piece(row["key"], held, row["size"]), self.reading)


@dataclass(frozen=True, slots=True)
class _ReadContents:
    reading: Reading
    here: str
    keys: Mapping[str, str]

    def __call__(self, rows: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        os.chdir(self.here)
        addresses = rows.column("address").to_pylist()
        for address, content in zip(addresses, rows.column("content"), strict=True):
            held = content.as_buffer()
            with TemporaryDirectory(prefix="knell-") as folder:
                path = Path(folder, f"fetched{ending_of(address)}")
                path.write_bytes(held)
                piece = Piece(self.keys[address], (Stretch(os.fspath(path), called=address),), held.size)
                yield from _noted(piece, self.reading)


def _noted(piece: Piece, reading: Reading) -> Iterator[pa.RecordBatch]:
    tally = reading.alone(piece)
    yield from batches([{"key": piece.key, "tally": json.dumps(noted(tally))}], _NOTE)

"""The first stage: pieces of the inputs are read, and what each says is kept in a file of its own.

A file stands there only when it is whole, and by a name made of what was read: whoever is killed and runs again reads
only what is missing. What is kept of a piece is the same whoever reads it, and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from knell.archive.files import emptied, read_json, whole, write_json
from knell.archive.pages import Kept, Reason, pages_of
from knell.archive.pieces import Piece
from knell.archive.rows import SAID, said_row
from knell.archive.workers import Finished, Watch, Workers

# Rows are written when there are so many, or so many letters in them.
_MOST_ROWS = 256
_MOST_LETTERS = 8_000_000
_MOST_TOLD = 20
# To read so many bytes takes longer than to load the words of all languages.
_LARGE = 1 << 26
_LOST = (Reason.TOO_LONG, Reason.BROKEN, Reason.UNREADABLE, Reason.DIED)


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of pages: ``claims`` in ``kept`` reports, the others by reason, the first few of their problems."""

    kept: int = 0
    claims: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def pages(self) -> int:
        """How many pages and records were met."""
        return self.kept + self.skipped.total()

    @property
    def lost(self) -> int:
        """How many could not be read, and might have made claims."""
        return sum(self.skipped[reason.value] for reason in _LOST)

    def plus(self, other: Tally) -> Tally:
        """Both together; problems are told of each by itself."""
        return Tally(self.kept + other.kept, self.claims + other.claims, self.skipped + other.skipped)


@dataclass(frozen=True, slots=True)
class Done:
    """A piece is read; ``before``: by a run before this one."""

    piece: Piece
    tally: Tally
    before: bool = False


@dataclass(frozen=True, slots=True)
class Going:
    """So many pages of the pieces under way were looked at."""

    pages: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How pieces are read: ``today`` is the last day that is believed, ``fast`` passes over what can make no claim."""

    folder: Path
    today: date
    fast: bool = True

    def all(self, pieces: Sequence[Piece], workers: int) -> Iterator[Done | Going]:
        """Read what was not read before, with so many processes; each piece is told of when it is on the disk."""
        self.begin(pieces)
        missing = []
        for piece in pieces:
            found = self.known(piece)
            if found is None:
                missing.append(piece)
            else:
                yield Done(piece, found, before=True)
        yield from self._read(missing, workers, self.folder)

    def alone(self, piece: Piece) -> Tally:
        """Read one piece in a process of its own: what ends that process ends nothing else."""
        with TemporaryDirectory(prefix="knell-") as notes:
            done = [said for said in self._read([piece], 1, Path(notes)) if isinstance(said, Done)]
        return done[0].tally

    def begin(self, pieces: Sequence[Piece]) -> None:
        """Clear the folder of all that is not of these pieces."""
        self.folder.mkdir(parents=True, exist_ok=True)
        wanted = {piece.key for piece in pieces}
        emptied(self.folder, lambda path: path.name.partition(".")[0] in wanted)

    def known(self, piece: Piece) -> Tally | None:
        """What came of a piece that was read before; None where it was not."""
        return tally_of(read_json(self._counts(piece)))

    def _read(self, missing: Sequence[Piece], workers: int, notes: Path) -> Iterator[Done | Going]:
        preload = ["knell.archive.reading", "knell.extraction"]
        number = min(workers, len(missing))
        if number > 1 and sum(piece.size for piece in missing) >= _LARGE:
            preload.append("knell.archive.prepared")
        with Workers(partial(_work, self), number, notes, tuple(preload)) as processes:
            # The largest first: nobody waits for one that began last.
            for said in processes.results(sorted(missing, key=lambda piece: -piece.size)):
                if not isinstance(said, Finished):
                    yield Going(said.steps)
                elif said.result is None:
                    yield Done(said.piece, self._given_up(said.piece))
                else:
                    yield Done(said.piece, said.result)

    def read(self, piece: Piece, watch: Watch) -> Tally:
        """Read a piece, and keep what it says."""
        kept, claims, skipped, problems = 0, 0, Counter[str](), list[tuple[str, str]]()
        with whole(self._rows(piece)) as hidden, _Rows(hidden) as rows:
            for stretch in piece.stretches:
                for item in pages_of(stretch, fast=self.fast, today=self.today, watch=watch.step):
                    if isinstance(item, Kept):
                        kept, claims = kept + 1, claims + len(item.extraction.claims)
                        rows.put(said_row(item.extraction))
                        continue
                    skipped[item.reason.value] += item.count
                    if item.problem is not None and len(problems) < _MOST_TOLD:
                        problems.append((item.problem.code, item.problem.message))
        found = Tally(kept, claims, skipped, tuple(problems))
        self._note(piece, found)
        return found

    def _given_up(self, piece: Piece) -> Tally:
        """A piece that ended every process that read it: it is counted as one, and the rest goes on."""
        names = ", ".join(one.name for one in piece.stretches[:3])
        words = f"{names}: the processes that read it died, one after the other; left out"
        return Tally(skipped=Counter({Reason.DIED.value: 1}), problems=(("extraction_failed", words),))

    def _rows(self, piece: Piece) -> Path:
        return self.folder / f"{piece.key}.parquet"

    def _counts(self, piece: Piece) -> Path:
        return self.folder / f"{piece.key}.json"

    def _note(self, piece: Piece, tally: Tally) -> None:
        """The last thing that is written of a piece: where it stands, the piece is done."""
        write_json(self._counts(piece), noted(tally))


def noted(tally: Tally) -> dict[str, Any]:
    """A tally as it is noted; ``tally_of`` gives an equal one."""
    counts = {"kept": tally.kept, "claims": tally.claims, "skipped": dict(sorted(tally.skipped.items()))}
    return {**counts, "problems": [list(one) for one in tally.problems]}


def tally_of(noted: Any) -> Tally | None:
    """What was noted of a piece; None where it was not read."""
    if not isinstance(noted, dict):
        return None
    problems = tuple((code, message) for code, message in noted["problems"])
    return Tally(noted["kept"], noted["claims"], Counter(noted["skipped"]), problems)


def _work(reading: Reading, piece: Piece, watch: Watch) -> Tally:
    return reading.read(piece, watch)


class _Rows:
    """Rows of ``SAID`` on their way to a file; few are held at a time."""

    def __init__(self, path: Path) -> None:
        self._writer = pq.ParquetWriter(path, SAID, compression="zstd")
        self._held: list[dict[str, Any]] = []
        self._letters = 0

    def __enter__(self) -> _Rows:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()
        self._writer.close()

    def put(self, row: dict[str, Any]) -> None:
        """One more."""
        self._held.append(row)
        self._letters += len(row["said"])
        if len(self._held) >= _MOST_ROWS or self._letters >= _MOST_LETTERS:
            self._write()

    def _write(self) -> None:
        if self._held:
            self._writer.write_batch(pa.RecordBatch.from_pylist(self._held, SAID))
        self._held, self._letters = [], 0

"""From inputs to the tables of an archive in a folder, whatever the engine; a run that was stopped goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pyarrow.parquet as pq

from knell.archive.engine import Engine
from knell.archive.folder import Folder, fingerprint
from knell.archive.making import write_tables
from knell.archive.pieces import Piece, pieces
from knell.archive.plan import link
from knell.archive.reading import Done, Going, Reading, Tally
from knell.archive.remote import Listing, is_remote, remote_pieces
from knell.archive.rows import SAID
from knell.archive.spreading import read_by
from knell.model import Problem
from knell.reports import Severity, severity

T = TypeVar("T")


class NothingToRead(Exception):
    """Nothing of what was given can be read; nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("there is nothing to read")
        self.problems = tuple(problems)


class Teller(Protocol):
    """Is told how far an archive is."""

    def reading(self, total: int, size: int) -> None:
        """So many pieces, of so many bytes together, are to be read."""

    def going(self, pages: int) -> None:
        """So many pages of the pieces under way are looked at."""

    def read(self, done: Done) -> None:
        """A piece is read."""

    def stage(self, words: str) -> None:
        """Something else begins."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What came of the inputs. ``problems`` are those with inputs, then with pages, the first few of each piece."""

    summary: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    before: bool = False

    @property
    def anything_left_out(self) -> bool:
        """Whether something that might make claims could not be read."""
        return bool(self.summary["left_out"])


@dataclass(frozen=True, slots=True)
class Plan:
    """How an archive is made. ``opened`` gives the engine, given a folder for what it needs on the way.

    ``listing`` lists files at addresses that the engine reaches; without one such are refused.
    """

    inputs: Sequence[str]
    opened: Callable[[Path], AbstractContextManager[Engine[Any]]]
    listing: Listing | None = None
    workers: int = 1
    here: bool = True
    fast: bool = True
    texts: bool = True


def make(plan: Plan, folder: Folder, teller: Teller) -> Archive:
    """Make the archive, or go on where a run before stopped.

    Raises ``NotAnArchive``, ``InUse``, ``NothingToRead`` or ``OSError``.
    """
    with folder.held():
        today = folder.today()
        found = list(_pieces(plan, today))
        problems = [item for item in found if isinstance(item, Problem)]
        work = [item for item in found if isinstance(item, Piece)]
        if not work:
            raise NothingToRead(problems)
        made_of = fingerprint(work, (plan.texts, tuple(one.message for one in problems)))
        there = folder.summary_of(made_of)
        if there is not None:
            return Archive(there, tuple(problems), before=True)
        folder.begin(today)
        for half in (folder.work / "engine", folder.work / "tables"):
            shutil.rmtree(half, ignore_errors=True)
        teller.reading(len(work), sum(piece.size for piece in work))
        reading = Reading(folder.work / "read", today, plan.fast)
        with plan.opened(folder.work / "engine") as engine:
            stage = reading.all(work, plan.workers) if plan.here else read_by(engine, reading, work)
            tally, more = _gathered(stage, work, teller)
            tables = folder.work / "tables"
            linked = link(engine, engine.stored(str(reading.folder), SAID), teller.stage)
            write_tables(engine, linked, tables, plan.texts, teller.stage)
            summary = _summary(tally, [*problems, *more], tables, work)
        problems += more
        folder.finish(made_of, today, tables, summary, problems)
        return Archive(summary, tuple(problems))


def _pieces(plan: Plan, today: date) -> Iterator[Piece | Problem]:
    """All inputs in pieces: those of this machine, then those at addresses."""
    also = (today, plan.fast)
    remote = [one for one in plan.inputs if plan.listing is not None and is_remote(one)]
    yield from pieces([one for one in plan.inputs if one not in remote], also)
    if plan.listing is not None:
        yield from remote_pieces(remote, plan.listing, also)


def _gathered(stage: Iterable[Done | Going], work: Sequence[Piece], teller: Teller) -> tuple[Tally, list[Problem]]:
    """All tallies together, and the problems in the order of the pieces, whichever was read first."""
    tally, told = Tally(), dict[str, Tally]()
    for item in stage:
        if isinstance(item, Going):
            teller.going(item.pages)
            continue
        teller.read(item)
        tally, told[item.piece.key] = tally.plus(item.tally), item.tally
    return tally, [Problem(code, words) for piece in work for code, words in told[piece.key].problems]


def _summary(tally: Tally, problems: Sequence[Problem], tables: Path, work: Sequence[Piece]) -> dict[str, Any]:
    """What came of it, in numbers that the inputs alone decide."""
    rows = {one.name: _rows_below(one) for one in sorted(tables.iterdir())}
    grave = sum(severity(one) is Severity.LEFT_OUT for one in problems)
    return {
        "inputs": {"pieces": len(work), "bytes": sum(piece.size for piece in work)},
        "pages": tally.pages,
        "with_claims": tally.kept,
        "skipped": dict(sorted(tally.skipped.items())),
        "left_out": max(grave, tally.lost),
        "rows": rows,
    }


def _rows_below(folder: Path) -> int:
    return sum(pq.read_metadata(path).num_rows for path in folder.rglob("*.parquet"))

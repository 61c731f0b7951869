"""The folder of an archive: what stands in it while it is made, how a run goes on from another, and when it is done."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from knell.archive.files import read_json, settled, whole, write_json
from knell.archive.mark import KIND, MARK, mark_of
from knell.archive.pieces import Piece, program
from knell.archive.tables import TABLES
from knell.model import Problem

_SUMMARY = "summary.json"
_PROBLEMS = "problems.jsonl"
_OURS = tuple(table.name for table in TABLES)
_WORK = ".work"
_EASTERNMOST = 14


class NotAnArchive(Exception):
    """A folder that holds something else; nothing was changed in it."""


class InUse(Exception):
    """Another run makes the archive in this folder right now."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder for an archive. ``work`` is what a run leaves to the next, and is gone when all is done."""

    path: Path

    @property
    def work(self) -> Path:
        """Where a run keeps what is not done yet."""
        return self.path / _WORK

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else works in the folder meanwhile. Raises ``NotAnArchive``, ``InUse`` or ``OSError``."""
        if self.path.exists() and not self.path.is_dir():
            raise NotAnArchive("this is a file; give a folder that is not there yet, or an archive of knell")
        if self.path.exists() and any(self.path.iterdir()) and not self._is_known():
            raise NotAnArchive("this folder holds something else; give one that is empty or not there yet")
        there = self.path.exists()
        self.work.mkdir(parents=True, exist_ok=True)
        with (self.work / "lock").open("a") as lock:
            _lock(lock.fileno())
            try:
                yield
            finally:
                if not any(one.name != "lock" for one in self.work.iterdir()):
                    shutil.rmtree(self.work)
                    if not there and not any(self.path.iterdir()):
                        self.path.rmdir()

    def _is_known(self) -> bool:
        lone = [one.name for one in self.path.iterdir()] == [_WORK]
        return lone or any(mark_of(one) is not None for one in (self.path, self.work))

    def made_by(self) -> str | None:
        """The mark of the program that made the archive that stands here; None where there is none."""
        mark = mark_of(self.path)
        return None if mark is None else mark.get("program")

    def today(self) -> date:
        """The last day that is believed: that of the run this one goes on from, or of the archive that stands here."""
        for mark in (mark_of(self.work), mark_of(self.path)):
            if mark is not None and mark.get("program") == program():
                return date.fromisoformat(mark["today"])
        return (datetime.now(UTC) + timedelta(hours=_EASTERNMOST)).date()

    def begin(self, today: date) -> None:
        """Note what the next run must know, should this one be killed."""
        write_json(self.work / MARK, {"kind": KIND, "program": program(), "today": today.isoformat()})

    def summary_of(self, print_: str) -> Mapping[str, Any] | None:
        """The summary of the archive that stands here, where it was made of just this."""
        mark = mark_of(self.path)
        if mark is None or mark.get("made_of") != print_:
            return None
        found = read_json(self.path / _SUMMARY)
        return found if isinstance(found, dict) else None

    def finish(
        self, print_: str, today: date, tables: Path, summary: Mapping[str, Any], problems: Iterable[Problem]
    ) -> None:
        """Put the tables in place of those that stand here; the mark goes first and comes last."""
        (self.path / MARK).unlink(missing_ok=True)
        for name in _OURS:
            if (self.path / name).is_dir():
                shutil.rmtree(self.path / name)
        for made in sorted(tables.iterdir()):
            made.rename(self.path / made.name)
        with whole(self.path / _PROBLEMS) as hidden:
            told = ({"code": one.code, "message": one.message} for one in problems)
            hidden.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
        write_json(self.path / _SUMMARY, summary)
        mark = {"kind": KIND, "program": program(), "today": today.isoformat(), "made_of": print_}
        write_json(self.path / MARK, mark)
        settled(self.path)
        for one in list(self.work.iterdir()):
            if one.name != "lock":
                shutil.rmtree(one) if one.is_dir() else one.unlink()


def fingerprint(pieces: Iterable[Piece], options: Iterable[object]) -> str:
    """A mark of all that makes a difference to an archive."""
    known = (program(), sorted({piece.key for piece in pieces}), *options)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:24]


def _lock(number: int) -> None:
    """Take the lock of an open file until it is closed; where the system has none, nobody is kept out."""
    if os.name != "posix":
        return
    import fcntl

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InUse("another knell makes the archive in this folder; wait until it is done") from None

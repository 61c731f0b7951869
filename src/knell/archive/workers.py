"""Several processes that each do one long piece of work at a time; one that dies costs what it died of, no more.

A process says how far it is, and notes where it stands before each step. When it dies, the piece is done again: first
as before, and should it die at the same step, without that step. Processes end with the one that started them.
"""

from __future__ import annotations

import mmap
import multiprocessing
import os
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

_NUMBER = struct.Struct("<q")
_TELL_EVERY = 0.2
# A piece that kills so many processes is given up.
_MOST_DEATHS = 25
_BEFORE_ALL = -1


class Watch:
    """Where a process stands in its piece: it notes each step, and says now and then how much is done."""

    def __init__(self, pipe: Connection | None, note: mmap.mmap | None, skip: frozenset[int] = frozenset()) -> None:
        self._pipe, self._note, self._skip = pipe, note, skip
        self._at, self._told = _BEFORE_ALL, 0.0

    def step(self) -> bool:
        """The next step begins; False where it is to be left out, as a process died of it."""
        self._at += 1
        if self._note is not None:
            _NUMBER.pack_into(self._note, 0, self._at)
        if self._pipe is not None and (now := time.monotonic()) - self._told >= _TELL_EVERY:
            self._told = now
            self._pipe.send(Going(self._at))
        return self._at not in self._skip


# Does a piece of work, with a watch on it; must be picklable.
Work = Callable[[A, Watch], B]


@dataclass(frozen=True, slots=True)
class Going:
    """A piece is under way: so many steps of it are done."""

    steps: int


@dataclass(frozen=True, slots=True)
class Finished(Generic[A, B]):
    """A piece is done; ``result`` is None where it was given up, ``steps`` are those that were left out."""

    piece: A
    result: B | None
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task(Generic[A]):
    piece: A
    skip: frozenset[int] = frozenset()
    last_death: int | None = None
    deaths: int = 0

    def after_death(self, at: int) -> _Task[A]:
        """The same once more, without the step that a process died of twice."""
        skip = self.skip | {at} if at == self.last_death else self.skip
        return replace(self, skip=skip, last_death=at, deaths=self.deaths + 1)


@dataclass(eq=False, slots=True)
class _Worker(Generic[A]):
    process: BaseProcess
    pipe: Connection
    note: mmap.mmap
    noted: Path
    task: _Task[A] | None = None
    steps: int = 0


@dataclass(slots=True)
class Workers(Generic[A, B]):
    """So many processes for one kind of work; a context manager. ``folder`` holds their notes."""

    work: Work[A, B]
    number: int
    folder: Path
    preload: tuple[str, ...] = ()
    _workers: list[_Worker[A]] = field(default_factory=list)
    _hired: int = 0

    def __enter__(self) -> Workers[A, B]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._dismiss(worker)

    def results(self, pieces: Iterable[A]) -> Iterator[Finished[A, B] | Going]:
        """Each piece as it is finished, in no order, and in between how many steps are done of those under way."""
        source = (_Task(piece) for piece in pieces)
        again: list[_Task[A]] = []
        while True:
            while len(self._workers) < self.number or any(worker.task is None for worker in self._workers):
                task = again.pop() if again else next(source, None)
                if task is None:
                    break
                self._give(task)
            busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
            if not busy:
                return
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                task = worker.task
                assert task is not None
                try:
                    said = worker.pipe.recv()
                except (EOFError, ConnectionResetError):
                    (at,) = _NUMBER.unpack_from(worker.note, 0)
                    self._dismiss(worker)
                    if task.deaths + 1 >= _MOST_DEATHS:
                        yield Finished(task.piece, None)
                    else:
                        again.append(task.after_death(at))
                    continue
                if isinstance(said, OSError):
                    raise said
                if isinstance(said, Going):
                    worker.steps = said.steps
                    yield Going(sum(one.steps for one in self._workers))
                else:
                    worker.task, worker.steps = None, 0
                    yield Finished(task.piece, said, tuple(sorted(task.skip)))

    def _give(self, task: _Task[A]) -> None:
        worker = next((one for one in self._workers if one.task is None), None) or self._hire()
        worker.task, worker.steps = task, 0
        _NUMBER.pack_into(worker.note, 0, _BEFORE_ALL)
        try:
            worker.pipe.send((task.piece, task.skip))
        except (BrokenPipeError, ConnectionResetError):
            # It died while it was idle; receiving finds that out.
            return

    def _hire(self) -> _Worker[A]:
        context: Any = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        if sys.platform == "linux" and self.preload:
            context.set_forkserver_preload(list(self.preload))
        self._hired += 1
        path = self.folder / f".at-{self._hired}"
        path.write_bytes(_NUMBER.pack(_BEFORE_ALL))
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, path, self.work), daemon=True)
        process.start()
        theirs.close()
        worker: _Worker[A] = _Worker(process, ours, _opened(path), path)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: _Worker[A]) -> None:
        """What a process has not finished is done again: it is ended at once."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        worker.note.close()
        worker.noted.unlink(missing_ok=True)


def _opened(path: Path) -> mmap.mmap:
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), _NUMBER.size)


def _serve(pipe: Connection, note: Path, work: Work[Any, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    at = _opened(note)
    while True:
        try:
            piece, skip = pipe.recv()
            pipe.send(work(piece, Watch(pipe, at, skip)))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return
        except OSError as error:
            # A full disk is no fault of a page.
            pipe.send(error)
        except Exception:
            if os.environ.get("KNELL_DEBUG"):
                traceback.print_exc()
            os._exit(1)

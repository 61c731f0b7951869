"""Several processes that do one job each on many items, and give the results in the order of the items.

A process that dies (out of memory, a crash in a library) costs the one item that killed it, and nothing else. The
processes end with the one that started them, however that ends.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

# Forking shares what is loaded already; elsewhere than on Linux, system libraries do not bear it.
_CONTEXT: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
# How many chunks for each worker may wait for an earlier one: bounds the memory that order costs.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Died:
    """Stands for the result of an item that ended the process working on it."""


@dataclass(eq=False, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


class Pool(Generic[A, B]):
    """Workers for one job; a context manager."""

    def __init__(self, job: Callable[[A], B], workers: int) -> None:
        self._job = job
        self._workers: list[_Worker] = []
        for _ in range(workers):
            self._hire()

    def __enter__(self) -> Pool[A, B]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._dismiss(worker)

    def results(self, chunks: Iterable[Sequence[A]]) -> Iterator[list[B | Died]]:
        """The results of each chunk, in the order of the chunks. Chunks are taken only as workers get free."""
        source = enumerate(chunks)
        busy: dict[Connection, tuple[_Worker, int, Sequence[A]]] = {}
        done: dict[int, list[B | Died]] = {}
        idle, told, exhausted = list(self._workers), 0, False
        while True:
            while idle and not exhausted and len(busy) + len(done) < _AHEAD * len(self._workers):
                number, chunk = next(source, (-1, ()))
                exhausted = number < 0
                if not exhausted:
                    worker = idle.pop()
                    # Should it have died while it was idle, receiving finds that out.
                    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                        worker.pipe.send(chunk)
                    busy[worker.pipe] = (worker, number, chunk)
            if told in done:
                yield done.pop(told)
                told += 1
            elif not busy:
                return
            else:
                for pipe in [pipe for pipe in wait(list(busy)) if isinstance(pipe, Connection)]:
                    worker, number, chunk = busy.pop(pipe)
                    worker, done[number] = self._receive(worker, chunk)
                    idle.append(worker)

    def _receive(self, worker: _Worker, chunk: Sequence[A]) -> tuple[_Worker, list[B | Died]]:
        try:
            found: list[B | Died] = worker.pipe.recv()
            return worker, found
        except (EOFError, ConnectionResetError):
            self._dismiss(worker)
            return self._one_by_one(chunk)

    def _one_by_one(self, chunk: Sequence[A]) -> tuple[_Worker, list[B | Died]]:
        """A worker died over these: find out over which, and do the others."""
        found: list[B | Died] = []
        worker = self._hire()
        for item in chunk:
            try:
                worker.pipe.send([item])
                found += worker.pipe.recv()
            except (EOFError, ConnectionResetError, BrokenPipeError):
                found.append(Died())
                self._dismiss(worker)
                worker = self._hire()
        return worker, found

    def _hire(self) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        # A forked worker holds copies of our ends; were they not closed, none would notice that we are gone.
        held = [worker.pipe for worker in self._workers] + [ours] if _CONTEXT.get_start_method() == "fork" else []
        process = _CONTEXT.Process(target=_work, args=(theirs, self._job, held), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> None:
        """Workers hold nothing that could be lost: they are ended at once."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


def _work(pipe: Connection, job: Callable[[Any], Any], held: Sequence[Connection]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in held:
        other.close()
    while True:
        try:
            chunk = pipe.recv()
            pipe.send([job(item) for item in chunk])
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return

"""An open database: connections that read, each at one moment, and connections that write, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import local
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine

from knell.record.errors import RecordError, one_clear_line

T = TypeVar("T")


@dataclass(slots=True)
class _Held:
    """A moment that a thread holds: what reads it, what was asked of it once, what is to be written after it."""

    connection: Connection
    answers: dict[str, Any] = field(default_factory=dict)
    after: list[Callable[[Connection], object]] = field(default_factory=list)


class Database:
    """An open record: ``name`` is how messages call it, without a password."""

    def __init__(self, engine: Engine, name: str, writable: bool) -> None:
        self.engine = engine
        self.name = name
        self.writable = writable
        self._of_thread = local()

    @property
    def _held(self) -> _Held | None:
        return getattr(self._of_thread, "held", None)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the record until it is closed; in ``held`` that of all of it."""
        held = self._held
        with one_clear_line(self.name):
            if held is not None:
                yield held.connection
                return
            with self.engine.connect() as connection:
                yield connection

    @contextmanager
    def held(self) -> Iterator[None]:
        """All that this thread reads in it is as of one moment and one transaction, whoever writes meanwhile."""
        if self._held is not None:
            yield
            return
        with self.reading() as connection:
            self._of_thread.held = held = _Held(connection)
            try:
                yield
            finally:
                self._of_thread.held = None
                # The moment is given back first: who waits to write must hold none.
                connection.close()
                for write in held.after:
                    self.afterwards(write)

    def once(self, name: str, ask: Callable[[], T]) -> T:
        """What ``ask`` gives; in ``held`` it is asked once, for it would be the same again."""
        if (held := self._held) is None:
            return ask()
        if name not in held.answers:
            held.answers[name] = ask()
        return cast(T, held.answers[name])

    def afterwards(self, write: Callable[[Connection], object]) -> None:
        """Write in a transaction of its own: now, or as soon as the moment is over that this thread holds."""
        if (held := self._held) is not None:
            held.after.append(write)
            return
        with self.writing() as connection:
            write(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all that is done in it is kept, or nothing. Writers wait for each other."""
        if self._held is not None:
            # What is read behind it would be as it was before it.
            raise RecordError(f"{self.name}: nothing is written while one moment of it is held")
        if not self.writable:
            raise RecordError(f"{self.name}: cannot be written: the file or its folder is read-only")
        with one_clear_line(self.name), self.engine.connect() as connection:
            writer = connection.execution_options(knell_write=True)
            with writer.begin():
                yield writer

    def close(self) -> None:
        """Give back the connections; SQLite then folds its side files into the record."""
        self.engine.dispose()

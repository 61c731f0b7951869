"""Inputs cut into pieces of work, each known by what it is: a piece that was read before need not be read again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import knell
from knell.archive.mark import is_inside, mark_of
from knell.archive.pages import TABLES, groups_at
from knell.model import Problem
from knell.reports import Stretch, files, stretches

# A file is cut after so many bytes, and small ones go together up to as many: what a piece holds must not hang on how
# many processes there are. Some fifty pieces make a gigabyte.
_SIZE = 20_000_000
_SMALL = 1_000_000
# Small files go together up to one whose name says so: a file more or less changes one piece, not all behind it.
_TOGETHER = 16
_PROGRAM = (".py", ".toml", ".bin")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one process reads at a time: stretches of files. ``key`` is made from what they are, ``size`` in bytes."""

    key: str
    stretches: tuple[Stretch, ...]
    size: int


def pieces(inputs: Iterable[str], also: Iterable[object] = ()) -> Iterator[Piece | Problem]:
    """All inputs in pieces, in order; ``also`` is whatever else makes a difference to what is read of them."""
    made = hashlib.sha256(repr((program(), *also)).encode()).hexdigest()
    together: list[tuple[Path, os.stat_result]] = []
    is_inside.cache_clear()
    for path in _files(list(dict.fromkeys(inputs))):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            state = path.stat()
            if state.st_size >= _SMALL:
                yield from _of_big(path, state, made)
                continue
        except OSError as error:
            yield Problem("unreadable_file", f"{path}: it could not be read ({error.strerror})")
            continue
        together.append((path, state))
        if _is_last(path) or sum(one.st_size for _, one in together) >= _SIZE:
            yield _of_small(together, made)
            together = []
    if together:
        yield _of_small(together, made)


def _files(inputs: list[str]) -> Iterator[Path | Problem]:
    """All files in the inputs, without what knell made of such."""
    mine = {one for one in inputs if mark_of(Path(one)) is not None}
    for one in sorted(mine):
        words = "this is an archive of knell, and none can be made of another; give what this one was made of"
        yield Problem("unsupported_format", f"{one}: {words}")
    for path in files([one for one in inputs if one not in mine], TABLES):
        if isinstance(path, Problem) or not is_inside(Path(os.path.abspath(path)).parent):
            yield path


@cache
def program() -> str:
    """A mark of this program: another version may read the same otherwise."""
    found = hashlib.sha256()
    root = Path(knell.__file__).parent
    for path in sorted(one for one in root.rglob("*") if one.suffix in _PROGRAM):
        found.update(f"{path.relative_to(root)}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _of_big(path: Path, state: os.stat_result, made: str) -> Iterator[Piece]:
    for one in _of_table(os.fspath(path)) if path.name.lower().endswith(TABLES) else stretches(path, _SIZE):
        end = state.st_size if one.end is None else one.end
        yield Piece(_key(made, [(path, state)], one.start, one.end), (one,), end - one.start)


def _of_table(path: str) -> list[Stretch]:
    """Groups of rows that lie together; a broken file is a piece, so that whoever reads it says so."""
    import pyarrow as pa

    try:
        starts = groups_at(path)
    except (OSError, pa.ArrowException):
        starts = []
    places, due = list[int](), _SIZE
    for start in starts:
        if start >= due:
            places.append(start)
            due = start + _SIZE
    return [Stretch(path, start, end) for start, end in zip([0, *places], [*places, None], strict=True)]


def _of_small(together: list[tuple[Path, os.stat_result]], made: str) -> Piece:
    size = sum(state.st_size for _, state in together)
    return Piece(_key(made, together), tuple(Stretch(os.fspath(path)) for path, _ in together), size)


def key_of(*known: object) -> str:
    """The key of a piece that is no file of this machine: made of what is known of it, and of this program."""
    return hashlib.sha256(repr((program(), known)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _key(made: str, held: list[tuple[Path, os.stat_result]], *where: object) -> str:
    known = [(os.path.abspath(path), state.st_size, state.st_mtime_ns) for path, state in held]
    return hashlib.sha256(repr((made, known, where)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _is_last(path: Path) -> bool:
    return hashlib.sha256(os.fsencode(path.name)).digest()[0] % _TOGETHER == 0

"""Files that are either there and whole, or not there: after kill -9 and after the power went."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_SIGNS = re.compile(r"[*?\[]")
_BUFFER = 1 << 16


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name to write to; once the block is through, all that was written stands under ``path``."""
    hidden = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield hidden
        settled(hidden)
        hidden.replace(path)
        settled(path.parent)
    finally:
        hidden.unlink(missing_ok=True)


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON, its keys in order."""
    with whole(path) as hidden:
        hidden.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_json(path: Path) -> Any:
    """The value in a file of JSON; None where there is none, or it is broken."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def settled(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    if os.name != "posix" and path.is_dir():
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def emptied(folder: Path, keep: Callable[[Path], bool]) -> None:
    """Remove the files of a folder that are not to be kept."""
    for path in folder.iterdir():
        if path.is_file() and not keep(path):
            path.unlink()


def quoted(path: Path) -> str:
    """A path as it stands in SQL."""
    words = str(path).replace("'", "''")
    return f"'{words}'"


def found(path: Path) -> str:
    """A path as it stands in SQL where files are looked for: it stands for itself, whatever signs are in it."""
    return quoted(Path(_SIGNS.sub(r"[\g<0>]", str(path))))


def streamed(path: Path) -> pq.ParquetFile:
    """A Parquet file whose batches can be gone through in little memory: otherwise all that was read stays."""
    import pyarrow.parquet as pq

    return pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False)

"""Write evidence as a folder of files: all of it or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from knell.record.errors import RecordError
from knell.record.evidence import names
from knell.record.evidence.files import Files, sums


def write_folder(parts: Iterable[Files], folder: str | os.PathLike[str]) -> list[str]:
    """Write files, a part at a time, into a folder that is not there or is empty; gives their names, in order.

    A list of their hashes goes with them, where they bring none.
    """
    place = Path(folder)
    try:
        return _write(place, parts)
    except OSError as error:
        raise RecordError(f"{place}: cannot be written: {error.strerror or error}") from None


def _write(place: Path, parts: Iterable[Files]) -> list[str]:
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise RecordError(f"{place}: is not a folder; give the name of a new one")
    if place.is_dir() and any(place.iterdir()):
        raise RecordError(f"{place}: is not empty; give the name of a new folder")
    within = place.absolute().parent
    if not within.is_dir():
        raise RecordError(f"{place}: the folder {within} does not exist; make it first")
    # Written beside it first: a folder of evidence is whole, or not there.
    made = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=within))
    try:
        hashes: dict[str, str] = {}
        for files in parts:
            for name, content in files.items():
                (made / name).parent.mkdir(exist_ok=True)
                (made / name).write_bytes(content)
                hashes[name] = hashlib.sha256(content).hexdigest()
        if names.SUMS not in hashes:
            (made / names.SUMS).write_bytes(sums(hashes))
        made.chmod(0o755)
        if place.is_dir():
            place.rmdir()
        made.rename(place)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return sorted({*hashes, names.SUMS})

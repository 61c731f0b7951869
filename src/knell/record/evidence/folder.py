"""Write evidence as a folder of files: all of it or nothing, and the same bytes for the same record."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from knell.record.errors import RecordError
from knell.record.evidence import names
from knell.record.evidence.gather import Evidence
from knell.record.evidence.metadata import metadata
from knell.record.evidence.page import page
from knell.record.evidence.plain import plain
from knell.record.evidence.spans import Ruler, encoded
from knell.record.evidence.statement import statement

Files = dict[str, bytes]


def write_folder(found: Iterable[Evidence], folder: str | os.PathLike[str], several: str | None = None) -> list[str]:
    """Write evidence into a folder that is not there or is empty; gives the names of the files, in order.

    ``several`` says what the reports tell of; each then has a folder of its own in there, beside a list of them.
    """
    place = Path(folder)
    try:
        return _write(place, _of_several(found, several) if several is not None else map(files_of, found))
    except OSError as error:
        raise RecordError(f"{place}: cannot be written: {error.strerror or error}") from None


def files_of(evidence: Evidence) -> Files:
    """The files about one report, by name."""
    report, ruler = evidence.report, Ruler(evidence.report.text)
    files: Files = {}
    original = None
    if evidence.raw is not None:
        original = names.original(report, evidence.captures, evidence.raw)
        files[original] = evidence.raw
    for number, exchange in enumerate(evidence.exchanges, 1):
        if exchange.content is not None:
            files[names.exchange(number)] = exchange.content
    files[names.TEXT] = encoded(report.text)
    spots = [spot for claim in evidence.claims for spot in ruler.spots(claim)]
    files[names.MARKED] = page(report.title or report.id, report.text, spots).encode("utf-8")
    files[names.METADATA] = metadata(evidence, ruler, original).encode("utf-8")
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files[names.STATEMENT] = statement(evidence, ruler, hashes, original).encode("utf-8")
    return files | {names.SUMS: _sums({name: hashlib.sha256(content).hexdigest() for name, content in files.items()})}


def _of_several(found: Iterable[Evidence], what: str) -> Iterator[Files]:
    """The files about each report, in folders that are numbered, and a list of them."""
    lines = ["EVIDENCE FOR ALL CLAIMS ABOUT ONE EVENT", "", plain(what), ""]
    lines += ["Each folder is of one report; its statement.txt says how to check it.", ""]
    for number, evidence in enumerate(found, 1):
        folder = f"{number:04}"
        yield {f"{folder}/{name}": content for name, content in files_of(evidence).items()}
        report = evidence.report
        told = ", ".join(plain(words) for words in (str(report.published or ""), report.outlet, report.title) if words)
        lines.append(f"{folder}  {told or plain(report.id)}")
        lines += [f"      {claim.id}  {claim.outcome.value}  »{plain(claim.quote)}«" for claim in evidence.claims]
    lines += ["", f"To check all files at once: sha256sum -c {names.SUMS}"]
    yield {names.STATEMENT: ("\n".join(lines) + "\n").encode("utf-8")}


def _sums(hashes: Mapping[str, str]) -> bytes:
    """The list of hashes that ``sha256sum -c`` reads."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode("ascii")


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
            (made / names.SUMS).write_bytes(_sums(hashes))
        made.chmod(0o755)
        if place.is_dir():
            place.rmdir()
        made.rename(place)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return sorted({*hashes, names.SUMS})

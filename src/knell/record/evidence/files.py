"""The files of a folder of evidence: the same bytes for the same record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from knell.record.evidence import names
from knell.record.evidence.gather import Evidence
from knell.record.evidence.metadata import metadata
from knell.record.evidence.page import page
from knell.record.evidence.spans import Ruler, encoded
from knell.record.evidence.statement import statement

Files = dict[str, bytes]


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
    return files | {names.SUMS: sums({name: hashlib.sha256(content).hexdigest() for name, content in files.items()})}


def sums(hashes: Mapping[str, str]) -> bytes:
    """The list of hashes that ``sha256sum -c`` reads."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode("ascii")

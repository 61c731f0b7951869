"""Read a report again: a claim that its text does not bear out shows, even where all hashes were made anew."""

from __future__ import annotations

from knell.model import Extraction
from knell.record.audit.findings import Audit
from knell.record.audit.reading import told
from knell.record.report_rows import READ_BY

# Made of the cells of a list by a map that a person wrote, not read by rules.
_IMPORTED = "row"


def read_again(audit: Audit, kept: Extraction, read_by: str | None) -> None:
    """Compare what is kept with what this knell reads in the same text; that it reads otherwise is no fault."""
    from knell.extraction import extract

    report = kept.report
    if report.extractor.partition(" ")[0] == _IMPORTED:
        audit.skipped("that claims follow from the text: they were imported, by a map", report.id)
        return
    try:
        again = extract(report)
    except Exception as error:
        audit.skipped(f"that claims follow from the text: reading it ends in {told(error)}", report.id)
        return
    if _said(again) == _said(kept):
        audit.counts["read again"] += 1
        return
    mine, theirs = {claim.id for claim in again.claims}, {claim.id for claim in kept.claims}
    words = f"{report.id} ({len(theirs - mine)} claims not read again, {len(mine - theirs)} new)"
    version = "a version with the same name" if read_by == READ_BY else read_by or "an older knell"
    audit.skipped(f"that claims follow from the text: {READ_BY} reads otherwise than {version} did", words)


def _said(extraction: Extraction) -> tuple[object, ...]:
    return (
        extraction.claims,
        extraction.events,
        extraction.findings,
        extraction.commemorations,
        extraction.retrospective,
    )

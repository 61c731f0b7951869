"""Whether what a report says stands in its stored text where it is said to stand."""

from __future__ import annotations

from collections.abc import Iterator

from knell.model import Extraction
from knell.record.audit.findings import Audit

_LONGEST = 40
# A stretch of text: what it is, where it is said to be, and its words.
Stretch = tuple[str, int, int, str]


def check_words(audit: Audit, extraction: Extraction) -> None:
    """Compare every quote, cited source and perpetrator with the text at its offsets."""
    report = extraction.report
    for name, start, end, words in _stretches(extraction):
        if not 0 <= start <= end <= len(report.text):
            audit.fault("words", f"{start}-{end} is not in the text, which ends at {len(report.text)}", name, report.id)
        elif report.text[start:end] != words:
            found = f"the text has {shortened(report.text[start:end])} at {start}-{end}, not {shortened(words)}"
            audit.fault("words", found, name, report.id)
    for part in report.parts:
        if not 0 <= part.start <= part.end <= len(report.text):
            audit.fault("words", f"{part.start}-{part.end} is not in the text", f"part {part.kind}", report.id)


def _stretches(extraction: Extraction) -> Iterator[Stretch]:
    for claim in extraction.claims:
        name = f"claim {claim.id}"
        yield f"{name}, quote", claim.start, claim.end, claim.quote
        if cited := claim.cited:
            yield f"{name}, cited", cited.start, cited.end, cited.text
        if by := claim.perpetrator:
            yield f"{name}, perpetrator", by.start, by.end, by.text
    for number, finding in enumerate(extraction.findings):
        yield f"finding {number}", finding.start, finding.end, finding.quote
    for number, day in enumerate(extraction.commemorations):
        yield f"commemoration {number}", day.start, day.end, day.quote


def difference(one: str, other: str) -> str:
    """Where two texts part, in words."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"from character {at} on, kept {shortened(one[at:])}, made again {shortened(other[at:])}"


def shortened(words: str) -> str:
    """Words as they may stand in a message."""
    return repr(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")

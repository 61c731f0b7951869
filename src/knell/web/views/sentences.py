"""The sentence that a claim stands in, with its words marked."""

from __future__ import annotations

from knell.languages import available, load
from knell.model import Claim
from knell.text import split
from knell.web.views.marking import Mark, Stretch, marked

# A sentence that is longer is shown from here before its claim to here behind it.
_AROUND = 320


def claim_marks(claim: Claim, number: int | None = None) -> list[Mark]:
    """The words of a claim, of whom it cites and of whom it blames."""
    called = "" if number is None else f"claim {number:,}: "
    marks = [Mark(claim.start, claim.end, "claim", claim.id, f"{called}{claim.outcome.value}")]
    if claim.cited is not None:
        marks.append(Mark(claim.cited.start, claim.cited.end, "cited", claim.id, "who says so"))
    if claim.perpetrator is not None:
        marks.append(Mark(claim.perpetrator.start, claim.perpetrator.end, "perpetrator", claim.id, "who did it"))
    return marks


def sentence(text: str, language: str | None, claim: Claim) -> list[Stretch]:
    """What stands around a claim in its report's text, up to where its sentence begins and ends."""
    start, end = _around(text, language, claim.start, claim.end)
    blocks = marked(text, claim_marks(claim), start=start, end=end)
    return [stretch for block in blocks for stretch in block.stretches]


def _around(text: str, language: str | None, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if language not in available() or language is None:
        return _lines(text, first, start, end, last)
    within = split(text, load(language), first, last)
    touched = [one for one in within if one.start < end and start < one.end]
    if not touched:
        return start, end
    return min(start, touched[0].start), max(end, touched[-1].end)


def _lines(text: str, first: int, start: int, end: int, last: int) -> tuple[int, int]:
    """The lines, where nothing is known of the language's sentences."""
    before, after = text.rfind("\n", first, start), text.find("\n", end, last)
    return (first if before < 0 else before + 1), (last if after < 0 else after)

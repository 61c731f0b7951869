"""How far the review of an event is: what its evidence was when a person called it reviewed, and what it is now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from knell.model import Claim, Figure, Outcome
from knell.record.claim_changes import values_of
from knell.record.stored import written


def evidence_of(claims: Iterable[Claim], figures: Mapping[Outcome, Figure]) -> str:
    """A hash of the claims that count and of the figures: when it is another than at a review, that is outdated.

    ``events.evidence`` holds it for each event, ``events.reviewed`` what it was at the last review that holds.
    """
    said = sorted((claim.id, claim.start, claim.end, written(values_of(claim))) for claim in claims)
    made = sorted(
        (outcome.value, figure.range.low, figure.range.best, figure.range.high) for outcome, figure in figures.items()
    )
    return hashlib.sha256(written([said, made]).encode("ascii")).hexdigest()

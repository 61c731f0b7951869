"""What a coding rule reads: a claim together with what must be known of the report that made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knell.model import Claim


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, who published it when, and the source group it rests on.

    ``group`` is the key of a source group of the event; two statements of one group are not independent.
    ``reliability`` is what a reviewer gave the source (higher is better), None when nobody did; ``authors`` are those
    whom the report names.
    """

    claim: Claim
    report: str
    group: str
    published: date | None = None
    outlet: str | None = None
    reliability: float | None = None
    authors: tuple[str, ...] = ()

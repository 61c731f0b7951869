"""How an address stands after it was asked."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from knell.model import Report
from knell.record import Visit
from knell.reports import Got, Missed, State


def after_miss(visit: Visit, answer: Missed) -> Visit:
    """How an address stands that gave nothing; what was known of its last answer is kept."""
    in_vain = answer.state is not State.UNCHANGED
    return replace(
        visit,
        state=answer.state,
        reason=answer.reason,
        attempts=visit.attempts + answer.attempts if in_vain else 0,
        tried=answer.at,
        not_before=answer.not_before,
    )


def words_of(report: Report) -> str:
    """A hash of what a report says: a page that only looks different today says the same."""
    return hashlib.sha256(f"{report.title or ''}\n{report.text}".encode("utf-8", "surrogatepass")).hexdigest()


def after_answer(visit: Visit, answer: Got, state: State, reason: str = "", *, remember: bool = True) -> Visit:
    """How an address stands that gave bytes. How to ask for changes alone is remembered only where they were read."""
    well = remember and state is State.FETCHED
    return replace(
        visit,
        state=state,
        reason=reason,
        attempts=0,
        tried=answer.last.at,
        not_before=None,
        etag=answer.last.header("etag") if well else None,
        last_modified=answer.last.header("last-modified") if well else None,
        sha256=hashlib.sha256(answer.content).hexdigest(),
        leads_on=False,
    )

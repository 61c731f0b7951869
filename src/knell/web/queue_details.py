"""What a queue shows of its events beyond a row: the claims that are unsure, what changed since a review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knell.model import Claim
from knell.record import UNSURE_BELOW, Decision, Queue, Record
from knell.web.decided import Change, words

_MOST_CLAIMS = 5


@dataclass(frozen=True, slots=True)
class Details:
    """``claims`` are those to be looked at (the first few, of ``total``), ``changes`` the figures before and now."""

    claims: tuple[Claim, ...] = ()
    total: int = 0
    changes: tuple[Change, ...] = ()
    reviewed: Decision | None = None


def details(record: Record, queue: Queue, keys: Iterable[str]) -> dict[str, Details]:
    """By event; only for queues that show more than a row."""
    if queue is Queue.UNSURE:
        return {key: _unsure(record, key) for key in keys}
    if queue is Queue.CHANGED:
        return {key: _changed(record, key) for key in keys}
    return {}


def _unsure(record: Record, event: str) -> Details:
    """The undecided claims of an event that were read with little confidence, the least sure first."""
    states = record.claim_states(record.event(event).claims)
    found = [one.claim for one in states.values() if one.status == "unreviewed" and one.claim.confidence < UNSURE_BELOW]
    found.sort(key=lambda claim: (claim.confidence, claim.id))
    return Details(tuple(found[:_MOST_CLAIMS]), len(found))


def _changed(record: Record, event: str) -> Details:
    """Claims that came since the last review, and figures as they were then and are now."""
    reviewed = next((one for one in record.history(event=event) if one.kind == "reviewed" and not one.undone_by), None)
    if reviewed is None:
        return Details()
    before = set(reviewed.new.get("claims", ()))
    new = [claim for claim in record.claims(event) if claim.id not in before] if before else []
    return Details(tuple(new[:_MOST_CLAIMS]), len(new), _figures(record, event, reviewed), reviewed)


def _figures(record: Record, event: str, reviewed: Decision) -> tuple[Change, ...]:
    was = reviewed.new.get("figures", {})
    now = {
        outcome.value: {"low": one.low, "best": one.best, "high": one.high}
        for outcome, one in record.event(event).event.figures.items()
    }
    return tuple(
        Change(name, words(was.get(name)), words(now.get(name)))
        for name in dict.fromkeys([*was, *now])
        if was and was.get(name) != now.get(name)
    )

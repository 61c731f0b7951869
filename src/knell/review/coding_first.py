"""What people decided in the record, as answers: the first of the codings that are compared."""

from __future__ import annotations

from collections.abc import Collection

from knell.record import ClaimState, ClaimStatus, Codings, First, Kind, Missing, Record
from knell.review.coding_fields import NO, VERDICT, Answer, answers_of, answers_of_event


def answers_of_state(state: ClaimState) -> dict[str, Answer]:
    """What holds of a claim, as answers."""
    return {VERDICT.name: NO} if state.status is ClaimStatus.REJECTED else answers_of(state.claim)


def first_codings(record: Record, claims: Collection[str]) -> dict[str, First]:
    """What people decided of claims, each with who did last; nothing for those that nobody decided about.

    What was settled between codings is none of them: it knows them.
    """
    settled = {one.decision for one in Codings(record).settled() if one.decision is not None}
    return {
        claim: First(answers_of_state(state), state.decided.by)
        for claim, state in record.claim_states(claims).items()
        if state.decided is not None and state.decided.number not in settled and state.original is not None
    }


def first_coding_of_event(record: Record, event: str) -> First | None:
    """What people decided of when and where an event was; None where nobody did."""
    settled = {one.decision for one in Codings(record).settled(event)}
    said = [one for one in record.history(event=event) if one.kind is Kind.DESCRIBE and one.undone_by is None]
    if not said or said[0].number in settled:
        return None
    try:
        return First(answers_of_event(record.event(event).event), said[0].by)
    except Missing:
        return None


def deciders(record: Record, event: str) -> frozenset[str]:
    """Who has decided anything about an event or its claims, and who has settled anything about it."""
    decided = {one.by for one in record.history(event=event)}
    return frozenset(decided | {one.by for one in Codings(record).settled(event)})

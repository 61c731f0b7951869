"""What people decided about claims, as pages ask for it."""

from __future__ import annotations

from knell.record import ClaimState, ClaimStatus

__all__ = ["ClaimState", "status_of"]


def status_of(state: ClaimState | None) -> str:
    """How a claim stands; one about which nothing is known is unreviewed."""
    return (ClaimStatus.UNREVIEWED if state is None else state.status).value

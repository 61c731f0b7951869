"""What people decided about claims, as pages ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knell.record import Record

UNREVIEWED = "unreviewed"


def states(record: Record, claims: Iterable[str]) -> Mapping[str, Any]:
    """What holds of each claim, by its id."""
    asked = getattr(record, "claim_states", None)
    found: Mapping[str, Any] = asked(list(claims)) if asked is not None else {}
    return found


def status_of(state: Any) -> str:
    """How a claim stands; one about which nothing is known is unreviewed."""
    status = UNREVIEWED if state is None else state.status
    return str(getattr(status, "value", status))

"""What people decided in the record, as answers: the first of the codings that are compared."""

from __future__ import annotations

from collections.abc import Collection

from knell.record import First, Record


def first_codings(record: Record, claims: Collection[str]) -> dict[str, First]:
    """What people decided of claims, each with who did last; nothing for those that nobody decided about."""
    return {}


def first_coding_of_event(record: Record, event: str) -> First | None:
    """What people decided of when and where an event was."""
    return None


def deciders(record: Record, event: str, claims: Collection[str]) -> frozenset[str]:
    """Who has decided anything about an event or about any of these claims."""
    return frozenset(one.by for claim in claims for one in record.decisions(claim))

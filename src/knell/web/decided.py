"""A decision in words: what was done, and each value before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knell.record import Decision
from knell.web.claim_fields import label

_DONE = {
    "place": "placed a claim with an event",
    "apart": "kept a claim apart from an event",
    "free": "left a claim to where the reports put it",
    "accept": "accepted a claim",
    "reject": "rejected a claim",
    "correct": "corrected a claim",
    "add": "added a claim",
    "move": "moved a claim to another event",
    "copy": "marked a report as a copy",
    "original": "marked a report as an original",
    "figure": "set a figure by hand",
    "clear": "took a figure set by hand away",
    "describe": "described an event",
    "reviewed": "marked an event as reviewed",
    "merge": "merged two events",
    "split": "split an event",
    "undo": "undid a decision",
}
# What the record keeps of a decision to carry it out, told by the rest of it.
_CARRIED_OUT = frozenset({"places", "moves", "evidence", "claims", "figures"})
NOTHING = "nothing"
_LABELS = {
    "best": "Best",
    "status": "State",
    "event": "Event",
    "date_precision": "How exactly the days are known",
    "geonames_id": "Number in GeoNames",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, in words."""

    name: str
    old: str
    new: str


def kind_words(kind: str) -> str:
    """What was done, by the name of a kind of decision."""
    return _DONE.get(str(kind), str(kind).replace("_", " "))


def said_of(decision: Decision) -> str:
    """A decision in a few words: who did what."""
    return f"{decision.by} {kind_words(decision.kind)}"


def changes(decision: Decision) -> list[Change]:
    """The values that a decision changed; those it names without changing them are left out."""
    old, new = decision.old or {}, decision.new or {}
    names = dict.fromkeys([*old, *new])
    return [
        Change(_LABELS.get(name, label(name)), words(old.get(name)), words(new.get(name)))
        for name in names
        if name not in _CARRIED_OUT and old.get(name) != new.get(name)
    ]


def words(value: Any) -> str:
    """A value of a decision as people read it."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Mapping):
        return ", ".join(f"{label(name).lower()} {words(one)}" for name, one in value.items() if one is not None)
    if isinstance(value, list | tuple):
        return ", ".join(words(one) for one in value)
    return str(value)

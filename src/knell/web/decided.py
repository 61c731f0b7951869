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
_CARRIED_OUT = frozenset({"places", "moves", "evidence", "claims", "figures", "into", "of", "start", "end", "quote"})
_DAYS = frozenset({"start", "end"})
NOTHING = "nothing"
_KEY_SHOWN = 8
_LABELS = {
    "best": "Best",
    "status": "State",
    "event": "Event",
    "copy": "Copy",
    "rule": "Rule",
    "name": "Name",
    "start": "First day",
    "end": "Last day",
    "place": "Place",
    "clarity": "Clarity",
    "date_precision": "How exactly the days are known",
}
# In the order in which people read them; what is not named here comes behind.
_ORDER = [
    "status",
    "event",
    "outcome",
    "low",
    "best",
    "high",
    "wording",
    "name",
    "start",
    "end",
    "date_precision",
    "place",
]
_COPY = {True: "a copy", False: "no copy", None: "as the texts have it"}


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after, in words; ``old`` is None where it says only what the decision is about."""

    name: str
    old: str | None
    new: str


def kind_words(kind: str) -> str:
    """What was done, by the name of a kind of decision."""
    return _DONE.get(str(kind), str(kind).replace("_", " "))


def said_of(decision: Decision) -> str:
    """A decision in a few words: who did what."""
    return f"{decision.by} {kind_words(decision.kind)}"


def changes(decision: Decision) -> list[Change]:
    """The values that a decision changed, behind what it is about; what it names without a change is left out."""
    old, new = decision.old or {}, decision.new or {}
    names = sorted(dict.fromkeys([*old, *new]), key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
    changed = [
        Change(_LABELS.get(name, label(name)), _value(name, old.get(name)), _value(name, new.get(name)))
        for name in names
        if (name not in _CARRIED_OUT or _is_day(name, old, new)) and old.get(name) != new.get(name)
    ]
    if "quote" in new or "quote" in old:
        return _added(new if "quote" in new else old)
    return [*_about(decision, old, new), *changed]


def _added(claim: Mapping[str, Any]) -> list[Change]:
    """What an added claim says, or one whose adding was undone; what it leaves open is left out."""
    said = [name for name in [*_ORDER, *claim] if name in claim and name not in _CARRIED_OUT]
    told = [(name, _value(name, claim[name])) for name in dict.fromkeys(said) if _says(claim[name])]
    return [Change("Words", None, str(claim["quote"])), *(Change(label(name), None, value) for name, value in told)]


def _says(value: Any) -> bool:
    return value is not None and value != "" and value is not False


def _about(decision: Decision, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What a decision is about, where the values do not say it."""
    if "copy" in new or "copy" in old:
        return [Change("Reports", None, f"{decision.report} and {new.get('of', old.get('of'))}")]
    if "outcome" in new and new.get("outcome") == old.get("outcome"):
        return [Change("Outcome", None, str(new["outcome"]))]
    if "claims" in new and "evidence" not in new:
        return [Change("Claims", None, f"{len(new['claims']):,}")]
    return []


def _is_day(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a start or an end is a day of an event, and no place in a text."""
    return name in _DAYS and not isinstance(new.get(name, old.get(name)), int)


def _value(name: str, value: Any) -> str:
    """A value in words, by what it is of."""
    if name == "copy":
        return _COPY.get(value, words(value))
    if name == "rule":
        return "by hand" if value is None else str(value)
    if name == "event" and isinstance(value, str):
        return value[:_KEY_SHOWN]
    if name == "place" and isinstance(value, Mapping):
        named = dict.fromkeys(str(value[one]) for one in ("name", "admin1", "country") if value.get(one))
        number = value.get("geonames_id")
        return ", ".join(named) + (f" (GeoNames {number})" if number else "")
    if isinstance(value, Mapping) and set(value) >= {"text", "start", "end"}:
        return str(value["text"])
    return words(value)


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

"""Say in words why a claim was made."""

from __future__ import annotations

from knell.claims.find import Found
from knell.model import Role

_LINKS = {
    "subject": "are the subject of",
    "object": "are the object of",
    "complement": "complete",
    "counted": "are counted by",
    "inverted": "follow, as its subject,",
    "toll": "is the number said of",
    "lives": "are the lives lost by",
    "split": "stand inside",
    "part": "are part of those of",
    "gap": "share, by coordination,",
    "inside": "are described by",
    "restated": "is said again of the toll in focus,",
}


def because(item: Found, role: Role) -> tuple[str, ...]:
    """The rules and words that made the claim, in order: number, predicate, link, weight, role."""
    layers, candidate = item.layers, item.candidate
    group, predication = candidate.group, candidate.predication
    counted = layers.words_of(group.start, group.end)
    said = layers.words_of(predication.start, predication.end)
    count = group.count
    bounds = f"{_open(count.low)} to {_open(count.high)}"
    features = ", ".join(f for f in candidate.features if not f.startswith(("link=", "group=")))
    return (
        f"number: '{counted}' reads {bounds} ({count.wording.value}; {group.kind})",
        f"outcome: '{said}' reports {predication.outcome.value}",
        f"link: '{counted}' {_LINKS[candidate.kind]} '{said}'" + (f" ({features})" if features else ""),
        f"weighed: {item.probability:.2f} sure",
        f"role: {role.value}",
    )


def _open(bound: int | None) -> str:
    return "open" if bound is None else str(bound)

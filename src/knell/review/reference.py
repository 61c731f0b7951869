"""What each right lets a person do, in words; and the table of roles that the documentation shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from knell.review.rights import RIGHTS, Right

MEANINGS: Mapping[Right, str] = MappingProxyType(
    {
        Right.VIEW: "see events, reports, claims, figures and decisions",
        Right.EXPORT: "take them out: original bytes, tables, whole lists by the API",
        Right.CODE: "code blind the events that are assigned",
        Right.DECIDE: "decide about claims: accept, reject, correct, add, move, and undo that",
        Right.SETTLE: "settle events: merge, split, mark copies, set a figure by hand, describe, "
        "mark as reviewed, adjudicate, read how far codings agree, undo what others decided",
        Right.ASSIGN: "assign second codings",
        Right.AUDIT: "read the log",
        Right.PEOPLE: "make accounts, give roles and grants",
    }
)


def rights_table() -> str:
    """Which role brings which right, as a table in Markdown."""
    lines = [f"| right | to | {' | '.join(RIGHTS)} |", f"|---|---|{'---|' * len(RIGHTS)}"]
    for right in Right:
        held = " | ".join("yes" if right in RIGHTS[role] else "" for role in RIGHTS)
        lines.append(f"| `{right.value}` | {MEANINGS[right]} | {held} |")
    return "\n".join(lines) + "\n"

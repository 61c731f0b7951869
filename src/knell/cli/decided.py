"""The claims that people rejected, corrected or added, for ``knell show``: who, when and why, and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from knell.cli.console import cell
from knell.contract import Json, claim_json
from knell.model import Count, Outcome, Wording
from knell.telling import Notes, written

if TYPE_CHECKING:
    from knell.record import ClaimState


def decided_json(states: Sequence[ClaimState]) -> list[Json]:
    """How claims stand: ``claim`` is what holds, ``read`` what knell read, null where a person added it."""
    return [
        {
            "status": state.status.value,
            "report": state.report,
            "by": state.decided and state.decided.by,
            "on": state.decided and state.decided.made.date().isoformat(),
            "why": state.decided and state.decided.why,
            "claim": claim_json(state.claim),
            "read": None if state.original is None else claim_json(state.original),
        }
        for state in states
    ]


def print_decided(page: Console, decided: Sequence[Json], notes: Notes) -> None:
    """One line each."""
    if not decided:
        return
    page.print(cell("DECIDED BY PEOPLE", "bold"))
    for one in decided:
        read = f" (read as {_said(one['read'])})" if one["status"] == "corrected" and one["read"] else ""
        why = f": {' '.join(one['why'].split())}" if one["why"] else ""
        who = f"{one['status']} by {one['by']} on {one['on']}{why}"
        page.print(cell(f"{_said(one['claim'])}{read} “{one['claim']['quote']}” {notes.cite([one['report']])}, {who}"))
    page.print()


def _said(claim: Json) -> str:
    return f"{Outcome(claim['outcome'])} {written(Count(claim['low'], claim['high'], Wording(claim['wording'])))}"

"""What holds of claims: what a report says, and what people made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from knell.events import Member
from knell.model import Claim
from knell.record.claim_changes import added_of, with_values
from knell.record.decision_schema import Kind, Subject
from knell.record.decisions import Decision, decision_of, holding, rows_about
from knell.record.linked_schema import ClaimStatus
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.rows import claim_of
from knell.record.schema import claims


@dataclass(frozen=True, slots=True)
class ClaimState:
    """How a claim stands.

    ``claim`` is what holds, ``original`` what was read by machine (None: a person added it). ``version`` is the number
    of the last decision about it (0: none), ``decided`` the one that gave it its status. ``beside`` names the event it
    was moved or added to, None where it is where its report's event is.
    """

    status: ClaimStatus
    claim: Claim
    original: Claim | None
    report: str
    version: int = 0
    decided: Decision | None = None
    beside: Member | None = None


def states_of(connection: Connection, wanted: Iterable[str]) -> dict[str, ClaimState]:
    """How these claims stand; those that there are not, or whose adding was undone, are left out."""
    names = sorted(set(wanted))
    read: dict[str, tuple[Claim, str]] = {}
    for chunk in chunks(names):
        found = connection.execute(select(claims).where(claims.c.id.in_(chunk))).mappings()
        read.update((row["id"], (claim_of(row), str(row["report"]))) for row in found)
    rows = rows_about(connection, Subject.CLAIM, names)
    states = fold(read, rows)
    for name, (claim, report) in read.items():
        states.setdefault(name, ClaimState(ClaimStatus.UNREVIEWED, claim, claim, report))
    return {name: states[name] for name in names if name in states}


def fold(read: Mapping[str, tuple[Claim, str]], rows: Collection[Row]) -> dict[str, ClaimState]:
    """How claims stand that anything was decided about, from all ``rows`` about them and from what was ``read``."""
    version: dict[str, int] = {}
    for row in rows:
        if row["claim"] is not None:
            version[row["claim"]] = row["number"]
    of_claim: dict[str, list[Row]] = {name: [] for name in version}
    for row in holding(rows):
        for name in dict.fromkeys((row["claim"], *(claim for claim, *_ in row["new"].get("moves", ())))):
            if name is not None:
                of_claim.setdefault(name, []).append(row)
    states = {}
    for name, decided in of_claim.items():
        state = _state(name, read.get(name), decided, version.get(name, 0))
        if state is not None:
            states[name] = state
    return states


def _state(name: str, read: tuple[Claim, str] | None, rows: Sequence[Row], version: int) -> ClaimState | None:
    claim, report = read or (None, "")
    original, last, beside = claim, None, None
    for row in rows:
        if row["kind"] == Kind.ADD:
            claim, report, last = added_of(name, row["new"]), row["report"], row
            beside = Member(row["beside_report"], row["beside_event"])
        elif claim is None:
            continue
        elif row["kind"] in (Kind.ACCEPT, Kind.REJECT):
            last = row
        elif row["kind"] == Kind.CORRECT:
            claim, last = with_values(claim, row["new"]), row
        for moved, _, of_report, of_event in row["new"].get("moves", ()):
            if moved == name:
                beside = Member(of_report, of_event)
    if claim is None:
        return None
    status = _status(original or _as_added(name, rows), claim, last, original is None)
    decided = None if last is None else decision_of(last)
    return ClaimState(status, claim, original, report, version, decided, beside)


def _as_added(name: str, rows: Iterable[Row]) -> Claim | None:
    return next((added_of(name, row["new"]) for row in rows if row["kind"] == Kind.ADD), None)


def _status(was: Claim | None, claim: Claim, last: Row | None, added: bool) -> ClaimStatus:
    if last is not None and last["kind"] == Kind.REJECT:
        return ClaimStatus.REJECTED
    if claim != was:
        return ClaimStatus.CORRECTED
    if last is not None and last["kind"] != Kind.ADD:
        return ClaimStatus.ACCEPTED
    return ClaimStatus.ADDED if added else ClaimStatus.UNREVIEWED

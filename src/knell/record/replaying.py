"""Decisions of another record made again in this one, as they stand in its log: the same rows, sealed anew.

They are not decided a second time: what was decided then may not be what the same words would come to now, with reports
that came in between. What follows from them is worked out here, from the rows, as always.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection, select

from knell.record.claim_changes import check_count, values_of, with_values
from knell.record.claim_states import states_of
from knell.record.database import Database
from knell.record.decision_schema import Kind, Subject, decisions
from knell.record.decisions import Draft, append, decisions_of, row_to_be, subjects_of
from knell.record.following import followed
from knell.record.log_checks import checked
from knell.record.logged import Logged, logged_of
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.schema import local_events, reports

_AT_ONCE = 50
_COUNT = frozenset({"low", "high", "wording", "negated"})


def check_known(connection: Connection, told: Iterable[Logged]) -> int:
    """How many of these decisions the record has already. Raises ``ValueError`` where it has any other."""
    query = select(decisions).order_by(decisions.c.number)
    there = iter(connection.execute(query.execution_options(yield_per=_AT_ONCE)).mappings())
    known = 0
    coming = iter(told)
    for row in there:
        one = next(coming, None)
        if one is None or _bare(logged_of(row)) != _bare(one):
            number = row["number"]
            raise ValueError(f"people decided otherwise here (decision {number}); read the release into a new record")
        known += 1
    return known


def replay(database: Database, told: Iterable[Logged]) -> int:
    """Make decisions again, in order, and all that follows from them; gives how many. Raises ``ValueError``.

    Their numbers stay, for the events that they made are named by them.
    """
    coming, made = iter(told), 0
    while batch := list(islice(coming, _AT_ONCE)):
        with database.writing() as connection:
            for one in batch:
                _make(connection, one)
        made += len(batch)
    return made


def _bare(one: Logged) -> tuple[object, ...]:
    """A decision without who made it, which a release may not say, and without what came after it."""
    it = one.decision
    said = (it.number, it.kind, it.claim, it.before, it.event, it.why, it.made, it.report, it.undoes)
    return (*said, dict(it.old), dict(it.new), one.local_event, one.beside)


def _make(connection: Connection, one: Logged) -> None:
    it = one.decision
    draft = Draft(
        kind=it.kind,
        by=it.by,
        why=it.why,
        made=it.made,
        claim=it.claim,
        report=it.report,
        local_event=one.local_event,
        before=it.before,
        event=it.event,
        beside=one.beside,
        old=it.old,
        new=it.new,
        undoes=it.undoes,
    )
    try:
        checked(one)
        _check_undo(connection, one)
        row = row_to_be(connection, draft)
        _check_there(connection, one, row)
    except ValueError as error:
        raise ValueError(f"decision {it.number} of the release cannot be made again: {error}") from None
    with followed(connection, row):
        append(connection, draft, it.number)


def _check_undo(connection: Connection, one: Logged) -> None:
    it = one.decision
    if it.undoes is None:
        return
    undone = connection.execute(select(decisions).where(decisions.c.number == it.undoes)).mappings().first()
    if undone is None:
        raise ValueError(f"there is no decision {it.undoes} to undo")
    (found,) = decisions_of(connection, [undone])
    if found.undone_by is not None:
        raise ValueError(f"decision {it.undoes} is undone already")
    if (dict(it.old), dict(it.new)) != (dict(found.new), dict(found.old)):
        raise ValueError(f"it does not bring back what decision {it.undoes} changed")


def _check_there(connection: Connection, one: Logged, row: Row) -> None:
    """What it names must be there; for an undo, what the decision that it undoes names."""
    named = subjects_of(row, None)
    wanted = {key for kind, key in named if kind is Subject.REPORT}
    if row["kind"] == Kind.ADD:
        # The report's event that the claim is of is called a report there.
        wanted &= {row["report"], row["beside_report"]}
    for chunk in chunks(sorted(wanted)):
        wanted -= set(connection.execute(select(reports.c.id).where(reports.c.id.in_(chunk))).scalars())
    if wanted:
        raise ValueError(f"there is no report {min(wanted)}")
    if one.local_event is not None:
        of = (local_events.c.report == one.decision.report) & (local_events.c.key == one.local_event)
        if connection.execute(select(local_events.c.key).where(of)).first() is None:
            raise ValueError(f"report {one.decision.report} has no event {one.local_event}")
    if one.decision.kind is Kind.UNDO:
        return
    claims = {key for kind, key in named if kind is Subject.CLAIM}
    states = states_of(connection, claims)
    if one.decision.kind is Kind.ADD:
        claims.discard(str(one.decision.claim))
        if one.decision.claim in states:
            raise ValueError(f"there is a claim {one.decision.claim} already")
    if missing := sorted(claims - states.keys()):
        raise ValueError(f"there is no claim {missing[0]}")
    if one.decision.kind is Kind.CORRECT and not _COUNT.isdisjoint(one.decision.new):
        check_count(values_of(with_values(states[str(one.decision.claim)].claim, one.decision.new)))

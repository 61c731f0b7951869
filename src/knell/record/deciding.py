"""The decisions of a person, as methods of a record: each checks what is given, and writes one row and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from knell.model import Report
from knell.record import given
from knell.record.claim_changes import changed, check_count, values_of
from knell.record.claim_states import ClaimState, states_of
from knell.record.decision_schema import Kind, Subject, decisions
from knell.record.decisions import (
    Conflict,
    Decision,
    Draft,
    append,
    decisions_of,
    last_about,
    row_of,
    row_to_be,
    rows_about,
    subjects_of,
)
from knell.record.errors import Missing, RecordError
from knell.record.following import followed
from knell.record.history import event_keys, history, last_decided
from knell.record.linked_schema import ClaimStatus, event_claims
from knell.record.logged import Logged
from knell.record.proving import Provable
from knell.record.queries import extractions
from knell.record.replaying import check_known, replay
from knell.record.report_rows import Row


class Deciding(Provable):
    """The part of ``Record`` that decides about claims, and takes decisions back.

    Every decision names who makes it (``by``) and, where it says so, ``why``. ``seen`` is the ``version`` that the
    person saw; where somebody decided about the same since, ``Conflict`` is raised and nothing is kept. ``made`` is
    when, now unless given. All raise ``RecordError``, one line each.
    """

    def link(self, told: Callable[[str], object] | None = None) -> int:
        """Bring the events of all reports together."""
        raise NotImplementedError

    def is_link_due(self) -> bool:
        """Whether reports wait to be linked."""
        raise NotImplementedError

    def accept(
        self, claim: str, *, by: str, why: str = "", seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that a claim is read rightly, with what was corrected in it; one that was rejected counts again."""
        return self._judge(Kind.ACCEPT, claim, by, why, seen, made)

    def reject(
        self, claim: str, *, by: str, why: str, seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that a claim is to count nowhere; it is still shown, with the reason."""
        return self._judge(Kind.REJECT, claim, by, why, seen, made)

    def _judge(self, kind: Kind, claim: str, by: str, why: str, seen: int | None, made: datetime | None) -> Decision:
        with self._decision(by, why, kind is Kind.REJECT) as (connection, person, reason):
            state = self._claim_state(connection, claim)
            self._check_seen(connection, Subject.CLAIM, [claim], f"claim {claim}", seen)
            status = ClaimStatus.REJECTED if kind is Kind.REJECT else ClaimStatus.ACCEPTED
            old, new = {"status": state.status.value}, {"status": status.value}
            return self._keep(connection, self._of_claim(connection, state, kind, person, reason, made, old, new))

    def correct(
        self,
        claim: str,
        changes: Mapping[str, object],
        *,
        by: str,
        why: str,
        seen: int | None = None,
        made: datetime | None = None,
    ) -> Decision:
        """Decide that a claim says something else than was read: any of ``knell.record.claim_changes.FIELDS``.

        ``cited`` and ``perpetrator`` are words of the report, or their ``start`` and ``end`` in its text, or None.
        """
        with self._decision(by, why) as (connection, person, reason):
            state = self._claim_state(connection, claim)
            self._check_seen(connection, Subject.CLAIM, [claim], f"claim {claim}", seen)
            old, new = changed(state.claim, self._report(connection, state.report), changes)
            draft = self._of_claim(connection, state, Kind.CORRECT, person, reason, made, old, new)
            return self._keep(connection, draft)

    def undo(
        self, number: int, *, by: str, why: str = "", seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Take a decision back; it is kept, and holds no more. An undo taken back lets its decision hold again."""
        with self._decision(by, why, needed=False) as (connection, person, reason):
            row = self._to_undo(connection, number)
            what = self._about(connection, row_of(connection, number))
            if what is not None:
                self._check_seen(connection, *what, seen)
            draft = Draft(
                kind=Kind.UNDO,
                by=person,
                why=reason,
                made=made,
                claim=row["claim"],
                report=row["report"],
                local_event=row["local_event"],
                before=row["before"],
                event=row["event"],
                old=row["new"],
                new=row["old"],
                undoes=number,
            )
            decision = self._keep(connection, draft)
            self._check_sense(connection, number)
            return decision

    def replayable(self, told: Iterable[Logged]) -> int:
        """How many of another record's decisions are here already; raises where people decided anything else here."""
        with self._database.reading() as connection:
            return self._clear(lambda: check_known(connection, told))

    def replay(self, told: Iterable[Logged]) -> int:
        """Make decisions of another record again, with their numbers, names and days; gives how many."""
        return self._clear(lambda: replay(self._database, told))

    def _clear(self, work: Callable[[], int]) -> int:
        try:
            return work()
        except ValueError as error:
            raise RecordError(f"{self.name}: {error}") from None

    def version(self, subject: Subject | str, key: str) -> int:
        """The number of the last decision about a claim, an event or a report; 0 where there is none."""
        with self._database.reading() as connection:
            kind = self._subject(subject)
            return last_about(connection, kind, event_keys(connection, key) if kind is Subject.EVENT else [key])

    def last_decided(self) -> tuple[int, datetime | None]:
        """The number of the last decision and when it was made: what is decided is the same as long as they are."""
        with self._database.reading() as connection:
            return last_decided(connection)

    def history(
        self,
        *,
        event: str | None = None,
        claim: str | None = None,
        report: str | None = None,
        by: str | None = None,
        most: int | None = None,
        before: int | None = None,
    ) -> list[Decision]:
        """What was decided, the last first: of an event and its claims, of a claim, of a report, by a person, or all.

        At most so many, and only those numbered below ``before``: the next page.
        """
        with self._database.reading() as connection:
            rows = history(connection, event, claim, report, by, most, before)
            return decisions_of(connection, rows)

    def claim_states(self, claims: Iterable[str]) -> dict[str, ClaimState]:
        """How claims stand, by id: what holds of them, what was read, and who decided; unknown ids are left out."""
        with self._database.reading() as connection:
            return states_of(connection, claims)

    def event_of(self, claim: str) -> str | None:
        """The event that a claim stands in, by its key; None for a claim that there is not."""
        with self._database.reading() as connection:
            return connection.execute(select(event_claims.c.event).where(event_claims.c.claim == claim)).scalar()

    @contextmanager
    def _decision(self, by: str, why: str, needed: bool = True) -> Iterator[tuple[Connection, str, str]]:
        """One transaction in which a decision is made, with the checked name and reason."""
        if not str(by).strip() or (needed and not str(why).strip()):
            raise RecordError(f"{self.name}: a decision needs the name of who makes it and a reason")
        try:
            person, reason = given.name(by, "the name"), given.text(why, "the reason")
            if self.is_link_due():
                self.link()
            with self._database.writing() as connection:
                yield connection, person, reason
        except ValueError as error:
            raise RecordError(f"{self.name}: {error}") from None

    def _keep(self, connection: Connection, draft: Draft) -> Decision:
        """Write a decision, and all that follows from it."""
        with followed(connection, row_to_be(connection, draft)):
            return append(connection, draft)

    def _check_seen(
        self, connection: Connection, subject: Subject, keys: Iterable[str], what: str, seen: int | None
    ) -> None:
        """Raise ``Conflict`` where there are decisions about the same that the person did not see."""
        if seen is None:
            return
        since = [row for row in rows_about(connection, subject, keys, about=True) if row["number"] > seen]
        if since:
            last = since[-1]
            told = f"{last['by']} decided {last['kind']} on {last['made']:%Y-%m-%d at %H:%M} UTC"
            message = f"{self.name}: {what} has changed since you looked: {told} (decision {last['number']})"
            raise Conflict(message, decisions_of(connection, since))

    def _claim_state(self, connection: Connection, claim: str) -> ClaimState:
        state = states_of(connection, [claim]).get(claim)
        if state is None:
            raise Missing(f"{self.name}: there is no claim {claim}")
        return state

    def _report(self, connection: Connection, report: str) -> Report:
        for found in extractions(connection, [report]):
            return found.report
        raise Missing(f"{self.name}: there is no report {report}")

    def _of_claim(
        self,
        connection: Connection,
        state: ClaimState,
        kind: Kind,
        by: str,
        why: str,
        made: datetime | None,
        old: dict[str, Any],
        new: dict[str, Any],
    ) -> Draft:
        claim = state.claim.id
        event = connection.execute(select(event_claims.c.event).where(event_claims.c.claim == claim)).scalar()
        local = None if state.original is None else state.original.event
        return Draft(kind, by, why, made, claim, state.report, local, before=event, event=event, old=old, new=new)

    def _to_undo(self, connection: Connection, number: int) -> Row:
        query = select(decisions).where(decisions.c.number == number)
        row = connection.execute(query).mappings().first()
        if row is None:
            raise Missing(f"{self.name}: there is no decision {number}")
        (found,) = decisions_of(connection, [row])
        if found.undone_by is not None:
            raise RecordError(f"{self.name}: decision {number} is undone already, by decision {found.undone_by}")
        return row

    def _check_sense(self, connection: Connection, number: int) -> None:
        """Refuse an undo that leaves a claim with corrections that contradict each other."""
        touched = subjects_of(row_of(connection, number), None)
        names = [key for kind, key in touched if kind is Subject.CLAIM]
        for name, state in states_of(connection, names).items():
            if state.original is not None and state.claim.count != state.original.count:
                try:
                    check_count(values_of(state.claim))
                except ValueError as error:
                    message = f"claim {name} would be left with corrections that contradict each other: {error}"
                    raise RecordError(f"{self.name}: decision {number} cannot be undone: {message}") from None

    def _about(self, connection: Connection, row: Row) -> tuple[Subject, list[str], str] | None:
        """What a decision is about, for a conflict."""
        about = {key: kind for (kind, key), is_about in subjects_of(row, None).items() if is_about}
        for kind in Subject:
            keys = sorted(key for key, of in about.items() if of is kind)
            if keys and kind is Subject.EVENT:
                now = [event for key in keys for event in event_keys(connection, key)]
                return kind, sorted({*keys, *now}), f"event {keys[0]}"
            if keys:
                return kind, keys, f"{kind} {keys[0]}"
        return None

    def _subject(self, subject: Subject | str) -> Subject:
        try:
            return Subject(subject)
        except ValueError:
            raise RecordError(f"{self.name}: decisions are about {', '.join(Subject)}, not {subject}") from None

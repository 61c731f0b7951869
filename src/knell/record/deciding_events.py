"""The decisions of a person about events: what belongs together, what copies what, their figures, days and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from knell.events import Member
from knell.model import Outcome
from knell.record import given
from knell.record.claim_changes import added, added_json
from knell.record.claim_states import states_of
from knell.record.deciding import Deciding
from knell.record.decision_schema import Kind, Subject
from knell.record.decisions import Decision, Draft
from knell.record.errors import Missing, RecordError
from knell.record.event_changes import BY_HAND, hand_figure
from knell.record.event_changes import changed as described_anew
from knell.record.history import event_keys
from knell.record.known import load
from knell.record.linked_queries import digests, events_of_keys
from knell.record.linked_schema import event_claims, event_figures, events, links
from knell.record.parting import merged, moved, parts_of, split
from knell.record.schema import claims


class DecidingEvents(Deciding):
    """The part of ``Record`` that decides about events; what ``Deciding`` says of all decisions holds here too."""

    def place(self, claim: str, event: str, *, by: str, why: str, made: datetime | None = None) -> int:
        """Decide that a claim belongs to an event, both by key; linking never moves it from there.

        All that the claim's report says of the same event goes with it. Gives how many events changed.
        """
        return self._place(Kind.PLACE, claim, event, by, why, made)

    def keep_apart(self, claim: str, event: str, *, by: str, why: str, made: datetime | None = None) -> int:
        """Decide that a claim does not belong to an event; linking never puts it there."""
        return self._place(Kind.APART, claim, event, by, why, made)

    def free(self, claim: str, *, by: str, why: str, made: datetime | None = None) -> int:
        """Decide that a claim is to be where the reports put it; what was decided before is kept, and holds no more."""
        return self._place(Kind.FREE, claim, None, by, why, made)

    def add_claim(
        self,
        report: str,
        event: str,
        start: int,
        end: int,
        values: Mapping[str, object],
        *,
        by: str,
        why: str = "",
        seen: int | None = None,
        made: datetime | None = None,
    ) -> Decision:
        """Add a claim that the machine did not read: where it stands in the report's text, and what it says.

        ``values`` are fields as for ``correct``; outcome, wording and its numbers must be given. The new claim's id is
        the decision's ``claim``.
        """
        with self._decision(by, why, needed=False) as (connection, person, reason):
            parts = parts_of(connection, event, self.name, whole=False)
            found = self._report(connection, report)
            of = (links.c.report == report) & (links.c.event == event)
            local = connection.execute(select(links.c.local_event).where(of).order_by(links.c.local_event)).scalar()
            claim = added(found, local or "", start, end, values)
            if states_of(connection, [claim.id]):
                raise RecordError(f"{self.name}: these words are claim {claim.id} already, with the same number")
            self._check_seen(connection, Subject.CLAIM, [claim.id], f"claim {claim.id}", seen)
            draft = Draft(Kind.ADD, person, reason, made, claim.id, report)
            draft = replace(draft, event=event, beside=parts.anchor, new=added_json(claim))
            return self._keep(connection, draft)

    def move(
        self,
        claim: str,
        event: str | None,
        *,
        by: str,
        why: str,
        seen: int | None = None,
        made: datetime | None = None,
    ) -> Decision:
        """Decide that this one claim belongs to another event; None: to a new event of its own.

        The key of the event it then is in is ``new["event"]`` of the decision.
        """
        with self._decision(by, why) as (connection, person, reason):
            state = self._claim_state(connection, claim)
            self._check_seen(connection, Subject.CLAIM, [claim], f"claim {claim}", seen)
            draft = self._of_claim(connection, state, Kind.MOVE, person, reason, made, {}, {})
            if draft.event is None:
                raise Missing(f"{self.name}: claim {claim} is in no event")
            if draft.event == event:
                raise RecordError(f"{self.name}: claim {claim} is in event {event} already")
            here = parts_of(connection, draft.event, self.name, whole=False)
            if event is None and len(here.states) == 1:
                raise RecordError(f"{self.name}: claim {claim} is alone in event {draft.event} already")
            to = None if event is None else parts_of(connection, event, self.name, whole=False)
            arranged = moved(connection, claim, {claim: state}, to)
            old, new = {"event": draft.event}, arranged.as_json()
            return self._keep(connection, replace(draft, event=arranged.key, old=old, new=new))

    def merge(
        self, event: str, into: str, *, by: str, why: str, seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that two events are one; its key is ``new["event"]`` of the decision. ``seen`` is of ``event``."""
        with self._decision(by, why) as (connection, person, reason):
            if event == into:
                raise RecordError(f"{self.name}: event {event} is one already")
            mine, other = (parts_of(connection, key, self.name) for key in (event, into))
            self._check_seen_event(connection, event, seen)
            new = {"into": into, **merged(mine, other).as_json()}
            draft = Draft(Kind.MERGE, person, reason, made, event=event, beside=other.anchor, old={"event": event})
            return self._keep(connection, replace(draft, new=new))

    def split(
        self,
        event: str,
        claims: Iterable[str],
        *,
        by: str,
        why: str,
        seen: int | None = None,
        made: datetime | None = None,
    ) -> Decision:
        """Decide that these claims are of another event; its key is ``new["event"]`` of the decision."""
        with self._decision(by, why) as (connection, person, reason):
            parts = parts_of(connection, event, self.name)
            self._check_seen_event(connection, event, seen)
            away = sorted(set(claims))
            new = {"claims": away, **split(connection, parts, away, self.name).as_json()}
            draft = Draft(Kind.SPLIT, person, reason, made, event=event, beside=parts.anchor, old={"event": event})
            return self._keep(connection, replace(draft, new=new))

    def mark_copy(
        self, report: str, of: str, *, by: str, why: str, seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that a report repeats another, so that the two are no independent sources."""
        return self._mark(Kind.COPY, report, of, by, why, seen, made)

    def mark_original(
        self, report: str, of: str, *, by: str, why: str, seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that a report does not repeat another, whatever their words have in common."""
        return self._mark(Kind.ORIGINAL, report, of, by, why, seen, made)

    def set_figure(
        self,
        event: str,
        outcome: str,
        low: int | None,
        best: int | None,
        high: int | None,
        *,
        by: str,
        why: str,
        seen: int | None = None,
        made: datetime | None = None,
    ) -> Decision:
        """Set an event's figure of an outcome by hand; it stands beside what the coding rules give."""
        with self._decision(by, why) as (connection, person, reason):
            new = hand_figure(outcome, low, best, high)
            draft = self._of_event(connection, Kind.FIGURE, event, person, reason, seen, made)
            old = self._figure(connection, event, new["outcome"])
            if {**new, "rule": BY_HAND} == old:
                raise ValueError("nothing would change")
            return self._keep(connection, replace(draft, old=old, new=new))

    def clear_figure(
        self, event: str, outcome: str, *, by: str, why: str = "", seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Take a figure by hand away; the default rule's figure counts again."""
        with self._decision(by, why, needed=False) as (connection, person, reason):
            kind = given.one_of(Outcome, outcome, "outcome")
            draft = self._of_event(connection, Kind.CLEAR, event, person, reason, seen, made)
            old = self._figure(connection, event, kind.value)
            if old.get("rule") != BY_HAND:
                raise RecordError(f"{self.name}: no figure of {kind} was set by hand in event {event}")
            return self._keep(connection, replace(draft, old=old, new={"outcome": kind.value}))

    def describe(
        self,
        event: str,
        changes: Mapping[str, object],
        *,
        by: str,
        why: str,
        seen: int | None = None,
        made: datetime | None = None,
    ) -> Decision:
        """Say what an event is called, when and where it was.

        Any of name, start, end, date_precision, place and clarity.
        ``start`` None: the days are unknown; ``end`` is ``start`` unless given. ``place`` is None (unknown),
        ``{"geonames_id": ID}`` or ``{"name", "lat", "lon", "precision", "country"?, "admin1"?}``; ``clarity`` is UCDP's
        1 or 2.
        """
        with self._decision(by, why) as (connection, person, reason):
            draft = self._of_event(connection, Kind.DESCRIBE, event, person, reason, seen, made)
            (linked,) = events_of_keys(connection, [event], why=False)
            old, new = described_anew(linked.event, linked.clarity, changes)
            return self._keep(connection, replace(draft, old=old, new=new))

    def mark_reviewed(
        self, event: str, *, by: str, why: str = "", seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Say that an event was looked at in whole; when its claims or figures change, that shows."""
        with self._decision(by, why, needed=False) as (connection, person, reason):
            draft = self._of_event(connection, Kind.REVIEWED, event, person, reason, seen, made)
            query = select(events.c.evidence, events.c.reviewed).where(events.c.key == event)
            row = connection.execute(query).one()
            # With what there was to see, so that it can be shown what is another since.
            now = {"evidence": row.evidence, **_standing(connection, event)}
            return self._keep(connection, replace(draft, old={"evidence": row.reviewed}, new=now))

    def _place(self, kind: Kind, claim: str, event: str | None, by: str, why: str, made: datetime | None) -> int:
        with self._decision(by, why) as (connection, person, reason):
            query = select(claims.c.report, claims.c.event, links.c.event.label("before"))
            of_link = (links.c.report == claims.c.report) & (links.c.local_event == claims.c.event)
            mine = connection.execute(query.join(links, of_link).where(claims.c.id == claim)).first()
            if mine is None:
                raise Missing(f"{self.name}: there is no claim {claim}")
            beside = None if event is None else parts_of(connection, event, self.name, whole=False).anchor
            if beside == Member(mine.report, mine.event) and kind is Kind.APART:
                raise RecordError(f"{self.name}: event {event} is named after claim {claim}; place the others instead")
            before = digests(connection)
            draft = Draft(kind, person, reason, made, claim, mine.report, mine.event, mine.before, event, beside)
            self._keep(connection, draft)
            return len(digests(connection).items() - before.items())

    def _mark(
        self, kind: Kind, report: str, of: str, by: str, why: str, seen: int | None, made: datetime | None
    ) -> Decision:
        with self._decision(by, why) as (connection, person, reason):
            for one in (report, of):
                self._report(connection, one)
            if report == of:
                raise RecordError(f"{self.name}: a report is neither a copy of itself nor not")
            self._check_seen(connection, Subject.REPORT, [report], f"report {report}", seen)
            row = load(connection, {report, of}).of_copies.get(frozenset((report, of)))
            if row is not None and row["kind"] == kind:
                raise ValueError("nothing would change")
            old = {"of": of, "copy": None if row is None else row["kind"] == Kind.COPY}
            new = {"of": of, "copy": kind is Kind.COPY}
            return self._keep(connection, Draft(kind, person, reason, made, report=report, old=old, new=new))

    def _of_event(
        self,
        connection: Connection,
        kind: Kind,
        event: str,
        by: str,
        why: str,
        seen: int | None,
        made: datetime | None,
    ) -> Draft:
        anchor = parts_of(connection, event, self.name, whole=False).anchor
        self._check_seen_event(connection, event, seen)
        return Draft(kind, by, why, made, event=event, beside=anchor)

    def _check_seen_event(self, connection: Connection, event: str, seen: int | None) -> None:
        if seen is not None:
            self._check_seen(connection, Subject.EVENT, event_keys(connection, event), f"event {event}", seen)

    def _figure(self, connection: Connection, event: str, outcome: str) -> dict[str, Any]:
        """An event's figure as it is, with what made it."""
        of_outcome = (event_figures.c.event == event) & (event_figures.c.outcome == outcome)
        names = ("outcome", "low", "best", "high", "rule")
        row = (
            connection.execute(select(*(event_figures.c[name] for name in names)).where(of_outcome)).mappings().first()
        )
        return {} if row is None else dict(row)


def _standing(connection: Connection, event: str) -> dict[str, Any]:
    """The claims and the figures of an event as they are."""
    told = select(event_claims.c.claim).where(event_claims.c.event == event).order_by(event_claims.c.position)
    given = select(event_figures).where(event_figures.c.event == event).order_by(event_figures.c.outcome)
    figures = {
        row["outcome"]: {"low": row["low"], "best": row["best"], "high": row["high"]}
        for row in connection.execute(given).mappings()
    }
    return {"claims": list(connection.execute(told).scalars()), "figures": figures}

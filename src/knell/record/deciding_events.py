"""The decisions of a person about events: what belongs together, what copies what, their figures, days and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from knell.events import Member, local_key
from knell.record import linking
from knell.record.deciding import Deciding
from knell.record.decision_schema import Kind, Subject
from knell.record.decisions import Decision, Draft, append, rows_about
from knell.record.errors import Missing, RecordError
from knell.record.linked_schema import events, links
from knell.record.placing import placed_of
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
        raise NotImplementedError

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
        raise NotImplementedError

    def merge(
        self, event: str, into: str, *, by: str, why: str, seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that two events are one; its key is ``new["event"]`` of the decision. ``seen`` is of ``event``."""
        raise NotImplementedError

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
        raise NotImplementedError

    def mark_copy(
        self, report: str, of: str, *, by: str, why: str, seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that a report repeats another, so that the two are no independent sources."""
        raise NotImplementedError

    def mark_original(
        self, report: str, of: str, *, by: str, why: str, seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Decide that a report does not repeat another, whatever their words have in common."""
        raise NotImplementedError

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
        raise NotImplementedError

    def clear_figure(
        self, event: str, outcome: str, *, by: str, why: str = "", seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Take a figure by hand away; the default rule's figure counts again."""
        raise NotImplementedError

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
        raise NotImplementedError

    def mark_reviewed(
        self, event: str, *, by: str, why: str = "", seen: int | None = None, made: datetime | None = None
    ) -> Decision:
        """Say that an event was looked at in whole; when its claims or figures change, that shows."""
        raise NotImplementedError

    def _place(self, kind: Kind, claim: str, event: str | None, by: str, why: str, made: datetime | None) -> int:
        with self._decision(by, why) as (connection, person, reason):
            query = select(claims.c.report, claims.c.event, links.c.event.label("before"))
            of_link = (links.c.report == claims.c.report) & (links.c.local_event == claims.c.event)
            mine = connection.execute(query.join(links, of_link).where(claims.c.id == claim)).first()
            if mine is None:
                raise Missing(f"{self.name}: there is no claim {claim}")
            beside = None if event is None else self._named_after(connection, event)
            if beside == Member(mine.report, mine.event) and kind is Kind.APART:
                raise RecordError(f"{self.name}: event {event} is named after claim {claim}; place the others instead")
            besides = {
                one
                for row in rows_about(connection, Subject.REPORT, [mine.report])
                for _, report, _, one, _ in placed_of(row)
                if report == mine.report and one is not None
            }
            draft = Draft(kind, person, reason, made, claim, mine.report, mine.event, mine.before, event, beside)
            append(connection, draft)
            members = {Member(mine.report, mine.event), *([beside] if beside else []), *besides}
            return len(linking.link_again(connection, sorted(members)).events)

    def _named_after(self, connection: Connection, event: str) -> Member:
        """The report's event that gave a linked event its key."""
        query = select(links.c.report, links.c.local_event).join(events).where(events.c.key == event)
        for row in connection.execute(query):
            if local_key(row.report, row.local_event) == event:
                return Member(row.report, row.local_event)
        raise Missing(f"{self.name}: there is no event {event}")

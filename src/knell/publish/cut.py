"""What goes into a release: the events of a record, each with all that is said of it, after the policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knell.events import LinkedEvent
from knell.figures import Statement, disputed, rules
from knell.model import Commemoration, Figure, Finding, Outcome, Range
from knell.publish.policy import Withheld, redacted
from knell.publish.terms import Terms
from knell.record import Decision, Missing, Query, Record, ReportList, ReportRow, Status


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a release.

    ``figures`` are those by every rule, by its name; ``by_hand`` those that a person set. ``statements`` are its
    claims as they count, ``reports`` in order of publication, ``findings`` and ``commemorations`` each with the id of
    their report, ``decisions`` all that were made about it, the first one first.
    """

    linked: LinkedEvent
    reviewed: bool
    status: Status
    figures: Mapping[str, Mapping[Outcome, Figure]]
    by_hand: Mapping[Outcome, Range]
    disputed: tuple[Outcome, ...]
    statements: tuple[Statement, ...]
    reports: tuple[ReportRow, ...]
    findings: tuple[tuple[str, Finding], ...]
    commemorations: tuple[tuple[str, Commemoration], ...]
    decisions: tuple[Decision, ...]

    @property
    def key(self) -> str:
        """The event's key."""
        return self.linked.key


class Cut:
    """A record cut to what its release may hold; all that is published is read from here and nowhere else."""

    def __init__(self, record: Record, terms: Terms) -> None:
        self._record, self.terms = record, terms
        self.withheld = Withheld()

    def entries(self) -> Iterator[Entry]:
        """All events of the release, in the order of their keys; one at a time is held in memory."""
        for key in self._keys():
            entry = self._entry(key)
            if entry.reviewed or self.terms.unreviewed:
                yield redacted(entry, self.terms.policy, self.withheld)

    def _keys(self) -> Iterator[str]:
        page = 1
        while rows := self._record.listed(Query(page=page, size=200)).rows:
            yield from (row.key for row in rows)
            page += 1

    def _entry(self, key: str) -> Entry:
        record = self._record
        linked = record.event(key, why=False)
        statements = record.statements(linked)
        row = record.row(key)
        if row is None:
            raise Missing(f"there is no event {key}")
        known = ReportList(record).rows(linked.reports)
        return Entry(
            linked=linked,
            reviewed=row.status is Status.REVIEWED,
            status=row.status,
            figures={rule.name: record.figures(key, rule.name) for rule in rules()},
            by_hand=row.by_hand,
            disputed=tuple(disputed(statements)),
            statements=tuple(statements),
            reports=tuple(known[ident] for ident in linked.reports),
            findings=tuple(record.findings(key)),
            commemorations=tuple(record.commemorations(key)),
            decisions=tuple(reversed(record.history(event=key))),
        )

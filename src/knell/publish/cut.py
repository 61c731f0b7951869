"""What goes into a release: the events of a record, each with all that is said of it, after the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from knell.events import LinkedEvent
from knell.figures import Statement
from knell.model import Commemoration, Figure, Finding, Outcome, Range, Report
from knell.publish.policy import Withheld, redacted
from knell.publish.terms import Terms
from knell.record import (
    Aside,
    ClaimStatus,
    Decision,
    Logged,
    Mention,
    Reading,
    Record,
    ReportRow,
    Status,
    Whole,
    Wholes,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a release.

    ``figures`` are those by every rule, by its name; ``by_hand`` those that a person set. ``statements`` are its
    claims as they count, ``reports`` in order of publication, ``findings`` and ``commemorations`` each with the id of
    their report, ``decisions`` all that were made about it, the first one first. ``firsts`` are the reports of which
    no event before it in the release tells, each with whether all its events in the release are reviewed; ``texts``
    are these with their texts, where the terms ask for them. ``mentions`` are what its reports say each by itself,
    ``states`` what people made of those of its claims that they decided about, ``readings`` these as they were read.
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
    firsts: Mapping[str, bool]
    texts: tuple[Report, ...]
    mentions: tuple[Mention, ...]
    states: Mapping[str, ClaimStatus] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()

    @property
    def key(self) -> str:
        """The event's key."""
        return self.linked.key


class Cut:
    """A record cut to what its release may hold; all that is published is read from here and nowhere else."""

    def __init__(self, record: Record, terms: Terms, watch: Callable[[Entry], None] | None = None) -> None:
        """``watch`` sees each entry before it goes out."""
        self.terms, self.policy, self._watch = terms, terms.policy.on(terms.day), watch
        self._record = record
        self._wholes = Wholes(record, reviewed=not terms.unreviewed, texts=terms.texts)
        self.withheld = Withheld()

    @contextmanager
    def held(self) -> Iterator[Cut]:
        """All that is read of it, and of what is ``again`` the same, is as of one moment."""
        with self._wholes.held():
            yield self

    def again(self) -> Cut:
        """The same cut, to be read once more: not watched, and with its own count of what is withheld."""
        same = Cut(self._record, self.terms)
        same._wholes = self._wholes
        return same

    def entries(self) -> Iterator[Entry]:
        """All events of the release, in the order of their keys, as of one moment; few at a time are in memory."""
        for whole in self._wholes:
            entry = redacted(_entry(whole), self.policy, self.withheld)
            if self._watch is not None:
                self._watch(entry)
            yield entry

    def asides(self) -> Iterator[Aside]:
        """What reports say that stands in no event, where all events go in; needed to make the record again."""
        for one in self._wholes.asides():
            yield redacted(one, self.policy, self.withheld, alone=True)

    def log(self) -> Iterator[Logged]:
        """All decisions of the release once, in order. Who made them is only numbered, unless the terms name people."""
        people = {} if self.terms.people else self._wholes.people()
        for one in self._wholes.log():
            by = f"person {people[one.decision.by]}" if people else one.decision.by
            named = replace(one, decision=replace(one.decision, by=by))
            yield redacted(named, self.policy, self.withheld, alone=True)

    def count(self) -> int:
        """How many events there are in the release."""
        return self._wholes.count()


def _entry(whole: Whole) -> Entry:
    return Entry(
        linked=whole.linked,
        reviewed=whole.row.status is Status.REVIEWED,
        status=whole.row.status,
        figures=whole.figures,
        by_hand=whole.row.by_hand,
        disputed=whole.row.disputed,
        statements=whole.statements,
        reports=whole.reports,
        findings=whole.findings,
        commemorations=whole.commemorations,
        decisions=whole.decisions,
        firsts=whole.firsts,
        texts=whole.texts,
        mentions=whole.mentions,
        states=whole.states,
        readings=whole.readings,
    )

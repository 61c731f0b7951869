"""The record as Python code uses it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import TracebackType

from knell.events import LinkedEvent
from knell.figures import HEADLINE_RULE, Statement, headline, reconcile
from knell.model import Claim, Commemoration, Event, Extraction, Figure, Finding, Outcome, Range, Report
from knell.record import linked_queries, linking, queries
from knell.record.claim_states import ClaimState, states_of
from knell.record.database import Database
from knell.record.deciding_events import DecidingEvents
from knell.record.decisions import Decision, decided
from knell.record.errors import Missing
from knell.record.explaining import Explained, explained
from knell.record.linked_schema import ClaimStatus
from knell.record.listed import Kept, Listable
from knell.record.opening import open_database
from knell.record.revising import figures_about, statements_about
from knell.record.visits import Visit, get_visits, next_position, put_visits
from knell.record.writing import Sealed, Standing, add_captured_again, add_rows, standings

_ANSWERS_KEPT, _MAPS_KEPT = 1_000, 8


class Record(Listable, DecidingEvents):
    """A sourced record of events, in a SQLite file or a PostgreSQL database.

    ``target`` is a file name or an address; a record that is not there is made unless ``create`` is false. ``wait``
    is how many seconds to wait while another program writes. All methods raise ``RecordError``, one line each.
    """

    def __init__(self, target: str | os.PathLike[str] = "knell.db", *, create: bool = True, wait: float = 30.0) -> None:
        self._database = open_database(target, create=create, wait=wait)
        self._kept, self._maps = Kept(_ANSWERS_KEPT), Kept(_MAPS_KEPT)

    @classmethod
    def open(cls, target: str | os.PathLike[str] = "knell.db", *, create: bool = True, wait: float = 30.0) -> Record:
        """Open a record; the same as ``Record(target)``."""
        return cls(target, create=create, wait=wait)

    @property
    def database(self) -> Database:
        """Where the record is kept, for what is done with people, codings and the log beside it."""
        return self._database

    def held(self) -> AbstractContextManager[None]:
        """All that this thread reads in it is as of one moment, whoever writes meanwhile; itself it writes nothing."""
        return self._database.held()

    def close(self) -> None:
        """Close the record; it must not be used any more."""
        self._database.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, extraction: Extraction, raw: bytes | None = None) -> Standing:
        """Add one report and all it says, with its archived bytes where they are at hand."""
        return self.add_many([Sealed(extraction, raw)])[0]

    def add_many(self, batch: Sequence[Sealed]) -> list[Standing]:
        """Add reports in one transaction, all or none; says for each whether it was new. ``link`` comes after."""
        with self._database.writing() as connection:
            return add_rows(connection, batch)

    def standings(self, reports: Sequence[Report]) -> list[Standing]:
        """How each report would be received, without adding it; spares extracting what is there already."""
        with self._database.reading() as connection:
            return standings(connection, reports)

    def note_captures(self, reports: Sequence[Report]) -> int:
        """Keep how reports that are there already were captured this time; says how many captures were not known."""
        if all(report.capture is None for report in reports):
            return 0
        with self._database.writing() as connection:
            return add_captured_again(connection, reports)

    def visits(self, states: Collection[str] | None = None, urls: Collection[str] | None = None) -> list[Visit]:
        """How addresses stand that were to be fetched, in the order in which they were wanted."""
        with self._database.reading() as connection:
            return get_visits(connection, states, urls)

    def put_visits(self, visits: Iterable[Visit]) -> None:
        """Keep how addresses stand now, in one transaction."""
        with self._database.writing() as connection:
            put_visits(connection, visits)

    def next_position(self) -> int:
        """The position of the next address that is wanted."""
        with self._database.reading() as connection:
            return next_position(connection)

    def is_link_due(self) -> bool:
        """Whether reports were added, or knell was renewed, since the events were last linked."""
        with self._database.reading() as connection:
            return linking.is_due(connection)

    def link(self, told: Callable[[str], object] | None = None) -> int:
        """Bring the events of all reports together; gives how many linked events were made or changed.

        ``told`` is given a line for each claim that linking would have moved from where a person placed it.
        """
        return self._changed(linking.link_all(self._database), told)

    def decisions(self, claim: str | None = None) -> list[Decision]:
        """What people decided, of all claims or of one, in the order in which they decided it."""
        with self._database.reading() as connection:
            return decided(connection, claim)

    def _changed(self, change: linking.Change, told: Callable[[str], object] | None) -> int:
        if told is not None:
            for text in change.told:
                told(text)
        return len(change.events)

    def explain(self, a: str, b: str) -> list[Explained]:
        """Why two reports, by id, or two linked events, by key, are or are not one; what speaks loudest first."""
        with self._database.reading() as connection:
            return explained(connection, a, b, self.name)

    def count(self) -> int:
        """How many reports there are."""
        with self._database.reading() as connection:
            return queries.count_reports(connection)

    def has_report(self, ident: str) -> bool:
        """Whether there is a report with this id."""
        with self._database.reading() as connection:
            return ident in queries.kept_hashes(connection, {ident})

    def count_events(self) -> int:
        """How many linked events there are."""
        with self._database.reading() as connection:
            return linked_queries.count_events(connection)

    def extractions(self, ids: Iterable[str] | None = None) -> Iterator[Extraction]:
        """What reports say, exactly as it was added, by report id; of all reports or of these."""
        with self._database.reading() as connection:
            yield from queries.extractions(connection, ids)

    def raw(self, report: str) -> bytes | None:
        """The archived bytes of a report by its id; None when none were handed over."""
        with self._database.reading() as connection:
            return queries.raw_bytes(connection, report)

    def events(self) -> list[LinkedEvent]:
        """All linked events with their figures by the default rule, most reports first (without ``matches``)."""
        with self._database.reading() as connection:
            return list(linked_queries.linked_events(connection))

    def find(self, words: str) -> list[Event]:
        """Linked events by key, by the beginning of a key, or by words in their name or place; without figures.

        The first of these ways that finds anything gives the answer.
        """
        wanted = " ".join(words.casefold().split())
        with self._database.reading() as connection:
            known = linked_queries.bare_events(connection)
        for fits in (_has_key, _has_key_beginning, _has_name, _has_words):
            if wanted and (found := [event for event in known if fits(event, wanted)]):
                return found
        return []

    def event(self, key: str, why: bool = True) -> LinkedEvent:
        """One linked event by its key, with the matches that made it; without ``why`` they are left out."""
        with self._database.reading() as connection:
            for linked in linked_queries.events_of_keys(connection, [key], why):
                return linked
        raise Missing(f"{self.name}: there is no event {key}")

    def reports(self, key: str) -> list[Report]:
        """The reports that tell of a linked event, in order of publication, undated ones last."""
        return [kept.report for kept in self._told(self.event(key), texts=True)]

    def claims(self, key: str) -> list[Claim]:
        """The claims about a linked event, in order of publication and of the text."""
        return [statement.claim for statement in self.statements(key)]

    def statements(self, key: str | LinkedEvent) -> list[Statement]:
        """The claims about a linked event, each with its report, date and source group: what a coding rule reads."""
        return self._statements(key if isinstance(key, LinkedEvent) else self.event(key))

    def decided(self, key: str) -> list[ClaimState]:
        """The claims about a linked event that people rejected, corrected or added, in order, and how they stand."""
        plain = (ClaimStatus.UNREVIEWED, ClaimStatus.ACCEPTED)
        with self._database.reading() as connection:
            names = [one.claim for one in linked_queries.standing(connection, [key])[key] if one.status not in plain]
            states = states_of(connection, names)
        return [states[name] for name in names]

    def figures(self, key: str, rule: str | None = None) -> dict[Outcome, Figure]:
        """The figures of a linked event by a named coding rule, from all claims that count. Raises ``UnknownRule`` too.

        Without a rule: those that a person set by hand, and by the default rule where none did.
        """
        return self.figures_by(key, [rule])[0]

    def figures_by(self, key: str, wanted: Sequence[str | None]) -> list[dict[Outcome, Figure]]:
        """The figures of a linked event as ``figures`` gives them, by each of these rules."""
        linked = self.event(key)
        with self._database.reading() as connection:
            return figures_about(connection, linked, wanted)

    def headline(self) -> tuple[dict[Outcome, Range], int]:
        """Airwars' headline total over all linked events, and how many of them it counts (graded Fair or Confirmed)."""
        made = [
            tuple(reconcile(self._statements(linked), HEADLINE_RULE, linked.event).values()) for linked in self.events()
        ]
        counted = sum(bool(headline(figures)) for figures in made)
        return headline(one for figures in made for one in figures), counted

    def findings(self, key: str) -> list[tuple[str, Finding]]:
        """Who was found responsible for a linked event: (report id, finding)."""
        with self._database.reading() as connection:
            return linked_queries.findings_about(connection, key)

    def commemorations(self, key: str) -> list[tuple[str, Commemoration]]:
        """Yearly days of remembrance of a linked event: (report id, commemoration)."""
        with self._database.reading() as connection:
            return linked_queries.commemorations_of(connection, key)

    def _statements(self, linked: LinkedEvent) -> list[Statement]:
        with self._database.reading() as connection:
            return statements_about(connection, linked)

    def _told(self, linked: LinkedEvent, texts: bool) -> list[Extraction]:
        with self._database.reading() as connection:
            kept = {one.report.id: one for one in queries.extractions(connection, linked.reports, texts)}
        return [kept[ident] for ident in linked.reports]


def _has_key(event: Event, wanted: str) -> bool:
    return event.key.casefold() == wanted


def _has_key_beginning(event: Event, wanted: str) -> bool:
    return event.key.casefold().startswith(wanted)


def _has_name(event: Event, wanted: str) -> bool:
    return any(name is not None and name.casefold() == wanted for name in (event.name, *event.aliases))


def _has_words(event: Event, wanted: str) -> bool:
    place = event.place
    names = [event.name, *event.aliases, *((place.name, place.admin1, place.country) if place else ())]
    return any(name is not None and wanted in " ".join(name.casefold().split()) for name in names)

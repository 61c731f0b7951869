"""From what linking alone makes of events to what holds once people have decided about claims, copies and figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from knell.events import CopyKind, CopyPair, LinkedEvent, Member, Told, first_published, local_key, retold
from knell.figures import Statement, reconcile
from knell.model import Event, Figure, Outcome
from knell.record.decision_schema import Kind
from knell.record.event_changes import described, hand_figures
from knell.record.known import Known, described_by, load
from knell.record.linked_queries import standing
from knell.record.linked_rows import Revised, Stands
from knell.record.linked_schema import ClaimStatus
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.reviewing import evidence_of

_EVENTS_AT_ONCE = 200

# The copies that linking found among reports.
Copies = Callable[[Collection[str]], Iterable[CopyPair]]


@dataclass
class Revision:
    """Brings what people decided into linked events; ``told`` are lines on where linking would have it otherwise."""

    connection: Connection
    copies: Copies
    told: list[str] = field(default_factory=list)

    def revised(self, linked: Iterable[LinkedEvent]) -> Iterator[Revised]:
        """Linked events as they count, with their figures; those that all claims were moved out of are left out."""
        for chunk in chunks(linked, _EVENTS_AT_ONCE):
            known = load(self.connection, {report for one in chunk for report in one.reports})
            home = {claim: one.key for one in chunk for claim in one.claims} if known.states else {}
            for one in chunk:
                found = self._one(one, known, frozenset(one.members), home)
                if found is not None:
                    yield found

    def own(self, anchors: Iterable[Member]) -> Iterator[Revised]:
        """The events of claims that were taken out of others, by what they are named after, if any claim is left."""
        for anchor in sorted(set(anchors)):
            known = load(self.connection, {anchor.report})
            # What put claims there may have been undone: then there is no such event.
            if anchor not in known.put_beside:
                continue
            bare = LinkedEvent(_event_of(anchor, known), (), (), ())
            found = self._one(bare, known, frozenset({anchor}), {})
            if found is not None:
                yield found

    def _one(self, linked: LinkedEvent, known: Known, names: frozenset[Member], home: dict[str, str]) -> Revised | None:
        if not known.held and (linked.groups or not linked.claims):
            return finished(linked, known, linked.claims, names)
        mine = set(linked.claims)
        found = [claim for claim in linked.claims if self._stays(claim, known, names)]
        more = {claim for name in names & known.put_beside.keys() for claim in known.put_beside[name]} - mine
        for claim in sorted(more):
            self._tell_move(claim, linked, known, home.get(claim))
        found += sorted(more)
        if not found:
            return None
        event = described(linked, known.of_event(names))
        return finished(self._retold(event, known, found), known, found, names)

    def _stays(self, claim: str, known: Known, names: frozenset[Member]) -> bool:
        state = known.states.get(claim)
        return state is None or state.beside is None or state.beside in names

    def _retold(self, linked: LinkedEvent, known: Known, claims: Sequence[str]) -> LinkedEvent:
        """The event with the claims that count and the copies that hold."""
        reports = {known.report(claim).id: known.report(claim) for claim in claims}
        pairs = linked.copies if reports.keys() <= set(linked.reports) else self.copies(reports)
        copies = self._copies(list(pairs), known, reports.keys())
        said = [Told(known.report(claim), known.claim(claim)) for claim in claims if not _is_rejected(claim, known)]
        as_read = [known.read[claim][0] for claim in linked.claims if claim in known.read]
        if linked.groups and copies == list(linked.copies) and [one.claim for one in said] == as_read:
            return linked
        return retold(linked, reports.values(), said, copies)

    def _copies(self, pairs: list[CopyPair], known: Known, among: Collection[str]) -> list[CopyPair]:
        """Copies as linking found them, but for what people decided."""
        if not known.of_copies:
            return pairs
        of_pair = {frozenset((pair.earlier, pair.later)): pair for pair in pairs}
        for both, row in known.of_copies.items():
            if not both <= set(among):
                continue
            found = of_pair.get(both)
            if row["kind"] == Kind.ORIGINAL:
                if of_pair.pop(both, None) is not None:
                    self._tell_copy(row, "is its own report beside", "say that it repeats it")
            elif found is None or found.kind is not CopyKind.COPY:
                one, other = sorted((known.told[name].report for name in both), key=first_published)
                of_pair[both] = (
                    CopyPair(one.id, other.id, CopyKind.COPY, 0.0, 0.0)
                    if found is None
                    else replace(found, kind=CopyKind.COPY, passages=())
                )
                self._tell_copy(row, "stays a copy of", "do not say so")
        return list(of_pair.values())

    def _tell_copy(self, row: Row, stands: str, would: str) -> None:
        who = f"as {row['by']} decided on {row['made']:%Y-%m-%d}"
        self.told.append(f"report {row['report']} {stands} {row['new']['of']}, {who}; the reports alone {would}")

    def _tell_move(self, claim: str, linked: LinkedEvent, known: Known, would: str | None) -> None:
        if would is None:
            return
        rows = [row for row in known.held if any(moved == claim for moved, *_ in row["new"].get("moves", ()))]
        who = f"where {rows[-1]['by']} put it on {rows[-1]['made']:%Y-%m-%d}"
        self.told.append(f"claim {claim} stays with event {linked.key}, {who}; the reports alone put it with {would}")


def finished(linked: LinkedEvent, known: Known, claims: Sequence[str], names: Collection[Member]) -> Revised:
    """An event with its figures worked out; ``claims`` are all of it, those rejected too."""
    at = {report: number for number, report in enumerate(linked.reports)}

    def place(name: str) -> tuple[object, ...]:
        claim = known.claim(name)
        return at.get(known.report(name).id, len(at)), claim.start, claim.end, name

    statements = known.statements(linked)
    rows = known.of_event(names)
    figures = figures_of(linked.event, statements, rejections(known, claims), hand_figures(rows))
    return Revised(
        linked=linked,
        figures=figures,
        claims=tuple(Stands(name, known.report(name).id, status_of(name, known)) for name in sorted(claims, key=place)),
        evidence=evidence_of((one.claim for one in statements), figures),
        reviewed=reviewed_of(rows),
    )


def reviewed_of(rows: Iterable[Row]) -> str | None:
    """The hash of an event's evidence when it was last called reviewed."""
    found = [str(row["new"]["evidence"]) for row in rows if row["kind"] == Kind.REVIEWED]
    return found[-1] if found else None


def figures_of(
    event: Event,
    statements: Sequence[Statement],
    rejected: dict[Outcome, list[tuple[str, str]]],
    by_hand: dict[Outcome, Figure],
    rule: str | None = None,
) -> dict[Outcome, Figure]:
    """The figures of an event by a rule; by the default one, and by hand where set, without a rule."""
    made = reconcile(statements, event=event) if rule is None else reconcile(statements, rule, event)
    made.update(by_hand if rule is None else {})
    return {
        outcome: replace(figure, left_out=(*figure.left_out, *rejected.get(outcome, ())))
        for outcome, figure in made.items()
    }


def statements_about(connection: Connection, linked: LinkedEvent) -> list[Statement]:
    """What is said of an event that was kept, as it counts."""
    return load(connection, set(linked.reports)).statements(linked)


def figures_about(
    connection: Connection, linked: LinkedEvent, wanted: Iterable[str | None]
) -> list[dict[Outcome, Figure]]:
    """The figures of an event that was kept, as ``figures_of`` gives them by each of these rules."""
    known = load(connection, set(linked.reports))
    claims = [one.claim for one in standing(connection, [linked.key])[linked.key]]
    by_hand = hand_figures(known.of_event(known.names_of(linked, claims)))
    statements, rejected = known.statements(linked), rejections(known, claims)
    return [figures_of(linked.event, statements, rejected, by_hand, rule) for rule in wanted]


def rejections(known: Known, claims: Iterable[str]) -> dict[Outcome, list[tuple[str, str]]]:
    """The claims that count nowhere because a person rejected them, and who and why, by outcome.

    In the order of their ids: however they were come by, the same figures are made of them.
    """
    found: dict[Outcome, list[tuple[str, str]]] = {}
    for name in sorted(claims):
        if _is_rejected(name, known):
            by = known.states[name].decided
            why = "" if by is None else f" by {by.by}: {' '.join(by.why.split())}"
            found.setdefault(known.claim(name).outcome, []).append((name, f"rejected{why}"))
    return found


def status_of(name: str, known: Known) -> ClaimStatus:
    """What people made of a claim."""
    return known.states[name].status if name in known.states else ClaimStatus.UNREVIEWED


def _is_rejected(name: str, known: Known) -> bool:
    return status_of(name, known) is ClaimStatus.REJECTED


def _event_of(anchor: Member, known: Known) -> Event:
    """What an event of claims is called, when and where it was: as the report has it that the first is of."""
    key, of = local_key(anchor.report, anchor.event), described_by(anchor).event
    for event in known.told[anchor.report].events:
        if event.key == of:
            return replace(event, key=key, figures={})
    return Event(key)

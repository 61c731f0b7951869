"""A linked event as rows, and rows as a linked event again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table

from knell.events import CopyKind, CopyPair, LinkedEvent, Match, Member, Passage, SourceGroup
from knell.model import Figure, Outcome, Range, SourceType, Span
from knell.record.event_changes import BY_HAND
from knell.record.linked_schema import (
    ClaimStatus,
    copies,
    event_claims,
    event_figures,
    event_reports,
    events,
    links,
    matches,
    source_claims,
    source_groups,
)
from knell.record.report_rows import Row
from knell.record.rows import event_of, interval_row, place_row, range_of, range_row

Rows = dict[Table, list[Row]]


@dataclass(frozen=True, slots=True)
class Stands:
    """A claim about an event, the report that makes it, and what people made of it."""

    claim: str
    report: str
    status: ClaimStatus


@dataclass(frozen=True, slots=True)
class Revised:
    """A linked event as it counts once people have decided: with its figures, and all claims, those rejected too.

    ``evidence`` is a hash of its claims and figures, ``reviewed`` that hash when a person last called it reviewed.
    """

    linked: LinkedEvent
    figures: Mapping[Outcome, Figure]
    claims: tuple[Stands, ...]
    evidence: str
    reviewed: str | None = None

    @property
    def key(self) -> str:
        """The event's key."""
        return self.linked.key

    @property
    def digest(self) -> str:
        """Tells whether anything about it has changed but what people called reviewed or accepted: a hash of it."""
        linked, figures = self.linked, sorted((outcome.value, figure) for outcome, figure in self.figures.items())
        whole = repr((linked, figures, [(one.claim, one.report) for one in self.claims], self.evidence))
        whole += repr([(match.a, match.b, match.score, match.reasons) for match in linked.matches])
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def without_figures(linked: LinkedEvent) -> LinkedEvent:
    """A linked event as it is before its figures are worked out, or set."""
    return replace(linked, event=replace(linked.event, figures={}), by_hand=())


def rows_of_event(one: Revised) -> Rows:
    """All rows of one linked event, table by table, each table after those it refers to."""
    linked, figures, key = one.linked, one.figures, one.key
    return {
        events: [_event_row(one)],
        links: [{"report": each.report, "local_event": each.event, "event": key} for each in linked.members],
        event_figures: [
            {"event": key, "outcome": outcome.value, "rule": figure.rule, **range_row(figure.range)}
            for outcome, figure in figures.items()
        ],
        event_reports: [{"event": key, "report": report, "position": n} for n, report in enumerate(linked.reports)],
        event_claims: [
            {"event": key, "claim": each.claim, "report": each.report, "position": n, "status": each.status.value}
            for n, each in enumerate(one.claims)
        ],
        source_groups: [_group_row(key, n, group) for n, group in enumerate(linked.groups)],
        source_claims: [
            {"event": key, "source_group": group.key, "claim": claim, "position": n}
            for group in linked.groups
            for n, claim in enumerate(group.claims)
        ],
        copies: [{"event": key, "position": n, **copy_row(pair)} for n, pair in enumerate(linked.copies)],
        matches: [_match_row(key, n, match) for n, match in enumerate(linked.matches)],
    }


def linked_of(event: Row, parts: Mapping[str, Iterable[Row]]) -> LinkedEvent:
    """The linked event that was kept, with its figures by the rule that was used when it was linked.

    ``parts`` holds its rows by table name, in order.
    """
    figures: dict[Outcome, Range] = {Outcome(row["outcome"]): range_of(row) for row in parts["event_figures"]}
    of_group: dict[str, list[str]] = {}
    for row in parts["source_claims"]:
        of_group.setdefault(row["source_group"], []).append(row["claim"])
    return LinkedEvent(
        event=event_of(event, figures),
        members=tuple(Member(row["report"], row["local_event"]) for row in parts["links"]),
        reports=tuple(row["report"] for row in parts["event_reports"]),
        claims=tuple(row["claim"] for row in parts["event_claims"] if row["status"] != ClaimStatus.REJECTED),
        groups=tuple(_group_of(row, of_group.get(row["key"], [])) for row in parts["source_groups"]),
        copies=tuple(copy_of(row) for row in parts["copies"]),
        independent_sources=event["independent_sources"],
        strict_sources=event["strict_sources"],
        grade=event["grade"],
        matches=tuple(_match_of(row) for row in parts["matches"]),
        clarity=event["clarity"],
        by_hand=tuple(Outcome(row["outcome"]) for row in parts["event_figures"] if row["rule"] == BY_HAND),
    )


def _event_row(one: Revised) -> Row:
    linked = one.linked
    return {
        "key": linked.key,
        "name": linked.event.name,
        "aliases": linked.event.aliases,
        **interval_row(linked.event.interval),
        **place_row(linked.event.place),
        "independent_sources": linked.independent_sources,
        "strict_sources": linked.strict_sources,
        "grade": linked.grade,
        "digest": one.digest,
        "clarity": linked.clarity,
        "evidence": one.evidence,
        "reviewed": one.reviewed,
    }


def _group_row(event: str, position: int, group: SourceGroup) -> Row:
    return {
        "event": event,
        "key": group.key,
        "position": position,
        "name": group.name,
        "type": None if group.type is None else group.type.value,
        "cited": group.cited,
        "reports": group.reports,
        "outlets": group.outlets,
        "reasons": group.reasons,
    }


def _group_of(row: Row, of_group: Iterable[str]) -> SourceGroup:
    return SourceGroup(
        key=row["key"],
        name=row["name"],
        type=None if row["type"] is None else SourceType(row["type"]),
        cited=row["cited"],
        claims=tuple(of_group),
        reports=row["reports"],
        outlets=row["outlets"],
        reasons=row["reasons"],
    )


def copy_row(pair: CopyPair) -> Row:
    """A copy as a row; the event that holds it and its place there are not in it."""
    return {
        "earlier": pair.earlier,
        "later": pair.later,
        "kind": pair.kind.value,
        "jaccard": pair.jaccard,
        "containment": pair.containment,
        "passages": tuple(_offsets(passage) for passage in pair.passages),
        "changed": pair.changed,
    }


def _offsets(passage: Passage) -> tuple[int, int, int, int]:
    return (passage.earlier.start, passage.earlier.end, passage.later.start, passage.later.end)


def copy_of(row: Row) -> CopyPair:
    """The copy that was kept."""
    return CopyPair(
        earlier=row["earlier"],
        later=row["later"],
        kind=CopyKind(row["kind"]),
        jaccard=row["jaccard"],
        containment=row["containment"],
        passages=tuple(Passage(Span(a, b), Span(c, d)) for a, b, c, d in row["passages"]),
        changed=tuple((earlier, later) for earlier, later in row["changed"]),
    )


def _match_row(event: str, position: int, match: Match) -> Row:
    return {
        "event": event,
        "position": position,
        "a_report": match.a.report,
        "a_event": match.a.event,
        "b_report": match.b.report,
        "b_event": match.b.event,
        "score": match.score,
        "linked": match.linked,
        "reasons": match.reasons,
    }


def _match_of(row: Mapping[str, Any]) -> Match:
    return Match(
        a=Member(row["a_report"], row["a_event"]),
        b=Member(row["b_report"], row["b_event"]),
        score=row["score"],
        linked=row["linked"],
        reasons=row["reasons"],
    )

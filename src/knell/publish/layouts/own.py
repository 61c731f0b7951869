"""knell's own layout: what each event gives to each of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knell.model import Outcome, Range
from knell.publish.cut import Cut, Entry
from knell.publish.layouts import own_cells as cells
from knell.publish.layouts.own_again import readings, rest
from knell.publish.layouts.own_again_tables import ASIDES, LOG, READINGS, TEXTS
from knell.publish.layouts.own_tables import BY_HAND, TABLES
from knell.publish.tables import Cell, Row, Table
from knell.publish.terms import Terms
from knell.record import ClaimStatus

_Made = Iterator[tuple[str, Row]]


class Own:
    """Events, reports, claims, sources, figures and what else the record holds of them, as tables with keys."""

    name = "own"
    version = "2"
    description = "knell's own: every event with its reports, claims, sources and figures by all rules, as tables."

    def tables(self, terms: Terms) -> tuple[Table, ...]:
        """Its tables; those of texts, and by which a record is made again, only where the terms ask for texts."""
        return (*TABLES[:2], TEXTS, *TABLES[2:], READINGS, ASIDES, LOG) if terms.texts else TABLES

    def rows(self, entry: Entry, terms: Terms) -> Iterator[tuple[str, Row]]:
        """What an event gives to each table."""
        more = (readings,) if terms.texts else ()
        for made in (_event, _reports, _mentions, _sources, _claims, _figures, _said, _copies, _decisions, *more):
            for table, row in made(entry, terms):
                # A report and its text may tell of several events, and say themselves whether all are reviewed.
                yield table, row if "reviewed" in row else {**row, "reviewed": entry.reviewed}

    def rest(self, cut: Cut) -> Iterator[tuple[str, Row]]:
        """What is of no one event, once all events are told."""
        return rest(cut) if cut.terms.texts else iter(())


LAYOUT = Own()


def leading(entry: Entry, terms: Terms) -> dict[Outcome, Range]:
    """The figures that lead: by hand where a person set one, else by the leading rule of the release."""
    by_rule = {outcome: figure.range for outcome, figure in entry.figures.get(terms.rule, {}).items()}
    return {**by_rule, **entry.by_hand}


def _event(entry: Entry, terms: Terms) -> _Made:
    linked, figures = entry.linked, leading(entry, terms)
    yield (
        "events",
        {
            "key": entry.key,
            "name": linked.event.name,
            "aliases": list(linked.event.aliases),
            **cells.days(linked.event.interval),
            **cells.where(linked.event.place),
            **{
                f"{outcome.value}_{which}": number
                for outcome in Outcome
                for which, number in cells.numbers(figures.get(outcome)).items()
            },
            "reports": len(linked.reports),
            "claims": len(linked.claims),
            "independent_sources": linked.independent_sources,
            "strict_sources": linked.strict_sources,
            "copies": len({pair.later for pair in linked.copies}),
            "grade": linked.grade,
            "clarity": linked.clarity,
            "disputed": [outcome.value for outcome in entry.disputed],
            "status": entry.status.value,
        },
    )


def _reports(entry: Entry, terms: Terms) -> _Made:
    for report in entry.reports:
        if report.id in entry.firsts:
            row = {name: getattr(report, name) for name in ("id", "title", "published", "language", "outlet", "url")}
            yield (
                "reports",
                {
                    **row,
                    "sha256": report.sha256 or None,
                    "retrospective": report.retrospective,
                    "reviewed": entry.firsts[report.id],
                },
            )
    for text in entry.texts:
        yield (
            "texts",
            {
                "report": text.id,
                **cells.text(text),
                "reviewed": entry.firsts[text.id],
            },
        )
    for position, report in enumerate(entry.reports):
        yield "event_reports", {"event": entry.key, "report": report.id, "position": position}


def _mentions(entry: Entry, terms: Terms) -> _Made:
    for one in entry.mentions:
        yield "mentions", {"report": one.report, "event": entry.key, **cells.mention(one.event, one.position)}


def _sources(entry: Entry, terms: Terms) -> _Made:
    for position, group in enumerate(entry.linked.groups):
        yield (
            "sources",
            {
                "event": entry.key,
                "source": group.key,
                "position": position,
                "name": group.name,
                "type": group.type and group.type.value,
                "cited": group.cited,
                "claims": list(group.claims),
                "reports": list(group.reports),
                "outlets": list(group.outlets),
                "reasons": list(group.reasons),
            },
        )


def _claims(entry: Entry, terms: Terms) -> _Made:
    for position, statement in enumerate(entry.statements):
        claim = statement.claim
        yield (
            "claims",
            {
                "id": claim.id,
                "event": entry.key,
                "report": statement.report,
                "position": position,
                **cells.claim(claim, terms),
                "status": entry.states.get(claim.id, ClaimStatus.UNREVIEWED).value,
                "source": statement.group,
            },
        )


def _figures(entry: Entry, terms: Terms) -> _Made:
    def made(rule: str, outcome: Outcome, value: Range, **more: Any) -> tuple[str, Mapping[str, Cell]]:
        why = {"used": [], "left_out": [], "note": "", **more}
        return "figures", {"event": entry.key, "rule": rule, "outcome": outcome.value, **cells.numbers(value), **why}

    for outcome, value in entry.by_hand.items():
        yield made(BY_HAND, outcome, value)
    for rule, figures in entry.figures.items():
        for outcome, figure in figures.items():
            left_out = [{"claim": claim, "why": why} for claim, why in figure.left_out]
            yield made(rule, outcome, figure.range, used=list(figure.used), left_out=left_out, note=figure.note)


def _said(entry: Entry, terms: Terms) -> _Made:
    for number, (report, one) in enumerate(entry.findings):
        yield "findings", {"event": entry.key, "number": number, "report": report, **cells.finding(one, terms)}
    for number, (report, day) in enumerate(entry.commemorations):
        said = cells.commemoration(day, terms)
        yield "commemorations", {"event": entry.key, "number": number, "report": report, **said}


def _copies(entry: Entry, terms: Terms) -> _Made:
    for pair in entry.linked.copies:
        passages = [[[one.earlier.start, one.earlier.end], [one.later.start, one.later.end]] for one in pair.passages]
        yield (
            "copies",
            {
                "event": entry.key,
                "earlier": pair.earlier,
                "later": pair.later,
                "kind": pair.kind.value,
                "jaccard": pair.jaccard,
                "containment": pair.containment,
                "passages": passages,
                "changed": [list(both) for both in pair.changed],
            },
        )


def _decisions(entry: Entry, terms: Terms) -> _Made:
    for one in entry.decisions:
        yield (
            "decisions",
            {
                "event": entry.key,
                "number": one.number,
                "kind": one.kind.value,
                "about": one.event,
                "claim": one.claim,
                "report": one.report,
                "before": one.before,
                "by": one.by if terms.people else None,
                "why": one.why,
                "made": one.made,
                "old": dict(one.old),
                "new": dict(one.new),
                "undoes": one.undoes,
                "undone_by": one.undone_by,
            },
        )

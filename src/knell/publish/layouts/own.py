"""knell's own layout: what each event gives to each of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knell.model import Cited, Interval, Outcome, Perpetrator, Place, Range
from knell.publish.cut import Entry
from knell.publish.layouts.own_tables import BY_HAND, LONGEST_QUOTE, TABLES, TEXTS
from knell.publish.tables import Cell, Row, Table
from knell.publish.terms import Terms

_Made = Iterator[tuple[str, Row]]
_PLACE = {
    "place": "name",
    "country": "country",
    "admin1": "admin1",
    "latitude": "lat",
    "longitude": "lon",
    "geonames_id": "geonames_id",
    "place_precision": "precision",
}


class Own:
    """Events, reports, claims, sources, figures and what else the record holds of them, as tables with keys."""

    name = "own"
    version = "1"
    description = "knell's own: every event with its reports, claims, sources and figures by all rules, as tables."

    def tables(self, terms: Terms) -> tuple[Table, ...]:
        """Its tables; that of texts only where the terms ask for it."""
        return (*TABLES[:2], TEXTS, *TABLES[2:]) if terms.texts else TABLES

    def rows(self, entry: Entry, terms: Terms) -> Iterator[tuple[str, Row]]:
        """What an event gives to each table."""
        for made in (_event, _reports, _mentions, _sources, _claims, _figures, _said, _copies, _decisions):
            for table, row in made(entry, terms):
                # A report and its text may tell of several events, and say themselves whether all are reviewed.
                yield table, row if "reviewed" in row else {**row, "reviewed": entry.reviewed}


LAYOUT = Own()


def _days(interval: Interval | None) -> dict[str, Cell]:
    if interval is None:
        return {"start": None, "end": None, "date_precision": None}
    return {"start": interval.start, "end": interval.end, "date_precision": interval.precision}


def _where(place: Place | None) -> dict[str, Cell]:
    return {column: None if place is None else getattr(place, name) for column, name in _PLACE.items()}


def _range(value: Range | None) -> dict[str, int | None]:
    return {which: None if value is None else getattr(value, which) for which in ("low", "best", "high")}


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
            **_days(linked.event.interval),
            **_where(linked.event.place),
            **{
                f"{outcome.value}_{which}": number
                for outcome in Outcome
                for which, number in _range(figures.get(outcome)).items()
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
                "text": text.text,
                "parts": [[part.kind.value, part.start, part.end] for part in text.parts],
                "authors": list(text.authors),
                "updated": text.updated,
                "dates": [[one.origin, one.words, one.day and one.day.isoformat(), one.updated] for one in text.dates],
                "extractor": text.extractor or None,
                "reviewed": entry.firsts[text.id],
            },
        )
    for position, report in enumerate(entry.reports):
        yield "event_reports", {"event": entry.key, "report": report.id, "position": position}


def _mentions(entry: Entry, terms: Terms) -> _Made:
    for one in entry.mentions:
        yield (
            "mentions",
            {
                "report": one.report,
                "local_event": one.event.key,
                "event": entry.key,
                "position": one.position,
                "name": one.event.name,
                "aliases": list(one.event.aliases),
                **_days(one.event.interval),
                **_where(one.event.place),
                "figures": {outcome.value: _range(value) for outcome, value in one.event.figures.items()},
            },
        )


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


def _quote(words: str, terms: Terms) -> str:
    return words if terms.texts or len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"


def _words(name: str, found: Cited | Perpetrator | None) -> dict[str, Cell]:
    if found is None:
        return {name: None, f"{name}_start": None, f"{name}_end": None}
    return {name: found.text, f"{name}_start": found.start, f"{name}_end": found.end}


def _claims(entry: Entry, terms: Terms) -> _Made:
    for position, statement in enumerate(entry.statements):
        claim = statement.claim
        cited = claim.cited
        yield (
            "claims",
            {
                "id": claim.id,
                "event": entry.key,
                "report": statement.report,
                "local_event": claim.event,
                "position": position,
                "span_start": claim.start,
                "span_end": claim.end,
                "quote": _quote(claim.quote, terms),
                "outcome": claim.outcome.value,
                "low": claim.count.low,
                "high": claim.count.high,
                "wording": claim.count.wording.value,
                "severity": claim.severity,
                "victims": claim.victims.text,
                "victims_status": claim.victims.status,
                "victims_groups": list(claim.victims.groups),
                "role": claim.role.value,
                **_words("cited", claim.cited),
                "cited_type": cited.type.value if cited and cited.type else None,
                **_words("perpetrator", claim.perpetrator),
                "negated": claim.negated,
                "held": claim.held,
                "confidence": claim.confidence,
                "because": list(claim.because),
                "source": statement.group,
            },
        )


def _figures(entry: Entry, terms: Terms) -> _Made:
    def made(rule: str, outcome: Outcome, value: Range, **more: Any) -> tuple[str, Mapping[str, Cell]]:
        why = {"used": [], "left_out": [], "note": "", **more}
        return "figures", {"event": entry.key, "rule": rule, "outcome": outcome.value, **_range(value), **why}

    for outcome, value in entry.by_hand.items():
        yield made(BY_HAND, outcome, value)
    for rule, figures in entry.figures.items():
        for outcome, figure in figures.items():
            left_out = [{"claim": claim, "why": why} for claim, why in figure.left_out]
            yield made(rule, outcome, figure.range, used=list(figure.used), left_out=left_out, note=figure.note)


def _said(entry: Entry, terms: Terms) -> _Made:
    for number, (report, one) in enumerate(entry.findings):
        yield (
            "findings",
            {
                "event": entry.key,
                "number": number,
                "report": report,
                "local_event": one.event,
                "span_start": one.start,
                "span_end": one.end,
                "quote": _quote(one.quote, terms),
                "finder": one.finder,
                "responsible": one.responsible,
                **_days(one.interval),
                "punished": one.punished,
            },
        )
    for number, (report, day) in enumerate(entry.commemorations):
        yield (
            "commemorations",
            {
                "event": entry.key,
                "number": number,
                "report": report,
                "local_event": day.event,
                "span_start": day.start,
                "span_end": day.end,
                "quote": _quote(day.quote, terms),
                "month": day.month,
                "day": day.day,
                "kind": day.kind,
            },
        )


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

"""What ``knell show`` and ``knell sources`` tell, as JSON objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knell.cli.figure_rows import FigureRow
from knell.contract import Json, commemoration_json, day_json, finding_json, linked_json
from knell.events import CopyPair, LinkedEvent, SourceGroup
from knell.model import Commemoration, Finding, Report


@dataclass(frozen=True, slots=True)
class Told:
    """All that is shown of one event; findings and commemorations come with the id of their report.

    ``reports`` are in order of publication.
    """

    linked: LinkedEvent
    rows: Sequence[FigureRow]
    findings: Sequence[tuple[str, Finding]]
    commemorations: Sequence[tuple[str, Commemoration]]
    reports: Sequence[Report] = ()

    def as_json(self) -> Json:
        """The same as JSON: the event as ``knell events`` prints it, and what is said of it."""
        return {
            "event": linked_json(self.linked),
            "figures": [_row_json(row) for row in self.rows],
            "findings": [{"report": report, **finding_json(finding)} for report, finding in self.findings],
            "commemorations": [{"report": report, **commemoration_json(day)} for report, day in self.commemorations],
        }


def _row_json(row: FigureRow) -> Json:
    return {
        "outcome": row.outcome.value,
        "standing": row.standing.name.lower(),
        "low": row.count.low,
        "high": row.count.high,
        "wording": row.count.wording.value,
        "negated": row.negated,
        "figure": row.figure,
        "victims": row.victims,
        "cited": row.cited,
        "cited_type": row.type,
        "reports": list(row.reports),
        "sources": list(row.sources),
        "first_published": day_json(row.first),
        "last_published": day_json(row.last),
        "words": [
            {"quote": words.quote, "told_by": [{"report": report, "claim": claim} for report, claim in words.told_by]}
            for words in row.words
        ],
    }


def sources_json(linked: LinkedEvent) -> Json:
    """Who rests on whom."""
    return {
        "event": linked.key,
        "independent_sources": linked.independent_sources,
        "strict_sources": linked.strict_sources,
        "grade": linked.grade,
        "groups": [_group_json(group) for group in linked.groups],
        "copies": [_copy_json(pair) for pair in linked.copies],
    }


def _group_json(group: SourceGroup) -> Json:
    return {
        "key": group.key,
        "name": group.name,
        "type": None if group.type is None else group.type.value,
        "cited": group.cited,
        "claims": list(group.claims),
        "reports": list(group.reports),
        "outlets": list(group.outlets),
        "reasons": list(group.reasons),
    }


def _copy_json(pair: CopyPair) -> Json:
    return {
        "earlier": pair.earlier,
        "later": pair.later,
        "kind": pair.kind.value,
        "jaccard": pair.jaccard,
        "containment": pair.containment,
        "changed": [{"earlier": earlier, "later": later} for earlier, later in pair.changed],
    }

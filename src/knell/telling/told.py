"""What ``knell show`` and ``knell sources`` tell, as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knell.contract import Json, commemoration_json, day_json, finding_json, linked_json
from knell.events import CopyPair, LinkedEvent, Passage, Repeat, SourceGroup, normal_form, repeats, wordings
from knell.figures import Statement
from knell.model import Cited, Claim, Commemoration, Finding, Report
from knell.telling.figure_rows import FigureRow


@dataclass(frozen=True, slots=True)
class Told:
    """All that is shown of one event; findings and commemorations come with the id of their report.

    ``reports`` are in order of publication. ``decided`` are the claims that people rejected, corrected or added, as
    JSON objects.
    """

    linked: LinkedEvent
    rows: Sequence[FigureRow]
    findings: Sequence[tuple[str, Finding]]
    commemorations: Sequence[tuple[str, Commemoration]]
    reports: Sequence[Report] = ()
    decided: Sequence[Json] = ()

    def as_json(self) -> Json:
        """The same as JSON: the event as ``knell events`` prints it, and what is said of it."""
        return {
            "event": linked_json(self.linked),
            "figures": [_row_json(row) for row in self.rows],
            "findings": [{"report": report, **finding_json(finding)} for report, finding in self.findings],
            "commemorations": [{"report": report, **commemoration_json(day)} for report, day in self.commemorations],
            "copies": copies_json(self.linked, self.reports),
            **({"decided": list(self.decided)} if self.decided else {}),
        }


def repeats_of(linked: LinkedEvent, statements: Iterable[Statement]) -> dict[str, Repeat]:
    """Which of an event's claims stand in words copied from an earlier report, by the claim's id."""
    claims: dict[str, list[Claim]] = {}
    for statement in sorted(statements, key=lambda one: (one.claim.start, one.claim.end, one.claim.id)):
        claims.setdefault(statement.report, []).append(statement.claim)
    return repeats(claims, linked.copies)


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
        "copies": row.copies,
        "repeats": [_repeat_json(repeat) for repeat in row.repeats],
    }


def _repeat_json(repeat: Repeat) -> Json:
    count = repeat.original.count
    return {
        "report": repeat.later,
        "claim": repeat.claim.id,
        "of_report": repeat.earlier,
        "of_claim": repeat.original.id,
        "changed_from": {"low": count.low, "high": count.high, "wording": count.wording.value}
        if repeat.changed
        else None,
    }


def normal_forms(
    linked: LinkedEvent, statements: Iterable[Statement], reports: Sequence[Report]
) -> dict[str, str | None]:
    """The origin that each source group (by key) rests on, in its normal form; None for an outlet's own voice."""
    language = {report.id: report.language for report in reports}
    cited: dict[str, list[tuple[Cited, str | None]]] = {}
    for one in statements:
        if one.claim.cited is not None:
            cited.setdefault(one.group, []).append((one.claim.cited, language.get(one.report)))
    return {group.key: normal_form(cited[group.key]) if group.key in cited else None for group in linked.groups}


def sources_json(linked: LinkedEvent, statements: Iterable[Statement], reports: Sequence[Report]) -> Json:
    """Who rests on whom."""
    forms = normal_forms(linked, statements, reports)
    return {
        "event": linked.key,
        "independent_sources": linked.independent_sources,
        "strict_sources": linked.strict_sources,
        "grade": linked.grade,
        "groups": [_group_json(group, forms[group.key]) for group in linked.groups],
        "copies": copies_json(linked, reports),
    }


def copies_json(linked: LinkedEvent, reports: Sequence[Report]) -> list[Json]:
    """Which report repeats which, with the passages they share word for word."""
    texts = {report.id: report.text for report in reports}
    return [_copy_json(pair, texts) for pair in linked.copies]


def _group_json(group: SourceGroup, normal: str | None) -> Json:
    return {
        "key": group.key,
        "name": group.name,
        "normal_form": normal,
        "type": None if group.type is None else group.type.value,
        "cited": group.cited,
        "claims": list(group.claims),
        "reports": list(group.reports),
        "outlets": list(group.outlets),
        "reasons": list(group.reasons),
    }


def _copy_json(pair: CopyPair, texts: Mapping[str, str]) -> Json:
    return {
        "earlier": pair.earlier,
        "later": pair.later,
        "kind": pair.kind.value,
        "jaccard": pair.jaccard,
        "containment": pair.containment,
        "changed": [{"earlier": earlier, "later": later} for earlier, later in pair.changed],
        "passages": [_passage_json(passage, pair, texts) for passage in pair.passages],
    }


def _passage_json(passage: Passage, pair: CopyPair, texts: Mapping[str, str]) -> Json:
    earlier, later = texts.get(pair.earlier, ""), texts.get(pair.later, "")
    return {
        "earlier": {"start": passage.earlier.start, "end": passage.earlier.end},
        "later": {"start": passage.later.start, "end": passage.later.end},
        "words": [
            {"same": one.later} if one.same else {"earlier": one.earlier, "later": one.later}
            for one in wordings(earlier, later, passage)
        ],
    }

"""Second codings, what they differ about and how far they agree, as answers."""

from __future__ import annotations

from knell.contract import Json, claim_json
from knell.record import Adjudication, Assignment
from knell.review import coding, coding_agreement, coding_disputes, coding_fields, coding_sheet


def field_json(one: coding_fields.Field) -> Json:
    """What is asked, as it is answered."""
    return {
        "name": one.name,
        "label": one.label,
        "metric": one.metric.value,
        "group": one.group,
        "kind": one.kind,
        "choices": list(one.choices),
        "open": one.open,
    }


def progress_json(one: coding.Progress) -> Json:
    """An assignment and how far it has come."""
    counted = {"claims": one.claims, "coded": one.coded, "event_coded": one.event_coded, "missing": one.missing}
    return {**_assignment(one.assignment), **counted}


def _assignment(one: Assignment) -> Json:
    return {
        "number": one.number,
        "event": one.event,
        "coder": one.coder,
        "by": one.by,
        "made": one.made.isoformat(),
        "sample": None if one.sample is None else dict(one.sample),
        "ended": None if one.ended is None else one.ended.isoformat(),
        "end": one.end,
        "ended_by": one.ended_by,
    }


def sheet_json(sheet: coding_sheet.Sheet) -> Json:
    """What a coder works with."""
    lines = [
        {
            "claim": claim_json(line.claim),
            "report": line.report.id,
            "published": None if line.report.published is None else line.report.published.isoformat(),
            "outlet": line.report.outlet,
            "said": None if line.said is None else dict(line.said),
        }
        for line in sheet.lines
    ]
    missed = [
        {
            "number": one.number,
            "report": one.report.id,
            "start": one.start,
            "end": one.end,
            "words": one.words,
            "said": dict(one.said),
        }
        for one in sheet.missed
    ]
    return {
        "number": sheet.assignment.number,
        "event": sheet.assignment.event,
        "ended": None if sheet.assignment.ended is None else sheet.assignment.ended.isoformat(),
        "claims": lines,
        "event_said": None if sheet.event_said is None else dict(sheet.event_said),
        "missed": missed,
        "left": list(sheet.left.claims),
        "event_left": sheet.left.event,
    }


def dispute_json(one: coding_disputes.Dispute) -> Json:
    """What codings differ about."""
    options = [{"letter": each.letter, "said": dict(each.said), "can_be": each.can_be} for each in one.options]
    return {
        "item": one.item,
        "field": one.field,
        "event": one.event,
        "claim": one.claim,
        "report": one.report,
        "start": one.start,
        "end": one.end,
        "seen": one.seen,
        "options": options,
    }


def settled_json(one: Adjudication) -> Json:
    """What was settled."""
    return {
        "number": one.number,
        "event": one.event,
        "item": one.item,
        "field": one.field,
        "chosen": dict(one.chosen),
        "said": dict(one.said),
        "by": one.by,
        "why": one.why,
        "made": one.made.isoformat(),
        "decision": one.decision,
    }


def agreement_json(table: coding_agreement.Table) -> Json:
    """How far codings agree."""
    return {
        "assignments": table.assignments,
        "events": table.events,
        "coders": list(table.coders),
        "rows": [_row(row) for row in table.rows],
        "pairs": [{"name": part.name, "rows": [_row(row) for row in part.rows]} for part in table.pairs],
        "months": [{"name": part.name, "rows": [_row(row) for row in part.rows]} for part in table.months],
        "missing": table.missing[0],
        "missing_by_two": table.missing[1],
        "samples": table.samples,
        "seed": table.seed,
    }


def _row(row: coding_agreement.Row) -> Json:
    found = row.found
    return {
        "field": row.field.name,
        "metric": found.metric.value,
        "alpha": found.alpha,
        "low": found.low,
        "high": found.high,
        "units": found.units,
        "coders": found.coders,
        "pairable": found.pairable,
        "alone": found.alone,
        "percent": found.percent,
        "reason": found.reason,
        "band": row.band,
    }

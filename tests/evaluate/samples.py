"""Hand-made gold and predictions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from knell.evaluate.gold import GoldClaim, GoldPlace, GoldReport
from knell.evaluate.predicted import Predicted
from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Interval,
    Outcome,
    Place,
    Range,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
)

TEXT = "In Aktau on 3 March 2019 a blast killed 12 people and wounded 30, police said. Another two died later."


def gold_claim(quote: str, low: int | None = None, high: int | None = None, **fields: object) -> GoldClaim:
    start = TEXT.index(quote)
    values: dict[str, object] = {
        "outcome": Outcome.KILLED,
        "wording": Wording.EXACT,
        "role": Role.TOTAL,
        "victims": "people",
        "cited": "police",
        "cited_type": SourceType.POLICE,
        "event": "blast",
        "event_start": date(2019, 3, 3),
        "event_end": date(2019, 3, 3),
        "place": GoldPlace("Aktau", "KZ", 43.65, 51.17),
        **fields,
    }
    return GoldClaim(start=start, end=start + len(quote), quote=quote, low=low, high=high, **values)  # type: ignore[arg-type]


def gold_report(*claims: GoldClaim, **fields: object) -> GoldReport:
    values: dict[str, object] = {"id": "r1", "text": TEXT, "language": "en", "published": date(2019, 3, 4), **fields}
    return GoldReport(Report(**values), claims)  # type: ignore[arg-type]


KILLED = gold_claim("killed 12 people", 12, 12)
INJURED = gold_claim("wounded 30", 30, 30, outcome=Outcome.INJURED)
LATER = gold_claim("Another two died", 2, 2, role=Role.ADDITIONAL, cited=None, cited_type=None)
REPORT = gold_report(KILLED, INJURED, LATER)
BLAST = Event(
    "e1",
    None,
    Interval(date(2019, 3, 3), date(2019, 3, 3), 1),
    Place("Aktau", "KZ", None, 43.65, 51.15, 1, 1),
    {Outcome.KILLED: Range(12, 14, 14)},
)


def claim_like(gold: GoldClaim, **fields: object) -> Claim:
    """The claim that says exactly what a gold one does."""
    assert gold.outcome and gold.wording and gold.role
    values: dict[str, object] = {
        "id": f"c{gold.start}",
        "start": gold.start,
        "end": gold.end,
        "quote": gold.quote,
        "outcome": gold.outcome,
        "count": Count(gold.low, gold.high, gold.wording),
        "victims": Victims(gold.victims),
        "role": gold.role,
        "event": "e1",
        "cited": Cited(gold.cited, 0, 1, gold.cited_type) if gold.cited else None,
        **fields,
    }
    return Claim(**values)  # type: ignore[arg-type]


def perfect(report: GoldReport = REPORT) -> Predicted:
    return Predicted(report.id, tuple(claim_like(gold) for gold in report.claims), (BLAST,))


def gold_row(report: GoldReport) -> dict[str, object]:
    inner = report.report
    return {
        "id": inner.id,
        "text": inner.text,
        "title": inner.title,
        "published": str(inner.published) if inner.published else None,
        "language": inner.language,
        "claims": [
            {
                "quote": c.quote,
                "start_char": c.start,
                "harm": c.outcome,
                "low": c.low,
                "high": c.high,
                "modifier": c.wording,
                "role": c.role,
                "victims": c.victims,
                "cited": c.cited,
                "cited_type": c.cited_type,
                "event": c.event,
                "event_start": str(c.event_start),
                "event_end": str(c.event_end),
                "place": c.place.name,
                "country": c.place.country,
            }
            for c in report.claims
        ],
    }


def write_rows(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path

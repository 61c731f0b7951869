"""All that a record holds about a report and the claims that are shown, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from knell.contract import claim_json, day_json, report_json
from knell.model import Capture, Claim
from knell.record.evidence import names
from knell.record.evidence.gather import Evidence
from knell.record.evidence.spans import Ruler, encoded

Json = dict[str, Any]


def metadata(evidence: Evidence, ruler: Ruler, original: str | None) -> str:
    """The file ``metadata.json``: keys as ``knell extract`` gives them, and beside them what it does not give."""
    report = evidence.report
    whole = {
        "report": {
            **report_json(report, evidence.extraction.retrospective),
            "updated": day_json(report.updated),
            "dates": [{**asdict(signal), "day": day_json(signal.day)} for signal in report.dates],
            "extractor": report.extractor,
            "read_by": evidence.read_by,
            "characters": len(report.text),
            "parts": [{"kind": part.kind.value, "start": part.start, "end": part.end} for part in report.parts],
            "problems": [{"code": one.code, "message": one.message} for one in report.problems],
            "seal": None if evidence.seal is None else list(evidence.seal),
        },
        "original": None
        if evidence.raw is None
        else {"file": original, "bytes": len(evidence.raw), "sha256": report.sha256},
        "text": {"file": "text.txt", "encoding": "utf-8", "bytes": len(encoded(report.text))},
        "captures": [capture_json(capture) for capture in evidence.captures],
        "exchanges": [
            {
                "file": names.exchange(number) if one.content is not None else None,
                "written_to": one.file,
                "at_byte": one.start,
                "sha256": one.sha256,
            }
            for number, one in enumerate(evidence.exchanges, 1)
        ],
        "claims": [_claim(evidence, claim, ruler) for claim in evidence.claims],
        "decisions": [
            {**asdict(one), "kind": one.kind.value, "made": one.made.isoformat()} for one in evidence.decisions
        ],
    }
    return json.dumps(whole, indent=2) + "\n"


def capture_json(capture: Capture) -> Json:
    """How bytes came here; the moment is in UTC."""
    return {
        "url": capture.url,
        "final": capture.final,
        "at": None if capture.at is None else capture.at.isoformat(),
        "headers": [list(header) for header in capture.headers],
        "source": capture.source,
    }


def _claim(evidence: Evidence, claim: Claim, ruler: Ruler) -> Json:
    spans = {spot.what: {"characters": [spot.start, spot.end], "bytes": [spot.first, spot.last]}
             for spot in ruler.spots(claim)}  # fmt: skip
    return {**claim_json(claim), "spans": spans, "linked_event": evidence.events.get(claim.id)}

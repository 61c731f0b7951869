"""All that one report says, figures of its events included."""

from __future__ import annotations

from dataclasses import replace

from knell.claims import read
from knell.figures import alone
from knell.model import Claim, Extraction, Report


def extract(report: Report) -> Extraction:
    """Read a report: claims, events with what this report alone says of them, findings, commemorations."""
    reading = read(report)
    told: dict[str, list[Claim]] = {event.key: [] for event in reading.events}
    for claim in reading.claims:
        told[claim.event].append(claim)
    events = tuple(replace(event, figures=alone(told[event.key])) for event in reading.events)
    return Extraction(
        report=report,
        claims=reading.claims,
        events=events,
        findings=reading.findings,
        commemorations=reading.commemorations,
        problems=(*report.problems, *reading.problems),
        retrospective=reading.retrospective,
    )

"""All that one report says, figures of its events included."""

from __future__ import annotations

from dataclasses import replace

from knell.claims import read
from knell.figures import alone
from knell.model import Extraction, Report


def extract(report: Report) -> Extraction:
    """Read a report: claims, events with what this report alone says of them, findings, commemorations."""
    reading = read(report)
    events = tuple(
        replace(event, figures=alone([c for c in reading.claims if c.event == event.key])) for event in reading.events
    )
    return Extraction(
        report=report,
        claims=reading.claims,
        events=events,
        findings=reading.findings,
        commemorations=reading.commemorations,
        problems=(*report.problems, *reading.problems),
        retrospective=reading.retrospective,
    )

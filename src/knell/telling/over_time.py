"""The toll of an event as it was published, as JSON objects."""

from __future__ import annotations

from collections.abc import Sequence

from knell.contract import Json, day_json
from knell.figures import Step
from knell.model import Count


def timeline_json(event: str, steps: Sequence[Step]) -> Json:
    """The steps as JSON, in order."""
    return {"event": event, "timeline": [_step_json(step) for step in steps]}


def _step_json(step: Step) -> Json:
    return {
        "outcome": step.outcome.value,
        "first_published": day_json(step.first),
        "last_published": day_json(step.last),
        **_count_json(step.count),
        "source": step.source,
        "cited": step.cited,
        "cited_type": None if step.type is None else step.type.value,
        "outlet": step.outlet,
        "revised": step.revised,
        "before": [_count_json(count) for count in step.before],
        "superseded": [_count_json(count) for count in step.superseded],
        "reports": list(step.reports),
        "claims": list(step.claims),
    }


def _count_json(count: Count) -> Json:
    return {"low": count.low, "high": count.high, "wording": count.wording.value}

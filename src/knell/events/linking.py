"""Bring the events of many reports together."""

from __future__ import annotations

from collections.abc import Iterable

from knell.events.linked import LinkedEvent, Member
from knell.model import Event, Extraction, content_id


def link(extractions: Iterable[Extraction]) -> list[LinkedEvent]:
    """The events that the reports tell of, most reports first; the same whatever the order they come in."""
    linked = []
    for extraction in extractions:
        for event in extraction.events:
            claims = tuple(claim.id for claim in extraction.claims if claim.event == event.key)
            if not claims:
                continue
            key = content_id(extraction.report.id, event.key)
            linked.append(
                LinkedEvent(
                    event=Event(key, event.name, event.interval, event.place),
                    members=(Member(extraction.report.id, event.key),),
                    reports=(extraction.report.id,),
                    claims=claims,
                )
            )
    return sorted(linked, key=lambda found: (-len(found.reports), found.key))

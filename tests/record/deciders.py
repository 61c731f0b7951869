"""People who decide at random, about anything there is and some things there are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from knell.record import Decision, Record, RecordError

NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)


def decide(record: Record, rng: Random, minute: int) -> Decision | None:
    """One decision; None where the record refused it."""
    events = [linked.key for linked in record.events()] or ["nothing"]
    reports = sorted({report for linked in record.events() for report in linked.reports}) or ["nobody"]
    event, other = rng.choice(events), rng.choice(events)
    claims = [claim.id for key in events if key != "nothing" for claim in record.claims(key)] or ["nobody-0"]
    mine = [claim.id for claim in record.claims(event)] if event != "nothing" else []
    by, when = rng.choice(("Ada", "Ben")), NOON + timedelta(minutes=minute)
    said: dict[str, Any] = {"by": by, "why": f"reason {minute}", "made": when}
    start = rng.randrange(30)
    values = {"outcome": rng.choice(("killed", "injured")), "low": 7, "high": 7, "wording": "exact"}
    known = [one.number for one in record.decisions()] or [99]
    figure = sorted(rng.choices(range(200), k=3))
    ops: list[Callable[[], Decision | None]] = [
        lambda: record.accept(rng.choice(claims), **said),
        lambda: record.reject(rng.choice(claims), **said),
        lambda: record.correct(rng.choice(claims), {"low": minute, "high": minute, "wording": "exact"}, **said),
        lambda: record.correct(rng.choice(claims), {"role": "part", "cited": "4567"}, **said),
        lambda: record.add_claim(rng.choice(reports), event, start, start + 6, values, **said),
        lambda: record.move(rng.choice(claims), event, **said),
        lambda: record.move(rng.choice(claims), None, **said),
        lambda: record.merge(event, other, **said),
        lambda: record.split(event, rng.sample(mine, rng.randint(0, len(mine))), **said),
        lambda: record.mark_copy(rng.choice(reports), rng.choice(reports), **said),
        lambda: record.mark_original(rng.choice(reports), rng.choice(reports), **said),
        lambda: record.set_figure(event, "killed", *figure, **said),
        lambda: record.clear_figure(event, "killed", **said),
        lambda: record.describe(event, {"name": f"night {minute}", "start": "2020-01-05"}, **said),
        lambda: record.mark_reviewed(event, **said),
        lambda: record.undo(rng.choice(known), **said),
        lambda: record.undo(rng.choice(known), **said),
        lambda: (record.place(rng.choice(claims), event, **said), None)[1],
        lambda: (record.keep_apart(rng.choice(claims), event, **said), None)[1],
        lambda: (record.free(rng.choice(claims), **said), None)[1],
    ]
    try:
        return rng.choice(ops)()
    except RecordError:
        return None


def reading(record: Record) -> list[object]:
    """All that a record says of its events, as those ask who read it."""
    return [
        (
            linked,
            record.statements(linked.key),
            record.reports(linked.key),
            record.figures(linked.key),
            record.figures(linked.key, "ucdp"),
            record.findings(linked.key),
        )
        for linked in record.events()
    ]

"""Decide something of every kind in a record, as people would: what a release of it must bring along.

``python scripts/decide.py RECORD``; used by ``make test-validators`` on a record of the examples, never on a real one.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

from knell.record import Record

SAID: dict[str, Any] = {"by": "A. Coder", "why": "to try releases", "made": datetime(2026, 1, 1, tzinfo=UTC)}


def main(target: str) -> None:
    """Decide, and undo some of it."""
    with Record(target, create=False) as record:
        first, second, third = (event.key for event in record.events()[:3])
        claims = [claim.id for claim in record.claims(first)]
        record.accept(claims[0], **SAID)
        record.correct(claims[1], {"role": "part", "cited": None}, **SAID)
        record.undo(record.reject(claims[2], **SAID).number, **SAID)
        record.reject(claims[3], **SAID)
        report = record.reports(first)[0]
        end = report.text.index(" ", 20)
        values = {"outcome": "injured", "low": 3, "high": 3, "wording": "exact"}
        record.add_claim(report.id, first, 0, end, values, **SAID)
        own = record.move(claims[4], None, **SAID)
        second = str(record.merge(third, second, **SAID).new["event"])
        record.undo(record.split(second, [record.claims(second)[0].id], **SAID).number, **SAID)
        record.mark_copy(report.id, record.reports(first)[1].id, **SAID)
        record.set_figure(second, "killed", 1, None, 9, **SAID)
        record.describe(str(own.event), {"name": "one of its own", "start": None, "place": None}, **SAID)
        record.mark_reviewed(second, **SAID)


if __name__ == "__main__":
    main(sys.argv[1])

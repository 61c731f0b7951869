"""Whatever people decide, and whenever reports come, the record is what linking from nothing makes of both."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.extraction import extract
from knell.model import Report
from knell.record import Record, Sealed, linking
from tests.events.crowds import crowd, reaches
from tests.record.deciders import decide, reading
from tests.record.dumping import dump

# What says that, and by whom, something was decided, though it holds no more.
LOG = ("decisions", "decision_subjects", "listing", "listing_people", "listing_state")
PARTS = ("links", "events", "decisions", "database")


def faults(record: Record) -> list[str]:
    return [fault.message for fault in record.verify(links=True).faults if fault.part in PARTS]


def holds(path: Path) -> dict[str, list[str]]:
    """All that a record holds but the log."""
    return {table: rows for table, rows in dump(path).items() if table not in LOG}


@given(st.integers(0, 2**32), st.integers(2, 7))
@settings(max_examples=5, deadline=None)
def test_decisions_between_reports_end_where_linking_from_nothing_ends(
    tmp_path_factory: pytest.TempPathFactory, seed: int, many: int
) -> None:
    rng = random.Random(seed)
    coming = [Sealed(one) for one in crowd(rng, many)]
    path = tmp_path_factory.mktemp("any") / "r.db"
    with reaches(2, 1), pytest.MonkeyPatch.context() as patch, Record(path) as record:
        patch.setattr(linking, "_WORTH", 0)
        minute = 0
        while coming:
            for _ in range(rng.randint(1, 3)):
                if coming:
                    record.add_many([coming.pop()])
            record.link()
            for _ in range(rng.randint(0, 4)):
                minute += 1
                decide(record, rng, minute)
        assert faults(record) == []
        was = reading(record)
        patch.setattr(linking, "LINKER", "another version")
        assert record.link() == 0
        assert reading(record) == was


@given(st.integers(0, 2**32), st.integers(2, 6))
@settings(max_examples=5, deadline=None)
def test_a_decision_undone_leaves_nothing_behind_but_its_rows(
    tmp_path_factory: pytest.TempPathFactory, seed: int, many: int
) -> None:
    rng = random.Random(seed)
    path = tmp_path_factory.mktemp("undo") / "r.db"
    with Record(path) as record:
        record.add_many([Sealed(one) for one in crowd(rng, many)])
        record.link()
        for minute in range(4):
            decide(record, rng, minute)
        for minute in range(4):
            before = holds(path)
            made = decide(record, rng, minute + 10)
            if made is not None and made.undoes is None:
                after = holds(path)
                undone = record.undo(made.number, by="Ada")
                assert holds(path) == before
                again = record.undo(undone.number, by="Ada")
                assert holds(path) == after
                record.undo(again.number, by="Ada")
        assert faults(record) == []


def test_an_event_with_several_rejected_claims_is_what_linking_anew_makes_of_it(tmp_path: Path) -> None:
    """Whatever the order in which they were rejected, and that in which their reports come."""
    for first in (0, 1):
        with Record(tmp_path / f"{first}.db") as record:
            for number, many in enumerate((12, 14, 12)):
                text = f"On 3 May 2011 a mine near Kirkuk fell in. It killed {many} miners, team {number} said."
                report = Report(id=f"z{9 - number}", text=text, language="en", published=date(2011, 5, 4 + number))
                record.add(extract(report))
            record.link()
            claims = [claim.id for told in record.extractions() for claim in told.claims][:2]
            for claim in claims if first else claims[::-1]:
                record.reject(claim, by="Ana", why="not of this mine")
            assert dict(record.verify().wrong) == {}

"""Where the reports alone would have done otherwise than a person, that is said, and nothing is changed by asking."""

from __future__ import annotations

from pathlib import Path

from knell.record import Record, Sealed, overruled
from tests.events.makers import MIRSK, ORVELD, days, figure, told

DAY = days("2020-03-01")


def test_what_linking_would_have_done_is_told_and_not_done(tmp_path: Path) -> None:
    reports = [told(name, figure(12), when=DAY, where=ORVELD) for name in ("first", "second")]
    reports.append(told("far", figure(40), when=days("2020-06-01"), where=MIRSK))
    with Record(tmp_path / "r.db") as record:
        record.add_many([Sealed(one) for one in reports])
        record.link()
        key = next(one.key for one in record.events() if "first" in one.reports)
        assert overruled(record, key) == []
        made = record.move("far-0", key, by="Ada", why="the same night")
        before = record.events()
        (line,) = overruled(record, key)
        assert line.startswith(f"claim far-0 stays with event {key}, where Ada put it")
        assert "the reports alone put it with" in line
        assert record.events() == before
        record.undo(made.number, by="Ada")
        assert overruled(record, key) == []

"""An event that a decision made is gone when that decision is undone, and back when the undo is."""

from __future__ import annotations

from pathlib import Path

from knell.record import Record, Sealed
from tests.events.makers import ORVELD, days, figure, told

DAY = days("2020-03-01")


def test_no_event_is_left_of_a_move_that_was_undone(tmp_path: Path) -> None:
    reports = [told(name, figure(12), when=DAY, where=ORVELD) for name in ("first", "second")]
    with Record(tmp_path / "r.db") as record:
        record.add_many([Sealed(one) for one in reports])
        record.link()
        made = record.move("second-0", None, by="Ada", why="another mill")
        assert (record.count_events(), len(record.events())) == (2, 2)
        back = record.undo(made.number, by="Ada")
        assert (record.count_events(), len(record.events())) == (1, 1)
        record.undo(back.number, by="Ada")
        assert record.count_events() == 2
        assert record.event(str(made.event)).claims == ("second-0",)

"""What goes into a release."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from knell import Record, extract
from knell.model import Report
from knell.publish import Cut, Terms


def test_only_what_a_person_marked_as_reviewed_goes_in_unless_all_is_asked_for(tmp_path: Path) -> None:
    text = "The clash in Osh on 3 May 2001 killed 12 people, police said."
    report = Report(id="a", text=text, published=date(2001, 5, 4), language="en")
    with Record(tmp_path / "r.db") as record:
        record.add(extract(report))
        record.link()
        key = record.events()[0].key
        day = date(2026, 1, 1)
        assert not list(Cut(record, Terms(day)).entries())
        (entry,) = Cut(record, Terms(day, unreviewed=True)).entries()
        assert entry.key == key and not entry.reviewed
        record.mark_reviewed(key, by="ana", why="read all of it")
        (entry,) = Cut(record, Terms(day)).entries()
        assert entry.reviewed and [one.kind for one in entry.decisions] == ["reviewed"]

"""What goes into a release."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knell import Record, extract
from knell.figures import rules
from knell.model import Report
from knell.publish import Cut, Terms
from knell.record import Sealed


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


def said(ident: str, town: str) -> Report:
    text = f"The clash in {town} on 3 May 2001 killed 12 people, police said."
    return Report(id=ident, text=text, published=date(2001, 5, 4), language="en")


def test_a_cut_is_of_one_moment_however_often_it_is_read(tmp_path: Path) -> None:
    with Record(tmp_path / "r.db") as record:
        record.add(extract(said("a", "Osh")))
        record.link()
        with Cut(record, Terms(date(2026, 1, 1), unreviewed=True)).held() as cut:
            first = [one.key for one in cut.entries()]
            record.add(extract(said("b", "Naryn")))
            record.link()
            assert [one.key for one in cut.entries()] == [one.key for one in cut.again().entries()] == first
            assert cut.count() == 1
        assert cut.count() == 2


def test_pages_of_keys_leave_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knell.record.wholes._AT_ONCE", 2)
    towns = ("Osh", "Naryn", "Tbilisi", "Baku", "Yerevan")
    with Record(tmp_path / "r.db") as record:
        record.add_many([Sealed(extract(said(town, town))) for town in towns])
        record.link()
        entries = list(Cut(record, Terms(date(2026, 1, 1), unreviewed=True)).entries())
        assert [one.key for one in entries] == sorted(one.key for one in record.events())
        assert sorted(ident for one in entries for ident in one.firsts) == sorted(towns)
        for one in entries:
            assert one.linked == record.event(one.key, why=False)
            assert list(one.statements) == record.statements(one.key)
            assert one.figures == {rule.name: record.figures(one.key, rule.name) for rule in rules()}


def test_a_report_of_two_events_goes_in_once_and_says_whether_both_are_reviewed(tmp_path: Path) -> None:
    text = "The clash in Osh on 3 May 2001 killed 12 people. The flood in Naryn on 9 June 2003 killed 5 people."
    with Record(tmp_path / "r.db") as record:
        record.add(extract(Report(id="a", text=text, published=date(2003, 6, 10), language="en")))
        record.link()
        keys = sorted(one.key for one in record.events())
        assert len(keys) == 2
        record.mark_reviewed(keys[1], by="ana", why="read all of it")
        day = date(2026, 1, 1)
        assert [one.firsts for one in Cut(record, Terms(day, unreviewed=True)).entries()] == [{"a": False}, {}]
        assert [one.firsts for one in Cut(record, Terms(day)).entries()] == [{"a": True}]

"""Whole events in pages: nothing left out, the same in every database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knell import extract
from knell.model import Report
from knell.record import Record, Sealed, Wholes
from tests.record.test_postgresql import emptied

TEXTS = {
    "a": "The clash in Osh on 3 May 2001 killed 12 people, police said. Another 30 people were injured.",
    "b": "The clash in Osh on 3 May 2001 killed 14 people, a hospital doctor said.",
    "c": "A flood near Naryn on 9 June 2003 killed at least 5 people and left 2 missing.",
    "d": "The clash in Osh on 3 May 2001 killed 12 people. The flood in Naryn on 9 June 2003 killed 5 people.",
}


def fill(record: Record) -> None:
    """Reports of two events, a decision about one of which is made."""
    day = date(2003, 6, 10)
    said = (Report(id=name, text=text, published=day, language="en") for name, text in TEXTS.items())
    record.add_many([Sealed(extract(one)) for one in said])
    record.link()
    key = next(one.key for one in record.events() if "a" in one.reports)
    record.reject(record.claims(key)[0].id, by="ana", why="misread")
    record.mark_reviewed(key, by="ana", why="read all of it")


def test_every_event_is_as_the_record_tells_it_alone(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knell.record.wholes._AT_ONCE", 1)
    fill(record)
    found = list(Wholes(record))
    assert [one.linked.key for one in found] == sorted(one.key for one in record.events())
    for one in found:
        key = one.linked.key
        assert one.linked == record.event(key, why=False) and one.row == record.row(key)
        assert list(one.statements) == record.statements(key)
        assert list(one.findings) == record.findings(key)
        assert list(one.commemorations) == record.commemorations(key)
        assert list(reversed(one.decisions)) == record.history(event=key)
        for rule, figures in one.figures.items():
            assert {o: f.range for o, f in figures.items()} == {
                o: f.range for o, f in record.figures(key, rule).items()
            }


def test_why_a_claim_was_rejected_and_by_whom_stands_with_the_decision_alone(record: Record) -> None:
    fill(record)
    (found,) = Wholes(record, reviewed=True)
    why = {reason for figures in found.figures.values() for one in figures.values() for _, reason in one.left_out}
    assert "rejected" in why and not any("ana" in reason for reason in why)
    assert {one.by for one in found.decisions} == {"ana"}


def test_both_databases_give_the_same(record: Record, postgresql: str, tmp_path: Path) -> None:
    fill(record)
    with Record(emptied(postgresql)) as other:
        fill(other)
        one, two = (list(Wholes(made, texts=True)) for made in (record, other))
    for here, there in zip(one, two, strict=True):
        assert here.linked == there.linked and here.figures == there.figures
        assert (here.firsts, here.texts, here.mentions) == (there.firsts, there.texts, there.mentions)
        assert (here.reports, here.statements) == (there.reports, there.statements)

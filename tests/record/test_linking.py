"""Linking in steps ends where linking all at once ends."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.events import (
    CopyKind,
    CopyPair,
    Keeping,
    Linked,
    LinkedEvent,
    Match,
    Member,
    Passage,
    Placement,
    SourceGroup,
    link,
    link_anew,
)
from knell.model import Extraction, Outcome, Span
from knell.record import Record, Sealed, linking
from tests.events.crowds import crowd, reaches
from tests.record.dumping import dump
from tests.record.strategies import example


def some(many: int) -> list[Sealed]:
    return [Sealed(*example(f"r{n}", b"%d" % n, low=100 + n)) for n in range(many)]


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)))
@settings(max_examples=10)
def test_order_and_steps_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], stops: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("link")
    batch = some(5)
    with Record(folder / "once.db") as once:
        once.add_many(batch)
        once.link()
    with Record(folder / "steps.db") as steps:
        for n in order:
            steps.add_many([batch[n]])
            if n in stops:
                steps.link()
        steps.link()
    assert dump(folder / "once.db") == dump(folder / "steps.db")


@given(st.integers(0, 2**32), st.integers(2, 10))
@settings(max_examples=10, deadline=None)
def test_a_record_linked_in_steps_holds_row_by_row_what_one_linked_at_once_holds(
    tmp_path_factory: pytest.TempPathFactory, seed: int, many: int
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    rng = random.Random(seed)
    batch = [Sealed(one) for one in crowd(rng, many)]
    with reaches(2, 1), pytest.MonkeyPatch.context() as patch, Record(folder / "once.db") as once:
        once.add_many(batch)
        once.link()
        patch.setattr(linking, "_WORTH", 0)
        with Record(folder / "steps.db") as steps:
            for at in rng.sample(range(many), many):
                steps.add_many([batch[at]])
                if rng.random() < 0.7:
                    steps.link()
            steps.link()
    assert dump(folder / "once.db") == dump(folder / "steps.db")


def without_figures(found: LinkedEvent) -> LinkedEvent:
    return replace(found, event=replace(found.event, figures={}))


def test_events_come_back_as_they_were_linked(record: Record) -> None:
    batch = some(4)
    record.add_many(batch)
    record.link()
    linked = link(sealed.extraction for sealed in batch)
    kept_events = [without_figures(found) for found in record.events()]
    assert sorted(kept_events, key=lambda found: found.key) == sorted(
        (replace(found, matches=()) for found in linked), key=lambda found: found.key
    )
    for found in linked:
        kept = record.event(found.key)
        assert without_figures(kept) == found
        assert kept.matches == found.matches
        assert kept.event.figures == {outcome: one.range for outcome, one in record.figures(found.key).items()}
        assert [claim.id for claim in record.claims(found.key)] == list(found.claims)
        assert [report.id for report in record.reports(found.key)] == list(found.reports)


def test_all_that_linking_can_say_is_kept(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = some(2)
    record.add_many(batch)
    one, other = (Member(f"r{n}", "e1") for n in range(2))
    event = replace(batch[0].extraction.events[0], key="linked", figures={})
    whole = LinkedEvent(
        event=event,
        members=(one, other),
        reports=("r0", "r1"),
        claims=("r0-claim", "r1-claim"),
        groups=(
            SourceGroup(
                "g2", "official data", None, True, ("r1-claim", "r0-claim"), ("r0", "r1"), ("outlet",), ("why",)
            ),
            SourceGroup("g1", None, None, False, (), ()),
        ),
        copies=(
            CopyPair("r0", "r1", CopyKind.PARTIAL, 0.25, 0.5, (Passage(Span(1, 2), Span(3, 4)),), (("147", "150"),)),
        ),
        independent_sources=2,
        strict_sources=1,
        grade="Fair",
        matches=(Match(one, other, 3.5, True, ("same day", "same place")),),
    )
    monkeypatch.setattr(linking, "link_anew", lambda extractions, placements, shelf: Linked((), (whole,)))
    assert record.link() == 1
    kept = record.event("linked")
    assert without_figures(kept) == whole
    assert kept.matches == whole.matches
    assert kept.event.figures[Outcome.KILLED].low == 100
    assert [report for report, _ in record.commemorations("linked")] == ["r0", "r1"]


def test_a_finding_is_told_with_its_report(record: Record) -> None:
    extraction, raw = example()
    finding = replace(extraction.findings[0], event="e1")
    record.add(replace(extraction, findings=(finding,)), raw)
    record.link()
    assert record.findings(record.events()[0].key) == [("r1", finding)]


def test_an_event_that_nothing_new_touches_is_not_written_again(record: Record) -> None:
    record.add_many(some(2))
    assert record.link() == len(record.events())
    assert record.link() == 0
    record.add(*example("far", b"far", published=None))
    assert record.link() == 1


def test_a_link_is_due_until_it_is_made(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not record.is_link_due()
    record.add(*example())
    assert record.is_link_due()
    record.link()
    assert not record.is_link_due()
    monkeypatch.setattr(linking, "LINKER", "another version")
    assert record.is_link_due()
    record.link()
    assert not record.is_link_due()


def test_reports_that_come_while_linking_are_linked_too(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    record.add_many(some(1))
    late = iter([example("late", b"late")])
    real = link_anew

    def slow(extractions: list[Extraction], placements: list[Placement], shelf: Keeping) -> Linked:
        found = real(list(extractions), placements, shelf)
        for pair in late:
            record.add(*pair)
        return found

    monkeypatch.setattr(linking, "link_anew", slow)
    record.link()
    assert {report for event in record.events() for report in event.reports} == {"r0", "late"}
    assert not record.is_link_due()


def test_several_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    batches = [some(12)[n::3] for n in range(3)]

    def write(batch: list[Sealed]) -> None:
        with Record(path) as own:
            for sealed in batch:
                own.add_many([sealed])

    Record(path).close()
    threads = [threading.Thread(target=write, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Record(path) as record:
        assert record.count() == 12

"""An event read for its page is what the record tells of it, one answer after the other."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from knell.extraction import extract
from knell.figures import rules
from knell.model import Report
from knell.record import ClaimStatus, Codings, Missing, Record, ReportList, Sealed, about, glance
from tests.record.deciders import decide
from tests.record.test_postgresql import emptied

TEXTS = {
    "pier": "The fire at a pier in Varna on 8 May 2004 killed 9 people, the mayor said. 17 more were hurt.",
    "port": "The fire at a pier in Varna on 8 May 2004 killed at least 11 people. A court in Sofia found the owner "
    "responsible for the fire in Varna on 8 May 2004.",
    "hill": "A landslide near Gabrovo on 2 July 2006 killed 4 people. Each year on 2 July Gabrovo remembers the dead.",
    "copy": "The fire at a pier in Varna on 8 May 2004 killed 9 people, the mayor said. 17 more were hurt.",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record is to be."""
    is_file = request.param == "sqlite"
    return str(tmp_path / "r.db") if is_file else emptied(request.getfixturevalue("postgresql"))


def test_it_is_what_the_record_tells_of_it(target: str) -> None:
    rng, kinds = Random(20), set[str]()
    with Record(target) as record:
        record.add_many([Sealed(extract(Report(id=name, text=text, language="en"))) for name, text in TEXTS.items()])
        record.link()
        for minute in range(20):
            made = decide(record, rng, minute)
            kinds.update(() if made is None else (made.kind,))
            if minute % 10 == 9:
                for one in record.events():
                    same(record, one.key, 1)
                    same(record, one.key, 100)
    assert len(kinds) > 4


def same(record: Record, key: str, most: int) -> None:
    """What was read for the page of an event is what the record tells."""
    name = rules()[1].name
    seen = glance(record, key, most)
    found = about(record, seen, name)
    row = record.row(key, name)
    assert row is not None
    assert (seen.digest, seen.status, seen.decided) == (record.digest(key), row.status, record.last_decided())
    assert seen.version == record.version("event", key)
    assert list(seen.history) == record.history(event=key, most=most)
    assert list(found.history) == record.history(event=key)
    assert found.linked == record.event(key, why=False)
    assert list(found.statements) == record.statements(key)
    assert found.states == record.claim_states(found.states)
    assert {one.claim.id for one in found.rejected} == rejected(record, key)
    assert found.states.keys() == {*found.linked.claims, *rejected(record, key)}
    assert found.reports == ReportList(record).rows({state.report for state in found.states.values()})
    assert (found.figures, found.by_hand) == (row.figures, row.by_hand)
    assert list(found.findings) == record.findings(key)
    assert list(found.commemorations) == record.commemorations(key)


def rejected(record: Record, key: str) -> set[str]:
    """The claims about an event that people rejected."""
    states = record.claim_states(one.claim for one in record.history() if one.claim is not None)
    given_up = {name for name, state in states.items() if state.status is ClaimStatus.REJECTED}
    return {name for name, (_, event) in Codings(record).whereabouts(given_up).items() if event == key}


def test_of_an_event_that_there_is_not_nothing_is_told(record: Record) -> None:
    with pytest.raises(Missing, match="there is no event nothing"):
        glance(record, "nothing")

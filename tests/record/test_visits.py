"""How addresses stand is kept and found again."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from knell.model import DateSignal
from knell.record import Record, Visit
from tests.record.strategies import names, texts

moments = st.one_of(st.none(), st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC)))
signals = st.builds(DateSignal, texts, texts, st.one_of(st.none(), st.dates()), st.booleans())


wanted = st.builds(
    Visit,
    url=texts,
    state=texts,
    reason=texts,
    attempts=st.integers(0, 99),
    tried=moments,
    not_before=moments,
    etag=names,
    found_in=names,
    title=names,
    dates=st.tuples(signals, signals),
)


@settings(max_examples=25)
@given(st.lists(wanted, max_size=5))
def test_visits_come_back_as_they_were(found: list[Visit]) -> None:
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "r.db") as record:
        record.put_visits(found)
        assert {visit.url: visit for visit in record.visits()} == {visit.url: visit for visit in found}


def test_a_visit_takes_the_place_of_the_one_before(record: Record) -> None:
    day = DateSignal("feed", "7 March", date(2026, 3, 7))
    record.put_visits([Visit("a", "waiting", position=2, dates=(day,)), Visit("b", "failed", "no host", position=1)])
    assert [visit.url for visit in record.visits()] == ["b", "a"] and record.next_position() == 3
    record.put_visits([Visit("a", "fetched", attempts=1, sha256="x", position=2)])
    assert [visit.url for visit in record.visits(states=["fetched", "gone"])] == ["a"]
    assert record.visits(urls=["b", "c"]) == [Visit("b", "failed", "no host", position=1)]


def test_visits_are_kept_in_postgresql_too(postgresql: str) -> None:
    with Record(postgresql) as record:
        one = Visit("http://a.example.org/\x00", "failed", "slow", 3, datetime(2026, 3, 1, 12, tzinfo=UTC), position=1)
        record.put_visits([one])
        assert record.visits(urls=[one.url]) == [one]

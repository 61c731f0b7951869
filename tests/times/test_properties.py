"""What holds of any text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.languages import UnknownLanguage
from knell.model import Interval
from knell.times import find, only_within
from knell.times.days import precision

WORDS = """
January Jan. May may march MARCH Sunday Sun Tues the of on in , . 1 31 13th second 1990 '90 1990s 90
2005-05-13 13.05.2005 05/06/2005 - – to and from between last next this that same year years days week night
morning ago later before after since until early mid late spring today yesterday overnight anniversary 34th
every two twenty-five several a people ( ) BC century weekend will said : KABUL --
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join))
DATES = st.one_of(st.none(), st.dates())


@given(TEXTS, DATES)
def test_offsets_intervals_and_order(text: str, published: date | None) -> None:
    last = 0
    for mention in find(text, "en", published):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        last = mention.end
        assert mention.because
        if mention.kind == "yearly":
            assert mention.interval is None
        if mention.interval is not None:
            assert mention.interval.start <= mention.interval.end
            assert mention.interval.precision == precision(mention.interval.start, mention.interval.end)


@given(TEXTS, DATES)
def test_the_same_text_reads_the_same_twice(text: str, published: date | None) -> None:
    assert find(text, "en", published) == find(text, "en", published)


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)), DATES)
def test_a_full_date_reads_back_in_every_dress(one: date, published: date | None) -> None:
    month = one.strftime("%B")
    for words in (
        f"{one.day} {month} {one.year}",
        f"{month} {one.day}, {one.year}",
        f"{month} {one.day} {one.year}",
        str(one),
    ):
        for text in (f"They died on {words} there.", f"THEY DIED ON {words.upper()} THERE.", f"Ten ({words}) died."):
            found = [m.interval for m in find(text, "en", published)]
            assert [(i.start, i.end, i.precision) for i in found if i] == [(one, one, 1)], text


@given(st.dates(min_value=date(1700, 1, 8)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_or_open(published: date, back: int) -> None:
    name = date.fromordinal(published.toordinal() - back).strftime("%A")
    found = find(f"They died on {name}.", "en", published)
    assert len(found) == 1
    interval = found[0].interval
    assert interval is None if back == 6 else interval is not None and (published - interval.start).days == back


def test_a_text_in_a_language_without_data_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        find("text", "xx")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), max_size=8), st.integers(0, 40), st.integers(0, 30))
def test_the_only_day_within_a_stretch(told: list[tuple[int, int]], first: int, length: int) -> None:
    def span(start: int, longer: int) -> Interval:
        begin = date(1990, 1, 1) + timedelta(days=start)
        return Interval(begin, begin + timedelta(days=longer), 1)

    spans = [span(*one) for one in sorted(set(told))]
    stretch = span(first, length)
    inside = [one for one in spans if stretch.start <= one.start and one.end <= stretch.end]
    assert only_within(spans, stretch) == (inside[0] if len(inside) == 1 else None)

"""Times that count from the report's date."""

from __future__ import annotations

import pytest

from tests.times.reading import one, said, span

# A Wednesday.
PUBLISHED = "2019-05-15"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("today", "2019-05-15"),
        ("yesterday", "2019-05-14"),
        ("yesterday afternoon", "2019-05-14"),
        ("the day before yesterday", "2019-05-13"),
        ("tonight", "2019-05-15"),
        ("last night", "2019-05-14"),
        ("this morning", "2019-05-15"),
        ("early this morning", "2019-05-15"),
        ("overnight", "2019-05-14..2019-05-15"),
        ("Wednesday", "2019-05-15"),
        ("Tuesday", "2019-05-14"),
        ("Tuesday night", "2019-05-14"),
        ("late Monday", "2019-05-13"),
        ("Friday", "2019-05-10"),
        ("last Friday", "2019-05-10"),
        ("last Wednesday", "2019-05-08"),
        ("Thursday last week", "2019-05-09"),
        ("last week", "2019-05-06..2019-05-12"),
        # for many the week begins on Sunday
        ("earlier this week", "2019-05-12..2019-05-15"),
        ("this week", "2019-05-12..2019-05-19"),
        ("thirty years ago on Saturday", "1989-05-18"),
        ("thirty years ago this Monday", "1989-05-13"),
        ("on this day, thirty years ago", "1989-05-15"),
        ("thirty years ago on this very day", "1989-05-15"),
        ("thirty years ago this month", "1989-05-01..1989-05-31"),
        ("four years back", "2015-01-01..2015-12-31"),
        ("over the weekend", "2019-05-11..2019-05-12"),
        ("last month", "2019-04-01..2019-04-30"),
        ("late last month", "2019-04-21..2019-04-30"),
        ("earlier this month", "2019-05-01..2019-05-15"),
        ("last year", "2018-01-01..2018-12-31"),
        ("early last year", "2018-01-01..2018-04-30"),
        ("earlier this year", "2019-01-01..2019-05-15"),
        ("last August", "2018-08-01..2018-08-31"),
        ("last summer", "2018-06-01..2018-08-31"),
        ("March last year", "2018-03-01..2018-03-31"),
        ("April 19-20 last year", "2018-04-19..2018-04-20"),
        ("two days ago", "2019-05-13"),
        ("six days ago", "2019-05-08..2019-05-09"),
        ("a week ago", "2019-05-05..2019-05-11"),
        ("three months ago", "2019-02-01..2019-02-28"),
        ("three years ago", "2016-01-01..2016-12-31"),
        ("thirty years ago today", "1989-05-15"),
        ("half a century ago", "1967-01-01..1971-12-31"),
        ("a year and a half ago", "2017-11-01..2017-11-30"),
        ("so far this year", "2019-01-01..2019-05-15"),
        ("thirty years ago this month", "1989-05-01..1989-05-31"),
        ("30 hours ago", "2019-05-13..2019-05-14"),
        ("in the past 24 hours", "2019-05-14..2019-05-15"),
        ("over the last two weeks", "2019-05-01..2019-05-15"),
        ("from Friday to Sunday", "2019-05-10..2019-05-12"),
    ],
)
def test_a_time_counted_from_the_report(words: str, days: str) -> None:
    text = f"Nine people were killed {words}, police said."
    assert said(text, PUBLISHED) == {words: days}
    assert said(text.upper(), PUBLISHED) == {words.upper(): days}
    assert one(text, PUBLISHED).kind == "relative"


@pytest.mark.parametrize("words", ["yesterday", "last Friday", "on Sunday", "two days ago", "last year", "this week"])
def test_without_a_report_date_the_words_are_kept_and_the_days_unknown(words: str) -> None:
    mention = one(f"Nine people were killed {words}.")
    assert mention.interval is None


@pytest.mark.parametrize("words", ["several days ago", "a few weeks ago", "years ago"])
def test_how_long_ago_is_not_guessed(words: str) -> None:
    assert span(one(f"It began {words}.", PUBLISHED)) is None


def test_roughly_is_wider_the_way_the_words_say() -> None:
    assert said("nearly thirty years ago", PUBLISHED) == {"thirty years ago": "1989-01-01..1992-12-31"}
    assert said("more than thirty years ago", PUBLISHED) == {"thirty years ago": "1986-01-01..1989-12-31"}
    assert said("three decades ago", PUBLISHED) == {"three decades ago": "1987-01-01..1991-12-31"}


def test_what_will_be_is_not_what_was() -> None:
    assert said("The court will meet on Friday.", PUBLISHED) == {"Friday": "2019-05-17"}
    assert said("next Friday", PUBLISHED) == {"next Friday": "2019-05-17"}
    assert said("He will stay, he said on Monday.", PUBLISHED) == {"Monday": "2019-05-13"}


def test_the_weekday_of_tomorrow_is_left_open() -> None:
    assert said("It sank on Thursday.", PUBLISHED) == {"Thursday": None}
    assert said("It sank last Thursday.", PUBLISHED) == {"last Thursday": "2019-05-09"}

"""Anniversaries and yearly days: what is remembered did not happen in the year of the report."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find
from tests.times.reading import one, said, span

REMEMBERED = """Thirty-one years on, the town today remembers the dead of the flood that took place in 1962.

On the night of February 16-17, 1962, the dyke broke. According to official data, 40 people drowned that night.

February 16 is a day of mourning in the town. On this day the bells are rung. In 1965 a court found two
engineers guilty.

"The repairs of November 3-4 last year came late. The 31st anniversary of the disaster of February 16 falls in a year
without floods," the mayor said.

Candles for the victims of February 16."""


def test_nothing_in_a_commemoration_happened_in_the_year_of_the_report() -> None:
    mentions = find(REMEMBERED, "en", date(1993, 2, 16))
    now = [REMEMBERED[m.start : m.end] for m in mentions if m.interval and m.interval.start == date(1993, 2, 16)]
    assert now == ["today"]
    words = {REMEMBERED[m.start : m.end]: m for m in mentions}
    assert span(words["that night"]) == "1962-02-16..1962-02-17"
    assert span(words["November 3-4 last year"]) == "1992-11-03..1992-11-04"
    assert span(words["The 31st anniversary"]) == "1962-02-16"
    assert words["The 31st anniversary"].kind == "anniversary"
    kinds = [m.kind for m in mentions if REMEMBERED[m.start : m.end] in ("February 16", "this day")]
    assert kinds == ["yearly", "yearly", "yearless", "yearless"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Today marks the 30th anniversary of the fire.", "1990-06-12"),
        ("Yesterday was the 30th anniversary of the fire.", "1990-06-11"),
        ("Families marked the 30th anniversary of the fire.", "1990-01-01..1990-12-31"),
        ("the 30th anniversary of the fire of June 14", "1990-06-14"),
        ("On June 14, the 30th anniversary of the fire, bells rang.", "1990-06-14"),
        ("the second anniversary of the attack", "2018-01-01..2018-12-31"),
        ("the 10-year anniversary of the attack", "2010-01-01..2010-12-31"),
        ("the centenary of the massacre", "1920-01-01..1920-12-31"),
        ("It is exactly 50 years today since the dam burst.", "1970-06-12"),
        ("Fifty years after the dam burst, nobody has paid.", "1970-01-01..1970-12-31"),
        ("Fifty years on, nobody has paid.", "1970-01-01..1970-12-31"),
        ("Two years to the day after the blast, families met.", "2018-06-12"),
        ("On May 9, 2020, the sixth anniversary of the battle, crowds met.", "2014-05-09"),
        ("They met on May 9, 2020 for the sixth anniversary of the battle.", "2014-01-01..2014-12-31"),
        ("They marked the sixth anniversary of the battle of May 9, 2014.", "2014-05-09"),
        ("He said today that the sixth anniversary of the battle was near.", "2014-01-01..2014-12-31"),
        ("Tomorrow it will be 50 years since the dam burst.", "1970-06-13"),
        ("It has been five years since the attack.", "2015-01-01..2015-12-31"),
    ],
)
def test_an_anniversary_counts_back_to_the_event(text: str, days: str) -> None:
    found = [m for m in find(text, "en", date(2020, 6, 12)) if m.kind == "anniversary"]
    assert [span(m) for m in found] == [days]


def test_the_anniversary_of_a_day_just_past_belongs_to_the_year_before() -> None:
    text = "Mourners gathered for the tenth anniversary of the bombing of December 30."
    assert said(text, "2024-01-03")["the tenth anniversary"] == "2013-12-30"


def test_a_day_dated_in_full_settles_the_anniversary() -> None:
    text = "Wales marked the 20th anniversary. The mine collapsed on 21 October 1976."
    assert said(text, "1996-10-19")["the 20th anniversary"] == "1976-10-21"


def test_an_anniversary_without_a_report_date_is_unknown() -> None:
    assert said("the 34th anniversary of the tragedy") == {"the 34th anniversary": None}


@pytest.mark.parametrize(
    "text",
    [
        "Every January 20 the town falls silent.",
        "January 20 is a day of mourning in the town.",
        "They gather each year on January 20.",
        "January 20 is marked as a day of remembrance.",
        "The day is observed on January 20 each year.",
    ],
)
def test_a_day_kept_every_year_is_no_events_date(text: str) -> None:
    mention = next(m for m in find(text, "en", date(2024, 1, 22)) if m.month_day)
    assert (mention.kind, mention.interval, mention.month_day) == ("yearly", None, (1, 20))


def test_the_name_of_an_event_is_not_the_day_of_the_report() -> None:
    assert one("The January 20 tragedy shook the town.", "2024-01-20").interval is None
    assert said("The July 8 mine blast killed one.", "2021-07-09") == {"The July 8": "2021-07-08"}
    assert one("The May 18 uprising changed the country.", "2021-12-10").interval is None


def test_a_day_near_an_anniversary_is_left_open() -> None:
    text = "Ahead of the anniversary of the shooting, families spoke of 13 May."
    assert said(text, "2009-05-12")["13 May"] is None


def test_years_after_a_dated_event_count_from_it() -> None:
    assert said("Three years after the 1990 revolt he was tried.")["Three years after"] == "1993-01-01..1993-12-31"


def test_a_headline_that_looks_back() -> None:
    assert said("The town mourns 34 years after the flood", "2024-01-20")["34 years after"] == "1990-01-01..1990-12-31"
    assert said("He was tried three years after the flood", "2024-01-20")["three years after"] is None


def test_the_day_of_reporting_is_not_the_day_reported() -> None:
    text = "Guests laid wreaths, the agency reports on Jan. 20. Troops came in the night of January 19-20, 1990."
    assert said(text, "2022-01-21")["Jan. 20"] == "2022-01-20"

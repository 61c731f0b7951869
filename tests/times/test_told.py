"""Times that point back to what the text told before, and years that a text carries on."""

from __future__ import annotations

import pytest

from tests.times.reading import said


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("that night", "1990-03-02..1990-03-03"),
        ("the same day", "1990-03-02..1990-03-03"),
        ("The next day", "1990-03-04"),
        ("The following morning", "1990-03-04"),
        ("two days later", "1990-03-05"),
        ("A day earlier", "1990-03-01"),
        ("the previous evening", "1990-03-01"),
        ("a week later", "1990-03-07..1990-03-13"),
        ("The following month", "1990-04-01..1990-04-30"),
        ("later that year", "1990-01-01..1990-12-31"),
        ("the previous year", "1989-01-01..1989-12-31"),
        ("three years later", "1993-01-01..1993-12-31"),
        ("On 9 March", "1990-03-09"),
        ("in May", "1990-05-01..1990-05-31"),
        ("At month's end", "1990-03-21..1990-03-31"),
        ("that December", "1990-12-01..1990-12-31"),
        ("that summer", "1990-06-01..1990-08-31"),
        ("the following spring", "1991-03-01..1991-05-31"),
        ("the following Sunday", "1990-03-04"),
        ("several weeks later", None),
        ("20 hours later", "1990-03-03..1990-03-04"),
        ("48 hours later", "1990-03-05"),
        ("60 hours later", "1990-03-05..1990-03-06"),
    ],
)
def test_it_counts_from_what_was_told_before(words: str, days: str | None) -> None:
    text = f"On the night of March 2-3, 1990 troops entered the town. {words} nine people were killed."
    key = words.removeprefix("On ").removeprefix("in ")
    assert said(text)[key] == days
    assert said(text, "2014-03-02")[key] == days


@pytest.mark.parametrize("words", ["that night", "the next day", "two days later", "the same month", "a year earlier"])
def test_with_nothing_told_before_it_is_unknown(words: str) -> None:
    assert said(f"Nine people were killed {words}.") == {words: None}
    assert said(f"Nine people were killed {words}.", "2014-03-02") == {words: None}


def test_an_account_carries_its_year_on() -> None:
    text = (
        "The war broke out in 1921. In May, the northern army crossed the river. On June 6 the port fell.\n\n"
        "In November the siege began. In January the town gave up. In 1923, peace was signed; on 4 July all went home."
    )
    assert said(text) == {
        "1921": "1921-01-01..1921-12-31",
        "May": "1921-05-01..1921-05-31",
        "June 6": "1921-06-06",
        "November": "1921-11-01..1921-11-30",
        "January": "1922-01-01..1922-01-31",
        "1923": "1923-01-01..1923-12-31",
        "4 July": "1923-07-04",
    }


def test_a_year_in_passing_does_not_carry_on() -> None:
    text = (
        "Police shot nine people on Sunday. It was the worst attack since 2008, when 160 people died, and recalls "
        "the 1992 massacre. On 3 March three more were killed."
    )
    assert said(text, "2014-03-04")["3 March"] == "2014-03-03"


def test_a_look_back_keeps_its_year_and_the_news_its_own() -> None:
    text = (
        "The trial opened on 4 June.\n\nTroops entered the town on 13 May 2005. By 14 May hundreds were dead.\n\n"
        "The judge spoke on Tuesday."
    )
    assert said(text, "2006-06-07") == {
        "4 June": "2006-06-04",
        "13 May 2005": "2005-05-13",
        "14 May": "2005-05-14",
        "Tuesday": "2006-06-06",
    }


def test_a_day_dated_in_full_elsewhere_is_that_day() -> None:
    text = "Victims of 13 May were remembered. Shots fell on 13 May 2005, and few were ever charged."
    assert said(text, "2011-05-12")["13 May"] == "2005-05-13"


def test_a_flashback_does_not_move_the_story() -> None:
    text = "On 4 March 1990 the army came. The previous year it had stayed away. On 9 March it left."
    assert said(text)["9 March"] == "1990-03-09"


def test_beside_a_day_it_counts_back_to_what_is_told_of() -> None:
    text = "On Sunday, two weeks after the quake, 40 were still missing."
    assert said(text, "2015-05-10")["two weeks after"] == "2015-04-23..2015-04-29"
    text = "On Tuesday, a day after the blast, the toll rose."
    assert said(text, "2023-01-31")["a day after"] == "2023-01-30"


def test_nothing_told_lies_after_the_report() -> None:
    text = "He spoke on Monday. Two weeks later nothing had changed."
    assert said(text, "2023-01-31")["Two weeks later"] is None


CHRONOLOGY = """A chronology of attacks on the road:
2006
March: A mine kills 20.
July 11: Seven people die.

2007

• May 18 - Eleven are killed.
• November - Thirteen die.

February 3, 2008 -- A truck bomb kills nine.
March 6 -- Two more die.
"""


def test_the_entries_of_a_chronology_take_the_year_above_them() -> None:
    days = {
        "2006": "2006-01-01..2006-12-31",
        "March": "2006-03-01..2006-03-31",
        "July 11": "2006-07-11",
        "2007": "2007-01-01..2007-12-31",
        "May 18": "2007-05-18",
        "November": "2007-11-01..2007-11-30",
        "February 3, 2008": "2008-02-03",
        "March 6": "2008-03-06",
    }
    assert said(CHRONOLOGY) == days
    assert said(CHRONOLOGY, "2013-02-21") == days


def test_a_year_that_was_told_does_not_put_what_has_been_into_the_days_to_come() -> None:
    text = (
        "Police said on 12 January that the driver, who was arrested on 24 November, has confessed. "
        "On 13 January the ministers met to resume talks that broke down in October."
    )
    found = said(text, "2003-01-14")
    assert found["October"] == "2002-10-01..2002-10-31"
    assert found["24 November"] == "2002-11-24"

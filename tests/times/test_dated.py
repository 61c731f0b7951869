"""Calendar times: days, months, years, seasons and stretches of them."""

from __future__ import annotations

import pytest

from tests.times.reading import one, said, span

STATED = [
    # days
    ("The raid of May 13, 2005 left two dead.", "May 13, 2005", "2005-05-13"),
    ("It happened on 13 May 2005.", "13 May 2005", "2005-05-13"),
    ("It happened on the 13th of May 2005.", "the 13th of May 2005", "2005-05-13"),
    ("Shots fell on Friday, 13 May 2005, in the square.", "Friday, 13 May 2005", "2005-05-13"),
    ("on the second of June 1986", "the second of June 1986", "1986-06-02"),
    ("in the early hours of Tuesday, 5 March 2019", "the early hours of Tuesday, 5 March 2019", "2019-03-05"),
    ("They died on Nov. 3, 1979.", "Nov. 3, 1979", "1979-11-03"),
    ("the blast of 4-Aug-2011", "4-Aug-2011", "2011-08-04"),
    ("on 9 JAN 90 in the capital", "9 JAN 90", "1990-01-09"),
    ("on Christmas Eve 1999", "Christmas Eve 1999", "1999-12-24"),
    ("on the last day of February 1996", "the last day of February 1996", "1996-02-29"),
    # days in figures
    ("on 2005-05-13 at noon", "2005-05-13", "2005-05-13"),
    ("at 2005-05-13T10:00:00Z", "2005-05-13T10:00:00Z", "2005-05-13"),
    ("on 13.05.2005 at noon", "13.05.2005", "2005-05-13"),
    ("on 05.06.2005 at noon", "05.06.2005", "2005-06-05"),
    ("on 13/5/2005 at noon", "13/5/2005", "2005-05-13"),
    ("on 5/13/2005 at noon", "5/13/2005", "2005-05-13"),
    ("on 05/06/2005 at noon", "05/06/2005", None),
    # several days
    ("On the night of March 2-3, 1984, it began.", "the night of March 2-3, 1984", "1984-03-02..1984-03-03"),
    ("2-3 March 1984 were the worst", "2-3 March 1984", "1984-03-02..1984-03-03"),
    ("in the night from 2 to 3 March 1984", "the night from 2 to 3 March 1984", "1984-03-02..1984-03-03"),
    ("March 2 to 5, 1984 brought no rest", "March 2 to 5, 1984", "1984-03-02..1984-03-05"),
    ("on March 2 and 3, 1984", "March 2 and 3, 1984", "1984-03-02..1984-03-03"),
    ("between May 3 and 7, 1998", "between May 3 and 7, 1998", "1998-05-03..1998-05-07"),
    ("from 27 September to 10 November 2020", "from 27 September to 10 November 2020", "2020-09-27..2020-11-10"),
    ("from 20 December to 5 January 2021", "from 20 December to 5 January 2021", "2020-12-20..2021-01-05"),
    ("the first week of May 1998", "the first week of May 1998", "1998-05-01..1998-05-07"),
    ("in the week of 13 May 1998", "the week of 13 May 1998", "1998-05-11..1998-05-17"),
    ("in the week ending 13 May 1998", "the week ending 13 May 1998", "1998-05-07..1998-05-13"),
    # months and their parts
    ("in May 2005 it was quiet", "May 2005", "2005-05-01..2005-05-31"),
    ("In mid-February 1992 they left.", "mid-February 1992", "1992-02-11..1992-02-20"),
    ("in early June 1992", "early June 1992", "1992-06-01..1992-06-10"),
    ("by the end of April 1975", "the end of April 1975", "1975-04-21..1975-04-30"),
    ("in August and September 1914", "August and September 1914", "1914-08-01..1914-09-30"),
    ("from June 2011 to May 2012", "from June 2011 to May 2012", "2011-06-01..2012-05-31"),
    ("the first three months of 2023", "the first three months of 2023", "2023-01-01..2023-03-31"),
    ("the last ten days of March 1999", "the last ten days of March 1999", "1999-03-22..1999-03-31"),
    ("the second quarter of 2023", "the second quarter of 2023", "2023-04-01..2023-06-30"),
    # years and longer
    ("In 1994 the court met.", "1994", "1994-01-01..1994-12-31"),
    ("in the year 2000", "the year 2000", "2000-01-01..2000-12-31"),
    ("in late 1989", "late 1989", "1989-09-01..1989-12-31"),
    ("the first half of 1994", "the first half of 1994", "1994-01-01..1994-06-30"),
    ("the spring of 1991", "the spring of 1991", "1991-03-01..1991-05-31"),
    ("in the winter of 1941-42", "the winter of 1941-42", "1941-12-01..1942-02-28"),
    ("through the 1990s", "the 1990s", "1990-01-01..1999-12-31"),
    ("the early 1970s", "the early 1970s", "1970-01-01..1973-12-31"),
    ("in 1990-91", "1990-91", "1990-01-01..1991-12-31"),
    ("between 1990 and 1994", "between 1990 and 1994", "1990-01-01..1994-12-31"),
    ("in the 19th century", "the 19th century", "1800-01-01..1899-12-31"),
    ("the 1967 war", "1967", "1967-01-01..1967-12-31"),
    ("the 1992 market bombing", "1992", "1992-01-01..1992-12-31"),
    ("(1973)", "1973", "1973-01-01..1973-12-31"),
    ("the massacre of 1937", "1937", "1937-01-01..1937-12-31"),
    # what the calendar or the type cannot hold
    ("in 146 BC", "146 BC", None),
    ("from 264 to 146 B.C.", "264 to 146 B.C.", None),
    ("on 31 February 1990", "31 February 1990", None),
]


@pytest.mark.parametrize(("text", "words", "days"), STATED)
def test_a_stated_time(text: str, words: str, days: str | None) -> None:
    assert said(text) == {words: days}


@pytest.mark.parametrize(("text", "words", "days"), [case for case in STATED if "BC" not in case[0]])
def test_capitals_and_line_breaks_change_nothing(text: str, words: str, days: str | None) -> None:
    assert said(text.upper()) == {words.upper(): days}
    assert said(text.replace(" ", "\n")) == {words: days}


@pytest.mark.parametrize(("text", "words", "days"), STATED)
def test_the_report_date_changes_no_stated_time(text: str, words: str, days: str | None) -> None:
    assert said(text, "2021-06-30") == {words: days}


def test_two_figures_are_the_last_such_year_up_to_the_report() -> None:
    assert said("in '94") == {"'94": "1994-01-01..1994-12-31"}
    assert said("on 3 JAN 19 at dawn", "2019-02-01") == {"3 JAN 19": "2019-01-03"}
    assert said("on 3 JAN 19 at dawn", "1995-02-01") == {"3 JAN 19": "1919-01-03"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Fighting began on 30 December.", "2019-12-30"),
        ("Fighting began on 3 January.", "2020-01-03"),
        ("Fighting began on 2 January.", "2020-01-02"),
        ("FIGHTING BEGAN ON\n30 DECEMBER.", "2019-12-30"),
        ("Fighting began in November.", "2019-11-01..2019-11-30"),
        ("Fighting began in mid-December.", "2019-12-11..2019-12-20"),
        ("Fighting began in the summer.", "2019-06-01..2019-08-31"),
        ("The vote will be held on 5 June.", "2020-06-05"),
        ("The vote was on 10 January.", None),
    ],
)
def test_without_a_year_it_is_the_last_one_before_the_report(text: str, days: str | None) -> None:
    mention = one(text, "2020-01-03")
    assert span(mention) == days
    assert mention.kind == "yearless"


def test_a_weekday_beside_the_day_helps_to_choose_the_year() -> None:
    # 4 March was a Saturday in 2000 and in 2006, not in 2007
    text = "They met in 2006. On Saturday 4 March shots fell."
    assert said(text, "2007-03-20")["Saturday 4 March"] == "2006-03-04"


def test_nothing_is_guessed_without_a_report_date() -> None:
    assert said("Police fired on 13 May.") == {"13 May": None}
    assert said("Police fired in May.") == {"May": None}


def test_the_limit_is_marked() -> None:
    since = one("Since 2008 at least 20 have died.", "2021-06-30")
    assert (span(since), since.bound) == ("2008-01-01..2021-06-30", "since")
    for text, bound in [("until 1997", "until"), ("by 1997", "by"), ("before 1997", "before"), ("after 1997", "after")]:
        mention = one(f"It grew {text}.", "2021-06-30")
        assert (span(mention), mention.bound) == ("1997-01-01..1997-12-31", bound)


def test_an_open_end_is_the_report() -> None:
    assert said("the war (2003 - present)", "2009-12-19") == {"2003 - present": "2003-01-01..2009-12-19"}
    assert said("from 2003 to the present") == {"from 2003 to the present": None}


def test_what_comes_round_soon_is_not_last_years() -> None:
    assert said("Talks in October were on the table.", "1989-09-20") == {"October": None}
    assert said("Talks in March were on the table.", "1989-09-20") == {"March": "1989-03-01..1989-03-31"}
    assert said("He was seized last 29 March.", "1989-08-21") == {"last 29 March": "1989-03-29"}


def test_joined_times_share_their_year() -> None:
    assert said("on the night of 5 May and early on 6 May 1992") == {
        "the night of 5 May": "1992-05-05",
        "6 May 1992": "1992-05-06",
    }
    assert said("late May or early June 1944", "2001-01-01")["late May"] == "1944-05-21..1944-05-31"


def test_days_in_a_list_are_one_stretch() -> None:
    assert said("Rallies on 13, 14 and 15 September 1989") == {"13, 14 and 15 September 1989": "1989-09-13..1989-09-15"}

"""The date that a text gives itself."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import dateline, find
from tests.times.reading import day, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HARBOUR, Northland (Jan. 22, 2013)\nToday police met.", "2013-01-22"),
        ("   PORT CITY, 3 JAN 90 (RADIO) -- [TEXT] THE ARMY\nSAID SO.", "1990-01-03"),
        ("NORTHPORT (NORTHLAND), 15 NOV 89 (NEWS) -- ONE DIED.", "1989-11-15"),
        ("HARBOUR, March 4, 2011 — Two men died.", "2011-03-04"),
        ("Two die in Harbour\nPublished: 4 March 2011\nTwo men died.", "2011-03-04"),
        ("Two die in Harbour\nBy A. Writer\nMarch 4, 2011 9:42 PM CET\nTwo men died on Tuesday.", "2011-03-04"),
        ("Report\n2010-07-CA-144\nHARBOUR, Northland (July 22) - Police said so.", "2010-07-22"),
        ("Report\n2010-12-CA-144\nHARBOUR, Northland (Jan. 2) - Police said so.", "2011-01-02"),
        ("NORTHPORT, Northland, March 4, 2011. The ministry spoke.", "2011-03-04"),
        ("Harbour, Northland, (Post / The Daily News - NEWS - 15th Jul, 2019 ) :About 300 men came.", "2019-07-15"),
        ("HARBOUR (Post News / Agency - 28th August, 2021) Eleven people died.", "2021-08-28"),
        ("Northern Command Morning Report March 4, 2011\nTroops held a man yesterday.", "2011-03-04"),
        ("HARBOUR, Northland (March 4,2011) Troops held a man yesterday.", "2011-03-04"),
        ("March 4, 2011 (HARBOUR) - At least two men died on Sunday.", "2011-03-04"),
        # no year anywhere
        ("HARBOUR, Northland (July 22) - Police said so.", None),
        # dates of events, not of the text
        ("On March 4, 2011 two men died in Harbour.", None),
        ("On Friday, March 4, 2011 (a holiday) two men died.", None),
        ("On Friday (the Feast of All - March 4, 2011) two men died.", None),
        ("Yesterday, March 4, 2011 - two men died.", None),
        ("Two die in Harbour fire of March 4, 2011\nThe town mourns.", None),
        ("The Harbour Fire, March 4, 2011\nThe town mourns.", None),
        ("4 March 2011\nThe town falls.\n\n5 March 2011\nThe army leaves.", None),
        ("", None),
    ],
)
def test_dateline(text: str, expected: str | None) -> None:
    assert dateline(text, "en") == (day(expected) if expected else None)


def test_it_stands_in_for_the_report_date() -> None:
    text = "HARBOUR, Northland (Jan. 22, 2013)\nPolice said they shot a man on Sunday."
    assert said(text)["Sunday"] == "2013-01-20"
    assert said(text, "2013-01-28")["Sunday"] == "2013-01-27"


def test_it_is_no_time_of_an_event() -> None:
    text = "Update, Jan. 22, 2013\nHARBOUR, Northland (Jan. 22, 2013)\nPolice shot a man."
    assert [(m.kind, m.interval and m.interval.start) for m in find(text, "en")] == [
        ("dateline", date(2013, 1, 22))
    ] * 2

"""Days of remembrance, as a calendar program reads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from knell.events import LinkedEvent
from knell.model import Commemoration, Event, Interval
from knell.publish import Entry
from knell.publish.calendar import Occasion, calendar, occasions
from knell.record import Status
from tests.record.strategies import commemorations, intervals

DAY = date(2026, 3, 1)


def entry(interval: Interval | None, *days: Commemoration) -> Entry:
    linked = LinkedEvent(Event("abc", interval=interval), (), (), ())
    said = tuple(("r", one) for one in days)
    return Entry(linked, True, Status.REVIEWED, {}, {}, (), (), (), (), said, (), {}, (), ())


def on(*days: date) -> Interval:
    return Interval(days[0], days[-1], 1 if days[0] == days[-1] else 2)


def remembered(month: int, day: int, kind: str = "day of mourning") -> Commemoration:
    return Commemoration(0, 1, "q", month, day, kind)


def unfolded(written: bytes) -> list[str]:
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    return written.replace(b"\r\n ", b"").decode().split("\r\n")


def made(*found: Occasion, title: str = "Record") -> list[str]:
    return unfolded(b"".join(calendar(found, title, DAY)))


def test_an_anniversary_is_an_entry_of_all_day_each_year() -> None:
    (one,) = occasions(entry(on(date(1991, 6, 4))), "The square", "12 killed; see, why\\how", "https://a.example/e/abc")
    assert made(one) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//knell//knell//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Record",
        "BEGIN:VEVENT",
        "UID:abc@knell",
        "DTSTAMP:20260301T000000Z",
        "DTSTART;VALUE=DATE:19910604",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:The square",
        "DESCRIPTION:12 killed\\; see\\, why\\\\how",
        "URL:https://a.example/e/abc",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_an_event_of_some_days_ends_behind_the_last_of_them() -> None:
    (one,) = occasions(entry(on(date(1991, 12, 31), date(1992, 1, 1))), "x")
    assert {"DTSTART;VALUE=DATE:19911231", "DTEND;VALUE=DATE:19920102"} <= set(made(one))


def test_a_day_that_is_not_known_has_no_anniversary() -> None:
    assert not list(occasions(entry(None), "x"))
    assert not list(occasions(entry(Interval(date(1991, 1, 1), date(1991, 1, 31), 4)), "x"))


def test_a_remembrance_begins_behind_its_event_and_is_named_as_most_do() -> None:
    days = [remembered(2, 3, "day of sorrow"), remembered(2, 3), remembered(2, 3), remembered(2, 30)]
    first, second = occasions(entry(on(date(1991, 6, 4)), *days), "The square")
    assert (second.uid, second.start) == ("abc-0203@knell", date(1992, 2, 3))
    assert second.summary == "The square (day of mourning)" and first.summary == "The square"


def test_a_remembrance_on_the_day_itself_is_no_second_entry() -> None:
    (one,) = occasions(entry(on(date(1991, 6, 4)), remembered(6, 4)), "The square")
    assert one.summary == "The square (day of mourning)"


def test_the_29th_of_february_is_kept_each_year() -> None:
    (one,) = occasions(entry(on(date(1992, 2, 29))), "x")
    assert "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" in made(one)
    _, other = occasions(entry(on(date(1992, 3, 1)), remembered(2, 29)), "x")
    assert other.start == date(1996, 2, 29)


@given(st.one_of(st.none(), intervals()), st.lists(commemorations([None]), max_size=3), st.text(max_size=99), st.text())
def test_any_event_makes_a_calendar_of_whole_lines(interval: Any, days: Any, label: str, about: str) -> None:
    one = entry(interval, *days)
    found = list(occasions(one, label, about, f"https://a.example/{label}"))
    assert len({x.uid for x in found}) == len(found)
    assert all(x.start <= x.end for x in found)
    lines = made(*found, title=label)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(found)
    assert all(":" in line for line in lines[:-1]) and lines[-1] == ""
    assert b"".join(calendar(found, label, DAY)) == b"".join(
        calendar(occasions(one, label, about, f"https://a.example/{label}"), label, DAY)
    )

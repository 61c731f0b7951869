from __future__ import annotations

from datetime import date, timedelta

import pytest

from knell.model import DateSignal
from knell.reports.dating import MARGIN_DAYS, ORDER, address_signals, feed_signal, header_signals, settle_dates

TODAY = date(2024, 6, 1)
DAY = date(2024, 5, 3)


def signal(origin: str, day: date | None = DAY, *, updated: bool = False) -> DateSignal:
    return DateSignal(origin, str(day or "the other day"), day, updated)


def test_the_first_origin_of_the_order_is_chosen() -> None:
    later = DAY + timedelta(days=1)
    found = settle_dates([signal("url", later), signal("meta", later), signal("json-ld")], TODAY)
    assert (found.published, found.code) == (DAY, None)


@pytest.mark.parametrize("origin", [origin for origin in ORDER if origin != "http header"])
def test_each_origin_alone_gives_the_day(origin: str) -> None:
    assert settle_dates([signal(origin)], TODAY).published == DAY


def test_published_and_updated_are_kept_apart() -> None:
    later = DAY + timedelta(days=20)
    found = settle_dates([signal("json-ld"), signal("json-ld", later, updated=True)], TODAY)
    assert (found.published, found.updated, found.code) == (DAY, later, None)


def test_a_day_of_change_is_no_day_of_publication() -> None:
    found = settle_dates([signal("meta", updated=True)], TODAY)
    assert (found.published, found.updated, found.code) == (None, DAY, "no_date")
    assert str(DAY) in found.words


def test_signals_within_the_margin_agree_and_beyond_it_the_day_is_unknown() -> None:
    near, far = DAY + timedelta(days=MARGIN_DAYS), DAY + timedelta(days=MARGIN_DAYS + 1)
    assert settle_dates([signal("json-ld"), signal("url", near)], TODAY).published == DAY
    found = settle_dates([signal("json-ld"), signal("url", far)], TODAY)
    assert (found.published, found.code) == (None, "dates_disagree")
    assert f"json-ld {DAY}" in found.words and f"url {far}" in found.words


def test_what_a_person_gave_is_held_against_nothing() -> None:
    found = settle_dates([signal("json-ld", date(2019, 1, 1)), signal("given")], TODAY)
    assert (found.published, found.code) == (DAY, None)


def test_a_day_that_stands_on_the_page_is_only_taken_where_nothing_else_is() -> None:
    assert settle_dates([signal("on page", date(2011, 1, 1)), signal("url")], TODAY).published == DAY
    assert settle_dates([signal("on page", date(2011, 1, 1))], TODAY).published == date(2011, 1, 1)


def test_a_day_behind_the_capture_is_refused_and_shown() -> None:
    found = settle_dates([signal("meta"), signal("json-ld", TODAY + timedelta(days=3))], TODAY)
    assert (found.published, found.code) == (None, "future_date")
    assert str(TODAY + timedelta(days=3)) in found.words
    assert settle_dates([signal("meta")], DAY - timedelta(days=1)).published is None


def test_a_change_before_the_publication_or_behind_the_capture_is_not_believed() -> None:
    for day in (DAY - timedelta(days=9), TODAY + timedelta(days=9)):
        assert settle_dates([signal("meta"), signal("meta", day, updated=True)], TODAY).updated is None


def test_words_that_no_day_can_be_read_from_are_shown() -> None:
    found = settle_dates([signal("meta", None)], TODAY)
    assert found.code == "bad_date" and "the other day" in found.words


def test_nothing_gives_nothing() -> None:
    assert settle_dates([], TODAY).code == "no_date"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/news/2024/05/03/pit",
        "https://example.org/2024/5/3/",
        "https://example.org/world/2024/may/03/pit-lorvia",
        "https://example.org/20240503-pit.html",
        "https://example.org/pit-2024-05-03/",
        "https://example.org/2024-05-03-pit",
        "https://example.org/03-05-2024/pit",
    ],
)
def test_the_day_in_an_address(address: str) -> None:
    assert [found.day for found in address_signals(address)] == [DAY]


@pytest.mark.parametrize(
    "address",
    [
        None,
        "https://example.org/",
        "https://example.org/pit?day=2024-05-03",
        "https://example.org/2024/05/",
        "https://example.org/article-120240503991",
        "https://example.org/2024/13/40/pit",
        "https://example.org/on-2024-05-03-it-fell",
    ],
)
def test_no_day_in_an_address(address: str | None) -> None:
    assert list(address_signals(address)) == []


def test_headers_tell_of_changes_only() -> None:
    sent = [("Date", "Fri, 03 May 2024 10:00:00 GMT"), ("Last-Modified", "Thu, 02 May 2024 10:00:00 GMT")]
    assert list(header_signals(sent)) == [
        DateSignal("http header", "Thu, 02 May 2024 10:00:00 GMT", date(2024, 5, 2), updated=True)
    ]
    assert settle_dates(header_signals(sent), TODAY).published is None


def test_a_page_that_is_made_when_it_is_asked_for_has_no_day_of_change() -> None:
    taken = "Fri, 03 May 2024 10:00:00 GMT"
    assert list(header_signals([("Last-Modified", "Fri, 03 May 2024 09:59:58 GMT"), ("Date", taken)])) == []
    assert list(header_signals([("Last-Modified", "Fri, 03 May 2024 01:00:00 GMT"), ("Date", taken)]))
    assert list(header_signals([("last-modified", "never"), ("Date", taken)])) == [
        DateSignal("http header", "never", None, updated=True)
    ]


def test_a_feed_gives_a_day() -> None:
    assert feed_signal(" Fri, 03 May 2024 10:00:00 +0400 ").day == DAY

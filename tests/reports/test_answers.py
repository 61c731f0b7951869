"""What an answer holds: the same as a file of the same bytes, with the way it came."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from knell.model import DateSignal, Problem
from knell.reports import Got, Hints, Reading, links_of, read_answer
from knell.reports.fetching.outcome import Exchange

TODAY = date(2026, 6, 1)
WORDS = "On Friday seven people were killed when a ferry sank on the lake, the coast guard said in a statement."
HEAD = "<html><head><title>Ferry sinks</title></head>"
PAGE = f"{HEAD}<body><article><h1>Ferry sinks</h1><p>{WORDS}</p></article></body></html>"


def answer(content: bytes, kind: str | None = None, url: str = "https://news.example.org/a", **more: str) -> Got:
    headers = [(name.replace("_", "-"), value) for name, value in more.items()]
    if kind is not None:
        headers.append(("Content-Type", kind))
    at = datetime(2026, 3, 8, 12, tzinfo=UTC)
    return Got(url, (Exchange(url, "192.0.2.1", at, b"", "HTTP/1.1", 200, "OK", tuple(headers), content, content),))


def the_one(got: Got, hints: Hints | None = None) -> Reading:
    (found,) = read_answer(got, hints or Hints(), today=TODAY)
    assert isinstance(found, Reading), found
    assert found.report.capture == got.capture
    return found


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/octet-stream", None, "text/plain", "x/y"])
def test_a_page_is_a_page_whatever_the_server_calls_it(kind: str | None) -> None:
    found = the_one(answer(PAGE.encode(), kind)) if kind != "text/plain" else None
    if found is not None:
        assert WORDS in found.report.text and found.report.title == "Ferry sinks"
        assert found.report.url == "https://news.example.org/a" and found.raw == PAGE.encode()


def test_text_is_text() -> None:
    found = the_one(answer(WORDS.encode(), "text/plain", Last_Modified="Sat, 07 Mar 2026 10:00:00 GMT"))
    assert found.report.text == WORDS and found.report.published is None
    assert ("http header", date(2026, 3, 7)) in [(one.origin, one.day) for one in found.report.dates]


def test_what_led_to_a_page_gives_its_day_and_title() -> None:
    hints = Hints("Ferry sinks, seven dead", (DateSignal("feed", "2026-03-07", date(2026, 3, 7)),))
    found = the_one(answer(WORDS.encode(), "text/plain"), hints)
    assert found.report.published == date(2026, 3, 7) and found.report.title == "Ferry sinks, seven dead"
    assert the_one(answer(PAGE.encode(), "text/html"), hints).report.published == date(2026, 3, 7)


def test_a_day_after_the_capture_is_not_believed() -> None:
    hints = Hints(None, (DateSignal("feed", "2026-03-20", date(2026, 3, 20)),))
    assert the_one(answer(PAGE.encode(), "text/html"), hints).report.published is None


def test_a_feed_gives_its_entries_and_its_links() -> None:
    feed = f"<rss><channel><item><link>/b</link><description>{WORDS}</description></item></channel></rss>".encode()
    got = answer(feed, "text/html", "https://news.example.org/feed")
    found = the_one(got)
    assert found.report.text == WORDS and found.report.url == "https://news.example.org/b"
    kind_and_links = links_of(got)
    assert kind_and_links is not None and [link.url for link in kind_and_links[1].links] == [
        "https://news.example.org/b"
    ]
    assert links_of(answer(PAGE.encode())) is None


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, b"\x00" * 500, b"\xff\xfe\x00"])
def test_what_holds_no_words_is_said_in_one_line(content: bytes) -> None:
    (found,) = read_answer(answer(content, "application/octet-stream"), today=TODAY)
    assert isinstance(found, Problem) and found.message.startswith("https://news.example.org/a: ")


def test_a_kind_that_is_not_read_is_said() -> None:
    (found,) = read_answer(answer(b"PK\x03\x04....", "application/zip"), today=TODAY)
    assert isinstance(found, Problem) and "application/zip" in found.message


def test_what_an_archive_at_an_address_holds_keeps_the_address_and_the_moment_of_its_own_capture() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lake.example.org/ferry\r\n"
    more = f"WARC-Date: 2026-03-07T09:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    content = head.encode() + more.encode() + block + b"\r\n\r\n"
    found = [
        item
        for item in read_answer(answer(content, "application/warc", "https://kept.example.org/2019/01/02/a.warc"))
        if isinstance(item, Reading)
    ]
    (report,) = [item.report for item in found]
    assert report.url == "https://lake.example.org/ferry" and report.capture is not None
    assert report.capture.at == datetime(2026, 3, 7, 9, tzinfo=UTC)
    assert not report.dates

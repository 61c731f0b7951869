"""Whatever a host sends over the wire, and whatever an address looks like, fetching ends with an answer or one line."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given

from knell.reports.fetching import Fetcher, Got, Limits, Manners, Networks
from knell.reports.fetching.limits import Clock
from knell.reports.problems import printable
from tests.fuzz.changing import changed, fuzzed
from tests.reports.fetching import test_hostile as hostile
from tests.reports.fetching.server import Site, packed, page, serving

pytestmark = pytest.mark.fuzz

HEAD = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: "1"\r\n'
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: 1\r\n\r\n"
ANSWERS = [
    HEAD + b"Content-Length: %d\r\n\r\n" % len(page()) + page(),
    HEAD + CHUNKED,
    HEAD + b"Content-Encoding: gzip\r\n\r\n" + packed(page()),
    HEAD + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(page()),
    b"HTTP/1.1 301 Moved\r\nLocation: /other?a=b#c\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\nRetry-After: Fri, 03 May 2024 10:00:00 GMT\r\nContent-Length: 4\r\n\r\nbusy",
    b"HTTP/1.0 404 Gone\r\n\r\n",
]


@pytest.fixture(scope="module")
def wire() -> Iterator[Site]:
    with serving() as found:
        yield found


@fuzzed
@given(changed(ANSWERS))
def test_every_answer_ends(wire: Site, sent: bytes) -> None:
    url = wire.raw("/a", sent)
    for path in ("/other?a=b", "/robots.txt"):
        wire.serve(path, b"")
    fetcher = Fetcher(
        networks=Networks(every=True),
        manners=Manners(delay=0),
        limits=Limits(seconds=1, most_bytes=100_000, tries=1),
        clock=Clock(sleep=lambda seconds: None),
    )
    found = fetcher.get(url)
    if isinstance(found, Got):
        assert len(found.content) <= 100_000 and found.capture.url == url
    else:
        assert found.reason and printable(found.reason) == found.reason


test_every_address = fuzzed(hostile.test_every_address_is_taken_or_refused_and_what_is_taken_is_public)
test_every_redirect = fuzzed(hostile.test_every_redirect_is_followed_or_refused)
test_every_robots_txt = fuzzed(hostile.test_every_robots_txt_gives_rules)
test_all_that_is_packed = fuzzed(hostile.test_unpacking_ends_within_its_limit)

"""Whatever a host sends, fetching ends with an answer or one line; whatever an address looks like, it is judged."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.model import Problem
from knell.reports import Got, Hints, Reading, links_of, read_answer, rederive
from knell.reports.fetching.addresses import follow, parse
from knell.reports.fetching.networks import Networks
from knell.reports.fetching.outcome import Failure
from knell.reports.fetching.robots import parsed
from knell.reports.fetching.unpacking import unpacker
from tests.reports.fetching.server import packed, page
from tests.reports.test_answers import TODAY, answer

PUBLIC = Networks()
PIECES = [
    "http://",
    "https:",
    "//",
    "@",
    ":",
    "[",
    "]",
    "::1",
    "127.0.0.1",
    "0x7f.1",
    "%",
    "%00",
    "xn--",
    ".",
    "/",
    "?",
]
PIECES += [
    "\\",
    "#",
    "a.example.org",
    "localhost",
    "ə",
    "。",
    "１",
    "\u202e",
    "\x00",
    " ",
    "\n",
    ";",
    "..",
    "2130706433",
]
written = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=10).map("".join)


@given(written)
def test_every_address_is_taken_or_refused_and_what_is_taken_is_public(text: str) -> None:
    for given_text in (text, f"http://{text}"):
        try:
            address = parse(given_text, PUBLIC)
        except Failure as failure:
            assert "\n" not in failure.reason and "\x00" not in failure.reason
            continue
        assert address.text.isascii() and address.text.isprintable() and " " not in address.text
        assert parse(address.text, PUBLIC) == address
        assert address.ip is None or address.ip.is_global
        assert not f".{address.host}".endswith((".", ".localhost", ".local"))


@given(written)
def test_every_redirect_is_followed_or_refused(text: str) -> None:
    here = parse("https://news.example.org/a/b?c", PUBLIC)
    try:
        there = follow(here, text, PUBLIC)
    except Failure as failure:
        assert "\n" not in failure.reason
    else:
        assert there.scheme in ("http", "https")


@given(
    st.binary(max_size=400),
    st.lists(st.integers(1, 50), max_size=8),
    st.sampled_from(["gzip", "deflate", "x-gzip", ""]),
)
def test_unpacking_ends_within_its_limit(data: bytes, cuts: list[int], encoding: str) -> None:
    for body in (data, packed(data)[: len(data)], packed(data) + packed(b"x") + data, zlib.compress(data)):
        engine, made = unpacker(encoding, 500), 0
        try:
            for piece in [body[sum(cuts[:n]) : sum(cuts[: n + 1])] for n in range(len(cuts))] + [body[sum(cuts) :]]:
                made += len(engine.feed(piece))
            engine.end()
        except Failure as failure:
            assert failure.reason
        assert made <= 501


@given(st.binary(max_size=3_000), st.integers(1, 400))
def test_what_is_packed_comes_out_the_same_however_it_is_cut(data: bytes, size: int) -> None:
    for body, encoding in ((packed(data[:100]) + packed(data[100:]), "gzip"), (zlib.compress(data), "deflate")):
        engine = unpacker(encoding, 10_000)
        made = b"".join(engine.feed(body[at : at + size]) for at in range(0, len(body), size))
        engine.end()
        assert made == data


RULES = [b"User-agent: *", b"User-agent: knell", b"Disallow: /a*$", b"Allow:", b"Crawl-delay: x"]


@given(st.lists(st.sampled_from(RULES) | st.binary(max_size=20), max_size=12).map(b"\n".join))
def test_every_robots_txt_gives_rules(content: bytes) -> None:
    rules = parsed(content)
    assert rules.can_fetch("https://news.example.org/a?b", "knell") in (True, False)
    delay = rules.crawl_delay("knell")
    assert delay is None or delay >= 0


KINDS = ["text/html", "text/plain", "application/pdf", "application/json", "text/csv", "application/xml", "", "x", None]
SOUND = [
    page(),
    b"<rss><channel><item><title>T</title><link>/a</link><description>Two killed.</description></item></channel></rss>",
    b'{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"Two killed.","url":"/a"}]}',
    b"<urlset><url><loc>/a</loc></url></urlset>",
    b'{"text": "Two killed."}\n',
]


@settings(max_examples=60)
@given(st.data())
def test_every_answer_gives_reports_or_lines(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    got: Got = answer(bytes(content), data.draw(st.sampled_from(KINDS)))
    for item in read_answer(got, Hints("T"), today=TODAY):
        if isinstance(item, Problem):
            assert "\n" not in item.message
        else:
            assert isinstance(item, Reading) and rederive(item.raw, item.report) in (item.report.text, None)
    try:
        links = links_of(got)
    except ValueError:
        return
    assert links is None or all(link.url.startswith("http") for link in links[1].links)


def test_a_number_that_hides_in_a_name_is_seen() -> None:
    for host in ("0X7F.0.0.1", "127.0.0.1.", "0300.0250.0.1", "[::ffff:7f00:1]", "⑫7.0.0.1", "127。0.0.1"):
        with pytest.raises(Failure):
            parse(f"http://{host}/", PUBLIC)

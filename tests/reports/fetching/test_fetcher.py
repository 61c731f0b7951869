"""Fetching from a server on this machine: what is had, what is not, why, and at what cost."""

from __future__ import annotations

import socket
import time
import tracemalloc
from datetime import timedelta

import pytest

from knell.reports.fetching import Fetcher, Got, Limits, Manners, Missed, Networks, State
from tests.hanging import HANGS
from tests.reports.fetching.conftest import BEGIN, Hours
from tests.reports.fetching.server import Site, bomb, packed, page


def missed(found: Got | Missed) -> Missed:
    assert isinstance(found, Missed)
    assert "\n" not in found.reason
    return found


def got(found: Got | Missed) -> Got:
    assert isinstance(found, Got), found
    return found


def test_a_page_comes_with_the_way_it_came(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/a", page(), ETag='"1"')
    found = got(fetcher.get(url))
    assert found.content == page()
    assert found.capture.url == url and found.capture.at == BEGIN + timedelta(seconds=1) and found.capture.final is None
    assert ("ETag", '"1"') in found.capture.headers
    path, headers = site.asked[-1]
    assert path == "/a" and headers["User-Agent"] == "knell/test" and headers["Host"] == f"127.0.0.1:{site.port}"
    assert "Cookie" not in headers and "Authorization" not in headers
    sent = found.last.request.decode()
    assert sent.startswith("GET /a HTTP/1.1\r\n") and all(
        f"{key}: {value}\r\n" in sent for key, value in headers.items()
    )


def test_the_name_it_goes_by_holds_the_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNELL_CONTACT", "https://example.org/about\r\nEvil: 1")
    assert Manners().agent.startswith("knell/") and Manners().agent.endswith("(+https://example.org/aboutEvil: 1)")
    monkeypatch.delenv("KNELL_CONTACT")
    assert "(" not in Manners().agent


def test_a_packed_page_is_unpacked_and_kept_as_it_came(site: Site, fetcher: Fetcher) -> None:
    found = got(fetcher.get(site.serve("/z", packed(page()), Content_Encoding="gzip")))
    assert found.content == page() and found.last.body == packed(page())


def test_proxies_of_the_environment_are_not_used(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    got(fetcher.get(site.serve("/p", page())))


def test_redirects_are_followed_and_remembered(site: Site, fetcher: Fetcher) -> None:
    url = site.redirect("/old", "/new?x=1")
    there = site.serve("/new?x=1", page())
    found = got(fetcher.get(url))
    assert found.capture.final == there and [each.status for each in found.exchanges] == [302, 200]


def test_redirects_in_a_circle_end(site: Site, fetcher: Fetcher) -> None:
    url = site.redirect("/1", "/2")
    site.redirect("/2", "/1")
    found = missed(fetcher.get(url))
    assert found.state is State.FAILED and "circle" in found.reason
    assert site.paths_asked() == ["/1", "/2"]


def test_redirects_without_end_end(site: Site, fetcher: Fetcher) -> None:
    for n in range(20):
        site.redirect(f"/{n}", f"/{n + 1}")
    found = missed(fetcher.get(site.url("/0")))
    assert "more than 5 redirects" in found.reason and len(site.paths_asked()) == 6


@pytest.mark.parametrize(
    "there",
    ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/latest/", "file:///etc/passwd", "ftp://a.b/"],
)
def test_a_redirect_to_where_one_may_not_go_is_refused(site: Site, hours: Hours, there: str) -> None:
    careful = Fetcher(networks=Networks.of(["127.0.0.1"]), clock=hours.clock)
    found = missed(careful.get(site.redirect("/r", there)))
    assert found.state is State.REFUSED and "leads on" in found.reason


def test_a_name_with_a_private_address_is_refused_before_anything_is_sent(site: Site, hours: Hours) -> None:
    site.serve("/x", page())
    for answers in (["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%lo"]):
        careful = Fetcher(clock=hours.clock, resolve=lambda name, port, found=answers: found)  # type: ignore[misc]
        found = missed(careful.get(f"http://news.example.org:{site.port}/x"))
        assert found.state is State.REFUSED and found.reason.startswith("news.example.org is at ")
        assert "--allow-private" in found.reason
    assert not site.asked


def test_the_address_that_was_looked_at_is_the_one_connected_to(site: Site, hours: Hours) -> None:
    """A name server that says another thing the second time is asked once."""
    answers = [["127.0.0.1"], ["127.0.0.1"], ["10.9.8.7"]]
    careful = Fetcher(networks=Networks.of(["127.0.0.1"]), clock=hours.clock, resolve=lambda name, port: answers.pop(0))
    site.serve("/x", page())
    found = got(careful.get(f"http://news.example.org:{site.port}/x"))
    assert found.last.ip == "127.0.0.1" and site.asked[-1][1]["Host"] == f"news.example.org:{site.port}"
    assert len(answers) == 1


def test_what_is_gone_is_told_from_what_may_come_back(site: Site, fetcher: Fetcher, hours: Hours) -> None:
    for status, state in ((404, State.GONE), (410, State.GONE), (403, State.REFUSED), (451, State.REFUSED)):
        found = missed(fetcher.get(site.status(f"/{status}", status)))
        assert found.state is state and str(status) in found.reason and found.attempts == 1
    found = missed(fetcher.get(site.status("/503", 503)))
    assert found.state is State.FAILED and found.attempts == 3 and site.counts["/503"] == 3


def test_trouble_that_passes_is_waited_out(site: Site, fetcher: Fetcher, hours: Hours) -> None:
    found = got(fetcher.get(site.status("/s", 500, 502, 200)))
    assert found.attempts == 3 and found.content == page()
    assert sum(hours.slept) >= 2 + 4


def test_a_wish_to_be_asked_later_is_obeyed(site: Site, fetcher: Fetcher, hours: Hours) -> None:
    before = hours.passed
    assert got(fetcher.get(site.status("/r", 429, 200, Retry_After="17"))).attempts == 2
    assert hours.passed - before >= 17


def test_a_wish_to_be_asked_much_later_is_left_for_another_run(site: Site, fetcher: Fetcher, hours: Hours) -> None:
    found = missed(fetcher.get(site.status("/r", 429, Retry_After="7200")))
    assert found.state is State.FAILED and found.attempts == 1
    assert found.not_before is not None and timedelta(hours=2) <= found.not_before - BEGIN <= timedelta(hours=2.1)
    again = missed(fetcher.get(site.serve("/other", page())))
    assert "later" in again.reason and "/other" not in site.counts


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/e", page(), ETag='"7"')
    found = missed(fetcher.get(url, etag='"7"', last_modified="Sun, 01 Mar 2026 10:00:00 GMT"))
    assert found.state is State.UNCHANGED
    assert site.asked[-1][1]["If-Modified-Since"] == "Sun, 01 Mar 2026 10:00:00 GMT"
    got(fetcher.get(url, etag='"6"'))
    got(fetcher.get(url, etag='"7"\r\nEvil: 1'))


def test_robots_txt_is_obeyed(site: Site, fetcher: Fetcher, hours: Hours) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /secret\nCrawl-delay: 4\n", "text/plain")
    site.serve("/secret/a", page())
    found = missed(fetcher.get(site.url("/secret/a")))
    assert found.state is State.REFUSED and "robots.txt" in found.reason and site.paths_asked() == []
    got(fetcher.get(site.serve("/open", page())))
    got(fetcher.get(site.serve("/open2", page())))
    assert site.counts["/robots.txt"] == 1
    assert hours.slept[-1] == 4


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.serve("/robots.txt", b"User-agent: knell\nDisallow: /secret", "text/plain")
    assert missed(fetcher.get(site.redirect("/r", "/secret/b"))).state is State.REFUSED
    assert site.paths_asked() == ["/r"]


def test_a_crawl_delay_is_obeyed_up_to_a_cap(site: Site, fetcher: Fetcher, hours: Hours) -> None:
    site.serve("/robots.txt", b"User-agent: *\nCrawl-delay: 86400\n", "text/plain")
    got(fetcher.get(site.serve("/a", page())))
    got(fetcher.get(site.serve("/b", page())))
    assert hours.slept[-1] == 30


def test_a_robots_txt_that_cannot_be_had_stops_all_for_now(site: Site, fetcher: Fetcher, hours: Hours) -> None:
    site.status("/robots.txt", 500)
    url = site.serve("/a", page())
    found = missed(fetcher.get(url))
    assert found.state is State.FAILED and "robots.txt" in found.reason and not site.paths_asked()
    site.status("/robots.txt", 404)
    hours.sleep(400)
    got(fetcher.get(url))


def test_a_robots_txt_without_end_is_read_up_to_a_limit(site: Site, fetcher: Fetcher) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /no\n" + b"# more\n" * 100_000, "text/plain")
    got(fetcher.get(site.serve("/a", page())))
    assert missed(fetcher.get(site.serve("/no", page()))).state is State.REFUSED


def test_a_robots_txt_that_leads_to_a_private_network_stops_all_for_now(site: Site, hours: Hours) -> None:
    site.redirect("/robots.txt", "http://10.0.0.1/robots.txt")
    careful = Fetcher(networks=Networks.of(["127.0.0.1"]), clock=hours.clock)
    found = missed(careful.get(site.serve("/a", page())))
    assert found.state is State.FAILED and "robots.txt" in found.reason and "10.0.0.1" in found.reason


def test_a_host_that_takes_no_connection_is_said(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = missed(fetcher.get(f"http://127.0.0.1:{port}/a"))
    assert found.state is State.FAILED and found.reason == f"127.0.0.1 takes no connection at port {port}"


def test_each_host_has_its_own_turn(site: Site, hours: Hours) -> None:
    careful = Fetcher(networks=Networks(every=True), clock=hours.clock, resolve=lambda name, port: ["127.0.0.1"])
    site.serve("/a", page())
    for host in ("a.example.org", "b.example.org", "c.example.org"):
        got(careful.get(site.url("/a", host)))
    # robots.txt and the page of each; only the second request to a host waits.
    assert hours.slept == [1, 1, 1]
    assert careful.left(site.url("/b", "a.example.org")) == 0 < careful.left(site.url("/b", "c.example.org")) <= 1


def test_a_host_that_is_silent_is_not_asked_for_every_page(hours: Hours) -> None:
    asked: list[str] = []

    def resolve(name: str, port: int) -> list[str]:
        asked.append(name)
        raise OSError("no")

    careful = Fetcher(
        limits=Limits(tries=1), clock=hours.clock, resolve=resolve, manners=Manners(robots_again_seconds=0)
    )
    reasons = [missed(careful.get(f"http://news.example.org/{n}")).reason for n in range(6)]
    assert len(asked) == 3 and "in a row" in reasons[-1]
    careful.new_round()
    careful.get("http://news.example.org/7")
    assert len(asked) == 4


def test_a_host_in_trouble_is_not_asked_for_every_page(site: Site, hours: Hours) -> None:
    careful = Fetcher(networks=Networks(every=True), limits=Limits(tries=1), clock=hours.clock)
    for n in range(15):
        site.status(f"/{n}", 500 if n not in (2, 3) else 404 if n == 3 else 200)
    found = [careful.get(site.url(f"/{n}")) for n in range(15)]
    assert "10 times in a row" in missed(found[14]).reason and "/14" not in site.counts
    assert "in a row" not in missed(found[13]).reason
    careful.new_round()
    assert "500" in missed(careful.get(site.url("/14"))).reason


# What a host may do to hold the fetcher, and what the answer costs: seconds and megabytes at most.

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BAD: dict[str, tuple[tuple[bytes, ...], str]] = {
    "drips its body": ((OK + b"Content-Length: 100000\r\n\r\n", b"x"), "not complete after"),
    "drips its headers": ((b"HTTP/1.1 200 OK\r\n", b"X"), "not complete after"),
    "drips header lines": ((b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n"), "not one that HTTP knows|not complete after"),
    "drips a body without a length": ((OK + b"\r\n", b"x"), "not complete after"),
    "goes on saying continue": ((b"HTTP/1.1 100 Continue\r\n\r\n",), "not complete after|not one that"),
    "drips chunks": ((OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), "not complete after"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_host_that_drips_bytes_holds_nobody(site: Site, fetcher: Fetcher, what: str) -> None:
    pieces, reason = BAD[what]
    url = site.raw("/slow", *pieces, pause=0.02, forever=True)
    begun = time.monotonic()
    found = missed(fetcher.get(url))
    assert time.monotonic() - begun < HANGS
    assert found.state is State.FAILED and any(each in found.reason for each in reason.split("|")), found.reason


def test_a_host_that_means_it_is_waited_for_and_one_that_does_not_is_not(site: Site, hours: Hours) -> None:
    """With a third of the time gone, next to nothing has come from one, and enough from the other."""
    limits = Limits(seconds=3.0, slow_seconds=0.6, least_bytes=1_000)
    patient = Fetcher(networks=Networks(every=True), limits=limits, clock=hours.clock)
    begun = time.monotonic()
    found = missed(patient.get(site.raw("/drip", OK + b"\r\n", b"x", pause=0.05, forever=True)))
    assert "not complete after 0.6" in found.reason and time.monotonic() - begun < HANGS
    steady = [OK + b"\r\n", *[b"y" * 300] * 20]
    assert len(got(patient.get(site.raw("/steady", *steady, pause=0.06))).content) == 6_000


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        ((OK + b"Content-Length: 5000\r\n\r\n" + b"x" * 100,), "ended before its end"),
        ((OK + b"Transfer-Encoding: chunked\r\n\r\n64\r\nabc",), "ended before its end"),
        ((OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",), "ended before its end"),
        ((OK + b"Content-Length: -5\r\n\r\n",), "empty"),
        ((OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nabcdefg",), "HTTP"),
        ((OK + b"Content-Encoding: gzip\r\n\r\n" + packed(page())[:200],), "ended before its end"),
        ((OK + b"Content-Encoding: gzip\r\n\r\nnot packed at all",), "cannot be unpacked"),
        ((OK + b"Content-Encoding: br\r\n\r\nxxxx",), "not asked for"),
        ((OK + b"Content-Encoding: gzip, gzip\r\n\r\nxxxx",), "not asked for"),
        ((b"SSH-2.0-OpenSSH_9.2\r\n",), "HTTP"),
        ((b"\x00\xff\x00\xff" * 100,), "HTTP"),
        ((b"",), "without an answer"),
        ((b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",), "HTTP"),
        ((b"HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n",), "trouble"),
        ((b"HTTP/1.1 204 No Content\r\n\r\n",), "without a page"),
        ((b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",), "without a page"),
        ((b"HTTP/1.1 302 Found\r\nLocation: http://[bad/\r\nContent-Length: 0\r\n\r\n",), "no address"),
        ((b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\nxxx",), "no words"),
        ((b"HTTP/1.1 304 Not Modified\r\n\r\n",), "without a page"),
        ((OK + b"Content-Length: 4\r\n\r\n   \n",), "empty"),
    ],
)
def test_an_answer_that_is_none_is_said_in_one_line(
    site: Site, fetcher: Fetcher, pieces: tuple[bytes, ...], reason: str
) -> None:
    found = missed(fetcher.get(site.raw("/bad", *pieces)))
    assert reason in found.reason, found.reason


def test_bytes_after_the_length_that_was_announced_are_not_read(site: Site, fetcher: Fetcher) -> None:
    found = got(fetcher.get(site.raw("/long", OK + b"Content-Length: 5\r\n\r\nhello world")))
    assert found.content == b"hello"


def test_a_body_without_end_is_cut_off_at_the_limit(site: Site, fetcher: Fetcher) -> None:
    found = missed(fetcher.get(site.raw("/big", OK + b"\r\n", b"x" * 65_536, forever=True)))
    assert found.state is State.REFUSED and "2 MB" in found.reason


def test_a_length_that_is_announced_too_large_is_not_read(site: Site, fetcher: Fetcher) -> None:
    found = missed(fetcher.get(site.raw("/big", OK + b"Content-Length: 999999999999\r\n\r\n")))
    assert found.state is State.REFUSED and "2 MB" in found.reason


def test_a_bomb_does_not_go_off(site: Site, fetcher: Fetcher) -> None:
    """300 MB packed in 300 kB: at most 10 MB of memory."""
    url = site.serve("/bomb", bomb(300), Content_Encoding="gzip")
    tracemalloc.start()
    begun = time.monotonic()
    found = missed(fetcher.get(url))
    took, (_, peak) = time.monotonic() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.state is State.REFUSED and "2 MB" in found.reason
    assert peak < 10_000_000 and took < HANGS


def test_many_small_members_are_no_bomb_either(site: Site, fetcher: Fetcher) -> None:
    found = missed(fetcher.get(site.serve("/many", packed(b"") * 50_000, Content_Encoding="gzip")))
    assert "pieces" in found.reason
    two = packed(b"one ") + packed(b"two") + b"\x00\x00"
    assert got(fetcher.get(site.serve("/two", two, Content_Encoding="gzip"))).content == b"one two"


def test_a_robots_txt_of_nothing_but_names_costs_nothing(site: Site) -> None:
    from knell.reports.fetching.robots import parsed

    names = b"".join(b"User-agent: a%d\n" % n for n in range(15_000))
    begun = time.monotonic()
    rules = parsed(names + b"Disallow: /x\n" * 15_000 + names + b"User-agent: Knell\nDisallow: /y\n\xff\x00")
    assert time.monotonic() - begun < HANGS
    assert rules.can_fetch("http://a.example.org/x", "knell") and not rules.can_fetch("http://a.example.org/y", "knell")

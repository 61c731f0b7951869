"""Gathering: what feeds lead to is fetched once and kept, and how every address stands is known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from knell.gather import Gatherer, Step, archive_beside, due
from knell.record import Record, Visit
from knell.reports import Archive, Fetcher, Hints, Networks, State, rederive
from tests.reports.fetching.conftest import BEGIN, Hours
from tests.reports.fetching.server import Site, packed, page

ITEM = "<item><title>{name}</title><link>/{name}</link><pubDate>{day}</pubDate></item>"
DAY = "Sat, 07 Feb 2026 08:00:00 GMT"


def feed(*names: str, day: str = DAY) -> bytes:
    return ("<rss><channel>" + "".join(ITEM.format(name=name, day=day) for name in names) + "</channel></rss>").encode()


def pages(site: Site, *names: str) -> None:
    for number, name in enumerate(names):
        site.serve(f"/{name}", page(f"Report {name}", number + 2), ETag=f'"{name}"')


def gather(gatherer: Gatherer, *urls: str) -> list[Step]:
    gatherer.want([(url, Hints()) for url in urls])
    return list(gatherer.run())


def states(record: Record) -> dict[str, str]:
    return {visit.url.rpartition("/")[2]: visit.state for visit in record.visits()}


def test_a_feed_leads_to_its_pages_and_tells_their_day(site: Site, gatherer: Gatherer, record: Record) -> None:
    pages(site, "a", "b")
    url = site.serve("/feed", feed("a", "b"), "application/rss+xml", ETag='"f"')
    first, *rest = gather(gatherer, url)
    assert first.visit.leads_on and first.led_to == 2 and len(rest) == 2
    reports = {kept.report.url: kept.report for kept in record.extractions()}
    report = reports[site.url("/a")]
    assert report.published == date(2026, 2, 7) and [one.origin for one in report.dates if one.day] == ["feed"]
    assert report.capture is not None and report.capture.url == site.url("/a")
    raw = record.raw(report.id)
    assert raw is not None and rederive(raw, report) == report.text
    assert states(record) == {"feed": "fetched", "a": "fetched", "b": "fetched"}
    assert {visit.found_in for visit in record.visits()} == {None, url}


def test_asking_again_adds_nothing_and_says_so(site: Site, gatherer: Gatherer, record: Record) -> None:
    pages(site, "a")
    url = site.serve("/feed", feed("a"), ETag='"f"')
    gather(gatherer, url)
    (step,) = gather(gatherer, url)
    assert step.visit.state == State.UNCHANGED and site.counts["/a"] == 1
    (step,) = gather(gatherer, site.url("/a"))
    assert step.visit.state == State.UNCHANGED and site.asked[-1][1]["If-None-Match"] == '"a"'
    assert record.count() == 1


def test_the_same_bytes_without_an_etag_add_nothing(site: Site, gatherer: Gatherer, record: Record) -> None:
    url = site.serve("/plain", page())
    gather(gatherer, url)
    before = list(record.extractions())
    (step,) = gather(gatherer, url)
    assert step.kept[0].standing == "already there" and list(record.extractions()) == before


def test_a_page_that_only_looks_different_is_no_new_report(site: Site, gatherer: Gatherer, record: Record) -> None:
    """Advertisements and tokens change with every answer; the words do not."""
    url = site.serve("/a", page())
    gather(gatherer, url)
    site.serve("/a", page().replace(b"<body>", b"<body><script>token=2</script>"))
    (step,) = gather(gatherer, url)
    assert step.kept[0].standing == "already there" and record.count() == 1
    site.serve("/a", page(n=8))
    (step,) = gather(gatherer, url)
    assert step.kept[0].standing == "added" and record.count() == 2


def test_two_ways_to_one_page_give_one_report(site: Site, gatherer: Gatherer, record: Record) -> None:
    served = [page(), page().replace(b"<body>", b"<body><script>token=2</script>"), page() + b"<!-- 3 -->"]
    site.paths["/a"] = lambda handler: handler.reply(200, served.pop(0), Content_Type="text/html")
    ways = [site.redirect("/r1", "/a"), site.redirect("/r2", "/a")]
    gather(gatherer, *ways)
    assert record.count() == 1 and states(record) == {"r1": "fetched", "r2": "fetched", "a": "fetched"}
    gather(gatherer, site.serve("/feed", feed("a")))
    assert record.count() == 1 and not served


def test_a_page_that_its_feed_says_has_changed_is_had_again(site: Site, gatherer: Gatherer, record: Record) -> None:
    pages(site, "a", "b")
    url = site.serve("/feed", feed("a", "b"))
    gather(gatherer, url)
    site.serve("/a", page("Report a, updated", 9))
    site.serve("/feed", feed("a", day="Sun, 08 Feb 2026 08:00:00 GMT") + feed("b"))
    gather(gatherer, url)
    assert site.counts["/a"] == 2 and site.counts["/b"] == 1 and record.count() == 3


def test_a_failure_is_kept_with_its_reason_and_tried_again(site: Site, gatherer: Gatherer, record: Record) -> None:
    pages(site, "a")
    site.status("/bad", 500)
    site.status("/gone", 410)
    gather(gatherer, site.serve("/feed", feed("a", "bad", "gone")))
    assert states(record) == {"feed": "fetched", "a": "fetched", "bad": "failed", "gone": "gone"}
    (bad,) = record.visits(states=["failed"])
    assert bad.reason == "the host has trouble (500)" and bad.attempts == 3 and bad.tried is not None
    pages(site, "bad")
    gatherer.want_again([bad])
    (step,) = list(gatherer.run())
    assert step.visit.state == State.FETCHED and step.visit.attempts == 0 and step.visit.reason == ""
    assert step.kept[0].reading.report.published == date(2026, 2, 7)


def test_work_that_is_stopped_anywhere_goes_on_from_there(
    site: Site, record: Record, fetcher: Fetcher, gatherer: Gatherer
) -> None:
    """The plug is pulled after each step in turn: no page is lost, and none fetched twice."""
    names = [f"p{n}" for n in range(6)]
    pages(site, *names)
    gatherer.want([(site.serve("/feed", feed(*names), ETag='"f"'), Hints())])
    for _ in range(len(names) + 1):
        running = gatherer.run()
        next(running)
        running.close()
    assert not list(gatherer.run()) and record.count() == len(names)
    assert all(site.counts[f"/{name}"] == 1 for name in names)


def test_a_stop_between_report_and_state_costs_one_request(
    site: Site, gatherer: Gatherer, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.serve("/a", page(), ETag='"a"')

    def stop(visits: object) -> None:
        raise KeyboardInterrupt

    gatherer.want([(url, Hints())])
    monkeypatch.setattr(record, "put_visits", stop)
    with pytest.raises(KeyboardInterrupt):
        list(gatherer.run())
    monkeypatch.undo()
    assert record.count() == 1
    (step,) = list(gatherer.run())
    assert step.visit.state == State.FETCHED and step.kept[0].standing == "already there"


def test_a_host_that_wished_to_be_asked_later_is_left_alone_by_later_runs(
    site: Site, gatherer: Gatherer, record: Record, hours: Hours, tmp_path: Path
) -> None:
    pages(site, "a", "b")
    gather(gatherer, site.status("/busy", 429, Retry_After="7200"))
    with Archive(tmp_path / "w") as archive:
        later = Gatherer(record, Fetcher(networks=Networks(every=True), clock=hours.clock), archive)
        (step,) = gather(later, site.url("/a"))
        assert step.visit.state == State.FAILED and "later" in step.visit.reason and "/a" not in site.counts
        hours.sleep(7300)
        (step,) = gather(later, site.url("/a"))
        assert step.visit.state == State.FETCHED


def test_a_sitemap_that_holds_itself_ends(site: Site, gatherer: Gatherer, record: Record) -> None:
    pages(site, "a", "b")
    index = site.url("/index.xml")
    inner = site.url("/inner.xml.gz")
    maps = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in (index, inner))
    site.serve("/index.xml", f"<sitemapindex>{maps}</sitemapindex>".encode())
    listed = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in ("/a", "/b", "/a"))
    site.serve("/inner.xml.gz", packed(f"<urlset>{listed}</urlset>".encode()), "application/gzip")
    assert len(gather(gatherer, index)) == 4
    assert record.count() == 2 and all(number == 1 for path, number in site.counts.items() if path != "/robots.txt")


def test_sitemaps_are_not_followed_for_ever(site: Site, gatherer: Gatherer) -> None:
    for n in range(20):
        there = site.url(f"/map{n + 1}")
        site.serve(f"/map{n}", f"<sitemapindex><sitemap><loc>{there}</loc></sitemap></sitemapindex>".encode())
    assert len(gather(gatherer, site.url("/map0"))) == 5


def test_no_more_pages_than_asked_for(site: Site, gatherer: Gatherer, record: Record) -> None:
    pages(site, "a", "b", "c")
    gatherer.want([(site.serve("/feed", feed("a", "b", "c")), Hints())])
    assert len(list(gatherer.run(most=2))) == 3 and gatherer.waiting() == 1
    assert len(list(gatherer.run(most=2))) == 1 and gatherer.waiting() == 0


def test_pages_without_words_are_told_from_failures(site: Site, gatherer: Gatherer, record: Record) -> None:
    (step,) = gather(gatherer, site.serve("/blank", b"<html><body><script>x()</script></body></html>"))
    assert step.visit.state == State.UNREAD and "no text" in step.visit.reason and not step.kept
    assert step.visit.etag is None


def test_a_page_that_breaks_its_reader_stops_nothing(
    site: Site, gatherer: Gatherer, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> object:
        raise RuntimeError("hostile")

    monkeypatch.setattr("knell.gather.gatherer.read_answer", broken)
    (step,) = gather(gatherer, site.serve("/a", page()))
    assert step.visit.state == State.UNREAD and "RuntimeError" in step.visit.reason


def test_links_to_where_one_may_not_go_are_refused(site: Site, record: Record, hours: Hours, tmp_path: Path) -> None:
    careful = Fetcher(networks=Networks.of(["127.0.0.1"]), clock=hours.clock)
    items = "".join(
        f"<item><link>{link}</link></item>"
        for link in ("http://169.254.169.254/latest/", "http://[::1]/x", "file:///etc/passwd", "http://10.0.0.1/")
    )
    with Archive(tmp_path / "w") as archive:
        gatherer = Gatherer(record, careful, archive)
        first, *rest = gather(gatherer, site.serve("/feed", f"<rss><channel>{items}</channel></rss>".encode()))
    assert first.without == 1 and [step.visit.state for step in rest] == [State.REFUSED] * 3
    assert not (tmp_path / "w").exists()


def test_hosts_take_turns(site: Site, record: Record, hours: Hours, tmp_path: Path) -> None:
    fetcher = Fetcher(networks=Networks(every=True), clock=hours.clock, resolve=lambda name, port: ["127.0.0.1"])
    pages(site, "1", "2")
    with Archive(tmp_path / "w") as archive:
        gatherer = Gatherer(record, fetcher, archive)
        gather(gatherer, *(site.url(f"/{n}", f"{host}.example.org") for host in "abc" for n in (1, 2)))
    hosts = [headers["Host"][0] for path, headers in site.asked if path != "/robots.txt"]
    assert hosts == ["a", "b", "c", "a", "b", "c"]


def test_when_a_failure_is_due_again() -> None:
    def failed(attempts: int, ago: float, **more: object) -> Visit:
        return Visit("u", State.FAILED, "r", attempts, BEGIN - timedelta(hours=ago), **more)  # type: ignore[arg-type]

    assert due([failed(1, 0.3)], BEGIN) and not due([failed(1, 0.1)], BEGIN)
    assert due([failed(12, 5)], BEGIN) and not due([failed(12, 3)], BEGIN)
    assert not due([failed(100, 9999)], BEGIN)
    assert not due([failed(1, 2, not_before=BEGIN + timedelta(hours=1))], BEGIN)


def test_where_archives_lie() -> None:
    assert archive_beside("a/knell.db") == Path("a/knell.db.warcs")
    assert archive_beside("postgresql://user@host/cases") == Path("cases.warcs")

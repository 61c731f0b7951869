"""``knell fetch`` and ``knell watch``, and addresses as inputs, against a server on this machine."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knell.record import Record
from knell.reports import Fetcher, Limits, Manners, Networks
from tests.cli.conftest import Knell, Start
from tests.reports.fetching.server import Site, packed, page

QUICK = ("--allow-private", "--delay", "0")
ITEM = "<item><title>{name}</title><link>/{name}</link><pubDate>Sat, 07 Mar 2026 08:00:00 GMT</pubDate></item>"


def feed(*names: str) -> bytes:
    return f"<rss><channel>{''.join(ITEM.format(name=name) for name in names)}</channel></rss>".encode()


def served(site: Site, *names: str) -> str:
    """A feed of pages."""
    for number, name in enumerate(names):
        site.serve(f"/{name}", page(f"Report {name}", number + 2))
    return site.serve("/feed", feed(*names), "application/rss+xml", ETag=f'"{len(names)}"')


def test_fetch_has_the_pages_of_a_feed(site: Site, knell: Knell, tmp_path: Path) -> None:
    url = served(site, "a", "b")
    done = knell("fetch", url, *QUICK, "--record", "r.db")
    assert done.exit_code == 0, done.output
    assert "r.db: 2 added, 0 already there; 2 reports" in done.stdout
    assert (tmp_path / "r.db.warcs" / "00001.warc.gz").exists()
    again = knell("fetch", url, *QUICK, "--record", "r.db")
    assert again.exit_code == 0 and "0 added" in again.stdout and site.counts["/a"] == 1
    assert not (tmp_path / "r.db.warcs" / "00002.warc.gz").exists()


def test_what_fails_is_one_line_and_is_tried_again(
    site: Site, knell: Knell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = Fetcher(networks=Networks(every=True), manners=Manners(delay=0), limits=Limits(first_pause=0))
    monkeypatch.setattr("knell.cli.fetching.fetcher", lambda *given: hasty)
    url = served(site, "a")
    site.serve("/feed", feed("a", "late", "gone"))
    site.raw("/late", b"")
    done = knell("fetch", url, *QUICK, "--record", "r.db")
    assert done.exit_code == 1
    assert f"{site.url('/gone')}: gone: the host says there is no such page (404)" in done.stderr
    assert done.stderr.count("\n") == 3 and "1 failed, 1 gone" in done.stdout
    listed = knell("fetch", "--failed", "--record", "r.db")
    assert listed.exit_code == 0 and "without an answer" in listed.stdout and "404" in listed.stdout
    told = json.loads(knell("fetch", "--failed", "--record", "r.db", "--format", "json").stdout)
    assert [(one["address"], one["state"]) for one in told] == [
        (site.url("/late"), "failed"),
        (site.url("/gone"), "gone"),
    ]
    site.serve("/late", page("Late", 5))
    site.serve("/gone", page("Gone", 6))
    retried = knell("fetch", "--retry", *QUICK, "--record", "r.db")
    assert retried.exit_code == 0 and "1 added" in retried.stdout
    assert "1 added" in knell("fetch", "--retry", "--gone", *QUICK, "--record", "r.db").stdout
    assert "nothing failed" in knell("fetch", "--failed", "--record", "r.db").stdout


def test_a_list_of_addresses(site: Site, knell: Knell, tmp_path: Path) -> None:
    served(site, "a", "b")
    (tmp_path / "list.txt").write_text(f"# mine\n{site.url('/a')}\nnot one\n{site.url('/b')}\n")
    done = knell("fetch", "list.txt", *QUICK, "--record", "r.db")
    assert "2 added" in done.stdout and done.exit_code == 1 and "line 3" in done.stderr
    with Record(tmp_path / "r.db") as record:
        assert [visit.found_in for visit in record.visits()] == ["list.txt", "list.txt"]


def test_this_machine_is_not_asked_unless_it_is_allowed(site: Site, knell: Knell) -> None:
    url = served(site, "a")
    for command in (("fetch", url), ("extract", site.url("/a")), ("add", site.url("/a"), "--record", "s.db")):
        done = knell(*command)
        assert done.exit_code == 1 and "loopback" in done.stderr and "--allow-private" in done.stderr
    assert not site.asked


def test_one_network_is_allowed_and_no_other(site: Site, knell: Knell) -> None:
    items = b"<item><link>http://10.0.0.1/x</link></item><item><link>http://[::1]/x</link></item>"
    served(site, "a")
    url = site.serve("/feed", feed("a").replace(b"</channel>", items + b"</channel>"))
    done = knell("fetch", url, "--allow-network", "127.0.0.1", "--delay", "0", "--record", "r.db")
    assert "1 added" in done.stdout and "2 refused" in done.stdout
    assert knell("fetch", url, "--allow-network", "my network").exit_code == 2


def test_wrong_usage(knell: Knell) -> None:
    assert knell("fetch").exit_code == 2
    assert knell("fetch", "none.txt").exit_code == 2
    assert knell("fetch", "--retry", "--record", "none.db").exit_code == 1
    assert knell("watch", "none.txt", "--rounds", "1").exit_code == 2


def test_extract_and_add_take_addresses(site: Site, knell: Knell, tmp_path: Path) -> None:
    served(site, "a")
    done = knell("extract", site.url("/a"), "--allow-private")
    report = json.loads(done.stdout)["report"]
    assert report["url"] == site.url("/a") and report["title"] == "Report a"
    fed = [
        json.loads(line)["report"]
        for line in knell("extract", site.serve("/x", entry()), "--allow-private").stdout.splitlines()
    ]
    assert [one["published"] for one in fed] == ["2026-03-07"]
    added = knell("add", site.url("/a"), "--allow-private", "--record", "r.db")
    assert "r.db: 1 added" in added.stdout
    with Record(tmp_path / "r.db") as record:
        (visit,) = record.visits()
        (kept,) = record.extractions()
        assert visit.state == "fetched" and kept.report.capture is not None and kept.report.id == report["id"]
    assert (tmp_path / "r.db.warcs" / "00001.warc.gz").exists()
    assert "0 added, 1 already there" in knell("add", site.url("/a"), "--allow-private", "--record", "r.db").stdout


def entry() -> bytes:
    return feed("a").replace(b"</item>", b"<description>Six people were killed on Friday.</description></item>")


def test_add_remembers_what_it_could_not_have(site: Site, knell: Knell, tmp_path: Path) -> None:
    done = knell("add", site.status("/x", 410), "--allow-private", "--record", "r.db")
    assert done.exit_code == 1 and "no such page" in done.stderr
    with Record(tmp_path / "r.db") as record:
        assert [visit.state for visit in record.visits()] == ["gone"]


def test_the_web_archive_gives_the_same_reports_as_fetching(site: Site, knell: Knell, tmp_path: Path) -> None:
    served(site, "a")
    site.serve("/z", packed(page("Packed", 8)), "text/html", Content_Encoding="gzip")
    urls = [site.url("/a"), site.redirect("/old", "/z")]
    assert "2 added" in knell("fetch", *urls, *QUICK, "--record", "r.db").stdout
    assert "2 added" in knell("add", "r.db.warcs", "--record", "s.db").stdout
    with Record(tmp_path / "r.db") as one, Record(tmp_path / "s.db") as other:
        fetched = {kept.report.id: kept.report for kept in one.extractions()}
        archived = {kept.report.id: kept.report for kept in other.extractions()}
    assert fetched.keys() == archived.keys()
    for ident, report in fetched.items():
        assert (report.text, report.published, report.title) == (
            archived[ident].text,
            archived[ident].published,
            archived[ident].title,
        )


def test_watch_tells_one_line_a_round(site: Site, knell: Knell, tmp_path: Path) -> None:
    url = served(site, "a", "b")
    (tmp_path / "feeds.txt").write_text(url + "\n")
    done = knell("watch", "feeds.txt", *QUICK, "--record", "r.db", "--rounds", "2", "--every", "0")
    first, second = done.stdout.splitlines()
    assert "round 1: 1 feeds read, 2 new pages, 0 failed, " in first and "events new or changed" in first
    assert "round 2: 1 feeds read, 0 new pages" in second and "0 events" in second
    assert site.counts["/feed"] == 2 and site.counts["/a"] == 1
    served(site, "a", "b", "c")
    more = knell("watch", "feeds.txt", *QUICK, "--record", "r.db", "--rounds", "1")
    assert "1 new pages" in more.stdout


def wait_for(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if true():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError("it took too long")


def kept(path: Path) -> int:
    try:
        with sqlite3.connect(path) as raw:
            return int(raw.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.Error:
        return 0


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_watch_goes_on_after_any_stop(site: Site, start: Start, tmp_path: Path, blow: signal.Signals) -> None:
    names = [f"p{n}" for n in range(5)]
    url = served(site, *names)
    command = ("watch", url, "--allow-private", "--delay", "0.1", "--record", "r.db", "--every", "60")
    process = start(*command)
    wait_for(lambda: kept(tmp_path / "r.db") >= 2, process)
    process.send_signal(blow)
    _, err = process.communicate(timeout=30)
    assert b"Traceback" not in err
    if blow is signal.SIGINT:
        assert process.returncode == 130 and b"stopped in round 1" in err
    assert kept(tmp_path / "r.db") < len(names)
    again = start(*command, "--rounds", "1")
    _, err = again.communicate(timeout=60)
    assert again.returncode == 0, err
    assert kept(tmp_path / "r.db") == len(names)
    # What was being fetched when the blow fell may be asked for twice, nothing else is.
    assert sum(site.counts[f"/{name}"] - 1 for name in names) <= 1

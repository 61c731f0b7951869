"""Feeds as inputs: a report for each entry, its dates and words right, whatever the feed looks like."""

from __future__ import annotations

import json
import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from knell.model import Problem
from knell.reports import Reading, rederive, scan
from knell.reports.feeds import Kind, kind_of, links_in
from tests.hanging import HANGS

TODAY = date(2026, 6, 1)
ITEM = """<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate>
<description>&lt;p&gt;{words}&lt;/p&gt;</description></item>"""
WORDS = "Seven people were killed when a ferry sank on the lake on Friday, the coast guard said, and two are missing."


def item(words: str = WORDS, title: str = "Ferry sinks", n: int = 1, day: str = "Sat, 07 Mar 2026 08:00:00 GMT") -> str:
    return ITEM.format(words=words, title=title, link=f"https://news.example.org/{n}", day=day)


def rss(*items: str, root: str = '<rss version="2.0">', head: str = "<title>News</title>") -> bytes:
    return f"{root}<channel>{head}{''.join(items)}</channel></rss>".encode()


def readings(tmp_path: Path, data: bytes, name: str = "feed.xml") -> tuple[list[Reading], list[Problem]]:
    path = tmp_path / name
    path.write_bytes(data)
    found = list(scan(path, today=TODAY))
    for one in found:
        if isinstance(one, Reading):
            assert rederive(one.raw, one.report) == one.report.text
    return [x for x in found if isinstance(x, Reading)], [x for x in found if isinstance(x, Problem)]


def test_each_entry_of_rss_is_a_report(tmp_path: Path) -> None:
    found, problems = readings(
        tmp_path, rss(item(), item("Nobody was hurt.", "Fire", 2, "Sun, 08 Mar 2026 01:00 +0400"))
    )
    assert not problems
    first = found[0].report
    assert (first.text, first.title, first.url) == (WORDS, "Ferry sinks", "https://news.example.org/1")
    assert first.published == date(2026, 3, 7) and first.dates[0].origin == "feed" and first.extractor == "feed 1"
    assert first.outlet == "news.example.org"
    assert found[1].report.published == date(2026, 3, 8)


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title>
<updated>2026-05-01T00:00:00Z</updated><entry><title type="html">Ferry &amp;amp; storm</title><id>tag:a</id>
<link rel="enclosure" href="https://news.example.org/a.mp3"/><link href="https://news.example.org/a"/>
<published>2026-03-07T23:30:00-05:00</published><updated>2026-03-09T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Seven <b>were</b> killed.</p>
<ul><li>One hurt</li></ul></div></content>
</entry></feed>"""


def test_atom_tells_published_from_updated_and_reads_xhtml(tmp_path: Path) -> None:
    (one,), problems = readings(tmp_path, ATOM.encode(), "a.atom")
    assert not problems
    assert one.report.title == "Ferry & storm" and one.report.url == "https://news.example.org/a"
    assert one.report.published == date(2026, 3, 7) and one.report.updated == date(2026, 3, 9)
    assert one.report.text == "Seven were killed.\n\nOne hurt"


def test_atom_with_a_day_of_change_alone_has_no_day_of_publication(tmp_path: Path) -> None:
    only = ATOM.replace("<published>2026-03-07T23:30:00-05:00</published>", "")
    (one,), _ = readings(tmp_path, only.encode())
    assert one.report.published is None and one.report.updated == date(2026, 3, 9)


def test_rss_1_with_a_date_of_dublin_core(tmp_path: Path) -> None:
    data = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://x.example.org/">
    <items><rdf:Seq/></items></channel><item rdf:about="https://news.example.org/1"><title>T</title>
    <link>https://news.example.org/1</link><description>Four killed.</description>
    <dc:date>2026-03-01T09:00:00Z</dc:date></item></rdf:RDF>"""
    (one,), problems = readings(tmp_path, data.encode())
    assert not problems and one.report.text == "Four killed." and one.report.published == date(2026, 3, 1)


def test_json_feed(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://news.example.org/1", "title": "A",
             "content_html": "<p>Two dead.</p><p>One hurt.</p>", "date_published": "2026-03-07T10:00:00+04:00",
             "date_modified": "2026-03-08T10:00:00+04:00"},
            {"id": "https://news.example.org/2", "content_text": "Three dead.\nNobody else."},
            "not an item",
        ],
    }  # fmt: skip
    found, _ = readings(tmp_path, json.dumps(feed).encode(), "feed.json")
    assert [one.report.text for one in found] == ["Two dead.\n\nOne hurt.", "Three dead.\nNobody else."]
    assert found[0].report.published == date(2026, 3, 7) and found[0].report.updated == date(2026, 3, 8)
    assert found[1].report.url == "https://news.example.org/2" and found[1].report.published is None


def test_the_same_entry_gives_the_same_bytes_whatever_stands_beside_it(tmp_path: Path) -> None:
    """A feed changes every hour; an entry that does not is no new report."""
    one = rss(item(), head="<title>News</title><lastBuildDate>Sat, 07 Mar 2026</lastBuildDate>")
    other = b'<?xml version="1.0"?>\n' + rss(item(n=9), item(), head="<title>Other name</title>")
    (first,), _ = readings(tmp_path, one)
    _, second = readings(tmp_path, other)[0]
    assert first.raw == second.raw and first.report.id == second.report.id


def test_a_feed_without_dates_gives_reports_of_no_known_day(tmp_path: Path) -> None:
    bare = item().replace("<pubDate>Sat, 07 Mar 2026 08:00:00 GMT</pubDate>", "")
    (one,), _ = readings(tmp_path, rss(bare))
    assert one.report.published is None and {problem.code for problem in one.report.problems} == {"no_date"}


def test_a_date_that_is_none_or_lies_ahead_is_not_used(tmp_path: Path) -> None:
    for day in ("yesterday", "Mon, 99 Xyz 2026", "Sat, 07 Mar 2099 08:00:00 GMT"):
        (one,), _ = readings(tmp_path, rss(item(day=day)))
        assert one.report.published is None and one.report.dates[0].words == day


def test_tables_and_lines_in_an_entry_survive(tmp_path: Path) -> None:
    table = "<table><tr><th>killed</th><td>7</td></tr><tr><th>hurt</th><td>12</td></tr></table>"
    words = f"<![CDATA[{table}a<br>b<script>3 dead</script>]]>"
    (one,), _ = readings(tmp_path, rss(f"<item><description>{words}</description></item>"))
    assert one.report.text == "killed | 7\nhurt | 12\n\na\nb"


def test_an_entry_that_says_nothing_is_said(tmp_path: Path) -> None:
    found, problems = readings(tmp_path, rss(item(""), item(n=2)))
    assert len(found) == 1 and "says nothing beside its title" in problems[0].message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<html><body>no feed</body></html>", "neither a feed"),
        (b"<urlset><url><loc>https://a.example.org/</loc></url></urlset>", "knell fetch"),
        (b"<rss><channel></channel></rss>", "not one whole entry"),
        (b"<rss><channel><item><title>cut off", "not one whole entry"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "not JSON"),
        (b'{"a": 1}', "neither a feed"),
        (b"\x00\x01\x02" * 100, "neither a feed"),
    ],
)
def test_what_is_no_feed_is_said_in_one_line(tmp_path: Path, data: bytes, words: str) -> None:
    found, problems = readings(tmp_path, data)
    assert not found and len(problems) == 1 and words in problems[0].message, problems


def test_entities_that_a_feed_defines_do_not_grow(tmp_path: Path) -> None:
    """A billion laughs: under a second, 20 MB."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    external = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}{external}]>'
    data = head.encode() + rss(item(WORDS + " &l9; &x;"))
    readings(tmp_path, rss(item()))
    begun = time.monotonic()
    tracemalloc.start()
    (one,), _ = readings(tmp_path, data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.monotonic() - begun < HANGS and peak < 20_000_000
    assert "lollol" not in one.report.text and "root:" not in one.report.text and WORDS in one.report.text


def test_a_broken_entry_costs_no_other(tmp_path: Path) -> None:
    broken = "<item><title>A & B <b></title><description>Two & three < four killed \x00</item>"
    undeclared = "<item><title>x</title><odd:thing>1</odd:thing><description>Five killed.</description></item>"
    found, _ = readings(tmp_path, rss(item(), broken, undeclared, item(n=2)))
    texts = [one.report.text for one in found]
    assert texts[0] == texts[-1] == WORDS and "Five killed." in texts


def test_ampersands_that_stand_for_themselves_stay(tmp_path: Path) -> None:
    words = "AT&T said R&D staff; 3 &lt; 4 &amp; two &eacute;t&eacute; killed &#38; buried"
    bare, boxed = f"<item><description>{words}</description></item>", "<item><description><![CDATA[A&B <i>c</i>]]>&D"
    found, _ = readings(tmp_path, rss(bare, boxed + "</description></item>"))
    assert found[0].report.text == "AT&T said R&D staff; 3 < 4 & two été killed & buried"
    assert found[1].report.text == "A&B c&D"


def test_marks_inside_cdata_and_comments_are_words(tmp_path: Path) -> None:
    words = "<![CDATA[About </item> and <item>: one killed]]>"
    found, _ = readings(
        tmp_path, rss("<!-- <item>no</item> -->", f"<item><description>{words}</description></item>", item())
    )
    assert len(found) == 2 and "one killed" in found[0].report.text and found[1].report.text == WORDS


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16", "koi8-r"])
def test_encodings_declared_rightly_and_wrongly(tmp_path: Path, encoding: str) -> None:
    russian = "При взрыве в городе погибли семь человек, ещё трое ранены, сообщили в больнице."
    text = rss(item(russian)).decode()
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' + text
    (one,), _ = readings(tmp_path, declared.encode(encoding))
    assert one.report.text == russian
    wrong = '<?xml version="1.0" encoding="iso-8859-1"?>' + text
    (one,), _ = readings(tmp_path, wrong.encode("utf-8"))
    assert one.report.text == russian


def test_nested_deep_html_in_an_entry_is_read(tmp_path: Path) -> None:
    deep = "&lt;div&gt;" * 50_000 + "One killed." + "&lt;/div&gt;" * 50_000
    begun = time.monotonic()
    (one,), _ = readings(tmp_path, rss(item(deep)))
    assert one.report.text == "One killed." and time.monotonic() - begun < HANGS


def test_a_feed_of_a_hundred_thousand_entries_costs_only_the_first(tmp_path: Path) -> None:
    """30 MB: under 20 seconds and 300 MB, and what is left out is said."""
    data = rss(*(item(f"{n} killed.", n=n) for n in range(100_000)))
    begun = time.monotonic()
    found = links_in(data, Kind.FEED, None)
    assert len(found.links) == 5_000 and found.cut_off and time.monotonic() - begun < HANGS


def test_marks_without_end_take_linear_time(tmp_path: Path) -> None:
    for piece in (b"<item>", b"<![CDATA[", b"<!--", b"<item ", b"</item>", b"<?x ", b"<!doctype ["):
        begun = time.monotonic()
        found, problems = readings(tmp_path, b"<rss><channel>" + piece * 300_000)
        assert time.monotonic() - begun < HANGS and not found and len(problems) == 1
        assert time.monotonic() - begun < HANGS and kind_of(piece * 300_000) in (None, Kind.FEED)

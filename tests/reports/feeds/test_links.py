"""Where feeds and sitemaps lead."""

from __future__ import annotations

import time
from datetime import date

from knell.reports.feeds import Kind, kind_of, links_in
from tests.hanging import HANGS

SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://news.example.org/a?x=1&amp;y=2 </loc><lastmod>2026-03-05</lastmod></url>
<url><loc><![CDATA[https://news.example.org/b]]></loc><news:news><news:publication_date>2026-03-04T10:00:00Z</news:publication_date>
<news:title>Fire &amp; smoke</news:title></news:news></url>
<url><loc>/relative</loc></url><url><loc>javascript:alert(1)</loc></url><url><lastmod>2026-01-01</lastmod></url>
<url><loc>https://news.example.org/b#again</loc></url></urlset>"""


def test_a_sitemap_gives_addresses_and_dates() -> None:
    assert kind_of(SITEMAP) is Kind.SITEMAP
    found = links_in(SITEMAP, Kind.SITEMAP, "https://news.example.org/sitemap.xml")
    a, b, c = found.links
    assert a.url == "https://news.example.org/a?x=1&y=2"
    assert [(one.day, one.updated) for one in a.dates] == [(date(2026, 3, 5), True)]
    assert b.title == "Fire & smoke" and [(one.day, one.updated) for one in b.dates] == [(date(2026, 3, 4), False)]
    assert c.url == "https://news.example.org/relative" and found.without == 2 and not found.cut_off


def test_an_index_gives_sitemaps() -> None:
    data = b"<sitemapindex><sitemap><loc>https://news.example.org/1.xml.gz</loc></sitemap></sitemapindex>"
    assert kind_of(data) is Kind.SITEMAP_INDEX
    (one,) = links_in(data, Kind.SITEMAP_INDEX, None).links
    assert one.is_map and one.url == "https://news.example.org/1.xml.gz"


def test_entries_lead_to_their_pages() -> None:
    data = b"""<rss><channel><item><title>A</title><link>/a</link></item><item><title>no link</title></item>
    <item><guid isPermaLink="true">https://news.example.org/g</guid></item></channel></rss>"""
    found = links_in(data, Kind.FEED, "https://news.example.org/feed")
    assert [link.url for link in found.links] == ["https://news.example.org/a", "https://news.example.org/g"]
    assert found.without == 1 and found.links[0].title == "A"


def test_a_sitemap_beyond_its_rules_is_cut_off() -> None:
    data = b"<urlset>" + b"".join(b"<url><loc>https://a.example.org/%d</loc></url>" % n for n in range(60_000))
    begun = time.monotonic()
    found = links_in(data, Kind.SITEMAP, None)
    assert len(found.links) == 50_000 and found.cut_off and time.monotonic() - begun < HANGS


def test_hostile_values_take_linear_time() -> None:
    begun = time.monotonic()
    for value in (b"<loc>" + b" " * 100_000, b"<loc>" * 50_000, b"<loc>" + b"a" * 100_000 + b"</"):
        links_in(b"<urlset><url>" + value + b"</url></urlset>", Kind.SITEMAP, None)
    assert time.monotonic() - begun < HANGS


def test_a_list_of_feeds_as_readers_of_feeds_write_it() -> None:
    data = b"""<?xml version="1.0"?><opml version="2.0"><head><title>mine</title></head><body><outline text="Folder">
    <outline type="rss" text="A" xmlUrl="https://a.example.org/feed?x=1&amp;y=2" htmlUrl="https://a.example.org/"/>
    <outline xmlUrl='https://b.example.org/atom'></outline></outline><outline text="none"/></body></opml>"""
    assert kind_of(data) is Kind.LIST
    found = links_in(data, Kind.LIST, None)
    assert [link.url for link in found.links] == ["https://a.example.org/feed?x=1&y=2", "https://b.example.org/atom"]
    assert all(link.is_map for link in found.links)
    begun = time.monotonic()
    links_in(b"<opml>" + b"<outline " * 200_000, Kind.LIST, None)
    links_in(b"<opml>" + b"<outline xmlUrl='>" * 200_000, Kind.LIST, None)
    assert time.monotonic() - begun < HANGS

"""Every bad page as it comes over the net: a server on this machine gives it; its report, or one line, comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from knell.model import Problem
from knell.reports import Reading, asking, scan
from knell.reports.fetching import Clock, Fetcher, Limits, Manners, Networks
from tests.reports.fetching.server import Site, packed, serving
from tests.reports.pages.makers import PARAGRAPHS, page

TODAY = date(2024, 6, 1)
TOLD = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
RUSSIAN = "Двенадцать горняков погибли в пятницу при обвале шахты близ города, сообщила служба спасения. " * 3
PLAIN = "text/html"
HEAD = '<meta property="article:published_time" content="2024-05-03">'


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def fetcher() -> Fetcher:
    """One that may ask this machine, on a day of its own."""
    begin = datetime(2024, 5, 20, tzinfo=UTC)
    slept: list[float] = []
    clock = Clock(lambda: begin + timedelta(seconds=sum(slept)), lambda: sum(slept), slept.append)
    networks, manners = Networks(every=True), Manners(agent="knell/test")
    return Fetcher(networks=networks, manners=manners, limits=Limits(seconds=20.0), clock=clock)


def asked(site: Site, fetcher: Fetcher, content: bytes, kind: str = PLAIN, **headers: str) -> Reading | Problem:
    url = site.serve(f"/{len(site.asked)}", content, kind, **headers)
    (item,) = scan(url, today=TODAY, fetch=asking(fetcher))
    return item


OLD = "text/html; charset=windows-1251"
ROW = f"<tr>{'<td>12</td>' * 50}</tr>"


def told(body: str) -> str:
    return page(head=HEAD, body=body)


@dataclass(frozen=True)
class Bad:
    """What is served, words that must be in the report, and what must be said of it."""

    content: bytes
    words: str
    codes: frozenset[str] = frozenset()
    kind: str = PLAIN


def bad(content: str | bytes, words: str, *codes: str, kind: str = PLAIN) -> Bad:
    return Bad(content.encode() if isinstance(content, str) else content, words, frozenset(codes), kind)


MIXED = told(f"<p>{RUSSIAN}</p>\n").encode() + f"<p>{RUSSIAN}</p>".encode("cp1251")
READ = {
    "sound": bad(page(head=HEAD), PARAGRAPHS[0]),
    "deep": bad(told(TOLD + "<div>" * 50_000 + "<p>The end of it.</p>"), "The end of it.", "deep_page"),
    "cells": bad(told(f"{TOLD}<table>{ROW * 500}</table>"), "12 | 12", "large_page"),
    "named wrongly by the server": bad(told(f"<p>{RUSSIAN}</p>"), "горняков", "guessed_encoding", kind=OLD),
    "named by the server alone": bad(told(f"<p>{RUSSIAN}</p>").encode("cp1251"), "горняков", kind=OLD),
    "mixed": bad(MIXED, "горняков", "guessed_encoding"),
    "nuls": bad(page(head=HEAD).replace("miners", "mi\x00ners"), PARAGRAPHS[0], "mended_characters"),
    "turned": bad(told(f"<p>It was \u202e21\u202c of them.</p>{TOLD}"), "\u202e21\u202c"),
    "no dates": bad(page(), PARAGRAPHS[0], "no_date"),
    "later than its capture": bad(page(head=HEAD.replace("05-03", "05-25")), PARAGRAPHS[0], "future_date"),
}
REFUSED = {
    "empty": (b"<html></html>", "no_text"),
    "drawn by a program": (b"<html><body><div id=app></div><script>draw()</script></body></html>", "no_text"),
    "one long word": (b"<html><body><p>" + b"x" * 12_000_000, "too_complex"),
}


@pytest.mark.parametrize("name", READ)
def test_bad_pages_are_read_as_far_as_they_go(site: Site, fetcher: Fetcher, name: str) -> None:
    given = READ[name]
    item = asked(site, fetcher, given.content, given.kind)
    assert isinstance(item, Reading), item
    assert given.words in item.report.text and {problem.code for problem in item.report.problems} == given.codes
    undated = given.codes & {"no_date", "future_date"}
    assert item.report.published == (None if undated else date(2024, 5, 3))
    assert item.report.capture is not None and item.report.extractor.startswith("page ")


@pytest.mark.parametrize("name", REFUSED)
def test_pages_without_a_report_are_one_line(site: Site, fetcher: Fetcher, name: str) -> None:
    content, code = REFUSED[name]
    item = asked(site, fetcher, content)
    assert isinstance(item, Problem) and item.code == code, item


def test_a_page_that_comes_packed_is_the_same_report(site: Site, fetcher: Fetcher) -> None:
    plain = asked(site, fetcher, page(head=HEAD).encode())
    sent = asked(site, fetcher, packed(page(head=HEAD).encode()), Content_Encoding="gzip")
    assert isinstance(plain, Reading) and isinstance(sent, Reading)
    assert plain.report.text == sent.report.text and plain.report.published == sent.report.published

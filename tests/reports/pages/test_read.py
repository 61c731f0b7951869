from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knell.model import Capture, DateSignal, PartKind, Problem, Report
from knell.reports import Reading, scan
from knell.reports.found import Found
from knell.reports.pages import found, rederive
from tests.reports.pages.makers import PARAGRAPHS, page

TODAY = date(2024, 6, 1)
PUBLISHED = '<meta property="article:published_time" content="2024-05-03T10:00:00Z">'


def reading(folder: Path, content: str | bytes, name: str = "page.html") -> Reading:
    item = outcome(folder, content, name)
    assert isinstance(item, Reading), item
    return item


def outcome(folder: Path, content: str | bytes, name: str = "page.html") -> Reading | Problem:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (item,) = scan(path, today=TODAY)
    return item


def part(report: Report, kind: PartKind) -> list[str]:
    return [report.text[p.start : p.end].strip() for p in report.parts if p.kind is kind]


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "A.HTML", "a.html.gz"])
def test_a_page_gives_its_title_and_its_text(tmp_path: Path, name: str) -> None:
    report = reading(tmp_path, page(head=PUBLISHED), name).report
    assert report.title == "Twelve killed in pit near Lorvia"
    assert report.text == "\n\n".join((report.title, *PARAGRAPHS))
    assert part(report, PartKind.TITLE) == [report.title]
    assert (report.published, report.language, report.problems) == (date(2024, 5, 3), "en", ())
    assert report.extractor.startswith("page 1, trafilatura ")


def test_the_same_bytes_give_the_same_text_again(tmp_path: Path) -> None:
    given = reading(tmp_path, page(above="<p>x\x00y</p>"))
    assert rederive(given.raw, given.report) == given.report.text
    assert rederive(page(title="Another").encode(), given.report) != given.report.text


def test_address_and_outlet_come_from_the_page(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://www.example.org/2024/05/03/pit">'
    report = reading(tmp_path, page(head=head)).report
    assert (report.url, report.outlet) == ("https://www.example.org/2024/05/03/pit", "example.org")
    assert report.published == date(2024, 5, 3)
    assert reading(tmp_path, page(head='<meta property="og:site_name" content="The Courier">')).report.outlet == (
        "The Courier"
    )


def test_a_page_that_was_stored_compressed(tmp_path: Path) -> None:
    content = gzip.compress(page().encode())
    item = reading(tmp_path, content)
    assert PARAGRAPHS[0] in item.report.text and item.raw == content


def test_disagreeing_dates_are_unknown_and_shown(tmp_path: Path) -> None:
    head = PUBLISHED + '<script type="application/ld+json">{"@type":"Article","datePublished":"2019-02-01"}</script>'
    report = reading(tmp_path, page(head=head)).report
    assert report.published is None
    assert [p.code for p in report.problems] == ["dates_disagree"]
    assert {signal.origin for signal in report.dates} == {"json-ld", "meta"}


def test_bytes_of_an_answer() -> None:
    at = datetime(2024, 5, 4, 12, tzinfo=UTC)
    headers = (("Content-Type", "text/html; charset=windows-1251"), ("Last-Modified", "Sat, 04 May 2024 01:00:00 GMT"))
    capture = Capture("https://example.org/a", at, headers)
    words = "<p>Двенадцать шахтёров погибли в пятницу при обвале шахты, сообщили спасатели утром в субботу.</p>" * 2
    content = page(title="Обвал шахты: двенадцать погибших", body=words).encode("cp1251")
    extra = (DateSignal("feed", "3 May 2024", date(2024, 5, 3)),)
    (item,) = found("an answer", content, capture=capture, extra_signals=extra)
    assert isinstance(item, Found)
    assert "Двенадцать шахтёров" in str(item.fields["text"]) and item.fields["url"] == "https://example.org/a"
    assert [(s.origin, s.updated) for s in item.dates] == [("feed", False), ("http header", True)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><body></body></html>", "no_text"),
        (b"<html><body><script>draw()</script></body></html>", "no_text"),
        (b"%PDF-1.4 \x00\x01\x02\x03\x04" * 9, "binary"),
        (b"\x1f\x8b" + b"broken", "too_long"),
    ],
)
def test_what_is_no_page_is_said(tmp_path: Path, content: bytes, code: str) -> None:
    item = outcome(tmp_path, content)
    assert isinstance(item, Problem) and item.code == code, item


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="Ivo Renn">', ("Ivo Renn",)),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"@type": "Person", '
            '"name": "Ivo Renn"}, "Marta Sel"]}</script><meta name="author" content="The Desk">',
            ("Ivo Renn", "Marta Sel"),
        ),
        ('<meta property="article:author" content="https://example.org/ivo">', ()),
        ('<meta property="og:site_name" content="The Gazette"><meta name="author" content="The Gazette">', ()),
    ],
)
def test_authors_are_those_whom_the_page_names(tmp_path: Path, head: str, authors: tuple[str, ...]) -> None:
    assert reading(tmp_path, page(head=head)).report.authors == authors

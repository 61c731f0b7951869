"""Whatever a file of any kind holds, reading it goes on, says what was wrong, and gives the same again.

Not part of `make test`: `make fuzz` runs it, each test on a stated number of inputs.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from knell.model import Problem
from knell.reports import Reading, rederive, scan
from tests.fuzz.changing import assembled, changed, fuzzed
from tests.reports.making_pdfs import Words, pdf
from tests.reports.pages.makers import PARAGRAPHS, page
from tests.reports.test_properties import TODAY, check

pytestmark = pytest.mark.fuzz

_LINKED = {
    "@type": "LiveBlogPosting",
    "headline": "Twelve killed in pit near Lorvia",
    "datePublished": "2024-05-03T10:00:00Z",
    "articleBody": " ".join(PARAGRAPHS),
    "liveBlogUpdate": [{"datePublished": "2024-05-04", "articleBody": PARAGRAPHS[0]}],
}
_HEAD = (
    '<meta charset="utf-8"><meta property="article:published_time" content="2024-05-03">'
    '<link rel="canonical" href="https://example.org/2024/05/03/pit">'
    f'<script type="application/ld+json">{json.dumps(_LINKED)}</script>'
)
_ABOVE = '<p>Published <time datetime="2024-05-03T10:00">3 May 2024</time> | Updated 4 May 2024</p><figure><img src=a>'
_BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS) + "<table><tr><td>North<td>7<tr><td>South<td>5</table>"
_PAGE = page(head=_HEAD, above=_ABOVE + "<figcaption>The pit in 1990</figcaption></figure>", body=_BODY)
PAGES = [_PAGE.encode(), _PAGE.encode("utf-16"), gzip.compress(_PAGE.encode(), mtime=0), page().encode("cp1251")]
TAGS = [
    *("<p>", "</p>", "<div>", "</div>", "<article>", "<table>", "<tr>", "<td>", "</table>", "<ul><li>", "<br>", "<h1>"),
    *("<a href=x>", "</a>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<svg>", "<math>"),
    *(
        "<time datetime='2024-05-03'>",
        "</time>",
        "<figcaption>",
        "<noscript>",
        "<title>",
        "</title>",
        "<html>",
        "<body>",
    ),
    *(
        "<meta charset=koi8-r>",
        "<meta name=date content=2024-05-03>",
        "<template>",
        "<select>",
        "<plaintext>",
        "<frameset>",
    ),
    *(f'<script type="application/ld+json">{json.dumps(_LINKED)}</script>', *PARAGRAPHS, "&#0;", "&nbsp;", "&#x202e;"),
]
TEXTS = [f" date 2024-05-03 Pit\n{PARAGRAPHS[0]}\nPhoto: AGENCY\n".encode(), PARAGRAPHS[1].encode("utf-16")]
ROWS = [
    b'{"id": "a", "text": "Twelve miners were killed.", "published": "2024-05-03", "url": "example.org/a"}\n' * 3,
    json.dumps({"text": "Двенадцать погибших.", "language": "ru"}, ensure_ascii=False).encode("cp1251") + b"\n{}\n",
]
TABLES = [b'id,text,published\na,"Twelve ""miners"" were\nkilled",2024-05-03\nb,None hurt,\n', b"text;id\nOne;1\n"]
FEEDS = [
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>C</title><item><title>Pit</title>'
    b"<link>https://example.org/a</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>"
    b"<description>Twelve miners were killed.</description></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><id>1</id><title>Pit</title><updated>2024-05-03T10'
    b":00:00Z</updated><content type='html'>&lt;p&gt;Twelve miners were killed.&lt;/p&gt;</content></entry></feed>",
]


def warc() -> bytes:
    """A small web archive with one page."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/2024/05/03/a\r\n"
        "WARC-Date: 2024-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


WARCS = [warc(), warc() * 2]
PDFS = [pdf([Words("Twelve miners were killed.", 72, 700)], title="Pit")]
PACKED = [gzip.compress(warc(), mtime=0), gzip.compress(warc(), mtime=0) * 2]


def read(name: str, content: bytes) -> list[Reading | Problem]:
    """What is read of a file; whatever it is must hold together and come out a second time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        items = list(scan(path, today=TODAY))
    check(items)
    for item in items:
        if isinstance(item, Reading):
            assert rederive(item.raw, item.report) in (item.report.text, None)
            assert all(signal.day is None or isinstance(signal.day, date) for signal in item.report.dates)
    return items


@fuzzed
@given(content=changed(PAGES))
def test_changed_pages(content: bytes) -> None:
    assert len(read("page.html", content)) == 1


@fuzzed
@given(content=assembled(TAGS))
def test_pages_of_any_tags(content: bytes) -> None:
    assert len(read("page.html", content)) == 1


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("a.pdf", PDFS),
        ("a.txt", TEXTS),
        ("a.jsonl", ROWS),
        ("a.csv", TABLES),
        ("a.rss", FEEDS),
        ("a.xml", FEEDS),
        ("a.warc", WARCS),
        ("a.warc.gz", PACKED),
    ],
)
def test_changed_files(name: str, sound: list[bytes]) -> None:
    @fuzzed
    @given(content=changed(sound))
    def test(content: bytes) -> None:
        read(name, content)

    test()

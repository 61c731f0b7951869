"""Whatever is given, reading goes on, and what comes out holds together."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from knell.model import PartKind, Problem, Span
from knell.reports import Reading, rederive, scan, severity
from knell.reports.captions import parts
from knell.reports.decoding import decode, mend
from knell.reports.problems import printable

TODAY = date(2025, 6, 1)
CREDITS = [
    "Photo: AFP",
    "photo",
    "(Photo by Jane/AFP)",
    "(photo)",
    "Source: ",
    "Reuters",
    "REUTERS/Jane",
    "Advertisement",
]
SIGNS = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    ". ",
    ":",
    "(",
    ")",
    "[",
    "/",
    "©",
    "\ufeff",
    "\x00",
    "\ud800",
    '"',
    ",",
    ";",
    "\t",
    "\u2028",
]
WORDS = [
    "Twelve people died.",
    "12",
    "Öl",
    "люди",
    "Read more: x",
    " date 2024-03-05 T",
    '{"text": "x"}',
    "text,id\n",
    "{",
    "}",
]
PIECES = [*CREDITS, *SIGNS, *WORDS]
MIXED = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join)
BYTES = (
    st.binary(max_size=400)
    | MIXED.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | MIXED.map(lambda text: text.encode("cp1251", "ignore"))
)


def check(items: list[Reading | Problem]) -> None:
    """What must hold of anything that was read."""
    for item in items:
        if isinstance(item, Problem):
            assert printable(item.message) == item.message and severity(item)
            continue
        report = item.report
        assert report.text.strip() and report.text.encode("utf-8")
        assert report.sha256 == hashlib.sha256(item.raw).hexdigest()
        assert rederive(item.raw, report) == report.text
        assert report.id and report.id.isprintable()
        assert all(printable(problem.message) == problem.message for problem in report.problems)
        assert report.published is None or report.published <= TODAY
        check_parts(report.text, [(p.kind, p.start, p.end) for p in report.parts])
        assert any(report.text[span.start : span.end].strip() for span in report.body())


def check_parts(text: str, found: list[tuple[PartKind, int, int]]) -> None:
    """Parts stand one after the other and cover the whole text."""
    position = 0
    for _, start, end in found:
        assert start == position < end
        position = end
    assert position == (len(text) if found else 0)


@given(BYTES)
def test_any_bytes_on_standard_input(content: bytes) -> None:
    check(list(scan("-", today=TODAY, stdin=io.BytesIO(content))))


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
@given(content=BYTES)
def test_any_bytes_in_a_file(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        items = list(scan(folder, today=TODAY))
        check(items)
        assert items


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | MIXED,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["id", "text", "published", "title", "language", "url", "outlet", "Text", "x"])


@given(st.lists(st.dictionaries(FIELDS, JSON, max_size=7), min_size=1, max_size=4))
def test_any_values_in_json_lines(rows: list[dict[str, object]]) -> None:
    content = "\n".join(json.dumps(row) for row in rows).encode()
    items = list(scan("-", today=TODAY, stdin=io.BytesIO(content)))
    check(items)
    assert len(items) == len(rows)
    ids = [item.report.id for item in items if isinstance(item, Reading)]
    assert len(ids) == len(set(ids))


@given(MIXED, st.sampled_from([None, "en", "xx"]))
def test_parts_of_any_text(text: str, language: str | None) -> None:
    found = parts(text, language)
    check_parts(text, [(p.kind, p.start, p.end) for p in found])
    # the letters of regex, which knows newer ones than Python does
    if regex.search(r"\p{L}", text):
        bodies = [text[p.start : p.end] for p in found if p.kind is PartKind.BODY] if found else [text]
        assert any(regex.search(r"\p{L}", body) for body in bodies)


@given(MIXED, st.integers(0, 20))
def test_parts_of_any_text_beneath_a_header(text: str, length: int) -> None:
    header = " date 2024-03-05 " + "T" * length
    found = parts(f"{header}\n{text}", "en", Span(0, len(header)))
    check_parts(f"{header}\n{text}", [(p.kind, p.start, p.end) for p in found])
    assert found[0].kind is PartKind.TITLE and found[0].start == 0


@given(st.text())
def test_mending_keeps_offsets_and_makes_storable_text(text: str) -> None:
    mended, count = mend(text)
    assert len(mended) == len(text)
    assert "\x00" not in mended.encode("utf-8").decode("utf-8")
    assert (count == 0) == (mended == text)


@given(st.text())
def test_utf_8_comes_back_unchanged(text: str) -> None:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return
    decoded = decode(data)
    assert decoded is not None and decoded.text == text.removeprefix("\ufeff")

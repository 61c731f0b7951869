"""Files of text: the header line, what is stored, what is refused."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from knell.model import PartKind, Problem, Report
from knell.reports import Reading, Severity, read, scan, severity

TODAY = date(2025, 6, 1)
BODY = "Twelve people were killed and 30 others were hurt when a bridge fell in the northern town, police said."


def one(path: Path) -> Reading | Problem:
    items = list(scan(path, today=TODAY))
    assert len(items) == 1
    return items[0]


def report(path: Path, content: str | bytes) -> Report:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    item = one(path)
    assert isinstance(item, Reading), item
    return item.report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.txt"


@pytest.mark.parametrize("lead", [" date", "date", "   date", "\tdate", "\ufeff date"])
def test_the_header_line_gives_date_and_title(path: Path, lead: str) -> None:
    found = report(path, f"{lead} 2024-03-05 Bridge falls in Tall\n\n{BODY}\n")
    assert (found.published, found.title) == (date(2024, 3, 5), "Bridge falls in Tall")
    assert found.text == f"{lead} 2024-03-05 Bridge falls in Tall\n\n{BODY}\n".removeprefix("\ufeff")
    title = found.parts[0]
    assert title.kind is PartKind.TITLE and found.text[title.start : title.end].endswith("in Tall")
    assert [found.text[s.start : s.end].strip() for s in found.body()] == [BODY]


def test_a_header_may_have_no_title(path: Path) -> None:
    found = report(path, f" date 2024-03-05\n{BODY}")
    assert (found.published, found.title) == (date(2024, 3, 5), None)


@pytest.mark.parametrize("behind", ["", "\n\nRescue teams worked through the night."])
def test_a_first_sentence_behind_the_date_is_text_and_no_title(path: Path, behind: str) -> None:
    found = report(path, f" date 2024-03-05 {BODY}{behind}")
    assert (found.published, found.title) == (date(2024, 3, 5), None)
    (body,) = [part for part in found.parts if part.kind is PartKind.BODY]
    assert found.text[body.start : body.end].strip().startswith(BODY)


def test_a_sentence_that_begins_with_the_word_is_no_header(path: Path) -> None:
    for first in ("date 12 people were killed on is unknown.", "Date palms fell on 12 people.", "dated 2024-03-05 x"):
        found = report(path, f"{first}\n{BODY}")
        assert (found.published, found.title, found.parts) == (None, None, ())


def test_without_a_header_there_is_no_title_and_no_date(path: Path) -> None:
    found = report(path, f"Bridge falls in Tall\n\n{BODY}")
    assert (found.published, found.title) == (None, None)
    assert [(p.code, severity(p)) for p in found.problems] == [("no_date", Severity.SET_ASIDE)]


def test_line_ends_become_line_feeds_and_nothing_else_changes(path: Path) -> None:
    found = report(path, f" date 2024-03-05 T\r\n\r\n{BODY}  \r\rEnd\u00a0of it\t\r\n")
    assert found.text == f" date 2024-03-05 T\n\n{BODY}  \n\nEnd\u00a0of it\t\n"
    assert found.problems == ()


def test_the_hash_is_of_the_bytes_and_the_id_is_its_beginning(path: Path) -> None:
    raw = f"\ufeff date 2024-03-05 T\r\n{BODY}".encode()
    path.write_bytes(raw)
    item = one(path)
    assert isinstance(item, Reading)
    assert item.raw == raw
    assert item.report.sha256 == hashlib.sha256(raw).hexdigest()
    assert item.report.id == item.report.sha256[:16]
    assert item.where == str(path)


@pytest.mark.parametrize("given", ["2024-13-05", "31.02.2024", "2024-2-31", "12/05/2024"])
def test_a_wrong_date_is_said_and_the_title_kept(path: Path, given: str) -> None:
    found = report(path, f" date {given} Bridge falls\n{BODY}")
    assert (found.published, found.title) == (None, "Bridge falls")
    assert [p.code for p in found.problems] == ["bad_date"]
    assert given in found.problems[0].message and "YYYY-MM-DD" in found.problems[0].message


def test_a_date_in_the_future_is_not_believed(path: Path) -> None:
    found = report(path, f" date 2025-06-02 Bridge falls\n{BODY}")
    assert found.published is None
    assert [(p.code, severity(p)) for p in found.problems] == [("future_date", Severity.SET_ASIDE)]
    assert str(path) in found.problems[0].message and "2025-06-02" in found.problems[0].message
    assert report(path, f" date 2025-06-01 Bridge falls\n{BODY}").published == TODAY


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "no_text"),
        (b" date 2024-03-05 Twelve killed\n\n", "no_text"),
        (b"\x89PNG\r\n\x1a\n" + b"text " * 50, "binary"),
        (b"PK\x03\x04 docx", "binary"),
        (b"%PDF-1.7 text", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (BODY.encode("utf-16-le"), "binary"),
        (b"\xff\xfeodd", "unknown_encoding"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(path: Path, content: bytes, code: str) -> None:
    path.write_bytes(content)
    item = one(path)
    assert isinstance(item, Problem) and item.code == code
    assert severity(item) is Severity.LEFT_OUT
    assert item.message.startswith(f"{path}: ") and "\n" not in item.message


def test_a_text_over_the_limit_is_refused_and_one_beneath_it_is_read(path: Path) -> None:
    path.write_bytes(b"word " * 4_000_001)
    item = one(path)
    assert isinstance(item, Problem) and item.code == "too_long" and "5 MB" in item.message
    assert len(report(path, b"word\n" * 200_000).text) == 1_000_000


def test_control_characters_are_replaced_one_for_one(path: Path) -> None:
    found = report(path, BODY.replace("30", "3\x000") + "\x1b[31m")
    assert found.text == BODY.replace("30", "3\ufffd0") + "\ufffd[31m"
    assert "mended_characters" in {p.code for p in found.problems}


def test_read_gives_reports_and_hands_over_what_was_left_out(path: Path) -> None:
    path.write_text(f" date 2024-03-05 Bridge falls\n{BODY}", encoding="utf-8")
    (found,) = read(str(path), today=TODAY)
    assert (found.title, found.published, found.language) == ("Bridge falls", date(2024, 3, 5), "en")
    left_out: list[Problem] = []
    assert list(read(path.with_name("none.txt"), on_problem=left_out.append)) == []
    assert [p.code for p in left_out] == ["missing_file"]


def test_read_logs_what_was_left_out_by_default(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert list(read(path)) == []
    assert [r.getMessage() for r in caplog.records] == [f"{path}: there is no such file or folder; check the path"]


@pytest.mark.parametrize(
    ("begins", "kind"),
    [
        ("<!DOCTYPE html>\n<html><p>", "a web page"),
        ("\n <HTML lang=en><p>", "a web page"),
        ('<?xml version="1.0"?><p>', "an XML document"),
        ("{\\rtf1\\ansi ", "a document in rich text"),
    ],
)
def test_another_format_under_the_name_of_a_text_is_refused(path: Path, begins: str, kind: str) -> None:
    path.write_text(begins + BODY)
    item = one(path)
    advice = "give it a name that ends in .html" if kind == "a web page" else "save its words alone as text"
    assert isinstance(item, Problem) and item.code == "unsupported_format"
    assert item.message == f"{path}: this is {kind}, not plain text; {advice}"

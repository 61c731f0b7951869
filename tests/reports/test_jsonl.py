"""JSON lines: each line stands alone, whatever it holds."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pytest

from knell.model import Problem, Report
from knell.reports import Reading, Severity, scan, severity

TODAY = date(2025, 6, 1)
TEXT = "Twelve people were killed and 30 others were hurt when a bridge fell in the northern town, police said."
WHOLE = {
    "id": "r1",
    "text": TEXT,
    "published": "2024-03-05",
    "title": "Bridge falls",
    "language": "en",
    "url": "https://www.example.org/a?b=c",
    "outlet": "The Herald",
}


def items(content: bytes) -> list[Reading | Problem]:
    return list(scan("-", today=TODAY, stdin=io.BytesIO(content)))


def row(**values: object) -> bytes:
    return json.dumps({k: v for k, v in {**WHOLE, **values}.items() if v is not ...}).encode()


def report(**values: object) -> Report:
    (item,) = items(row(**values))
    assert isinstance(item, Reading), item
    return item.report


def codes(found: Report) -> list[str]:
    return [p.code for p in found.problems]


def test_all_fields_are_taken_as_given() -> None:
    (item,) = items(row() + b"\r\n")
    assert isinstance(item, Reading)
    found = item.report
    assert (found.id, found.text, found.title, found.language) == ("r1", TEXT, "Bridge falls", "en")
    assert (found.published, found.outlet, found.url) == (date(2024, 3, 5), "The Herald", WHOLE["url"])
    assert (found.parts, found.problems) == ((), ())
    assert item.raw == row() and found.sha256 == hashlib.sha256(row()).hexdigest()
    assert item.where == "standard input, line 1"


def test_only_the_text_is_needed() -> None:
    (item,) = items(json.dumps({"text": TEXT}).encode())
    assert isinstance(item, Reading)
    found = item.report
    assert found.id == found.sha256[:16]
    assert (found.title, found.published, found.outlet, found.url, found.language) == (None, None, None, None, "en")
    assert codes(found) == ["no_date"]


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.example.org/a", "example.org"),
        ("http://News.Example.org:8080/x", "news.example.org"),
        ("example.org/a", "example.org"),
        (None, None),
    ],
)
def test_the_outlet_comes_from_the_address_when_it_is_not_given(url: str | None, outlet: str | None) -> None:
    assert report(outlet=..., url=url).outlet == outlet


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://[::1", "two words", "file:///etc/x", 7]
)
def test_an_address_that_could_do_harm_is_set_aside(url: object) -> None:
    found = report(url=url, outlet=None)
    assert (found.url, found.outlet) == (None, None)
    assert codes(found) == ["bad_value"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{bad", "not_json"),
        (b'{"text": "cut', "not_json"),
        (b"{'text': 'x'}", "not_json"),
        (b'{"text": 1' + b"1" * 5000 + b"}", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"text":' * 100_000, "not_json"),
        (b"[1]", "not_an_object"),
        (b'"x"', "not_an_object"),
        (b"null", "not_an_object"),
        (b"NaN", "not_an_object"),
        (b"{}", "no_text"),
        (b'{"text": null}', "no_text"),
        (b'{"text": ""}', "no_text"),
        (b'{"text": " \\n "}', "no_text"),
        (b'{"text": 5}', "no_text"),
        (b'{"text": ["x"]}', "no_text"),
        (b'{"body": "x"}', "no_text"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(line: bytes, code: str) -> None:
    first, bad, last = items(row(id="a") + b"\n\n" + line + b"\n" + row(id="b"))
    assert isinstance(first, Reading) and isinstance(last, Reading)
    assert (first.report.id, last.report.id) == ("a", "b")
    assert isinstance(bad, Problem) and bad.code == code and severity(bad) is Severity.LEFT_OUT
    assert bad.message.startswith("standard input, line 3: ") and "\n" not in bad.message
    assert len(bad.message) < 250


def test_a_line_over_the_limit_is_passed_over() -> None:
    content = row(id="a") + b"\n" + b'{"text": "' + b"x" * 21_000_000 + b'"}\n' + row(id="b")
    _, bad, last = items(content)
    assert isinstance(bad, Problem) and bad.code == "too_long" and "line 2" in bad.message and "5 MB" in bad.message
    assert isinstance(last, Reading) and last.where.endswith("line 3")
    (bad,) = items(b"x" * 21_000_000)
    assert isinstance(bad, Problem) and bad.code == "too_long"


def test_a_long_run_of_bad_lines_is_counted_not_listed() -> None:
    found = items(b"bad\n" * 500 + row() + b"\nbad\n")
    assert [p.code for p in found[:20] if isinstance(p, Problem)] == ["not_json"] * 20
    assert isinstance(found[20], Problem) and "480 more" in found[20].message
    assert isinstance(found[21], Reading)
    assert isinstance(found[22], Problem) and len(found) == 23


@pytest.mark.parametrize("content", [b"", b"\n\r\n \n", b"\xef\xbb\xbf"])
def test_an_input_without_lines_is_said_to_be_empty(content: bytes) -> None:
    (item,) = items(content)
    assert isinstance(item, Problem) and item.code == "empty"


def test_a_document_over_many_lines_is_said_once() -> None:
    (item,) = items(json.dumps([WHOLE], indent=2).encode())
    assert isinstance(item, Problem) and item.code == "not_json" and "line of its own" in item.message


def test_a_binary_input_is_said_once() -> None:
    (item,) = items(bytes(range(256)) * 1000)
    assert isinstance(item, Problem) and item.code == "binary"


def test_the_text_keeps_its_offsets() -> None:
    text = "Twelve\r\npeople\rdied\u2028in \U0001f30d Tall.\ud800 3\x0012 \x93quoted\x94\n"
    found = report(text=text)
    assert len(found.text) == len(text)
    assert found.text == "Twelve\r\npeople\ndied\u2028in \U0001f30d Tall.\ufffd 3\ufffd12 “quoted”\n"
    assert codes(found) == ["mended_characters"]
    found.text.encode("utf-8")


@pytest.mark.parametrize(("given", "name"), [(7, "7"), (0, "0"), (" r 1 ", "r 1"), ("é/ö", "é/ö")])
def test_ids_that_can_be_used(given: object, name: str) -> None:
    found = report(id=given)
    assert (found.id, found.problems) == (name, ())


@pytest.mark.parametrize("given", [True, 1.5, ["a"], {}, "a\nb", "x" * 201, "a\x1b[2J", "\ud800", 10**200])
def test_ids_that_cannot_be_used(given: object) -> None:
    found = report(id=given)
    assert found.id == found.sha256[:16]
    assert codes(found) == ["bad_id"]


@pytest.mark.parametrize("given", [None, "", "  "])
def test_an_empty_id_is_no_id(given: object) -> None:
    found = report(id=given)
    assert found.id == found.sha256[:16]


def test_a_second_report_with_the_same_id_gets_another() -> None:
    first, second, third = items(b"\n".join([row(), row(text=TEXT + " More."), row()]))
    assert isinstance(first, Reading) and isinstance(second, Reading)
    assert first.report.id == "r1"
    assert second.report.id == second.report.sha256[:16]
    assert codes(second.report) == ["id_in_use"] and severity(second.report.problems[0]) is Severity.SET_ASIDE
    assert isinstance(third, Problem) and third.code == "repeated_report" and severity(third) is Severity.NOTE


def test_a_repeated_line_with_a_taken_id_is_read_once() -> None:
    again = row(text=TEXT + " More.")
    found = items(b"\n".join([row(), again, again]))
    assert [type(item) for item in found] == [Reading, Reading, Problem]


def test_names_of_fields_may_be_in_capitals() -> None:
    (item,) = items(json.dumps({"Text": TEXT, "PUBLISHED": "2024-03-05", " Id": "x"}).encode())
    assert isinstance(item, Reading)
    assert (item.report.id, item.report.published) == ("x", date(2024, 3, 5))


def test_titles_are_one_line() -> None:
    assert report(title=" Bridge\n falls\t in Tall ").title == "Bridge falls in Tall"
    assert report(title="").title is None
    found = report(title=["x"])
    assert (found.title, codes(found)) == (None, ["bad_value"])


def test_unknown_fields_are_ignored() -> None:
    assert report(gold={"x": [1]}, where=None).problems == ()


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"\n".join(row(id=n) for n in range(1000)))
    stream = scan(path)
    first = next(stream)
    assert isinstance(first, Reading) and first.report.id == "0"
    stream.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ("Ivo Renn", ("Ivo Renn",)),
        ("Ivo Renn; Marta Sel", ("Ivo Renn", "Marta Sel")),
        (["Ivo Renn", "Marta  Sel", "Ivo Renn"], ("Ivo Renn", "Marta Sel")),
        ("", ()),
        (7, ()),
    ],
)
def test_authors_are_names(given: object, authors: tuple[str, ...]) -> None:
    assert report(text="Twelve people were killed.", authors=given).authors == authors

"""Tables: delimiters, quotation marks, and rows that are broken."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from knell.model import Problem
from knell.reports import Reading, scan

TODAY = date(2025, 6, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.csv"


def items(path: Path, content: str | bytes) -> list[Reading | Problem]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(scan(path, today=TODAY))


def texts(found: list[Reading | Problem]) -> list[str]:
    return [item.report.text if isinstance(item, Reading) else item.code for item in found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_line_ends_quotation_marks_and_capitals(path: Path, delimiter: str, end: str) -> None:
    rows = [
        ["ID", " Text ", "PUBLISHED", "Outlet", "more"],
        ["a", '"Two men\ndied; one,\t| ""Jan"", lived."', "2024-03-05", "Herald", ""],
        ["b", "One man died.", "", "", "x"],
    ]
    first, second = items(path, "\ufeff" + end.join(delimiter.join(row) for row in rows) + end)
    assert isinstance(first, Reading) and isinstance(second, Reading)
    assert first.report.text == 'Two men\ndied; one,\t| "Jan", lived.'
    assert (first.report.id, first.report.published, first.report.outlet) == ("a", date(2024, 3, 5), "Herald")
    assert (second.report.id, second.report.published, second.report.outlet) == ("b", None, None)
    assert (first.where, second.where) == (f"{path}, line 2", f"{path}, line 4")


def test_what_is_archived_is_the_row_as_canonical_json(path: Path) -> None:
    (item,) = items(path, "text,id\n Öl ,a\n")
    assert isinstance(item, Reading)
    assert item.raw == '{"id":"a","text":" Öl "}'.encode()
    assert json.loads(item.raw) == {"id": "a", "text": " Öl "}
    assert item.report.sha256 == hashlib.sha256(item.raw).hexdigest()


def test_only_the_text_column_is_needed_and_rows_may_be_short(path: Path) -> None:
    assert texts(items(path, "text\nOne died.\n")) == ["One died."]
    assert texts(items(path, "text,title,url\nOne died.\nTwo died.,T\n\n,,\n,x,\n")) == [
        "One died.",
        "Two died.",
        "no_text",
    ]


def test_the_way_excel_names_its_delimiter(path: Path) -> None:
    assert texts(items(path, "sep=;\r\nid;text\r\n1;One, two died.\r\n")) == ["One, two died."]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("id,text\n", "empty"),
        ("id,body\n1,x\n", "no_text_column"),
        ("\x00\x01\x02\x03\x04", "binary"),
    ],
)
def test_tables_without_reports(path: Path, content: str, code: str) -> None:
    (item,) = items(path, content)
    assert isinstance(item, Problem) and item.code == code and item.message.startswith(f"{path}: ")


def test_missing_column_says_what_was_found_and_what_is_wanted(path: Path) -> None:
    (item,) = items(path, "Nr,Body\n1,x\n")
    assert isinstance(item, Problem)
    assert "'nr,body'" in item.message and "id, text, published" in item.message


def test_a_comma_outside_quotation_marks_does_not_cut_a_text(path: Path) -> None:
    found = items(path, "id,text,published\n1,Killed 5, wounded 3,2024-03-05\n2,ok,\n")
    assert texts(found) == ["bad_row", "ok"]
    assert isinstance(found[0], Problem) and "line 2" in found[0].message and "4 fields" in found[0].message


def test_fields_too_many_but_empty_are_forgiven(path: Path) -> None:
    assert texts(items(path, "id,text\n1,ok,,\n")) == ["ok"]


def test_an_open_quotation_mark_loses_its_own_row_only(path: Path) -> None:
    content = 'id,text\n1,"open\n2,two\n3,"three"\n4,x "y" z\n5,"a "b" c"\n6,six\n7,"open to the end\n8,eight\n'
    found = items(path, content)
    assert texts(found) == ["bad_row", "two", "three", 'x "y" z', "bad_row", "six", "bad_row", "eight"]
    assert [i.message.split(": ")[0][-6:] for i in found if isinstance(i, Problem)] == ["line 2", "line 6", "line 8"]


def test_quotation_marks_may_mean_nothing_between_tabs(path: Path) -> None:
    assert texts(items(path, 'id\ttext\n1\t"Two" died.\n2\t"open\n3\tok\n')) == ['"Two" died.', '"open', "ok"]


def test_huge_fields_are_read_and_larger_ones_passed_over(path: Path) -> None:
    content = b'text,id\n"' + b"word " * 400_000 + b'",1\n"' + b"x" * 20_000_001 + b'",2\nlast,3\n'
    found = items(path, content)
    assert [text[:8] for text in texts(found)] == ["word wor", "too_long", "last"]


def test_a_row_over_the_limit_made_of_short_lines(path: Path) -> None:
    found = items(path, 'text,id\nfirst,1\n"' + ("word " * 2_000 + "\n") * 2_100)
    assert texts(found)[:2] == ["first", "too_long"]


def test_an_8_bit_table_is_read_in_one_encoding(path: Path) -> None:
    rows = "text;id\nTrois hommes ont été tués près de la gare.;1\nUn blessé.;2\nNé à Tall;3\n"
    found = items(path, rows.encode("cp1252"))
    assert texts(found) == ["Trois hommes ont été tués près de la gare.", "Un blessé.", "Né à Tall"]
    assert all("guessed_encoding" in {p.code for p in i.report.problems} for i in found if isinstance(i, Reading))

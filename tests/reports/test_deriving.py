"""The text of a report can be made again of the bytes that are archived for it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from knell.reports import Reading, rederive, scan

WORDS = "На рассвете у моста погибли двенадцать человек, ещё семеро ранены."


def only(source: Path) -> Reading:
    """The one reading of a file."""
    (found,) = scan(source)
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize(
    ("name", "content", "extractor"),
    [
        ("a.txt", b" date 2020-02-03 The bridge\r\n\r\nTwelve\x00 people died.\r", "plain 1"),
        ("a.txt", WORDS.encode("cp1251"), "plain 1"),
        ("a.txt", WORDS.encode("utf-16"), "plain 1"),
        ("a.jsonl", json.dumps({"Text": "Twelve \ud800 died.", "text ": "x"}).encode(), "jsonl 1"),
        ("a.jsonl", json.dumps({"text": WORDS}, ensure_ascii=False).encode("utf-16"), "jsonl 1"),
        ("a.jsonl", json.dumps({"text": WORDS}, ensure_ascii=False).encode("cp1251"), "jsonl 1, cp1251"),
        ("a.csv", f"id;Text\nx;{WORDS}\n".encode("cp1251"), "csv 1"),
        ("a.csv", b'sep=|\nid|text\nx|"Twelve\r\ndied."\n', "csv 1"),
    ],
)
def test_text_is_made_again_from_what_is_archived(tmp_path: Path, name: str, content: bytes, extractor: str) -> None:
    (tmp_path / name).write_bytes(content)
    reading = only(tmp_path / name)
    assert reading.report.extractor == extractor
    assert rederive(reading.raw, reading.report) == reading.report.text


def test_an_encoding_told_by_other_lines_is_known_for_a_line_alone(tmp_path: Path) -> None:
    rows = [{"text": "12 погибли"}, *({"text": WORDS + str(n)} for n in range(9))]
    content = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode("koi8-r")
    readings = [item for item in scan("-", stdin=io.BytesIO(content)) if isinstance(item, Reading)]
    assert [item.report.text for item in readings] == [row["text"] for row in rows]
    assert [rederive(item.raw, item.report) for item in readings] == [row["text"] for row in rows]


def test_what_made_the_text_is_no_longer_here(tmp_path: Path) -> None:
    for name, content in (("a.txt", b"Twelve died."), ("b.jsonl", b'{"text":"x y"}'), ("c.csv", b"text\nx y\n")):
        (tmp_path / name).write_bytes(content)
        reading = only(tmp_path / name)
        kind = reading.report.extractor.split()[0]
        for extractor in ("", kind, f"{kind} 0", f"{kind} 10", "papyrus 1"):
            assert rederive(reading.raw, replace(reading.report, extractor=extractor)) is None


@pytest.mark.parametrize(
    ("extractor", "raw"),
    [
        ("plain 1", bytes(range(128, 200))),
        ("jsonl 1", b'{"text": 1}'),
        ("jsonl 1", b"["),
        ("jsonl 1, rot13", b'{"text": "x"}'),
        ("jsonl 1", b"\xc3{"),
        ("csv 1", b"{}"),
        ("csv 1", b"[1]"),
    ],
)
def test_bytes_that_are_not_what_was_read_are_refused(tmp_path: Path, extractor: str, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(b"Twelve died.")
    report = replace(only(tmp_path / "a.txt").report, extractor=extractor)
    with pytest.raises(ValueError):
        rederive(raw, report)

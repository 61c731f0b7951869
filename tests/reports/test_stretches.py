"""Big files in stretches: whatever their length, they hold together what the file holds, each report once."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from knell.model import Problem
from knell.reports import Reading, files, scan, scan_stretch, stretches
from tests.reports.archives.making_warcs import STORIES, answer, page, record, story


def told(items: list[Reading | Problem]) -> list[tuple[str, str]]:
    return [(one.report.text, one.report.sha256) for one in items if isinstance(one, Reading)]


def in_stretches(path: Path, size: int) -> list[tuple[str, str]]:
    cut = stretches(path, size)
    assert [one.start for one in cut[1:]] == [one.end for one in cut[:-1]]
    return told([item for one in cut for item in scan_stretch(one)])


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    texts = [f"{'Ünlü ' * number}and {number} people were hurt in the village of Oravec." for number in range(1, 30)]
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(json.dumps({"id": "same", "text": text}, ensure_ascii=False) for text in texts))
    return path


@pytest.mark.parametrize("size", [1, 7, 64, 100, 1000, 4999, 10_000_000])
def test_lines_in_stretches_are_those_of_the_file(lines: Path, size: int) -> None:
    whole = told(list(scan_stretch(stretches(lines, 1 << 30)[0])))
    assert len(whole) == 29
    assert in_stretches(lines, size) == whole


def test_a_report_of_a_stretch_keeps_its_id_whoever_else_has_it(lines: Path) -> None:
    ids = {one.report.id for one in scan_stretch(stretches(lines, 1 << 30)[0]) if isinstance(one, Reading)}
    assert ids == {"same"}


def test_one_document_over_many_lines_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text("[\n" + '{"text": "Two died."},\n' * 50 + "]")
    assert len(stretches(path, 10)) == 1
    path.write_bytes('{"text": "Two died."}\n'.encode("utf-16") * 9)
    assert len(stretches(path, 10)) == 1


def packed(records: list[bytes]) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


NESTED = record(answer(story("raid"), "application/warc"), "https://news.example.org/inside.warc")


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
@pytest.mark.parametrize("size", [1, 300, 900, 2500])
def test_archives_in_stretches_hold_what_the_archive_holds(tmp_path: Path, ending: str, size: int) -> None:
    made = [story("mine"), NESTED, story("ferry"), NESTED, story("raid")]
    path = tmp_path / f"day{ending}"
    path.write_bytes(packed(made) if ending.endswith(".gz") else b"".join(made))
    assert len(stretches(path, size)) >= 2 or size == 2500
    assert in_stretches(path, size) == told(list(scan(path)))


def test_a_broken_archive_in_stretches_loses_what_is_broken(tmp_path: Path) -> None:
    parts = [gzip.compress(story(name), mtime=0) for name in STORIES]
    parts[1] = parts[1][:40] + b"\0" * 40 + parts[1][80:]
    path = tmp_path / "day.warc.gz"
    path.write_bytes(b"".join(parts))
    assert in_stretches(path, len(parts[0])) == told(list(scan(path)))


def test_pages_met_before_are_read_again_whatever_stands_first(tmp_path: Path) -> None:
    path = tmp_path / "day.warc"
    path.write_bytes(story("mine") + record(answer(page("mine")), "https://other.example.org/mine"))
    assert len(told(list(scan_stretch(stretches(path, 1 << 20)[0])))) == 2


def test_files_are_those_that_a_scan_reads(tmp_path: Path) -> None:
    for name in ("b.txt", "a.jsonl", "c.parquet", "d.png"):
        (tmp_path / name).write_text("Two died.")
    found = list(files([tmp_path], [".parquet"]))
    assert [one.name for one in found if isinstance(one, Path)] == ["a.jsonl", "b.txt", "c.parquet"]
    assert [one.code for one in found if isinstance(one, Problem)] == ["unsupported_format"]
    assert [one.code for one in files(["-", "https://a.example/"]) if isinstance(one, Problem)] == [
        "unsupported_format",
        "unsupported_format",
    ]

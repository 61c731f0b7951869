"""Inputs one after the other: files, folders, standard input, and what cannot be read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from knell.model import Problem
from knell.reports import Reading, Severity, scan, severity
from knell.reports.dates import today_anywhere
from knell.reports.problems import problem

TEXT = "Twelve people were killed and 30 others were hurt when a bridge fell in the northern town, police said."


def write(path: Path, content: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def only_problem(given: str | Path) -> Problem:
    (item,) = scan(given)
    assert isinstance(item, Problem)
    assert severity(item) is Severity.LEFT_OUT
    return item


@pytest.mark.parametrize("name", ["none.txt", "none", "none.jsonl/x.txt", "a\0b.txt", "x" * 5000, "\ud800.txt"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    item = only_problem(str(tmp_path / name))
    assert item.code in ("missing_file", "unreadable_file") and "\n" not in item.message
    item.message.encode("utf-8")


def test_an_empty_name_is_not_the_working_folder() -> None:
    assert only_problem("").code == "missing_file"


@pytest.mark.parametrize("name", ["page.aspx", "scan.TIFF", "feed.opml", "crawl.arc.gz", "notes.docx", "README"])
def test_formats_that_are_not_read_yet_are_named(tmp_path: Path, name: str) -> None:
    item = only_problem(write(tmp_path / name))
    assert item.code == "unsupported_format"
    assert "is not readable yet" in item.message and ".txt, .jsonl, .csv" in item.message and name in item.message


def test_addresses_are_asked_for_and_only_those_of_the_web(tmp_path: Path) -> None:
    item = only_problem("http://127.0.0.1:1/a.txt")
    assert item.code == "not_fetched" and "http://127.0.0.1:1/a.txt" in item.message
    assert only_problem("ftp://example.org/a.txt").code == "unsupported_format"


def test_endings_in_capitals_are_the_same(tmp_path: Path) -> None:
    (item,) = scan(write(tmp_path / "A.TXT"))
    assert isinstance(item, Reading)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert only_problem(tmp_path / "pipe.txt").code == "unreadable_file"
    write(tmp_path / "z.txt")
    assert [type(item) for item in scan(tmp_path)] == [Problem, Reading]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by this user")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt").chmod(0)
    assert only_problem(tmp_path / "a.txt").code == "unreadable_file"


def test_a_folder_is_read_by_name_with_the_folders_in_it(tmp_path: Path) -> None:
    for number, name in enumerate(["b.txt", "a/z.txt", "a/b/c.txt", "c.txt", "a.txt", ".hidden.txt", ".git/x.txt"]):
        write(tmp_path / name, f"{TEXT} {number}")
    found = [Path(i.where).relative_to(tmp_path).as_posix() for i in scan(tmp_path) if isinstance(i, Reading)]
    assert found == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "c.txt"]


def test_what_a_folder_holds_besides_is_counted_by_kind(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg", "c.docx", "d.txt", "noending"):
        write(tmp_path / name)
    first, *rest = scan(tmp_path)
    assert isinstance(first, Reading)
    assert all(isinstance(item, Problem) and item.code == "unsupported_format" for item in rest)
    messages = [item.message for item in rest if isinstance(item, Problem)]
    assert len(messages) == 3 and "2 file(s)" in messages[1] and "a.jpg" in messages[1]


def test_folders_without_reports(tmp_path: Path) -> None:
    assert "it is empty" in only_problem(tmp_path).message
    write(tmp_path / "a.jpg")
    item = only_problem(tmp_path)
    assert item.code == "folder_without_reports" and ".jpg" in item.message


def test_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "sub").mkdir()
    try:
        (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    except OSError:
        pytest.skip("no links here")
    kinds = [item.code if isinstance(item, Problem) else "read" for item in scan(tmp_path)]
    assert kinds == ["read", "unreadable_file", "unreadable_file"]


def test_a_folder_within_folders_within_folders(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    write(deep / "a.txt")
    (item,) = scan(tmp_path)
    assert isinstance(item, Reading)


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", "")
    rows = io.BytesIO(b'{"text": "' + TEXT.encode() + b'"}\n')
    found = list(scan([bad, tmp_path / "none", good, "-", good], stdin=rows))
    assert [type(item) for item in found] == [Problem, Problem, Reading, Reading, Problem]
    assert isinstance(found[-1], Problem) and found[-1].code == "repeated_report"


def test_names_that_would_break_a_line_or_a_terminal(tmp_path: Path) -> None:
    try:
        path = write(tmp_path / "a\nb\x1b[2J.txt", "")
    except OSError:
        pytest.skip("such names are not possible here")
    message = only_problem(path).message
    assert "\n" not in message and "\x1b" not in message


def test_standard_input_of_the_process() -> None:
    code = "from knell.reports import read; print([r.id for r in read('-')])"
    rows = b'{"id": "a", "text": "One died."}\n{"id": "b", "text": "Two died."}'
    done = subprocess.run([sys.executable, "-c", code], input=rows, capture_output=True, check=True)
    assert done.stdout.strip() == b"['a', 'b']"


def test_the_model_of_languages_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, knell.reports; print('numpy' in sys.modules, 'py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"False"]


def test_today_is_that_of_the_place_where_the_day_begins() -> None:
    assert date(2025, 1, 1) < today_anywhere()


def test_every_problem_has_a_severity() -> None:
    with pytest.raises(ValueError, match="severity"):
        problem("a code nobody knows", "here", "what")
    assert severity(Problem("of_another_room", "x")) is Severity.NOTE


def test_the_same_input_gives_the_same_readings(tmp_path: Path) -> None:
    for number in range(20):
        write(tmp_path / f"{number}.txt", f"{TEXT} {number}")
    assert list(scan(tmp_path)) == list(scan(tmp_path))

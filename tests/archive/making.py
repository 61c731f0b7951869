"""A small archive: three stories by several outlets, in files of several kinds, with pages that tell of nothing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.reports.archives.making_warcs import STORIES, answer, page, record

STORY = "Seven people were killed on Tuesday when a bus fell into the gorge near Kutaisi, {who} said."
WHO = ("the rescue service", "police", "the regional governor", "a hospital doctor", "the interior ministry")
QUIET = "The library of the town reopened after two years of work, and children were given books on {day}."


def line(number: int) -> str:
    """A line of JSON, one report; every third tells of nothing."""
    text = QUIET.format(day=f"day {number}") if number % 3 == 2 else STORY.format(who=WHO[number % len(WHO)])
    row = {"text": f"{text} It was the talk of place number {number}.", "published": f"2021-06-{8 + number % 3:02}"}
    return json.dumps({**row, "outlet": f"Paper {number % 4}", "url": f"https://paper{number % 4}.example/{number}"})


def make_inputs(folder: Path, lines: int = 12) -> Path:
    """A folder of inputs: JSON lines, an archive and a page."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lines.jsonl").write_text("".join(line(number) + "\n" for number in range(lines)))
    pages = [record(answer(page(name)), f"https://news.example.org/{name}") for name in STORIES]
    pages.append(record(answer(b"gone", status=404), "https://news.example.org/gone"))
    (folder / "day.warc.gz").write_bytes(b"".join(gzip.compress(one, mtime=0) for one in pages))
    (folder / "one.html").write_bytes(page("raid").replace(b"Gao", b"Mopti"))
    return folder


def content(archive: Path) -> dict[str, bytes]:
    """All files of an archive, by their names."""
    return {str(path.relative_to(archive)): path.read_bytes() for path in archive.rglob("*") if path.is_file()}

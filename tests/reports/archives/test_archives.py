"""Web archives: what is in them is read as if it had been saved as files, and broken ones cost what is broken."""

from __future__ import annotations

import gzip
import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knell.cli.app import app
from knell.model import Problem
from knell.reports import Reading, Severity, scan, severity
from knell.reports.deriving import rederive
from tests.hanging import HANGS
from tests.reports.archives.making_warcs import STORIES, answer, digest, packed, page, record, story
from tests.reports.making_pdfs import column, pdf

ALL = [story(name) for name in STORIES]
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "html"


def read(path: Path, content: bytes) -> tuple[list[Reading], list[Problem]]:
    path.write_bytes(content)
    items = list(scan(path))
    return [i for i in items if isinstance(i, Reading)], [i for i in items if isinstance(i, Problem)]


def titles(readings: list[Reading]) -> list[str | None]:
    return [reading.report.title for reading in readings]


GZIPPED = {"content-encoding": "gzip"}
TITLES = [title for title, _ in STORIES.values()]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "A.WARC.GZ", "a.warc.zst", "whole.warc.gz", "a.wacz"])
def test_pages_in_an_archive_are_the_same_reports_as_the_pages(tmp_path: Path, name: str) -> None:
    if name.endswith(".zst"):
        content = _zstd(b"".join(ALL))
    elif name.endswith(".wacz"):
        content = wacz({"archive/data.warc.gz": packed(*ALL), "pages/pages.jsonl": b"{}"})
    elif name.startswith("whole"):
        content = gzip.compress(b"".join(ALL))
    else:
        content = b"".join(ALL) if name == "a.warc" else packed(*ALL)
    readings, problems = read(tmp_path / name, content)
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, story_name in enumerate(STORIES):
        (folder / f"{number}.html").write_bytes(page(story_name))
    saved = [item for item in scan(folder) if isinstance(item, Reading)]
    assert [(r.report.id, r.raw, r.report.text, r.report.title) for r in readings] == [
        (r.report.id, r.raw, r.report.text, r.report.title) for r in saved
    ]
    assert [problem.code for problem in problems] == ["archive_read"]
    assert "3 report(s) read" in problems[0].message


def test_a_report_says_how_its_bytes_were_captured_and_can_be_made_again(tmp_path: Path) -> None:
    readings, _ = read(tmp_path / "a.warc.gz", packed(*ALL))
    second = readings[1].report
    capture = second.capture
    assert capture is not None
    assert capture.url == second.url == "https://news.example.org/ferry"
    assert capture.at == datetime(2021, 6, 9, 10, 11, 12, tzinfo=UTC)
    assert capture.source == f"a.warc.gz offset {len(packed(ALL[0]))}"
    assert ("content-type", "text/html; charset=utf-8") in capture.headers
    assert second.published == date(2021, 6, 8)
    assert rederive(readings[1].raw, second) == second.text


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
@pytest.mark.parametrize("chunked", [False, True])
def test_bodies_are_unwrapped(tmp_path: Path, encoding: str, chunked: bool) -> None:
    body = page("mine")
    for name in encoding.split(", "):
        pack: Callable[[bytes], bytes] = _PACKERS[name]
        body = pack(body)
    headers = {"content-encoding": encoding}
    if chunked:
        body = b"".join(b"%x;n=v\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"
        headers |= {"transfer-encoding": "chunked", "content-length": ""}
    readings, _ = read(tmp_path / "a.warc", record(answer(body, further=headers)))
    assert [reading.raw for reading in readings] == [page("mine")]


def test_a_body_that_was_unwrapped_before_is_taken_as_it_is(tmp_path: Path) -> None:
    every = [("content-encoding", "gzip"), ("content-encoding", "br"), ("transfer-encoding", "chunked")]
    for header in every:
        readings, _ = read(tmp_path / "a.warc", record(answer(page("mine"), further=dict([header]))))
        assert [reading.raw for reading in readings] == [page("mine")]


def test_pdfs_and_texts_are_read_and_all_else_is_counted(tmp_path: Path) -> None:
    paper = pdf(column(["The court found that five men had been killed", "at the crossing on 3 May 2019."], 50, 700))
    records = [
        record(b"software: x", type="warcinfo", media="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", type="request", media="application/http; msgtype=request"),
        *ALL[:1],
        record(answer(paper, "application/pdf"), "https://court.example.org/2019/05/09/ruling.pdf"),
        record(answer(paper[:-1] + b"\n\n", "application/octet-stream"), "https://court.example.org/b"),
        record(b"Two men were killed in Herat on 3 May 2012.", type="resource", media="text/plain"),
        record(answer(b"<html>moved</html>", status=301), "https://news.example.org/old"),
        record(answer(b"<html>gone</html>", status=404), "https://news.example.org/gone"),
        record(answer(b"\x89PNG...", "image/png"), "https://news.example.org/a.png"),
        record(b"", type="revisit", media="application/http"),
        record(answer(page("mine")), "https://news.example.org/mine?again"),
        record(b"20210609\n127.0.0.1", "dns:news.example.org", media="text/dns"),
    ]
    readings, problems = read(tmp_path / "a.warc.gz", packed(*records))
    assert [r.report.extractor.split()[0] for r in readings] == ["page", "pdf", "pdf", "plain"]
    assert readings[1].report.published == date(2019, 5, 9)
    (summary,) = problems
    assert severity(summary) is Severity.NOTE
    for words in (
        "4 report(s)",
        "2 redirect(s) and error(s)",
        "1 revisit(s)",
        "1 with bytes met",
        "1 picture(s)",
        "1 that are no",
    ):
        assert words in summary.message


def test_the_entries_of_a_feed_in_an_archive_are_read(tmp_path: Path) -> None:
    feed = (
        b'<rss version="2.0"><channel><item><title>Bus falls into ravine</title><link>https://news.example.org/bus</link>'
        b"<pubDate>Tue, 08 Jun 2021 10:00:00 GMT</pubDate><description>Eleven passengers were killed when a bus fell "
        b"near Osh, the ministry said.</description></item></channel></rss>"
    )
    records = [record(answer(feed, "text/xml")), record(answer(b"<list/>", "text/xml"), "https://news.example.org/x")]
    readings, (summary,) = read(tmp_path / "a.warc", b"".join(records))
    assert [(r.report.title, r.report.published) for r in readings] == [("Bus falls into ravine", date(2021, 6, 8))]
    assert readings[0].report.capture is not None and readings[0].report.capture.source == "a.warc offset 0"
    assert "1 picture(s), script(s) and other data" in summary.message


def test_digests_are_checked(tmp_path: Path) -> None:
    block = answer(page("mine"))
    sound = {"WARC-Block-Digest": digest(block), "WARC-Payload-Digest": digest(page("mine"))}
    readings, _ = read(tmp_path / "a.warc", record(block, further=sound))
    assert "digest_mismatch" not in [problem.code for problem in readings[0].report.problems]
    for name in sound:
        readings, _ = read(tmp_path / "a.warc", record(block, further=sound | {name: digest(b"other")}))
        assert "digest_mismatch" in [problem.code for problem in readings[0].report.problems]


def test_an_answer_that_was_cut_when_it_was_captured_is_said(tmp_path: Path) -> None:
    readings, _ = read(tmp_path / "a.warc", record(answer(page("mine")), further={"WARC-Truncated": "length"}))
    assert "cut_short" in [problem.code for problem in readings[0].report.problems]


def _flipped(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 0xFF]) + data[len(data) // 2 + 1 :]


LIES = [record(answer(page("ferry")), length=length) for length in (120, len(answer(page("ferry"))) + 200, 10**12)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(packed(ALL[0]) + packed(ALL[1])[:-300] + packed(ALL[2]), id="cut member"),
        pytest.param(packed(ALL[0]) + _flipped(packed(ALL[1])) + packed(ALL[2]), id="changed member"),
        pytest.param(packed(ALL[0]) + b"\x07" * 5000 + packed(ALL[2]), id="hole between members"),
        pytest.param(ALL[0] + b"no record\r\n" * 30 + ALL[2], id="rubbish between records"),
        *(pytest.param(ALL[0] + lie + ALL[2], id=f"lie {n}") for n, lie in enumerate(LIES)),
        *(pytest.param(packed(ALL[0], lie, ALL[2]), id=f"packed lie {n}") for n, lie in enumerate(LIES)),
        pytest.param(packed(ALL[0], ALL[1].replace(b"Content-Length: ", b"Content-Length: x"), ALL[2]), id="no length"),
        pytest.param(packed(ALL[0], ALL[1].replace(b"WARC/1.1", b"WORC/1.1"), ALL[2]), id="no record"),
        pytest.param(packed(ALL[0], b"WARC/1.1\r\n" + b"a: b\r\n" * 90_000 + b"\r\n", ALL[2]), id="endless header"),
        pytest.param(
            packed(
                ALL[0], record(answer(gzip.compress(page("ferry"))[:-30], further={"content-encoding": "gzip"})), ALL[2]
            ),
            id="cut body",
        ),
    ],
)
def test_what_is_broken_is_counted_and_the_rest_is_read(tmp_path: Path, content: bytes) -> None:
    readings, problems = read(tmp_path / ("a.warc.gz" if content[:2] == b"\x1f\x8b" else "a.warc"), content)
    assert titles(readings) == [TITLES[0], TITLES[2]]
    (summary,) = problems
    assert severity(summary) is Severity.LEFT_OUT
    assert "lost: 1 " in summary.message


@pytest.mark.parametrize("content", [packed(*ALL)[:-60], b"".join(ALL)[:-60]])
def test_a_file_that_ends_in_a_record_loses_that_record(tmp_path: Path, content: bytes) -> None:
    readings, (summary,) = read(tmp_path / ("a.warc.gz" if content[:2] == b"\x1f\x8b" else "a.warc"), content)
    assert titles(readings) == TITLES[:2]
    assert "1 broken record(s)" in summary.message


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00" * 1000, packed(b"text"), b"WARC/1.0\r\n"])
def test_what_is_no_archive_is_one_line(tmp_path: Path, content: bytes) -> None:
    readings, problems = read(tmp_path / "a.warc.gz", content)
    assert not readings
    (said,) = problems
    assert severity(said) is Severity.LEFT_OUT


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    zeros = zlib.compressobj(9, wbits=31)
    bomb = b"".join(zeros.compress(b" " * (1 << 24)) for _ in range(64)) + zeros.flush()
    head = record(answer(b"", further={"content-length": ""}), length=(1 << 24) * 64 + 200)
    large = zlib.compressobj(9, wbits=31)
    member = large.compress(head[:-4]) + b"".join(large.compress(b" " * (1 << 24)) for _ in range(64)) + large.flush()
    records = [
        packed(ALL[0]),
        packed(record(answer(bomb, further=GZIPPED))),
        member,
        packed(ALL[2]),
    ]
    before = time.monotonic()
    readings, (summary,) = read(tmp_path / "a.warc.gz", b"".join(records))
    assert titles(readings) == [TITLES[0], TITLES[2]]
    assert "2 longer than is read" in summary.message
    assert time.monotonic() - before < HANGS


def wacz(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def test_a_wacz_with_packed_archives_and_several_of_them(tmp_path: Path) -> None:
    content = wacz({"archive/a.warc": ALL[0], "archive/b.warc.gz": packed(*ALL[1:])}, zipfile.ZIP_DEFLATED)
    readings, problems = read(tmp_path / "a.wacz", content)
    assert titles(readings) == TITLES
    assert [problem.code for problem in problems] == ["archive_read", "archive_read"]


def test_names_that_lead_out_of_a_wacz_and_entries_that_swell_are_refused(tmp_path: Path) -> None:
    bomb = b"WARC/1.0\r\n" + b" " * 30_000_000
    files = {"../../a.warc": ALL[0], "/etc/b.warc": ALL[0], "archive/c.warc": bomb, "archive/d.warc": ALL[2]}
    readings, problems = read(tmp_path / "a.wacz", wacz(files, zipfile.ZIP_DEFLATED))
    assert titles(readings) == [TITLES[2]]
    assert [problem.code for problem in problems] == ["archive_damaged"] * 3 + ["archive_read"]


def test_entries_that_lie_about_their_size(tmp_path: Path) -> None:
    whole = bytearray(wacz({"archive/c.warc": ALL[0]}, zipfile.ZIP_DEFLATED))
    at = whole.rindex(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", 100)
    readings, problems = read(tmp_path / "a.wacz", bytes(whole))
    assert not readings and all("\n" not in problem.message for problem in problems)
    assert severity(problems[0]) is Severity.LEFT_OUT


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", wacz({}), wacz({"a.txt": b"x"}), wacz({"archive/a.warc": ALL[0]})[:-40]]
)
def test_what_is_no_wacz_is_one_line(tmp_path: Path, content: bytes) -> None:
    readings, problems = read(tmp_path / "a.wacz", content)
    assert not readings and len(problems) == 1
    assert severity(problems[0]) is Severity.LEFT_OUT


def test_a_zip_that_lists_millions_of_files_is_refused_before_it_is_read(tmp_path: Path) -> None:
    whole = bytearray(wacz({"archive/a.warc": ALL[0]}))
    whole[-10:-6] = struct.pack("<I", 50_000_000)
    _, (said,) = read(tmp_path / "a.wacz", bytes(whole))
    assert "lists more files" in said.message


def test_the_command_reads_an_archive_and_says_what_it_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(*ALL, record(answer(b"moved", status=302))))
    done = CliRunner().invoke(app, ["extract", str(tmp_path), "--workers", "1"])
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["report"]["url"] for row in rows] == [f"https://news.example.org/{name}" for name in STORIES]
    assert [max(claim["low"] for claim in row["claims"]) for row in rows] == [6, 9, 4]
    assert "a.warc.gz: 3 report(s) read; passed over: 1 redirect(s) and error(s)" in done.stderr


@pytest.mark.skipif(not SHARED.is_dir(), reason="the pages beside the project are not there")
def test_a_warc_of_real_pages_gives_the_same_reports_as_the_pages(tmp_path: Path) -> None:
    pages = {path.name: gzip.decompress(path.read_bytes()) for path in sorted(SHARED.glob("pages/*.html.gz"))}
    assert len(pages) > 100
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, content in pages.items():
        (folder / name.removesuffix(".gz")).write_bytes(content)
    saved = {item.raw: item.report for item in scan(folder) if isinstance(item, Reading)}
    records = [
        record(
            answer(body, "text/html"),
            report.url or "https://pages.example.org/",
            further={"WARC-Date": "2026-06-01T00:00:00Z"},
        )
        for body, report in saved.items()
    ]
    readings, _ = read(tmp_path / "all.warc.gz", packed(*records))
    assert [reading.raw for reading in readings] == list(saved)
    for reading in readings:
        alone = saved[reading.raw]
        same = replace(reading.report, capture=None, problems=alone.problems)
        if alone.url is None:
            same = replace(same, url=None, outlet=alone.outlet)
        assert same == alone, reading.report.problems


def _brotli(data: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter

    out = io.BytesIO()
    writer = BrotliWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


def _zstd(data: bytes) -> bytes:
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


_PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": _brotli,
    "zstd": _zstd,
}

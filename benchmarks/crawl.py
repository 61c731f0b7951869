"""Makes a crawl of news as WARC files: seeded, always the same bytes, one page after another.

``python benchmarks/crawl.py DIR --pages 10000`` writes what a crawl of news is like, ``--mix violent`` one that is
mostly violent, ``--skew 40`` one of which 40 % of the violent reports tell of one event, ``--real 10`` one of which a
tenth are the real pages beside the checkout. Without DIR it says what the pages are like beside those real ones.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.crawling.pages import Page, page
from benchmarks.crawling.stories import Plan, random_of, story
from benchmarks.crawling.texts import Texts, real_pages, texts

NEWS, VIOLENT = 3.0, 85.0
PAGES_A_FILE = 2_500
LEVEL = 6
# One answer of so many holds no page.
REDIRECTED = 50
SHOWN = 400


def pages(plan: Plan, first: int, last: int, real: float = 0.0, told: Texts | None = None) -> Iterator[Page]:
    """The pages of these numbers; of a hundred so many are real ones."""
    told = told or texts()
    for number in range(first, last):
        rng = random_of(plan.seed, "real", number)
        made = page(plan, number, story(plan, told, number))
        if rng.random() * 100 < real:
            body = rng.choice(_real())
            headers = tuple(
                (name, str(len(body)) if name == "Content-Length" else value) for name, value in made.headers
            )
            # What stands in a crawl twice is passed over: each gets an end of its own.
            body += f"<!-- {number} -->".encode()
            made = Page(made.url, made.at, (*headers[:1], ("Content-Type", "text/html"), *headers[2:]), body)
        yield made


@cache
def _real() -> Sequence[bytes]:
    return real_pages()


def write(file: Path, found: Iterator[Page], seed: int) -> int:
    """Write pages as one WARC file; how many there were. The file appears under its name when it is whole."""
    count = 0
    part = file.with_name(f"{file.name}.part")
    with part.open("wb") as stream:
        writer = GzipWriter(stream, compression_level=LEVEL)
        rng = random_of(seed, file.name)

        def put(kind: WarcRecordType, url: str | None, at: datetime, media: str, content: bytes) -> None:
            record = WarcRecord()
            record.init_headers(kind, str(UUID(bytes=rng.randbytes(16), version=4)).encode())
            record.headers["WARC-Date"] = f"{at:%Y-%m-%dT%H:%M:%SZ}"
            if url is not None:
                record.headers["WARC-Target-URI"] = url
            record.headers["Content-Type"] = media
            record.set_bytes_content(content)
            record.write(writer)
            # A record is a member of its own, as archives are packed: whoever looks for one need not unpack the others.
            writer.finish()

        put(
            WarcRecordType.warcinfo,
            None,
            datetime(2025, 3, 1, tzinfo=UTC),
            "application/warc-fields",
            b"software: knell\r\n",
        )
        for one in found:
            host = one.url.split("/")[2]
            asked = f"GET {one.url.partition(host)[2]} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n".encode()
            if rng.randrange(REDIRECTED) == 0:
                moved = f"HTTP/1.1 301 Moved Permanently\r\nLocation: {one.url}\r\nContent-Length: 0\r\n\r\n".encode()
                put(
                    WarcRecordType.response,
                    one.url.replace("https", "http"),
                    one.at,
                    "application/http; msgtype=response",
                    moved,
                )
            put(WarcRecordType.request, one.url, one.at, "application/http; msgtype=request", asked)
            head = "".join(f"{name}: {value}\r\n" for name, value in one.headers)
            answer = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + one.body
            put(WarcRecordType.response, one.url, one.at, "application/http; msgtype=response", answer)
            count += 1
        writer.close()
    part.rename(file)
    return count


def crawl(
    folder: Path, plan: Plan, many: int, real: float = 0.0, workers: int = 1, a_file: int = PAGES_A_FILE
) -> list[Path]:
    """The files of a crawl, made where they are not there yet."""
    name = f"{plan.seed}-{plan.violent:g}-{plan.skew:g}-{plan.a_day}-{real:g}"
    starts = range(0, many, a_file)
    files = [folder / f"crawl-{name}-{start:08}-{min(start + a_file, many):08}.warc.gz" for start in starts]
    folder.mkdir(parents=True, exist_ok=True)
    missing = [
        (file, plan, start, min(start + a_file, many), real)
        for file, start in zip(files, starts, strict=True)
        if not file.exists()
    ]
    if missing:
        texts()
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(_written, missing))
    return files


def _written(job: tuple[Path, Plan, int, int, float]) -> int:
    file, plan, first, last, real = job
    return write(file, pages(plan, first, last, real), plan.seed)


SCRIPTS = re.compile(rb"(?is)<script.*?</script>|<style.*?</style>")
MEASURED: dict[str, Callable[[bytes], float]] = {
    "bytes": lambda raw: len(raw),
    "of these in scripts and styles, %": lambda raw: 100 * sum(map(len, SCRIPTS.findall(raw))) / len(raw),
    "tags": lambda raw: raw.count(b"<"),
    "links": lambda raw: raw.count(b"<a "),
    "times smaller in gzip": lambda raw: len(raw) / len(gzip.compress(raw, LEVEL)),
}


def compare(plan: Plan) -> None:
    """Print what made-up pages are like beside real ones."""
    made = [one.body for one in pages(plan, 0, SHOWN)]
    print(f"{'at the 10th, 25th, 50th, 75th, 90th percentile':>48}   mean")
    for name, of in MEASURED.items():
        for whose, found in (("made", made), ("real", _real())):
            values = sorted(map(of, found))
            if values:
                cuts = " ".join(f"{values[share * (len(values) - 1) // 100]:9,.4g}" for share in (10, 25, 50, 75, 90))
                print(f"{name:>34} {whose} {cuts} {sum(values) / len(values):9,.4g}")


def plan_of(asked: argparse.Namespace) -> Plan:
    """The plan that the arguments tell."""
    violent = asked.violent if asked.violent is not None else VIOLENT if asked.mix == "violent" else NEWS
    return Plan(asked.seed, violent, asked.skew / 100, asked.a_day)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that say what crawl it is."""
    parser.add_argument("--mix", choices=("news", "violent"), default="news")
    parser.add_argument(
        "--violent", type=float, help="violent reports of a hundred pages, in place of what the mix has"
    )
    parser.add_argument("--skew", type=float, default=0.0, help="per cent of violent reports that tell of one event")
    parser.add_argument("--real", type=float, default=0.0, help="per cent of pages that are real ones")
    parser.add_argument("--a-day", type=int, default=Plan().a_day, help="pages published on a day")
    parser.add_argument("--seed", type=int, default=Plan().seed)


def main() -> None:
    """Write the crawl that is asked for, or say what its pages are like."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--a-file", type=int, default=PAGES_A_FILE)
    parser.add_argument("--workers", type=int, default=1)
    add_options(parser)
    asked = parser.parse_args()
    plan = plan_of(asked)
    if asked.folder is None:
        compare(plan)
        return
    began = time.perf_counter()
    files = crawl(asked.folder, plan, asked.pages, asked.real, asked.workers, asked.a_file)
    size = sum(file.stat().st_size for file in files)
    print(f"{asked.pages:,} pages, {len(files)} file(s), {size:,} bytes, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()

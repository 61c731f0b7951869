"""How fast ``knell archive`` reads a crawl, end to end, against trafilatura alone on the same pages and processes.

``python benchmarks/archive.py`` makes crawls of 2,500, 5,000 and 10,000 pages in build/crawl (once; see crawl.py), and
of each prints pages a second with one process and with two, those of trafilatura alone on the first of its pages, the
most memory that all processes held at once, how much longer twice the pages took, and what each stage took. Last come
the bounds: reading the bytes through gzip, skimming them for lines, and asking whether these may make a claim.

``archive.py 10000 100000`` takes other sizes; the options of crawl.py say what crawl it is. Seconds of computing are
printed beside those that passed: where others use the machine too, only the former say something.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log2
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.crawl import add_options, crawl, plan_of
from benchmarks.outside.measured import Run, measured

if TYPE_CHECKING:
    from knell.archive import Done

SIZES = (2_500, 5_000, 10_000)
# trafilatura takes as long for each page: so many are enough to know how long.
ALONE = 2_500
FILE = 1_250
BUILD = Path(__file__).resolve().parents[1] / "build"
OK = 200


def main() -> None:
    """Print the tables, or do one run of which others make a row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="PAGES")
    parser.add_argument("--workers", type=int, nargs="+", default=(1, 2))
    parser.add_argument("--alone", type=int, default=ALONE, help="pages that trafilatura alone reads; 0 for none")
    parser.add_argument("--folder", type=Path, default=BUILD / "crawl", help="where the crawls are kept")
    parser.add_argument("--one", choices=tuple(RUNS), help=argparse.SUPPRESS)
    parser.add_argument("--files", type=Path, nargs="+", help=argparse.SUPPRESS)
    add_options(parser)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(RUNS[asked.one](asked.files, asked.workers[0])))
    else:
        table(asked)


def table(asked: argparse.Namespace) -> None:
    """Print how long each size takes, and what it takes it for."""
    sizes, plan = asked.sizes or list(SIZES), plan_of(asked)
    files = crawl(asked.folder, plan, max(sizes), asked.real, max(asked.workers), FILE)
    print(f"{HEAD[0]:>9} {' '.join(f'{name:>11}' for name in HEAD[1:])}")
    before: dict[int, tuple[int, float]] = {}
    for pages in sizes:
        for workers in asked.workers:
            run = ran("archive", files[: -(-pages // FILE)], workers)
            said = json.loads(run.out)
            size, cpu = before.get(workers, (pages, run.cpu))
            doubling = f"{(run.cpu / cpu) ** (1 / log2(pages / size)):.2f}" if pages > size else ""
            before[workers] = pages, run.cpu
            print(row(said["pages"], workers, run, doubling, said["kept"], said["events"]), flush=True)
            stages(said)
    for workers in asked.workers if asked.alone else ():
        run = ran("trafilatura", files[: max(asked.alone // FILE, 1)], workers)
        print(row(json.loads(run.out)["pages"], workers, run, "", "", "", "trafilatura alone"), flush=True)
    run = ran("bounds", files[: max(asked.alone // FILE, 1)], 1)
    for name, (seconds, pages, size) in json.loads(run.out).items():
        print(f"{name}: {pages / seconds:,.0f} pages and {size / seconds / 1e6:,.0f} MB a second of computing")


HEAD = (
    "pages",
    "processes",
    "seconds",
    "computing",
    "pages/s",
    "ms a page",
    "a doubling",
    "peak MiB",
    "kept",
    "events",
)


def row(pages: int, workers: int, run: Run, *rest: object) -> str:
    """One line of the table."""
    doubling, *others = rest
    cells = (
        f"{workers:>11} {run.wall:>11.1f} {run.cpu:>11.1f} {pages / run.wall:>11.1f} {1000 * run.cpu / pages:>11.2f} "
        f"{doubling:>11} {run.peak / (1 << 20):>11.0f}"
    )
    return f"{pages:>9,} {cells} {' '.join(f'{one:>11}' for one in others)}"


def stages(said: dict[str, object]) -> None:
    """Print how long each stage took."""
    took = said["stages"]
    assert isinstance(took, dict)
    print(" " * 10 + "; ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items()), flush=True)


def ran(what: str, files: Sequence[Path], workers: int) -> Run:
    """Do one run in processes of its own."""
    names = [str(file) for file in files]
    return measured([sys.executable, __file__, "--one", what, "--workers", str(workers), "--files", *names])


class Stages:
    """Is told how far an archive is, and notes when each stage began."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self._name, self._began = "beginning", time.perf_counter()
        self.pages = self.kept = 0

    def reading(self, total: int, size: int) -> None:
        """So many pieces, of so many bytes together, are to be read."""
        self.stage("reading")

    def going(self, pages: int) -> None:
        """So many pages of the pieces under way are looked at."""

    def read(self, done: Done) -> None:
        """A piece is read."""
        self.pages += done.tally.pages
        self.kept += done.tally.kept

    def stage(self, words: str) -> None:
        """Another stage begins."""
        now = time.perf_counter()
        self.took[self._name] = self.took.get(self._name, 0.0) + now - self._began
        self._name, self._began = words, now


def archived(files: Sequence[Path], workers: int) -> dict[str, object]:
    """Make the archive, and say how long its stages took."""
    from knell.archive import Folder, Plan, make, open_engine

    out = BUILD / "archive"
    shutil.rmtree(out, ignore_errors=True)
    stages = Stages()
    plan = Plan(
        inputs=[str(file) for file in files],
        opened=lambda folder: open_engine("local", folder, workers, "512MB"),
        workers=workers,
    )
    made = make(plan, Folder(out), stages)
    stages.stage("")
    return {
        "pages": sum(1 for _ in answers(files)) if not stages.pages else stages.pages - _redirects(made.summary),
        "kept": stages.kept,
        "events": made.summary["rows"]["events"],
        "stages": stages.took,
        "skipped": made.summary["skipped"],
    }


def _redirects(summary: object) -> int:
    assert isinstance(summary, dict)
    return int(summary["skipped"].get("redirect or error", 0))


def alone(files: Sequence[Path], workers: int) -> dict[str, object]:
    """Have trafilatura make text of every page, with so many processes, a file at a time."""
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return {"pages": sum(pool.map(_extracted, files))}


def _extracted(file: Path) -> int:
    import trafilatura

    count = 0
    for body in answers([file]):
        trafilatura.extract(body)
        count += 1
    return count


def answers(files: Sequence[Path]) -> Iterator[bytes]:
    """The bodies of all pages of some files."""
    for file in files:
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                if record.http_headers is not None and record.http_headers.status_code == OK:
                    yield record.reader.read()


def bounds(files: Sequence[Path], _: int) -> dict[str, tuple[float, int, int]]:
    """How long what no reader can do without takes, and what knell does of all pages: seconds, pages, bytes."""
    from knell.archive.sieve import may_tell
    from knell.reports import skim

    tasks: dict[str, Callable[[bytes], object]] = {
        "through gzip": len,
        "and skimmed for its lines": skim,
        "and asked whether it may tell": may_tell,
    }
    found = {}
    for name, task in tasks.items():
        for body in answers(files[:1]):  # so that words are loaded
            task(body)
        pages = size = 0
        began = time.process_time()
        for body in answers(files):
            task(body)
            pages, size = pages + 1, size + len(body)
        found[name] = time.process_time() - began, pages, size
    return found


RUNS: dict[str, Callable[[Sequence[Path], int], object]] = {
    "archive": archived,
    "trafilatura": alone,
    "bounds": bounds,
}


if __name__ == "__main__":
    main()

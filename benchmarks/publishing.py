"""How long a release takes and how much memory: both the files and the site must grow in line with the events.

``python benchmarks/publishing.py [--keep DIR] [EVENTS ...]`` makes a record of each size (about 8 ms an event), or
takes the one that DIR keeps, and exports and publishes it, each in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Extraction,
    Interval,
    Outcome,
    Place,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
)
from knell.record import Record, Sealed

SEED = 11
SIZES = (2_500, 5_000, 10_000)
AT_ONCE = 5_000
COMMANDS = {
    "csv": ("export", "--format", "csv"),
    "all files": ("export", "--format", "csv,jsonl,parquet,xlsx,geojson,geopackage,sqlite"),
    "ged": ("export", "--layout", "ged"),
    "site": ("publish",),
}
FIRST_DAY = date(1950, 1, 1)
COUNTRIES = ("AZ", "GE", "IQ", "SY", "CO", "PE", "NG", "KE", "UA", "IN", "PK", "PH", "MX", "TR", "LB", "SD")
SYLLABLES = tuple(f"{a}{b}" for a in "bdfgklmnprstvz" for b in "aeiou")
OUTCOMES = (Outcome.KILLED, Outcome.INJURED, Outcome.MISSING)
SOURCES = (
    (SourceType.GOVERNMENT, "the ministry"),
    (SourceType.WITNESS, "witnesses"),
    (SourceType.NGO, "the Red Cross"),
)
REPORTS = (1, 1, 1, 1, 2, 3)


def reports(first: int, last: int) -> Iterator[Extraction]:
    """Reports of events from one number up to another: each event has a day and a place that no other shares."""
    for number in range(first, last):
        rng = random.Random(SEED * 1_000_003 + number)
        town = "".join(rng.choice(SYLLABLES) for _ in range(5)).capitalize()
        place = Place(town, COUNTRIES[number % 16], None, rng.uniform(-40, 60), rng.uniform(-110, 120), number + 1, 1)
        day = FIRST_DAY + timedelta(days=number % 27_000)
        for which in range(rng.choice(REPORTS)):
            yield _report(rng, f"b{number:07}{which}", place, day)


def _report(rng: random.Random, ident: str, place: Place, day: date) -> Extraction:
    text, claims = "", []
    for at, outcome in enumerate(OUTCOMES[: rng.randrange(1, 4)]):
        people = int(rng.paretovariate(0.9)) + 1
        quote = f"{people} people were {outcome.value} in {place.name} on {day:%d %B %Y}"
        kind, words = rng.choice(SOURCES)
        start, said = len(text), len(text) + len(quote) + 2
        text += f"{quote}, {words} said. "
        claims.append(
            Claim(
                f"{ident}-{at}",
                start,
                start + len(quote),
                quote,
                outcome,
                Count(people, people, Wording.EXACT),
                Victims("people"),
                Role.TOTAL,
                "e",
                cited=Cited(words, said, said + len(words), kind),
                because=("made up",),
            )
        )
    text += " ".join("".join(rng.choice(SYLLABLES) for _ in range(3)) for _ in range(40))
    outlet = rng.randrange(300)
    report = Report(
        ident,
        text,
        title=f"{claims[0].quote[:60]}",
        published=day + timedelta(days=1),
        language="en",
        outlet=f"Outlet {outlet}",
        url=f"https://outlet{outlet}.example/{ident}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return Extraction(report, claims=tuple(claims), events=(Event("e", None, Interval(day, day, 1), place),))


def grow(record: Record, first: int, last: int) -> None:
    """Put more events into a record, and link them."""
    held: list[Sealed] = []
    for one in reports(first, last):
        held.append(Sealed(one))
        if len(held) == AT_ONCE:
            record.add_many(held)
            held = []
    record.add_many(held)
    record.link()


def made(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[int, Path]]:
    """A record of each size, the next grown from the one before it."""
    last = 0
    for size in sorted(sizes):
        path = folder / f"{size}.db"
        if not path.exists():
            if last:
                shutil.copyfile(folder / f"{last}.db", path)
            with Record(path) as record:
                grow(record, last, size)
        last = size
        yield size, path


def measured(command: Sequence[str]) -> tuple[float, float, float]:
    """How many seconds a command takes, how many of them it computes, and how many MiB it holds at most."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {running.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def weighed(folder: Path) -> float:
    """How many MiB the files below a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def main() -> None:
    """Measure all sizes; each command's figures stand below those of the smaller record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path, help="a folder of records that is kept for the next time")
    parser.add_argument("--only", nargs="*", default=list(COMMANDS), choices=list(COMMANDS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        kept = given.keep or Path(scratch)
        kept.mkdir(parents=True, exist_ok=True)
        print(
            f"{'':10} {'events':>8} {'seconds':>8} {'CPU s':>8} {'CPU ms each':>12} {'peak MiB':>8} {'written MiB':>11}"
        )
        for size, record in made(kept, given.events):
            for name in given.only:
                out = Path(scratch) / name
                options = ["--record", str(record), "--unreviewed", "--date", "2026-01-01"]
                verb, *more = COMMANDS[name]
                seconds, computed, peak = measured([sys.executable, "-m", "knell", verb, str(out), *options, *more])
                each = computed / size * 1000
                line = (
                    f"{name:10} {size:8,} {seconds:8.1f} {computed:8.1f} {each:12.2f} {peak:8.0f} {weighed(out):11.0f}"
                )
                print(line, flush=True)
                shutil.rmtree(out)


if __name__ == "__main__":
    main()

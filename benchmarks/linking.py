"""How long linking takes as a record grows, and how much memory: reports made up from a fixed seed.

``python benchmarks/linking.py [CLAIMS ...]`` links 1,000, 2,000, 10,000, 20,000 and 100,000 claims unless told
otherwise, each in a process of its own, and prints the processor time, how much longer double the claims took, and the
peak of memory. The made-up world keeps its density: more claims are about more days and towns, not more about the same.

Then it puts the largest of these worlds into a record, links it, and adds reports one by one: how long each takes.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from math import log2
from statistics import median

from knell.events import link
from knell.model import Claim, Count, Event, Extraction, Interval, Outcome, Place, Report, Role, Victims, Wording
from knell.record import Record, Sealed

SIZES = (1_000, 2_000, 10_000, 20_000, 100_000)
SEED = 20
ADDED = 40
MOST_IN_A_RECORD = 100_000
TOWNS = 400
CLAIMS_A_REPORT = 2.5
REPORTS_AN_EVENT = 4
# One report in so many looks back at an event of long ago, one has no date, one copies another.
LOOKING_BACK, UNDATED, COPIED = 20, 12, 6
FIRST_DAY = date(1990, 1, 1)
WORDS = [
    f"{a}{b}{c}" for a in ("ka", "mo", "li", "ter", "sa") for b in ("ran", "vel", "dos", "mi") for c in ("", "en", "ok")
]


def towns(rng: random.Random) -> list[Place]:
    """Towns of eight countries."""
    found = []
    for number in range(TOWNS):
        country, division = f"X{number % 8}", f"D{number % 40}"
        lat, lon = rng.uniform(-50, 50), rng.uniform(-150, 150)
        found.append(Place(f"Town{number}", country, division, lat, lon, number + 1, 1))
    return found


def reports(claims: int) -> Iterator[Extraction]:
    """Made-up extractions with about so many claims, always the same."""
    rng = random.Random(SEED)
    places = towns(rng)
    many = round(claims / CLAIMS_A_REPORT)
    happened = [
        (
            FIRST_DAY + timedelta(days=rng.randrange(max(many // 8, 1))),
            rng.choice(places),
            int(rng.paretovariate(0.9)) + 1,
        )
        for _ in range(max(many // REPORTS_AN_EVENT, 1))
    ]
    text = ""
    for number in range(many):
        day, place, toll = rng.choice(happened)
        looks_back, dated = rng.randrange(LOOKING_BACK) == 0, rng.randrange(UNDATED) > 0
        if not text or rng.randrange(COPIED):
            text = " ".join(rng.choice(WORDS) for _ in range(60))
        published = day + timedelta(days=365 * rng.randrange(1, 30) if looks_back else rng.randrange(4))
        when = Interval(day, day, 1) if dated else None
        yield _extraction(number, text, published, Event("e", None, when, place), _told(rng, toll), looks_back)


def _told(rng: random.Random, toll: int) -> list[tuple[Outcome, int]]:
    killed = max(1, toll + rng.choice((0, 0, 0, 1, -1, toll // 10)))
    more = [(Outcome.INJURED, killed * 3), (Outcome.MISSING, max(killed // 5, 1)), (Outcome.DETAINED, killed + 7)]
    return [(Outcome.KILLED, killed), *more[: rng.randrange(4)]]


def _extraction(
    number: int, text: str, published: date, event: Event, told: list[tuple[Outcome, int]], looks_back: bool
) -> Extraction:
    name = f"r{number:07}"
    report = Report(name, text, published=published, language="en", outlet=f"Outlet {number % 97}")
    claims = tuple(
        Claim(
            f"{name}-{at}",
            at * 20,
            at * 20 + 15,
            "",
            outcome,
            Count(people, people, Wording.EXACT),
            Victims(""),
            Role.TOTAL,
            "e",
        )
        for at, (outcome, people) in enumerate(told)
    )
    return Extraction(report, claims, (event,), retrospective=looks_back)


def measure(claims: int) -> None:
    """Link so many claims and print: claims, reports, events, seconds, peak megabytes."""
    made = list(reports(claims))
    began = time.process_time()
    linked = link(made)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(sum(len(one.claims) for one in made), len(made), len(linked), round(took, 2), round(peak))


def measure_adding(claims: int) -> None:
    """Put so many claims into a record, then a few reports more, one by one; print what linking each took."""
    made = list(reports(claims))
    few = made[:: len(made) // ADDED][:ADDED]
    left_out = {one.report.id for one in few}
    with tempfile.TemporaryDirectory() as folder, Record(f"{folder}/bench.db") as record:
        record.add_many([Sealed(one) for one in made if one.report.id not in left_out])
        began = time.process_time()
        record.link()
        all_at_once = time.process_time() - began
        took = []
        for one in few:
            record.add(one)
            began = time.process_time()
            record.link()
            took.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"a record of {claims:,} claims: linked in {all_at_once:.0f} s with a peak of {peak:.0f} MB; "
        f"{len(took)} more reports one by one: {median(took):.3f} s each, at most {max(took):.3f} s"
    )


def main(sizes: list[int]) -> None:
    """Measure each size in a process of its own and print a table."""
    print(f"{'claims':>9} {'reports':>9} {'events':>9} {'seconds':>9} {'per doubling':>13} {'peak MB':>9}", flush=True)
    before: tuple[int, float] | None = None
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True
        )
        claims, texts, events, seconds, peak = done.stdout.split()
        growth = ""
        if before is not None:
            growth = f"{(float(seconds) / before[1]) ** (1 / log2(int(claims) / before[0])):.2f}"
        print(f"{claims:>9} {texts:>9} {events:>9} {seconds:>9} {growth:>13} {peak:>9}", flush=True)
        before = int(claims), max(float(seconds), 0.01)
    subprocess.run([sys.executable, __file__, "--adding", str(min(max(sizes), MOST_IN_A_RECORD))], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    elif sys.argv[1:2] == ["--adding"]:
        measure_adding(int(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))

"""How fast the app answers 20 people over a record of 100,000 claims, in a file and in PostgreSQL.

``python benchmarks/serving.py`` makes the record (once; it is kept in build/), starts ``knell serve`` on it, signs 20
people in and lets them go through lists (filters, searches, pages), maps and events, all at once: with a second
between clicks, as people have, and without any pause. It prints how long each route took, at the 50th, 95th and 99th
percentile.

``--claims N`` makes another size, ``--seconds S`` measures longer, ``--clients N`` takes other numbers of people,
``--workers N`` other numbers of processes, ``--only file`` or ``--only server`` one database, ``--record FILE_OR_URL``
a record that is there already (accounts are added to it).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from knell.record import Order, Query, Record, restore
from knell.review import Role, accounts
from knell.review.doing import now, operator
from knell.review.sessions import begin

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.busy_record import CLAIMS, COUNTRIES, fill, towns

from tests.servers import running

CLIENTS, SECONDS, PAUSE, WARM_UP = 20, 20.0, 1.0, 6.0
PASSWORD = "not a secret, only long enough"
BUILD = Path(__file__).resolve().parents[1] / "build"


@dataclass(frozen=True)
class Asked:
    """An address, and what its answers are counted under."""

    route: str
    path: str


class Person:
    """Somebody who clicks through the app."""

    def __init__(self, number: int, events: list[str], crowds: list[str], places: list[str]) -> None:
        self._rng = random.Random(number)
        self._events, self._crowds, self._places = events, crowds, places

    def next(self) -> Asked:
        """What this person looks at next."""
        rng = self._rng
        match rng.choices(("list", "filter", "search", "page", "event", "crowd", "map"), (4, 4, 3, 3, 10, 2, 1))[0]:
            case "list":
                return Asked("list", "/events")
            case "filter":
                return Asked("list, filtered", f"/events?{self._filter()}")
            case "search":
                return Asked("list, searched", f"/events?words={rng.choice(self._places)[: rng.randrange(4, 9)]}")
            case "page":
                return Asked("list, page", f"/events?page={rng.randrange(2, 40)}&order={rng.choice(list(Order))}")
            case "event":
                return Asked("event", f"/events/{rng.choice(self._events)}")
            case "crowd":
                return Asked("event, many claims", f"/events/{rng.choice(self._crowds)}")
            case _:
                return Asked("map", f"/events/map/points?country={rng.choice(COUNTRIES)}")

    def _filter(self) -> str:
        rng = self._rng
        year = rng.randrange(1990, 2022)
        choices = (
            f"country={rng.choice(COUNTRIES)}",
            f"start={year}-01-01&end={year}-12-31",
            f"outcome=killed&least={rng.randrange(2, 60)}",
            f"language={rng.choice(('ru', 'es', 'az'))}",
            "queue=disputed",
        )
        return "&".join(rng.sample(choices, rng.randrange(1, 3)))


async def visit(
    person: Person, port: int, cookie: str, pause: float, until: float, took: list[tuple[str, float, int]]
) -> None:
    """Ask again and again over one connection; keeps what each answer took, and its status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    rng = random.Random(cookie)
    await asyncio.sleep(rng.random() * pause)
    while time.monotonic() < until:
        asked = person.next()
        head = f"GET {asked.path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: knell-session={cookie}\r\n\r\n"
        began = time.perf_counter()
        writer.write(head.encode())
        status, length, chunked = 0, 0, False
        while (line := await reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            if line.startswith(b"HTTP/"):
                status = int(line.split()[1])
            elif name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "transfer-encoding":
                chunked = True
        if chunked:
            raise SystemExit("an answer came in chunks, which this client does not read")
        await reader.readexactly(length)
        took.append((asked.route, time.perf_counter() - began, status))
        if pause:
            await asyncio.sleep(rng.uniform(0.5, 1.5) * pause)
    writer.close()


async def visits(people: list[Person], port: int, cookies: list[str], pause: float, seconds: float) -> list[str]:
    """Have everybody ask for so long, after a while to warm up; gives the lines of a table."""
    ignored: list[tuple[str, float, int]] = []
    took: list[tuple[str, float, int]] = []
    for gathered, lasts in ((ignored, WARM_UP), (took, seconds)):
        until = time.monotonic() + lasts
        each = (visit(one, port, cookie, pause, until, gathered) for one, cookie in zip(people, cookies, strict=True))
        await asyncio.gather(*each)
    wrong = sorted({(route, status) for route, _, status in took if status != 200})
    lines = [f"  wrong answers: {wrong}"] if wrong else []
    for route in ("all", *sorted({route for route, _, _ in took})):
        times = [1000 * one for name, one, _ in took if route in ("all", name)]
        cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
        rate = f"{len(times) / seconds:7.1f}"
        lines.append(f"  {route:20} {len(times):7,} {rate} {cuts[49]:8.0f} {cuts[94]:8.0f} {cuts[98]:8.0f}")
    return lines


def sign_in(record: Record, many: int) -> list[str]:
    """So many signed-in people; gives their cookies."""
    by = operator("benchmark")
    known = {one.name for one in accounts.accounts(record)}
    cookies = []
    for number in range(many):
        name = f"reviewer-{number}"
        if name not in known:
            accounts.add(record, name, PASSWORD, Role.ADMIN if number == 0 else Role.REVIEWER, by)
        with record.database.writing() as connection:
            cookies.append(begin(connection, name, operator("benchmark", now()), "benchmark"))
    return cookies


@contextmanager
def served(target: str, workers: int) -> Iterator[int]:
    """``knell serve`` on a record; gives the port."""
    command = [sys.executable, "-m", "knell", "serve", "--record", target, "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as app:
        try:
            assert app.stdout is not None
            said = app.stdout.readline()
            time.sleep(2.0 * workers)
            yield int(said.rpartition("http://")[2].split()[0].rpartition(":")[2])
        finally:
            app.terminate()


def measure(target: str, given: argparse.Namespace) -> None:
    """Serve a record and print how fast it answers."""
    with Record(target, create=False) as record:
        cookies = sign_in(record, given.clients)
        crowds = [row.key for row in record.listed(Query(size=20)).rows]
        events = [row.key for page in range(2, 12) for row in record.listed(Query(page=page, size=200)).rows]
        print(
            f"{record.name}: {record.count_events():,} events, the largest of {len(record.claims(crowds[0])):,} claims"
        )
    places = [place.name for place in towns(random.Random(7))]
    people = [Person(number, events or crowds, crowds, places) for number in range(given.clients)]
    with served(target, given.workers) as port:
        for pause in (PAUSE, 0.0):
            how = f"a pause of {pause:g} s between clicks" if pause else "no pause between clicks"
            print(f"{given.clients} people, {given.workers} processes, {how}", flush=True)
            print(f"  {'route':20} {'asked':>7} {'a second':>7} {'50 % ms':>8} {'95 % ms':>8} {'99 % ms':>8}")
            print("\n".join(asyncio.run(visits(people, port, cookies, pause, given.seconds))), flush=True)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", choices=("file", "server"))
    parser.add_argument("--record")
    given = parser.parse_args()
    if given.record:
        measure(given.record, given)
        return
    BUILD.mkdir(exist_ok=True)
    path = BUILD / f"serving-{given.claims}.db"
    if not path.exists():
        fill(str(path), given.claims)
    if given.only != "server":
        measure(str(path), given)
    if given.only != "file":
        kept = path.with_suffix(".backup")
        if not kept.exists():
            with Record(path) as record:
                record.backup(kept)
        with running(safe=True) as server:
            restore(kept, server.address)
            measure(server.address, given)


if __name__ == "__main__":
    main()

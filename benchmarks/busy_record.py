"""A made-up record as a busy team's would be: many small events, and some of which hundreds of reports tell.

``python benchmarks/busy_record.py FILE_OR_URL [CLAIMS]`` puts 100,000 claims into a new record, and links them.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

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

SEED = 7
CLAIMS = 100_000
CLAIMS_A_REPORT = 3.5
REPORTS_AN_EVENT = 4
TOWNS = 600
COUNTRIES = ("AZ", "GE", "IQ", "SY", "CO", "PE", "NG", "KE", "UA", "IN", "PK", "PH", "MX", "TR", "LB", "SD")
LANGUAGES = ("en", "en", "en", "ru", "es", "fr", "az", "de", "tr", "uk")
SOURCES = tuple((kind, f"the {kind.value.replace('_', ' ')}") for kind in SourceType)
SYLLABLES = tuple(f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("", "n", "r", "l"))
FIRST_DAY = date(1990, 1, 1)
# One report in so many tells of an event of which hundreds tell; so many such events there are; one in so many copies.
CROWDED, CROWDS, COPIED = 20, 20, 6
OUTLETS = 300
AT_ONCE = 2_000


def word(rng: random.Random) -> str:
    """A made-up word."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(2, 4)))


def towns(rng: random.Random) -> list[Place]:
    """Made-up towns of some countries."""
    return [
        Place(
            word(rng).capitalize() + word(rng),
            rng.choice(COUNTRIES),
            f"D{number % 40}",
            rng.uniform(-40, 60),
            rng.uniform(-110, 120),
            number + 1,
            rng.choice((1, 1, 1, 2, 3, 4)),
        )
        for number in range(TOWNS)
    ]


def extractions(claims: int) -> Iterator[Extraction]:
    """Made-up extractions with about so many claims, always the same."""
    rng = random.Random(SEED)
    places = towns(rng)
    many = round(claims / CLAIMS_A_REPORT)
    happened = [
        (FIRST_DAY + timedelta(days=rng.randrange(12_000)), rng.choice(places), int(rng.paretovariate(0.9)) + 1)
        for _ in range(max(many // REPORTS_AN_EVENT, CROWDS))
    ]
    story = ""
    for number in range(many):
        crowded = rng.randrange(CROWDED) == 0
        day, place, toll = rng.choice(happened[:CROWDS] if crowded else happened)
        if not story or rng.randrange(COPIED):
            story = " ".join(word(rng) for _ in range(rng.choice((30, 40, 60, 80))))
        yield _extraction(rng, number, story, day, place, toll + (50 if crowded else 0))


def _extraction(rng: random.Random, number: int, story: str, day: date, place: Place, toll: int) -> Extraction:
    name = f"r{number:07}"
    killed = max(1, toll + rng.choice((0, 0, 0, 1, -1, toll // 10)))
    others = (Outcome.INJURED, Outcome.MISSING, Outcome.DETAINED, Outcome.ABDUCTED, Outcome.DISPLACED)
    more = [(outcome, killed * (place + 1) // 2 + 1) for place, outcome in enumerate(others)]
    text, told = "", []
    for at, (outcome, people) in enumerate([(Outcome.KILLED, killed), *more[: rng.randrange(6)]]):
        quote = f"{people} people were {outcome.value} in {place.name} on {day:%d %B %Y}"
        kind, words = rng.choice(SOURCES)
        start = len(text)
        text += f"{quote}, {words} said. "
        cited = Cited(words, start + len(quote) + 2, start + len(quote) + 2 + len(words), kind)
        told.append(
            Claim(
                f"{name}-{at}",
                start,
                start + len(quote),
                quote,
                outcome,
                Count(people, people, Wording.EXACT),
                Victims("people"),
                Role.TOTAL,
                "e",
                cited=None if rng.randrange(3) else cited,
                confidence=round(rng.uniform(0.3, 1), 3),
                because=("made up",),
            )
        )
    published = day + timedelta(days=rng.randrange(6) if rng.randrange(15) else 365 * rng.randrange(1, 20))
    text += "\n\n" + story
    report = Report(
        name,
        text,
        title=f"{killed} killed in {place.name}",
        published=published,
        language=rng.choice(LANGUAGES),
        outlet=f"Outlet {rng.randrange(OUTLETS)}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        extractor="plain 1",
    )
    return Extraction(report, tuple(told), (Event("e", None, Interval(day, day, 1), place),))


def fill(target: str, claims: int = CLAIMS) -> None:
    """Put so many claims into a record and link them; says how long that took."""
    began = time.monotonic()
    with Record(target) as record:
        made = extractions(claims)
        while batch := [Sealed(one, one.report.text.encode()) for one in islice(made, AT_ONCE)]:
            record.add_many(batch)
        added = time.monotonic()
        record.link()
        done = time.monotonic()
        print(
            f"{record.count():,} reports of {record.count_events():,} events: "
            f"added in {added - began:.0f} s, linked in {done - added:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("no question of its own: it makes the record that serving.py asks")
        sys.exit()
    fill(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else CLAIMS)

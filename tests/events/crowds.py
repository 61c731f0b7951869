"""Reports made up from a seed that nearly all have something to do with each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from knell.events import blocking, candidates
from knell.model import Event, Extraction, Report
from tests.events.makers import HARBOUR, INJURED, KILLED, MIRSK, ORVELD, days, figure, several

WORDS = ["the", "harbour", "watch", "counted", "boats", "while", "smoke", "rose", "over", "quays", "and", "grain"]
CHROME = ("Read more stories from the coast in our letter.", "All rights reserved by the printers of this paper.")


@contextmanager
def reaches(events: int, texts: int) -> Iterator[None]:
    """Lists in which so few are held against each other that even a handful is more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "REACH", events)
        patch.setattr(candidates, "REACH", texts)
        yield


def crowd(rng: Random, many: int) -> list[Extraction]:
    """Reports of few days, places, outlets and passages, so that nearly all have something to do with each other."""
    stock = [" ".join(rng.choices(WORDS, k=22)) + f" {rng.randint(10, 12)} were killed" for _ in range(4)]
    made = []
    for number in range(many):
        lines = rng.sample(stock, rng.randint(1, 2)) + rng.sample(CHROME, rng.randint(0, 2))
        lines += [" ".join(rng.choices(WORDS, k=rng.choice((2, 30))))]
        rng.shuffle(lines)
        events = []
        for key in range(rng.randint(1, 2)):
            told = [figure(rng.choice((4, 12, 147)), rng.choice((KILLED, INJURED))) for _ in range(rng.randint(0, 2))]
            day = rng.choice((None, days("2020-01-05"), days("2020-01-06"), days("2020-01-05", "2020-01-09")))
            events.append((Event(f"e{key}", None, day, rng.choice((None, ORVELD, HARBOUR, MIRSK))), tuple(told)))
        published = rng.choice((None, days("2020-01-07").start, days("2020-01-08").start))
        outlet = rng.choice(("Post", "Post", "Herald"))
        text = "0123456789 " * 3 + "\n" + "\n".join(lines)
        made.append(several(Report(f"r{number}", text, published=published, outlet=outlet, language="en"), *events))
    return made

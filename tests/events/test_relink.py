"""Linking in steps ends where linking all at once ends, whatever came when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.events import LinkedEvent, Member, blocking, candidates, link, local_events, relink
from knell.events.chrome import chrome_of
from knell.events.copies import copies_among
from knell.events.linking import linked_pairs
from knell.events.repeating import Telling, copied_events
from knell.model import Event, Extraction, Report
from tests.events.makers import HARBOUR, INJURED, KILLED, MIRSK, ORVELD, days, extractions, figure, several
from tests.events.memory_shelf import MemoryShelf

WORDS = ["the", "harbour", "watch", "counted", "boats", "while", "smoke", "rose", "over", "quays", "and", "grain"]
CHROME = ("Read more stories from the coast in our letter.", "All rights reserved by the printers of this paper.")


class Steps:
    """Events as they stand after each step of relinking."""

    def __init__(self) -> None:
        self.shelf = MemoryShelf()
        self.of: dict[Member, LinkedEvent] = {}

    def add(self, *fresh: Extraction) -> None:
        self.shelf.told.update({one.report.id: one for one in fresh})
        done = relink(self.shelf, fresh)
        for member in done.members:
            old = self.of.get(member)
            assert old is None or set(old.members) <= set(done.members)
        for event in done.events:
            self.of.update(dict.fromkeys(event.members, event))

    def is_as_linked_at_once(self) -> None:
        told = list(self.shelf.told.values())
        unique = {event.key: event for event in self.of.values()}
        kept = sorted(unique.values(), key=lambda found: (-len(found.reports), found.key))
        assert kept == link(told)
        assert [found.matches for found in kept] == [found.matches for found in link(told)]
        events = local_events(told)
        chrome = chrome_of(told)
        tellers = {local.member.report for local in events}
        copies = copies_among([(x.report, chrome.get(x.report.id, ())) for x in told if x.report.id in tellers])
        assert sorted(self.shelf.copies(tellers), key=str) == sorted(copies, key=str)
        scores = linked_pairs(events, copied_events({one.report.id: Telling.of(one) for one in told}, copies))
        pairs = {tuple(sorted((events[a].number, events[b].number))): score for (a, b), score in scores.items()}
        assert self.shelf.edges({local.number for local in events}) == pairs


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


@given(st.integers(0, 2**32), st.sampled_from([(64, 8), (1, 1), (2, 1), (3, 2)]), st.integers(1, 14))
@settings(max_examples=60)
def test_any_order_and_any_steps_give_what_linking_all_gives(seed: int, reach: tuple[int, int], many: int) -> None:
    rng = Random(seed)
    left = crowd(rng, many)
    with reaches(*reach):
        steps = Steps()
        while left:
            size = rng.choice((1, 1, 2, len(left)))
            steps.add(*left[:size])
            left = left[size:]
            steps.is_as_linked_at_once()


@given(extractions(), st.data())
@settings(max_examples=30)
def test_it_holds_for_events_of_all_shapes(made: list[Extraction], data: st.DataObject) -> None:
    steps = Steps()
    for one in data.draw(st.permutations(made)):
        steps.add(replace(one, report=replace(one.report, text=" ".join(WORDS))))
    steps.is_as_linked_at_once()

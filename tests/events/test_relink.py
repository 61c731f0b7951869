"""Linking in steps ends where linking all at once ends, whatever came when."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from knell.events import Linked, LinkedEvent, Member, Placement, link, link_anew, local_events, relink
from knell.events.chrome import chrome_of
from knell.events.copies import copies_among
from knell.events.linking import linked_pairs
from knell.events.repeating import Telling, copied_events
from knell.model import Extraction
from tests.events.crowds import WORDS, crowd, reaches
from tests.events.makers import extractions
from tests.events.memory_shelf import MemoryShelf


class Steps:
    """Events as they stand after each step of relinking."""

    def __init__(self) -> None:
        self.shelf = MemoryShelf()
        self.of: dict[Member, LinkedEvent] = {}

    def add(self, *fresh: Extraction) -> None:
        self.shelf.told.update({one.report.id: one for one in fresh})
        self.take(relink(self.shelf, fresh))

    def take(self, done: Linked) -> None:
        for member in done.members:
            old = self.of.get(member)
            assert old is None or set(old.members) <= set(done.members)
        for event in done.events:
            self.of.update(dict.fromkeys(event.members, event))

    def place(self, placement: Placement) -> None:
        mine = {claim: local for local in local_events(self.shelf.told.values()) for claim in local.claims}
        local = mine[placement.claim]
        old = [one for one in self.shelf.decided if mine[one.claim] == local and one.together == placement.together]
        self.shelf.decided = [one for one in self.shelf.decided if one not in old] + [placement]
        self.take(relink(self.shelf, (), [local.member, *(one.beside for one in (*old, placement))]))

    def is_as_linked_at_once(self) -> None:
        told = list(self.shelf.told.values())
        unique = {event.key: event for event in self.of.values()}
        kept = sorted(unique.values(), key=lambda found: (-len(found.reports), found.key))
        at_once = link(told, self.shelf.decided)
        assert kept == at_once
        assert [found.matches for found in kept] == [found.matches for found in at_once]
        events = local_events(told)
        chrome = chrome_of(told)
        tellers = {local.member.report for local in events}
        copies = copies_among([(x.report, chrome.spans(x.report.id)) for x in told if x.report.id in tellers])
        assert sorted(self.shelf.copies(tellers), key=str) == sorted(copies, key=str)
        scores = linked_pairs(events, copied_events({one.report.id: Telling.of(one) for one in told}, copies))
        pairs = {tuple(sorted((events[a].number, events[b].number))): score for (a, b), score in scores.items()}
        assert self.shelf.edges({local.number for local in events}) == pairs


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


@given(st.integers(0, 2**32), st.sampled_from([(64, 8), (1, 1), (3, 2)]), st.integers(2, 12))
@settings(max_examples=30)
def test_linking_goes_on_from_all_linked_at_once(seed: int, reach: tuple[int, int], many: int) -> None:
    made = crowd(Random(seed), many)
    with reaches(*reach):
        steps = Steps()
        steps.shelf.told = {one.report.id: one for one in made[: many // 2]}
        at_once = link_anew(steps.shelf.told.values(), shelf=steps.shelf)
        steps.of = {member: event for event in at_once.events for member in event.members}
        steps.add(*made[many // 2 :])
        steps.is_as_linked_at_once()


@given(st.integers(0, 2**32), st.integers(2, 9))
@settings(max_examples=50)
def test_what_people_placed_stays_and_the_rest_is_as_linked_at_once(seed: int, many: int) -> None:
    rng = Random(seed)
    steps = Steps()
    for one in crowd(rng, many):
        steps.add(one)
        events = local_events(steps.shelf.told.values())
        if len(events) > 1 and rng.random() < 0.6:
            mine, other = rng.sample(events, 2)
            together = rng.random() < 0.6
            steps.place(Placement(rng.choice(mine.claims), mine.member.report, other.member, together, len(events)))
        steps.is_as_linked_at_once()
        for number, placed in enumerate(steps.shelf.decided):
            # A later word that two are apart may take one of them from where it was placed.
            if placed.together and all(later.together for later in steps.shelf.decided[number + 1 :]):
                (local,) = (local for local in events if placed.claim in local.claims)
                assert steps.of[local.member] == steps.of[placed.beside]


@given(extractions(), st.data())
@settings(max_examples=30)
def test_it_holds_for_events_of_all_shapes(made: list[Extraction], data: st.DataObject) -> None:
    steps = Steps()
    for one in data.draw(st.permutations(made)):
        steps.add(replace(one, report=replace(one.report, text=" ".join(WORDS))))
    steps.is_as_linked_at_once()

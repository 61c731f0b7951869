"""Names and numbers of animals told before a sentence are known though those sentences were not read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from knell.claims.find import sentences
from knell.claims.groups import find_groups, names_told, things_counted
from knell.claims.told import Told
from knell.languages import load
from tests.claims.reading import report_of

WORDS = ("Adan", "Bela", "Coro", "Dima")
NAMES = [*WORDS, *(f"{one} {other}" for one in WORDS for other in WORDS if one != other), "12 cows", "Constable Eno"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=30), st.sets(st.integers(0, 29)))
def test_what_was_skipped_is_known_when_asked_for(parts: list[str], read: set[int]) -> None:
    report = report_of(" ".join(f"In the evening {part} came by." for part in parts))
    told, names, things = Told(), set[str](), set[object]()
    for number, layers in enumerate(sentences(report, load("en"), [], [])):
        if number in read:
            assert {word for word in map(str.lower, WORDS) if word in told.names(number)} == names & {
                word.lower() for word in WORDS
            }
            assert told.things() == things
            told.read(number, layers, names_told(layers, find_groups(layers, told.names(number))))
        else:
            told.skip(number, layers)
        names |= names_told(layers, find_groups(layers, names))
        things |= things_counted(layers)


def test_a_long_chain_of_names_is_followed() -> None:
    chain = [f"N{'abcdefghij'[i // 10]}{'abcdefghij'[i % 10]}" for i in range(90)]
    parts = [f"Then {one} {other} came by." for one, other in pairwise(chain)]
    told = Told()
    layers = list(sentences(report_of(" ".join(parts)), load("en"), [], []))
    for number, one in enumerate(layers):
        told.skip(number, one)
    assert chain[-1].lower() in told.names(len(layers))
    assert chain[-1].lower() not in told.names(len(layers) - 1)

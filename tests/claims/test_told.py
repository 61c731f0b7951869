"""Names and numbers of animals told before a sentence are known though those sentences were not read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.claims.groups import find_groups, names_told, things_counted
from knell.claims.told import Told
from tests.claims.reading import body_of, found_in

WORDS = ("Adan", "Bela", "Coro", "Dima")
NAMES = [*WORDS, *(f"{one} {other}" for one in WORDS for other in WORDS if one != other), "12 cows", "Constable Eno"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=30), st.sets(st.integers(0, 29)))
def test_what_was_skipped_is_known_when_asked_for(parts: list[str], read: set[int]) -> None:
    body = body_of(" ".join(f"In the evening {part} came by." for part in parts))
    told, names, things = Told(body), set[str](), set[object]()
    for number, layers in enumerate(body):
        if number in read:
            assert {word for word in map(str.lower, WORDS) if word in told.names(number)} == names & {
                word.lower() for word in WORDS
            }
            assert told.things() == things
            told.read(number, names_told(layers, find_groups(layers, told.names(number))))
        else:
            told.skip(number)
        names |= names_told(layers, find_groups(layers, names))
        things |= things_counted(layers)


def test_a_long_chain_of_names_is_followed() -> None:
    chain = [f"N{'abcdefghij'[i // 10]}{'abcdefghij'[i % 10]}" for i in range(90)]
    parts = [f"Then {one} {other} came by." for one, other in pairwise(chain)]
    body = body_of(" ".join(parts))
    told = Told(body)
    for number in range(len(body)):
        told.skip(number)
    assert chain[-1].lower() in told.names(len(body))
    assert chain[-1].lower() not in told.names(len(body) - 1)


def test_only_sentences_with_a_word_for_an_animal_are_searched_for_them() -> None:
    body = body_of("Twelve goats fled. Forty houses stood by. Nine hens slept.")
    told = Told(body)
    for number in range(len(body)):
        told.skip(number)
    assert {count.low for count in told.things()} == {12, 9}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Torvik, had warned of it. Torvik was shot dead on the bridge.",
        "Their uncle, a baker named Samir, stayed. Samir died of his wounds.",
        "The local commander, Brakan, led the raids. The strike killed Brakan.",
    ],
)
def test_one_name_given_by_an_apposition_is_known_from_then_on(text: str) -> None:
    assert [found.candidate.group.kind for found in found_in(text)] == ["name"]


def test_what_stands_between_commas_behind_a_person_need_not_be_a_name() -> None:
    assert not found_in("The driver, however, stayed. However was killed by doubt.")

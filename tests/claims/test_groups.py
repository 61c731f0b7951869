"""Groups: who is counted, how many they are, and what counts nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.claims.groups import find_groups
from knell.claims.uncounted import openings, person
from knell.model import Wording
from tests.claims.reading import groups_of, layers_of, words_of
from tests.claims.sentences import load


@pytest.mark.parametrize(
    ("text", "words", "kind", "low"),
    [
        ("They saw nineteen potters.", "nineteen potters", "unknown", 19),
        ("They saw nineteen passengers.", "nineteen passengers", "counted", 19),
        ("They saw a guard.", "a guard", "one", 1),
        ("They saw all 26 miners.", "all 26 miners", "counted", 26),
        ("They saw both pilots.", "both pilots", "counted", 2),
        ("They saw a family of five.", "a family of five", "bare", 5),
        ("He saw Senator Ilario Vesco.", "Senator Ilario Vesco", "name", 1),
        ("They saw no passengers.", "no passengers", "nobody", 0),
        ("They saw 14.", "14", "bare", 14),
        ("They saw eight armed policemen.", "eight armed policemen", "counted", 8),
        ("He met 12 passengers and crew.", "12 passengers and crew", "counted", 12),
    ],
)
def test_a_group_has_its_words_its_kind_and_its_number(text: str, words: str, kind: str, low: int) -> None:
    found = [(words_of(text, g), g.kind, g.count.low) for g in groups_of(text) if g.kind != "pronoun"]
    assert found == [(words, kind, low)]


@pytest.mark.parametrize(
    "text",
    [
        "They bought 19 houses.",
        "They drove 40 kilometres.",
        "It cost 300 dollars.",
        "It was on Highway 16.",
        "The 42nd Regiment slept.",
        "How many soldiers slept?",
        "It sank 12 ships and 3 boats.",
        "They saw 300 sheep.",
    ],
)
def test_numbers_of_things_make_no_group(text: str) -> None:
    assert [g for g in groups_of(text) if g.kind in ("counted", "bare", "unknown", "one")] == []


def test_a_bound_belongs_to_its_group() -> None:
    (group,) = groups_of("At least 17 passengers slept.")
    assert (group.count.low, group.count.high, group.count.wording) == (17, None, Wording.AT_LEAST)


def test_words_that_add_are_kept() -> None:
    assert [g.more for g in groups_of("Another three passengers slept.")] == [True]
    assert [g.more for g in groups_of("Three passengers slept.")] == [False]


def test_the_status_is_that_of_the_noun() -> None:
    assert [g.status for g in groups_of("Two soldiers, three policemen and four nurses slept.")] == [
        "combatant",
        "police",
        "civilian",
    ]


def test_a_man_and_a_woman_under_one_article_are_two() -> None:
    assert [g.count.low for g in groups_of("A man and woman slept.")] == [2]


def test_two_callings_under_one_article_are_one_person() -> None:
    assert [g.count.low for g in groups_of("A lawyer and activist slept.")] == [1]
    assert [g.count.low for g in groups_of("They met a farmer and other villagers.")] == [1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police held a Ministry of Fisheries clerk.", "a Ministry of Fisheries clerk"),
        ("Police held an explosive ordnance disposal (EOD) expert.", "an explosive ordnance disposal (EOD) expert"),
        ("Police held a guerrilla leader responsible for raids.", "a guerrilla leader"),
        ("Police held a police suspected smuggler.", "a police suspected smuggler"),
        ("Police arrested a suspected rebel and seized rifles.", "a suspected rebel"),
    ],
)
def test_a_noun_phrase_ends_with_its_noun(text: str, words: str) -> None:
    assert [words_of(text, group) for group in groups_of(text)] == [words]


def test_an_adjective_of_a_force_is_no_person() -> None:
    assert groups_of("A Kenyan and coalition force went in.") == []


def test_a_headline_of_several_people_names_nobody() -> None:
    assert groups_of("Troops Detain Suspected Poachers near Arusha") == []


HEADS = ["a", "the", "two", "14", "At least", "soldiers", "women", "of", "them", ",", "and", "including"]
TAILS = ["Vesco", "Ana", "7-year-old", "killed", "were", "no", "one", "both", "all", ".", "-", "(", ")"]
WORDS = st.sampled_from([*HEADS, *TAILS])


@given(st.lists(WORDS, min_size=1, max_size=25))
def test_groups_stand_in_order_within_the_sentence_and_never_overlap(words: list[str]) -> None:
    layers = layers_of(" ".join(words))
    last = 0
    for group in find_groups(layers):
        assert last <= group.start < group.end <= len(layers.tokens)
        assert group.head is None or group.start <= group.head
        low, high = group.count.low, group.count.high
        assert low is None or high is None or low <= high
        last = group.end


def test_no_person_begins_where_none_may() -> None:
    names = frozenset(("brandt", "ruiz", "o'neil"))
    for sentence in load():
        layers = layers_of(sentence.text)
        closed = set(range(len(layers.tokens))) - openings(layers)
        assert not [index for index in closed if person(layers, index, names) is not None]

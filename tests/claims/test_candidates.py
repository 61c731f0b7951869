"""Candidates: a group and a predicate meet wherever the predicate's frame allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.reading import candidates_of, found_in, layers_of


def links(text: str) -> set[tuple[str, str]]:
    """The kind of each candidate with the words of its group."""
    layers = layers_of(text)
    return {(c.kind, layers.words_of(c.group.start, c.group.end)) for c in candidates_of(text)}


@pytest.mark.parametrize(
    ("text", "kind", "group"),
    [
        ("Six guards were killed.", "subject", "Six guards"),
        ("The bomb killed six guards.", "object", "six guards"),
        ("The deaths of six guards shocked them.", "complement", "six guards"),
        ("They counted 60 deaths.", "counted", "60"),
        ("They found 14 badly burned corpses.", "counted", "14"),
        ("Among the dead were six guards.", "inverted", "six guards"),
        ("The flood claimed 33 lives.", "lives", "33 lives"),
        ("They shot six guards dead.", "split", "six guards"),
        ("They buried six wounded guards.", "inside", "six wounded guards"),
        ("Senator Vesco's murder shocked them.", "complement", "Senator Vesco"),
        ("Six guards who were on duty were killed.", "subject", "Six guards"),
    ],
)
def test_a_frame_links_its_victims(text: str, kind: str, group: str) -> None:
    assert (kind, group) in links(text)


def test_every_member_of_a_list_is_a_candidate() -> None:
    for text in ("Two guards, a nurse and a driver were killed.", "The bomb killed two guards, a nurse and a driver."):
        layers = layers_of(text)
        groups = {layers.words_of(c.group.start, c.group.end).lower() for c in candidates_of(text)}
        assert groups >= {"two guards", "a nurse", "a driver"}


def test_who_did_it_is_not_the_object() -> None:
    assert ("object", "two gunmen") not in links("Six guards were killed by two gunmen.")


def test_a_plan_is_marked_as_unreal() -> None:
    (candidate,) = (c for c in candidates_of("They planned to kill six guards.") if c.kind == "object")
    assert "irrealis" in candidate.features


def test_a_denial_beside_the_verb_is_marked() -> None:
    (candidate,) = (c for c in candidates_of("Six guards were not killed.") if c.kind == "subject")
    assert candidate.negated


def test_nothing_is_linked_across_a_semicolon() -> None:
    assert not any(kind == "subject" for kind, _ in links("Six guards arrived; killed were none of them."))


HEADS = ["six", "guards", "a", "nurse", ",", "and", ";", "who", "were", "killed", "wounded", "dead"]
TAILS = ["among", "the", "died", "of", "by", "not", "to", "may", "have", "been", "deaths", "left"]
WORDS = st.sampled_from([*HEADS, *TAILS])


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_candidates_lie_in_the_sentence_and_name_their_link(words: list[str]) -> None:
    text = " ".join(words)
    layers = layers_of(text)
    for candidate in candidates_of(text):
        assert 0 <= candidate.start < candidate.end <= len(layers.tokens)
        assert sum(f.startswith("link=") for f in candidate.features) == 1
        assert f"group={candidate.group.kind}" in candidate.features


def test_the_number_of_a_toll_is_in_no_list_of_another_outcome() -> None:
    text = (
        "The death toll from a mudslide that hit a farming town in the far east has risen to 31 and nine are missing."
    )
    told = {(f.candidate.predication.outcome.value, f.candidate.group.count.low) for f in found_in(text)}
    assert told == {("killed", 31), ("missing", 9)}


@pytest.mark.parametrize("naming", ["known as", "identified as", "named", "by the name of"])
def test_one_who_is_named_is_counted_not_the_name(naming: str) -> None:
    assert links(f"An elderly man {naming} Ivo Lund was killed.") == {("subject", "An elderly man")}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("With 48 confirmed dead and 130 survivors of the wreck, the list was wrong.", [48]),
        ("The navy has recorded 97 survivors rescued and six dead.", [6]),
        ("There were 30 dead and 20 evacuees on the boat.", [30]),
        ("Divers found nine dead and 40 passengers in the cabin.", [9]),
        ("Two survivors died of their burns.", [2]),
    ],
)
def test_those_who_live_are_not_counted_among_the_dead(text: str, dead: list[int]) -> None:
    assert [f.candidate.group.count.low for f in found_in(text)] == dead


@pytest.mark.parametrize("day", ["Friday", "Tuesday"])
def test_a_weekday_behind_a_number_is_not_what_it_counts(day: str) -> None:
    assert [f.candidate.group.count.low for f in found_in(f"The toll from the wreck rose to 17 {day}, they said.")] == [
        17
    ]


@pytest.mark.parametrize(
    "text", ["Three miners hurt as the lift fell.", "Nine pupils still missing as the flood ebbs."]
)
def test_a_clause_behind_as_is_no_object(text: str) -> None:
    assert [found.candidate.kind for found in found_in(text)] == ["subject"]

"""A lexicon finds the longest phrase, with alternatives and open endings."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knell.languages import load
from knell.text import Lexicon, Match, tokenize

ENGLISH = load("en")


def lexicon(*phrases: str) -> Lexicon[str]:
    return Lexicon([(phrase, phrase) for phrase in phrases], ENGLISH)


def found(words: Lexicon[str], text: str) -> list[str]:
    return [match.value for match in words.find(tokenize(text, ENGLISH))]


def test_the_longest_phrase_wins_wherever_it_stands_in_the_list() -> None:
    assert found(lexicon("death", "death toll"), "The death toll, a death") == ["death toll", "death"]


def test_alternatives_stand_for_each_other() -> None:
    assert found(lexicon("was/were killed"), "was killed, were killed, is killed") == ["was/were killed"] * 2


def test_an_open_ending_matches_any_word_that_begins_so() -> None:
    words = lexicon("murder*")
    assert found(words, "murdered murders Murderous murky") == ["murder*"] * 3


def test_a_closed_phrase_goes_before_an_open_one_of_its_length() -> None:
    assert found(lexicon("kill*", "killed"), "killed kills") == ["killed", "kill*"]


def test_phrases_are_cut_as_text_is() -> None:
    assert found(lexicon("year - old", "u.s."), "a 7-year-old in the U.S.") == ["year - old", "u.s."]


def test_case_does_not_matter() -> None:
    assert found(lexicon("Red Cross"), "RED CROSS, red cross") == ["Red Cross"] * 2


def test_a_single_word_is_contained() -> None:
    words = lexicon("killed", "shot dead")
    assert "killed" in words
    assert "shot" not in words


def test_an_empty_phrase_matches_nothing() -> None:
    assert found(lexicon("", "  "), "any text") == []


@given(st.lists(st.sampled_from(["a", "b", "a b", "b a a", "a*"]), unique=True), st.lists(st.sampled_from("abc")))
def test_matches_are_in_order_and_apart(phrases: list[str], text: list[str]) -> None:
    tokens = tokenize(" ".join(text), ENGLISH)
    matches: list[Match[str]] = lexicon(*phrases).find(tokens)
    assert all(match.start < match.end <= len(tokens) for match in matches)
    assert all(before.end <= after.start for before, after in pairwise(matches))


def test_the_beginnings_are_the_tokens_with_which_a_phrase_may_begin() -> None:
    tokens = tokenize("The toll of a bombing and of the flood", ENGLISH)
    assert lexicon("toll paid", "flood", "bomb*").beginnings(tokens) == [1, 4, 8]
    assert lexicon("=flood", "toll").beginnings(tokens) == [1, 8]


def test_known_norms_change_nothing_that_is_found() -> None:
    tokens = tokenize("Floods drowned a hamlet", ENGLISH)
    norms = {token.norm for token in tokens}
    for words in (lexicon("a hamlet"), lexicon("village"), lexicon("drown*"), lexicon("=Floods"), lexicon("=floods")):
        assert words.find(tokens, norms) == words.find(tokens)


def test_no_phrase_begins_behind_the_last_token() -> None:
    pack = load("en")
    lexicon = Lexicon([("the bridge", True), ("roads*", True)], pack)
    assert lexicon.at(tokenize("Over the", pack), 2) is None

"""A scan finds every token that it looks for, whatever stands around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.languages import load
from knell.text import Scan, tokenize

ENGLISH = load("en")


def test_words_are_found_where_they_begin() -> None:
    assert list(Scan(["killed", "toll"], ENGLISH).find("A toll; killed (Killed)")) == [2, 8, 16]


def test_a_word_inside_another_is_not_found() -> None:
    assert list(Scan(["kill"], ENGLISH).find("killed skill")) == []


def test_an_open_word_goes_on() -> None:
    assert list(Scan(["kill*"], ENGLISH).find("killed skill")) == [0]


@given(st.text(st.sampled_from("abA1 .'’-\u0301\ufffd\ud800ſİß")))
def test_no_token_is_missed(text: str) -> None:
    wanted = {"a", "b", "ab", "'a", "a.b.", "'", "1a", "-"}
    held = [token for token in tokenize(text, ENGLISH) if token.norm in wanted]
    found = list(Scan(wanted, ENGLISH).find(text))
    assert len(found) >= len(held)
    if len(text) == len(text.lower()):
        assert {token.start for token in held} <= set(found)

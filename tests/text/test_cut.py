"""A text is cut once, and as each room would cut it alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.languages import load
from knell.text import Cut, beginning, capitals, split, tokenize

ENGLISH = load("en")
TEXT = "The mayor spoke.\nRoads to the U.S. base, he said, stayed open. Nobody came."


def test_a_stretch_is_cut_as_it_would_be_alone() -> None:
    cut = Cut(TEXT, ENGLISH)
    assert cut.sentences() == split(TEXT, ENGLISH)
    for one in cut.sentences(4):
        assert cut.tokens(one.start, one.end) == tokenize(TEXT, ENGLISH, one.start, one.end)


def test_a_cut_is_kept() -> None:
    cut = Cut(TEXT, ENGLISH)
    assert cut.tokens(0, 9) is cut.tokens(0, 9)
    assert cut.sentences() is cut.sentences(0, len(TEXT))


@given(st.text(st.sampled_from("aB1 .'’-\u0301\ufffd\ud800ſİßΣ")))
def test_no_word_with_a_capital_is_missed(text: str) -> None:
    held = {beginning(token.norm) for token in tokenize(text, ENGLISH) if token.capital}
    assert held <= capitals(text, ENGLISH, 0, len(text))

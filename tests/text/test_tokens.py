"""Tokens keep their offsets and never turn a spoiled number into a figure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.languages import Pack, load
from knell.text import tokenize

ENGLISH = load("en")


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in tokenize(text, ENGLISH)]


# Python calls some control characters white space that the Unicode standard does not; nobody sees either.
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.sampled_from(" \n\r\t.,'3\ufffd")))


@given(TEXTS)
def test_every_visible_sign_lies_in_exactly_one_token(text: str) -> None:
    tokens = tokenize(text, ENGLISH)
    assert [token.text for token in tokens] == [text[token.start : token.end] for token in tokens]
    assert all(before.end <= after.start for before, after in pairwise(tokens))
    covered = {index for token in tokens for index in range(token.start, token.end)}
    assert covered == {index for index, sign in enumerate(text) if not sign.isspace()}


@given(TEXTS, st.data())
def test_a_stretch_is_cut_as_it_would_be_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    tokens = tokenize(text, ENGLISH, start)
    assert all(start <= token.start < token.end <= len(text) for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text[start:].split())


def test_glued_says_that_no_space_stands_before() -> None:
    tokens = tokenize("30-odd men", ENGLISH)
    assert [(token.text, token.glued) for token in tokens] == [
        ("30", False),
        ("-", True),
        ("odd", True),
        ("men", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200 dead", [("1,200", "number"), ("dead", "word")]),
        ("May 4,1999", [("May", "word"), ("4", "number"), (",", "punct"), ("1999", "number")]),
        ("12,199 dead", [("12,199", "number"), ("dead", "word")]),
        ("1,200, dead", [("1,200", "number"), (",", "punct"), ("dead", "word")]),
        ("U.N. troops", [("U.N.", "word"), ("troops", "word")]),
        ("the 21st victim", [("the", "word"), ("21st", "code"), ("victim", "word")]),
        ("60mm shell", [("60mm", "code"), ("shell", "word")]),
        ("Lima's dead", [("Lima", "word"), ("'s", "word"), ("dead", "word")]),
        ("Lima’s dead", [("Lima", "word"), ("’s", "word"), ("dead", "word")]),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "spoiled", ["3\ufffd0", "\ufffd30", "30\ufffd", "3,\ufffd00", "1\ufffd,200", "3\ufffd\ufffd0.5"]
)
def test_digits_around_a_lost_byte_are_no_number(spoiled: str) -> None:
    assert kinds(f"killed {spoiled} men") == [("killed", "word"), (spoiled, "code"), ("men", "word")]


def test_a_lost_quote_behind_a_comma_leaves_the_number() -> None:
    assert ("30", "number") in kinds("killed 30,\ufffd he said")


def test_apostrophes_and_case_are_one_when_looked_up() -> None:
    assert [token.norm for token in tokenize("DON’T don't", ENGLISH)] == ["don", "'t", "don", "'t"]


@pytest.mark.parametrize("apostrophe", ["before", "after", "keep"])
@given(st.text(st.characters(max_codepoint=127)), st.integers(0, 2))
def test_ascii_text_is_cut_as_any_text_is(apostrophe: str, text: str, start: int) -> None:
    pack = Pack("xx", "test", {"text": {"apostrophe": apostrophe}})
    assert tokenize(text + " \u00e9", pack, start)[:-1] == tokenize(text, pack, start)

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


def test_a_word_counts_only_with_what_must_stand_beside_it() -> None:
    scan = Scan.of_phrases([("gunned", "down"), ("toll",)], ENGLISH)
    lines = ["he was gunned", "down by men", "the toll", "sat down", "gunned down"]
    starts = [0, 14, 26, 35, 44]
    assert scan.holding("\n".join(lines), starts) == [2, 4]
    assert scan.holding("\n".join(lines), starts, 1) == [0, 2, 4]


def test_one_of_each_group_must_be_there() -> None:
    scan = Scan.of_requirements([[("took", "claimed"), ("life", "lives")]], ENGLISH)
    lines = ["it took hours", "many lives", "it claimed lives", "life took him"]
    assert scan.holding("\n".join(lines), [0, 14, 25, 42]) == [2, 3]


def test_what_only_begins_like_a_form_is_none() -> None:
    azerbaijani = load("az")
    scan = Scan.of_phrases([("öl",)], azerbaijani)
    assert list(scan.find("on nəfər öldü, iki nəfər ölüb")) == [9, 25]
    assert not list(scan.find("bu nə olub, kim idi olan"))
    # a sign inside of a word may be of it
    assert list(scan.find("öl'dü"))


@given(st.lists(st.sampled_from(["the", "toll", "Toll's", "rose", "gunned", "down", "downed", ".", "\n", "İ", "-"])))
def test_no_stretch_with_a_phrase_is_missed(parts: list[str]) -> None:
    text = " ".join(parts)
    phrases = [("gunned", "down"), ("toll",)]
    starts = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
    found = Scan.of_phrases(phrases, ENGLISH).holding(text, starts)
    ends = [*starts[1:], len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        norms = [token.norm for token in tokenize(text, ENGLISH, start, end)]
        said = " ".join(norms)
        if "toll" in norms or "gunned down" in said:
            assert number in found


def test_a_letter_that_is_longer_in_lower_case_costs_nothing() -> None:
    scan = Scan.of_phrases([("gunned", "down"), ("toll",)], ENGLISH)
    lines = ["İİİ sat", "was gunned", "down İ", "the toll İ", "sat"]
    starts = [0, 8, 19, 26, 37]
    assert scan.holding("\n".join(lines), starts) == [3]
    assert scan.holding("\n".join(lines), starts, 1) == [1, 3]

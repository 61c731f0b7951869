"""Sentences of clean prose, wire copy and lists, with exact offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.languages import load
from knell.text import split, tokenize

ENGLISH = load("en")
PIECES = st.sampled_from(
    [
        "Ten died",
        "the U.N.",
        "No. 5",
        "Gen. ",
        ".",
        "!",
        "…",
        '"',
        "”",
        ")",
        "[1]",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\t",
        "-",
        "x",
    ]
)


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text, ENGLISH)]


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_sentences_cover_all_that_is_visible_once_and_in_order(text: str) -> None:
    found = split(text, ENGLISH)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(first.paragraph <= second.paragraph for first, second in pairwise(found))
    covered = {index for one in found for index in range(one.start, one.end)}
    assert {index for index, sign in enumerate(text) if not sign.isspace()} <= covered
    assert all(not text[one.start].isspace() and not text[one.end - 1].isspace() for one in found)


@given(st.lists(PIECES).map("".join), st.data())
def test_a_stretch_is_cut_within_its_bounds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert all(start <= one.start < one.end <= end for one in split(text, ENGLISH, start, end))


@pytest.mark.parametrize(
    "whole",
    [
        "The U.N. humanitarian coordinator said 12 people had died.",
        "Maj. Gen. Ortiz and Lt. Col. Paz of No. 5 Company were hurt.",
        "Commissioner G.S. Rao spoke for J. K. Sen and John F. Doe Jr. on Monday.",
        "It struck at 5 p.m. Monday, on Jan. 5 of that year.",
        "GEN. ORTIZ SAID THAT FIVE MEN OF THE NO. 7 BATTALION HAD DIED.",
        "Prices rose 5.5 percent in the U.S. last year.",
        "“We lost four,” she said … and left.",
        "Four died; three were hurt; two fled.",
        "[NUMBER AS HEARD] people died [words indistinct] in the town.",
        "The toll (at least 5.) rose.",
    ],
)
def test_what_is_one_sentence(whole: str) -> None:
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["He spoke to the U.N.", "The council met."],
        ["The answer was no.", "Five people died."],
        ["They found rifles, mines, etc.", "The army left."],
        ['"Five died."', "He left.", "“Two died!”", "(Four were hurt.)", "Who knows?", "Nobody."],
        ["Twelve [12] died [words indistinct].", "[Text] Troops fired."],
        ["He waited…", "Five died."],
        ["It ended the war.[1]", "Nobody was hurt.[2][3]", "It was over."],
        ["FIVE WERE KILLED.", "TWO WERE HURT."],
    ],
)
def test_where_sentences_end(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_lost_space_does_not_join_sentences() -> None:
    assert sentences("Ten men died.Five others fled.") == ["Ten men died.", "Five others fled."]
    assert sentences("See www.example.com for Mr.Doe") == ["See www.example.com for Mr.Doe"]


def test_lines_broken_by_a_typesetter_are_one_sentence() -> None:
    text = (
        "Officials in the northern province said that twelve people had been\n"
        "killed and that the army had closed the road to the capital of the\n"
        "District. The governor asked for calm."
    )
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r", "\u2028"])
def test_headings_and_list_items_stand_alone(line: str) -> None:
    parts = ["Death toll rises", "- 5 killed", "• 3 hurt", "1. First", "Police spoke."]
    assert sentences(line.join(parts)) == parts


def test_blank_lines_begin_paragraphs() -> None:
    text = "One died. Two fled.\n\nThree were hurt.\r\n \r\nFour were held."
    assert [one.paragraph for one in split(text, ENGLISH)] == [0, 0, 1, 2]


def test_what_never_ends_is_cut_behind_a_comma() -> None:
    text = "twelve men and two women were killed in the town, " * 200
    found = split(text, ENGLISH)
    assert all(text[s.start : s.end].endswith("town,") and s.end - s.start <= 2000 for s in found)
    assert sum(text[s.start : s.end].count("killed") for s in found) == 200


@pytest.mark.parametrize("unit", ["1234567890", "1,234,567,", "U.S.", "abc"])
def test_no_word_and_no_number_is_cut(unit: str) -> None:
    text = "Of them " + unit * 2000
    assert [token.text for s in split(text, ENGLISH) for token in tokenize(text, ENGLISH, s.start, s.end)] == [
        token.text for token in tokenize(text, ENGLISH)
    ]


@given(st.text(st.sampled_from("aA1 .,'-;é\ufffd(")), st.integers(1, 400))
def test_cutting_what_never_ends_keeps_all_tokens(unit: str, times: int) -> None:
    text = unit * times
    cut = [(t.start, t.end) for s in split(text, ENGLISH) for t in tokenize(text, ENGLISH, s.start, s.end)]
    assert cut == [(token.start, token.end) for token in tokenize(text, ENGLISH)]


def test_a_point_makes_an_ordinal_where_the_words_around_say_so() -> None:
    pack = load("de")
    text = "Am 3. Oktober sank es. Die Zahl stieg auf 31. Rund 30 kamen zum 12. Jahrestag. Es waren 12. Der Rest fuhr."
    found = [text[one.start : one.end] for one in split(text, pack)]
    assert found == [
        "Am 3. Oktober sank es.",
        "Die Zahl stieg auf 31.",
        "Rund 30 kamen zum 12. Jahrestag.",
        "Es waren 12.",
        "Der Rest fuhr.",
    ]

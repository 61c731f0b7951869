"""Find withheld words however they are written, and never in other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.publish.matching import MASK, Names, Spelling, decoded
from tests.steps import grown


def names(*written: str) -> Names:
    spellings = [Spelling.of(one) for one in written]
    return Names([(number, one) for number, one in enumerate(spellings) if one is not None])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rauf Quliyev", "it was RAUF  QULIYEV's house"),
        ("Rauf Quliyev", "rauf-quliyev_2019.jpg"),
        ("Rauf Quliyev", "#RaufQuliyev"),
        ("Rauf Quliyev", "Rauf Quli-\nyev"),
        ("Rauf Quliyev", "Rauf\u00ad Qul\u200biyev"),
        ("Rauf Quliyev", "Rauf, Quliyev"),
        ("Rauf Quliyev", "Rauf Quliyev¹ and"),
        ("Gülnarə", "GULNARE spoke"),
        ("Gulnare", "Gu\u0308lnarə"),
        ("Isıq", "İŞIQ, ışıq: ISIQ"),
        ("Семён Ёлкин", "семен елкин"),
        ("Semyon", "d’Semyon"),
        ("O'Dowd", "o’dowd"),
        ("O'Dowd", "ODowd"),
        ("李明", "他看見李明了"),
        ("سمير", "قال سَمِير"),
        ("Rauf Quliyev", "https://example.org/a?q=Rauf%20Quliyev&b"),
        ("Ёлкин", "https://example.org/%D0%81%D0%BB%D0%BA%D0%B8%D0%BD"),
        ("Ёлкин", "https://example.org/%25D0%2581%25D0%25BB%25D0%25BA%25D0%25B8%25D0%25BD"),
        ("Rauf Quliyev", "Rauf&nbsp;Quliyev"),
        ("Ёлкин", "http://xn--e1afmjba.example"),
        ("Quliyev*", "Quliyevin evi"),
    ],
)
def test_a_name_is_found_and_nothing_of_it_is_left(name: str, text: str) -> None:
    if "xn--" in text:
        text = "http://xn--" + "ёлкин".encode("punycode").decode() + ".example"
    sought = names(name)
    masked, rules = sought.masked(text)
    assert rules == {0} and len(masked) == len(text) and MASK in masked
    assert not sought.found(masked)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rauf Quliyev", "Rauf Quliyeva and Arauf Quliyev"),
        ("Li", "police lied, all in"),
        ("An Na", "Anna came"),
        ("Quliyev", "the Quliyevs of Quliyevka"),
        ("Rauf Quliyev", "Rauf</td><td>Quliyev"),
        ("Rauf Quliyev", "Rauf told what Quliyev saw"),
        ("Ade", "12ade34f"),
        ("Deadbeef", "0a1b2c3d4e5f6a7bdeadbeef9d8c7b6a"),
        ("Семён", "Семёновка"),
    ],
)
def test_a_name_is_not_found_in_other_words(name: str, text: str) -> None:
    assert names(name).masked(text) == (text, frozenset())


def test_a_spelling_without_a_letter_is_none() -> None:
    assert Spelling.of(" -’* ") is None


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=60))
def test_what_is_masked_is_gone_and_the_length_stays(before: str, name: str, behind: str) -> None:
    sought = names(name)
    for text in (f"{before} {name} {behind}", before + name + behind):
        masked, rules = sought.masked(text)
        assert len(masked) == len(text)
        assert bool(rules) == (masked != text)
        assert not sought.found(masked)
    decoded(before)


@given(
    st.text(alphabet="ab ́-'0\n█%;&", max_size=40),
    st.lists(st.text(alphabet="ab -'", min_size=1, max_size=4), max_size=4),
)
def test_names_in_each_other_are_all_masked(text: str, written: list[str]) -> None:
    sought = names(*written)
    masked, _ = sought.masked(text)
    assert len(masked) == len(text) and not sought.found(masked)


@pytest.mark.parametrize("unit", ["a", "Ana ", "An-a", "%41", "&amp;", "xn--", "█", "ab\u0301'"])
def test_looking_takes_time_in_line_with_the_text(unit: str) -> None:
    sought = names("a", "aa", "aaaa*", "Ana Ana", "Ana Ana Ana Ana")
    assert not grown(lambda size: sought.masked(unit * size), 300)


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=10))
def test_a_word_is_found_in_any_case_between_spaces(word: str) -> None:
    sought = names(word)
    for text in (f"x {word} y", f"x {word.upper()} y", f"({word.title()})"):
        if Spelling.of(word) == Spelling.of(text.strip("xy( )")):
            assert sought.found(text)

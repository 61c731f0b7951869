"""Inflected words: endings cut by rule, dictionaries, and packs whose words stand for all their forms."""

from __future__ import annotations

import subprocess
import sys

import pytest

from knell.languages import load, singles
from knell.languages.forms import EndingForms
from knell.languages.vocabulary import alone, rewritten, words
from knell.text import Lexicon, Scan, tokenize

ENDINGS = {
    "depth": 3,
    "whole": ["on"],
    "endings": {"plural": ["lər", "lar"], "genitive": ["in", "ın"], "of": ["i", "ı"], "to": ["ə"], "soft": ["ğ>q"]},
}


def made(*listed: str) -> EndingForms:
    return EndingForms(ENDINGS, listed)


@pytest.mark.parametrize(
    ("word", "form", "features"),
    [
        ("sakin", "sakin", set()),
        ("sakinlər", "sakin", {"plural"}),
        ("sakinlərin", "sakin", {"plural", "genitive"}),
        ("uşağın", "uşaq", {"genitive", "soft"}),
        ("onun", "onun", set()),
        ("kitab", "kitab", set()),
    ],
)
def test_endings_are_cut_until_a_word_of_the_pack_is_left(word: str, form: str, features: set[str]) -> None:
    forms = made("sakin", "uşaq", "on")
    assert forms.canonical(word) == form
    assert forms.features(word) == features


def test_a_listed_form_stays_as_it_is() -> None:
    assert made("sakin", "sakinlər").canonical("sakinlər") == "sakinlər"
    assert made("sakin", "sakinlər").canonical("sakinlərin") == "sakinlər"


def test_a_word_inside_a_phrase_may_be_a_form_of_another() -> None:
    settings = {"analyser": "suffixes", "inflected_phrases": True, "endings": {"plural": ["s"], "feminine": ["a>o"]}}
    data = {"claims": {"tolls": ["cifra de muertos"], "counted": ["muerto"], "marks": {"other": ["otros"]}}}
    forms = EndingForms(settings, words(data), alone(data))
    assert forms.canonical("muertos") == "muerto"
    assert forms.features("muertos") == {"plural"}
    assert forms.canonical("otros") == "otros"
    assert forms.canonical("cifras") == "cifra"


def test_what_is_looked_for_in_a_text_covers_every_form() -> None:
    found = set(made("uşaq").surfaces("uşaq"))
    assert found == {"uşaq*", "uşağ*"}


def test_the_words_of_a_pack_are_found_in_lists_and_tables_but_not_in_patterns() -> None:
    data = {"times": {"months": {"май": 5}, "macros": {"x": "DAY год"}, "counted": ["лет назад", "=дней", "вз*"]}}
    assert set(words(data)) == {"май", "лет", "назад"}
    put = rewritten(data, lambda word: {"лет": "год"}.get(word, word))
    assert put["times"]["counted"] == ["год назад", "=дней", "вз*"]
    assert put["times"]["macros"] == data["times"]["macros"]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("погибших", "погибший"),
        ("погибло", "погибнуть"),
        ("убиты", "убит"),
        ("детьми", "ребенок"),
        ("двухсот", "двести"),
        ("троих", "трое"),
        ("сорока", "сорок"),
        ("ранены", "ранен"),
        ("мая", "май"),
    ],
)
def test_a_russian_word_is_looked_up_by_its_dictionary_form(word: str, form: str) -> None:
    forms = load("ru").forms
    assert forms is not None
    assert forms.canonical(word) == form


def test_every_word_of_a_pack_is_looked_up_as_it_is_listed() -> None:
    pack = load("ru")
    assert pack.forms is not None
    for name in ("numbers", "quantities", "claims", "times"):
        for word in words({name: pack.section(name)}):
            assert pack.forms.canonical(word) == word


def test_phrases_match_in_every_form_and_as_written() -> None:
    pack = load("ru")
    lexicon = Lexicon([("мирный житель", 1), ("=лет", 2), ("год", 3), ("более =ста", 4)], pack)

    def found(text: str) -> list[int]:
        return [match.value for match in lexicon.find(tokenize(text, pack))]

    assert found("мирных жителей") == found("Мирному жителю") == [1]
    assert found("пять лет") == [2]
    assert found("пять годов") == [3]
    assert found("более ста") == [4]
    assert found("более сто") == []


def test_a_scan_finds_inflected_words() -> None:
    scan = Scan(["погибнуть", "ребенок"], load("ru"))
    text = "Погибли двое детей и ребёнок."
    assert [text[at : at + 3] for at in scan.find(text)] == ["Пог", "дет", "реб"]


def test_dictionaries_are_loaded_only_for_their_language() -> None:
    code = (
        "import sys; from knell import claims; from knell.model import Report; "
        "claims.find(Report(id='r', text='Two died.', language='en')); "
    )
    shown = "print('pymorphy3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code + shown], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


def test_words_that_lost_their_marks_are_those_of_the_pack() -> None:
    settings = {**ENDINGS, "lost": {"ə": "e", "ı": "i", "ş": "s", "ö": "o"}}
    forms = EndingForms(settings, ["şəhər", "ol", "öl", "qışda", "qış"])
    assert forms.canonical("seherler") == "şəhər"
    assert forms.canonical("sehər") == "şəhər"
    assert forms.canonical("şəhərlər") == "şəhər"
    assert forms.canonical("ol") == "ol"
    assert forms.canonical("qisda") == "qışda"
    assert forms.canonical("sohor") == "sohor"
    assert "seher*" in set(forms.surfaces("şəhər"))


def test_other_listed_words_are_forms_of_each_other_where_a_pack_says_which_are_not() -> None:
    settings = {"endings": {"plural": ["e", "en", "er"]}, "own": ["toter"], "compound_heads": ["sprecher"]}
    forms = EndingForms(settings, ["tag", "tage", "tot", "tote", "toter", "sprecher"])
    assert [forms.canonical(word) for word in ("tagen", "tage", "tote", "toter")] == ["tag", "tag", "tot", "toter"]
    assert forms.canonical("polizeisprecher") == "sprecher"


def test_a_capital_tells_a_noun_from_other_words_where_the_pack_says_so() -> None:
    pack = load("de")
    assert [token.norm for token in tokenize("Zwei Verletzte, sie verletzte", pack)][1::3] == [
        "verletzter",
        "verletzte",
    ]
    assert list(Scan(["verletzter"], pack).find("Es gab Verletzte")) == [7]


def test_a_word_by_word_list_does_not_mind_the_sign_of_what_is_meant_as_written() -> None:
    assert singles(["=ise", "göre"]) == {"ise", "göre"}


@pytest.mark.parametrize(
    ("code", "word"),
    [("es", "more"), ("es", "here"), ("it", "more"), ("it", "mora"), ("it", "fera"), ("pt", "mate"), ("pt", "feria")],
)
def test_a_verb_whose_stem_changes_has_no_form_with_the_stem_unchanged(code: str, word: str) -> None:
    forms = load(code).forms
    assert forms is not None
    assert forms.canonical(word) == word

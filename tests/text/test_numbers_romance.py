"""Spanish, French, Italian and Portuguese numbers: words both ways against num2words, digits, bounds, ages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from knell.languages import load
from knell.model import Wording
from knell.text import find_numbers, find_quantities, tokenize

# "un" and "une" alone are articles
UP_TO_A_MILLION = st.one_of(st.integers(2, 999_999), st.integers(2, 2_000))


def values(code: str, text: str) -> list[int | None]:
    pack = load(code)
    return [number.value for number in find_numbers(tokenize(text, pack), pack)]


@given(UP_TO_A_MILLION)
def test_a_spanish_number_in_words_reads_back(number: int) -> None:
    words = num2words(number, lang="es")
    feminine = words.replace("cientos", "cientas")
    if feminine.endswith("uno"):
        feminine = feminine[:-3] + "una"
    for written in (words, feminine, words.upper(), words.title()):
        assert values("es", f"Murieron {written} personas.") == [number]


@given(UP_TO_A_MILLION)
def test_a_french_number_in_words_reads_back(number: int) -> None:
    words = num2words(number, lang="fr")
    for written in (words, words.replace("-", " "), words.replace(" ", "-"), words.upper()):
        assert values("fr", f"On compte {written} morts.") == [number]


@given(UP_TO_A_MILLION)
def test_an_italian_number_in_words_reads_back(number: int) -> None:
    words = num2words(number, lang="it").replace("centodicotto", "centodiciotto")  # its misspelling
    short = words.removesuffix("o") if words.endswith("uno") else words  # "ventun persone"
    for written in (words, words.replace("é", "e"), words.upper(), short):
        assert values("it", f"Si contano {written} morti.") == [number]


@given(UP_TO_A_MILLION)
def test_a_portuguese_number_in_words_reads_back(number: int) -> None:
    words = num2words(number, lang="pt")
    brazilian = num2words(number, lang="pt_BR").replace(",", "")
    for written in (words, brazilian, words.replace("centos", "centas"), words.upper()):
        assert values("pt", f"Morreram {written} pessoas.") == [number]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("it", "5.000 persone", 5000),
        ("it", "20mila persone", 20_000),
        ("it", "1,5mln di euro", 1_500_000),
        ("it", "1,2 milioni di persone", 1_200_000),
        ("it", "mezzo milione di persone", 500_000),
        ("it", "centottantotto", 188),
        ("it", "ventun persone", 21),
        ("it", "trent'anni", 30),
        ("it", "il 50° anniversario", 50),
        ("it", "il 1º maggio", 1),
        ("pt", "1,2 milhões de pessoas", 1_200_000),
        ("pt", "5 mil pessoas", 5000),
        ("es", "5.000 personas", 5000),
        ("es", "5 000 personas", 5000),
        ("es", "1,2 millones de personas", 1_200_000),
        ("es", "medio millón de personas", 500_000),
        ("es", "dos docenas de personas", 24),
        ("fr", "5 000 personnes", 5000),
        ("fr", "5\u202f000 personnes", 5000),
        ("fr", "1,2 million de personnes", 1_200_000),
        ("fr", "deux douzaines de personnes", 24),
        ("fr", "septante-deux personnes", 72),
    ],
)
def test_digits_and_nouns_of_number(code: str, text: str, value: int) -> None:
    assert values(code, text) == [value]


@pytest.mark.parametrize(
    ("code", "text", "low", "high", "wording"),
    [
        ("es", "una veintena de heridos", 20, 20, Wording.ABOUT),
        ("es", "más de un centenar de heridos", 100, None, Wording.MORE_THAN),
        ("es", "decenas de heridos", 24, None, Wording.VAGUE),
        ("es", "entre 16 y 23 heridos", 16, 23, Wording.RANGE),
        ("es", "de 16 a 23 heridos", 16, 23, Wording.RANGE),
        ("fr", "une dizaine de blessés", 10, 10, Wording.ABOUT),
        ("fr", "une centaine d'élèves", 100, 100, Wording.ABOUT),
        ("fr", "plusieurs dizaines de blessés", 24, None, Wording.VAGUE),
        ("fr", "près de 60 blessés", 60, 60, Wording.ABOUT),
        ("it", "una decina di feriti", 10, 10, Wording.ABOUT),
        ("it", "alcune centinaia di feriti", 300, None, Wording.VAGUE),
        ("it", "tra i 30 e i 40 feriti", 30, 40, Wording.RANGE),
        ("it", "oltre un centinaio di feriti", 100, None, Wording.MORE_THAN),
    ],
)
def test_bounds(code: str, text: str, low: int | None, high: int | None, wording: Wording) -> None:
    pack = load(code)
    (found,) = find_quantities(tokenize(text, pack), pack)
    assert (found.count.low, found.count.high, found.count.wording) == (low, high, wording)


@pytest.mark.parametrize(
    ("code", "text"),
    [("es", "La cifra subió de 16 a 23."), ("es", "De 16 a 23 pasó la cifra."), ("fr", "Il est passé de 16 à 23.")],
)
def test_the_steps_of_a_figure_are_no_range(code: str, text: str) -> None:
    pack = load(code)
    assert [q.count.low for q in find_quantities(tokenize(text, pack), pack)] == [16, 23]


@pytest.mark.parametrize(
    ("code", "text"),
    [("it", "Due sarte, di 28 e 24 anni, e un uomo"), ("it", "un 40enne, una 16enne"), ("it", "nel Novecento")],
)
def test_what_measures_or_names_counts_nobody(code: str, text: str) -> None:
    pack = load(code)
    counted = [q.count.low for q in find_quantities(tokenize(text, pack), pack) if q.kind == "count"]
    assert counted == ([2] if text.startswith("Due") else [])


def test_a_hostile_word_takes_no_time() -> None:
    assert values("it", "venti" * 50_000) == []

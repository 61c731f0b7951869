"""Azerbaijani and Turkish numbers, in words both ways against num2words, and in digits with their endings."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from knell.languages import load
from knell.text import Number, find_numbers, find_quantities, tokenize

UP_TO_A_MILLION = st.one_of(st.integers(0, 1_000_000), st.integers(0, 2_000))
NOUNS = {"az": "nəfər", "tr": "kişi"}
TENS = ("on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan", "yüz", "bin")


def numbers(text: str, code: str) -> list[Number]:
    pack = load(code)
    return find_numbers(tokenize(text, pack), pack)


def values(text: str, code: str) -> list[tuple[int | None, bool]]:
    return [(number.value, number.ordinal) for number in numbers(text, code)]


def spelled(number: int, code: str, to: str = "cardinal") -> str:
    """What num2words writes; it drops the one of 581 thousand, which makes it another number."""
    assume(number // 1000 % 10 != 1 or number // 1000 == 1)
    return str(num2words(number, lang=code, to=to))


def upper(words: str) -> str:
    return words.replace("i", "İ").replace("ı", "I").upper()


@pytest.mark.parametrize("code", ["az", "tr"])
@given(number=UP_TO_A_MILLION)
def test_numbers_in_words_read_back(code: str, number: int) -> None:
    words = spelled(number, code)
    for written in (words, upper(words)):
        assert values(f"Dedi: {written} {NOUNS[code]} var.", code) == [(number, False)]


@given(number=st.integers(0, 999_999))
def test_turkish_numbers_in_words_apart(number: int) -> None:
    """num2words writes Turkish numbers together; newspapers write them apart."""
    words = spelled(number, "tr")
    for one in (*TENS, "üç"):
        words = words.replace(one, f" {one} ")
    assert values(f"Dedi: {words} kişi var.", "tr") == [(number, False)]


@pytest.mark.parametrize("code", ["az", "tr"])
@given(number=st.integers(1, 999_999))
def test_ordinals_in_words(code: str, number: int) -> None:
    assert values(f"Bu, {spelled(number, code, 'ordinal')} idi.", code) == [(number, True)]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("az", "61-dən", [(61, False)]),
        ("az", "9-u qadın", [(9, False)]),
        ("az", "17-ci dəfə", [(17, True)]),
        ("az", "1963-cü il", [(1963, True)]),
        ("az", "8 min 604 sakin", [(8604, False)]),
        ("az", "8 min yeddi yüz sakin", [(8700, False)]),
        ("az", "yüz otuz bir min sakin", [(131000, False)]),
        ("az", "3 min, 200 sakin", [(3000, False), (200, False)]),
        ("tr", "beş yüz seksen bir bin kişi", [(581000, False)]),
        ("tr", "61'den", [(61, False)]),
        ("tr", "9’u kadın", [(9, False)]),
        ("tr", "17. kez", [(17, True)]),
        ("tr", "17'nci kez", [(17, True)]),
        ("tr", "Sayı 17. Sonra sustu", [(17, False)]),
        ("tr", "8 bin 604 kişi", [(8604, False)]),
        ("tr", "bin 90 okul", [(1090, False)]),
        ("tr", "41 bin 7 kişi", [(41007, False)]),
        ("tr", "onurlu bir iş", [(1, False)]),
    ],
)
def test_digits_with_endings(code: str, text: str, found: list[tuple[int | None, bool]]) -> None:
    assert values(text, code) == found


@pytest.mark.parametrize(
    ("code", "text", "low", "high", "wording"),
    [
        ("az", "61-dən artıq sakin", 61, None, "more_than"),
        ("az", "61-ə yaxın sakin", 61, 61, "about"),
        ("az", "ən azı 61 sakin", 61, None, "at_least"),
        ("az", "61 nəfərdən çox", 61, None, "more_than"),
        ("az", "onlarla sakin", 24, None, "vague"),
        ("az", "yüzlərlə sakin", 200, None, "vague"),
        ("az", "minlərlə sakin", 2000, None, "vague"),
        ("az", "bir neçə sakin", 3, None, "vague"),
        ("az", "5 000 sakin", 5000, 5000, "exact"),
        ("az", "5.000 sakin", 5000, 5000, "exact"),
        ("tr", "61'den fazla köylü", 61, None, "more_than"),
        ("tr", "61'i aşkın köylü", 61, None, "more_than"),
        ("tr", "61'e yakın köylü", 61, 61, "about"),
        ("tr", "yaklaşık 61 köylü", 61, 61, "about"),
        ("tr", "en az 61 köylü", 61, None, "at_least"),
        ("tr", "onlarca köylü", 24, None, "vague"),
        ("tr", "yüzlerce köylü", 200, None, "vague"),
        ("tr", "on binlerce köylü", 20000, None, "vague"),
        ("tr", "61 bin köylü", 61000, 61000, "exact"),
        ("tr", "1,5 milyon köylü", 1500000, 1500000, "exact"),
    ],
)
def test_bounds_and_vague_words(code: str, text: str, low: int, high: int | None, wording: str) -> None:
    pack = load(code)
    quantity = find_quantities(tokenize(text, pack), pack)[0]
    assert (quantity.count.low, quantity.count.high, quantity.count.wording.value) == (low, high, wording)
    assert quantity.kind == "count"

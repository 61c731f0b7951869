"""Ages count nobody, and who is counted besides keeps the bound in front of the word for it."""

from __future__ import annotations

import pytest

from tests.claims.sentences import bounds


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Twenty weavers, aged between six and 63, were killed when the mill burnt down."),
        ("en", "Twenty weavers, ages 6 to 63, were killed when the mill burnt down."),
        ("en", "The blaze killed 20 weavers aged between six and 63."),
        ("de", "Zwanzig Weber im Alter zwischen 6 und 63 Jahren kamen in der Mühle ums Leben."),
        ("de", "Zwanzig Weber, zwischen 6 und 63 Jahre alt, wurden getötet."),
        ("fr", "Vingt tisserands, âgés entre 6 et 63 ans, ont été tués."),
        ("es", "Veinte tejedores, con edades entre los 6 y los 63 años, murieron en el molino."),
        ("it", "Venti tessitori, di età compresa tra 6 e 63 anni, sono morti nel mulino."),
        ("pt", "Vinte tecelões, com idades entre 6 e 63 anos, morreram no moinho."),
        ("tr", "Yaşları 6 ile 63 arasında değişen yirmi öğrenci değirmende öldü."),
        ("az", "Yaşları 6 ilə 63 arasında olan iyirmi şagird dəyirmanda həlak olub."),
    ],
)
def test_the_ages_of_people_are_no_number_of_them(code: str, text: str) -> None:
    assert bounds(code, text) == [("killed", 20, 20)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The dead weavers, aged between six and 63, were buried on Sunday."),
        ("en", "The victims, aged between 16 and 63, were killed in the mill."),
        ("de", "Die Opfer im Alter zwischen 16 und 63 Jahren kamen in der Mühle ums Leben."),
    ],
)
def test_ages_alone_count_nobody(code: str, text: str) -> None:
    assert bounds(code, text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Two weavers died and at least another seven were injured."),
        ("de", "Zwei Weber starben, mindestens weitere sieben wurden verletzt."),
        ("es", "Murieron dos tejedores, y al menos otros siete resultaron heridos."),
        ("fr", "Deux tisserands sont morts et au moins sept autres ont été blessés."),
        ("it", "Due tessitori sono morti e almeno altri sette sono rimasti feriti."),
        ("it", "Due donne sono morte e almeno altre sette sono rimaste ferite."),
        ("pt", "Morreram dois tecelões e pelo menos outros sete ficaram feridos."),
        ("ru", "Два ткача погибли, по меньшей мере ещё семеро ранены."),
        ("uk", "Двоє ткачів загинули, щонайменше ще семеро поранені."),
        ("az", "İki toxucu ölüb, ən azı daha yeddi nəfər yaralanıb."),
        ("tr", "İki dokumacı öldü, en az yedi kişi daha yaralandı."),
    ],
)
def test_a_bound_holds_for_others_too(code: str, text: str) -> None:
    assert bounds(code, text) == [("killed", 2, 2), ("injured", 7, None)]


def test_a_participle_that_is_a_noun_too_takes_nobody_from_the_next_clause() -> None:
    assert bounds("it", "Tre donne sono morte e cinque sono rimaste ferite.") == [("killed", 3, 3), ("injured", 5, 5)]

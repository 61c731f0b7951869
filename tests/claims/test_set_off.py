"""What is set off between people and their verb makes them no farther from it, nor another verb's people."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Claim, Outcome, Report, Role


def read(text: str, language: str) -> list[Claim]:
    return list(find(Report("r", text, language=language, published=date(2011, 6, 2))))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The blast killed 6 farmers, another 8, including a 12-year-old girl, were injured."),
        ("es", "En la explosión murieron 6 campesinos y otros 8, entre ellos dos niñas, resultaron heridos."),
        ("es", "La explosión mató a 6 campesinos y otros 8, incluidas dos niñas, fueron heridos."),
        ("fr", "L'explosion a tué 6 paysans et 8 autres, dont deux filles, ont été blessés."),
        ("it", "Nell'esplosione sono morti 6 contadini e altri 8, tra cui due bambine, sono rimasti feriti."),
        ("pt", "Na explosão morreram 6 camponeses e outros 8, entre eles duas meninas, ficaram feridos."),
        ("de", "Bei der Explosion starben sechs Bauern, weitere acht, darunter zwei Mädchen, wurden verletzt."),
        ("de", "Bei der Explosion starben sechs Bauern, weitere acht wurden verletzt."),
        ("ru", "При взрыве погибли 6 крестьян, еще 8, в том числе две девочки, получили ранения."),
        ("uk", "Під час вибуху загинуло 6 селян, ще 8, у тому числі 12-річна дівчинка, зазнали поранень."),
        ("az", "Partlayışda 6 kəndli həlak olub, daha 8 nəfər, o cümlədən 2 qız yaralanıb."),
    ],
)
def test_of_two_numbers_the_second_has_the_verb_behind_what_it_includes(language: str, text: str) -> None:
    found = [(one.outcome, one.count.low) for one in read(text, language) if one.role is Role.TOTAL]
    assert found == [(Outcome.KILLED, 6), (Outcome.INJURED, 8)]


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("uk", "Унаслідок вибуху загинула 71-річна жінка.", "загинула 71-річна жінка"),
        ("uk", "71-річна жінка загинула вдома.", "71-річна жінка загинула"),
        ("ru", "71-летняя женщина погибла в селе.", "71-летняя женщина погибла"),
    ],
)
def test_an_age_in_front_belongs_to_the_words_of_a_person(language: str, text: str, quote: str) -> None:
    assert [one.quote for one in read(text, language)] == [quote]

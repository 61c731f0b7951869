"""A figure in reports that somebody denies is no claim of whoever denies it."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Report


def counts(text: str, language: str) -> list[int | None]:
    return [one.count.low for one in find(Report("r", text, language=language, published=date(2003, 4, 8)))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The governor denied reports that 40 miners were killed on Sunday."),
        ("en", "The governor on Monday denied newspaper reports that up to 40 miners were killed."),
        ("ru", "Губернатор опроверг сообщения о том, что в воскресенье погибли 40 горняков."),
        ("uk", "Губернатор спростував повідомлення, що в неділю загинули 40 гірників."),
        ("es", "El gobernador desmintió los informes de que 40 mineros murieron el domingo."),
        ("pt", "O governador desmentiu relatos de que 40 mineiros morreram no domingo."),
        ("fr", "Le gouverneur a démenti les informations selon lesquelles 40 mineurs ont été tués dimanche."),
        ("it", "Il governatore ha smentito le notizie secondo cui 40 minatori sono morti domenica."),
        ("de", "Der Gouverneur dementierte Berichte, wonach am Sonntag 40 Bergleute getötet wurden."),
        ("de", "Der Gouverneur dementierte Berichte, denen zufolge am Sonntag 40 Bergleute getötet wurden."),
        ("tr", "Vali, pazar günü 40 madencinin öldüğü yönündeki haberleri yalanladı."),
        ("az", "Qubernator bazar günü 40 mədənçinin öldüyü barədə məlumatları təkzib etdi."),
    ],
)
def test_what_is_denied_is_nobodys_claim(language: str, text: str) -> None:
    assert counts(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The governor denied it, and villagers reported that 40 miners were killed on Sunday."),
        ("en", "The governor denied any blame; papers reported that 40 miners were killed on Sunday."),
        ("tr", "Vali pazar günü 40 madencinin öldüğünü açıkladı, bakanlık bunu yalanladı."),
    ],
)
def test_what_others_say_beside_a_denial_is_theirs(language: str, text: str) -> None:
    assert counts(text, language) == [40]

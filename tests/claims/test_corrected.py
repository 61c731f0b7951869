"""A number that the same breath puts right counts nobody, and does not keep the right one from its verb."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Claim, Outcome, Report


def read(text: str, language: str) -> list[Claim]:
    return list(find(Report("r", text, language=language, published=date(2011, 6, 8))))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The landslide killed not 15 but 17 villagers, the mayor said."),
        ("en", "Not fifteen villagers but 17 died in the landslide."),
        ("en", "The mayor said 17, not 15, villagers were killed."),
        ("en", "The landslide killed 17 villagers and not 15."),
        ("de", "Bei dem Erdrutsch kamen nicht 15, sondern 17 Dorfbewohner ums Leben."),
        ("de", "17 Dorfbewohner, nicht 15, wurden am Dienstag getötet."),
        ("fr", "Le glissement de terrain a tué non pas 15 mais 17 villageois."),
        ("fr", "Dix-sept villageois, et non quinze, ont été tués mardi."),
        ("es", "El alud mató no a 15, sino a 17 vecinos."),
        ("es", "Diecisiete vecinos, y no quince, murieron en el alud."),
        ("es", "El alud causó la muerte no de 15 sino de 17 vecinos."),
        ("it", "Nella frana sono morti non 15 ma 17 abitanti."),
        ("it", "Diciassette abitanti, e non quindici, sono morti nella frana."),
        ("pt", "No deslizamento morreram não 15, mas 17 moradores."),
        ("pt", "Dezessete moradores, e não quinze, morreram no deslizamento."),
        ("ru", "При сходе оползня погибли не 15, а 17 жителей села."),
        ("ru", "При сходе оползня погибли 17, а не 15 жителей села."),
        ("uk", "Унаслідок зсуву загинули не 15, а 17 мешканців села."),
        ("uk", "Унаслідок зсуву загинули 17, а не 15 мешканців села."),
        ("tr", "Heyelanda 15 değil 17 köylü öldü."),
        ("az", "Sürüşmədə 15 yox, 17 kənd sakini ölüb."),
    ],
)
def test_only_the_right_number_counts(language: str, text: str) -> None:
    assert [(one.outcome, one.count.low, one.count.high) for one in read(text, language)] == [(Outcome.KILLED, 17, 17)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Not one but two shepherds were killed on the road."),
        ("de", "Nicht einer, sondern zwei Hirten wurden auf der Straße getötet."),
        ("fr", "Ce n'est pas un mais deux bergers qui ont été tués sur la route."),
        ("es", "No uno, sino dos pastores murieron en la carretera."),
        ("it", "Non uno ma due pastori sono stati uccisi sulla strada."),
        ("pt", "Não um, mas dois pastores foram mortos na estrada."),
        ("ru", "Не один, а двое пастухов погибли на дороге."),
        ("uk", "Не один, а двоє пастухів загинули на дорозі."),
        ("tr", "Yolda bir değil iki çoban öldürüldü."),
        ("az", "Yolda bir yox, iki çoban öldürülüb."),
    ],
)
def test_not_one_but_two_is_two_and_never_nobody(language: str, text: str) -> None:
    assert [one.count.low for one in read(text, language)] == [2]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Not one shepherd was killed.", {(Outcome.KILLED, 0)}),
        ("en", "Six shepherds were injured but not one was killed.", {(Outcome.INJURED, 6), (Outcome.KILLED, 0)}),
        (
            "de",
            "Sechs Hirten wurden verletzt, aber nicht einer wurde getötet.",
            {(Outcome.INJURED, 6), (Outcome.KILLED, 0)},
        ),
        ("ru", "Погибли не менее 17 жителей села, а 15 ранены.", {(Outcome.KILLED, 17), (Outcome.INJURED, 15)}),
        ("en", "Not only two soldiers but three shepherds were killed.", {(Outcome.KILLED, 2), (Outcome.KILLED, 3)}),
    ],
)
def test_what_nothing_puts_right_stands(language: str, text: str, wanted: set[tuple[Outcome, int]]) -> None:
    assert {(one.outcome, one.count.low) for one in read(text, language)} == wanted

"""Some who were spared do not make it nobody; "not one" does; a toll that was not reached is none."""

from __future__ import annotations

import pytest

from tests.claims.sentences import bounds


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The six weavers upstairs were not hurt."),
        ("en", "The night watchman was not injured in the fire."),
        ("de", "Sechs Weber wurden nicht verletzt."),
        ("de", "Sechs Weber kamen ohne Verletzungen davon."),
        ("fr", "Six tisserands n'ont pas été blessés."),
        ("es", "Seis tejedores no resultaron heridos."),
        ("es", "Seis tejedores salieron del molino sin heridas."),
        ("it", "Sei tessitori non sono rimasti feriti."),
        ("pt", "Seis tecelões não ficaram feridos."),
        ("ru", "Шесть ткачих не пострадали."),
        ("uk", "Шестеро ткачів не постраждали."),
        ("uk", "Шестеро робітників вибралися з млина без поранень."),
        ("tr", "Yangında 6 işçi yaralanmadı."),
        ("tr", "Değirmende 6 işçi yara almadan kurtuldu."),
        ("az", "Yanğında 6 işçi xəsarət almayıb."),
        ("az", "Dəyirmanda 6 işçi xəsarət almadan xilas olub."),
    ],
)
def test_that_some_were_spared_is_no_toll_of_nobody(code: str, text: str) -> None:
    assert bounds(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "outcome"),
    [
        ("en", "Not one weaver was hurt.", "injured"),
        ("en", "Not a single person was killed in the mill.", "killed"),
        ("de", "Kein einziger Weber wurde verletzt.", "injured"),
        ("de", "Es gab nicht einen einzigen Toten.", "killed"),
        ("fr", "Pas une seule personne n'a été blessée.", "injured"),
        ("es", "No hubo ni un muerto en el molino.", "killed"),
        ("es", "Ni una sola persona resultó herida.", "injured"),
        ("it", "Nemmeno un tessitore è rimasto ferito.", "injured"),
        ("pt", "Não houve nem um morto no moinho.", "killed"),
        ("ru", "Ни одна женщина не пострадала.", "injured"),
        ("uk", "Ні один робітник не загинув.", "killed"),
        ("tr", "Tek bir kişi dahi ölmedi.", "killed"),
    ],
)
def test_not_one_is_nobody(code: str, text: str, outcome: str) -> None:
    assert bounds(code, text) == [(outcome, 0, 0)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The death toll has not risen above 12."),
        ("ru", "Число погибших не превысило 12 человек."),
        ("es", "El número de muertos no superó los 12."),
    ],
)
def test_a_toll_that_was_not_reached_is_none(code: str, text: str) -> None:
    assert bounds(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("en", "The death toll is no fewer than 12.", [("killed", 12, None)]),
        ("en", "No one was killed; three people were hurt.", [("killed", 0, 0), ("injured", 3, 3)]),
        ("es", "El incendio del molino terminó sin heridos.", [("injured", 0, 0)]),
        ("de", "Der Brand der Mühle ging ohne Verletzte aus.", [("injured", 0, 0)]),
    ],
)
def test_what_is_told_beside_a_denial_stays(code: str, text: str, said: list[tuple[str, int, int | None]]) -> None:
    assert bounds(code, text) == said

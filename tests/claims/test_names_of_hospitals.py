"""The name of the hospital is nobody who was brought there; whose death is confirmed is dead, hostage or not."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Report
from tests.claims.sentences import lows


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("pt", "Seis tecelões feridos foram levados para o Hospital Rui Lobo.", [("injured", 6)]),
        ("pt", "Seis pessoas baleadas foram socorridas e levadas para o Hospital Rui Lobo.", [("injured", 6)]),
        ("es", "Los vecinos fueron llevados al hospital Ana Paz.", []),
        ("fr", "Les victimes ont été transportées à l'hôpital Jean Lenoir.", []),
    ],
)
def test_a_hospital_is_called_after_somebody(code: str, text: str, said: list[tuple[str, int]]) -> None:
    assert lows(code, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Der Sprecher bestätigte den Tod von 20 Geiseln.", [("killed", 20)]),
        ("Sie meldeten den Tod von drei Webern.", [("killed", 3)]),
        ("Sechs Weber fanden den Tod.", [("killed", 6)]),
    ],
)
def test_whose_death_is_confirmed_is_dead(text: str, said: list[tuple[str, int]]) -> None:
    assert lows("de", text) == said


def test_above_is_more_than() -> None:
    found = claims.find(Report(id="r", text="On est déjà au-dessus des 200 morts.", language="fr"))
    assert [(claim.count.low, claim.count.high, claim.count.wording.value) for claim in found] == [
        (200, None, "more_than")
    ]

"""The word for "by" in front of who did it, and as a part of "at least"."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Outcome, Report, Wording


def read(text: str, language: str) -> list[tuple[Outcome, int | None, Wording]]:
    found = find(Report("r", text, language=language, published=date(2015, 5, 4)))
    return [(one.outcome, one.count.low, one.count.wording) for one in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A explosão matou pelo menos 17 operários."),
        ("pt", "A explosão causou a morte de pelo menos 17 operários."),
        ("pt", "Foram mortos pelo menos 17 operários na explosão."),
        ("es", "La explosión mató por lo menos a 17 obreros."),
        ("es", "La explosión mató al menos a 17 obreros."),
        ("es", "La explosión mató por lo menos 17 obreros."),
    ],
)
def test_at_least_is_no_agent(language: str, text: str) -> None:
    assert read(text, language) == [(Outcome.KILLED, 17, Wording.AT_LEAST)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Dezessete operários foram mortos pelos 4 guardas."),
        ("pt", "Dezessete operários foram mortos por quatro guardas."),
        ("it", "Diciassette operai sono stati uccisi dai 4 uomini."),
        ("es", "Diecisiete obreros fueron asesinados por 4 hombres."),
    ],
)
def test_who_did_it_is_not_counted(language: str, text: str) -> None:
    assert read(text, language) == [(Outcome.KILLED, 17, Wording.EXACT)]

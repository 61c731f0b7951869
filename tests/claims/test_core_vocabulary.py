"""Packs made by the page on adding a language read the plainest sentences of theirs."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Report


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("O desabamento deixou 12 mortos e 30 feridos.", [("killed", 12, 12), ("injured", 30, 30)]),
        ("Pelo menos cinco pescadores morreram na enchente.", [("killed", 5, None)]),
        ("Morreram sete operários na obra.", [("killed", 7, 7)]),
        ("Três ciclistas ficaram gravemente feridos.", [("injured", 3, 3)]),
        ("Os rebeldes mataram nove agricultores.", [("killed", 9, 9)]),
        ("O número de mortos subiu para 45.", [("killed", 45, 45)]),
        ("Dezenas de manifestantes ficaram feridos.", [("injured", 24, None)]),
        ("Nove pessoas morreram, entre elas três crianças.", [("killed", 9, 9), ("killed", 3, 3)]),
        ("O atacante matou o jogo com dois gols.", []),
        ("A fábrica cortou 300 vagas no ano.", []),
    ],
)
def test_portuguese(text: str, wanted: list[tuple[str, int, int | None]]) -> None:
    found = claims.find(Report(id="sentence", text=text, language="pt"))
    assert [(c.outcome.value, c.count.low, c.count.high) for c in found] == wanted

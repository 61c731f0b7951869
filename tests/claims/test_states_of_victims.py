"""Victims who are said to be in hospital or in danger are injured, not dead."""

from __future__ import annotations

import pytest

from tests.claims.sentences import lows


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("en", "Five dead and six victims in critical condition.", [("killed", 5), ("injured", 6)]),
        ("fr", "Cinq morts et six victimes en état d'urgence absolue.", [("killed", 5), ("injured", 6)]),
        ("fr", "Six tisserands sont en état critique.", [("injured", 6)]),
        ("es", "Cinco muertos y seis víctimas en estado crítico.", [("killed", 5), ("injured", 6)]),
        ("az", "6 toxucu müxtəlif dərəcəli bədən xəsarətləri ilə xəstəxanaya aparılıb.", [("injured", 6)]),
        ("az", "1 toxucu ölüb, 6 nəfər isə xəsarətləri ilə xəstəxanaya aparılıb.", [("killed", 1), ("injured", 6)]),
    ],
)
def test_victims_in_danger_are_injured(code: str, text: str, said: list[tuple[str, int]]) -> None:
    assert lows(code, text) == said

"""Azerbaijani and Turkish places stand with endings, which say where something is."""

from __future__ import annotations

import pytest

from knell import places


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("az", "Körpü Sumqayıtda uçub.", "Sumgayit"),
        ("az", "Qatar Mingəçevirdən gəlib.", "Mingachevir"),
        ("az", "Qonaqlar Suriyaya gediblər.", "Syria"),
        ("tr", "Köprü İzmir'de çöktü.", "İzmir"),
        ("tr", "Köprü Trabzon'da çöktü.", "Trabzon"),
        ("tr", "Tren Konya’dan geldi.", "Konya"),
    ],
)
def test_a_place_with_an_ending_is_found(code: str, text: str, name: str) -> None:
    found = [mention.place.name for mention in places.find(text, language=code) if mention.place is not None]
    assert name in found

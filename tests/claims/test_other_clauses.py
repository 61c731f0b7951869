"""Where verbs come last, those in front of another clause's verb are not listed with the people behind it."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Report


@pytest.mark.parametrize(
    ("code", "text", "counts"),
    [
        ("tr", "Sözcü, 2 dokumacının bodrumdan çıkarıldığını, 1 dokumacı ile 3 bekçinin ise öldüğünü söyledi.", [1, 3]),
        ("tr", "2 dokumacı bodrumdan çıkarıldı, 1 kadın ve 3 çocuk öldü.", [1, 3]),
        ("tr", "2 dokumacı bodrumdan çıkarılırken, 1 kadın ve 3 çocuk öldü.", [1, 3]),
        ("az", "Sözçü 2 toxucunun zirzəmidən qurtarıldığını, 1 qadının və 3 uşağın öldüyünü deyib.", [1, 3]),
        ("az", "2 toxucu zirzəmidən çıxarılıb, 1 qadın və 3 uşaq ölüb.", [1, 3]),
        ("tr", "1 kadın, 2 bekçi ve 3 çocuk öldü.", [1, 2, 3]),
        ("az", "1 qadın, 2 gözətçi və 3 uşaq ölüb.", [1, 2, 3]),
    ],
)
def test_a_verb_ends_a_list_whatever_its_stem(code: str, text: str, counts: list[int]) -> None:
    found = claims.find(Report(id="r", text=text, language=code))
    assert [claim.count.low for claim in found if claim.outcome.value == "killed"] == counts

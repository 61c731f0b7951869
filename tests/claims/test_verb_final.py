"""Sources and parts where the verb comes last: Azerbaijani and Turkish."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Claim, Report, Role


def read(text: str, code: str) -> tuple[Claim, ...]:
    return claims.find(Report(id="one", text=text, language=code))


@pytest.mark.parametrize(
    ("code", "text", "cited"),
    [
        ("az", "Səhiyyə Nazirliyinin məlumatına görə, 12 nəfər yaralanıb.", "Səhiyyə Nazirliyinin"),
        ("az", "Polisdən “Sabah”a verilən məlumata görə, 12 nəfər yaralanıb.", "Polisdən"),
        ("az", "12 nəfər yaralanıb. Bu barədə Səhiyyə Nazirliyindən bildirilib.", "Səhiyyə Nazirliyindən"),
        ("az", "12 nəfər yaralanıb. Bunu polis bildirib.", "polis"),
        ("az", "Nazir Elman Quliyev partlayışda 12 nəfərin yaralandığını bildirib.", "Nazir Elman Quliyev"),
        ("az", "Nazir Elman Quliyev danışıb. Onun sözlərinə görə, 12 nəfər yaralanıb.", "Nazir Elman Quliyev"),
        ("tr", "Valilik, patlamada 12 kişinin yaralandığını açıkladı.", "Valilik"),
        ("tr", "Sağlık Bakanlığının verilerine göre 12 kişi yaralandı.", "Sağlık Bakanlığının"),
        ("tr", "“Köyde 12 yaralı var” diyen Vali Hasan Tunç, yardım istedi.", "Vali Hasan Tunç"),
    ],
)
def test_who_says_so_is_found(code: str, text: str, cited: str) -> None:
    found = read(text, code)
    assert [claim.cited.text if claim.cited else None for claim in found] == [cited]


@pytest.mark.parametrize(
    ("code", "text"),
    [("az", "Bakıda bayram günü 12 nəfər yaralanıb."), ("tr", "İlk belirlemelere göre 12 kişi yaralandı.")],
)
def test_nobody_is_made_a_source(code: str, text: str) -> None:
    assert [claim.cited for claim in read(text, code)] == [None]


@pytest.mark.parametrize(
    ("code", "text", "parts", "total"),
    [
        ("az", "7-si qadın, 3-ü uşaq olmaqla 24 nəfər həlak olub.", [3, 7], 24),
        ("az", "7-si qadın və yeniyetmə olmaqla 24 nəfər həlak olub.", [7], 24),
        ("tr", "7'si kadın 24 kişi hayatını kaybetti.", [7], 24),
        ("tr", "Enkazdan 7'si çocuk 24 ölü çıkarıldı.", [7], 24),
    ],
)
def test_parts_stand_in_front_of_their_whole(code: str, text: str, parts: list[int], total: int) -> None:
    found = read(text, code)
    assert sorted(c.count.low or 0 for c in found if c.role is Role.PART) == parts
    assert [c.count.low for c in found if c.role is Role.TOTAL] == [total]


@pytest.mark.parametrize(
    ("code", "text", "low"),
    [
        ("az", "6 sakin – Aslan Qurbanov, Nərmin Əzizova və Tural Babayev ölüb.", 6),
        ("az", "214 nəfər vətəndaş mina partlayışında ölüb.", 214),
        ("az", "Ölənlərin sayı 1642-yə çatıb.", 1642),
        ("tr", "Sokakta 2 kadın enkazdan yaralı kurtarıldı.", 2),
        ("tr", "Köyde 1642 ölü var.", 1642),
        ("tr", "Şehit sayımız 8 oldu.", 8),
    ],
)
def test_a_number_is_not_mistaken(code: str, text: str, low: int) -> None:
    assert [claim.count.low for claim in read(text, code)] == [low]


def test_numbers_of_several_places_share_their_noun() -> None:
    found = read("Depremde İzmir'de 71, Konya'da ise 14 kişi öldü.", "tr")
    assert sorted(claim.count.low or 0 for claim in found) == [14, 71]

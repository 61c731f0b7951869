"""Where something is told to have happened by the endings of places, in languages whose verbs come last."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Event, Report


def first(text: str, code: str) -> Event:
    return extract(Report(id="r", text=text, published=date(2021, 5, 4), language=code)).events[0]


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("tr", "Vali, Ankara'da gazetecilere Konya'daki yangında 4 işçinin öldüğünü söyledi.", "Konya"),
        ("tr", "Trabzon'un Of ilçesinde çıkan yangında 3 kişi öldü. Vali Ankara'da konuştu.", "Of"),
        ("tr", "Van'dan Bitlis'e dönen minibüs Tatvan'da devrildi, 6 kişi öldü.", "Tatvan"),
        ("tr", "Halep'e düzenlenen hava saldırısında 8 kişi öldü.", "Aleppo"),
        ("tr", "Sel Rize'de 8 can aldı. Yaralılar Trabzon'daki hastanede.", "Rize"),
        ("az", "Şəkidə avtobus aşıb, 5 nəfər həlak olub. Avtobus Bakıdan Qaxa gedirdi.", "Sheki"),
        ("az", "Nazir Bakıda keçirilən brifinqdə bildirib ki, Qubada qəzada 5 nəfər ölüb.", "Quba"),
    ],
)
def test_an_event_is_where_the_ending_puts_it(code: str, text: str, place: str) -> None:
    found = first(text, code).place
    assert found is not None and found.name == place


def test_sub_totals_in_several_provinces_leave_the_country() -> None:
    text = "Sellerde Rize'de 8 ölü, 20 yaralı; Adana'da 6 ölü, 11 yaralı; Muğla'da 3 ölü, 4 yaralı var."
    place = first(text, "tr").place
    assert place is not None and (place.country, place.precision) == ("TR", 6)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("az", "Dünən baş verən partlayış nəticəsində 5 nəfər həlak olub."),
        ("az", "Şəhərdə dünən baş verən yanğından sonra 5 nəfər yaralanıb."),
        ("tr", "Dün Bolu'da meydana gelen patlamanın ardından 5 kişi öldü."),
    ],
)
def test_what_stands_in_front_of_after_has_the_day(code: str, text: str) -> None:
    days = first(text, code).interval
    assert days is not None and days.start == days.end == date(2021, 5, 3)

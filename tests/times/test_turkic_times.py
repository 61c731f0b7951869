"""Azerbaijani and Turkish times: days, nights between two days, months, anniversaries; birth years are none."""

from __future__ import annotations

from datetime import date

import pytest

from knell import times

PUBLISHED = date(2021, 6, 16)


def found(text: str, code: str) -> list[tuple[str, str] | None]:
    mentions = times.find(text, language=code, published=PUBLISHED)
    return [(str(m.interval.start), str(m.interval.end)) if m.interval else None for m in mentions]


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("az", "1974-cü il martın 8-də körpü uçub.", ("1974-03-08", "1974-03-08")),
        ("az", "8 mart 1974-cü ildə körpü uçub.", ("1974-03-08", "1974-03-08")),
        ("az", "Körpü 1974-cü il martın 8-dən 9-na keçən gecə uçub.", ("1974-03-08", "1974-03-09")),
        ("az", "1974-cü ilin martında, ayın 8-dən 9-na keçən gecə körpü uçub.", ("1974-03-08", "1974-03-09")),
        ("az", "Körpü 1974-cü ilin mart ayında uçub.", ("1974-03-01", "1974-03-31")),
        ("az", "Körpü dünən uçub.", ("2021-06-15", "2021-06-15")),
        ("az", "Körpü iyunun 3-də uçub.", ("2021-06-03", "2021-06-03")),
        ("az", "Körpü 08.03.1974-də uçub.", ("1974-03-08", "1974-03-08")),
        ("az", "Körpü keçən ilin martında uçub.", ("2020-03-01", "2020-03-31")),
        ("az", "Körpü çərşənbə axşamı uçub.", ("2021-06-15", "2021-06-15")),
        ("az", "Körpü martin 8-de 1974-cu ilde ucub.", ("1974-03-08", "1974-03-08")),
        ("az", "Көрпү 1974-ҹү ил мартын 8-дә учуб.", ("1974-03-08", "1974-03-08")),
        ("tr", "Köprü 8 Mart 1974'te çöktü.", ("1974-03-08", "1974-03-08")),
        ("tr", "Köprü 8 Mart'ta çöktü.", ("2021-03-08", "2021-03-08")),
        ("tr", "Köprü Mart 1974'te çöktü.", ("1974-03-01", "1974-03-31")),
        ("tr", "Köprü 1974 yılında çöktü.", ("1974-01-01", "1974-12-31")),
        ("tr", "8 Mart 1974 gecesi köprü çöktü.", ("1974-03-08", "1974-03-08")),
        ("tr", "Köprü dün sabah çöktü.", ("2021-06-15", "2021-06-15")),
        ("tr", "Köprü 2 gün önce çöktü.", ("2021-06-14", "2021-06-14")),
        ("tr", "Köprü salı günü çöktü.", ("2021-06-15", "2021-06-15")),
    ],
)
def test_a_time_is_read(code: str, text: str, days: tuple[str, str]) -> None:
    assert days in found(text, code)


@pytest.mark.parametrize(
    ("code", "text", "year"),
    [
        ("az", "Faciənin 30-cu ildönümü qeyd edilir.", 1991),
        ("az", "Faciədən 30 il ötür.", 1991),
        ("tr", "Facianın 30. yıl dönümünde tören yapıldı.", 1991),
    ],
)
def test_an_anniversary_counts_back(code: str, text: str, year: int) -> None:
    days = found(text, code)
    assert any(day is not None and day[0].startswith(str(year)) for day in days) or any(
        day is not None and day[0] <= f"{year}-06-16" <= day[1] for day in days
    )


@pytest.mark.parametrize(
    ("code", "text"), [("az", "1959-cu il təvəllüdlü Murad ölüb."), ("tr", "1959 doğumlu Murat öldü.")]
)
def test_the_year_somebody_was_born_in_is_no_time(code: str, text: str) -> None:
    assert found(text, code) == []

"""Times in Spanish: what is said of days, anniversaries, and what only looks like a time."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find

PUBLISHED = date(2021, 3, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("La grúa cayó el pasado lunes 15 de marzo.", "2021-03-15", "2021-03-15"),
        ("La grúa cayó el pasado martes, 9 de marzo.", "2021-03-09", "2021-03-09"),
        ("La grúa cayó el 9 de enero último.", "2021-01-09", "2021-01-09"),
        ("La grúa cayó el 9 de enero del año pasado.", "2020-01-09", "2020-01-09"),
        ("La grúa cayó el miércoles 10.", "2021-03-10", "2021-03-10"),
        ("La grúa cayó el pasado fin de semana.", "2021-03-13", "2021-03-14"),
        ("La grúa cayó durante el fin de semana.", "2021-03-13", "2021-03-14"),
        ("La grúa cayó a principios de mes.", "2021-03-01", "2021-03-10"),
        ("La grúa cayó en enero pasado.", "2021-01-01", "2021-01-31"),
        ("Marzo 14 de 2019 fue un día de viento.", "2019-03-14", "2019-03-14"),
        ("La grúa cayó el 20 enero 2001.", "2001-01-20", "2001-01-20"),
        ("En lo que va de año han cerrado tres minas.", "2021-01-01", "2021-03-17"),
        ("A un mes del derrumbe, nadie responde.", "2021-02-01", "2021-02-28"),
        ("Se cumplen dos años de la explosión.", "2019-01-01", "2019-12-31"),
        ("Se cumplen este domingo diez años del incendio.", "2011-01-01", "2011-12-31"),
        ("Hace exactamente un año ardió el molino.", "2020-01-01", "2020-12-31"),
    ],
)
def test_days_are_read_as_they_are_said(text: str, start: str, end: str) -> None:
    found = [m.interval for m in find(text, language="es", published=PUBLISHED)]
    assert [(str(one.start), str(one.end)) for one in found if one is not None] == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "Una mujer de 77 años de edad cruzaba el puente.",
        "Tras 20 años de servicio se jubiló.",
        "Cumple 20 años de cárcel por estafa.",
        "El pueblo queda a 40 minutos de la capital.",
        "Tras varias horas de trabajo apagaron el fuego.",
        "El número de heridos se sitúa ya en 1957.",
        "La cifra se elevó a 2010.",
    ],
)
def test_ages_distances_and_counts_are_no_times(text: str) -> None:
    assert find(text, language="es", published=PUBLISHED) == []


def test_a_count_behind_a_weekday_is_no_day_of_the_month() -> None:
    found = find("Este miércoles 24 mineros bajaron al pozo.", language="es", published=PUBLISHED)
    assert [(m.interval.start if m.interval else None) for m in found] == [PUBLISHED]


@pytest.mark.parametrize(
    "text", ["Actualización del 19 de febrero. El río bajó.", "Actualizado el 19 de febrero:\nEl río bajó."]
)
def test_a_date_over_a_part_of_a_report_is_no_time_of_what_it_tells(text: str) -> None:
    found = find(text, language="es", published=PUBLISHED)
    assert [(m.kind, m.interval and str(m.interval.start)) for m in found] == [("update", "2021-02-19")]


def test_a_month_later_is_told_to_the_day_of_the_week() -> None:
    found = find("Este martes, al cumplirse un mes del derrumbe, hubo una misa.", language="es", published=PUBLISHED)
    assert [str(m.interval.start) for m in found if m.kind == "anniversary" and m.interval] == ["2021-02-16"]

"""Times in Russian: cases, nights between two days, relative expressions, anniversaries."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find

PUBLISHED = date(2021, 3, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Мост рухнул 5 мая 1987 года.", "1987-05-05", "1987-05-05"),
        ("Это случилось в ночь с 3 на 4 апреля 1996 года.", "1996-04-03", "1996-04-04"),
        ("Бои шли с 3 по 9 апреля 1996 года.", "1996-04-03", "1996-04-09"),
        ("Суд начался в апреле 2003 года.", "2003-04-01", "2003-04-30"),
        ("Завод сгорел в 1974 году.", "1974-01-01", "1974-12-31"),
        ("Взрыв прогремел во вторник.", "2021-03-16", "2021-03-16"),
        ("Паром затонул вчера вечером.", "2021-03-16", "2021-03-16"),
        ("Склад загорелся минувшей ночью.", "2021-03-16", "2021-03-17"),
        ("Он пропал три дня назад.", "2021-03-14", "2021-03-14"),
        ("Шахту закрыли в прошлом году.", "2020-01-01", "2020-12-31"),
        ("Запись от 09.11.2018 сохранилась.", "2018-11-09", "2018-11-09"),
        ("Утром 14 февраля 2019 года дорогу перекрыли.", "2019-02-14", "2019-02-14"),
    ],
)
def test_a_russian_time_has_its_days(text: str, start: str, end: str) -> None:
    (mention,) = find(text, language="ru", published=PUBLISHED)
    assert mention.interval is not None
    assert (mention.interval.start.isoformat(), mention.interval.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text", ["Ему 36 лет.", "Двадцатипятилетний водитель.", "Он живёт в доме 1990.", "366-й полк."]
)
def test_what_is_no_time_in_russian(text: str) -> None:
    assert not find(text, language="ru", published=PUBLISHED)

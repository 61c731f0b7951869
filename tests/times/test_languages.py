"""Times in languages other than English: cases, nights between two days, relative expressions, anniversaries."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find

PUBLISHED = date(2021, 3, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("code", "text", "start", "end"),
    [
        ("de", "Die Brücke stürzte am 5. Mai 1987 ein.", "1987-05-05", "1987-05-05"),
        ("de", "Das geschah in der Nacht vom 3. auf den 4. April 1996.", "1996-04-03", "1996-04-04"),
        ("de", "Zwischen dem 3. und dem 9. April 1996 wurde gekämpft.", "1996-04-03", "1996-04-09"),
        ("de", "Der Prozess begann im April 2003.", "2003-04-01", "2003-04-30"),
        ("de", "Das Werk brannte im Jahr 1974.", "1974-01-01", "1974-12-31"),
        ("de", "Der Kessel explodierte am Dienstagabend.", "2021-03-16", "2021-03-16"),
        ("de", "Die Fähre sank gestern Abend.", "2021-03-16", "2021-03-16"),
        ("de", "Vor drei Tagen verschwand er.", "2021-03-14", "2021-03-14"),
        ("de", "Der Eintrag vom 09.11.2018 blieb erhalten.", "2018-11-09", "2018-11-09"),
        ("de", "Es ist der 34. Jahrestag des Unglücks.", "1987-01-01", "1987-12-31"),
        ("ru", "Мост рухнул 5 мая 1987 года.", "1987-05-05", "1987-05-05"),
        ("ru", "Это случилось в ночь с 3 на 4 апреля 1996 года.", "1996-04-03", "1996-04-04"),
        ("ru", "Бои шли с 3 по 9 апреля 1996 года.", "1996-04-03", "1996-04-09"),
        ("ru", "Суд начался в апреле 2003 года.", "2003-04-01", "2003-04-30"),
        ("ru", "Завод сгорел в 1974 году.", "1974-01-01", "1974-12-31"),
        ("ru", "Взрыв прогремел во вторник.", "2021-03-16", "2021-03-16"),
        ("ru", "Паром затонул вчера вечером.", "2021-03-16", "2021-03-16"),
        ("ru", "Склад загорелся минувшей ночью.", "2021-03-16", "2021-03-17"),
        ("ru", "Он пропал три дня назад.", "2021-03-14", "2021-03-14"),
        ("ru", "Шахту закрыли в прошлом году.", "2020-01-01", "2020-12-31"),
        ("ru", "Запись от 09.11.2018 сохранилась.", "2018-11-09", "2018-11-09"),
        ("ru", "Утром 14 февраля 2019 года дорогу перекрыли.", "2019-02-14", "2019-02-14"),
        ("uk", "Міст упав 5 травня 1987 року.", "1987-05-05", "1987-05-05"),
        ("uk", "Це сталося в ніч з 3 на 4 квітня 1996 року.", "1996-04-03", "1996-04-04"),
        ("uk", "Бої тривали з 3 по 9 квітня 1996 року.", "1996-04-03", "1996-04-09"),
        ("uk", "Суд почався у квітні 2003 року.", "2003-04-01", "2003-04-30"),
        ("uk", "Завод згорів у 1974 році.", "1974-01-01", "1974-12-31"),
        ("uk", "Вибух пролунав у вівторок.", "2021-03-16", "2021-03-16"),
        ("uk", "Пором затонув учора ввечері.", "2021-03-16", "2021-03-16"),
        ("uk", "Він зник три дні тому.", "2021-03-14", "2021-03-14"),
        ("uk", "Запис від 09.11.2018 зберігся.", "2018-11-09", "2018-11-09"),
        ("uk", "Минула 34-та річниця катастрофи.", "1987-01-01", "1987-12-31"),
    ],
)
def test_a_time_has_its_days(code: str, text: str, start: str, end: str) -> None:
    (mention,) = find(text, language=code, published=PUBLISHED)
    assert mention.interval is not None
    assert (mention.interval.start.isoformat(), mention.interval.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Er ist 36 Jahre alt."),
        ("de", "Ein 25-jähriger Fahrer."),
        ("de", "Das 366. Regiment."),
        ("de", "2.000 Gäste"),
        ("ru", "Ему 36 лет."),
        ("ru", "Двадцатипятилетний водитель."),
        ("ru", "Он живёт в доме 1990."),
        ("ru", "366-й полк."),
        ("uk", "Йому 36 років."),
        ("uk", "Двадцятип'ятирічний водій."),
        ("uk", "366-й полк."),
    ],
)
def test_what_is_no_time(code: str, text: str) -> None:
    assert not find(text, language=code, published=PUBLISHED)

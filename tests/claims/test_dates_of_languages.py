"""The days of events in Russian and Ukrainian reports, by class of what the text says of them."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Report, Role


def _days(code: str, text: str, published: str | None) -> list[str | None]:
    written = date.fromisoformat(published) if published else None
    told = extract(Report(id="r", text=text, published=written, language=code))
    events = {event.key: event.interval for event in told.events}
    found = [events[claim.event] for claim in told.claims]
    return [f"{one.start}..{one.end}" if one else None for one in found]


@pytest.mark.parametrize(
    ("code", "published", "text", "days"),
    [
        ("ru", "2014-05-20", "В ночь на 19 мая в Саратове сгорел дом. Погибли три человека.", "2014-05-18..2014-05-19"),
        ("ru", "2014-05-20", "В ночь на понедельник сгорел дом, погибли трое.", "2014-05-18..2014-05-19"),
        ("ru", "2022-09-05", "Обстрел случился в ночь с субботы на воскресенье. Убиты двое.", "2022-09-03..2022-09-04"),
        ("ru", "2016-02-03", "В январе в результате обстрелов погибли 15 жителей.", "2016-01-01..2016-01-31"),
        ("ru", "2016-02-03", "При декабрьском землетрясении погибли 40 человек.", "2015-12-01..2015-12-31"),
        ("ru", "2020-02-03", "В мартовских беспорядках 2011 года убиты 9 студентов.", "2011-03-01..2011-03-31"),
        ("ru", "2022-09-05", "10.08.2022 в результате ДТП погибли 2 человека.", "2022-08-10..2022-08-10"),
        ("ru", "2022-09-05", "В минувшие выходные утонули двое рыбаков.", "2022-09-03..2022-09-04"),
        ("ru", "2022-09-05", "Неделю назад на складе прогремел взрыв, погибли 9 грузчиков.", "2022-08-26..2022-09-01"),
        ("ru", "2022-09-05", "За сутки погибли трое жителей.", "2022-09-04..2022-09-05"),
        ("ru", None, "Паром затонул в 1952 году. Тогда погибли 236 человек.", "1952-01-01..1952-12-31"),
        ("ru", None, "РИГА, 14 марта 2018 года. Вчера при пожаре погибли четверо детей.", "2018-03-13..2018-03-13"),
        ("ru", None, "Рига. 14 марта 2018. АГЕНТСТВО.РУ - Вчера погибли четверо детей.", "2018-03-13..2018-03-13"),
        ("ru", None, "Траур по жертвам 4 июля 1983 года. 20 лет назад погибли 19 шахтёров.", "1983-07-04..1983-07-04"),
        ("ru", "2016-02-03", "С начала войны убиты более 250 тысяч человек.", None),
        ("ru", "2012-06-09", "Была давка. К вечеру четверга насчитали 26 погибших.", "2012-06-06..2012-06-07"),
        ("ru", "2012-06-20", "Опознаны 26 погибших при крушении вертолёта.", "2012-05-21..2012-06-20"),
        ("ru", "2012-06-20", "Пять дней назад министр заявил, что убиты 12 человек.", "2012-06-14..2012-06-15"),
        ("uk", "2014-05-20", "У ніч на 19 травня внаслідок пожежі загинули троє людей.", "2014-05-18..2014-05-19"),
        ("uk", "2010-05-11", "У неділю внаслідок обстрілу загинули троє людей.", "2010-05-09..2010-05-09"),
        ("uk", "2010-05-11", "Під час квітневих заворушень загинули 12 людей.", "2010-04-01..2010-04-30"),
        ("uk", "2010-05-11", "Тиждень тому під лавиною загинули двоє альпіністів.", "2010-05-01..2010-05-07"),
        ("uk", None, "Пором затонув у 1952 році. Тоді загинули 236 людей.", "1952-01-01..1952-12-31"),
    ],
)  # fmt: skip
def test_an_event_is_dated_by_what_its_text_says(code: str, published: str | None, text: str, days: str | None) -> None:
    found = _days(code, text, published)
    assert found and set(found) == {days}


def test_a_day_of_writing_is_not_the_day_that_is_remembered() -> None:
    text = "Сегодня, 4 июля 2003 года, в городе траур. 20 лет назад при взрыве погибли 19 шахтёров."
    assert _days("ru", text, None) == [None]


def test_who_dies_in_hospital_later_dies_of_the_same_event() -> None:
    text = "Взрыв прогремел 11 марта. Погибли 4 ребёнка. Сегодня в больнице скончались ещё двое пострадавших."
    assert _days("ru", text, "2018-03-14") == ["2018-03-11..2018-03-11"] * 2


def test_a_day_at_the_head_of_a_sentence_elsewhere_is_another_event() -> None:
    text = "В Казани погибли 30 человек, сообщил врач. Вчера в Самаре рухнула стена: убиты двое рабочих."
    told = extract(Report(id="r", text=text, published=date(2009, 4, 8), language="ru"))
    assert len(told.events) == 2


@pytest.mark.parametrize(
    ("code", "text", "roles"),
    [
        ("ru", "Опознаны 79 погибших.", [Role.PART]),
        ("ru", "Установлены имена 42 погибших при взрыве.", [Role.PART]),
        ("ru", "Опознаны все 12 погибших.", [Role.TOTAL]),
        ("ru", "При пожаре погибли 12 рабочих, ранены были более 70.", [Role.TOTAL, Role.TOTAL]),
        ("ru", "Сообщается о десятках погибших. Позже стало известно о 18 погибших.", [Role.TOTAL, Role.TOTAL]),
        ("uk", "Впізнано 14 загиблих.", [Role.PART]),
    ],
)
def test_what_a_number_is_to_its_event(code: str, text: str, roles: list[Role]) -> None:
    told = extract(Report(id="r", text=text, language=code))
    assert [claim.role for claim in told.claims] == roles


def test_what_was_said_before_is_overtaken() -> None:
    text = "Погибли 27 рабочих. Ранее минздрав края сообщал о 12 погибших."
    told = extract(Report(id="r", text=text, language="ru"))
    assert [(claim.count.low, claim.role) for claim in told.claims] == [(27, Role.TOTAL), (12, Role.REVISED_FROM)]
    assert len(told.events) == 1


@pytest.mark.parametrize(
    ("code", "text", "published", "days"),
    [
        (
            "az",
            "Şəhərə raket düşüb, 5 nəfər həlak olub. Xatırladaq ki, mayın 11-də də bazar vurulmuşdu: 4-ü qadın olmaqla "
            "9 nəfər həlak olmuşdu.",
            "2016-05-17",
            ["2016-05-16..2016-05-17", "2016-05-11..2016-05-11", "2016-05-11..2016-05-11"],
        ),
        (
            "tr",
            "Kentte patlama oldu, 12 kişi öldü. Yaklaşık 5 gün önce kente düzenlenen bir saldırıda da 9 kişi ölmüştü.",
            "2016-05-17",
            ["2016-05-16..2016-05-17", "2016-05-11..2016-05-13"],
        ),
    ],
)
def test_what_news_recalls_is_another_event(code: str, text: str, published: str, days: list[str]) -> None:
    assert _days(code, text, published) == days


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("az", "Tərtər şəhərində 3 nəfər öldü. Şəhər Ermənistan ərazisindən raket atəşinə tutulmuşdu."),
        ("tr", "Kilis kentinde 3 kişi öldü. Kent Suriye topraklarından roket saldırısına uğramıştı."),
    ],
)
def test_where_rockets_come_from_is_not_where_they_fell(code: str, text: str) -> None:
    told = extract(Report(id="r", text=text, published=date(2016, 5, 17), language=code))
    assert {event.place.country for event in told.events if event.place is not None} <= {"AZ", "TR"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "Al menos 7 muertos al volcar en Lugo el autobús que cubría la ruta entre Madrid y Vigo."),
        ("pt", "Sete mortos em Coimbra quando descarrilou o comboio da linha entre Lisboa e Porto."),
        ("it", "Sette morti a Bari per il deragliamento del treno sulla tratta tra Roma e Lecce."),
    ],
)
def test_the_ends_of_a_route_are_not_where_it_happened(code: str, text: str) -> None:
    told = extract(Report(id="r", text=text, published=date(2016, 5, 17), language=code))
    assert {event.place.name for event in told.events if event.place is not None} <= {"Lugo", "Coimbra", "Bari"}

"""Times in Ukrainian: cases, nights between two days, relative expressions, anniversaries."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find

PUBLISHED = date(2021, 3, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Міст упав 5 травня 1987 року.", "1987-05-05", "1987-05-05"),
        ("Це сталося в ніч з 3 на 4 квітня 1996 року.", "1996-04-03", "1996-04-04"),
        ("Бої тривали з 3 по 9 квітня 1996 року.", "1996-04-03", "1996-04-09"),
        ("Суд почався у квітні 2003 року.", "2003-04-01", "2003-04-30"),
        ("Завод згорів у 1974 році.", "1974-01-01", "1974-12-31"),
        ("Вибух пролунав у вівторок.", "2021-03-16", "2021-03-16"),
        ("Пором затонув учора ввечері.", "2021-03-16", "2021-03-16"),
        ("Він зник три дні тому.", "2021-03-14", "2021-03-14"),
        ("Запис від 09.11.2018 зберігся.", "2018-11-09", "2018-11-09"),
        ("Минула 34-та річниця катастрофи.", "1987-01-01", "1987-12-31"),
    ],
)
def test_a_ukrainian_time_has_its_days(text: str, start: str, end: str) -> None:
    (mention,) = find(text, language="uk", published=PUBLISHED)
    assert mention.interval is not None
    assert (mention.interval.start.isoformat(), mention.interval.end.isoformat()) == (start, end)


@pytest.mark.parametrize("text", ["Йому 36 років.", "Двадцятип'ятирічний водій.", "366-й полк."])
def test_what_is_no_time_in_ukrainian(text: str) -> None:
    assert not find(text, language="uk", published=PUBLISHED)

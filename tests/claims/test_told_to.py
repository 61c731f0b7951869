"""Who said it, where an agency was told and a day stands between."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Report


def cited(text: str, language: str) -> list[str | None]:
    found = find(Report("r", text, language=language, published=date(2003, 4, 8)))
    return [one.cited.text if one.cited else None for one in found]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("ru", "Погибли 14 шахтёров, сообщил Reuters представитель компании.", "представитель компании"),
        ("ru", "Погибли 14 шахтёров, сообщил ТАСС начальник управления Пётр Фомин.", "начальник управления Пётр Фомин"),
        ("ru", "Погибли 14 шахтёров, рассказал CNN врач больницы.", "врач больницы"),
        ("ru", "При обвале в шахте в среду, 2 апреля, погибли 14 шахтёров, сообщил министр энергетики Пётр Фомин.",
         "министр энергетики Пётр Фомин"),
        ("ru", "Погибли 14 шахтёров, сообщает ТАСС со ссылкой на управление.", None),
    ],
)  # fmt: skip
def test_the_speaker_stands_behind_those_who_are_told(language: str, text: str, who: str | None) -> None:
    (found,) = cited(text, language)
    assert found == who if who else found and "Фомин" not in found


def test_an_outlets_own_correspondents_are_the_outlet() -> None:
    assert cited("Погибли 14 шахтёров, сообщают с места корреспонденты.", "ru") == [None]

"""Years behind phrases that end in a word that plain numbers stand behind as well."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A província registrou dez ataques ao longo de 2014, disse o juiz."),
        ("es", "La provincia registró diez ataques a lo largo de 2014, dijo el juez."),
        ("fr", "La province a connu dix attaques au cours de 2014, selon le juge."),
        ("it", "La provincia ha visto dieci attacchi nel corso del 2014, dice il giudice."),
        ("en", "The province saw ten attacks throughout 2014, the judge said."),
    ],
)
def test_a_phrase_that_only_times_stand_behind_makes_a_year(language: str, text: str) -> None:
    (year,) = [one for one in find(text, language=language, published=date(2015, 1, 5)) if one.interval is not None]
    assert year.interval is not None and (year.interval.start, year.interval.end) == (
        date(2014, 1, 1),
        date(2014, 12, 31),
    )


def test_a_number_of_people_behind_a_loose_word_is_no_year() -> None:
    assert not find("Uma força de 2014 soldados.", language="pt", published=date(2015, 1, 5))

"""Times in Italian: years behind an article grown together with its preposition."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find

PUBLISHED = date(2021, 3, 17)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Dal 2009 la miniera è chiusa.", "2009-01-01", "2021-03-17"),
        ("La miniera è chiusa dal 2009.", "2009-01-01", "2021-03-17"),
        ("Dal maggio 2009 la miniera è chiusa.", "2009-05-01", "2021-03-17"),
        ("La miniera è chiusa fin dal gennaio del 2009.", "2009-01-01", "2021-03-17"),
        ("La strage del 2009 è rimasta impunita.", "2009-01-01", "2009-12-31"),
        ("La miniera restò chiusa dal 2009 al 2012.", "2009-01-01", "2012-12-31"),
    ],
)
def test_a_year_stands_behind_its_preposition(text: str, start: str, end: str) -> None:
    found = [m.interval for m in find(text, language="it", published=PUBLISHED)]
    assert [(str(one.start), str(one.end)) for one in found if one is not None] == [(start, end)]


@pytest.mark.parametrize("text", ["Il volo 2005 per Bari è in ritardo.", "Una squadra di 1990 uomini arrivò."])
def test_what_is_numbered_or_counted_is_no_year(text: str) -> None:
    assert find(text, language="it", published=PUBLISHED) == []


def test_a_year_stands_behind_its_preposition_in_spanish_too() -> None:
    found = find("La matanza del 2009 quedó impune.", language="es", published=PUBLISHED)
    assert [(m.interval.start, m.interval.end) for m in found if m.interval] == [(date(2009, 1, 1), date(2009, 12, 31))]

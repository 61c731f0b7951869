"""The day before or after the one that is told of, in French."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find
from tests.times.reading import span

PUBLISHED = date(2012, 5, 15)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("La grève a commencé le 3 mai 2011. La veille, la gare avait fermé.", {"La veille": "2011-05-02"}),
        ("La grève a commencé le 3 mai 2011. Le lendemain matin, il a plu.", {"Le lendemain matin": "2011-05-04"}),
        ("La grève a commencé le 3 mai 2011. Dès le surlendemain, il a plu.", {"Dès le surlendemain": "2011-05-05"}),
        ("La gare a fermé la veille, a dit lundi le maire.", {"la veille": "2012-05-13"}),
        ("La gare, fermée la veille, a rouvert.", {"la veille": "2012-05-13..2012-05-14"}),
        ("La gare a rouvert le lendemain.", {"le lendemain": None}),
        ("Un garçon de 13 ans et sa mère de 41 ans sont partis.", {}),
        ("La gare a fermé la veille de Noël, au lendemain d'une grève.", {}),
        ("Une semaine après la grève, le maire dresse un bilan.", {"Une semaine après": "2012-05-05..2012-05-11"}),
        ("Deux jours après la grève, le maire dresse un bilan.", {"Deux jours après": "2012-05-12..2012-05-13"}),
    ],
)
def test_it_counts_from_the_day_that_is_told(text: str, days: dict[str, str | None]) -> None:
    found = {text[m.start : m.end]: span(m) for m in find(text, "fr", PUBLISHED)}
    assert days.items() <= found.items()
    assert days or not found


def test_without_a_date_it_is_unknown() -> None:
    (mention,) = find("La gare a fermé la veille.", "fr")
    assert mention.interval is None

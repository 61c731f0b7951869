"""Two persons under one article are two where the verb is a plural, and one where it is not."""

from __future__ import annotations

import pytest

from knell import claims
from knell.model import Report


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The baker and miller were among the dead.", 2),
        ("The mayor and fire chief were shot dead.", 2),
        ("The poet and teacher was shot dead.", 1),
        ("The mayor and his brother were killed.", 2),
        ("The baker and a guard were killed.", 2),
    ],
)
def test_a_plural_verb_makes_two_of_them(text: str, low: int) -> None:
    found = claims.find(Report(id="r", text=text, language="en"))
    assert [claim.count.low for claim in found] == [low]


@pytest.mark.parametrize("text", ["The baker and others were wounded.", "The baker and police were wounded."])
def test_those_who_are_many_are_not_one_more(text: str) -> None:
    found = claims.find(Report(id="r", text=text, language="en"))
    assert 2 not in [claim.count.low for claim in found]

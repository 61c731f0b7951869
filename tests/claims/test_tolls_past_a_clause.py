"""A clause right behind the word for a toll does not hide the number it rose to."""

from __future__ import annotations

import pytest

from tests.claims.sentences import lows


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The death toll after a boiler burst in the mill rose to 41 on Friday."),
        ("en", "The death toll when the dam gave way climbed to 41, officials said."),
        ("es", "El número de muertos después de que reventara la caldera subió a 41."),
        ("pt", "O número de mortos depois que uma balsa virou subiu para 41."),
        ("ru", "Число погибших после того, как взорвался котёл, выросло до 41."),
        ("de", "Die Zahl der Toten, nachdem der Kessel barst, stieg auf 41."),
    ],
)
def test_a_clause_stands_between_a_toll_and_its_verb(code: str, text: str) -> None:
    assert lows(code, text) == [("killed", 41)]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll is unclear after the index rose to 41.",
        "The death toll after the river rose to 41 is not known.",
        "The death toll was not known when temperatures rose to 41 degrees.",
    ],
)
def test_what_rose_in_the_clause_is_no_toll(text: str) -> None:
    assert lows("en", text) == []

"""What looks like a time and is none."""

from __future__ import annotations

from datetime import date

import pytest

from knell.times import find

NONE = [
    # verbs and other nouns
    "He may 12 times over have been right.",
    "MAY 12 PEOPLE REST IN PEACE.",
    "They march on the palace.",
    "THEY MARCH ON THE PALACE.",
    "The sun rose and he sat down.",
    "He wed her for a second time.",
    "An august body met.",
    "The fall of the town was near.",
    # numbers that count
    "They broke into 2000 homes.",
    "Fires burned in 2000 homes.",
    "A crowd of 1990 people came.",
    "2005 people were hurt.",
    "1,990 people were hurt.",
    "It rose to 1990 tonnes.",
    "An army of 1800 lay there.",
    "Between 1500 and 2000 were killed.",
    "Some 1995 children and 1990 women fled.",
    # numbers that name
    "Flight 1990 crashed.",
    "Resolution 1973 was passed.",
    "the 1990 regiment",
    "No. 1990 on the list",
    "They paid $2005.",
    "the AK-2000 rifle",
    "2010-11-CA-144",
    "at 1800 GMT",
    "IP 10.12.2005.7",
    # durations and ages
    "the 44-day war",
    "a nearly 30-year occupation",
    "for three days",
    "for two years",
    "within 24 hours",
    "a 30-year-old man",
    "She was 30 years old.",
    "the 12-year war",
    "a two-week siege",
    # names
    "the Sunday Times wrote",
    "on Good Friday",
    "the October Revolution",
    # recurring
    "every Friday",
    "at night",
    "in the morning",
    # not more than a line of figures
    "24/7",
    "version 1.2.3",
]


@pytest.mark.parametrize("text", NONE)
@pytest.mark.parametrize("published", [None, date(2014, 5, 20)])
def test_no_time(text: str, published: date | None) -> None:
    assert [text[m.start : m.end] for m in find(text, "en", published)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In May 12 people died.", ["May"]),
        ("On May 12 people died.", ["May 12"]),
        ("On May 13, 2000 people fled.", ["May 13"]),
        ("On 12 May 2005 14 people fled.", ["12 May 2005"]),
    ],
)
def test_a_number_beside_a_time_stays_a_number(text: str, words: list[str]) -> None:
    assert [text[m.start : m.end] for m in find(text, "en", date(2014, 5, 20))] == words

"""Reading takes steps in proportion to the length of a text, whatever the text.

Counted in lines of the program, not in seconds: what runs more than in proportion is named, however little it is yet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from knell import extract
from knell.model import Report
from tests.steps import Watched, grown

TOWNS = ("Kirkuk", "Lagos", "Quetta", "Lima", "Basra", "Herat")
MONTHS = ("January", "March", "April", "June", "August", "October")
# So many things are told, and four times as many.
SIZE = 50
TOLD = "Twelve miners were killed and 30 hurt near Kirkuk on Tuesday, the ministry said.\n\n"


def _town(number: int) -> str:
    return TOWNS[number % len(TOWNS)]


def _day(number: int) -> str:
    return f"{number % 28 + 1} {MONTHS[number % len(MONTHS)]} {1950 + number % 70}"


# Each tells the next thing of its kind.
SHAPES: dict[str, Callable[[int], str]] = {
    "an event in every sentence": lambda n: f"On {_day(n)} a bomb killed {n % 50 + 2} in {_town(n)}. ",
    "a table of days": lambda n: f"- {_day(n)}: {n % 50 + 2} killed in {_town(n)}\n",
    "times that cannot be told": lambda n: f"{n % 40 + 1} years ago, {n + 2} died. That night two more died. ",
    "anniversaries": lambda n: f"{n % 9 + 1} years after the massacre of {_day(n)} {n + 2} were killed. ",
    "no space between": lambda n: "12,killed.in.the.town.and.in.the.village.by.the.river.",
    "nothing but apostrophes between": lambda n: "killed'people'were'" * 12,
    "sentences that end with a number": lambda n: f"The toll rose to {n % 40 + 3} from {n % 40 + 2}. ",
    "two outcomes": lambda n: "Twelve people were killed. " if n < SIZE else "Two people were displaced. ",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_four_times_as_long_takes_four_times_the_steps(shape: str) -> None:
    def read(size: int) -> None:
        text = TOLD + "".join(SHAPES[shape](number) for number in range(size))
        extract(Report(id="r", text=text, language="en"))

    assert grown(read, SIZE) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_four_times_as_long_has_four_times_the_letters_taken_out_of_it(shape: str) -> None:
    def taken(size: int) -> int:
        text = Watched(TOLD + "".join(SHAPES[shape](number) for number in range(size)))
        extract(Report(id="r", text=text, language="en"))
        return text.taken

    assert taken(4 * SIZE) < 5 * taken(SIZE)


def test_a_report_that_looks_back_takes_steps_in_proportion() -> None:
    def read(size: int) -> None:
        days = (f"On {_day(n)} many fled. In {1950 + n % 50}, {n + 2} people died. " for n in range(size))
        text = "Mourners marked the 30th anniversary of a massacre on Friday. " + "".join(days)
        extract(Report(id="r", text=text, published=date(2020, 1, 20), language="en"))

    assert grown(read, SIZE) == []


def test_no_title_is_read_as_one_endless_sentence() -> None:
    def read(size: int) -> None:
        title = "Twelve killed in Kirkuk and " * size
        extract(Report(id="r", text=TOLD, title=title, language="en"))

    assert grown(read, SIZE) == []


@pytest.mark.parametrize(("language", "told"), [("en", "12 dead "), ("fr", "12 morts, 13 blessés, ")])
def test_one_sentence_takes_no_more_than_the_square_of_its_steps(language: str, told: str) -> None:
    def read(size: int) -> None:
        extract(Report(id="r", text=told * size, language=language))

    # longer sentences are cut
    assert grown(read, 240 // len(told), most=24) == []

"""Reports without a day meet by what happened, where, how many, and on which day of a year that they do not tell."""

from __future__ import annotations

import pytest

from knell.events import link
from knell.model import Extraction
from tests.events.makers import COUNTRY, INJURED, MIRSK, NORTH, ORVELD, days, figure, told

DAY = days("2020-03-01")
STRIKE = "A missile hit the market of Orveld and killed 18 people."


def undated(report: str, *numbers: int, text: str = "") -> Extraction:
    killed = [figure(number) for number in numbers[:1]]
    return told(report, *killed, *(figure(number, INJURED) for number in numbers[1:]), where=ORVELD, text=text)


def test_what_happened_and_to_what_joins_an_equal_figure_of_one_town() -> None:
    dated = told("a", figure(18), when=DAY, where=ORVELD, text=STRIKE)
    assert len(link([dated, undated("b", 18, text="Rockets fell on Orveld market: 18 dead.")])) == 1
    assert len(link([dated, undated("c", 18, text="The bus fell into the lake, 18 dead.")])) == 2


def test_what_happened_is_not_enough_without_a_figure() -> None:
    dated = told("a", figure(18), when=DAY, where=ORVELD, text=STRIKE, published="2020-03-02")
    later = told("b", figure(5), where=ORVELD, text="A missile hit the market: 5 dead.", published="2020-03-04")
    assert len(link([dated, later])) == 2


def test_two_figures_that_are_much_the_same_are_of_one_event() -> None:
    first = undated("a", 55, 328, text="The missile hit a school in Orveld.")
    assert len(link([first, undated("b", 58, 326, text="Cadets of the school were buried in ruins.")])) == 1
    assert len(link([first, undated("c", 75, 250, text="Cadets of the school were buried in ruins.")])) == 2


@pytest.mark.parametrize(("day", "events"), [("1 March", 1), ("9 March", 2)])
def test_a_day_without_a_year_joins_the_day_of_that_year(day: str, events: int) -> None:
    dated = told("a", figure(18), when=DAY, where=ORVELD)
    other = told("b", figure(14, start=40), where=ORVELD, text=f"On {day}, prosecutors said, 14 people died.")
    assert len(link([dated, other])) == events


def test_the_days_of_a_sum_are_no_day_of_it() -> None:
    dated = told("a", figure(18), when=days("2020-02-20", "2020-03-10"), where=ORVELD)
    other = told("b", figure(14, start=20), where=ORVELD, text="On 1 March 14 people were killed.")
    assert len(link([dated, other])) == 2


def test_the_name_of_an_event_is_known_again_in_a_text() -> None:
    named = told("a", figure(379), when=DAY, where=ORVELD, name="Varga Mill massacre", text="At Varga Mill 379 died.")
    text = "The Queen was shown Varga Mill, from whose well 379 bodies were taken. Varga Mill keeps silent."
    assert len(link([named, told("b", figure(379), text=text)])) == 1
    assert len(link([named, told("c", figure(379), text="The Queen was shown a well.")])) == 2


def test_a_town_and_the_division_called_after_it_are_nearly_one_place() -> None:
    division = told("a", figure(21), figure(70, INJURED), when=DAY, where=NORTH)
    assert len(link([division, told("b", figure(40), when=DAY, where=MIRSK)])) == 2


def test_undated_tolls_of_a_quake_grow_a_hundredfold() -> None:
    early = told("a", figure(284), where=ORVELD, text="The quake killed 284 people in Orveld.")
    late = told("b", figure(53537), when=DAY, where=ORVELD, text="The earthquake killed 53,537.")
    assert len(link([early, late])) == 1


def test_thousands_killed_on_one_day_in_a_country_are_of_one_event() -> None:
    early = told("a", figure(1541), when=DAY, where=COUNTRY)
    late = told("b", figure(6234), when=DAY, where=ORVELD)
    assert len(link([early, late])) == 1

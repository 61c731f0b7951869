"""Reports of one disaster give tolls that grow a hundredfold; a country hardly sees two."""

from __future__ import annotations

from knell.events import link
from knell.model import Extraction
from tests.events.makers import COUNTRY, ORVELD, days, figure, told

DAY = days("2020-03-01")


def quake(report: str, number: int, text: str, published: str, *, town: bool = False) -> Extraction:
    where = ORVELD if town else COUNTRY
    return told(report, figure(number), when=DAY, where=where, text=text, published=published)


def test_growing_tolls_of_a_quake_are_of_one() -> None:
    first = quake("a", 888, "The quake killed 888 people.", "2020-03-02")
    last = quake("b", 7913, "The earthquake killed 7,913.", "2020-03-15")
    assert len(link([first, last])) == 1
    assert len(link([first, quake("c", 7365, "The quake killed 7,365 in Orveld.", "2020-03-10", town=True)])) == 1


def test_attacks_of_one_day_in_a_country_are_not_one_for_being_large() -> None:
    first = quake("a", 150, "The attack killed 150 people.", "2020-03-02")
    assert len(link([first, quake("b", 700, "The attack killed 700.", "2020-03-15")])) == 2


def test_small_disasters_of_one_day_may_be_two() -> None:
    first = quake("a", 12, "The flood killed 12 people.", "2020-03-02")
    assert len(link([first, quake("b", 30, "The floods killed 30.", "2020-03-02")])) == 2

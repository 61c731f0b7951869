from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knell.evaluate import judge
from knell.evaluate.gold import GoldPlace, GoldReport
from knell.evaluate.judge import Verdict
from knell.model import Event, Interval, Place, Report
from knell.places import find
from tests.evaluate.samples import BLAST, KILLED, REPORT

YEARLESS = GoldReport(Report("r", "On 3 March a blast killed 12 people.", "Blast kills 12"), (KILLED,))


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        (None, None, True),
        ("police", None, False),
        (None, "police", False),
        ("The doctor", "a doctor", True),
        ("health ministry spokesman Karim Vosk", "the health ministry", True),
        ("officials", "Official data", False),
        ("the UN", "UN", True),
        ("the army", "the rebels", False),
        ("police in Aktau", "the fire service of Aktau", False),
    ],
)
def test_origins_agree_by_their_telling_words(gold: str | None, said: str | None, same: bool) -> None:
    assert judge.same_words(gold, said) is same
    assert judge.same_words(said, gold) is same


def days(start: str, end: str) -> Event:
    return Event("e1", interval=Interval(date.fromisoformat(start), date.fromisoformat(end), 1))


@pytest.mark.parametrize(
    ("event", "verdict"),
    [
        (days("2019-03-03", "2019-03-03"), Verdict.RIGHT),
        (days("2019-01-01", "2019-12-31"), Verdict.RIGHT),
        (days("2019-03-04", "2019-03-04"), Verdict.WRONG),
        (days("2010-01-01", "2019-12-31"), Verdict.WRONG),
        (Event("e1"), Verdict.UNKNOWN),
        (None, Verdict.UNKNOWN),
    ],
)
def test_a_date_is_right_when_it_shares_a_day_and_is_no_decade(event: Event | None, verdict: Verdict) -> None:
    assert judge.when(REPORT, KILLED, event) is verdict


def test_an_open_gold_end_reaches_on() -> None:
    open_ended = replace(KILLED, event_end=None)
    assert judge.when(REPORT, open_ended, days("2019-03-08", "2019-03-09")) is Verdict.RIGHT
    assert judge.when(REPORT, open_ended, days("2019-03-01", "2019-03-02")) is Verdict.WRONG


def test_unknown_is_right_where_nothing_names_a_year() -> None:
    assert judge.when(YEARLESS, KILLED, None) is Verdict.RIGHT
    assert judge.when(YEARLESS, KILLED, days("1987-03-03", "1987-03-03")) is Verdict.WRONG
    titled = GoldReport(replace(YEARLESS.report, title="Blasts of 2019"), (KILLED,))
    assert judge.when(titled, KILLED, None) is Verdict.UNKNOWN


@pytest.mark.parametrize(("low", "verdict"), [(1350, Verdict.RIGHT), (12, Verdict.UNKNOWN)])
def test_a_figure_of_the_gold_names_no_year(low: int, verdict: Verdict) -> None:
    text = "The quake killed 1350 people."
    gold = replace(KILLED, start=text.index("1350"), end=len(text) - 1, quote="1350 people", low=low, high=low)
    assert judge.when(GoldReport(Report("r", text), (gold,)), gold, None) is verdict


def put(name: str, country: str | None, lat: float | None, lon: float | None) -> Event:
    return Event("e1", place=Place(name, country, None, lat, lon, None, 1))


@pytest.mark.parametrize(
    ("event", "verdict"),
    [
        (BLAST, Verdict.RIGHT),
        (put("Elsewhere", "KZ", 43.9, 51.3), Verdict.RIGHT),
        (put("Elsewhere", "KZ", 45.0, 51.3), Verdict.WRONG),
        (put("Aktau", "KZ", None, None), Verdict.RIGHT),
        (put("Aktau", "RU", None, None), Verdict.WRONG),
        (Event("e1"), Verdict.UNKNOWN),
    ],
)
def test_a_place_is_right_near_the_point_or_by_name(event: Event, verdict: Verdict) -> None:
    assert judge.where(KILLED, event) is verdict


def test_a_country_is_matched_by_country() -> None:
    whole = replace(KILLED, place=GoldPlace("Kazakhstan", "KZ", 48.0, 68.0))
    assert judge.where(whole, BLAST) is Verdict.RIGHT
    assert judge.where(whole, put("Baku", "AZ", 40.4, 49.9)) is Verdict.WRONG


def test_a_gold_place_may_be_named_in_the_language_of_its_report() -> None:
    region = replace(KILLED, place=GoldPlace("Самарская область", "RU", 53.9, 51.9))
    said = next(one.place for one in find("в Самарской области", "ru"))
    assert judge.where(region, Event("e1", place=said)) is Verdict.WRONG
    assert judge.where(region, Event("e1", place=said), "ru") is Verdict.RIGHT

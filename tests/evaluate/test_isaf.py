from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knell.evaluate import isaf
from knell.evaluate.gold import BadGold
from knell.evaluate.isaf import MarkedRelease, Release
from knell.evaluate.predicted import Predicted
from knell.model import Event, Interval, Outcome, Place, Range, Report
from tests.evaluate.samples import write_rows

RELEASE = Release(Report("i1", "A raid."), date(2011, 5, 4), "sar-e pul", killed=2, captured=0)
DAY = Interval(date(2011, 5, 4), date(2011, 5, 4), 1)


def event(day: Interval | None = DAY, admin1: str | None = None, name: str = "Raidabad", **killed: int) -> Event:
    figures = {Outcome.KILLED: Range(killed["low"], killed["low"], None)} if killed else {}
    return Event("e1", interval=day, place=Place(name, "AF", admin1, None, None, None, 4), figures=figures)


def marked(*events: Event, release: Release = RELEASE) -> MarkedRelease:
    return MarkedRelease(release, Predicted("i1", (), events))


def test_the_first_day_must_be_the_coded_one() -> None:
    assert marked(event()).date_right
    later = marked(event(Interval(date(2011, 5, 5), date(2011, 5, 5), 1)))
    assert (later.date_right, later.date_wrong) == (False, True)
    silent = marked(event(None))
    assert (silent.date_right, silent.date_wrong) == (False, False)
    assert not marked().date_right


@pytest.mark.parametrize(
    ("coded", "said"),
    [("sar-e pul", "Sar-e Pol"), ("paktya", "Paktia"), ("wardak", "Maidan Wardak"), ("khost", "Khowst")],
)
def test_provinces_agree_across_spellings(coded: str, said: str) -> None:
    assert marked(event(admin1=said), release=replace(RELEASE, province=coded)).province_right
    assert marked(event(name=said), release=replace(RELEASE, province=coded)).province_right


@pytest.mark.parametrize(
    ("coded", "said"), [("paktya", "Paktika"), ("kunar", "Kunduz"), ("ghor", "Ghazni"), ("??", "Ghor")]
)
def test_other_provinces_do_not(coded: str, said: str) -> None:
    assert not marked(event(admin1=said), release=replace(RELEASE, province=coded)).province_right


def test_a_least_number_is_of_the_first_event_or_of_all() -> None:
    assert marked(event(low=2)).least_right(Outcome.KILLED, 2)
    assert marked(event(low=1), event(low=1)).least_right(Outcome.KILLED, 2)
    assert not marked(event(low=3)).least_right(Outcome.KILLED, 2)
    assert not marked().least_right(Outcome.KILLED, 2)


def test_none_is_right_without_a_figure_in_the_first_event() -> None:
    assert marked(event(), event(low=4)).least_right(Outcome.KILLED, 0)
    assert marked(event(low=0)).least_right(Outcome.KILLED, 0)
    assert not marked(event(low=1)).least_right(Outcome.KILLED, 0)


def test_reading_the_file(tmp_path: Path) -> None:
    gold = {"start_date": "2011-05-04", "province": ["sar-e pul"], "min_killed": 2, "min_captured": 0}
    row = {"id": "i1", "text": "A raid.", "gold": gold}
    (release,) = isaf.read_isaf(write_rows(tmp_path / "isaf.jsonl", row))
    assert release == RELEASE
    with pytest.raises(BadGold, match="report 1"):
        isaf.read_isaf(write_rows(tmp_path / "bad.jsonl", {**row, "gold": {**gold, "start_date": "soon"}}))


@pytest.mark.parametrize(
    ("text", "stated"),
    [("Two gunmen died.", True), ("They shot 2 gunmen.", True), ("Several gunmen died.", False), ("On May 2.", False)],
)
def test_a_coded_number_is_stated_in_figures_or_words(text: str, stated: bool) -> None:
    release = replace(RELEASE, report=Report("i1", text, language="en"))
    assert isaf.is_stated(release, 2) is stated

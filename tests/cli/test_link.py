"""``knell link``: why two are one or are not, and what it says of decisions it goes by."""

from __future__ import annotations

import pytest

from knell.events import Member, local_key
from knell.model import Extraction
from knell.record import Record, Sealed
from tests.cli.conftest import Knell
from tests.events.makers import MIRSK, ORVELD, days, figure, told

SMALL = told("small", figure(6), when=days("2020-03-01"), where=ORVELD)
NEXT_DAY = told("next", figure(47), when=days("2020-03-02"), where=ORVELD)
BOTH_DAYS = told("both", figure(47), figure(6), when=days("2020-03-01", "2020-03-02"), where=ORVELD)
FAR = told("far", figure(47), when=days("2020-09-09"), where=MIRSK)
SILENT = told("silent", when=days("2020-03-01"), where=ORVELD)


def record(*made: Extraction) -> None:
    with Record("knell.db") as opened:
        opened.add_many([Sealed(one) for one in made])
        opened.link()


def test_two_that_match_are_told_with_their_points(knell: Knell) -> None:
    record(SMALL, BOTH_DAYS)
    done = knell("link", "--explain", "small", "both")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0].startswith("small: Orveld, North")
    assert lines[0].endswith("1 March 2020; killed 6")
    assert lines[2].startswith("one event in the record: ")
    assert any(line.split()[:2] == ["for", "+3"] and "same place" in line for line in lines)
    assert lines[-1].endswith("points; a match needs 5")


def test_two_that_meet_through_others_are_told_how(knell: Knell) -> None:
    record(SMALL, NEXT_DAY, BOTH_DAYS)
    done = knell("link", "--explain", "small", "next")
    assert "one event in the record" in done.output
    assert "against" in done.output
    assert "both and small match with" in done.output or "small and both match with" in done.output


def test_what_rules_a_link_out_is_told(knell: Knell) -> None:
    record(SMALL, FAR)
    done = knell("link", "--explain", "small", "far")
    assert "two events in the record" in done.output
    assert "against" in done.output
    assert "192 days apart" in done.output


def test_events_are_told_by_the_beginning_of_their_keys(knell: Knell) -> None:
    record(SMALL, FAR)
    by_key = knell("link", "--explain", local_key("small", "e1")[:10], local_key("far", "e1"))
    assert by_key.output == knell("link", "--explain", "small", "far").output


def test_a_decision_is_told_with_its_reason(knell: Knell) -> None:
    record(SMALL, FAR)
    with Record("knell.db") as opened:
        opened.place("far-0", local_key("small", "e1"), by="Ada", why="the date was misprinted")
    done = knell("link", "--explain", "small", "far")
    assert "one event in the record" in done.output
    assert "Ada put claim far-0 with event" in done.output
    assert "the date was misprinted" in done.output


def test_linking_again_says_what_it_would_have_moved(knell: Knell) -> None:
    record(SMALL, FAR)
    with Record("knell.db") as opened:
        opened.place("far-0", local_key("small", "e1"), by="Ada", why="the date was misprinted")
        opened.add(told("late", figure(47), when=days("2020-09-09"), where=MIRSK))
    done = knell("link")
    assert done.exit_code == 0
    assert "claim far-0 stays with event" in done.stderr
    assert "where Ada put it on" in done.stderr


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("small", "nobody"), "there is no report and no event nobody"),
        (("silent", "small"), "report silent tells of no event with a figure"),
        (("small", "small"), "small and small are the same event of the same report"),
    ],
)
def test_what_cannot_be_explained_costs_one_line(knell: Knell, names: tuple[str, str], words: str) -> None:
    record(SMALL, SILENT)
    done = knell("link", "--explain", *names)
    assert done.exit_code == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_of_two_events_those_that_match_best_are_told_first(knell: Knell) -> None:
    record(SMALL, NEXT_DAY, BOTH_DAYS, FAR)
    with Record("knell.db") as opened:
        key = next(event.key for event in opened.events() if Member("small", "e1") in event.members)
    done = knell("link", "--explain", key, "far")
    assert "2 other pairs of their events:" in done.output

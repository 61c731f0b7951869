"""The drawing of totals over time: open bounds are open, revisions are joined, the table says the same."""

from __future__ import annotations

from datetime import date

from knell.drawing.chart import Chart, charts
from knell.figures import Statement, timeline
from knell.model import Claim, Count, Outcome, Role, Victims, Wording
from knell.web.views.disagreement import disagreements


def said(name: str, low: int | None, high: int | None, group: str, day: date | None) -> Statement:
    count = Count(low, high, Wording.EXACT)
    one = Claim(name, 0, 9, name, Outcome.KILLED, count, Victims(""), Role.TOTAL, "e")
    return Statement(one, f"r-{name}", group, day, outlet=f"outlet {group}")


def drawn(*statements: Statement) -> Chart:
    numbers = {key: place for place, key in enumerate(sorted({one.group for one in statements}), 1)}
    (chart,) = charts(timeline(statements), numbers)
    return chart


def test_an_open_bound_is_drawn_open_on_its_side_only() -> None:
    chart = drawn(
        said("a", 12, None, "g1", date(2020, 1, 1)),
        said("b", None, 30, "g2", date(2020, 1, 2)),
        said("c", 14, 20, "g3", date(2020, 1, 3)),
    )
    least, most, both = chart.dots
    assert (least.open_top, least.open_bottom) == (True, False) and least.top < least.y == least.bottom
    assert (most.open_top, most.open_bottom) == (False, True) and most.bottom > most.y == most.top
    assert not (both.open_top or both.open_bottom) and both.top < both.y < both.bottom


def test_a_line_leads_from_what_a_source_gave_to_what_it_gave_then_and_nowhere_else() -> None:
    chart = drawn(
        said("a", 10, 10, "g1", date(2020, 1, 1)),
        said("b", 15, 15, "g1", date(2020, 1, 5)),
        said("c", 11, 11, "g2", date(2020, 1, 2)),
    )
    (line,) = chart.lines
    places = {dot.claim: (dot.x, dot.y) for dot in chart.dots}
    assert line.points == (places["a"], places["b"])
    assert [entry.before for entry in chart.entries if entry.claim == "b"] == ["10"]


def test_what_has_no_day_stands_apart_from_what_has_one() -> None:
    chart = drawn(said("a", 10, 10, "g1", date(2020, 1, 1)), said("b", 11, 11, "g2", None))
    assert chart.undated is not None
    assert [dot.x > chart.undated for dot in chart.dots] == [False, True]


def test_every_total_is_a_dot_and_a_line_of_the_table() -> None:
    totals = [said(f"c{n}", n, n, f"g{n % 9}", date(2020, 1, 1)) for n in range(1, 40)]
    chart = drawn(*totals)
    assert len(chart.dots) == len(chart.entries) == 39
    assert all(chart.left <= dot.x <= chart.right for dot in chart.dots)
    assert {dot.colour for dot in chart.dots} == {0, 1, 2, 3, 4, 5, 6}


def test_who_disagrees_is_said_from_the_totals_alone() -> None:
    steps = timeline(
        [
            said("a", 131, 131, "g1", date(2020, 1, 1)),
            said("b", 137, 137, "g2", date(2020, 1, 2)),
            said("c", None, 170, "g3", date(2020, 1, 3)),
            said("d", 137, 137, "g4", date(2020, 1, 4)),
        ]
    )
    found = disagreements(steps, [Outcome.KILLED], {"g1": 1, "g2": 2, "g3": 3, "g4": 4})[Outcome.KILLED]
    assert (found.counts, found.span) == ("4 independent sources give 3 different totals", "131 to 170")
    assert [one.figure for one in found.says] == ["131", "137", "≤ 170"] and found.others == 1
    alone = disagreements(steps[:1], [], {"g1": 1})[Outcome.KILLED]
    assert (alone.counts, alone.span, alone.others) == ("one source gives", "131", 0)


def test_what_a_source_has_given_up_is_not_what_it_says() -> None:
    steps = timeline(
        [
            said("a", 60, 60, "g1", date(2020, 1, 1)),
            said("b", 83, 83, "g1", date(2020, 1, 9)),
            said("c", 90, 90, "g2", date(2020, 1, 2)),
        ]
    )
    found = disagreements(steps, [Outcome.KILLED], {"g1": 1, "g2": 2})[Outcome.KILLED]
    assert (found.counts, found.span, found.revised) == ("2 independent sources give 2 different totals", "83 to 90", 1)
    assert [one.figure for one in found.says] == ["83", "90"]


def test_a_source_that_came_back_to_its_first_total_says_that_one() -> None:
    given = [(60, date(2020, 1, 1)), (83, date(2020, 1, 9)), (60, date(2020, 1, 20))]
    steps = timeline([said(f"c{day}", number, number, "g1", day) for number, day in given])
    found = disagreements(steps, [], {"g1": 1})[Outcome.KILLED]
    assert (found.span, [one.figure for one in found.says], found.revised) == ("60", ["60"], 1)

"""Sheets of SVG: sound XML, all of it on the sheet, nothing in it that a strict policy forbids or a name can break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from knell.drawing import languages, map_svg, mark, rules_svg, sources_svg, toll_svg, words
from knell.drawing.letters import measured
from knell.figures import Statement, Step, timeline
from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Figure,
    Interval,
    Outcome,
    Place,
    Range,
    Role,
    SourceType,
    Victims,
    Wording,
)

SVG = "{http://www.w3.org/2000/svg}"
EN = words("en")
HOSTILE = '"><script>alert(1)</script><a href="javascript:x">\x00\x1b[31m\u202etxet\u0000 & \ud800 ]]>'
TAGS = frozenset(["svg", "g", "a", "title", "desc", "text", "rect", "line", "circle", "ellipse", "path", "polyline"])
ARABIC = "\u0648\u0632\u0627\u0631\u0629 \u0627\u0644\u0635\u062d\u0629"


def said(number: int, count: Count, group: str, day: date | None, cited: str | None = None) -> Statement:
    who = None if cited is None else Cited(cited, 0, 1, SourceType.HOSPITAL)
    one = Claim(f"c{number}", 0, 9, "", Outcome.KILLED, count, Victims(""), Role.TOTAL, "e", cited=who)
    return Statement(one, f"r{number}", group, day, outlet=f"Outlet {group}")


def counted(low: int | None, high: int | None, wording: Wording) -> Count:
    if low is not None and high is not None:
        low, high = sorted((low, high))
    return Count(low, high, wording)


def exact(number: int) -> Count:
    return Count(number, number, Wording.EXACT)


def sheets(steps: list[Step], title: str = "An event", note: str = "", language: str = "en") -> list[str]:
    spoken = words(language)
    numbers = {key: place for place, key in enumerate(sorted({step.source for step in steps}), 1)}
    drawn = (draw(title, steps, numbers, Outcome.KILLED, spoken, note=note) for draw in (toll_svg, sources_svg))
    return [svg for svg in drawn if svg is not None]


def places(root: ElementTree.Element, dx: float = 0, dy: float = 0) -> Iterator[tuple[str, float, float]]:
    """Every place that an element reaches, on the sheet; what lies in a window of its own is cut off there."""
    for one in root:
        name, at = one.tag.removeprefix(SVG), one.attrib
        x, y = dx, dy
        if moved := re.fullmatch(r"translate\((\S+) (\S+)\)", at.get("transform", "")):
            x, y = dx + float(moved[1]), dy + float(moved[2])

        def number(key: str, at: dict[str, str] = at) -> float:
            return float(at.get(key, 0))

        if name in ("rect", "svg"):
            yield name, x + number("x"), y + number("y")
            yield name, x + number("x") + number("width"), y + number("y") + number("height")
        elif name == "line":
            yield name, x + number("x1"), y + number("y1")
            yield name, x + number("x2"), y + number("y2")
        elif name == "circle":
            for sign in (-1, 1):
                yield name, x + number("cx") + sign * number("r"), y + number("cy") + sign * number("r")
        elif name in ("polyline", "path"):
            values = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", at.get("points", at.get("d", "")))]
            yield from ((name, x + across, y + down) for across, down in zip(values[::2], values[1::2], strict=True))
        elif name == "text":
            wide = measured(one.text or "", number("font-size"), "font-weight" in at)
            left = number("x") - {"middle": wide / 2, "end": wide}.get(at.get("text-anchor", ""), 0)
            yield f"text {one.text}", x + left, y + number("y") - number("font-size")
            yield f"text {one.text}", x + left + wide, y + number("y")
        if name != "svg":
            yield from places(one, x, y)


def check(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    off = [one for one in places(root) if not (-0.5 <= one[1] <= width + 0.5 and -0.5 <= one[2] <= height + 0.5)]
    assert not off, (width, height, off[:5])
    assert root[0].tag == f"{SVG}title" and root[0].text
    for one in root.iter():
        assert one.tag.removeprefix(SVG) in TAGS
        assert not {"style", "class", "id"} & set(one.attrib)
        assert not any(key.startswith("on") or "url(" in value for key, value in one.attrib.items())
        assert "href" not in one.attrib or re.match(r"#|\.{0,2}/|https?://", one.attrib["href"])
    return root


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


bounds = st.none() | st.integers(0, 5_000_000) | st.integers(0, 2**63)
counts = st.tuples(bounds, bounds, st.sampled_from(Wording)).map(lambda one: counted(one[0], one[1], one[2]))
statements = st.lists(
    st.tuples(
        counts,
        st.integers(0, 130).map(str),
        st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
        st.none() | st.text(),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(statements, st.text(), st.sampled_from(languages()))
def test_nothing_leaves_the_sheet_and_no_name_breaks_it(
    given: list[tuple[Count, str, date | None, str | None]], title: str, language: str
) -> None:
    steps = timeline([said(number, *one) for number, one in enumerate(given)])
    for svg in sheets(steps, title, note=title, language=language):
        check(svg)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(bounds, bounds, bounds).map(lambda n: Range(*_ordered(n))), max_size=7),
    st.none() | st.tuples(bounds, bounds, bounds).map(lambda n: Range(*_ordered(n))),
    st.text(),
)
def test_no_figure_of_a_rule_leaves_the_sheet(given: list[Range], by_hand: Range | None, title: str) -> None:
    figures = {
        f"rule-{n}": {Outcome.KILLED: Figure(f"rule-{n}", Outcome.KILLED, one, ())} for n, one in enumerate(given)
    }
    svg = rules_svg(title, {**figures, "none": {}}, Outcome.KILLED, EN, by_hand=by_hand)
    if svg is not None:
        check(svg)


def _ordered(numbers: Sequence[int | None]) -> list[int | None]:
    known = iter(sorted(n for n in numbers if n is not None))
    return [None if n is None else next(known) for n in numbers]


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 7), st.text()), min_size=1, max_size=30)
)
def test_no_mark_of_a_map_leaves_the_sheet(given: list[tuple[float, float, int, str]]) -> None:
    spots = [
        mark(Event("e", name, place=Place(name, None, None, lat, lon, None, code)), EN)
        for lat, lon, code, name in given
    ]
    svg = map_svg("All of them", [one for one in spots if one is not None], EN)
    assert svg is not None and len(svg.encode()) < 150_000
    check(svg)


def test_a_hostile_name_is_words_and_nothing_else() -> None:
    steps = timeline([said(1, exact(7), "a", date(2020, 1, 1), HOSTILE), said(2, exact(9), "b", None, ARABIC)])
    for svg in sheets(steps, HOSTILE, HOSTILE):
        root = check(svg)
        assert "<script" not in svg and "\x1b" not in svg and "\u202e" not in svg
        assert any(ARABIC in words for words in texts(root))


def test_an_address_that_is_no_page_leads_nowhere() -> None:
    steps = timeline([said(1, exact(7), "a", date(2020, 1, 1)), said(2, exact(9), "b", date(2020, 1, 2))])
    links = {"c1": "javascript:alert(1)", "c2": "#claim-c2"}
    svg = toll_svg("", steps, {"a": 1, "b": 2}, Outcome.KILLED, EN, links=links)
    assert svg is not None
    addresses = [one.attrib["href"] for one in check(svg).iter(f"{SVG}a")]
    assert addresses == ["#claim-c2"]


def test_what_nobody_states_is_not_drawn() -> None:
    assert toll_svg("", [], {}, Outcome.KILLED, EN) is None
    assert sources_svg("", [], {}, Outcome.KILLED, EN) is None
    assert rules_svg("", {"ucdp": {}}, Outcome.KILLED, EN) is None
    assert map_svg("", [], EN) is None
    assert mark(Event("e", "somewhere"), EN) is None


def test_an_open_end_is_an_arrow_and_never_a_number() -> None:
    given = Range(12, 12, None)
    figures = {"ucdp": {Outcome.KILLED: Figure("ucdp/1", Outcome.KILLED, given, ())}, "gtd": {}}
    svg = rules_svg("", figures, Outcome.KILLED, EN)
    assert svg is not None
    root = check(svg)
    assert len(list(root.iter(f"{SVG}path"))) == 1
    assert "12–? (12)" in texts(root) and "gives no figure" in texts(root)


def test_what_a_source_gave_up_is_hollow_and_what_it_holds_to_is_not() -> None:
    steps = timeline([said(1, exact(60), "a", date(2020, 1, 1)), said(2, exact(83), "a", date(2020, 1, 5))])
    svg = sources_svg("", steps, {"a": 1}, Outcome.KILLED, EN)
    assert svg is not None
    root = check(svg)
    hollow = [one.attrib["r"] for one in root.iter(f"{SVG}circle") if one.attrib["fill"] == "#ffffff"]
    assert hollow == ["4"]
    assert "83" in texts(root) and "60" not in texts(root)[3:]
    over_time = toll_svg("", steps, {"a": 1}, Outcome.KILLED, EN)
    assert over_time is not None and "60 → 83" in texts(check(over_time))


def test_figures_of_one_day_are_no_revision() -> None:
    steps = timeline([said(1, exact(131), "a", date(2020, 1, 1)), said(2, exact(137), "a", date(2020, 1, 1))])
    svg = toll_svg("", steps, {"a": 1}, Outcome.KILLED, EN)
    assert svg is not None and "131, 137" in texts(check(svg))


def test_an_event_on_an_island_beyond_the_edge_of_the_map_has_land_and_a_circle() -> None:
    place = Place("Taveuni", "FJ", None, -16.85, -179.97, None, 3)
    spot = mark(Event("e", "Landslide", place=place), EN)
    assert spot is not None
    svg = map_svg("Landslide", [spot], EN)
    assert svg is not None
    root = check(svg)
    assert len(list(root.iter(f"{SVG}ellipse"))) == 1
    assert "Taveuni" in texts(root)
    assert len(next(root.iter(f"{SVG}path")).attrib["d"]) > 50
    assert {"180°", "−178°"} & set(texts(root))


def test_a_scale_stands_where_it_holds() -> None:
    near = mark(Event("e", place=Place("Here", None, None, 10.0, 10.0, None, 1)), EN)
    far = mark(Event("e", place=Place("There", None, None, -40.0, 150.0, None, 1)), EN)
    assert near is not None and far is not None
    one, both = map_svg("", [near], EN), map_svg("", [near, far], EN)
    assert one is not None and both is not None
    assert any(words.endswith(" km") for words in texts(check(one)))
    assert not any(words.endswith(" km") for words in texts(check(both)))


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language: str) -> None:
    mine, english = words(language)._given, EN._given
    for table in ("outcomes", "types", "places", "sentences"):
        assert mine[table].keys() == english[table].keys()
        slots = re.compile(r"\{\w+\}")
        if table == "sentences":
            assert all(
                sorted(slots.findall(mine[table][k])) == sorted(slots.findall(english[table][k])) for k in mine[table]
            )
    assert len(mine["months"]) == 12 and mine["language"] == language


def test_many_sources_are_all_counted_where_not_all_have_room() -> None:
    steps = timeline([said(n, exact(n), f"g{n:03}", date(2020, 1, 1 + n % 28)) for n in range(1, 91)])
    by_time, by_source = sheets(steps)
    assert "not drawn for want of room: 30" in texts(check(by_source))
    assert "not named for want of room: 50" in texts(check(by_time))


def test_the_numbers_of_an_axis_go_one_way() -> None:
    steps = timeline([said(n, exact(10**n), f"g{n}", date(2020, 1, n)) for n in range(1, 7)])
    _, svg = sheets(steps)
    axis = [one for one in check(svg).iter(f"{SVG}text") if one.attrib["font-size"] == "10"]
    assert all(float(a.attrib["x"]) < float(b.attrib["x"]) for a, b in pairwise(axis))


def test_an_open_figure_that_was_given_up_is_hollow_too() -> None:
    at_least = Count(60, None, Wording.AT_LEAST)
    steps = timeline([said(1, at_least, "a", date(2020, 1, 1)), said(2, exact(83), "a", date(2020, 1, 5))])
    svg = sources_svg("", steps, {"a": 1}, Outcome.KILLED, EN)
    assert svg is not None
    dots = [one.attrib["fill"] for one in check(svg).iter(f"{SVG}circle")]
    assert dots.count("#ffffff") == 1


def test_what_is_known_of_a_country_alone_is_no_point_in_it() -> None:
    at = Event("e", "Unrest", place=Place("Chad", "TD", None, 15.0, 19.0, None, 6))
    spot = mark(at, EN)
    assert spot is not None
    svg = map_svg("Unrest", [spot], EN)
    assert svg is not None
    root = check(svg)
    (dot,) = root.iter(f"{SVG}circle")
    assert dot.attrib["fill"] == "#ffffff"
    assert not list(root.iter(f"{SVG}ellipse"))
    assert len([one for one in root.iter(f"{SVG}path") if "stroke-dasharray" in one.attrib]) == 1
    assert texts(root).count("Chad") == 1


@pytest.mark.parametrize("language", languages())
def test_a_number_is_never_cut(language: str) -> None:
    large = [1_250_000, 987_654_321, 9_000_000_000_000_000]
    counts = [Count(n, n + 1, Wording.ABOUT) for n in large] + [Count(n, None, Wording.VAGUE) for n in large]
    steps = timeline([said(n, one, f"g{n}", date(2020, 1, n + 1)) for n, one in enumerate(counts)])
    spoken = words(language)
    for svg in sheets(steps, language=language):
        assert {spoken.count(one) for one in counts} <= set(texts(check(svg)))
    given = Range(large[0], large[1], large[2])
    figure = {"ucdp": {Outcome.KILLED: Figure("ucdp/1", Outcome.KILLED, given, ())}}
    by_rule = rules_svg("", figure, Outcome.KILLED, spoken)
    assert by_rule is not None and spoken.range(given) in texts(check(by_rule))


def test_days_beside_a_name_from_right_to_left_are_not_turned_round() -> None:
    event = Event("e", ARABIC, Interval(date(2023, 2, 6), date(2023, 2, 7), 2))
    steps = timeline([said(1, exact(7), "a", date(2023, 2, 8))])
    for svg in sheets(steps, EN.heading(event)):
        assert f"\u2068{ARABIC}\u2069, 2023-02-06 – 2023-02-07" in texts(check(svg))

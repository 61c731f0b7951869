"""``knell plot``: which drawings are written where, and what is said when there is nothing to draw."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from knell import extract
from knell.events import LinkedEvent
from knell.model import Report
from knell.record import Record
from tests.cli.conftest import Knell
from tests.cli.test_timeline import report


@pytest.fixture
def linked(knell: Knell) -> LinkedEvent:
    """A record of one event whose toll rose."""
    with Record("knell.db") as record:
        record.add(*report("a", date(2023, 2, 1), 290))
        record.add(*report("b", date(2023, 2, 3), 359))
        record.link()
        (found,) = record.events()
    return found


def test_a_drawing_goes_to_standard_output(knell: Knell, linked: LinkedEvent) -> None:
    root = ElementTree.fromstring(knell("plot", linked.key).stdout)
    words = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Killed: totals by the day they were published" in words
    assert "290 → 359" in words
    assert "Not reviewed: read by a program, checked by nobody." in words


def test_a_folder_gets_every_drawing_and_the_same_bytes_again(knell: Knell, linked: LinkedEvent) -> None:
    assert knell("plot", linked.key, "--kind", "all", "--out", "one").exit_code == 0
    assert knell("plot", linked.key, "--kind", "all", "--out", "two").exit_code == 0
    one, two = ({path.name: path.read_bytes() for path in Path(folder).iterdir()} for folder in ("one", "two"))
    assert {"toll-killed.svg", "sources-killed.svg", "rules-killed.svg"} <= one.keys()
    assert one == two


def test_a_policy_withholds_from_drawings_too(knell: Knell) -> None:
    text = "Shelling in Uzgen on 4 June 1990 killed 21 people, Almaz Beishenova said."
    Path("policy.toml").write_text(
        '[[names]]\nof = "witness"\nspellings = ["Almaz Beishenova"]\n[[places]]\nnames = ["Uzgen"]\nto = "country"\n'
    )
    with Record("knell.db") as record:
        record.add(extract(Report("almaz-beishenova.txt", text, published=date(1990, 6, 6), language="en")))
        record.link()
        key = record.events()[0].key
    for given in (("plot", key, "--kind", "all"), ("plot", "--kind", "map")):
        assert knell(*given, "--out", "plain/").exit_code == 0
        done = knell(*given, "--out", "hidden/", "--policy", "policy.toml")
        assert not any(word in done.output for word in ("Beishenova", "Uzgen"))
    said = {folder: "".join(path.read_text() for path in Path(folder).iterdir()) for folder in ("plain", "hidden")}
    assert "Uzgen" in said["plain"] and "Beishenova" in said["plain"]
    assert "Uzgen" not in said["hidden"] and "eishenova" not in said["hidden"]
    assert knell("plot", key, "--policy", "none.toml").exit_code == 2


def test_the_words_are_in_the_language_asked_for(knell: Knell, linked: LinkedEvent) -> None:
    assert 'lang="ru"' in knell("plot", linked.key, "--language", "ru").stdout
    refused = knell("plot", linked.key, "--language", "tlh")
    assert refused.exit_code == 2 and "there are: az, en, ru" in refused.output


def test_a_png_by_its_ending(knell: Knell, linked: LinkedEvent) -> None:
    pytest.importorskip("resvg_py")
    done = knell("plot", linked.key, "--kind", "rules", "--out", "rules.png")
    if "none of these fonts" in done.output:
        pytest.skip("there is no font here")
    assert done.exit_code == 0 and Path("rules.png").read_bytes().startswith(b"\x89PNG")


def test_without_the_extra_a_png_is_refused_in_one_line_and_an_svg_is_not(
    knell: Knell, linked: LinkedEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    done = knell("plot", linked.key, "--out", "toll.png")
    assert done.exit_code == 1 and "pip install 'knell[plot]'" in done.output and len(done.output.splitlines()) == 1
    assert not Path("toll.png").exists()
    assert knell("plot", linked.key, "--out", "toll.svg").exit_code == 0 and Path("toll.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--outcome", "displaced"], 1, "no report gives a total of displaced"),
        (["--kind", "rules", "--outcome", "displaced"], 1, "no rule gives a figure of displaced"),
        (["--out", "toll.gif"], 2, "a drawing is a .svg or a .png"),
        (["--out", "toll.svg", "--format", "png"], 2, "does not end in .png"),
        (["--kind", "all"], 2, "all drawings go into a folder"),
        (["--rule", "guess", "--kind", "rules"], 2, "no coding rule is called"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(
    knell: Knell, linked: LinkedEvent, arguments: list[str], status: int, words: str
) -> None:
    done = knell("plot", linked.key, *arguments)
    assert done.exit_code == status and words in done.output


def test_only_the_map_can_be_of_all_events(knell: Knell, linked: LinkedEvent) -> None:
    refused = knell("plot")
    assert refused.exit_code == 2 and "knell plot --kind map" in refused.output


def test_a_place_that_a_policy_calls_otherwise_is_on_no_map(knell: Knell, linked: LinkedEvent) -> None:
    place = linked.event.place
    assert place is not None and place.name == "Baku"
    Path("policy.toml").write_text('[[places]]\nnames = ["Bakı"]\nto = "no coordinates"\n', encoding="utf-8")
    for event in ([linked.key], []):
        assert knell("plot", *event, "--kind", "map").exit_code == 0
        hidden = knell("plot", *event, "--kind", "map", "--policy", "policy.toml")
        assert hidden.exit_code == 1 and "no place is known that could be drawn" in hidden.output

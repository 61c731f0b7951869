"""``knell events``, ``show``, ``figures`` and ``sources``: everything an analyst needs, and nothing that misleads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knell import extract
from knell.events import CopyKind, CopyPair, Linked, LinkedEvent, Member, SourceGroup
from knell.extraction import extract as really_extract
from knell.figures import Statement
from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Extraction,
    Finding,
    Interval,
    Outcome,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
)
from knell.record import Record, linking
from knell.telling import Standing, figure_rows, written
from tests.cli.conftest import Knell
from tests.record.strategies import example

HOSTILE = "[red]toll\x1b[2J\r\u202e7"


def claim(
    ident: str, low: int | None, high: int | None, wording: Wording, role: Role = Role.TOTAL, **more: Any
) -> Claim:
    base = example()[0].claims[0]
    quote = more.pop("quote", f"words of {ident}")
    return replace(base, id=ident, count=Count(low, high, wording), role=role, quote=quote, **more)


def told(ident: str, published: date | None, *claims: Claim) -> tuple[Extraction, bytes]:
    extraction, _ = example(ident, published=published)
    raw = ident.encode()
    report = replace(extraction.report, sha256=hashlib.sha256(raw).hexdigest())
    finding = Finding(
        0, 5, "the court found", "a court", "the army", Interval(date(1994, 1, 1), date(1994, 1, 31), 4), False, "e1"
    )
    return replace(extraction, report=report, claims=claims, findings=(finding,)), raw


@pytest.fixture
def linked(knell: Knell, monkeypatch: pytest.MonkeyPatch) -> LinkedEvent:
    """A record of one event in three reports, one of them a copy, that disagree."""
    official = Cited("official data", 0, 13, SourceType.GOVERNMENT)
    reports = [
        told("a", date(1990, 2, 1), claim("a1", 131, 137, Wording.RANGE, cited=official)),
        told("b", date(2024, 1, 20), claim("b1", 131, 137, Wording.RANGE, cited=official, quote="words of a1")),
        told(
            "c",
            None,
            claim("c1", 40, None, Wording.AT_LEAST, cited=None, quote=HOSTILE),
            claim("c2", 20, 20, Wording.EXACT, Role.PART, victims=Victims("children", "civilian")),
            claim("c3", 100, 100, Wording.ABOUT, Role.REVISED_FROM),
            claim("c4", 0, 0, Wording.EXACT, outcome=Outcome.MISSING, negated=True),
        ),
    ]
    event = LinkedEvent(
        event=Event(
            "abcdef0123456789", "Black January", reports[0][0].events[0].interval, reports[0][0].events[0].place
        ),
        members=tuple(Member(name, "e1") for name in "abc"),
        reports=("a", "b", "c"),
        claims=("a1", "b1", "c1", "c2", "c3", "c4"),
        groups=(
            SourceGroup(
                "g1", "official data", SourceType.GOVERNMENT, True, ("a1", "b1"), ("a", "b"), (), ("b copies a",)
            ),
            SourceGroup("g2", None, None, False, ("c1", "c2", "c3", "c4"), ("c",)),
        ),
        copies=(CopyPair("a", "b", CopyKind.COPY, 0.9, 0.95, (), (("131", "150"),)),),
        independent_sources=2,
        strict_sources=1,
        grade="Fair",
    )
    named = Event("abc999", "Black night")
    lone = replace(event, event=named, members=(), reports=("d",), claims=(), groups=(), copies=())
    found = Linked((), (event, replace(lone, members=(Member("d", "e1"),))))
    monkeypatch.setattr(linking, "link_anew", lambda extractions, placements, shelf: found)
    with Record("knell.db") as record:
        for extraction, raw in reports:
            record.add(extraction, raw)
        record.add(*told("d", None))
        record.link()
    return event


@pytest.mark.parametrize(
    ("low", "high", "wording", "shown"),
    [
        (150, 150, Wording.EXACT, "150"),
        (1500, 1500, Wording.EXACT, "1,500"),
        (50, 50, Wording.ABOUT, "about 50"),
        (40, None, Wording.AT_LEAST, "≥ 40"),
        (40, None, Wording.MORE_THAN, "> 40"),
        (None, 9, Wording.AT_MOST, "≤ 9"),
        (None, 9, Wording.FEWER_THAN, "< 9"),
        (131, 137, Wording.RANGE, "131–137"),
        (24, None, Wording.VAGUE, "vague, ≥ 24"),
        (None, None, Wording.VAGUE, "number unknown"),
    ],
)
def test_a_figure_is_written_with_its_bounds(low: int | None, high: int | None, wording: Wording, shown: str) -> None:
    assert written(Count(low, high, wording)) == shown


def test_rows_keep_apart_what_is_not_the_same() -> None:
    cited = Cited("Official  Data", 0, 1, SourceType.GOVERNMENT)
    rows = figure_rows(
        [
            Statement(claim("1", 5, 5, Wording.EXACT, cited=cited), "a", "g1", date(2020, 1, 1)),
            Statement(claim("2", 5, 5, Wording.EXACT, cited=replace(cited, text="official data")), "b", "g1", None),
            Statement(claim("3", 5, None, Wording.AT_LEAST, cited=cited), "c", "g2", None),
            Statement(claim("4", 5, 5, Wording.EXACT, cited=None), "d", "g3", date(2021, 1, 1)),
            Statement(claim("5", 5, 5, Wording.EXACT, Role.PART, cited=None), "d", "g3", date(2021, 1, 1)),
        ]
    )
    assert [(row.figure, row.standing, row.cited, row.reports, row.sources) for row in rows] == [
        ("5", Standing.TOTALS, "Official  Data", ("a", "b"), ("g1",)),
        ("5", Standing.TOTALS, None, ("d",), ("g3",)),
        ("≥ 5", Standing.TOTALS, "Official  Data", ("c",), ("g2",)),
        ("5", Standing.PARTS, None, ("d",), ("g3",)),
    ]
    assert (rows[0].first, rows[0].last) == (date(2020, 1, 1), date(2020, 1, 1))


def test_events_are_a_list_of_the_contracts_objects(knell: Knell, linked: LinkedEvent) -> None:
    found = json.loads(knell("events", "--format", "json").stdout)
    assert list(found[0]) == [
        "key",
        "name",
        "start",
        "end",
        "date_precision",
        "place",
        "figures",
        "reports",
        "claims",
        "independent_sources",
        "copies",
        "grade",
        "aliases",
    ]
    assert found[0]["key"] == linked.key
    assert found[0]["reports"] == ["a", "b", "c"]
    assert found[0]["claims"] == ["a1", "b1", "c1", "c2", "c3", "c4"]
    assert (found[0]["independent_sources"], found[0]["copies"], found[0]["grade"]) == (2, 1, "Fair")
    assert list(found[0]["figures"]) == ["killed", "missing"]


def test_show_as_json_leads_back_to_the_words(knell: Knell, linked: LinkedEvent) -> None:
    found = json.loads(knell("show", linked.key, "--format", "json").stdout)
    assert list(found) == ["event", "figures", "findings", "commemorations", "copies"]
    first = found["figures"][0]
    assert (first["figure"], first["cited"], first["reports"], first["sources"]) == (
        "131–137",
        "official data",
        ["a", "b"],
        ["g1"],
    )
    assert first["words"] == [
        {"quote": "words of a1", "told_by": [{"report": "a", "claim": "a1"}, {"report": "b", "claim": "b1"}]}
    ]
    assert [row["standing"] for row in found["figures"]] == ["totals", "totals", "parts", "earlier", "totals"]
    assert {finding["report"] for finding in found["findings"]} == {"a", "b", "c"}
    assert found["commemorations"][0]["kind"] == "day of mourning"


@pytest.mark.parametrize("columns", ["30", "80", "200"])
def test_no_figure_and_no_words_are_cut_whatever_the_width(
    knell: Knell, linked: LinkedEvent, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in ("show", "figures", "sources"):
        shown = knell(command, linked.key).stdout
        assert "…" not in shown
        assert "..." not in shown
    shown = knell("show", linked.key).stdout
    for whole in ("131–137", "≥ 40", "about 100", "nobody (0)", "children"):
        assert whole in shown
    events = knell("events").stdout
    assert "abcdef01" in events
    assert "Fair" in events


def test_show_says_what_an_analyst_asks_first(knell: Knell, linked: LinkedEvent) -> None:
    shown = knell("show", "abcdef").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "Black January (event abcdef0123456789)" in lines
    assert "when: 20 January 1990" in lines
    assert "where: Baku, Azerbaijan (40.3800, 49.8900; exact place)" in lines
    assert "toll: killed 40–137, missing 0; lowest–highest (best) by the rule every-casualty" in lines
    assert "from: 3 reports (1 copy), 2 independent sources" in lines
    assert "grade: Fair, two or more independent sources (Airwars' grade before any review)" in lines
    assert "KILLED: totals" in lines
    assert "131–137 official data (government) 2 1 1 1990-02-01 – “words of a1” [1, 2]" in lines
    assert lines.index("KILLED: totals") < lines.index("KILLED: sub-totals and additions")
    assert lines.index("KILLED: sub-totals and additions") < lines.index("KILLED: figures since revised")
    assert "FINDINGS" in lines
    assert "COMMEMORATIONS" in lines
    assert lines.index("REPORTS") > lines.index("COMMEMORATIONS")
    listed = [line for line in lines[lines.index("REPORTS") :] if line.startswith("[")]
    assert [line.split()[0] for line in listed] == ["[1]", "[2]", "[3]"]
    assert [line.split()[-1] for line in listed] == ["a", "b", "c"]


def test_the_text_of_a_report_cannot_steer_the_terminal(knell: Knell, linked: LinkedEvent) -> None:
    for command in ("show", "figures", "sources"):
        shown = knell(command, linked.key).stdout
        assert not {"\x1b", "\r", "\u202e"} & set(shown)
    assert "[red]toll\ufffd[2J" in knell("show", linked.key).stdout


def test_many_wordings_are_counted_not_hidden(knell: Knell, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record("knell.db") as record:
        claims = [claim(f"c{n}", 5, 5, Wording.EXACT, cited=None, quote=f"wording {n}") for n in range(5)]
        record.add(*told("a", None, *claims))
        record.link()
    assert "and 2 more wordings (--all)" in knell("show", "Baku").stdout
    everything = knell("show", "Baku", "--all").stdout
    assert all(f"“wording {n}”" in everything for n in range(5))


def test_figures_name_the_rule_and_what_it_left_out(knell: Knell, linked: LinkedEvent) -> None:
    found = json.loads(knell("figures", linked.key, "--format", "json").stdout)
    assert found["event"] == linked.key
    for figure in found["figures"]:
        used = set(figure["used"])
        left_out = {one["claim"] for one in figure["left_out"]}
        assert not used & left_out
        assert all(one["why"] for one in figure["left_out"])
    assert {claim for figure in found["figures"] for claim in figure["used"]} <= set(linked.claims)
    everything = json.loads(knell("figures", linked.key, "--rule", "all", "--format", "json").stdout)["figures"]
    assert {figure["rule"].split("/")[0] for figure in everything} > {"every-casualty", "ucdp", "acled"}
    shown = knell("figures", linked.key, "--rule", "all").stdout
    assert all(figure["rule"] in shown for figure in everything)
    assert "by the rule every-casualty/" in knell("figures", linked.key, "--rule", "every-casualty").stdout


def test_sources_say_who_copied_whom_and_why(knell: Knell, linked: LinkedEvent) -> None:
    shown = knell("sources", linked.key).stdout
    assert "1. official data (government), cited: 2 reports, 2 claims" in shown
    assert "a copy of [1]; 131 became 150" in shown
    assert "because b copies a" in shown
    found = json.loads(knell("sources", linked.key, "--format", "json").stdout)
    assert [group["key"] for group in found["groups"]] == ["g1", "g2"]
    assert found["copies"][0]["changed"] == [{"earlier": "131", "later": "150"}]
    assert "1 independent by the criterion of Every Casualty (Standards, p. 25)" in shown


WIRE = (
    "In the night from 3 to 4 March 2001 troops entered the port of Baku. Relatives laid wreaths at the wall where the "
    "names are cut, and ships in the bay sounded their horns at noon. {} people were killed that night and 744 were "
    "wounded, most of them dockers asleep in the barracks behind the silo."
)


def test_a_changed_figure_of_a_copy_is_shown_as_such(knell: Knell) -> None:
    with Record("knell.db") as record:
        for name, number, day in (("herald", 131, 4), ("post", 137, 5)):
            text = WIRE.format(number)
            raw = text.encode()
            sha256 = hashlib.sha256(raw).hexdigest()
            report = Report(name, text, published=date(2020, 3, day), outlet=name, language="en", sha256=sha256)
            record.add(really_extract(report), raw)
        record.link()
    rows = [" ".join(line.split()) for line in knell("show", "Baku").stdout.splitlines()]
    assert "137 own voice 1 1 1 2020-03-05 “137 people were killed” [2]" in rows
    assert "[2] copies [1], where it is 131" in rows
    found = json.loads(knell("show", "Baku", "--format", "json").stdout)
    killed = {row["low"]: row for row in found["figures"] if row["outcome"] == "killed"}
    assert (killed[131]["copies"], killed[131]["repeats"]) == (0, [])
    assert killed[137]["copies"] == 1
    assert killed[137]["repeats"][0]["of_report"] == "herald"
    assert killed[137]["repeats"][0]["changed_from"] == {"low": 131, "high": 131, "wording": "exact"}
    (injured,) = (row for row in found["figures"] if row["outcome"] == "injured")
    assert (injured["copies"], injured["repeats"][0]["changed_from"]) == (1, None)
    (pair,) = json.loads(knell("sources", "Baku", "--format", "json").stdout)["copies"]
    assert pair["changed"] == [{"earlier": "131", "later": "137"}]
    (passage,) = pair["passages"]
    assert {"earlier": "131 ", "later": "137 "} in passage["words"]
    assert "[131 → 137] people were killed that night" in knell("sources", "Baku", "--passages").stdout


@pytest.mark.parametrize("words", ["abcdef0123456789", "ABCDEF", "black january", "azerbaij", "bak"])
def test_an_event_is_found_by_key_beginning_name_or_place(knell: Knell, linked: LinkedEvent, words: str) -> None:
    assert json.loads(knell("sources", words, "--format", "json").stdout)["event"] == linked.key


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("zzz", "no event of knell.db fits 'zzz'"),
        ("abc", "2 events fit 'abc'"),
        ("black", "2 events fit"),
        ("", "no event"),
    ],
)
def test_an_event_that_is_not_clear_is_asked_for_again(
    knell: Knell, linked: LinkedEvent, words: str, says: str
) -> None:
    result = knell("show", words)
    assert result.exit_code == 2
    assert says in result.stderr.splitlines()[-1]
    if "2 events" in says:
        assert "abcdef0123456789" in result.stderr


def test_an_unknown_rule_names_those_there_are(knell: Knell, linked: LinkedEvent) -> None:
    result = knell("figures", linked.key, "--rule", "guess")
    assert result.exit_code == 2
    assert "every-casualty" in result.stderr
    assert "--rule all" in result.stderr


@pytest.mark.parametrize("command", [["events"], ["show", "x"], ["figures", "x"], ["sources", "x"], ["link"]])
def test_a_missing_record_is_one_line_and_is_not_made(knell: Knell, command: list[str], tmp_path: Path) -> None:
    result = knell(*command)
    assert result.exit_code == 1
    assert (
        result.stderr == "knell: knell.db: there is no such record; make one with: knell add INPUT --record knell.db\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_record_without_events_says_so(knell: Knell) -> None:
    Record("knell.db").close()
    assert "no events yet" in knell("events").stdout
    assert knell("events", "--format", "json").stdout == "[]\n"


def test_sources_are_named_in_their_normal_form(knell: Knell, linked: LinkedEvent) -> None:
    found = json.loads(knell("sources", linked.key, "--format", "json").stdout)
    assert [group["normal_form"] for group in found["groups"]][:1] == ["official"]
    assert "in normal form: official" in knell("sources", linked.key).stdout


def test_the_headline_total_is_over_fair_events(knell: Knell) -> None:
    with Record("knell.db") as record:
        for ident, day, number in (("a", 1, 12), ("b", 1, 15), ("c", 9, 40)):
            text = f"{number} people were killed in a bombing in Kabul on {day} March 2019."
            report = Report(id=ident, text=text, language="en", outlet=f"Outlet of {ident}")
            record.add(extract(report))
        record.link()
    assert knell("events", "--headline").stdout.startswith(
        "killed 12–15; sums of minima and of maxima over 1 of 2 events"
    )
    assert json.loads(knell("events", "--headline", "--format", "json").stdout) == {
        "rule": "airwars",
        "figures": {"killed": {"low": 12, "best": None, "high": 15}},
        "events": 1,
        "of": 2,
    }


def test_what_people_decided_is_shown_with_what_was_read(knell: Knell, linked: LinkedEvent) -> None:
    plain, as_json = knell("show", "Black January").stdout, knell("show", "Black January", "--format", "json").stdout
    assert "DECIDED BY PEOPLE" not in plain
    assert "decided" not in json.loads(as_json)
    with Record("knell.db") as record:
        first = record.reject("c1", by="Ada", why="of another\nnight").number
        second = record.correct("c2", {"low": 21, "high": 21}, by="Ben", why="misread").number
        third = record.set_figure(linked.key, "killed", 1, 2, 3, by="Ada", why="a list").number
    shown = " ".join(knell("show", "Black January").stdout.split())
    assert "DECIDED BY PEOPLE" in shown
    assert "rejected by Ada on " in shown
    assert "of another night" in shown
    assert "killed 21 (read as killed 20)" in shown
    assert "killed by hand" in shown
    told = json.loads(knell("show", "Black January", "--format", "json").stdout)["decided"]
    assert [(one["status"], one["claim"]["id"], one["by"]) for one in told] == [
        ("rejected", "c1", "Ada"),
        ("corrected", "c2", "Ben"),
    ]
    assert told[1]["read"]["low"] == 20
    assert "c1" not in json.loads(knell("events", "--format", "json").stdout)[0]["claims"]
    figures = " ".join(knell("figures", "Black January").stdout.split())
    assert "by-hand" in figures
    assert "rejected by Ada: of another night" in figures
    with Record("knell.db") as record:
        for number in (third, second, first):
            record.undo(number, by="Ada")
    assert "DECIDED BY PEOPLE" not in knell("show", "Black January").stdout

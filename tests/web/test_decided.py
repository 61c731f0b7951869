"""A decision in words: what it is about, and each value before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from knell.record import Decision, Kind
from knell.web.decided import changes, kind_words, said_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADDED = {"start": 3, "end": 9, "quote": "nobody", "outcome": "killed", "low": 0, "high": 0, "of": "e1", "cited": None}
GANJA = {"name": "Ganja", "admin1": None, "country": "AZ", "geonames_id": 586523, "lat": 40.7, "lon": 46.4}


@pytest.mark.parametrize(
    ("kind", "old", "new", "told"),
    [
        ("correct", {"high": 1300}, {"high": None}, ["Highest: 1,300 > nothing"]),
        (
            "correct",
            {"cited": None},
            {"cited": {"text": "police", "start": 1, "end": 7}},
            ["Whose figure: nothing > police"],
        ),
        ("add", {}, ADDED, ["Words: nobody", "Outcome: killed", "Lowest: 0", "Highest: 0"]),
        ("undo", ADDED, {}, ["Words: nobody", "Outcome: killed", "Lowest: 0", "Highest: 0"]),
        (
            "figure",
            {"outcome": "killed", "low": 1},
            {"outcome": "killed", "low": 2},
            ["Outcome: killed", "Lowest: 1 > 2"],
        ),
        (
            "split",
            {"event": "a" * 16},
            {"event": "b" * 16, "claims": ["x", "y"]},
            ["Claims: 2", "Event: aaaaaaaa > bbbbbbbb"],
        ),
        ("merge", {"event": "a"}, {"event": "b", "into": "b", "places": [["x"]]}, ["Event: a > b"]),
        (
            "copy",
            {"copy": None, "of": "r2"},
            {"copy": True, "of": "r2"},
            ["Reports: r1 and r2", "Copy: as the texts have it > a copy"],
        ),
        (
            "describe",
            {"place": None, "start": "1990-01-19"},
            {"place": GANJA, "start": "1990-01-20"},
            ["First day: 1990-01-19 > 1990-01-20", "Place: nothing > Ganja, AZ (GeoNames 586523)"],
        ),
        ("reviewed", {"evidence": None}, {"evidence": "f6", "claims": ["x"], "figures": {}}, []),
    ],
)
def test_each_kind_is_told(kind: str, old: Mapping[str, Any], new: Mapping[str, Any], told: list[str]) -> None:
    made = Decision(1, Kind(kind), None, None, None, "mia", "", NOON, report="r1", old=old, new=new)
    lines = [f"{one.name}: {one.new if one.old is None else f'{one.old} > {one.new}'}" for one in changes(made)]
    assert lines == told


def test_every_kind_of_decision_has_words() -> None:
    for kind in Kind:
        assert kind_words(kind) != kind.value
    assert said_of(Decision(1, Kind.ACCEPT, None, None, None, "mia", "", NOON)) == "mia accepted a claim"

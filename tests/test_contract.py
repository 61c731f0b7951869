"""The printed objects are the contract: each key, its place and its value."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given

from knell.contract import claim_json, dumps, event_json, extraction_json, figure_json
from knell.model import Event, Extraction, Figure, Outcome, Range
from tests.record.strategies import example, sealed


def test_an_extraction_field_by_field() -> None:
    extraction, _ = example()
    out = extraction_json(extraction)
    assert list(out) == ["report", "claims", "events", "findings", "commemorations", "problems"]
    assert list(out["report"].items()) == [
        ("id", "r1"),
        ("title", "A night"),
        ("published", "2024-01-20"),
        ("language", "en"),
        ("outlet", "outlet"),
        ("url", "https://example.org/1"),
        ("sha256", extraction.report.sha256),
        ("retrospective", True),
    ]
    [claim] = out["claims"]
    assert list(claim.items()) == [
        ("id", "r1-claim"),
        ("start", 20),
        ("end", 41),
        ("quote", "150 people were killed"),
        ("outcome", "killed"),
        ("low", 150),
        ("high", 150),
        ("wording", "exact"),
        ("severity", None),
        ("victims", {"text": "150 people", "status": "civilian", "groups": ["adults"]}),
        ("role", "total"),
        ("cited", {"text": "official data", "start": 52, "end": 65, "type": "unspecified_official"}),
        ("perpetrator", {"text": "Soviet units", "start": 0, "end": 2}),
        ("negated", False),
        ("event", "e1"),
        ("confidence", 0.9),
        ("because", ["passive", "killed"]),
    ]
    assert list(claim["victims"]) == ["text", "status", "groups"]
    assert list(claim["cited"]) == ["text", "start", "end", "type"]
    [event] = out["events"]
    assert list(event.items()) == [
        ("key", "e1"),
        ("name", "Black January"),
        ("start", "1990-01-20"),
        ("end", "1990-01-20"),
        ("date_precision", 1),
        (
            "place",
            {
                "name": "Baku",
                "country": "Azerbaijan",
                "admin1": None,
                "lat": 40.38,
                "lon": 49.89,
                "geonames_id": 587084,
                "precision": 1,
            },
        ),
        (
            "figures",
            {
                "killed": {"low": 150, "best": 150, "high": 150},
                "injured": {"low": None, "best": 744, "high": None},
            },
        ),
    ]
    assert list(event["place"]) == ["name", "country", "admin1", "lat", "lon", "geonames_id", "precision"]
    assert list(event["figures"]) == ["killed", "injured"]
    assert out["findings"] == [
        {
            "start": 0,
            "end": 5,
            "quote": "a finding",
            "finder": "a court",
            "responsible": "the army",
            "date": {"start": "1994-01-01", "end": "1994-01-31", "precision": 4},
            "punished": False,
            "event": None,
        }
    ]
    assert out["commemorations"] == [
        {"start": 0, "end": 5, "quote": "a day", "month": 1, "day": 20, "kind": "day of mourning", "event": "e1"}
    ]
    assert out["problems"] == [
        {"code": "encoding", "message": "two bytes could not be read"},
        {"code": "vague", "message": "something"},
    ]


def test_the_unknown_is_null() -> None:
    extraction, _ = example()
    claim = replace(extraction.claims[0], cited=None, perpetrator=None)
    assert claim_json(claim)["cited"] is None
    assert claim_json(claim)["perpetrator"] is None
    assert event_json(Event("k")) == {
        "key": "k",
        "name": None,
        "start": None,
        "end": None,
        "date_precision": None,
        "place": None,
        "figures": {},
    }


def test_a_problem_met_twice_is_said_once() -> None:
    extraction, _ = example()
    twice = replace(extraction, problems=extraction.report.problems)
    assert len(extraction_json(twice)["problems"]) == 1


def test_a_figure_says_what_it_left_out_and_why() -> None:
    figure = Figure("ucdp", Outcome.KILLED, Range(1, 2, 3), ("a",), (("b", "a part"),), "note")
    assert figure_json(figure) == {
        "rule": "ucdp",
        "outcome": "killed",
        "low": 1,
        "best": 2,
        "high": 3,
        "used": ["a"],
        "left_out": [{"claim": "b", "why": "a part"}],
        "note": "note",
    }


@given(sealed())
def test_any_extraction_is_one_line_of_json_in_utf8(pair: tuple[Extraction, bytes]) -> None:
    out = extraction_json(pair[0])
    line = dumps(out)
    assert line.encode("utf-8").decode("utf-8") == line
    assert len(line.splitlines()) == 1
    # JSON joins two neighbouring surrogates into one letter; nothing else may differ.
    assert json.loads(line) == json.loads(json.dumps(out))


def test_letters_are_kept_as_letters() -> None:
    assert dumps({"a": "Xocalı — Баку"}) == '{"a":"Xocalı — Баку"}'

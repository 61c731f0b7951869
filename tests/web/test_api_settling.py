"""Decisions about events over the API: what is one, what is a copy, and what is set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from knell.web import Settings, create_app
from knell.web.forgery import HEADER
from tests.record.test_postgresql import emptied
from tests.web.asking import token
from tests.web.small import fill
from tests.web.test_api_deciding import V1, claim, claims, decided, event

__all__ = ["claim", "event"]


@pytest.fixture(params=["file", "server"])
def client(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestClient]:
    """The app over a record in a file, and over one in PostgreSQL."""
    is_file = request.param == "file"
    target = str(tmp_path / "knell.db") if is_file else emptied(request.getfixturevalue("postgresql"))
    app = create_app(Settings(fill(tmp_path, target), single="ann", pace=0))
    with TestClient(app, base_url="http://localhost") as opened:
        opened.headers[HEADER] = token(opened)
        yield opened
    app.state.record.close()


def got(client: TestClient, path: str) -> Any:
    answer = client.get(V1 + path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def other(client: TestClient, event: str) -> str:
    return next(str(one["key"]) for one in got(client, "/events")["events"] if one["key"] != event)


def test_two_events_are_one_and_two_again(client: TestClient, event: str) -> None:
    elsewhere = other(client, event)
    made = decided(client, f"/events/{elsewhere}/merge", {"into": event, "why": "the same shelling"})
    (now,) = got(client, "/events")["events"]
    assert now["key"] == made["new"]["event"] and now["number_of_reports"] == 4
    decided(client, f"/decisions/{made['number']}/undo", {})
    assert {one["key"] for one in got(client, "/events")["events"]} == {event, elsewhere}
    decided(client, f"/events/{event}/merge", {"into": event, "why": "x"}, 422)
    decided(client, f"/events/{event}/merge", {"into": "none", "why": "x"}, 404)


def test_claims_are_taken_out_and_moved(client: TestClient, event: str, claim: str) -> None:
    made = decided(client, f"/events/{event}/split", {"claims": [claim], "why": "another market"})
    apart = made["new"]["event"]
    assert [one["id"] for one in claims(client, apart)] == [claim]
    assert got(client, f"/claims/{claim}")["linked_event"] == apart
    decided(client, f"/claims/{claim}/move", {"event": other(client, apart), "why": "no, there"})
    decided(client, f"/claims/{claim}/move", {"event": None, "why": "by itself"})
    decided(client, f"/claims/{claim}/move", {"event": "none", "why": "x"}, 404)
    decided(client, f"/events/{event}/split", {"claims": ["none"], "why": "x"}, 404)


def test_a_copy_is_no_source(client: TestClient, event: str) -> None:
    before = got(client, f"/events/{event}")["independent_sources"]
    first = "gazette/1?a=é"
    decided(client, f"/events/{event}/copy", {"report": "herald", "of": first, "why": "word for word"})
    assert got(client, f"/events/{event}")["independent_sources"] < before
    assert got(client, f"/reports/{quote(first, safe='')}/history")["decisions"]
    decided(client, f"/events/{event}/copy", {"report": "herald", "of": first, "copy": False, "why": "no"})
    error = decided(client, f"/events/{event}/copy", {"report": "herald", "of": "elsewhere", "why": "x"}, 422)["error"]
    assert error["fields"][0]["name"] == "body.of"


def test_a_figure_by_hand_stands_beside_the_rules(client: TestClient, event: str) -> None:
    body = {"outcome": "killed", "low": 12, "best": 14, "high": 15, "why": "the list of names"}
    decided(client, f"/events/{event}/figure", body)
    figures = got(client, f"/events/{event}")["figures"]["killed"]
    assert figures == {"low": 12, "best": 14, "high": 15}
    assert got(client, "/events?words=herat")["events"][0]["by_hand"]["killed"]["best"] == 14
    by_hand = got(client, f"/events/{event}/figures?rule=by-hand")["figures"]
    assert [(one["rule"], one["best"]) for one in by_hand] == [("by-hand", 14)]
    rules = [one["rule"] for one in got(client, f"/events/{event}/figures?rule=all")["figures"]]
    assert rules[0] == "by-hand" and "ucdp/1" in rules
    decided(client, f"/events/{event}/figure", {**body, "low": 20}, 422)
    decided(client, f"/events/{event}/clear-figure", {"outcome": "killed"})
    assert got(client, "/events?words=herat")["events"][0]["by_hand"] == {}


def test_an_event_is_described_and_reviewed(client: TestClient, event: str) -> None:
    changes = {"name": "Market shelling", "start": "2021-03-03", "end": "2021-03-04", "place": {"geonames_id": 1135689}}
    decided(client, f"/events/{event}/describe", {"changes": changes, "why": "as the survivors call it"})
    now = got(client, f"/events/{event}")
    assert (now["name"], now["start"], now["place"]["name"]) == ("Market shelling", "2021-03-03", "Kunduz")
    for wrong in ({}, {"start": "2021-03-09", "end": "2021-03-01"}, {"place": {"name": "x"}}, {"country": "AF"}):
        decided(client, f"/events/{event}/describe", {"changes": wrong, "why": "x"}, 422)
    decided(client, f"/events/{event}/reviewed", {})
    assert got(client, "/events?status=reviewed")["events"][0]["key"] == event
    version = got(client, f"/events/{event}/history")["decisions"][0]["number"]
    decided(client, f"/events/{event}/reviewed", {"seen": version - 1}, 409)


def test_a_claim_that_was_not_read_is_added(client: TestClient, event: str) -> None:
    text = got(client, "/reports/mirror/text")["text"]
    start = text.index("28 people")
    body = {
        "event": event,
        "start": start,
        "end": start + 9,
        "values": {"outcome": "missing", "low": 28, "high": 28, "wording": "exact"},
    }
    made = decided(client, "/reports/mirror/claims", body)
    state = got(client, f"/claims/{made['claim']}")
    assert (state["status"], state["quote"], state["original"]) == ("added", "28 people", None)
    assert state["linked_event"] == event
    assert made["claim"] in {one["id"] for one in claims(client, event)}
    decided(client, "/reports/mirror/claims", {**body, "end": 10**6}, 422)
    decided(client, "/reports/none/claims", body, 404)

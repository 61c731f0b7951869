"""Decisions over the API: each says what it was, nothing is lost, and nobody overwrites what he has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knell.web import Settings, create_app
from knell.web.forgery import HEADER
from tests.web.asking import token
from tests.web.small import fill

V1 = "/api/v1"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(fill(tmp_path, str(tmp_path / "knell.db")), single="ann", pace=0))
    with TestClient(app, base_url="http://localhost") as opened:
        opened.headers[HEADER] = token(opened)
        yield opened


@pytest.fixture
def event(client: TestClient) -> str:
    key: str = client.get(f"{V1}/events?words=herat").json()["events"][0]["key"]
    return key


@pytest.fixture
def claim(client: TestClient, event: str) -> str:
    return next(str(one["id"]) for one in claims(client, event) if one["outcome"] == "killed" and one["low"] == 15)


def claims(client: TestClient, event: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{V1}/events/{event}/claims").json()["claims"]
    return found


def decided(client: TestClient, path: str, body: object, status: int = 201, **headers: str) -> Any:
    answer = client.post(V1 + path, json=body, headers={name.replace("_", "-"): at for name, at in headers.items()})
    assert answer.status_code == status, answer.text
    return answer.json()


def test_a_rejected_claim_counts_nowhere_and_is_still_shown(client: TestClient, event: str, claim: str) -> None:
    made = decided(client, f"/claims/{claim}/reject", {"why": "of another market"})
    assert (made["kind"], made["by"], made["why"], made["claim"]) == ("reject", "ann", "of another market", claim)
    assert (made["old"], made["new"]) == ({"status": "unreviewed"}, {"status": "rejected"})
    state = client.get(f"{V1}/claims/{claim}")
    assert state.headers["etag"] == f'"{made["number"]}"'
    assert state.json()["status"] == "rejected" and state.json()["decided"] == made
    assert state.json()["linked_event"] == event
    told = client.get(f"{V1}/events/{event}/claims").json()
    assert claim not in {one["id"] for one in told["claims"]} and [one["id"] for one in told["rejected"]] == [claim]
    used = client.get(f"{V1}/events/{event}/figures").json()["figures"]
    assert all(claim not in figure["used"] for figure in used)


def test_a_corrected_claim_keeps_what_was_read(client: TestClient, claim: str) -> None:
    body = {"changes": {"low": 16, "high": 16, "cited": None}, "why": "misprint"}
    made = decided(client, f"/claims/{claim}/correct", body)
    assert made["old"]["low"] == 15 and made["new"]["low"] == 16
    state = client.get(f"{V1}/claims/{claim}").json()
    assert (state["low"], state["original"]["low"], state["status"]) == (16, 15, "corrected")
    assert state["cited"] is None and state["original"]["cited"] is not None
    decided(client, f"/decisions/{made['number']}/undo", {})
    assert client.get(f"{V1}/claims/{claim}").json()["low"] == 15
    kept = client.get(f"{V1}/decisions/{made['number']}").json()
    assert kept["undone_by"] == made["number"] + 1


def test_nobody_overwrites_what_he_has_not_seen(client: TestClient, claim: str) -> None:
    first = decided(client, f"/claims/{claim}/accept", {"seen": 0})
    late = decided(client, f"/claims/{claim}/reject", {"why": "no", "seen": 0}, 409)
    assert late["error"]["code"] == "conflict" and late["since"] == [first]
    later = decided(client, f"/claims/{claim}/reject", {"why": "no"}, 412, If_Match='"0"')
    assert later["error"]["code"] == "changed_since" and later["since"] == [first]
    decided(client, f"/claims/{claim}/reject", {"why": "no", "seen": 1}, 422, If_Match='"0"')
    decided(client, f"/claims/{claim}/reject", {"why": "no"}, 422, If_Match="W/0")
    decided(client, f"/claims/{claim}/reject", {"why": "no"}, If_Match=f'"{first["number"]}"')


@pytest.mark.parametrize(
    ("way", "body", "field"),
    [
        ("reject", {}, "body.why"),
        ("reject", {"why": "  "}, "body.why"),
        ("reject", {"why": "x", "who": "ann"}, "body.who"),
        ("accept", {"seen": "1"}, "body.seen"),
        ("accept", {"seen": 2**40}, "body.seen"),
        ("correct", {"why": "x", "changes": {"low": 1.0}}, "body.changes.low"),
        ("correct", {"why": "x", "changes": {"low": -1}}, "body.changes.low"),
        ("correct", {"why": "x", "changes": {"outcome": "hurt"}}, "body.changes.outcome"),
        ("correct", {"why": "x", "changes": {"speaker": "x"}}, "body.changes.speaker"),
        ("move", {"why": "x"}, "body.event"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    client: TestClient, claim: str, way: str, body: object, field: str
) -> None:
    assert [one["name"] for one in decided(client, f"/claims/{claim}/{way}", body, 422)["error"]["fields"]] == [field]
    assert client.get(f"{V1}/decisions").json()["decisions"] == []


def test_the_record_has_the_last_word(client: TestClient, claim: str) -> None:
    for changes in ({}, {"low": 15}, {"low": 20, "high": 10}, {"cited": "words that are not there"}):
        error = decided(client, f"/claims/{claim}/correct", {"why": "x", "changes": changes}, 422)["error"]
        assert error["message"] and ".db" not in error["message"]
    decided(client, "/claims/none/accept", {}, 404)
    decided(client, "/decisions/7/undo", {}, 404)
    decided(client, f"/claims/{claim}/reject", {"why": "a\x00b"}, 422)
    answer = client.post(f"{V1}/claims/{claim}/reject", content=b'{"why": "\\ud800"}', headers=JSON)
    assert answer.status_code == 422


def test_history_is_told_by_the_page(client: TestClient, event: str, claim: str) -> None:
    numbers = [decided(client, f"/claims/{claim}/accept", {"why": str(n)})["number"] for n in range(3)]
    page = client.get(f"{V1}/events/{event}/history?most=2").json()
    assert [one["number"] for one in page["decisions"]] == numbers[:0:-1] and page["next"] == numbers[1]
    rest = client.get(f"{V1}/claims/{claim}/history?before={page['next']}").json()
    assert [one["number"] for one in rest["decisions"]] == numbers[:1] and rest["next"] is None
    assert client.get(f"{V1}/decisions?by=ben").json()["decisions"] == []
    assert len(client.get(f"{V1}/decisions?by=ann").json()["decisions"]) == 3
    assert len(client.get(f"{V1}/reports/herald/history").json()["decisions"]) == 3


JSON = {"Content-Type": "application/json"}

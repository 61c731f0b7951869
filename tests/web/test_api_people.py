"""Accounts, grants, tokens and the log over the API: as on the pages, and no secret ever comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.people import office

V1 = "/api/v1"
PASSWORD = "a long and quiet river"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    made = office(tmp_path)
    with made.client(made.people["admin"], for_api=False) as opened:
        yield opened
    made.record.close()


def done(client: TestClient, method: str, path: str, status: int, body: object = None) -> Any:
    answer = client.request(method, V1 + path, json=body)
    assert answer.status_code == status, answer.text
    assert PASSWORD not in answer.text
    return answer.json()


def test_an_account_is_made_changed_and_closed(client: TestClient) -> None:
    new = {"name": "Bea", "password": PASSWORD, "role": "admin"}
    assert done(client, "POST", "/people", 201, new)["must_change"] is True
    done(client, "POST", "/people", 201, {**new, "name": "Cem", "role": "reader", "must_change": False})
    assert done(client, "POST", "/people/cem/role", 200, {"role": "coder"})["role"] == "coder"
    assert done(client, "POST", "/people/Cem/disable", 200)["active"] is False
    assert done(client, "POST", "/people/Cem/enable", 200)["active"] is True
    done(client, "POST", "/people/Cem/password", 200, {"password": PASSWORD + " again"})
    assert {"Bea", "Cem"} < {one["name"] for one in done(client, "GET", "/people", 200)["people"]}
    assert done(client, "GET", "/people/nobody", 404)["error"]["code"] == "not_found"
    assert done(client, "POST", "/people", 422, {**new, "name": "Dan", "password": "short"})["error"]["message"]
    assert done(client, "POST", "/people", 422, {**new, "surname": "x"})["error"]["fields"][0]["name"] == "body.surname"


def test_a_right_is_granted_for_one_event_and_ended(client: TestClient) -> None:
    done(client, "POST", "/people", 201, {"name": "Cem", "password": PASSWORD, "role": "reader"})
    event = done(client, "GET", "/events", 200)["events"][0]["key"]
    body = {"right": "export", "event": event, "until": "2190-01-01T00:00:00+01:00"}
    made = done(client, "POST", "/people/Cem/grants", 201, body)
    assert made["until"] == "2189-12-31T23:00:00+00:00"
    done(client, "POST", "/people/Cem/grants", 404, {"right": "export", "event": "none"})
    for until in ("2001-01-01T00:00:00Z", "2190-01-01", 5, "9999-12-31T23:59:59-23:00"):
        done(client, "POST", "/people/Cem/grants", 422, {"right": "view", "until": until})
    done(client, "POST", f"/grants/{made['number']}/end", 200)
    assert done(client, "GET", "/people/Cem/grants", 200)["grants"][0]["ended"]
    done(client, "POST", "/grants/77/end", 404)


def test_the_log_can_be_checked_elsewhere(client: TestClient) -> None:
    done(client, "POST", "/people", 201, {"name": "Bea", "password": PASSWORD, "role": "admin"})
    assert done(client, "GET", "/audit?what=account%20made", 200)["entries"][0]["subject"] == "Bea"
    answer = client.get(f"{V1}/audit/export")
    assert answer.headers["content-type"].startswith("application/jsonl")
    before = None
    for line in map(json.loads, answer.text.splitlines()):
        seal = line.pop("seal")
        told = json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        assert line["before"] == before and hashlib.sha256(told.encode()).hexdigest() == seal
        before = seal
    assert before is not None and PASSWORD not in answer.text


def test_a_program_in_a_session_must_send_what_its_pages_carry(client: TestClient) -> None:
    del client.headers["X-CSRF-Token"]
    answer = client.post(f"{V1}/people", json={"name": "Bea", "password": PASSWORD, "role": "admin"})
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "forbidden"


def test_a_token_of_ones_own_is_shown_once_and_ended(client: TestClient) -> None:
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    made = done(client, "POST", "/me/tokens", 201, {"name": "script", "rights": ["view"], "until": until})
    program = TestClient(client.app, base_url="http://localhost", headers={"Authorization": f"Bearer {made['token']}"})
    me = program.get(f"{V1}/me").json()
    assert (me["name"], me["rights"], me["token"]) == ("admin", ["view"], True)
    assert program.get(f"{V1}/people").status_code == 403
    assert program.post(f"{V1}/me/tokens", json={"name": "x", "rights": ["view"], "until": until}).status_code == 403
    assert made["token"] not in json.dumps(done(client, "GET", "/me/tokens", 200))
    done(client, "POST", f"/me/tokens/{made['id']}/revoke", 200)
    assert program.get(f"{V1}/me").status_code == 401
    (session,) = done(client, "GET", "/me/sessions", 200)["sessions"]
    done(client, "POST", f"/me/sessions/{session['id']}/end", 200)
    assert client.get(f"{V1}/me").status_code == 401

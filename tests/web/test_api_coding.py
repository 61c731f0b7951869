"""Second codings over the API: blind until handed in, compared, and settled by somebody who coded nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.people import Office, office

V1 = "/api/v1"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path)
    yield made
    made.record.close()


def as_(here: Office, label: str) -> TestClient:
    """Somebody's program."""
    return here.client(here.people[label], for_api=True)


def done(client: TestClient, method: str, path: str, status: int = 200, body: object = None) -> Any:
    answer = client.request(method, V1 + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_an_event_is_coded_blind_and_settled_by_another(here: Office) -> None:
    manager, coder, reviewer = as_(here, "manager"), as_(here, "coder"), as_(here, "reviewer")
    event = here.event
    claims = done(manager, "GET", f"/events/{event}/claims")["claims"]
    done(reviewer, "POST", f"/claims/{claims[0]['id']}/reject", 201, {"why": "a threat, not a fact"})
    given = done(manager, "POST", "/assignments", 201, {"event": event, "coder": "coder"})
    assert given["claims"] == len(claims)

    for path in ("", "/figures", "/claims", "/history", "/sources"):
        assert done(coder, "GET", f"/events/{event}{path}", 423)["error"]["code"] == "blind"
    done(coder, "GET", f"/claims/{claims[0]['id']}", 423)
    done(coder, "GET", "/reports/herald", 423)
    done(coder, "GET", "/decisions/1", 423)
    done(coder, "POST", "/decisions/1/undo", 403, {})
    elsewhere = next(one["key"] for one in done(manager, "GET", "/events")["events"] if one["key"] != event)
    other = done(manager, "GET", f"/events/{elsewhere}/claims")["claims"][0]["id"]
    done(coder, "POST", f"/claims/{other}/move", 423, {"event": event, "why": "x"})
    assert done(coder, "GET", "/decisions")["decisions"] == []
    assert event not in {one["key"] for one in done(coder, "GET", "/events")["events"]}
    assert done(coder, "GET", "/queues")["to_code"] == [event]

    sheet = done(coder, "GET", f"/coding/{event}")
    assert [line["said"] for line in sheet["claims"]] == [None] * len(claims) and sheet["event_left"]
    fields = done(coder, "GET", "/coding-fields")
    for line in sheet["claims"]:
        claim = line["claim"]
        answers = {one["name"]: claim.get(one["name"]) for one in fields["claim"]}
        answers |= {"verdict": "claim", "victims_status": None, "negated": False}
        answers["cited_type"] = claim["cited"]["type"] if claim["cited"] else None
        done(coder, "POST", f"/coding/{event}/claims/{claim['id']}", 200, {"answers": answers})
    done(coder, "POST", f"/coding/{event}/finish", 422)
    answers = {"start": "2021-03-04", "end": "2021-03-04", "date_precision": "1", "country": "AF", "place": "Herat"}
    done(coder, "POST", f"/coding/{event}/event", 200, {"answers": answers})
    words = {"report": "herald", "start": 0, "end": 10, "answers": {"outcome": "hurt"}}
    done(coder, "POST", f"/coding/{event}/missing", 422, words)
    assert done(coder, "POST", f"/coding/{event}/finish")["ended"]
    assert done(coder, "GET", f"/events/{event}")["key"] == event

    assert done(manager, "GET", "/agreement")["coders"] == ["coder", "reviewer"]
    found = done(manager, "GET", "/adjudication")["disputes"]
    verdict = next(one for one in found if one["field"] == "verdict")
    assert verdict["claim"] == claims[0]["id"] and len(verdict["options"]) == 2
    assert not done(reviewer, "GET", "/adjudication")["disputes"]
    chosen = {"item": verdict["item"], "field": "verdict", "chosen": {"verdict": "claim"}, "seen": 0}
    done(reviewer, "POST", "/adjudication", 404, chosen)
    assert done(manager, "POST", "/adjudication", 409, chosen)["since"][0]["kind"] == "reject"
    made = done(manager, "POST", "/adjudication", 201, {**chosen, "seen": verdict["seen"]})
    assert made["decision"] is not None
    assert done(manager, "GET", f"/claims/{claims[0]['id']}")["status"] == "accepted"
    assert done(manager, "GET", "/adjudication/settled")["settled"] == [made]


def test_events_are_drawn_by_lot_and_taken_back(here: Office) -> None:
    manager = as_(here, "manager")
    drawn = done(manager, "POST", "/assignments/sample", 201, {"coder": "coder", "size": 1, "seed": 7})
    assert drawn["of"] == 2 and len(drawn["assignments"]) == 1
    number = drawn["assignments"][0]["number"]
    assert done(manager, "POST", f"/assignments/{number}/withdraw")["end"] == "withdrawn"
    done(manager, "POST", "/assignments/99/withdraw", 404)
    done(manager, "POST", "/assignments", 404, {"event": "none", "coder": "coder"})
    wrong = {"coder": "coder", "size": 1, "seed": 7, "among": {"rule": "none"}}
    assert done(manager, "POST", "/assignments/sample", 422, wrong)["error"]["fields"][0]["name"] == "body.among.rule"


def test_queues_say_why(here: Office) -> None:
    admin = as_(here, "admin")
    queues = {one["name"]: one["events"] for one in done(admin, "GET", "/queues")["queues"]}
    assert queues["unreviewed"] == 2 and queues["disputed"] >= 1
    (first, *_) = done(admin, "GET", "/queues/disputed")["events"]
    assert first["why"].startswith("sources disagree on")
    done(admin, "GET", "/queues/none", 422)


def test_marks_point_into_the_text(here: Office) -> None:
    admin = as_(here, "admin")
    text = done(admin, "GET", "/reports/herald/text")["text"]
    marks = done(admin, "GET", "/reports/herald/marks")["marks"]
    words = {(one["kind"], text[one["start"] : one["end"]]) for one in marks}
    assert ("cited", "a hospital doctor") in words and ("claim", "28 people were injured") in words
    assert {"date", "place"} <= {one["kind"] for one in marks}

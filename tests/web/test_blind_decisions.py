"""Who codes an event blind neither decides about it nor sees what was decided."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from knell.record import Record
from knell.review import coding
from tests.web.asking import send
from tests.web.working import Night, night


@pytest.fixture
def found(target: str) -> Iterator[Night]:
    with Record(target) as record:
        yield night(record)


def test_nothing_is_decided_about_what_is_coded_blind(client: TestClient, found: Night) -> None:
    claim = found.claim("83 dead").id
    found.record.reject(claim, by="mia", why="a slip of the pen")
    coding.assign(found.record, found.key, "ana", by="mia")
    other = found.record.events()[1]
    for address in (
        f"/claims/{claim}/accept",
        f"/claims/{claim}/correct",
        f"/events/{found.key}/reviewed",
        f"/events/{found.key}/figure",
        f"/decisions/{found.record.history()[0].number}/undo",
        f"/reports/{found.record.reports(found.key)[0].id}/claims",
    ):
        assert send(client, address, {"seen": "0", "why": "because"}).status_code == 423, address
    for address in (f"/claims/{claim}/correct", f"/events/{found.key}/merge", f"/events/{found.key}/history"):
        assert client.get(address).status_code == 423, address
    answer = send(client, f"/claims/{other.claims[0]}/move", {"seen": "0", "event": found.key, "why": "same night"})
    assert answer.status_code == 423
    assert send(client, f"/events/{other.key}/merge", {"into": found.key, "why": "same"}).status_code == 423
    assert "a slip of the pen" not in client.get("/history").text
    assert "code blind" in client.get("/history").text

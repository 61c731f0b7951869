"""What was decided is shown for good: each value before and after, who, when, why, and whether it was undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from knell.record import Record
from knell.review import Role
from tests.web.asking import send
from tests.web.working import Night, become, errors, night

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def found(target: str) -> Iterator[Night]:
    with Record(target) as record:
        yield night(record)


def numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r'id="decision-(\d+)"', text)]


def decide(found: Night) -> tuple[str, str]:
    """Three decisions of two people about two events."""
    claim = found.claim("up to several hundred dead").id
    other = found.record.events()[1].claims[0]
    found.record.reject(claim, by="mia", why="no <i>number</i>", made=NOON)
    found.record.accept(other, by="ben", made=NOON + timedelta(days=1))
    found.record.correct(claim, {"high": 250}, by="mia", why="told again", made=NOON + timedelta(days=2))
    return claim, other


def test_decisions_are_listed_the_last_first_with_old_and_new(client: TestClient, found: Night) -> None:
    claim, _ = decide(found)
    text = client.get("/history").text
    assert numbers(text) == [3, 2, 1]
    assert re.search(r"Highest</dt><dd>.*?<bdi>300</bdi>.*?<bdi>250</bdi>", text)
    assert "no &lt;i&gt;number&lt;/i&gt;" in text and "1 March 2026, 12:00 UTC" in text
    assert f'href="/claims/{claim}"' in text


def test_they_are_chosen_by_person_kind_event_and_days(client: TestClient, found: Night) -> None:
    decide(found)
    for asked, wanted in (
        ({"by": "mia"}, [3, 1]),
        ({"by": "nobody"}, []),
        ({"kind": "accept"}, [2]),
        ({"event": found.key}, [3, 1]),
        ({"since": "2026-03-02"}, [3, 2]),
        ({"until": "2026-03-02", "by": "mia"}, [1]),
        ({"before": "3"}, [2, 1]),
    ):
        assert numbers(client.get("/history", params=asked).text) == wanted, asked


def test_an_event_has_a_history_of_its_own(client: TestClient, found: Night) -> None:
    decide(found)
    text = client.get(f"/events/{found.key}/history").text
    assert numbers(text) == [3, 1] and "Black January" in text
    assert client.get("/events/nowhere/history").status_code == 404


def test_a_decision_is_undone_from_there_and_says_so(client: TestClient, found: Night) -> None:
    claim, _ = decide(found)
    answer = send(client, "/decisions/3/undo", {"back": "/history"})
    assert answer.headers["location"] == "/history"
    text = client.get("/history").text
    assert numbers(text) == [4, 3, 2, 1] and "undone by decision 4" in text
    assert "/decisions/3/undo" not in text and "/decisions/1/undo" in text
    assert found.record.claim_states([claim])[claim].claim.count.high == 300


def test_who_may_not_undo_is_offered_nothing_to_undo(client: TestClient, found: Night) -> None:
    decide(found)
    become(client, "rita", Role.READER)
    assert "/undo" not in client.get("/history").text
    become(client, "ben", Role.CODER)
    assert re.findall(r"/decisions/(\d+)/undo", client.get("/history").text) == ["2"]


def test_long_histories_come_in_pages(client: TestClient, found: Night) -> None:
    claims = found.record.event(found.key).claims[:55]
    for claim in claims:
        found.record.accept(claim, by="mia")
    text = client.get("/history").text
    assert len(numbers(text)) == 50
    onward = re.search(r'href="(/history\?before=\d+)" rel="next"', text)
    assert onward is not None
    assert numbers(client.get(onward[1]).text) == [5, 4, 3, 2, 1]


def test_a_day_that_there_is_not_is_said(client: TestClient) -> None:
    answer = client.get("/history", params={"since": "2026-02-30"})
    assert answer.status_code == 422
    assert "no day that there is" in errors(answer.text)[0]


def test_nothing_decided_is_said(client: TestClient) -> None:
    assert "Nothing was decided here yet." in client.get("/history").text


def test_what_linking_alone_would_have_done_is_told(client: TestClient, found: Night) -> None:
    other = found.record.events()[1].claims[0]
    assert "linking alone" not in client.get(f"/events/{found.key}/history").text
    found.record.move(other, found.key, by="ben", why="the same night")
    text = client.get(f"/events/{found.key}/history").text
    assert "What linking alone would have done" in text
    assert f'claim <a href="/claims/{other}" class="key">{other}</a> stays' in text
    assert f'<a href="/events/{found.key}" class="key">' in text

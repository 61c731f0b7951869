"""What waits for a person, with the reason why, and how a person goes through it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from knell.record import Record
from knell.review import coding
from tests.web.working import Night, night


@pytest.fixture
def found(target: str) -> Iterator[Night]:
    with Record(target) as record:
        yield night(record)


def listed(text: str) -> list[str]:
    """The events of a queue's page, in order, with their places in it."""
    return re.findall(r'<p><a href="(/events/[^"]+)"', text.replace("&amp;", "&"))


def counted(client: TestClient) -> dict[str, int]:
    rows = re.findall(r'href="/queues/(\w+)".*?data-label="Events">([\d,]+)<', client.get("/queues").text, re.DOTALL)
    return {name: int(number) for name, number in rows}


def test_all_queues_are_there_with_their_counts(client: TestClient) -> None:
    assert counted(client) == {"unreviewed": 3, "disputed": 1, "changed": 0, "unsure": 1, "mine": 0}


def test_a_queue_lists_its_events_in_order_and_says_why(client: TestClient, found: Night) -> None:
    keys = [one.key for one in found.record.events()]
    text = client.get("/queues/unreviewed").text
    assert listed(text) == [f"/events/{key}?queue=unreviewed&at={at}" for at, key in enumerate(keys)]
    assert "70 claims, none decided" in text
    assert "sources disagree on killed" in client.get("/queues/disputed").text
    assert "Nothing waits here." in client.get("/queues/changed").text


def test_what_a_person_began_is_his(client: TestClient, found: Night) -> None:
    found.record.accept(found.record.event(found.key).claims[0], by="ana")
    assert counted(client)["mine"] == 1
    assert counted(client)["unreviewed"] == 2
    assert "decided by ana" in client.get("/queues/mine").text


def test_what_is_assigned_is_told_and_shows_no_figures(client: TestClient, found: Night) -> None:
    coding.assign(found.record, found.key, "ana", by="mia")
    text = client.get("/queues").text
    assert "Second codings assigned to you" in text
    text = client.get("/queues/disputed").text
    assert found.key not in text and "147" not in text


def test_an_event_of_a_queue_leads_to_the_next_and_the_one_before(client: TestClient, found: Night) -> None:
    first, second, third = listed(client.get("/queues/unreviewed").text)
    text = client.get(second).text.replace("&amp;", "&")
    assert re.search(rf'href="{re.escape(third)}" rel="next"', text)
    assert re.search(rf'href="{re.escape(first)}" rel="prev"', text)
    assert "Unreviewed" in text


def test_a_queue_that_there_is_not_is_not_found(client: TestClient) -> None:
    assert client.get("/queues/lost").status_code == 404
    assert client.get("/events/nowhere?queue=lost&at=x").status_code == 404


def test_what_changed_since_a_review_is_shown(client: TestClient, found: Night) -> None:
    found.record.mark_reviewed(found.key, by="mia")
    assert counted(client)["changed"] == 0
    found.record.reject(found.claim("up to several hundred dead").id, by="ben", why="a guess")
    assert counted(client)["changed"] == 1
    text = client.get("/queues/changed").text
    assert "Reviewed by mia" in text and "highest 300" in text and "highest 170" in text
    found.record.mark_reviewed(found.key, by="mia")
    assert counted(client)["changed"] == 0


def test_claims_since_a_review_are_named(client: TestClient, found: Night) -> None:
    found.record.mark_reviewed(found.key, by="mia")
    other = found.record.events()[1].claims[0]
    found.record.move(other, found.key, by="ben", why="the same night")
    assert f'href="/claims/{other}"' in client.get("/queues/changed").text


def test_unsure_claims_wait_until_somebody_decides(
    client: TestClient, found: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("knell.record.listing_queries", "knell.web.queue_details"):
        monkeypatch.setattr(f"{module}.UNSURE_BELOW", 0.64)
    claim = found.claim("scores of civilians").id
    assert counted(client)["unsure"] == 1
    text = client.get("/queues/unsure").text
    assert f'href="/claims/{claim}"' in text and "0.60" in text
    found.record.accept(claim, by="ben")
    assert counted(client)["unsure"] == 0


def test_what_is_reviewed_is_no_longer_mine(client: TestClient, found: Night) -> None:
    found.record.accept(found.claim("83 dead").id, by="ana")
    found.record.mark_reviewed(found.key, by="ana")
    assert counted(client)["mine"] == 0

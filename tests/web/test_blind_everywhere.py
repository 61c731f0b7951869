"""Who codes an event blind finds nothing of the first coding, whatever address of the app is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from knell.record import Record
from knell.review import coding, coding_sheet
from knell.web import Settings, create_app
from tests.web.asking import send

FIRST = "Vashti Qurbanova"
# Words and numbers that only the first coder's decisions hold, as they are written on pages and in JSON.
SIGNS = (FIRST, "quinquereme", "98765", "98,765", "87654", "87,654")
ELSEWHERE = "tergiversation"


@pytest.fixture
def blind(target: str) -> Iterator[tuple[TestClient, dict[str, list[str]]]]:
    """The app as one person who may do all sees it while coding the largest event, and what addresses are made of."""
    with Record(target) as record:
        key, other, *_ = (one.key for one in record.events())
        first, second, *_ = record.event(key).claims
        away = record.event(other).claims[0]
        reports = record.event(key).reports
    why = {"seen": "99", "why": "quinquereme"}
    number = {"low": "98765", "high": "98765", "wording": "exact"}
    figure = {"outcome": "killed", "low": "87654", "best": "87654", "high": "87654"}
    # Through the app, so that its log has it too.
    with TestClient(create_app(Settings(target, single=FIRST)), base_url="http://localhost") as theirs:
        send(theirs, f"/claims/{first}/reject", why)
        send(theirs, f"/claims/{second}/correct", {**why, **number})
        send(theirs, f"/events/{key}/figure", {**why, **figure})
        send(theirs, f"/events/{key}/describe", {**why, "name": "quinquereme"})
        send(theirs, f"/events/{key}/reviewed", why)
    with Record(target) as record:
        record.reject(away, by="zoltan", why=ELSEWHERE)
    with Record(target) as record:
        made = record.history(event=key)
        assert {one.by for one in made} == {FIRST}
        assert {one.kind for one in made} == {"reject", "correct", "figure", "describe", "reviewed"}
        assert {one.why for one in record.history()} >= {"quinquereme", ELSEWHERE}
        coding.assign(record, key, "edda", by="mia")
        for line in coding_sheet.sheet(record, "edda", key).lines:
            coding.code_claim(record, "edda", key, line.claim.id, {**line.read, "low": 98765, "high": 98765})
        coding.assign(record, key, "bo", by="mia")
        numbers = [str(one.number) for one in record.history()]
    parts = {
        "event": [key, other],
        "claim": [first, second, away],
        "report": list(reports),
        "number": numbers,
        "decision": numbers,
    }
    with TestClient(create_app(Settings(target, single="bo")), base_url="http://localhost") as opened:
        yield opened, parts


def addresses(app: FastAPI, parts: dict[str, list[str]]) -> Iterator[str]:
    """Every address of the app that can be got, with every value of the parts that are known."""
    for found in iter_route_contexts(app.routes):
        if "GET" not in (found.methods or ()) or found.path is None or found.path.startswith("/static"):
            continue
        filled = [found.path]
        for name in re.findall(r"\{(\w+)(?::\w+)?\}", found.path):
            values = parts.get(name, ["1", "mine", "unreviewed", "disputed"])
            filled = [
                re.sub(r"\{" + name + r"(?::\w+)?\}", quote(value, safe=""), one, count=1)
                for one in filled
                for value in values
            ]
        yield from filled


def test_no_address_shows_anything_of_the_first_coding(blind: tuple[TestClient, dict[str, list[str]]]) -> None:
    client, parts = blind
    app = client.app
    assert isinstance(app, FastAPI)
    asked, leaks = 0, []
    for address in addresses(app, parts):
        answer = client.get(address)
        asked += 1
        assert answer.status_code < 500, address
        leaks += [(address, sign) for sign in SIGNS if sign.casefold() in answer.text.casefold()]
    assert asked > 30
    assert not leaks, "\n".join(map(str, leaks))


@pytest.mark.parametrize(
    "query", ["q=quinquereme", "words=quinquereme", "least=80000", "status=reviewed", "order=killed"]
)
def test_no_search_finds_by_what_was_decided(blind: tuple[TestClient, dict[str, list[str]]], query: str) -> None:
    client, _ = blind
    for address in ("/events", "/api/v1/events", "/events/map", "/events/timeline"):
        text = client.get(f"{address}?{query}").text.casefold()
        assert not [sign for sign in SIGNS if sign.casefold() in text and sign not in query], address


def test_what_is_coded_blind_is_open_again_afterwards(
    blind: tuple[TestClient, dict[str, list[str]]], target: str
) -> None:
    client, parts = blind
    key = parts["event"][0]
    assert client.get(f"/events/{key}").status_code == 423
    with Record(target) as record:
        coding.withdraw(record, 2, by="mia")
    answer = client.get(f"/events/{key}/history")
    assert answer.status_code == 200 and "quinquereme" in answer.text


@pytest.mark.parametrize(
    "query", ["q=quinquereme", "least=80000", "status=reviewed", "status=changed", "status=started"]
)
def test_no_filter_tells_what_was_decided(blind: tuple[TestClient, dict[str, list[str]]], query: str) -> None:
    client, parts = blind
    for address in ("/events", "/api/v1/events", "/events/map", "/api/v1/map"):
        assert parts["event"][0] not in client.get(f"{address}?{query}").text, address

"""What a program reads over the API is what the record says, in the shapes of the contract."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from knell.contract import extraction_json, figure_json, linked_json
from knell.record import Record
from knell.telling import sources_json
from knell.web import Settings, create_app
from tests.web.small import fill

V1 = "/api/v1"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("api")
    return fill(folder, str(folder / "knell.db"))


@pytest.fixture(scope="module")
def client(target: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(target, single="ann")), base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="module")
def record(target: str) -> Iterator[Record]:
    with Record(target, create=False) as opened:
        yield opened


def got(client: TestClient, path: str, **params: Any) -> Any:
    """What is answered there."""
    answer = client.get(V1 + path, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def refused(client: TestClient, path: str, status: int) -> dict[str, Any]:
    """What is said where it is not."""
    answer = client.get(V1 + path)
    assert answer.status_code == status, answer.text
    (name,) = answer.json()
    assert name == "error"
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) == {"code", "message", "fields"} and "\n" not in error["message"]
    return error


def test_an_event_is_the_object_that_the_command_prints(client: TestClient, record: Record) -> None:
    event = record.events()[0]
    assert got(client, f"/events/{event.key}").items() >= linked_json(event).items()
    by_ucdp = [figure_json(one) for one in record.figures(event.key, "ucdp").values()]
    assert got(client, f"/events/{event.key}/figures", rule="ucdp")["figures"] == by_ucdp
    every = got(client, f"/events/{event.key}/figures", rule="all")["figures"]
    assert len({one["rule"] for one in every}) > 4 and all(one in every for one in by_ucdp)


def test_claims_come_with_their_report_and_source(client: TestClient, record: Record) -> None:
    event = record.events()[0]
    claims = got(client, f"/events/{event.key}/claims")["claims"]
    assert [one["id"] for one in claims] == list(event.claims)
    groups = {group["key"]: group for group in got(client, f"/events/{event.key}/sources")["groups"]}
    for claim in claims:
        assert claim["id"] in groups[claim["source"]]["claims"]
        text = got(client, f"/reports/{quote(claim['report'], safe='')}/text")["text"]
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_what_else_is_told_of_an_event(client: TestClient, record: Record) -> None:
    first, second = (event.key for event in record.events())
    assert got(client, f"/events/{first}/findings")["findings"][0]["responsible"] == "the militia"
    assert got(client, f"/events/{second}/commemorations")["commemorations"][0]["month"] == 6
    steps = got(client, f"/events/{first}/timeline")["timeline"]
    assert [step["low"] for step in steps if step["outcome"] == "killed"] == [12, 15]
    (copy,) = got(client, f"/events/{first}/sources")["copies"]
    assert copy["later"] == "mirror" and copy["passages"][0]["words"] == []
    whole = sources_json(record.event(first), record.statements(first), record.reports(first))
    assert got(client, f"/events/{first}/sources", words="true") == whole
    assert whole["copies"][0]["passages"][0]["words"]


def test_reports_come_by_the_page_and_whole(client: TestClient, record: Record) -> None:
    found = got(client, "/reports", since="2021-01-01", size=2)
    assert [one["id"] for one in found["reports"]] == ["mirror", "herald"] and found["total"] == 3
    assert len(got(client, "/reports", since="2021-01-01", size=2, page=2)["reports"]) == 1
    assert [one["id"] for one in got(client, "/reports", outlet="Star")["reports"]] == ["elsewhere"]
    assert got(client, "/reports", event=record.events()[0].key)["total"] == 3
    for extraction in record.extractions():
        assert got(client, f"/reports/{quote(extraction.report.id, safe='')}") == extraction_json(extraction)


def test_the_original_is_what_was_archived_and_is_shown_nowhere(client: TestClient, record: Record) -> None:
    name = quote("gazette/1?a=é", safe="")
    answer = client.get(f"{V1}/reports/{name}/original")
    assert answer.content == record.raw("gazette/1?a=é")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "gazette" not in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]


def test_evidence_is_an_archive_that_checks_itself(client: TestClient, record: Record) -> None:
    key = record.events()[0].key
    answers = [client.get(f"{V1}/events/{key}/evidence") for _ in range(2)]
    assert answers[0].content == answers[1].content
    with zipfile.ZipFile(io.BytesIO(answers[0].content)) as packed:
        sums = packed.read("evidence/SHA256SUMS").decode("ascii").splitlines()
        assert len(sums) > 10
        for line in sums:
            digest, name = line.split("  ")
            assert hashlib.sha256(packed.read(f"evidence/{name}")).hexdigest() == digest


@pytest.mark.parametrize("below", ["", "/figures", "/claims", "/sources", "/timeline", "/findings", "/evidence"])
def test_what_is_not_there_is_said_so(client: TestClient, below: str) -> None:
    assert refused(client, f"/events/none{below}", 404)["message"] == "there is no event none"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/me?x=1", "query.x"),
        ("/reports?page=0", "query.page"),
        ("/reports?page=1&page=2", "query.page"),
        ("/reports?size=99999999999999999999", "query.size"),
        ("/reports?since=2021-02-30", "query.since"),
        ("/reports?since=1614556800", "query.since"),
        ("/reports?since=2021-02-28T00:00:00", "query.since"),
        (f"/reports?outlet={'a' * 501}", "query.outlet"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(client: TestClient, path: str, field: str) -> None:
    assert [one["name"] for one in refused(client, path, 422)["fields"]] == [field]


def test_every_operation_says_what_it_needs_and_can_answer(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    names = []
    for path, operations in document["paths"].items():
        assert path.startswith("/api/v1/")
        for operation in operations.values():
            names.append(operation["operationId"])
            assert operation["summary"] and operation["tags"]
            assert "x-knell-right" in operation
            rights = operation["x-knell-right"]
            assert (rights == []) == (operation["security"] == []) == ("Public." in operation["description"])
            assert all(f"`{right}`" in operation["description"] for right in rights)
            assert {"200", "201"} & set(operation["responses"]) and "422" in operation["responses"]
            assert not rights or {"401", "403"} <= set(operation["responses"])
    assert len(names) == len(set(names)) > 10
    shapes = document["components"]["schemas"]
    assert all(name.isalnum() for name in shapes)
    assert set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document))) <= set(shapes)


def test_events_are_listed_as_on_the_pages(client: TestClient, record: Record) -> None:
    found = got(client, "/events")
    assert [one["key"] for one in found["events"]] == [event.key for event in record.events()] and found["total"] == 2
    assert found["events"][0]["figures"] == linked_json(record.events()[0])["figures"]
    assert found["facets"]["countries"] == {"AF": 2}
    assert [one["place"]["name"] for one in got(client, "/events", words="kunduz star")["events"]] == ["Kunduz"]
    assert got(client, "/events", start="2021-01-01", least=12)["total"] == 1
    assert got(client, "/events", outcome="missing")["total"] == 0
    assert len(got(client, "/events", size=1, page=2)["events"]) == 1
    assert {one["place"] for one in got(client, "/events/map")["points"]} == {"Herāt", "Kunduz"}
    assert [one["start"] for one in got(client, "/events/timeline")["periods"]] == ["2020-06-01", "2021-03-01"]


@pytest.mark.parametrize("below", ["", "/map", "/timeline"])
def test_a_list_takes_only_what_it_knows(client: TestClient, below: str) -> None:
    for asked in ("outcome=hurt", "least=-1", "most=1e3", "start=yesterday", "rule=none", "query=x", "words=a&words=b"):
        refused(client, f"/events{below}?{asked}", 422)

"""The pages of second coding, as a coder and as one who gives events out use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from knell.record import Codings, Record
from knell.review import coding
from knell.web import Settings, create_app
from tests.web.asking import send


@pytest.fixture
def keys(target: str) -> list[str]:
    """The keys of the events, most reports first."""
    with Record(target) as record:
        return [one.key for one in record.events()]


@pytest.fixture
def bo(target: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(target, single="bo")), base_url="http://localhost") as opened:
        yield opened


def claims_on(text: str) -> list[str]:
    return re.findall(r'href="\?claim=([0-9a-f]+)"', text)


def test_events_are_given_out_by_key_and_by_lot(client: TestClient, target: str, keys: list[str]) -> None:
    answer = send(client, "/coding/assign", {"coder": "bo", "events": f"{keys[2][:10]}\nnowhere"})
    assert answer.status_code == 303
    text = client.get("/coding").text
    assert "1 given to bo." in text and "nowhere: there is no such event" in text
    send(client, "/coding/sample", {"coder": "ed", "size": "1", "seed": "5", "q": "Baku"})
    text = client.get("/coding").text
    assert "with seed 5" in text and "words: Baku" in text and "number 1 of 2" in text
    with Record(target) as record:
        assert [(one.coder, one.by) for one in Codings(record).assignments()] == [("bo", "ana"), ("ed", "ana")]
    send(client, "/coding/withdraw", {"number": "1"})
    assert "no longer for bo" in client.get("/coding").text


def test_a_coder_says_what_he_reads_and_finishes(bo: TestClient, target: str, keys: list[str]) -> None:
    key = keys[2]
    with Record(target) as record:
        coding.assign(record, key, "bo", by="mia")
        claims = record.event(key).claims
    page = bo.get(f"/coding/{key}").text
    assert f"Claim 1 of {len(claims)}" in page and "<mark id=" in page
    for claim in claims:
        answer = send(bo, f"/coding/{key}/claims/{claim}", {"answer": "read"})
        assert answer.status_code == 303
    assert answer.headers["location"].endswith("#event")
    assert "when and where the event was" in bo.get(f"/coding/{key}").text
    send(bo, f"/coding/{key}/finish")
    assert "nothing is said yet of the event" in bo.get(f"/coding/{key}").text
    where = {"start": "1990-01-22", "end": "1990-01-22", "date_precision": "1", "country-untold": "1", "place": ""}
    send(bo, f"/coding/{key}/event", where)
    assert "Finish this coding" in bo.get(f"/coding/{key}").text
    assert bo.get(f"/coding/{key}").status_code == 200
    send(bo, f"/coding/{key}/finish")
    assert "Finished." in bo.get("/coding").text
    assert "can be looked at and no longer changed" in bo.get(f"/coding/{key}").text
    with Record(target) as record:
        said = Codings(record).said([1])
    assert said[-1].said["country"] == "can't tell" and said[-1].said["place"] is None


def test_answers_are_kept_field_by_field(bo: TestClient, target: str, keys: list[str]) -> None:
    with Record(target) as record:
        coding.assign(record, keys[0], "bo", by="mia")
    first, second = claims_on(bo.get(f"/coding/{keys[0]}").text)[:1] * 2
    fields = {"answer": "fields", "outcome": "killed", "low": "7", "high-untold": "1", "wording": "at_least"}
    fields |= {"role": "part", "victims_status": "", "cited_type": "can't tell", "negated": "no"}
    send(bo, f"/coding/{keys[0]}/claims/{first}", fields)
    page = bo.get(f"/coding/{keys[0]}?claim={second}").text
    assert "You said" in page and 'name="high-untold" value="1" checked' in page
    send(bo, f"/coding/{keys[0]}/claims/{first}", {**fields, "low": "seven"})
    assert "seven is not a whole number" in bo.get(f"/coding/{keys[0]}").text
    send(bo, f"/coding/{keys[0]}/claims/{first}", {"answer": "not"})
    assert "It is not a claim of this event" in bo.get(f"/coding/{keys[0]}?claim={first}").text


def test_a_missing_claim_is_reported_by_its_words(bo: TestClient, target: str, keys: list[str]) -> None:
    with Record(target) as record:
        coding.assign(record, keys[2], "bo", by="mia")
        report = record.reports(keys[2])[0]
    words = report.text.split()[5]
    fields = {
        "report": report.id,
        "words": words,
        "outcome": "injured",
        "low": "2",
        "high": "2",
        "wording": "exact",
        "negated": "no",
    }
    send(bo, f"/coding/{keys[2]}/missing", {**fields, "words": "no such words here"})
    assert "not in the report" in bo.get(f"/coding/{keys[2]}").text
    send(bo, f"/coding/{keys[2]}/missing", fields)
    page = bo.get(f"/coding/{keys[2]}").text
    assert "1 reported as missing" in page and "Take back" in page
    send(bo, f"/coding/{keys[2]}/missing/take-back", {"number": "1"})
    assert "reported as missing" not in bo.get(f"/coding/{keys[2]}").text


def test_what_was_not_given_is_not_there(bo: TestClient, keys: list[str]) -> None:
    answer = bo.get(f"/coding/{keys[0]}")
    assert answer.status_code == 404 and "was not given" in answer.text


def test_what_is_coded_blind_is_locked_elsewhere(bo: TestClient, target: str, keys: list[str]) -> None:
    with Record(target) as record:
        coding.assign(record, keys[0], "bo", by="mia")
        report = record.event(keys[0]).reports[0]
    for address in (f"/api/v1/events/{keys[0]}", f"/api/v1/reports/{report}"):
        assert bo.get(address).status_code == 423, address
    assert bo.get(f"/api/v1/events/{keys[1]}").status_code == 200

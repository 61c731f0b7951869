"""Disagreements are settled on a page that does not say who said what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knell.record import Record
from knell.review import coding, coding_disputes, coding_sheet
from knell.web import Settings, create_app
from tests.web.asking import send
from tests.web.people import office

WHERE = {"start": "1990-01-22", "end": "1990-01-22", "date_precision": "1", "country": "AZ", "place": "Azerbaijan"}

DIFFER: tuple[tuple[str, dict[str, str | int | None]], ...] = (
    ("boris", {"role": "part"}),
    ("edna", {"low": 61, "high": 77, "wording": "range"}),
)


@pytest.fixture
def event(target: str) -> str:
    """An event with one claim, coded by two people who differ about its number and its role."""
    with Record(target) as record:
        key = record.events()[2].key
        for coder, changes in DIFFER:
            coding.assign(record, key, coder, by="mia")
            for line in coding_sheet.sheet(record, coder, key).lines:
                coding.code_claim(record, coder, key, line.claim.id, {**line.read, **changes})
            coding.code_event(record, coder, key, WHERE)
            coding.finish(record, coder, key)
    return key


@pytest.fixture
def rita(target: str, event: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(target, single="rita")), base_url="http://localhost") as opened:
        yield opened


def form(text: str) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    return dict(re.findall(r'name="(item|field|seen)" value="([^"]+)"', text))


def test_the_queue_shrinks_as_disagreements_are_settled(rita: TestClient, target: str, event: str) -> None:
    page = rita.get("/adjudication").text
    assert "2 to settle" in page and "How many does it say?" in page
    assert "boris" not in page and "edna" not in page
    asked = form(page)
    letter = re.findall(r'aria-label="Answer (\w)">(.*?)</section>', page, re.S)
    theirs = next(one for one, words in letter if "61" in words)
    send(rita, "/adjudication", {**asked, "choice": theirs, "why": "both numbers are named"})
    page = rita.get("/adjudication").text
    assert "1 to settle" in page and "What is the number to the event?" in page
    assert "boris" in page and "edna" in page and "both numbers are named" in page
    asked = form(page)
    assert send(rita, "/adjudication", {**asked, "choice": "other", "role": "additional"}).status_code == 303
    assert "Say why neither" in rita.get("/adjudication").text
    send(rita, "/adjudication", {**asked, "choice": "other", "role": "additional", "why": "added to the others"})
    page = rita.get("/adjudication").text
    assert "Nothing is left for you to settle" in page
    with Record(target) as record:
        name = record.event(event).claims[0]
        claim = record.claim_states([name])[name].claim
        assert (claim.count.low, claim.count.high, claim.role) == (61, 77, "additional")
        assert {one.by for one in record.history(claim=claim.id)} == {"rita"}
        assert all(one.why.startswith("adjudication of second codings") for one in record.history(claim=claim.id))


def test_a_coder_of_it_is_not_asked(target: str, event: str) -> None:
    with TestClient(create_app(Settings(target, single="boris")), base_url="http://localhost") as boris:
        page = boris.get("/adjudication").text
        assert "0 to settle" in page and "2 for somebody else" in page
        fields = {"item": "claim:x", "field": "role", "choice": "A"}
        send(boris, "/adjudication", fields)
        assert "not yours to settle" in boris.get("/adjudication").text


def test_what_was_decided_meanwhile_is_a_conflict(rita: TestClient, target: str, event: str) -> None:
    asked = form(rita.get("/adjudication").text)
    with Record(target) as record:
        (claim,) = record.claims(event)
        record.correct(claim.id, {"severity": "light"}, by="ana", why="as it says")
    answer = send(rita, "/adjudication", {**asked, "choice": "A"})
    assert answer.status_code == 409
    with Record(target) as record:
        assert len(record.history(claim=claim.id)) == 1


def test_agreement_is_shown_by_field(rita: TestClient) -> None:
    page = rita.get("/agreement").text
    assert "2 finished codings of 1 event, by boris, edna" in page
    assert "what never varies shows no agreement" in page
    assert "By pair of coders" in page and "boris and edna" in page


def test_whoever_settles_may_see_how_far_codings_agree(tmp_path: Path) -> None:
    made = office(tmp_path)
    for role, status in (("reader", 403), ("coder", 403), ("reviewer", 200), ("manager", 200)):
        who = made.client(made.people[role], for_api=False)
        assert who.get("/agreement").status_code == status
        assert ('href="/agreement"' in who.get("/events").text) is (status == 200)
        program = made.client(made.people[role], for_api=True)
        assert program.get("/api/v1/agreement").status_code == status


def test_disagreements_are_found_once_until_anything_changes(
    rita: TestClient, target: str, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Record] = []

    class Counted(coding_disputes.Finder):
        """Says each time that it looks."""

        def __init__(self, record: Record) -> None:
            found.append(record)
            super().__init__(record)

    monkeypatch.setattr(coding_disputes, "Finder", Counted)
    first = rita.get("/adjudication").text
    assert rita.get("/adjudication").text == first and len(found) <= 1
    with Record(target) as record:
        (claim,) = record.claims(event)
        found.clear()
        record.accept(claim.id, by="ana")
        rita.get("/adjudication")
        given = coding.assign(record, event, "carl", by="rita")
        assert "when all who code the event have finished" in rita.get("/adjudication").text
        coding.withdraw(record, given.number, by="rita")
        rita.get("/adjudication")
    assert len(found) == 3

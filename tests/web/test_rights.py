"""Who may do what, through pages and API alike: every route is asked by people of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knell.web.access import PUBLIC
from knell.web.reference import addresses, undeclared
from tests.web.people import Office, Who, office

# What the parts of addresses stand for where they are no key of the small record.
NAMES = {"number": "1", "queue": "disputed", "name": "target", "ident": "none", "item": "1", "field": "outcome"}
PEOPLE = (
    "nobody",
    "reader",
    "coder",
    "reviewer",
    "manager",
    "admin",
    "disabled",
    "token for viewing",
    "grant here",
    "grant elsewhere",
    "grant that ended",
)


@pytest.fixture(scope="module")
def the_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = office(tmp_path_factory.mktemp("rights"))
    yield made
    made.record.close()


def filled(path: str, office: Office) -> str:
    """An address with names in it that the record has."""
    linked = office.record.event(office.event)
    known = {**NAMES, "event": office.event, "claim": linked.claims[0], "report": "herald"}
    return path.format_map(known)


def is_refused(client: TestClient, method: str, path: str) -> bool:
    """Whether who asks is sent to sign in, or told that a right is lacking."""
    body: dict[str, Any] = {} if method == "GET" else {"json": {}} if path.startswith("/api/") else {"data": {}}
    answer = client.request(method, path, follow_redirects=False, **body)
    assert answer.status_code < 500, f"{method} {path}: {answer.text}"
    to_sign_in = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
    return answer.status_code == 401 or to_sign_in or (answer.status_code == 403 and "needs the right" in answer.text)


def is_of_event(path: str) -> bool:
    """Whether an address is about one event: it names it, one of its claims, or the first decision, about a claim."""
    of_claim = "{claim}" in path and not path.endswith("/move")
    return "{event}" in path or of_claim or path.endswith("/decisions/{number}/undo")


def test_every_address_needs_a_right_or_is_public(the_office: Office) -> None:
    open_to_all = {(method, path) for method, path, rights in addresses(the_office.app) if not rights}
    assert open_to_all == set(PUBLIC) and not undeclared(the_office.app)


@pytest.mark.parametrize("label", PEOPLE)
def test_each_is_let_in_or_refused_by_rights_alone(the_office: Office, label: str) -> None:
    who: Who = the_office.people[label]
    browser, program = the_office.client(who, False), the_office.client(who, True)
    wrong = []
    for method, path, rights in addresses(the_office.app):
        if not rights:
            continue
        is_api = path.startswith("/api/")
        if label == "token for viewing" and not is_api:
            continue
        expected = who.may_all(rights, is_of_event(path))
        if is_refused(program if is_api else browser, method, filled(path, the_office)) == expected:
            wrong.append(f"{method} {path} by {label}: {'refused' if expected else 'let in'}")
    assert not wrong, "\n".join(wrong)


def test_a_right_for_one_event_is_one_for_its_claims_and_no_others(the_office: Office) -> None:
    program = the_office.client(the_office.people["grant here"], True)
    here = the_office.record.event(the_office.event).claims[0]
    there = next(one for one in the_office.record.events() if one.key != the_office.event).claims[0]
    made = program.post(f"/api/v1/claims/{here}/accept", json={})
    assert made.status_code == 201
    number = made.json()["number"]
    assert program.post(f"/api/v1/claims/{there}/accept", json={}).status_code == 403
    moved = program.post(f"/api/v1/claims/{here}/move", json={"event": None, "why": "another night"})
    assert moved.status_code == 403
    assert program.post("/api/v1/claims/nothing/accept", json={}).status_code == 403
    other = the_office.record.accept(there, by="Boss").number
    assert program.post(f"/api/v1/decisions/{other}/undo", json={}).status_code == 403
    assert program.post(f"/api/v1/decisions/{number}/undo", json={}).status_code == 201

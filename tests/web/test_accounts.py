"""Accounts as people meet them: signing in and out, one's own account, those of others, and the log of it all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from knell.record import Record
from knell.review import Role, accounts, operator
from knell.web import Settings, create_app
from tests.web.asking import send

HERE = "http://localhost"
WORDS = {"ana": "seven grey herons", "ben": "a lantern in fog", "cem": "wet ropes on deck"}
SECRET = re.compile(r'<code class="secret">([^<]+)</code>')


@pytest.fixture
def app(target: str, cheap_passwords: None) -> FastAPI:
    """The record with an admin, a manager and a reader."""
    with Record(target) as record:
        for name, role in (("ana", Role.ADMIN), ("ben", Role.MANAGER), ("cem", Role.READER)):
            accounts.add(record, name, WORDS[name], role, operator("test"))
    return create_app(Settings(target))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE) as opened:
        yield opened


def enter(client: TestClient, name: str, password: str | None = None, **more: str) -> Response:
    return send(client, "/sign-in", {"name": name, "password": WORDS[name] if password is None else password, **more})


def secret(answer: Response) -> str:
    found = SECRET.search(answer.text)
    assert found is not None, answer.text
    return found[1]


def test_who_signs_in_goes_on_to_where_he_wanted_to_be(client: TestClient) -> None:
    answer = enter(client, "ana", next="/people?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/people?x=1")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert "ana" in client.get("/people").text
    assert client.get("/sign-in", follow_redirects=False).status_code == 303


def test_over_an_encrypted_connection_the_cookie_stays_there(app: FastAPI) -> None:
    with TestClient(app, base_url="https://localhost") as client:
        cookie = enter(client, "ana").headers["set-cookie"]
    assert cookie.startswith("__Host-knell-session=") and "; Secure" in cookie


def test_what_is_wrong_is_not_told(client: TestClient) -> None:
    answers = [enter(client, "ana", "not this one"), enter(client, "nobody", "not this one"), enter(client, "", "")]
    assert [answer.status_code for answer in answers] == [401] * 3
    shown = {re.sub(r'(value|content)="[^"]*"', "", answer.text) for answer in answers}
    assert len(shown) == 1
    assert "not this one" not in answers[0].text


def test_after_several_tries_one_has_to_wait(client: TestClient) -> None:
    statuses = [enter(client, "cem", f"wrong {number}").status_code for number in range(6)]
    assert statuses[0] == 401 and statuses[-1] == 429
    answer = enter(client, "cem")
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0


def test_passwords_are_not_taken_over_an_open_connection(target: str, app: FastAPI) -> None:
    with TestClient(create_app(Settings(target, hosts=("knell.example",))), base_url="http://knell.example") as client:
        answer = enter(client, "ana")
    assert answer.status_code == 403 and "set-cookie" not in answer.headers and "open connection" in answer.text


def test_who_signs_out_is_out(client: TestClient) -> None:
    enter(client, "ana")
    old = client.cookies["knell-session"]
    assert send(client, "/sign-out").headers["location"] == "/sign-in"
    assert "knell-session" not in client.cookies
    client.cookies.set("knell-session", old)
    assert client.get("/people", follow_redirects=False).headers["location"].startswith("/sign-in")


def test_a_password_is_changed_and_other_browsers_are_out(app: FastAPI, client: TestClient) -> None:
    enter(client, "cem")
    with TestClient(app, base_url=HERE) as other:
        enter(other, "cem")
        fields = {"old": WORDS["cem"], "new": "slow tide at noon", "again": "slow tide at noon"}
        assert send(client, "/account/password", fields | {"again": "else"}).status_code == 422
        assert send(client, "/account/password", fields | {"old": "wrong"}).status_code == 422
        assert send(client, "/account/password", fields | {"new": "short", "again": "short"}).status_code == 422
        assert send(client, "/account/password", fields).status_code == 303
        assert "The password is changed" in client.get("/account?changed=1").text
        assert other.get("/account", follow_redirects=False).status_code == 303
    assert enter(client, "cem").status_code == 401


def test_one_time_codes(app: FastAPI, client: TestClient) -> None:
    enter(client, "cem")
    begun = send(client, "/account/codes", {"password": WORDS["cem"]})
    assert "<svg" in begun.text and "<style" not in begun.text and " style=" not in begun.text
    codes = pyotp.TOTP(secret(begun))
    assert send(client, "/account/codes/confirm", {"code": "000000"}).status_code == 422
    paper = re.findall(
        r"<li><code>([a-z0-9-]+)</code>", send(client, "/account/codes/confirm", {"code": codes.now()}).text
    )
    assert len(paper) == 10
    send(client, "/sign-out")
    asked = enter(client, "cem")
    assert asked.status_code == 401 and "one-time code" in asked.text
    assert enter(client, "cem", code="000000").status_code == 401
    later = codes.at(datetime.now(UTC) + timedelta(seconds=30))
    assert enter(client, "cem", code=later).status_code == 303
    send(client, "/sign-out")
    assert enter(client, "cem", code=paper[0]).status_code == 303
    assert "9 codes" in client.get("/account").text
    assert send(client, "/account/codes/stop", {"password": WORDS["cem"]}).status_code == 303
    send(client, "/sign-out")
    assert enter(client, "cem").status_code == 303


def test_a_token_is_shown_once_and_opens_what_it_may(app: FastAPI, client: TestClient) -> None:
    enter(client, "ben")
    until = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    made = send(client, "/account/tokens", {"name": "monthly", "may": "view", "until": until})
    text = secret(made)
    assert text not in client.get("/account").text and "monthly" in client.get("/account").text
    with TestClient(app, base_url=HERE) as program:
        headers = {"Authorization": f"Bearer {text}"}
        assert program.get("/api/v1/me", headers=headers).json()["name"] == "ben"
        assert program.get("/audit", headers=headers).status_code == 403
        assert program.post("/account/tokens", headers=headers, data={"name": "more"}).status_code == 403
        found = re.search(r"/account/tokens/(\w+)/revoke", client.get("/account").text)
        assert found is not None
        send(client, found[0])
        assert program.get("/api/v1/me", headers=headers).status_code == 401


def test_a_token_needs_a_day_and_rights_that_one_has(client: TestClient) -> None:
    enter(client, "cem")
    until = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    for fields in (
        {"may": "view", "until": ""},
        {"may": "view", "until": "9999-12-31"},
        {"until": until},
        {"may": "people", "until": until},
        {"may": "fly", "until": until},
    ):
        answer = send(client, "/account/tokens", {"name": "one", **fields})
        assert answer.status_code == 422, fields
        assert 'aria-invalid="true"' in answer.text


def test_an_account_is_made_and_must_change_its_password_first(app: FastAPI, client: TestClient) -> None:
    enter(client, "ana")
    first = secret(send(client, "/people", {"name": "dee", "role": "coder"}))
    with TestClient(app, base_url=HERE) as dee:
        assert enter(dee, "dee", first).headers["location"] == "/account"
        assert dee.get("/", follow_redirects=False).headers["location"] == "/account"
        assert "Choose your own" in dee.get("/account").text
        assert dee.get("/api/v1/me").status_code == 403
        assert send(dee, "/account/tokens", {"name": "x"}).status_code == 403
        fields = {"old": first, "new": "paper boats again", "again": "paper boats again"}
        assert send(dee, "/account/password", fields).status_code == 303
        assert dee.get("/api/v1/me").status_code == 200


def test_who_keeps_accounts_changes_them(app: FastAPI, client: TestClient) -> None:
    enter(client, "ana")
    with TestClient(app, base_url=HERE) as cem:
        enter(cem, "cem")
        assert send(client, "/people/cem/role", {"role": "coder"}).status_code == 303
        assert cem.get("/account", follow_redirects=False).status_code == 303
        enter(cem, "cem")
        send(client, "/people/cem/grants", {"right": "export", "until": "2999-01-01"})
        page = client.get("/people/cem").text
        assert "export" in page and "1 January 2999" not in page and "2 January 2999" in page
        send(client, "/people/cem/grants/1/end")
        assert "ended by ana" in client.get("/people/cem").text
        assert (
            "last day"
            in client.get(
                send(client, "/people/cem/grants", {"right": "view", "until": "soon"}).headers["location"]
            ).text
        )
        send(client, "/people/cem/disable")
        assert cem.get("/account", follow_redirects=False).status_code == 303
        assert enter(cem, "cem").status_code == 401
        send(client, "/people/cem/enable")
        assert enter(cem, "cem").status_code == 303


def test_what_cannot_be_is_said(client: TestClient) -> None:
    enter(client, "ana")
    for address, fields, words in (
        ("/people", {"name": "BEN", "role": "coder"}, "there is an account"),
        ("/people/ana/role", {"role": "reader"}, "you cannot change your own role"),
        ("/people/ana/disable", {}, "admin"),
    ):
        answer = send(client, address, fields)
        assert words in client.get(answer.headers["location"]).text, address
    assert client.get("/people/nobody").status_code == 404


def test_others_do_not_get_there(client: TestClient) -> None:
    enter(client, "ben")
    assert client.get("/people").status_code == 403
    assert send(client, "/people", {"name": "eve", "role": "admin"}).status_code == 403
    assert client.get("/audit").status_code == 200 and client.get("/audit/export").status_code == 200
    send(client, "/sign-out")
    enter(client, "cem")
    assert client.get("/audit").status_code == 403 and client.get("/audit/export").status_code == 403
    assert "/audit" not in client.get("/account").text


def test_the_log_is_read_filtered_and_taken_out(client: TestClient) -> None:
    enter(client, "ana", "wrong")
    enter(client, "ana")
    client.get("/audit/export")
    page = client.get("/audit?check=1").text
    assert "sign-in failed" in page and "signed in" in page and "taken out" in page and "whole" in page
    assert "sign-in failed" not in client.get("/audit?what=signed+in").text.split("<table")[1]
    assert "No such line" in client.get("/audit?who=somebody").text
    assert "No such line" in client.get("/audit?until=1999-01-01").text
    assert client.get("/audit?since=soon").status_code == 422
    lines = [json.loads(line) for line in client.get("/audit/export").text.splitlines()]
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert WORDS["ana"] not in json.dumps(lines)


def test_a_refusal_is_logged_with_who_was_refused(client: TestClient) -> None:
    enter(client, "cem")
    client.get("/audit")
    client.post("/sign-out")
    send(client, "/sign-out")
    enter(client, "ana")
    found = [json.loads(line) for line in client.get("/audit/export").text.splitlines()]
    refusals = [(line["who"], line["detail"]["asked"]) for line in found if line["what"] == "refused"]
    assert refusals == [("cem", "GET /audit"), ("cem", "POST /sign-out")]


def test_the_first_account_ends_the_time_of_the_one_person(target: str) -> None:
    with TestClient(create_app(Settings(target, single="solo")), base_url=HERE) as client:
        client.app.state.access._looked = 0.0  # type: ignore[attr-defined]
        assert client.get("/people").status_code == 200
        assert client.get("/account").status_code == 403
        with Record(target) as record:
            accounts.add(record, "ana", WORDS["ana"], Role.ADMIN, operator("test"))
        client.app.state.access._looked = 0.0  # type: ignore[attr-defined]
        assert client.get("/people", follow_redirects=False).headers["location"].startswith("/sign-in")

"""What the app lets nobody do: forms from elsewhere, other names, too much, too fast; and what it lets nobody see."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import FastAPI, Form, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient

from knell.record import Missing, RecordError
from knell.web import Settings, create_app
from knell.web.access import Viewer
from knell.web.forgery import HEADER
from knell.web.refusals import safe_next
from knell.web.security_limits import LARGEST_BODY, Buckets
from knell.web.settings import ANY_ADDRESS
from tests.web.asking import ask, send, token

HERE = "http://localhost"
SECRET = "hunter2-and-more"


def with_trials(app: FastAPI) -> FastAPI:
    """Addresses to try things on."""

    @app.post("/trial")
    def trial(person: Viewer, word: Annotated[str, Form()] = "") -> Response:
        return JSONResponse({"word": word, "by": person.name})

    @app.post("/api/v1/trial")
    def api_trial(person: Viewer) -> Response:
        return JSONResponse({"by": person.name})

    @app.get("/fails/{how}")
    @app.get("/api/v1/fails/{how}")
    def fails(how: str, request: Request) -> Response:
        errors: dict[str, Exception] = {
            "here": ZeroDivisionError(SECRET),
            "missing": Missing("/srv/knell.db: there is no event abc"),
            "blind": HTTPException(423, "You code this event blind."),
            "busy": RecordError("/srv/knell.db: is in use by another program; try again when that has finished"),
        }
        raise errors[how]

    return app


@pytest.fixture
def trials(target: str) -> Iterator[TestClient]:
    app = with_trials(create_app(Settings(target, single="ana")))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def test_every_answer_has_its_headers(trials: TestClient) -> None:
    for address in (
        "/nowhere",
        "/fails/here",
        "/api/openapi.json",
        "/static/knell.css",
        "/static/nothing",
        "/api/v1/no",
    ):
        headers = trials.get(address).headers
        assert "default-src 'self'" in headers["content-security-policy"], address
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cache-control"] != ""
    assert "strict-transport-security" not in trials.get("/nowhere").headers


def test_cookies_are_kept_from_scripts_and_other_sites(target: str) -> None:
    app = create_app(Settings(target, single="ana"))
    with TestClient(app, base_url=HERE) as client:
        cookie = client.get("/nowhere").headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie
    with TestClient(app, base_url="https://localhost") as client:
        cookie = client.get("/nowhere").headers["set-cookie"]
        assert cookie.startswith("__Host-knell-visit=") and "; Secure" in cookie
        assert "max-age" in client.get("/nowhere").headers["strict-transport-security"]


def test_a_form_of_ours_is_taken(trials: TestClient) -> None:
    assert send(trials, "/trial", {"word": "нет"}).json() == {"word": "нет", "by": "ana"}
    assert ask(trials, "POST", "/api/v1/trial").json() == {"by": "ana"}


def test_a_form_without_our_token_is_not(trials: TestClient) -> None:
    own = token(trials)
    for fields in ({}, {"csrf_token": "0" * 64}, {"csrf_token": ""}, {"csrf_token": [own, own]}):
        assert trials.post("/trial", data=fields).status_code == 403, fields
    assert trials.post("/trial", json={"csrf_token": own}).status_code == 403
    answer = trials.post("/api/v1/trial", json={})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")


def test_a_token_shown_to_another_browser_is_not_taken(trials: TestClient, target: str) -> None:
    with TestClient(create_app(Settings(target, single="ana")), base_url=HERE) as other:
        theirs = token(other)
    token(trials)
    assert trials.post("/trial", data={"csrf_token": theirs}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_is_not_taken_even_with_the_token(trials: TestClient, headers: dict[str, str]) -> None:
    assert trials.post("/trial", headers={HEADER: token(trials), **headers}).status_code == 403


def test_a_form_of_this_origin_is_taken(trials: TestClient) -> None:
    headers = {HEADER: token(trials), "Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    assert trials.post("/trial", headers=headers).status_code == 200


def test_a_bearer_counts_alone(trials: TestClient) -> None:
    """Who shows a token that opens nothing is nobody, although this browser is somebody."""
    answer = trials.post("/api/v1/trial", headers={"Authorization": "Bearer knell_none"})
    assert answer.status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.1.2.3", ""])
def test_other_names_are_not_answered(trials: TestClient, host: str) -> None:
    assert trials.get("/nowhere", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_own_names_are_answered(trials: TestClient, host: str) -> None:
    assert trials.get("/nowhere", headers={"Host": host}).status_code == 404


def test_names_that_were_allowed_are_answered(target: str) -> None:
    app = create_app(Settings(target, single="ana", hosts=("knell.example", ANY_ADDRESS)))
    with TestClient(app, base_url="http://knell.example") as client:
        assert client.get("/nowhere").status_code == 404
        assert client.get("/nowhere", headers={"Host": "10.1.2.3:8000"}).status_code == 404
        assert client.get("/nowhere", headers={"Host": "evil.example"}).status_code == 421


def test_a_body_is_limited_also_where_its_length_is_not_told(trials: TestClient) -> None:
    headers = {HEADER: token(trials)}

    def parts() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 1000 + 2):
            yield b"x" * 1000

    assert trials.post("/trial", content=b"x" * (LARGEST_BODY + 1), headers=headers).status_code == 413
    assert trials.post("/trial", content=parts(), headers=headers).status_code == 413
    assert trials.post("/trial", content=b"x" * 1000, headers=headers).status_code == 200


def test_who_asks_too_fast_is_told_when_to_come_again(target: str) -> None:
    with TestClient(create_app(Settings(target, single="ana", pace=1)), base_url=HERE) as client:
        answers = [client.get("/nowhere") for _ in range(15)]
        assert [answer.status_code for answer in answers[:10]] == [404] * 10
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert client.get("/static/knell.css").status_code == 200
        assert client.get("/api/v1/x").json()["error"]["code"] == "too_many"


def test_signing_in_is_held_back_sooner(trials: TestClient) -> None:
    statuses = [trials.post("/sign-in", data={}).status_code for _ in range(40)]
    assert 429 not in statuses[:30] and statuses[-1] == 429


def test_buckets_fill_again_and_are_forgotten() -> None:
    now = [0.0]
    buckets = Buckets(2, 0.5, lambda: now[0])
    assert [buckets.wait("a") for _ in range(3)] == [0, 0, 2]
    assert buckets.wait("b") == 0
    now[0] = 2.0
    assert [buckets.wait("a") for _ in range(2)] == [0, 2]
    for number in range(50_000):
        buckets.wait(str(number))
    assert len(buckets._of) <= 20_000


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("missing", 404, "There is no event abc"),
        ("blind", 423, "You code this event blind."),
        ("busy", 503, "Is in use by another program"),
        ("here", 500, "Something went wrong"),
    ],
)
def test_what_goes_wrong_is_said_and_no_more(trials: TestClient, how: str, status: int, words: str) -> None:
    for address in (f"/fails/{how}", f"/api/v1/fails/{how}"):
        answer = trials.get(address)
        assert answer.status_code == status
        assert words.casefold() in answer.text.casefold()
        assert "/srv" not in answer.text and SECRET not in answer.text and "Traceback" not in answer.text
    part = trials.get(f"/fails/{how}", headers={"HX-Request": "true"})
    assert part.headers["hx-retarget"] == "#said" and 'role="alert"' in part.text and "<html" not in part.text


def test_the_log_has_the_id_that_the_page_gives_and_no_secret(
    trials: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        text = trials.get(f"/fails/here?password={SECRET}", headers={"Cookie": f"knell-session={SECRET}"}).text
    ident = text.split("under the id ")[1][:8]
    assert ident in caplog.text and "ZeroDivisionError" in caplog.text
    assert SECRET not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("knell"))


def test_who_is_nobody_is_sent_to_sign_in_and_back(target: str) -> None:
    with TestClient(create_app(Settings(target)), base_url=HERE) as client:
        answer = client.get("/reports/%D0%B0%2Fb?x=%C3%A9", follow_redirects=False)
        assert answer.headers["location"] == "/sign-in?next=%2Freports%2F%25D0%25B0%252Fb%3Fx%3D%25C3%25A9"
        assert safe_next("/reports/%D0%B0%2Fb?x=%C3%A9") == "/reports/%D0%B0%2Fb?x=%C3%A9"
        answer = client.get("/", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2F")
        assert client.get("/api/v1/me").status_code in (401, 404)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/events?word=a%20b", "/events?word=a%20b"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("/a\r\nSet-Cookie: b=c", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_after_signing_in_one_stays_in_the_app(given: str | None, taken: str) -> None:
    assert safe_next(given) == taken

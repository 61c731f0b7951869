"""What nobody does with another's session, token or form, or finds out by asking; on every route there is."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pyotp
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import select

from knell.record import Record
from knell.record.columns import metadata
from knell.review import By, Right, Role, accounts, audit, operator, own, passwords, sessions, tokens
from knell.review.doing import now
from knell.web import Settings, create_app
from knell.web.access import PUBLIC
from knell.web.forgery import FIELD, HEADER
from knell.web.security_limits import Buckets
from tests.web.asking import send, token

HERE = "http://localhost"
WORDS = {"Aida": "eleven copper kettles", "Bakhtiyar": "the snow on the pier", "Chingiz": "a map of seven hills"}
ROLES = {"Aida": Role.ADMIN, "Bakhtiyar": Role.REVIEWER, "Chingiz": Role.READER}
SESSION = "knell-session"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture
def app(target: str, cheap_passwords: None, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    with Record(target) as record:
        for name, role in ROLES.items():
            accounts.add(record, name, WORDS[name], role, operator("test"))
    return create_app(Settings(target))


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pace is held: what follows too many failures is looked at alone."""
    monkeypatch.setattr(Buckets, "wait", lambda self, key: 0)


Browser = Callable[[], TestClient]


@pytest.fixture
def browser(app: FastAPI) -> Iterator[Browser]:
    """As many browsers as wanted."""
    opened = []

    def one() -> TestClient:
        opened.append(TestClient(app, base_url=HERE))
        return opened[-1]

    yield one
    for each in opened:
        each.close()


def enter(client: TestClient, name: str, password: str | None = None) -> Response:
    return send(client, "/sign-in", {"name": name, "password": WORDS.get(name, "") if password is None else password})


def is_in(client: TestClient) -> bool:
    return client.get("/account", follow_redirects=False).status_code == 200


def test_a_session_that_was_planted_is_never_taken_into_use(browser: Browser) -> None:
    client, planted = browser(), "chosen-by-somebody-else"
    client.cookies.set(SESSION, planted)
    answer = enter(client, "Bakhtiyar")
    assert answer.status_code == 303
    given = re.search(f"{SESSION}=([^;]+)", answer.headers["set-cookie"])
    assert given is not None and given[1] != planted and len(given[1]) >= 43
    other = browser()
    other.cookies.set(SESSION, planted)
    assert not is_in(other)


def test_signing_in_again_ends_the_session_that_the_browser_had(browser: Browser) -> None:
    client, thief = browser(), browser()
    enter(client, "Bakhtiyar")
    thief.cookies.set(SESSION, client.cookies[SESSION])
    assert is_in(thief)
    assert enter(client, "Bakhtiyar").status_code == 303
    assert is_in(client) and not is_in(thief)


def test_a_form_counts_only_in_the_session_that_it_was_shown_in(browser: Browser) -> None:
    client, other = browser(), browser()
    before = token(client)
    enter(client, "Aida")
    enter(other, "Bakhtiyar")
    for strange in (before, token(other), "", "0" * 64):
        for given in ({"data": {FIELD: strange, "role": "reader"}}, {"headers": {HEADER: strange}}):
            assert client.post("/people/Chingiz/role", **given).status_code == 403  # type: ignore[arg-type]
    assert send(client, "/people/Chingiz/role", {"role": "coder"}).status_code == 303


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/json", "application/x-yaml", ""]
)
def test_a_form_of_another_kind_carries_no_token(browser: Browser, kind: str) -> None:
    client = browser()
    enter(client, "Aida")
    own = token(client)
    part = f'--x\r\nContent-Disposition: form-data; name="{FIELD}"\r\n\r\n{own}\r\n--x--'
    bodies = (f"{FIELD}={own}&role=admin", f'{{"{FIELD}": "{own}"}}', part)
    for body in bodies:
        answer = client.post("/people/Chingiz/role", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 403
    with Record(client.app.state.settings.record) as record:  # type: ignore[attr-defined]
        assert accounts.account(record, "Chingiz").role is Role.READER


def made_token(app: FastAPI, owner: str = "Aida") -> str:
    record: Record = app.state.record
    text, _ = tokens.make(record, owner, "t", {Right.VIEW}, now() + timedelta(days=1), operator("test"))
    return text


def test_a_token_counts_in_its_header_only(app: FastAPI, browser: Browser) -> None:
    text, client = made_token(app), browser()
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {text}"}).status_code == 200
    for name in ("token", "access_token", "api_key", "authorization", "knell-session"):
        assert client.get("/api/v1/me", params={name: text}).status_code in (401, 422)
        assert client.get("/api/v1/me", headers={"X-API-Key": text, "Cookie": f"{name}={text}"}).status_code == 401
    for header in (f"Basic {text}", f"Token {text}", text, f"Bearer {text} x", f"Bearer {text}x", "Bearer"):
        assert client.get("/api/v1/me", headers={"Authorization": header}).status_code == 401


def test_a_session_is_no_token_and_a_token_no_session(app: FastAPI, browser: Browser) -> None:
    client = browser()
    enter(client, "Aida")
    session = client.cookies[SESSION]
    other = browser()
    assert other.get("/api/v1/me", headers={"Authorization": f"Bearer {session}"}).status_code == 401
    other.cookies.set(SESSION, made_token(app))
    assert not is_in(other)


def test_a_token_makes_no_accounts_and_no_tokens(app: FastAPI, browser: Browser) -> None:
    record: Record = app.state.record
    every, _ = tokens.make(record, "Aida", "t", set(Right), now() + timedelta(days=1), operator("test"))
    client, headers = browser(), {"Authorization": f"Bearer {every}"}
    for path in ("/people", "/people/Chingiz/role", "/people/Chingiz/password", "/account/password", "/account/codes"):
        data = {"name": "Eve", "role": "admin", "old": WORDS["Aida"], "password": WORDS["Aida"]}
        assert client.post(path, data=data, headers=headers).status_code == 403
    assert (
        client.post("/api/v1/me/tokens", json={"name": "more", "rights": ["view"]}, headers=headers).status_code >= 400
    )
    assert len(tokens.tokens_of(record, "Aida")) == 1


def test_as_much_is_worked_out_for_a_name_that_is_not_there(
    app: FastAPI, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enumeration by time: hashing is what takes long, and it is done once whoever is named."""
    record: Record = app.state.record
    accounts.disable(record, "Chingiz", operator("test"))
    hashed: list[str] = []
    real = passwords._hasher()

    class Counting:
        def verify(self, kept: str, given: str) -> bool:
            hashed.append(kept)
            return real.verify(kept, given)

        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

    monkeypatch.setattr(passwords, "_hasher", Counting)
    for name in ("Aida", "Chingiz", "Nobody", "", "a" * 150):
        hashed.clear()
        assert enter(browser(), name, "not the password").status_code == 401
        assert len(hashed) == 1, name


def test_too_many_tries_are_told_the_same_whoever_is_named(target: str, app: FastAPI, unhurried: None) -> None:
    told = []
    for name in ("Aida", "Nobody"):
        with TestClient(app, base_url=HERE, client=(f"198.51.100.{len(name)}", 1)) as client:
            answers = [enter(client, name, f"guess number {n}") for n in range(7)]
        told.append([(one.status_code, re.sub(r'(value|content)="[^"]*"', "", one.text)) for one in answers])
    assert told[0] == told[1] and [status for status, _ in told[0]] == [401] * 5 + [429] * 2
    with TestClient(app, base_url=HERE, client=("203.0.113.9", 1)) as elsewhere:
        assert enter(elsewhere, "Aida").status_code == 429
        assert enter(elsewhere, "Bakhtiyar").status_code == 303


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and address of the app, with what the record holds in place of what varies."""
    record: Record = app.state.record
    event = record.events()[0]
    known = {"event": event.key, "claim": event.claims[0], "report": event.reports[0], "name": "Chingiz", "number": "1"}
    found = []
    for route in iter_route_contexts(app.routes):
        path = route.path_format or route.path or ""
        path = re.sub(r"\{(\w+)[^}]*\}", lambda one: quote(known.get(one[1], "x"), safe=""), path)
        found += [(method, path) for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def test_every_route_answers_with_its_headers_and_nothing_inline(
    app: FastAPI, browser: Browser, unhurried: None
) -> None:
    nobody, admin = browser(), browser()
    enter(admin, "Aida")
    assert len(routes(app)) > 50
    for client in (nobody, admin):
        for method, path in routes(app):
            answer = client.request(method, path, follow_redirects=False)
            told = f"{method} {path} {answer.status_code}"
            assert answer.status_code < 500, told
            headers = answer.headers
            assert re.search("default-src '(self|none)'", headers["content-security-policy"]), told
            assert "unsafe" not in headers["content-security-policy"], told
            assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY", told
            assert "no-store" in headers["cache-control"], told
            assert "access-control-allow-origin" not in headers and "server" not in headers, told
            for cookie in headers.get_list("set-cookie"):
                assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie, told
            if headers.get("content-type", "").startswith("text/html"):
                assert not INLINE.search(answer.text), f"{told}: {INLINE.search(answer.text)}"
            if method != "GET":
                assert answer.status_code == 403, f"{told}: taken without the token of a form"
            elif client is nobody and (method, path) not in PUBLIC:
                assert answer.status_code in (303, 401), told


def test_who_is_nobody_cannot_fill_the_log(app: FastAPI, browser: Browser) -> None:
    client, record = browser(), app.state.record
    for _ in range(60):
        client.get("/api/v1/me")
    refused = audit.entries(record, audit.Filters(what="refused"))
    assert len(refused) == 20 and {one.who for one in refused} == {"(nobody)"}
    enter(client, "Chingiz")
    for _ in range(30):
        assert client.get("/audit").status_code == 403
    assert len(audit.entries(record, audit.Filters(what="refused", who="Chingiz"))) == 30


def test_the_log_says_what_a_program_did_and_reads_in_words(app: FastAPI, browser: Browser) -> None:
    client, record = browser(), app.state.record
    assert client.get("/audit", headers={"Authorization": f"Bearer {made_token(app)}"}).status_code == 403
    (line,) = audit.entries(record, audit.Filters(what="refused"))
    assert line.who == "Aida" and line.detail["by a program"] is True
    enter(client, "Aida")
    page = client.get("/audit").text
    assert "by a program: yes" in page and "must change: no; role: admin" in page and "rights: view" in page
    assert "False" not in page and "None" not in page


def test_an_admin_lets_somebody_in_who_lost_the_authenticator(app: FastAPI, browser: Browser) -> None:
    record: Record = app.state.record
    client = browser()
    enter(client, "Chingiz")
    found = sessions.find(record, client.cookies[SESSION], now())
    assert found is not None
    enrolment = own.begin_codes(record, WORDS["Chingiz"], By(found.person))
    own.confirm_codes(record, pyotp.TOTP(enrolment.secret).now(), By(found.person))
    admin = browser()
    enter(admin, "Aida")
    assert "No one-time codes" in admin.get("/people/Chingiz").text
    assert "No one-time codes" not in admin.get("/people/Bakhtiyar").text
    assert send(admin, "/people/Chingiz/codes/drop").status_code == 303
    assert not is_in(client) and enter(client, "Chingiz").status_code == 303


def shown(answer: Response) -> str:
    """The secret that a page shows, once."""
    found = re.search(r'<code class="secret">([^<]+)</code>', answer.text)
    assert found is not None
    return found[1]


def test_no_secret_of_any_page_is_kept_logged_or_printed(
    app: FastAPI,
    browser: Browser,
    unhurried: None,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    admin, client, record = browser(), browser(), app.state.record
    new, guess = "four slow barges", "not the right password"
    enter(client, guess, guess)
    enter(client, "Chingiz", guess)
    client.post("/sign-in", data={"name": "Chingiz", "password": guess})
    client.post("/sign-in", json={"name": "Chingiz", "password": guess})
    client.post("/account/password", data={"old": guess}, headers={"Authorization": f"Bearer knell_{guess}"})
    enter(admin, "Aida")
    first = shown(send(admin, "/people", {"name": "Dunya", "role": "coder"}))
    enter(client, "Dunya", first)
    given = client.cookies[SESSION]
    send(client, "/account/password", {"old": first, "new": new, "again": new})
    begun = send(client, "/account/codes", {"password": new})
    codes = pyotp.TOTP(shown(begun))
    paper = re.findall(
        r"<li><code>([a-z0-9-]+)</code>", send(client, "/account/codes/confirm", {"code": codes.now()}).text
    )
    until = (now() + timedelta(days=3)).date().isoformat()
    text = shown(send(client, "/account/tokens", {"name": "monthly", "may": "view", "until": until}))
    assert browser().get("/api/v1/me", headers={"Authorization": f"Bearer {text}"}).status_code == 200
    send(client, "/sign-out")
    send(client, "/sign-in", {"name": "Dunya", "password": new, "code": paper[0]})
    secrets = [*WORDS.values(), new, guess, first, given, text, client.cookies[SESSION], admin.cookies[SESSION], *paper]
    with record.database.reading() as connection:
        tables = "\n".join(
            repr(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table))
        )
    told = "\n".join(one.getMessage() for one in caplog.records if not one.name.startswith(("httpx", "httpcore")))
    for place in (tables, "".join(audit.export(record)), told, "".join(capfd.readouterr())):
        assert not [secret for secret in secrets if secret in place]
    assert codes.secret in tables and codes.secret not in "".join(audit.export(record)) + told

"""What all pages have in common: their frame, their parts, their headers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.testclient import TestClient

from knell.model import Interval, Place, Range
from knell.web import Settings, create_app, wording
from knell.web.access import Viewer
from knell.web.pages import environment, page, to

PARTS = """{% extends "base.html" %}
{% block title %}Parts{% endblock %}{% block here %}/queues{% endblock %}
{% block main %}
<h1>Parts</h1>
{{ ui.figure(figure, "killed") }}|{{ ui.days(interval) }}|{{ ui.place(place) }}
{{ ui.days(about) }}{{ ui.figure(open) }}
{{ ui.status("unreviewed") }}{{ ui.grade("Fair") }}{{ ui.source("armed_group") }}{{ ui.source(none) }}
{{ ui.quote("قتل <b>12</b>", "ar") }}
{{ ui.pager(2, 130, 50, "/events?page=") }}
<form method="post">{{ csrf_field() }}
{{ ui.field("Low", "low", 3, type="number", error="must not be above high", min=0) }}
{{ ui.area("Why", "why", hint="kept with the decision") }}
{{ ui.choice("Order", "order", [("day", "by day"), ("killed", "by killed")], "killed") }}
{{ ui.button("Reject", "r", "bad") }}
</form>
{% endblock %}
"""


@pytest.fixture
def app(target: str, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    template = environment.from_string(PARTS)
    get = environment.get_template
    monkeypatch.setattr(environment, "get_template", lambda name, *a, **k: template if name == "parts" else get(name))
    router = APIRouter()

    @router.get("/parts")
    def parts(request: Request, person: Viewer) -> HTMLResponse:
        place = Place("Baku", "AZ", "Baki", 40.4, 49.9, 1, 4)
        days = Interval(date(1990, 1, 19), date(1990, 1, 20), 2)
        about = Interval(date(1990, 5, 5), date(1990, 5, 5), 4)
        return page(
            request,
            "parts",
            figure=Range(131, 147, 170),
            interval=days,
            place=place,
            about=about,
            open=Range(72, 72, None),
        )

    made = create_app(Settings(target, single="ana"))
    made.include_router(router)

    @made.get("/said")
    def said(request: Request) -> RedirectResponse:
        return to(request, "/parts", "Rejected <claim>.")

    return made


def shown(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_parts_say_what_they_are_given(app: FastAPI) -> None:
    with TestClient(app, base_url="http://localhost") as client:
        text = shown(client, "/parts")
    assert "<b>147</b>" in text and "131–170" in text
    assert "19–20 January 1990" in text and "two to six days" not in text
    assert "5 May 1990" in text and "within the month" in text
    assert "at least 72" in text and "<b>72</b>" not in text
    assert "Baku, Azerbaijan" in text and "somewhere in this province" in text
    assert "armed group" in text and "own voice" in text
    assert '<q class="words" dir="auto" lang="ar">قتل &lt;b&gt;12&lt;/b&gt;</q>' in text
    assert "page 2 of 3" in text and 'href="/events?page=3"' in text
    assert 'aria-describedby="f-low-error" aria-invalid="true" min="0"' in text
    assert '<option value="killed" selected>' in text
    assert 'data-key="r" aria-keyshortcuts="r"' in text


def test_a_page_has_its_landmarks_and_says_where_it_is(app: FastAPI) -> None:
    with TestClient(app, base_url="http://localhost") as client:
        text = shown(client, "/parts")
    assert '<a class="skip" href="#main">' in text and '<main id="main"' in text and "<header" in text
    assert re.findall(r'<a href="([^"]+)"[^>]* aria-current="page"', text) == ["/queues"]
    assert "<title>Parts · knell</title>" in text


def test_nothing_on_a_page_is_inline_or_from_elsewhere(app: FastAPI) -> None:
    with TestClient(app, base_url="http://localhost") as client:
        text = shown(client, "/parts")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|https?://", text)
    assert re.findall(r"<script(?! src=\"/static/)[^>]*>", text) == []


def test_what_is_said_is_said_once_and_escaped(app: FastAPI) -> None:
    with TestClient(app, base_url="http://localhost") as client:
        shown(client, "/parts")
        assert "Rejected &lt;claim&gt;." in shown(client, "/said")
        assert "Rejected" not in shown(client, "/parts")


def test_what_was_not_said_by_us_is_not_shown(app: FastAPI) -> None:
    with TestClient(app, base_url="http://localhost") as client:
        client.cookies.set("knell-said", "WyJkb25lIiwgImhhIl0=.0123")
        assert "ha</p>" not in shown(client, "/parts")


def test_static_files_may_be_kept_for_good_and_pages_may_not(app: FastAPI) -> None:
    with TestClient(app, base_url="http://localhost") as client:
        text = shown(client, "/parts")
        addresses = re.findall(r'"(/static/[^"]+)"', text)
        assert len(addresses) >= 4
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]
        assert client.get("/parts").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Range(3, 3, 3), "3"),
        (Range(1200, 1300, 1400), "1,200–1,400"),
        (Range(12, None, None), "at least 12"),
        (Range(None, None, 12), "up to 12"),
        (Range(None, 7, None), "7"),
        (Range(None, None, None), "not known"),
    ],
)
def test_bounds_in_words(figure: Range, words: str) -> None:
    assert wording.bounds(figure) == words


def test_moments_are_told_in_utc() -> None:
    assert wording.moment(datetime(2024, 3, 1, 9, 5, tzinfo=UTC)) == "1 March 2024, 09:05 UTC"

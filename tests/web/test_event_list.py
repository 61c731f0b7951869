"""The list, the map and the line of time: every state in the address, every count exact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knell.extraction import extract
from knell.model import Report
from knell.record import Query, Record, Sealed
from knell.web import Settings, create_app
from tests.web.hostile import hostile_record

_TOWNS = ("Lagos", "Nairobi", "Lima", "Hanoi", "Athens", "Oslo", "Quito")


def _reports() -> Iterator[Report]:
    for number in range(70):
        day = date(2001 + number % 20, 1 + number % 12, 1 + number % 27)
        words = f"A bomb killed {number + 2} people in {_TOWNS[number % 7]} on {day:%d %B %Y}, police said."
        yield Report(id=f"r{number}", text=words, published=day, language="en", outlet="Gazette")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    target = tmp_path_factory.mktemp("many") / "knell.db"
    with Record(target) as record:
        record.add_many([Sealed(extract(report)) for report in _reports()])
        record.link()
    with TestClient(create_app(Settings(str(target), single="ana")), base_url="http://localhost") as opened:
        yield opened


def count_of(page: str) -> str:
    found = re.search(r'<p class="lead count"[^>]*>(.*?)</p>', page)
    assert found
    return found[1]


def test_how_many_there_are_is_always_said(many: TestClient) -> None:
    assert count_of(many.get("/events").text) == "1–50 of 70 events"
    assert count_of(many.get("/events?page=2").text) == "51–70 of 70 events"
    assert count_of(many.get("/events?words=Lagos").text) == "10 events, 1 filter set"
    assert count_of(many.get("/events?words=nowhere").text) == "no events, 1 filter set"


def test_the_counts_beside_a_filter_are_what_it_leaves(many: TestClient) -> None:
    page = many.get("/events?start=2005-01-01").text
    links = re.findall(r'<li><a href="([^"]*)"[^>]*>[^<]*</a> <span class="num quiet">(\d+)</span>', page)
    assert len(links) > 8
    for address, count in links:
        shown = count_of(many.get(unescape(address)).text)
        assert re.search(rf"\b{count} events?\b", shown) or (count == "0" and shown.startswith("no events"))


def test_all_that_is_asked_stands_in_the_address_of_the_next_page(many: TestClient) -> None:
    page = many.get("/events?outcome=killed&least=5&order=oldest").text
    following = re.search(r'<a href="([^"]*)" rel="next"', page)
    assert following
    assert unescape(following[1]) == "/events?outcome=killed&least=5&order=oldest&page=2"
    assert "51–67 of 67 events" in many.get(unescape(following[1])).text


def test_what_cannot_be_asked_is_said_and_the_rest_holds(many: TestClient) -> None:
    page = many.get("/events?least=many&start=yesterday&words=Lima&rule=mine&page=0&outcome=hurt").text
    assert count_of(page) == "10 events, 1 filter set"
    for name in ("least", "start", "rule", "page", "outcome"):
        assert re.search(rf'class="note problem">{name} ', page)


def test_empty_fields_ask_nothing(many: TestClient) -> None:
    assert count_of(many.get("/events?words=&start=&end=&outcome=&least=&most=").text) == "1–50 of 70 events"


def test_the_map_and_its_list_are_of_the_same_events(many: TestClient) -> None:
    page, points = many.get("/events/map?words=Lagos"), many.get("/events/map/points?words=Lagos").json()
    assert len(points) == 10 and all(abs(one["lat"] - 6.45) < 0.5 for one in points)
    assert count_of(page.text).startswith("10 events on the map, of 10")
    for one in points:
        assert f'/events/{one["key"]}"' in page.text


def test_a_bar_leads_to_its_time(many: TestClient) -> None:
    page = many.get("/events/timeline").text
    bars = re.findall(r'<a href="([^"]*)" aria-label="(\d{4}): (\d+) events?"', page)
    assert sum(int(count) for _, _, count in bars) == 70
    months = many.get(unescape(bars[0][0])).text
    assert f'aria-label="{"January"} {bars[0][1]}' in months
    assert count_of(months).startswith(f"{bars[0][2]} events")


def test_every_list_says_when_there_is_nothing(tmp_path: Path) -> None:
    Record(tmp_path / "knell.db").close()
    with TestClient(create_app(Settings(str(tmp_path / "knell.db"), single="a")), base_url="http://localhost") as one:
        for path in ("/events", "/events/map", "/events/timeline"):
            assert one.get(path).status_code == 200


def test_words_of_reports_are_never_markup(tmp_path: Path) -> None:
    target = hostile_record(tmp_path / "knell.db")
    with TestClient(create_app(Settings(target, single="a")), base_url="http://localhost") as one:
        for path in ("/events", "/events/map", "/events/timeline", "/events?words=%3Cscript%3E&grade=%22%3E%3Cb%3E"):
            page = one.get(path).text
            assert "<script>" not in page and "<b>" not in page.replace("<b>", "", page.count('figure"><b>'))
        with Record(target, create=False) as record:
            keys = [row.key for row in record.listed(Query()).rows]
        assert keys
        for key in keys:
            answer = one.get(f"/events/{key}")
            assert answer.status_code == 200 and "<script>alert" not in answer.text
            assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", answer.text)


def test_from_and_to_bound_the_time_as_start_and_end_do(many: TestClient) -> None:
    one, other = many.get("/events?from=2005-01-01&to=2008-12-31"), many.get("/events?start=2005-01-01&end=2008-12-31")
    assert count_of(one.text) == count_of(other.text) != count_of(many.get("/events").text)

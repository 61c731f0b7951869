"""A report's page: its stored text, marked, with its claims beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from knell.extraction import extract
from knell.model import Report
from knell.record import Record, Sealed
from knell.web import Settings, create_app
from tests.web.hostile import HOSTILE, RAW, hostile_record


class Shown(HTMLParser):
    """The text in a page's element with the id ``text``, as it was stored."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if self._depth or told.get("id") == "text":
            self._depth += tag not in ("img", "br", "input", "meta", "link")
        if self._depth and "data-code" in told:
            self.found.append(chr(int(told["data-code"] or "0", 16)))

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.found.append(data)


def text_of(page: str) -> str:
    """What the page shows of the stored text; the newlines between our own elements left out."""
    seen = Shown()
    seen.feed(re.sub(r"(</p>|<div class=\"report-text\"[^>]*>)\n", r"\1", page))
    return "".join(seen.found)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    target = hostile_record(tmp_path_factory.mktemp("hostile") / "knell.db")
    with TestClient(create_app(Settings(target, single="ana")), base_url="http://localhost") as opened:
        yield opened


@pytest.mark.parametrize("report", HOSTILE, ids=lambda report: report.id)
def test_the_page_of_a_hostile_report_is_its_text_and_no_more(hostile: TestClient, report: Report) -> None:
    answer = hostile.get(f"/reports/{quote(report.id)}")
    assert answer.status_code == 200
    assert text_of(answer.text) == report.text
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "javascript:alert" not in re.sub(r">[^<]*<", "><", answer.text)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", answer.text)


def test_only_an_address_of_the_web_can_be_followed(hostile: TestClient) -> None:
    assert 'href="https://example.org/%D8' in hostile.get("/reports/arabic").text or (
        'href="https://example.org/خبر"' in hostile.get("/reports/arabic").text
    )
    for report in ("turned", "broken", quote("h/1?x#y")):
        assert "noreferrer" not in hostile.get(f"/reports/{report}").text


def test_the_original_is_kept_and_never_shown(hostile: TestClient) -> None:
    answer = hostile.get(f"/reports/{quote('h/1?x#y')}/original")
    assert answer.content == RAW
    assert answer.headers["content-type"] == "application/octet-stream"
    assert re.fullmatch(r'attachment; filename="[0-9a-z.]+"', answer.headers["content-disposition"])
    assert hostile.get("/reports/silent/original").status_code == 404
    assert hostile.get("/reports/nobody").status_code == 404


def test_every_claim_is_marked_and_leads_to_the_list_and_back(client: TestClient) -> None:
    with Record(client.app.state.settings.record, create=False) as record:  # type: ignore[attr-defined]
        told = max(record.extractions(), key=lambda one: len(one.claims))
    page = client.get(f"/reports/{told.report.id}").text
    assert text_of(page) == told.report.text
    for claim in told.claims:
        assert f'id="mark-{claim.id}" href="#claim-{claim.id}"' in page
        assert f'id="claim-{claim.id}"' in page
        assert f'#mark-{claim.id}"' in page
        assert re.search(rf'<mark class="m [^"]*claim[^"]*"[^>]*data-of="[^"]*{claim.id}', page)
        answer = client.get(f"/claims/{claim.id}", follow_redirects=False)
        assert answer.headers["location"] == f"/reports/{told.report.id}#claim-{claim.id}"
    assert client.get("/claims/none").status_code == 404


def test_a_text_of_megabytes_is_read_in_pages(tmp_path: Path) -> None:
    line = "On 3 May 2019 nine people were killed in Lagos. "
    text = (line * 40 + "\n\n") * 2700
    told = replace(extract(Report(id="long", text=text[:4000], language="en")), report=Report(id="long", text=text))
    with Record(tmp_path / "knell.db") as record:
        record.add_many([Sealed(told)])
    with TestClient(create_app(Settings(str(tmp_path / "knell.db"), single="ana")), base_url="http://localhost") as one:
        page = one.get("/reports/long?page=200").text
    assert len(text) > 5_000_000
    assert len(text_of(page)) <= 20_000 and text_of(page) in text
    assert len(page) < 300_000


def test_pages_say_which_they_are(tmp_path: Path) -> None:
    text = "".join(f"Line {number} says nothing of note.\n\n" for number in range(2000))
    with Record(tmp_path / "knell.db") as record:
        record.add_many([Sealed(extract(Report(id="long", text=text, language="en")))])
    with TestClient(create_app(Settings(str(tmp_path / "knell.db"), single="ana")), base_url="http://localhost") as one:
        first = one.get("/reports/long").text
        count = int(re.search(r"page 1 of (\d+)", unescape(first))[1])  # type: ignore[index]
        shown = [text_of(one.get(f"/reports/long?page={number}").text) for number in range(1, count + 1)]
    assert count > 2 and "".join(shown) == text


def test_the_claims_beside_a_page_are_those_that_begin_on_it(tmp_path: Path) -> None:
    days = "".join(
        f"On {day} May 2019 a bomb killed {day + 1} people in Lagos, police said.\n\n" for day in range(1, 29)
    )
    quiet = "The weather was fine and nothing happened at all.\n\n" * 1000
    told = extract(Report(id="long", text=days + quiet + days, language="en"))
    with Record(tmp_path / "knell.db") as record:
        record.add_many([Sealed(told)])
        record.link()
    assert len(told.claims) == 56
    with TestClient(create_app(Settings(str(tmp_path / "knell.db"), single="ana")), base_url="http://localhost") as one:
        first, middle, last = (one.get(f"/reports/long?page={number}").text for number in (1, 2, 3))
        assert "28 of 56 claims, on this page" in first and "28 of 56 claims, on this page" in last
        assert "0 of 56 claims" in middle and 'href="/reports/long"' in middle and "page=3" in middle
        far = one.get(f"/claims/{told.claims[-1].id}", follow_redirects=False).headers["location"]
        assert far == f"/reports/long?page=3#claim-{told.claims[-1].id}"
        assert f'id="claim-{told.claims[-1].id}"' in last and f'id="mark-{told.claims[-1].id}"' in last

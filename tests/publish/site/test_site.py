"""The site as a whole: every link leads somewhere, nothing comes from elsewhere, what nobody checked says so."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from knell import extract
from knell.model import Report
from knell.publish import Cut, Terms
from knell.publish.language import LANGUAGES
from knell.publish.site import Offered, write_site
from knell.record import Record, Sealed
from tests.publish.site.conftest import DAY

MOST_FRONT = 300_000
_LOADED = ("script[@src]/@src", "link[@rel='stylesheet']/@href", "img/@src")


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def links(page: Path) -> list[str]:
    tree = html.fromstring(page.read_bytes())
    return [str(one) for one in tree.xpath("//@href | //@src")]


def broken(site: Path) -> list[str]:
    """Every link within the site that leads to no file or to no place on its page."""
    places: dict[Path, set[str]] = {}
    found = []
    for page in pages(site):
        for link in links(page):
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if not target.is_file() or site.resolve() not in target.parents:
                found.append(f"{page.relative_to(site)}: {link}")
            elif parts.fragment and target.suffix == ".html":
                if target not in places:
                    tree = html.fromstring(target.read_bytes())
                    places[target] = {str(one) for one in tree.xpath("//@id")}
                if parts.fragment not in places[target]:
                    found.append(f"{page.relative_to(site)}: {link}")
    return found


def test_every_link_leads_somewhere(site: Path) -> None:
    assert broken(site) == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in pages(site):
        tree = html.fromstring(page.read_bytes())
        loaded = [str(one) for path in _LOADED for one in tree.xpath(f"//{path}")]
        assert all(not urlsplit(one).netloc for one in loaded), page
        assert not tree.xpath("//iframe | //object | //embed | //base")


def test_only_addresses_of_the_web_are_links(site: Path) -> None:
    schemes = {urlsplit(link).scheme for page in pages(site) for link in links(page)}
    assert schemes <= {"", "https"}


def test_the_front_page_is_light(site: Path) -> None:
    for language in LANGUAGES:
        page = site / language / "index.html"
        tree = html.fromstring(page.read_bytes())
        loaded = [str(one) for path in (*_LOADED, "link[@rel='icon']/@href") for one in tree.xpath(f"//{path}")]
        weight = page.stat().st_size + sum((page.parent / one).resolve().stat().st_size for one in loaded)
        assert weight < MOST_FRONT, (language, weight)


def test_a_report_of_two_events_is_one_report(tmp_path: Path) -> None:
    text = (
        "On 3 May 2001 a mine near Osh in Kyrgyzstan killed 12 people. On 9 June 2003 a flood in Turin killed 5 people."
    )
    with Record(tmp_path / "two.db") as record:
        record.add(extract(Report("a", text, language="en", published=date(2004, 1, 1))))
        record.link()
        assert len(record.events()) == 2
        write_site(Cut(record, Terms(DAY, unreviewed=True)), tmp_path / "site", Offered())
    start = html.fromstring((tmp_path / "site" / "en" / "index.html").read_bytes()).text_content()
    assert "2 events · 1 report\n" in start


def test_every_page_stands_in_every_language(site: Path) -> None:
    names = [{page.relative_to(site / one).as_posix() for page in pages(site / one)} for one in LANGUAGES]
    assert names[0] == names[1] == names[2]
    assert {"index.html", "map.html", "search.html", "methods.html", "data.html", "events/index.html"} <= names[0]
    for language in LANGUAGES:
        for page in pages(site / language):
            assert html.fromstring(page.read_bytes()).get("lang") == language


def test_words_of_reports_are_never_markup(site: Path) -> None:
    text = "".join(page.read_text("utf-8") for page in pages(site))
    assert "Bomb &lt;b&gt;in&lt;/b&gt; Osh" in text
    assert "<b>in</b>" not in text


def test_what_nobody_checked_says_so(site: Path, record: Record) -> None:
    for key in [event.key for event in record.events()]:
        assert "not checked" in (site / "en" / "events" / f"{key}.html").read_text("utf-8")
        assert "не проверено" in (site / "ru" / "events" / f"{key}.html").read_text("utf-8")
        assert "yoxlanılmayıb" in (site / "az" / "events" / f"{key}.html").read_text("utf-8")
    cards = html.fromstring((site / "en" / "index.html").read_bytes()).xpath("//li[@class='card']")
    assert cards and all("not checked" in card.text_content() for card in cards)


def test_an_event_says_what_sources_disagree_about(site: Path, record: Record) -> None:
    key = next(event.key for event in record.events() if len(event.reports) == 2)
    text = html.fromstring((site / "en" / "events" / f"{key}.html").read_bytes()).text_content()
    assert "14 to 17" in text
    assert "Sources disagree about: killed." in text
    assert "aa" * 32 in text


def test_without_review_nothing_goes_out_unless_asked(record: Record, tmp_path: Path) -> None:
    written = write_site(Cut(record, Terms(DAY)), tmp_path / "site")
    assert written.events == 0
    front = (tmp_path / "site" / "en" / "index.html").read_text("utf-8")
    assert "This release holds no event." in front
    assert not re.search(r"Osh", front)
    assert broken(tmp_path / "site") == []


def test_the_same_record_gives_the_same_bytes(record: Record, site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_site(Cut(record, Terms(DAY, version="7", unreviewed=True)), again)
    files = sorted(file.relative_to(site) for file in site.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert [file for file in files if (site / file).read_bytes() != (again / file).read_bytes()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_names_every_dated_event(site: Path, record: Record, language: str) -> None:
    held = (site / language / "calendar.ics").read_bytes()
    unfolded = held.replace(b"\r\n ", b"").decode("utf-8")
    for event in record.events():
        assert f"/{language}/events/{event.key}.html" in unfolded
    assert unfolded.count("BEGIN:VEVENT") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_explained(site: Path, language: str) -> None:
    tree = html.fromstring((site / language / "methods.html").read_bytes())
    assert {"every-casualty", "ucdp", "acled", "airwars", "ibc", "aoav", "gtd"} <= set(tree.xpath("//section/@id"))


def test_what_a_person_checked_and_set_leads(record: Record, tmp_path: Path) -> None:
    with Record(tmp_path / "copy.db") as copied:
        copied.add_many([Sealed(one) for one in record.extractions()])
        copied.link()
        key = next(event.key for event in copied.events() if len(event.reports) == 2)
        copied.set_figure(key, "killed", 15, 16, 17, by="ana", why="counted the graves")
        copied.mark_reviewed(key, by="ana", why="read all of it")
        written = write_site(Cut(copied, Terms(DAY)), tmp_path / "site")
    assert (written.events, written.reviewed) == (1, 1)
    front = html.fromstring((tmp_path / "site" / "en" / "index.html").read_bytes()).text_content()
    assert "A person has checked every event of this release." in front
    assert "15 to 17 (best estimate 16)" in " ".join(front.split())
    assert "1 figure that a reviewer set" in front
    page = (tmp_path / "site" / "ru" / "events" / f"{key}.html").read_text("utf-8")
    assert "counted the graves" in page and "установлено проверяющим" in page
    assert "не проверено" not in page and ">ana<" not in page
    assert broken(tmp_path / "site") == []


def test_what_changed_says_what_nobody_checked(record: Record, tmp_path: Path) -> None:
    key = next(event.key for event in record.events() if len(event.reports) == 2)
    change: dict[str, Any] = {"what": "added", "key": key, "name": None, "start": "2011-05-03"}
    change |= {"figures": [{"outcome": "killed", "before": [None] * 3, "now": [14, 14, 17]}]}
    change |= {"place": "Osh", "into": [], "reports_added": [], "reports_gone": [], "decisions": []}
    changes = {"since": {"version": "6", "date": "2020-01-02"}, "rule": "a", "rule_before": "a", "changes": [change]}
    offered = Offered(changes={**changes, "counts": {"added": 1, "removed": 0}})
    write_site(Cut(record, Terms(DAY, unreviewed=True)), tmp_path / "site", offered)
    page = html.fromstring((tmp_path / "site" / "en" / "changes.html").read_bytes())
    (row,) = page.xpath("//main//li")
    assert " ".join(row.text_content().split()) == "Osh, 3 May 2011 not checkedKilled: 14 to 17"

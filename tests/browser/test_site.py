"""The published site in a real Chromium, opened from its folder: on a phone and a desk, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from knell.publish import Terms, publish
from knell.record import Record
from tests.browser.conftest import SHOTS
from tests.browser.looking import NARROW, WIDE, Looking
from tests.web.conftest import filled as filled

LANGUAGES = ("en", "ru", "az")
SIZES = {"phone": NARROW, "desk": WIDE}


@pytest.fixture(scope="module")
def released(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's record, published."""
    folder = tmp_path_factory.mktemp("released") / "site"
    with Record(filled) as record:
        made = publish(record, Terms(date(2020, 2, 3), version="1", unreviewed=True), folder, ("csv",))
    return made.folder


@pytest.fixture
def look(chromium: object, released: Path) -> Iterator[Any]:
    """Opens pages from the folder; whatever went wrong in one fails the test at its end."""
    opened: list[Looking] = []

    def begin(size: str, **options: Any) -> Looking:
        looking = Looking(chromium, "", SHOTS / "site" / size, viewport=SIZES[size], **options)
        looking.page.on("request", lambda one: _inside(looking, one.url))
        opened.append(looking)
        return looking

    yield begin
    assert [line for looking in opened for line in looking.close()] == []


def _inside(looking: Looking, address: str) -> None:
    """Nothing is asked of any network."""
    if not address.startswith(("file:", "data:", "blob:", "about:")):
        looking.wrong.append(f"asked for {address}")


def open_page(looking: Looking, page: Path) -> None:
    looking.page.goto(page.as_uri(), wait_until="load")


def barriers(looking: Looking) -> list[str]:
    """What keeps people from using the page; axe must not read style sheets again, which a folder forbids it."""
    found = Axe().run(looking.page, options={"preload": False}).response["violations"]
    return [f"{looking.page.url}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:4]]


def main_event(released: Path) -> str:
    return max((released / "en" / "events").glob("[0-9a-f]*.html"), key=lambda one: one.stat().st_size).name


def shown(released: Path) -> dict[str, str]:
    """One page of every kind."""
    source = min(one.name for one in (released / "en" / "sources").glob("[0-9a-f]*.html"))
    return {
        "front": "index.html",
        "list": "events/index.html",
        "event": f"events/{main_event(released)}",
        "map": "map.html",
        "sources": "sources/index.html",
        "source": f"sources/{source}",
        "methods": "methods.html",
        "data": "data.html",
        "search": "search.html",
        "changes": "changes.html",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_page_can_be_used_by_anyone(look: Any, released: Path, language: str, size: str) -> None:
    looking = look(size)
    faults = []
    for name, path in shown(released).items():
        open_page(looking, released / language / path)
        for one in looking.page.locator("details").all():
            one.evaluate("one => one.open = true")
        looking.shot(f"{language}-{name}")
        faults += looking.too_wide() + (barriers(looking) if size == "phone" else [])
    assert faults == []


def test_pages_can_be_read_in_the_dark(look: Any, released: Path) -> None:
    looking = look("phone", color_scheme="dark")
    faults = []
    for name in ("front", "event"):
        open_page(looking, released / "en" / shown(released)[name])
        looking.shot(f"dark-{name}")
        faults += barriers(looking)
    assert faults == []


def test_the_first_page_leads_to_the_reader_s_language(look: Any, released: Path) -> None:
    for language, wanted in (("ru-RU", "/ru/index.html"), ("az-AZ", "/az/index.html"), ("de-DE", "/1/index.html")):
        looking = look("phone", locale=language)
        open_page(looking, released / "index.html")
        looking.page.wait_for_url(f"**{wanted}")
    looking.page.get_by_role("link", name="Русский").click()
    looking.page.wait_for_url("**/ru/index.html")


def test_search_works_from_a_folder(look: Any, released: Path) -> None:
    looking = look("phone")
    open_page(looking, released / "az" / "search.html")
    field = looking.page.locator("#q")
    for words in ("bak", "АЗЕРБ", "mourns", "baki yanvar", "1990"):
        field.fill(words)
        looking.page.wait_for_function("words => document.getElementById('found').dataset.ready === words", arg=words)
        if words != "baki yanvar":
            assert looking.page.locator("#found li").count() > 0, words
    field.fill("xyzzy")
    looking.page.get_by_text("Heç nə tapılmadı.").wait_for()
    field.fill("black january")
    looking.page.locator("#found a").first.click()
    looking.page.wait_for_url(f"**/az/events/{main_event(released)}")


def test_the_map_opens_an_event(look: Any, released: Path) -> None:
    looking = look("desk")
    open_page(looking, released / "ru" / "map.html")
    looking.page.locator("#map[data-ready=true]").wait_for()
    looking.shot("ru-map-ready")
    open_page(looking, released / "ru" / "index.html")
    looking.page.locator("svg.map a").first.focus()
    looking.page.keyboard.press("Enter")
    looking.page.wait_for_url(re.compile(r".*/ru/events/[0-9a-f]+\.html"))


def test_the_language_changes_on_the_same_page(look: Any, released: Path) -> None:
    looking = look("phone")
    open_page(looking, released / "en" / "events" / main_event(released))
    looking.page.get_by_role("link", name="Azərbaycanca").click()
    looking.page.wait_for_url(f"**/az/events/{main_event(released)}")
    assert looking.page.locator("html").get_attribute("lang") == "az"


def test_pages_say_the_same_without_a_script(look: Any, released: Path) -> None:
    looking = look("phone", java_script_enabled=False)
    open_page(looking, released / "en" / "search.html")
    assert looking.page.locator("noscript p").is_visible()
    looking.page.get_by_role("link", name="All events as a list").click()
    assert looking.page.locator(".card").count() > 0
    open_page(looking, released / "index.html")
    assert looking.page.get_by_role("link").count() == len(LANGUAGES)


def test_a_page_prints_without_its_menu(look: Any, released: Path) -> None:
    looking = look("desk")
    looking.page.emulate_media(media="print")
    open_page(looking, released / "en" / "events" / main_event(released))
    assert not looking.page.locator("nav.menu").is_visible()
    looking.shot("print-event")

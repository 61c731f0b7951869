"""The page that walks one sentence through says what the program does."""

from __future__ import annotations

from scripts.claim_walk import BLOCK, PAGE, refreshed, steps


def test_the_page_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == refreshed(page), "stale: run `make docs`"


def test_the_page_shows_every_step_once_and_none_is_empty() -> None:
    shown = [found["name"] for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]
    assert shown == list(steps())
    assert all(lines.strip() for lines in steps().values())

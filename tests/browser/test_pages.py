"""Every page: nothing goes wrong in the browser, nobody is kept out, nothing is wider than a small screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import NARROW, Looking

if TYPE_CHECKING:
    from tests.browser.conftest import Site

PAGES = {
    "events": "/events",
    "events-found": "/events?words=baku",
    "map": "/events/map",
    "timeline": "/events/timeline",
    "event": "/events/{event}",
    "event-history": "/events/{event}/history",
    "report": "/reports/{report}",
    "rules": "/events/{event}/rules",
    "reject": "/claims/{claim}/reject",
    "correct": "/claims/{claim}/correct",
    "move": "/claims/{claim}/move?q=baku",
    "add": "/reports/{report}/claims/new?words=killed",
    "merge": "/events/{event}/merge?q=baku",
    "split": "/events/{event}/split",
    "figure": "/events/{event}/figure",
    "describe": "/events/{event}/describe?q=Baku",
    "copy": "/events/{event}/copy",
    "queues": "/queues",
    "queue": "/queues/unreviewed",
    "history": "/history",
    "coding": "/coding",
    "adjudication": "/adjudication",
    "agreement": "/agreement",
    "account": "/account",
    "people": "/people",
    "person": "/people/ben",
    "audit": "/audit",
    "not-there": "/events/nothing-like-it",
}


def address(site: Site, name: str) -> str:
    event = site.main_event()
    told = site.record.event(event)
    return PAGES[name].format(event=event, report=told.reports[0], claim=told.claims[0])


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_no_barrier(site: Site, open_as: Callable[..., Looking], look: str) -> None:
    ana, found = open_as("ana", color_scheme=look), []
    for name in PAGES:
        answer = ana.go(address(site, name))
        assert answer.status == (404 if name == "not-there" else 200), name
        ana.shot(f"{name}-{look}")
        found += ana.barriers()
    nobody = open_as(color_scheme=look)
    nobody.go("/sign-in")
    nobody.shot(f"sign-in-{look}")
    found += nobody.barriers()
    assert not found, "\n".join(found)


def test_nothing_is_wider_than_a_small_screen(site: Site, open_as: Callable[..., Looking]) -> None:
    ana, found = open_as("ana", viewport=NARROW, has_touch=True), []
    for name in PAGES:
        ana.go(address(site, name))
        ana.shot(f"{name}-narrow")
        found += ana.too_wide()
    assert not found, "\n".join(found)

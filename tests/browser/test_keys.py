"""A key decides about the claim one sees and no other, and what it does is seen at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knell.record import Record
from knell.web import Settings
from tests.browser.conftest import Site, served
from tests.browser.looking import Looking


@pytest.fixture
def site(filled: Path, tmp_path: Path) -> Iterator[Site]:
    """The example, for one person."""
    target = shutil.copyfile(filled, tmp_path / "knell.db")
    with Record(target) as record, served(Settings(str(target), single="ana", pace=0)) as address:
        yield Site(address, record, "keys")


def current(looking: Looking) -> str:
    """The claim that keys are about."""
    found: str = looking.page.evaluate("document.querySelector('[data-current] form.decide').dataset.claim")
    return found


def decided(looking: Looking, key: str) -> None:
    """Press a key that decides, and wait for the page that comes of it."""
    with looking.page.expect_response(lambda answer: answer.request.redirected_from is not None):
        looking.page.keyboard.press(key)
    looking.page.wait_for_load_state("networkidle")
    for _ in range(100):
        looking.page.wait_for_timeout(100)
        if not looking.page.evaluate("document.querySelectorAll('.htmx-request').length"):
            break


def status(site: Site, claim: str) -> str:
    return str(site.record.claim_states([claim])[claim].status)


def test_claims_are_gone_through_by_keys_alone(site: Site, open_as: Callable[..., Looking]) -> None:
    looking = open_as()
    looking.go(f"/events/{site.main_event()}?queue=unreviewed&at=0")
    first = current(looking)
    looking.page.keyboard.press("j")
    second = current(looking)
    looking.page.keyboard.press("k")
    assert current(looking) == first != second
    decided(looking, "a")
    assert (status(site, first), current(looking)) == ("accepted", second)
    looking.page.keyboard.press("r")
    looking.page.keyboard.type("a jam of keys: a r e m v u")
    decided(looking, "Enter")
    assert (status(site, first), status(site, second)) == ("accepted", "rejected")
    assert site.record.history()[0].why == "a jam of keys: a r e m v u"
    assert current(looking) not in (first, second)
    assert looking.barriers() == []
    looking.shot("after", whole=False)
    decided(looking, "u")
    assert status(site, second) == "unreviewed"


def test_a_key_does_nothing_to_a_claim_it_is_not_about(site: Site, open_as: Callable[..., Looking]) -> None:
    looking = open_as()
    looking.go(f"/events/{site.main_event()}")
    # Out of sight: the key brings it back, and only then decides.
    claim = current(looking)
    looking.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    looking.page.keyboard.press("a")
    looking.page.wait_for_timeout(400)
    assert site.record.history() == []
    decided(looking, "a")
    assert [one.claim for one in site.record.history()] == [claim]
    # Accepted already: there is nothing to accept again, and the next claim is not accepted in its place.
    looking.page.keyboard.press("k")
    assert current(looking) == claim
    looking.page.keyboard.press("a")
    looking.page.wait_for_timeout(400)
    assert len(site.record.history()) == 1


def test_keys_can_be_switched_off(site: Site, open_as: Callable[..., Looking]) -> None:
    looking = open_as()
    looking.go(f"/events/{site.main_event()}")
    looking.page.keyboard.press("?")
    looking.page.get_by_label("Single keys do something").uncheck()
    looking.page.get_by_role("button", name="Close").click()
    before = current(looking)
    for key in "jar":
        looking.page.keyboard.press(key)
    looking.page.wait_for_timeout(400)
    assert (current(looking), site.record.history()) == (before, [])


def test_what_somebody_else_decided_meanwhile_is_shown_in_place(site: Site, open_as: Callable[..., Looking]) -> None:
    looking = open_as()
    looking.go(f"/events/{site.main_event()}")
    claim = current(looking)
    site.record.accept(claim, by="mia", why="read twice")
    looking.page.keyboard.press("j")
    looking.page.keyboard.press("k")
    looking.page.keyboard.press("r")
    looking.page.keyboard.type("another night")
    looking.page.keyboard.press("Enter")
    looking.page.get_by_role("heading", name="Somebody else decided meanwhile").wait_for()
    told = looking.page.inner_text("main")
    assert "mia accepted a claim" in told and "read twice" in told and "another night" in told
    assert looking.barriers() == []
    looking.shot("conflict")
    looking.page.get_by_role("button", name="Decide anew, on top of it").click()
    looking.page.wait_for_url("**/events/**")
    assert status(site, claim) == "rejected"
    assert [one.by for one in site.record.history(claim=claim)] == ["ana", "mia"]

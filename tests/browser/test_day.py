"""The analyst's day on the Black January example, from signing in to a history that tells all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import Looking

if TYPE_CHECKING:
    from tests.browser.conftest import Site

Open = Callable[..., Looking]


def small_event(site: Site) -> str:
    """The key of an event that one report tells of."""
    return min(site.record.events(), key=lambda one: (len(one.reports), one.key)).key


def badge(page: Page, claim: str | None, word: str) -> Locator:
    """What a claim is said to be."""
    return page.locator(f"[id='claim-{claim}'] .badge").get_by_text(word, exact=True)


def test_the_day_of_an_analyst(site: Site, open_as: Open) -> None:
    main, small = site.main_event(), small_event(site)
    ana = open_as("ana")
    page = ana.page

    page.get_by_role("link", name="Black January").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Black January")
    expect(page.get_by_text("What is known")).to_be_visible()
    ana.shot("day-1-event", whole=False)

    claim = page.locator(".claim[data-claim]").first
    ident = claim.get_attribute("data-claim")
    claim.locator("a[href^='/reports/']").first.click()
    expect(page.locator(f"[id='claim-{ident}']")).to_be_visible()
    expect(page.locator("main mark, main .mark").first).to_be_visible()
    ana.shot("day-2-report", whole=False)

    ana.go(f"/events/{main}")
    row = page.locator(f"[id='claim-{ident}']").first
    before = page.locator("#figures").inner_text()
    row.get_by_text("Reject", exact=False).first.click()
    row.get_by_label("Why is it rejected?").fill("it repeats a figure of another night")
    row.get_by_role("button", name="Reject, next").click()
    expect(badge(page, ident, "rejected")).to_be_visible()
    expect(page.locator("#said")).not_to_be_empty()
    ana.shot("day-3-rejected", whole=False)
    page.reload()
    expect(page.get_by_text("it repeats a figure of another night").first).to_be_visible()

    other = page.locator(".claim[data-claim]:not(.status-of-rejected)").first
    corrected = other.get_attribute("data-claim")
    other.get_by_role("link", name="Correct").click()
    page.get_by_label("Lowest").first.fill("83")
    page.get_by_label("Highest").first.fill("83")
    page.get_by_label("Reason").fill("a misprint, the report of the next day says 83")
    ana.shot("day-4-correct", whole=False)
    page.get_by_role("button", name="Save, next").click()
    expect(badge(page, corrected, "corrected")).to_be_visible()

    ana.go(f"/events/{small}/merge?q=Black+January")
    page.get_by_role("radio").first.check()
    page.get_by_label("Reason").fill("the same night, told by another outlet")
    ana.shot("day-5-merge", whole=False)
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Black January")
    assert small not in {one.key for one in site.record.events()}

    page.get_by_role("button", name="Undo my last").click()
    expect(page.locator("#said")).to_contain_text("ndone")
    assert small in {one.key for one in site.record.events()}

    page.get_by_role("link", name="History", exact=True).first.click()
    for words in ("it repeats a figure of another night", "a misprint", "the same night", "undone by decision"):
        expect(page.get_by_text(words).first).to_be_visible()
    ana.shot("day-6-history")
    ana.go(f"/events/{main}")
    assert page.locator("#figures").inner_text() != before


def test_a_second_coder_is_blind_and_what_differs_is_settled(site: Site, open_as: Open) -> None:
    small = small_event(site)
    ana = open_as("ana")
    ana.go(f"/events/{small}")
    ana.page.locator(".claim[data-claim]").first.get_by_role("button", name="Accept").click()
    expect(ana.page.locator(".claim[data-claim] .badge", has_text="accepted").first).to_be_visible()
    # The claim is shown as accepted before the next one is gone to.
    ana.page.wait_for_url(re.compile("#claim-"))
    ana.go("/coding")
    give = ana.page.locator("form[action='/coding/assign']")
    give.get_by_label("Coder").fill("ben")
    give.get_by_label("Events").fill(small)
    give.get_by_role("button", name="Give").click()
    expect(ana.page.locator("main")).to_contain_text(small[:8])

    ben = open_as("ben")
    page = ben.page
    assert ben.go(f"/events/{small}").status == 423
    expect(page.get_by_text("coding").first).to_be_visible()
    ben.shot("day-7-blind")
    assert not any("accepted" in text for text in page.locator("main").all_inner_texts())
    page.get_by_role("link", name="Coding").first.click()
    page.get_by_role("link", name=small[:8]).first.click()
    ben.shot("day-8-coding")
    left = page.get_by_text("Still to be said")
    for _ in range(20):
        if "claim" not in (left.inner_text() if left.count() else ""):
            break
        page.get_by_label("At least", exact=True).first.fill("9")
        page.get_by_label("At most", exact=True).first.fill("9")
        page.get_by_role("button", name="Save and next").click()
    when = page.locator("form[action$='/event']")
    for box in when.get_by_role("checkbox").all():
        box.check()
    when.get_by_role("combobox").select_option(label="can't tell")
    page.get_by_role("button", name="Save when and where").click()
    page.get_by_role("button", name="Finish this coding").click()
    assert ben.go(f"/events/{small}").status == 200

    cem = open_as("cem")
    cem.go("/adjudication")
    assert cem.page.get_by_role("button", name="A holds").count() == 1
    cem.shot("day-9-adjudication")
    assert cem.barriers() == []
    for _ in range(20):
        if not (holds := cem.page.get_by_role("button", name="A holds")).count():
            break
        cem.page.get_by_label("Why").first.fill("the words of the report say so")
        holds.click()
        cem.page.wait_for_load_state("networkidle")
    expect(cem.page.get_by_text("Nothing is left for you to settle.")).to_be_visible()
    expect(cem.page.get_by_text("the words of the report say so").first).to_be_visible()
    ana.go("/agreement")
    ana.shot("day-10-agreement")
    assert ana.barriers() == []


def test_two_who_decide_at_once_are_told(site: Site, open_as: Open) -> None:
    main = site.main_event()
    ana, cem = open_as("ana"), open_as("cem")
    for one in (ana, cem):
        one.go(f"/events/{main}")
    last = ana.page.locator(".sources .status-of-unreviewed[data-claim]").last.get_attribute("data-claim")
    ana.page.locator(f"[id='claim-{last}']").get_by_role("button", name="Accept").click()
    expect(badge(ana.page, last, "accepted")).to_be_visible()
    row = cem.page.locator(f"[id='claim-{last}']")
    row.get_by_text("Reject", exact=False).first.click()
    row.get_by_label("Why is it rejected?").fill("about another city")
    row.get_by_role("button", name="Reject, next").click()
    expect(cem.page.get_by_text("Somebody else decided meanwhile").first).to_be_visible()
    expect(cem.page.get_by_text("about another city").first).to_be_visible()
    cem.shot("conflict")
    assert cem.barriers() == []
    cem.page.get_by_role("link", name="Look again").click()
    expect(badge(cem.page, last, "accepted")).to_be_visible()


def test_the_keyboard_is_enough(site: Site, open_as: Open) -> None:
    ana = open_as()
    page, press = ana.page, ana.page.keyboard.press
    ana.go("/sign-in")
    press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_label("Name").focus()
    page.keyboard.type("ana")
    press("Tab")
    page.keyboard.type("seven grey herons")
    press("Enter")
    page.wait_for_url("**/events")
    press("g")
    press("q")
    page.wait_for_url("**/queues")
    press("2")
    page.wait_for_url("**/queues/disputed*")
    page.get_by_role("link", name="Black January").focus()
    press("Enter")
    page.wait_for_url("**/events/*")
    press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Accept")
    ana.shot("keys", whole=False)
    assert ana.barriers() == []
    press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press("j")
    first = page.locator("[data-current]").get_attribute("data-claim")
    press("a")
    expect(badge(page, first, "accepted")).to_be_visible()
    second = page.locator("[data-current]").get_attribute("data-claim")
    assert second != first
    press("r")
    page.keyboard.type("about another year")
    press("Enter")
    expect(badge(page, second, "rejected")).to_be_visible()
    press("u")
    expect(page.locator("#said")).to_contain_text("ndone")
    expect(badge(page, second, "rejected")).to_have_count(0)


def test_no_script_is_needed(site: Site, open_as: Open) -> None:
    ana = open_as("ana", java_script_enabled=False)
    page = ana.page
    ana.go(f"/events/{site.main_event()}?outcome=injured")
    claim = page.locator(".sources .status-of-unreviewed[data-claim]").first.get_attribute("data-claim")
    row = page.locator(f"[id='claim-{claim}']")
    row.get_by_text("Reject", exact=False).first.click()
    row.get_by_label("Why is it rejected?").fill("about a later year")
    row.get_by_role("button", name="Reject, stay here").click()
    expect(page.locator("#said")).to_contain_text("You rejected a claim")
    expect(badge(page, claim, "rejected")).to_be_visible()
    page.locator(f"[id='claim-{claim}']").get_by_role("button", name="Undo").click()
    expect(badge(page, claim, "rejected")).to_have_count(0)
    page.get_by_text("Menu of ana").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

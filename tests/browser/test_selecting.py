"""Words selected in a report's text become a claim that stands where they stand, whatever else is in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from knell.extraction import extract
from knell.model import Report
from knell.record import Record, Sealed
from knell.web import Settings
from tests.browser.conftest import Site, served
from tests.browser.looking import Looking

# Letters beyond the first plane are two units in a browser and one in the record; the bell is shown as its number.
TEXT = (
    "𝐌𝐚𝐫𝐤𝐞𝐭 🕯 shelled.\nAt least 12 people were killed and 30 injured in Herat on 4 March 2021, police said.\n"
    "\n𐤀𐤁 Later\x07 the   clinic counted\nnine of its own dead 🕯🕯 and nine of the bakery's."
)
MIRROR = "قُتل 14 شخصا في هرات يوم 4 مارس 2021. وقال طبيب إن تسعة آخرين ماتوا."

_SELECT = """([first, last]) => {
  const text = document.querySelector("[data-report]");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const ends = [];
  let before = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("[data-at]")) continue;
    for (const at of [first, last].slice(ends.length)) {
      if (at <= before.length + node.data.length) ends.push([node, at - before.length]);
      else break;
    }
    before += node.data;
  }
  const range = document.createRange();
  range.setStart(...ends[0]);
  range.setEnd(...ends[1]);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A record of two hard texts, for one person."""
    target = tmp_path_factory.mktemp("selecting") / "knell.db"
    reports = Report("hard", TEXT, language="en"), Report("mirror", MIRROR, language="ar")
    with Record(target) as record:
        record.add_many([Sealed(extract(one), None) for one in reports])
        record.link()
        with served(Settings(str(target), single="ana", pace=0)) as address:
            yield Site(address, record, "selecting")


def units(text: str) -> int:
    """How long a text is to a browser."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("report", "text", "words"),
    [
        ("hard", TEXT, "𝐌𝐚𝐫𝐤𝐞𝐭"),
        ("hard", TEXT, "12 people were killed and 30 injured"),
        ("hard", TEXT, "shelled.\nAt least 12"),
        ("hard", TEXT, "the   clinic counted\nnine of its own dead"),
        ("hard", TEXT, "nine of the bakery's"),
        ("hard", TEXT, "🕯 and nine"),
        ("mirror", MIRROR, "تسعة آخرين ماتوا"),
    ],
)
def test_selected_words_are_found_where_they_stand(
    site: Site, open_as: Callable[..., Looking], report: str, text: str, words: str
) -> None:
    looking = open_as()
    looking.go(f"/reports/{report}")
    # What cannot be shown is no letter of the page.
    shown = text.replace("\x07", "")
    start = shown.index(words)
    looking.page.evaluate(_SELECT, [units(shown[:start]), units(shown[: start + len(words)])])
    looking.page.wait_for_timeout(100)
    looking.page.keyboard.press("n")
    looking.page.wait_for_url("**/claims/new?**")
    asked = parse_qs(urlsplit(looking.page.url).query)
    assert asked["start"] == [str(text.index(words))]
    assert asked["words"] == [words]
    chosen = looking.page.locator("input[name=start]:checked")
    assert chosen.get_attribute("value") == str(text.index(words))


def test_a_claim_is_added_by_selecting_its_words(site: Site, open_as: Callable[..., Looking]) -> None:
    looking = open_as()
    looking.go("/reports/hard")
    shown = TEXT.replace("\x07", "")
    words = "nine of the bakery's"
    start = shown.index(words)
    looking.page.evaluate(_SELECT, [units(shown[:start]), units(shown[: start + len(words)])])
    looking.page.wait_for_timeout(100)
    looking.page.get_by_role("link", name=re.compile("Add a claim")).click()
    looking.page.get_by_label("Lowest").fill("9")
    assert looking.page.get_by_label("Highest").input_value() == "9"
    looking.shot("add")
    looking.page.get_by_role("button", name="Add the claim").click()
    looking.page.wait_for_url("**/reports/hard#claim-*")
    (made,) = site.record.history()
    assert made.claim is not None
    claim = site.record.claim_states([made.claim])[made.claim].claim
    assert TEXT[claim.start : claim.end] == words
    assert (claim.count.low, claim.count.high) == (9, 9)

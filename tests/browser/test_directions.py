"""Reports that are written from right to left stand so, on pages that are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from knell.extraction import extract
from knell.model import Report
from knell.record import Record, Sealed
from knell.web import Settings
from tests.browser.conftest import Site, served
from tests.browser.looking import NARROW, Looking

ARABIC = Report(
    "souk",
    "قُتل 14 شخصا وأصيب 30 آخرون في انفجار بسوق في مدينة الموصل يوم 4 مارس 2016، بحسب الشرطة.",
    title="انفجار في سوق بالموصل",
    outlet="صحيفة المدينة",
    language="ar",
)
ENGLISH = Report(
    "wire", "Police said 12 people were killed by a blast at a market in Mosul on 4 March 2016.", language="en"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A record of both, for one person."""
    target = tmp_path_factory.mktemp("directions") / "knell.db"
    with Record(target) as record:
        record.add_many([Sealed(extract(one), None) for one in (ARABIC, ENGLISH)])
        record.link()
        with served(Settings(str(target), single="ana", pace=0)) as address:
            yield Site(address, record, "directions")


def test_words_stand_in_their_own_direction(site: Site, open_as: Callable[..., Looking]) -> None:
    looking = open_as(viewport=NARROW)
    looking.go("/reports/souk")
    looking.shot("report")
    text = looking.page.locator("[data-report]")
    assert text.get_attribute("lang") == "ar"
    told = looking.page.evaluate("""() => [...document.querySelectorAll('[data-report], [data-report] [dir], h1')]
        .filter((one) => /[\\u0600-\\u06ff]/.test(one.textContent)).map((one) => getComputedStyle(one).direction)""")
    assert "rtl" in told
    assert looking.page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    assert looking.too_wide() == [] and looking.barriers() == []
    for event in site.record.events():
        looking.go(f"/events/{event.key}")
        looking.shot(f"event-{event.key[:4]}")
        assert looking.too_wide() == []
    looking.go("/events")
    looking.shot("events")
    assert looking.too_wide() == []


def test_a_page_turned_round_is_no_wider(site: Site, open_as: Callable[..., Looking]) -> None:
    """Its own words turned too: nothing of the look knows left from right."""
    looking = open_as(viewport=NARROW)
    for name, address in {"events": "/events", "queues": "/queues", "report": "/reports/souk"}.items():
        looking.go(address)
        looking.page.evaluate("document.documentElement.dir = 'rtl'")
        looking.shot(f"turned-{name}")
        assert looking.too_wide() == []

"""What a report calls its event."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Report


def _name(text: str, title: str | None = None, published: date | None = None) -> str | None:
    events = extract(Report(id="r", text=text, title=title, published=published, language="en")).events
    return events[0].name


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        (
            "On 4 June 1990 soldiers killed 40 people in Osh. The Osh massacre is taught in schools.",
            None,
            "Osh massacre",
        ),
        (
            "On 20 January 1990 troops killed 40 people in Baku.",
            "Anniversary of the January 20 tragedy",
            "January 20 tragedy",
        ),
        (
            "The tragedy of January 20 is recalled. On 20 January 1990, 40 people were killed.",
            None,
            "tragedy of January 20",
        ),
        (
            "On 20 January 1990 troops killed 40 people in Baku on what is now called Black January.",
            "Black January",
            "Black January",
        ),
        ("On 4 May 2011 a bomb killed 40 people in Kabul.", "Kabul bombing: 40 dead", "Kabul bombing"),
    ],
)
def test_a_name_is_learned_when_it_fits_the_event(text: str, title: str | None, name: str) -> None:
    assert _name(text, title) == name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # another place's
        ("On 4 May 2011 a quake killed 40 people in Osh. It was stronger than the Messina earthquake.", None),
        # part of a longer name
        ("The Provincial Disaster Management Authority said 40 people were killed in Quetta on 4 May 2011.", None),
        # only says whose it was
        ("On 4 May 2011 a British fire killed 40 people in Kabul.", None),
        # capitals of a title say nothing
        ("On 4 May 2011 bombs killed 40 people in Kabul.", "Bombers Strike As City Sleeps"),
        # a war that is merely mentioned
        ("On 4 May 2011 a bomb killed 40 people in Kabul. The Cold War had ended long before.", None),
    ],
)
def test_no_name_is_made_up(text: str, title: str | None) -> None:
    assert _name(text, title) is None

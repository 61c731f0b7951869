"""Yearly days of remembrance."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Commemoration, Report

_EVENT = "On the night of June 3-4, 1990 soldiers killed 40 people in Osh. "


def _found(text: str, published: date | None = date(2020, 6, 4), event: str = _EVENT) -> tuple[Commemoration, ...]:
    found = extract(Report(id="r", text=event + text, published=published, language="en"))
    assert all(one.event == found.events[0].key for one in found.commemorations)
    return found.commemorations


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("June 4 is a day of mourning in the country.", "day of mourning"),
        ("Every year on 4 June the city gathers for the Day of Remembrance.", "day of remembrance"),
        ("June 4 is marked as Martyrs' Day.", "martyrs' day"),
    ],
)
def test_a_day_kept_every_year_is_a_commemoration(text: str, kind: str) -> None:
    (found,) = _found(text)
    assert (found.month, found.day, found.kind) == (6, 4, kind)


def test_an_anniversary_kept_every_year_is_the_events_own_day() -> None:
    event = "On June 4, 1990 soldiers killed 40 people in Osh. "
    (found,) = _found("Families gather here every year on the anniversary.", event=event)
    assert (found.month, found.day) == (6, 4)


@pytest.mark.parametrize(
    "text",
    [
        "December 25 is a day of remembrance for another event.",
        "A ceremony was held on Thursday.",
        "The government fell on 4 June 1992.",
    ],
)
def test_other_days_are_none(text: str) -> None:
    assert _found(text) == ()


def test_a_day_declared_once_in_the_days_after_is_none() -> None:
    event = "On Monday soldiers killed 40 people in Osh. "
    assert _found("The president declared 4 June a day of mourning.", date(2020, 6, 3), event) == ()

"""The terms of a release: by which rule its figures are given, and what may go into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knell.figures import rules
from knell.publish.policy import NOTHING, Policy


@dataclass(frozen=True, slots=True)
class Terms:
    """What a release is made by.

    ``rule`` is the coding rule whose figures lead (all others are given too), the default one unless named. Without
    ``unreviewed`` only events that a person marked as reviewed, and that did not change since, go in; with it all do,
    and each row says which it is. ``day`` is the day of the release: nothing else in it depends on a clock. With
    ``texts`` the texts of reports go in, which others hold the rights to; with ``people`` the names of those who
    decided.
    """

    day: date
    version: str = "0"
    rule: str = rules()[0].name
    unreviewed: bool = False
    policy: Policy = NOTHING
    title: str = "Casualty record"
    publisher: str = ""
    licence: str = "CC-BY-4.0"
    address: str = ""
    texts: bool = False
    people: bool = False

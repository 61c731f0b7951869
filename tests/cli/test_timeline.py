"""``knell show --timeline``: who gave which toll when, and who revised it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest

from knell.events import LinkedEvent
from knell.model import Cited, Claim, Count, Extraction, Role, SourceType, Wording
from knell.record import Record
from tests.cli.conftest import Knell
from tests.record.strategies import example

POLICE = Cited("the police", 0, 10, SourceType.POLICE)


def report(ident: str, day: date | None, number: int, before: int | None = None) -> tuple[Extraction, bytes]:
    extraction, _ = example(ident, published=day)
    raw = ident.encode()
    base = replace(extraction.claims[0], role=Role.TOTAL, cited=POLICE)
    claims: list[Claim] = [replace(base, id=f"{ident}1", count=Count(number, number, Wording.EXACT))]
    if before is not None:
        count = Count(before, before, Wording.EXACT)
        claims.append(replace(base, id=f"{ident}2", count=count, role=Role.REVISED_FROM, start=base.end))
    kept = replace(extraction.report, sha256=hashlib.sha256(raw).hexdigest())
    return replace(extraction, report=kept, claims=tuple(claims)), raw


@pytest.fixture
def linked(knell: Knell) -> LinkedEvent:
    """A record of one event whose toll rose and was then lowered."""
    with Record("knell.db") as record:
        record.add(*report("a", date(2023, 2, 1), 290))
        record.add(*report("b", date(2023, 2, 3), 359))
        record.add(*report("c", date(2023, 2, 4), 253, before=359))
        record.link()
        (found,) = record.events()
    return found


def test_the_timeline_says_who_revised_what(knell: Knell, linked: LinkedEvent) -> None:
    lines = [" ".join(line.split()) for line in knell("show", linked.key, "--timeline").stdout.splitlines()]
    shown = [line for line in lines if line.startswith("2023")]
    assert shown[:3] == [
        "2023-02-01 290 the police (police) [1]",
        "2023-02-03 359 the police (police) gave 290 before [2]",
        "2023-02-04 253 the police (police) gave 359 before [3]",
    ]


def test_the_timeline_as_json(knell: Knell, linked: LinkedEvent) -> None:
    found = json.loads(knell("show", linked.key, "--timeline", "--format", "json").stdout)
    assert found["event"] == linked.key
    assert [step["low"] for step in found["timeline"]] == [290, 359, 253]
    assert [step["revised"] for step in found["timeline"]] == [False, True, True]
    assert found["timeline"][2]["superseded"] == [{"low": 359, "high": 359, "wording": "exact"}]
    assert found["timeline"][2]["reports"] == ["c"]

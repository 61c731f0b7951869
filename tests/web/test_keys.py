"""The keys of the pages are those of the how-to, and every key is shown on what it presses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knell.record import Record
from tests.web.working import Night, night

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "review-a-record.md"
_PRESSED = re.compile(
    r'<(?P<tag>a|button|summary)\b[^>]*data-key="(?P<key>[^"]+)"[^>]*>(?P<words>.*?)</(?P=tag)>', re.DOTALL
)
_SHOWN = re.compile(r'<kbd aria-hidden="true">([^<]*)</kbd>')


@pytest.fixture
def found(target: str) -> Iterator[Night]:
    with Record(target) as record:
        yield night(record)


def pressed(text: str) -> dict[str, str]:
    """The keys of a page's decisions, with what they do; each must be shown."""
    decisions = "".join(
        re.findall(r'<div id="decide-event".*?</div>\s*</div>|<form class="decide".*?</form>', text, re.DOTALL)
    )
    keys = {}
    for one in _PRESSED.finditer(decisions):
        shown = _SHOWN.search(one["words"])
        assert shown is not None and shown[1] == one["key"], one["words"]
        keys[one["key"]] = unescape(re.sub(r"<[^>]*>", "", _SHOWN.sub("", one["words"]))).strip()
    return keys


def test_the_how_to_lists_the_keys_that_there_are(client: TestClient, found: Night) -> None:
    found.record.accept(found.claim("83 dead").id, by="ana")
    on_event = pressed(client.get(f"/events/{found.key}?queue=unreviewed&at=1").text)
    on_report = pressed(client.get("/reports/encyclopedia").text)
    table = HOW_TO.read_text(encoding="utf-8").partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    told = {key: (does, where) for key, does, where in re.findall(r"\| `(.)` \| ([^|]+) \| ([^|]+) \|", table)}
    assert {key: does for key, (does, _) in told.items()} == {**on_event, **on_report}
    for key, (_, where) in told.items():
        if where != "the current claim":
            assert ("report" in where) == (key in on_report), key
            assert ("event" in where) == (key in on_event), key

"""A claim that the machine did not read is added by its words, selected or typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from knell.model import Report
from knell.record import Record
from knell.web.adding import find_words
from tests.web.asking import send
from tests.web.working import Night, errors, night

TEXT = "Twelve 𝐝𝐢𝐞𝐝 at\nthe   mill. Later 3 died; at the ford 3 died too."


@pytest.fixture
def found(target: str) -> Iterator[Night]:
    with Record(target) as record:
        yield night(record)


def places(words: str, start: str = "") -> tuple[list[str], str | None]:
    report = Report(id="r", text=TEXT)
    stands = find_words(report, words, start)
    for one in stands.all:
        assert TEXT[one.start : one.end] == one.words
    return [one.words for one in stands.all], None if stands.one is None else TEXT[stands.one.start :][:8]


def test_words_are_found_where_they_stand_whatever_the_spaces() -> None:
    assert places("at the mill") == (["at\nthe   mill"], "at\nthe  ")
    assert places("𝐝𝐢𝐞𝐝 at the")[0] == ["𝐝𝐢𝐞𝐝 at\nthe"]
    assert places("the sea") == ([], None)
    assert places("  ") == ([], None)


def test_of_words_that_stand_twice_the_place_is_asked_or_told() -> None:
    both, one = places("3 died")
    assert (len(both), one) == (2, None)
    assert places("3 died", str(TEXT.rindex("3 died")))[1] == "3 died t"
    assert places("3 died", "1")[1] is None
    assert places("Twelve", "0")[1] == "Twelve \U0001d41d"


def test_a_place_in_a_long_text_is_found_in_one_pass() -> None:
    report = Report(id="r", text="3 died. " * 200_000)
    assert len(find_words(report, "3 died.", "").all) == 50


def test_a_person_asks_for_words_and_is_shown_where_they_stand(client: TestClient, found: Night) -> None:
    text = client.get("/reports/encyclopedia/claims/new").text
    assert "The words that say it" in text
    text = client.get("/reports/encyclopedia/claims/new", params={"words": "nobody ever wrote this"}).text
    assert "does not say this" in errors(text)[0]
    text = client.get("/reports/encyclopedia/claims/new", params={"words": "133 people dead"}).text
    assert "<mark>133 people dead</mark>" in text
    assert f'value="{found.key}" checked' in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": ""}, "Select or type"),
        ({"words": "nothing of the kind"}, "does not say"),
        ({"low": "a few"}, "not a number of people"),
        ({"low": "9", "high": "4", "wording": "range"}, "is less than"),
        ({"event": ""}, "Choose the event"),
    ],
)
def test_what_cannot_be_added_is_said(client: TestClient, found: Night, fields: dict[str, str], said: str) -> None:
    typed = {"words": "133 people dead", "event": found.key, "outcome": "killed", "wording": "exact", "seen": "0"}
    typed |= {"low": "133", "high": "133", "role": "total"}
    answer = send(client, "/reports/encyclopedia/claims", typed | fields)
    assert answer.status_code == 422
    assert any(said in one for one in errors(answer.text)), errors(answer.text)
    assert found.record.history() == []

"""What is left unread holds no claim: reading with and without the filter gives the same."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell import claims, reports
from knell.claims.prefilter import may_restate, may_tell
from knell.claims.read import Reading
from knell.model import Report
from tests.claims.reading import layers_of, report_of
from tests.claims.sentences import load

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "data" / "reports"
SENTENCES = [sentence.text for sentence in load()]
# Names told once in full and once in part, numbers of animals, tolls said again: what earlier sentences are asked for.
FILLERS = [
    "Ana Paz and Juan Ruiz opened the market at dawn.",
    "Forty cows grazed behind the mill.",
    "Paz spoke to Ruiz about the harvest.",
    "Other estimates put it closer to 40.",
    "Deputy Minister Olga Brandt arrived on Tuesday.",
    "The road to Kirkuk was closed.",
    "Brandt was among the dead.",
    "Forty were burned.",
]


def _leave_nothing_out(patched: pytest.MonkeyPatch) -> None:
    """Have every sentence read."""
    find = importlib.import_module("knell.claims.find")
    patched.setattr(find, "outcomes", lambda body: range(len(body)))
    patched.setattr(find, "may_claim", lambda layers: True)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Callable[[Report], Reading]:
    """Reading with nothing left out."""

    def read(report: Report) -> Reading:
        with monkeypatch.context() as patched:
            _leave_nothing_out(patched)
            return claims.read(report)

    return read


def test_our_sentences_are_read_alike(whole: Callable[[Report], Reading]) -> None:
    for text in SENTENCES:
        assert claims.read(report_of(text)) == whole(report_of(text))


def test_our_sentences_in_one_text_are_read_alike(whole: Callable[[Report], Reading]) -> None:
    mixed = [part for pair in zip(SENTENCES, FILLERS * len(SENTENCES), strict=False) for part in pair]
    for size in (5, 40):
        for start in range(0, len(mixed), size):
            report = report_of(" ".join(mixed[start : start + size]))
            assert claims.read(report) == whole(report)


def test_the_example_reports_are_read_alike(whole: Callable[[Report], Reading]) -> None:
    for report in reports.read(ROOT / "examples" / "black-january"):
        assert claims.read(report) == whole(report)


@pytest.mark.skipif(not GOLD.exists(), reason="the development data is not here")
def test_the_gold_reports_are_read_alike(whole: Callable[[Report], Reading]) -> None:
    for report in gold():
        assert claims.read(report) == whole(report)


def gold() -> Iterator[Report]:
    """Every third English gold report."""
    lines = (line for path in sorted(GOLD.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    rows = [row for row in map(json.loads, lines) if row.get("language") == "en"]
    yield from (Report(id=str(row["id"]), text=row["text"], language="en") for row in rows[::3])


def test_only_a_sentence_that_estimates_may_say_a_toll_again() -> None:
    assert may_restate(layers_of("Other estimates put it closer to 40."))
    assert not may_restate(layers_of("The market opened at 40 minutes past nine."))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*FILLERS, *SENTENCES[::20]]), min_size=1, max_size=12))
def test_texts_in_any_order_are_read_alike(parts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        _leave_nothing_out(patched)
        expected = claims.read(report_of(" ".join(parts)))
    assert claims.read(report_of(" ".join(parts))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Tuesday and approved a budget of 40 million.",
        "Skilled workers and a deadline: the bodyguard of the shotgun club.",
        "",
        "\ud800\udfff \x00",
    ],
)
def test_a_text_without_a_word_of_an_outcome_is_left(text: str) -> None:
    assert not may_tell(report_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Three were killed.",
        "THREE WERE KILLED.",
        "İ Üç. Three were killed",
        "‘Killed’: 12",
        "He was shot and bled to death.",
    ],
)
def test_a_text_with_one_is_not(text: str) -> None:
    assert may_tell(report_of(text))

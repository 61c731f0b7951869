"""Reading a report: what is never read, what is always true of a claim, and that no text breaks it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knell import claims
from knell.claims import read
from knell.model import Claim, Part, PartKind, Report
from tests.claims.sentences import find, load

SAID = "Six guards were killed and nine nurses were hurt."
SENTENCES = [sentence.text for sentence in load()]
# Sentences in which no name and no word in capitals tells a person from a thing.
NAMELESS = [
    s.text
    for s in load()
    if s.kind in ("counted passive", "bounds", "left", "ellipsis", "ranges", "idioms of death") and s.text.isascii()
]

WORDS = [
    "killed",
    "12",
    "dead",
    "were",
    "wounded",
    "and",
    "of",
    "the toll rose to",
    "including",
    "Maria Lopez",
    "no one",
]
SIGNS = [
    *"0123456789.,;:-–()[]\"'“” \n\t\x00\u200b\u202e",
    "a 7-year-old",
    "at least",
    "10" * 30,
    "ﬁ",
    "é",
    "𝟙𝟚",
    "\ud800",
]
scraps = st.sampled_from([*SIGNS, *(f" {word} " for word in WORDS)])
hostile = st.lists(scraps, max_size=60).map("".join)


def report_of(text: str, **told: object) -> Report:
    return Report(id="r", text=text, language="en", **told)  # type: ignore[arg-type]


def assert_sound(report: Report, found: tuple[Claim, ...]) -> None:
    """What holds for the claims of any report."""
    bodies = report.body()
    for claim in found:
        assert 0 <= claim.start < claim.end <= len(report.text)
        assert claim.quote == report.text[claim.start : claim.end]
        assert any(body.start <= claim.start and claim.end <= body.end for body in bodies)
        low, high = claim.count.low, claim.count.high
        assert low is not None or high is not None
        assert low is None or high is None or 0 <= low <= high
        assert 0.5 <= claim.confidence <= 1.0
        assert claim.because
        assert not claim.negated or (low, high) == (0, 0)
        if claim.cited is not None:
            assert claim.cited.text == report.text[claim.cited.start : claim.cited.end]
    ids = [claim.id for claim in found]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", [None, "xx", "tlh"])
def test_an_unsupported_language_is_said_and_nothing_is_read(language: str | None) -> None:
    reading = read(Report(id="r", text=SAID, language=language))
    assert not reading.claims
    assert not reading.events
    (problem,) = reading.problems
    assert problem.code == "unsupported-language"
    assert "r:" in problem.message and (language or "unknown") in problem.message
    assert "\n" not in problem.message


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "12", "killed"])
def test_next_to_nothing_says_nothing(text: str) -> None:
    assert read(report_of(text)).claims == ()


@pytest.mark.parametrize("kind", [PartKind.TITLE, PartKind.CAPTION])
def test_only_the_body_is_read(kind: PartKind) -> None:
    head = "Four drivers were shot dead.\n"
    text = head + SAID
    parts = (Part(kind, 0, len(head)), Part(PartKind.BODY, len(head), len(text)))
    report = report_of(text, title="Four drivers were shot dead", parts=parts)
    assert sorted(c.count.low or 0 for c in claims.find(report)) == [6, 9]
    assert_sound(report, claims.find(report))


def test_a_text_that_is_all_caption_says_nothing() -> None:
    assert claims.find(report_of(SAID, parts=(Part(PartKind.CAPTION, 0, len(SAID)),))) == ()


def test_claims_stand_in_the_order_of_the_text() -> None:
    text = " ".join(SENTENCES)
    report = report_of(text)
    found = claims.find(report)
    assert_sound(report, found)
    assert len(found) > 100
    # those of one sentence may overlap, those of different sentences never change places
    ends = 0
    start = 0
    by_sentence: list[int] = []
    for number, sentence in enumerate(SENTENCES):
        ends = start + len(sentence)
        by_sentence += [number for claim in found if start <= claim.start < ends]
        start = ends + 1
    order = [next(i for i, s in enumerate(_starts()) if claim.start < s) - 1 for claim in found]
    assert order == sorted(order)
    assert sorted(by_sentence) == sorted(order)


def _starts() -> list[int]:
    """Where each sentence of the joined text starts, and where the text ends."""
    at, starts = 0, []
    for sentence in SENTENCES:
        starts.append(at)
        at += len(sentence) + 1
    return [*starts, at]


def test_every_claim_belongs_to_an_event_of_its_report() -> None:
    reading = read(report_of(" ".join(SENTENCES[:60])))
    keys = {event.key for event in reading.events}
    assert reading.claims and all(claim.event in keys for claim in reading.claims)


@pytest.mark.parametrize("text", NAMELESS)
def test_case_does_not_change_the_figures_where_no_name_is_told(text: str) -> None:
    figures = [{(c.outcome, c.count.low, c.count.high) for c in find(t)} for t in (text, text.upper(), text.lower())]
    assert figures[0] == figures[1] == figures[2]


@given(st.text(max_size=200))
@example("\ud800 12 killed")
@example(", the May 6 blast")
@settings(max_examples=60)
def test_any_text_is_read_without_breaking(text: str) -> None:
    report = report_of(text)
    assert_sound(report, claims.find(report))


@given(hostile)
@example("0 the toll rose to 0\x00 killed ")
@settings(max_examples=120)
def test_scraps_of_language_are_read_without_breaking(text: str) -> None:
    report = report_of(text)
    assert_sound(report, claims.find(report))


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from([" ", "\n", "\n\n", "\r\n", " -- "])
)
@settings(max_examples=40)
def test_sentences_in_any_order_are_read_without_breaking(texts: list[str], joint: str) -> None:
    report = report_of(joint.join(texts))
    assert_sound(report, claims.find(report))


@given(st.sampled_from(SENTENCES), st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=60)
def test_a_text_cut_anywhere_is_read_without_breaking(text: str, start: int, end: int) -> None:
    report = report_of(text[start:end])
    assert_sound(report, claims.find(report))


def test_the_same_report_is_read_the_same_twice() -> None:
    report = report_of(" ".join(SENTENCES[:80]))
    assert read(report) == read(report)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "La alcaldesa Nora Read abrió la feria. Read more here"),
        ("es", "El señor Otto Watch habló ayer. Watch here"),
        ("it", "Il sindaco Ugo Read ha aperto la fiera. Read more"),
        ("it", "Rossi ha aperto la fiera. Rossi mora a luglio."),
    ],
)
def test_words_of_another_language_are_no_forms_of_verbs(code: str, text: str) -> None:
    assert not claims.read(Report(id="r", text=text, language=code)).claims

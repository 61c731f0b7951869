from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.evaluate import geovirus
from knell.evaluate.claim_errors import PAIR_KINDS, claim_errors, pair_errors, tally_errors
from knell.evaluate.claims import mark
from knell.evaluate.listing import sentence
from knell.evaluate.predicted import Predicted
from knell.evaluate.set_errors import geovirus_errors, isaf_errors, muc4_errors, wikiwars_errors
from knell.model import Cited, Count, Event, Outcome, Role, SourceType, Wording
from tests.evaluate import test_geovirus, test_isaf, test_muc4
from tests.evaluate.samples import INJURED, KILLED, LATER, REPORT, TEXT, claim_like, gold_report, perfect


def test_a_sentence_is_cut_at_stops_and_shows_the_words() -> None:
    text = "Before it. Then 3 people\ndied there. After it."
    at = text.index("3 people")
    assert sentence(text, at, at + 8) == "Then [[3 people]] died there."


@given(st.text(alphabet="ab .!?\n", max_size=600), st.integers(0, 600), st.integers(0, 600))
def test_a_sentence_holds_the_span_whatever_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    shown = sentence(text, start, end)
    inner = " ".join(f"[[{text[start:end]}]]".split())
    assert inner in shown
    assert len(shown) <= end - start + 500


def test_a_miss_and_an_invention_over_the_same_words_are_one_error() -> None:
    wrong = claim_like(KILLED, count=Count(21, 21, Wording.EXACT), because=("digit swap",))
    (error,) = claim_errors([mark(gold_report(KILLED), Predicted("r1", (wrong,)))])
    assert (error.group, error.because) == ("wrong figure", ("digit swap",))
    assert error.gold.startswith("killed 12 exact total")
    assert error.predicted.startswith("killed 21 exact total")
    assert "[[killed 12 people]]" in error.sentence


def test_misses_inventions_and_distractors_are_grouped_largest_first() -> None:
    lost = mark(REPORT, Predicted("r1"))
    invented = mark(gold_report(), Predicted("r1", (claim_like(LATER),)))
    other = mark(gold_report(KILLED), Predicted("r1", (claim_like(KILLED, outcome=Outcome.MISSING),)))
    groups = [error.group for error in claim_errors([invented, lost, other])]
    assert groups == [
        "missed killed exact",
        "missed killed exact",
        "invented in a distractor",
        "missed injured exact",
        "wrong outcome",
    ]


def test_what_is_wrong_beside_the_figure_is_listed_by_kind() -> None:
    claim = claim_like(
        KILLED,
        role=Role.PART,
        count=Count(12, 12, Wording.ABOUT),
        cited=Cited("police", 0, 1, SourceType.MEDIA),
        event="e2",
    )
    marked = [mark(gold_report(KILLED), Predicted("r1", (claim,), (Event("e2"),)))]
    found = {kind: [error.group for error in pair_errors(kind, marked)] for kind in PAIR_KINDS}
    assert found == {
        "roles": ["total read as part"],
        "cited": [],
        "types": ["police read as media"],
        "wordings": ["exact read as about"],
        "dates": ["date unknown"],
        "places": ["place unknown"],
    }
    unsaid = [mark(gold_report(KILLED), Predicted("r1", (claim_like(KILLED, cited=None),)))]
    assert [error.group for error in pair_errors("cited", unsaid)] == ["no origin read"]


def test_nothing_is_listed_when_all_is_right() -> None:
    marked = [mark(REPORT, perfect())]
    assert not claim_errors(marked)
    assert not tally_errors(marked)
    assert not any(pair_errors(kind, marked) for kind in PAIR_KINDS)


def test_a_wrong_tally_shows_the_gold_figures() -> None:
    (error,) = tally_errors([mark(gold_report(KILLED, INJURED), Predicted("r1"))])
    assert (error.group, error.gold) == ("no killed figure", "12 total blast")
    assert error.sentence == TEXT


def test_errors_of_the_other_sets_show_their_words() -> None:
    lost = test_muc4.marked([test_muc4.coded("1", "PEDRO ALBA")], test_muc4.said("THREE SOLDIERS", 3))
    groups = {error.group: error for error in muc4_errors([lost])}
    assert set(groups) == {"missed killed 1", "wrong killed"}
    assert "[[PEDRO ALBA]]" in groups["missed killed 1"].sentence
    place = geovirus.mark(test_geovirus.ARTICLE, [test_geovirus.spot("Aktau", 0, 0)])
    assert [error.group for error in geovirus_errors([place])] == ["elsewhere", "not found"]
    release = test_isaf.marked(test_isaf.event(None, low=9))
    assert [error.group for error in isaf_errors([release])] == ["date unknown", "killed figure", "province"]
    assert not wikiwars_errors([])

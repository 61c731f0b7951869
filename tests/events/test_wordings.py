"""A copied passage, word for word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.events import Passage, Wordings, find_copies, wordings
from knell.model import Span
from tests.events.makers import told
from tests.events.test_copies import WIRE


def of(earlier: str, later: str) -> tuple[Wordings, ...]:
    return wordings(earlier, later, Passage(Span(0, len(earlier)), Span(0, len(later))))


def test_what_a_copy_changed_stands_beside_what_it_copied() -> None:
    later = WIRE.replace("131 people", "137 men and women").replace("grain silo", "silo")
    (pair,) = find_copies([told("a", text=WIRE), told("b", text=later)])
    (passage,) = pair.passages
    found = wordings(WIRE, later, passage)
    changed = [(one.earlier.strip(), one.later.strip()) for one in found if not one.same]
    assert changed == [("131 people", "137 men and women"), ("grain", "")]
    assert "".join(one.earlier for one in found) == WIRE[passage.earlier.start : passage.earlier.end]
    assert "".join(one.later for one in found) == later[passage.later.start : passage.later.end]


def test_other_capitals_and_signs_are_the_same_words() -> None:
    (one,) = of("Two men were shot dead.", "TWO MEN, were shot dead!")
    assert one.same


def test_texts_without_words_are_no_trouble() -> None:
    assert of("", "") == ()
    assert of("—", "") == (Wordings("—", ""),)


@given(st.lists(st.sampled_from("abcde "), max_size=60), st.lists(st.sampled_from("abcde "), max_size=60))
def test_put_together_again_they_are_the_passage(one: list[str], other: list[str]) -> None:
    earlier, later = " ".join(one), " ".join(other)
    found = of(earlier, later)
    assert "".join(each.earlier for each in found) == earlier
    assert "".join(each.later for each in found) == later

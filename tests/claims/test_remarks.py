"""What one sentence says of its claims, however many they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.claims.remarks import Remarks
from knell.text import Match

_numbers = st.lists(st.integers(0, 30), unique=True).map(sorted)


@given(_numbers, st.integers(0, 30), st.integers(0, 30))
def test_words_are_found_between_two_tokens(numbers: list[int], first: int, last: int) -> None:
    said = Remarks(None, None, (), (), (), numbers, numbers, introduces=False)
    assert said.after_within(first, last) == any(first <= number < last for number in numbers)
    assert said.comma_within(first, last) == said.after_within(first, last)


@given(_numbers, st.integers(0, 30), st.integers(1, 5))
def test_a_late_death_is_near_or_not(starts: list[int], start: int, length: int) -> None:
    late = [Match(at, at + 1, True) for at in starts]
    end = start + length
    said = Remarks(None, None, (), late, late, (), (), introduces=False)
    near = said.late_near(start, end)
    assert said.recovered_near(start, end) == near
    assert near == any(match.start <= end + 2 and match.end >= start for match in late)


@given(_numbers, _numbers, st.integers(0, 30), st.integers(1, 5))
def test_a_long_time_is_beside_a_claim_unless_a_comma_sets_it_apart(
    lasting: list[int], commas: list[int], start: int, length: int
) -> None:
    end = start + length
    beside = Remarks(None, None, lasting, (), (), (), commas, introduces=False).lasts_beside(start, end)
    clear = [at for at in lasting if not any(min(at, end) <= comma < max(at, start) for comma in commas)]
    assert beside == (bool(clear) or any(at < 2 for at in lasting))

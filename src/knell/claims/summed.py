"""Numbers that another number of the same voice counts already: parts of a part, and what a later sum takes in."""

from __future__ import annotations

from collections.abc import Sequence

from knell.claims.said import About, Said
from knell.model import Role

# A sum is no more than so many times all that was counted before it, else it is another toll.
_MOST_OF_COUNTED = 2


def within_numbers(said: Sequence[Said]) -> None:
    """Mark the parts that are told of as some of the number in front of them: "53 were hurt, seven of whom badly".

    Who is added up from parts counts the 53 alone, for the seven are among them.
    """
    before: dict[tuple[int, About], Said] = {}
    for one in said:
        spot = (one.sentence, one.about)
        whole = before.get(spot)
        if one.role is Role.PART and one.item.candidate.kind == "part" and whole is not None:
            one.held = one.top is not None and one.top <= whole.size
        if not one.held:
            before[spot] = one


def within_sums(said: Sequence[Said]) -> None:
    """A total that one voice adds to and then sums up is a part: "82 ... 8 more ... 147 people were killed".

    The sum holds the total and the first addition, and is not far more than all that was counted before it.
    """
    counted: dict[About, int] = {}
    before: list[int] = []
    for one in said:
        before.append(counted.get(one.about, 0))
        if one.role is not Role.REVISED_FROM:
            counted[one.about] = before[-1] + (one.count.low or 0)
    # backwards: the sum last met of each voice, and the first thing that was added before it
    sums: dict[tuple[About, str | None], int] = {}
    added: dict[tuple[About, str | None], int] = {}
    for one, told in zip(reversed(said), reversed(before), strict=True):
        low, voice = one.count.low or 0, (one.about, one.voice)
        if one.role is Role.ADDITIONAL and voice in sums:
            added[voice] = low
        elif one.role is Role.TOTAL and voice in added and low + added[voice] <= sums[voice]:
            one.becomes(Role.PART)
        elif one.role is Role.TOTAL and low <= _MOST_OF_COUNTED * told:
            sums[voice] = low
            added.pop(voice, None)

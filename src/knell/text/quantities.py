"""Numbers with the words that bound them, and what kind of number each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knell.languages import Pack
from knell.model import Count, Wording
from knell.text.digits import digits
from knell.text.kinds import DASHES, is_clock, kind_of, unit_end
from knell.text.numbers import Number, find_numbers
from knell.text.quantity_words import Kind, Words, words
from knell.text.tokens import Token

# "an increase in deaths over the same period for 2017, from 2,666" is the farthest.
_CHANGE = 14
# No number is hedged by more words than this ("perhaps as many as some").
_LONGEST_BOUND = 12
# The verb of "de 16 a 23 pasó" stands no farther behind the numbers.
_STEP = 3
# The longest word for "and".
_CONJUNCTION = 3
_BARE_YEARS = range(1500, 2101)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A bounded number at tokens ``start`` to ``end``.

    ``core`` is where the number itself begins, behind words such as "at least". Only a quantity of kind ``count``
    may count people. ``year_like`` says that the digits may as well be a year.
    """

    start: int
    end: int
    core: int
    count: Count
    kind: Kind
    year_like: bool = False
    words: bool = False


def find_quantities(tokens: Sequence[Token], pack: Pack) -> list[Quantity]:
    """All quantities in order, none overlapping another, those that count nothing included with their kind."""
    lexicon = words(pack.code)
    numbers = {number.start: number for number in find_numbers(tokens, pack)}
    found: list[Quantity] = []
    end = 0
    for index, token in enumerate(tokens):
        apart = token.text == "," and index > 0 and tokens[index - 1].kind == "word"
        if index >= end and (apart or index in numbers or lexicon.opening.may_begin(token)):
            find = _set_apart if apart else _quantity_at
            quantity = find(tokens, index, numbers, lexicon)
            if quantity is not None:
                found.append(_age_in_list(tokens, quantity, found))
                end = quantity.end
    return _sharing_units(tokens, found, lexicon)


def _sharing_units(tokens: Sequence[Token], found: list[Quantity], lexicon: Words) -> list[Quantity]:
    """ "due donne, di 28 e 24 anni", "trois enfants de 8, 12 et 13 ans": bare numbers have the unit of the last.

    Two numbers need a word between them ("5, two years after"), or one in front that measures ("di 28, 24 anni").
    """
    shared = False
    for at in range(len(found) - 2, -1, -1):
        quantity, behind = found[at], found[at + 1]
        joint = tokens[quantity.end : behind.start]
        measures = quantity.start > 0 and tokens[quantity.start - 1].norm in lexicon.measuring
        joins = len(joint) == 1 and (
            (joint[0].kind == "word" and len(joint[0].text) <= _CONJUNCTION)
            or (joint[0].text == "," and (shared or measures))
        )
        shared = joins and quantity.kind == "count" and behind.kind in ("time", "age")
        if shared:
            found[at] = replace(quantity, kind=behind.kind)
    return found


def _age_in_list(tokens: Sequence[Token], quantity: Quantity, earlier: Sequence[Quantity]) -> Quantity:
    """ "aged 38 and 24": a bare number coordinated with an age is an age too."""
    if quantity.kind != "count" or not earlier or earlier[-1].kind != "age":
        return quantity
    gap = tokens[earlier[-1].end : quantity.start]
    follower = tokens[quantity.end].kind if quantity.end < len(tokens) else "punct"
    joins = bool(gap) and len(gap) <= 2 and all(t.text == "," or len(t.text) <= 3 for t in gap)
    ends = follower == "punct" or (quantity.end + 1 < len(tokens) and tokens[quantity.end + 1].kind == "number")
    return replace(quantity, kind="age") if joins and ends else quantity


def _quantity_at(tokens: Sequence[Token], index: int, numbers: Mapping[int, Number], lexicon: Words) -> Quantity | None:
    core, wording = index, Wording.EXACT
    bound = lexicon.before.at(tokens, index)
    if bound is not None and index and tokens[index - 1].norm in lexicon.particle_verbs and bound.end == index + 1:
        return None  # "handed over 44 bodies"
    while bound is not None and bound.end < len(tokens) and bound.end - index < _LONGEST_BOUND:
        if wording is Wording.ABOUT and bound.value is not wording:
            index, wording = core, Wording.EXACT  # "the Red Cross estimated at least 200 dead"
        wording = bound.value if wording is Wording.EXACT else wording
        core = bound.end
        bound = lexicon.before.at(tokens, core)
    other = lexicon.others.at(tokens, core) if core > index and core < len(tokens) else None
    if other is not None and other.end in numbers:
        core = other.end  # "at least another five"
    plain = _vague(tokens, core, lexicon)
    if plain is not None and core > index and numbers.get(core) is not None and numbers[core].end == plain.end:
        plain = None  # "не меньше тысячи": what is hedged is a number
    plain = plain or _between(tokens, core, numbers, lexicon)
    if plain is None:
        plain = _number(tokens, core, numbers, lexicon)
    if plain is None:
        return None
    return _with_bound(replace(plain, start=index), tokens, wording, lexicon)


def _set_apart(tokens: Sequence[Token], index: int, numbers: Mapping[int, Number], lexicon: Words) -> Quantity | None:
    """ "killed, at least, 61 people": a bound between commas."""
    bound = lexicon.before.at(tokens, index + 1)
    if bound is None or bound.end + 1 >= len(tokens) or tokens[bound.end].text != ",":
        return None
    plain = _number(tokens, bound.end + 1, numbers, lexicon)
    return None if plain is None else _with_bound(replace(plain, start=index), tokens, bound.value, lexicon)


def _vague(tokens: Sequence[Token], index: int, lexicon: Words) -> Quantity | None:
    match = lexicon.vague.at(tokens, index)
    if match is None:
        return None
    count = Count(match.value or None, None, Wording.VAGUE)
    return Quantity(index, match.end, index, count, "count", words=True)


def _between(tokens: Sequence[Token], index: int, numbers: Mapping[int, Number], lexicon: Words) -> Quantity | None:
    opening = lexicon.between.at(tokens, index)
    if opening is None or opening.end not in numbers:
        return None
    low = numbers[opening.end]
    second = low.end + 1
    second += second < len(tokens) and tokens[second].norm in lexicon.range_articles
    high = numbers.get(second)
    if high is None or high.value is None or low.ordinal or high.ordinal:
        return None
    least = _scaled(tokens, low, high, lexicon)
    if least is None or least > high.value:
        return None
    return _ranging(tokens, Number(index, high.end, None), Count(least, high.value, Wording.RANGE), lexicon)


def _tells_change(tokens: Sequence[Token], start: int, end: int, lexicon: Words) -> bool:
    """ "rose from 560 to 761", "de 16 a 23 pasó": two numbers of two days, no range."""
    if start == 0 or tokens[start - 1].norm not in lexicon.change_from:
        return False
    if any(token.norm in lexicon.changes_behind for token in tokens[end : end + _STEP]):
        return True
    return any(token.norm in lexicon.changes for token in tokens[max(start - _CHANGE, 0) : start - 1])


def _scaled(tokens: Sequence[Token], low: Number, high: Number, lexicon: Words) -> int | None:
    """The lower number of a range; it shares the upper one's multiplier in "two to three hundred"."""
    scale = lexicon.scales.get(tokens[high.end - 1].norm, 1)
    value = digits(tokens[low.start].text) if low.value is None and low.end == low.start + 1 else low.value
    if value is None or low.end > low.start + 1 or scale == 1 or tokens[low.start].norm in lexicon.scales:
        return low.value
    product = value * scale
    shares = high.value is not None and product < high.value and product == int(product)
    return int(product) if shares else low.value


def _number(tokens: Sequence[Token], index: int, numbers: Mapping[int, Number], lexicon: Words) -> Quantity | None:
    number = numbers.get(index)
    if number is None:
        return None
    ranged = _range(tokens, number, numbers, lexicon)
    if ranged is not None:
        return ranged
    kind = kind_of(tokens, number, lexicon)
    unit = unit_end(tokens, number.end, lexicon)
    if unit > number.end and kind == "age":
        return Quantity(index, unit, index, Count(number.value, number.value, Wording.EXACT), kind)
    if number.value is None:
        return Quantity(
            index, number.end, index, Count(None, None, Wording.VAGUE), kind if kind != "count" else "decimal"
        )
    text = tokens[index].text
    year = number.value in _BARE_YEARS and number.end == index + 1 and len(text) == 4 and text.isdigit()
    count = Count(number.value, number.value, Wording.EXACT)
    return Quantity(index, number.end, index, count, kind, year_like=year, words=number.words)


def _range(tokens: Sequence[Token], low: Number, numbers: Mapping[int, Number], lexicon: Words) -> Quantity | None:
    """ "40-50", "40 to 50", "five or six"; a falling pair ("58-42") is a score."""
    high = numbers.get(low.end + 1)
    if high is None or high.value is None or low.ordinal or high.ordinal or is_clock(tokens, high.end - 1):
        return None  # "shot dead 2 - 09:45" is no range
    joiner = tokens[low.end]
    dashed = joiner.text in DASHES and joiner.text != "—" and (joiner.glued == tokens[high.start].glued)
    if joiner.text == ":" and joiner.glued and tokens[high.start].glued:
        return Quantity(low.start, high.end, low.start, Count(None, None, Wording.VAGUE), "time")
    if low.value == 1 < high.value and joiner.norm in lexicon.ratio_joiners and high.value not in _BARE_YEARS:
        return Quantity(low.start, high.end, low.start, Count(None, None, Wording.VAGUE), "share")
    if not dashed and joiner.norm not in lexicon.range_joiners | lexicon.alternative_joiners:
        return None
    if joiner.norm in lexicon.range_joiners and _tells_change(tokens, low.start, high.end, lexicon):
        return None
    least = _scaled(tokens, low, high, lexicon)
    if least is None:
        return None
    if least >= high.value:
        if not dashed:
            return None
        return Quantity(low.start, high.end, low.start, Count(None, None, Wording.VAGUE), "score")
    if joiner.norm in lexicon.alternative_joiners and high.value > 2 * least + 1:
        return None
    return _ranging(tokens, Number(low.start, high.end, high.value), Count(least, high.value, Wording.RANGE), lexicon)


def _ranging(tokens: Sequence[Token], both: Number, count: Count, lexicon: Words) -> Quantity:
    """A range, with its unit where it is of ages."""
    kind = kind_of(tokens, both, lexicon)
    end = unit_end(tokens, both.end, lexicon) if kind == "age" else both.end
    return Quantity(both.start, end, both.start, count, kind)


def _with_bound(quantity: Quantity, tokens: Sequence[Token], wording: Wording, lexicon: Words) -> Quantity:
    after = lexicon.after.at(tokens, quantity.end) if quantity.end < len(tokens) else None
    if after is not None:
        quantity = replace(quantity, end=after.end)
        wording = after.value if wording in (Wording.EXACT, Wording.ABOUT) else wording
    count = quantity.count
    upper = wording in (Wording.AT_MOST, Wording.FEWER_THAN)
    if count.wording is Wording.VAGUE and not (upper and count.low):
        return quantity
    if wording is Wording.EXACT and lexicon.rounded and _is_rounded(tokens, quantity, lexicon):
        wording = Wording.ABOUT
    if wording is Wording.EXACT or count.wording is Wording.RANGE:
        return quantity
    value = count.low
    if wording in (Wording.AT_LEAST, Wording.MORE_THAN):
        count = Count(value, None, wording)
    elif wording in (Wording.AT_MOST, Wording.FEWER_THAN):
        count = Count(None, value, wording)
    else:
        count = Count(value, value, wording)
    return replace(quantity, count=count)


def _is_rounded(tokens: Sequence[Token], quantity: Quantity, lexicon: Words) -> bool:
    """ "une dizaine de", "una veintena": a noun of number says about how many."""
    return any(tokens[at].norm in lexicon.rounded for at in range(max(quantity.core, quantity.end - 2), quantity.end))

"""Read numbers in digits and in words, by the number grammar of the language's data file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

from knell.languages import Pack
from knell.text.digits import TOO_MANY_DIGITS, digits
from knell.text.number_words import Grammar, grammar
from knell.text.spelling import ending_behind, is_abbreviated, number_words, tens_first
from knell.text.tokens import Token

# "and twenty-five": what may follow "two hundred" within a number.
_LONGEST_TAIL = 5
_IN_DIGITS = frozenset(("number", "code"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens ``start`` to ``end``. ``value`` is None where it is no whole number."""

    start: int
    end: int
    value: int | None
    ordinal: bool = False
    words: bool = False


def find_numbers(tokens: Sequence[Token], pack: Pack) -> list[Number]:
    """All numbers in order, none overlapping another."""
    rules = grammar(pack.code)
    found: list[Number] = []
    end = 0
    for index, token in enumerate(tokens):
        if index >= end and (token.kind in _IN_DIGITS or token.norm in rules.beginnings or rules.compounds):
            number = _number_at(tokens, index, rules)
            if number is not None:
                number = _with_noun(tokens, number, rules)
                found.append(number)
                end = number.end
    return found


def _with_noun(tokens: Sequence[Token], number: Number, rules: Grammar) -> Number:
    """ "un millón de", "une dizaine d'": the small word between a noun of number and what it counts."""
    end = number.end
    if rules.nouns and end < len(tokens) and tokens[end - 1].norm in rules.nouns and tokens[end].norm in rules.of:
        return replace(number, end=end + 1)
    return number


def _number_at(tokens: Sequence[Token], index: int, rules: Grammar) -> Number | None:
    token = tokens[index]
    if token.kind == "number":
        return _in_digits(tokens, index, rules)
    if token.kind == "code":
        return _glued_ordinal(token, index, rules) or _glued_scale(token, index, rules)
    if token.kind == "word":
        return _in_words(tokens, index, rules)
    return None


def _glued_ordinal(token: Token, index: int, rules: Grammar) -> Number | None:
    for suffix in rules.suffixes:
        head = token.norm.removesuffix(suffix)
        if head != token.norm and head.isdigit() and len(head) <= TOO_MANY_DIGITS:
            return Number(index, index + 1, int(head), ordinal=True)
    return None


def _glued_scale(token: Token, index: int, rules: Grammar) -> Number | None:
    """ "20mila": a multiplier written behind its digits."""
    for scale in rules.glued:
        value = digits(token.norm.removesuffix(scale)) if token.norm.endswith(scale) else None
        if value is not None:
            product = _capped(value * rules.scales[scale])
            return Number(index, index + 1, int(product) if product is not None and product == int(product) else None)
    return None


def _in_digits(tokens: Sequence[Token], index: int, rules: Grammar) -> Number | None:
    value = digits(tokens[index].text)
    end = index + 1
    if isinstance(value, int) and value < 1000 and not tokens[index].text.startswith("0"):
        # 5 000 and 1 250 000 with a space (any kind) between groups of three digits
        while end < len(tokens) and _is_group(tokens, end):
            value = _capped(value * 1000 + int(tokens[end].text)) if value is not None else None
            end += 1
    while value is not None and end < len(tokens) and tokens[end].norm in rules.scales:
        scale = rules.scales[tokens[end].norm]
        if isinstance(value, int) and scale < 1000 and value > 99:
            break
        value = _capped(value * scale)
        end += 1
        end += is_abbreviated(tokens, end, rules.abbreviated)
        if rules.mixed and isinstance(value, int) and scale >= 1000:
            value, end = _with_rest(tokens, end, value, scale, rules)
    if isinstance(value, Fraction):
        value = int(value) if value.denominator == 1 and end > index + 1 else None
    ending, ordinal = ending_behind(tokens, index, end, value if isinstance(value, int) else None, rules)
    return Number(index, ending, value, ordinal=ordinal)


def _with_rest(tokens: Sequence[Token], end: int, value: int, scale: int, rules: Grammar) -> tuple[int, int]:
    """ "2 bin 323", "37 bin yüz": what is smaller than the multiplier is added to it."""
    if end >= len(tokens) or tokens[end].glued:
        return value, end
    token = tokens[end]
    if token.kind == "number" and token.text.isdigit() and not token.text.startswith("0") and int(token.text) < scale:
        return value + int(token.text), end + 1
    if token.kind == "word" and (token.norm in rules.values or rules.scales.get(token.norm) == 100):
        rest = _cardinal(tokens, end, rules)
        if rest.value is not None and rest.value < scale and not rest.ordinal:
            return value + rest.value, rest.end
    return value, end


def _capped(value: int | Fraction) -> int | Fraction | None:
    """None instead of a number that counts nothing: endless groups of digits must not become endless numbers."""
    return value if value < 10**TOO_MANY_DIGITS else None


def _is_group(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.kind != "number" or len(token.text) != 3 or not token.text.isdigit():
        return False
    return token.start - tokens[index - 1].end == 1


def _in_words(tokens: Sequence[Token], start: int, rules: Grammar) -> Number | None:
    norm = tokens[start].norm
    if norm in rules.articles or norm in rules.halves:
        return _article_and_scale(tokens, start, rules)
    if norm in rules.and_half and start + 1 < len(tokens) and tokens[start + 1].norm in rules.scales:
        return Number(start, start + 2, rules.scales[tokens[start + 1].norm] * 3 // 2, words=True)  # "полторы тысячи"
    if norm in rules.ordinals:
        return Number(start, start + 1, rules.ordinals[norm], ordinal=True, words=True)
    if norm not in rules.values and norm not in rules.scales:
        return _written_together(tokens, start, rules) if rules.compounds else None
    if norm in rules.scales and norm not in rules.values and not _stands_alone(norm, rules):
        return None
    found = _cardinal(tokens, start, rules)
    scale = rules.scales.get(tokens[found.end - 1].norm, 0)
    if rules.mixed and scale >= 1000 and found.value is not None:
        value, end = _with_rest(tokens, found.end, found.value, scale, rules)  # "bin 90"
        return replace(found, end=end, value=value)
    return found


def _written_together(tokens: Sequence[Token], start: int, rules: Grammar) -> Number | None:
    """ "yirmibeş", "dreiundzwanzig": one word that is made of number words alone."""
    parts = number_words(tokens[start].norm, rules.known | rules.articles | rules.joiners, rules.elided)
    parts = tens_first(parts, rules.values, rules.articles, rules.joiners)
    if len(parts) < 2:
        return None
    found = _cardinal([replace(tokens[start], norm=part) for part in parts], 0, rules)
    return replace(found, start=start, end=start + 1) if found.end == len(parts) else None


def _stands_alone(norm: str, rules: Grammar) -> bool:
    """A multiplier below a million said without a number before it ("hundred killed", "dozen hurt")."""
    return rules.scales[norm] < 1_000_000


def _article_and_scale(tokens: Sequence[Token], start: int, rules: Grammar) -> Number | None:
    """ "a dozen", "a hundred", "half a million", "a dozen and a half"."""
    index = start
    half = False
    if tokens[index].norm in rules.halves:
        half = True
        index += 1
    if index < len(tokens) and tokens[index].norm in rules.articles:
        index += 1
    if index == start or index >= len(tokens) or tokens[index].norm not in rules.scales:
        return None
    scale = rules.scales[tokens[index].norm]
    if half:
        return Number(start, index + 1, scale // 2, words=True)
    inner = _cardinal(tokens, index, rules)
    end, value = inner.end, inner.value
    if _half_follows(tokens, end, rules):
        return Number(start, end + 3, (value or scale) + scale // 2, words=True)
    return Number(start, end, value, words=True)


def _half_follows(tokens: Sequence[Token], index: int, rules: Grammar) -> bool:
    return (
        index + 2 < len(tokens)
        and tokens[index].norm in rules.joiners
        and tokens[index + 1].norm in rules.articles
        and tokens[index + 2].norm in rules.halves
    )


def _cardinal(tokens: Sequence[Token], start: int, rules: Grammar) -> Number:
    total = group = 0
    floor = 1000  # the next word must be smaller than this to belong to the same number
    index = end = start
    ordinal = False
    while index < len(tokens) and not ordinal:
        norm = tokens[index].norm
        scale = _scale_at(norm, index > start, rules)
        if scale is not None and scale >= 1000:
            # "a thousand million" multiplies; "two million five thousand" adds
            total = total * scale if total and not group else total + max(group, 1) * scale
            group, floor = 0, 1000
        elif scale is not None and group < 100:
            group = max(group, 1) * scale
            floor = 100
        elif scale is not None:
            break
        elif (value := _value_at(tokens, index, floor, rules))[0] is not None:
            worth, index = value
            group += worth
            floor = _floor_behind(worth, rules)
        elif norm in rules.ordinals and index > start and rules.ordinals[norm] < floor:
            group += rules.ordinals[norm]
        else:
            break
        ordinal = norm in rules.ordinals
        index += 1
        end = index
        index = _skip_joiner(tokens, index, floor, rules)
        if total >= 10**TOO_MANY_DIGITS:
            return Number(start, end, None, words=True)
    return Number(start, end, total + group, ordinal=ordinal, words=True)


def _value_at(tokens: Sequence[Token], index: int, floor: int, rules: Grammar) -> tuple[int, int] | tuple[None, int]:
    """What a word is worth here, or two that belong together, and the last token of it; None above the floor."""
    norm = tokens[index].norm
    if rules.pairs and index + 1 < len(tokens):
        second = index + 2 if index + 2 < len(tokens) and _is_hyphen(tokens, index + 1) else index + 1
        pair = rules.pairs.get((norm, tokens[second].norm))
        if pair is not None and pair < floor:
            return pair, second
    value = rules.values.get(norm)
    return (None, index) if value is None or value >= floor else (value, index)


def _floor_behind(value: int, rules: Grammar) -> int:
    """What comes behind a value within the same number is smaller than this."""
    if value in rules.vigesimal:
        return 20
    if value >= 100:
        return 100
    return 10 if value >= rules.tens_from and value % 10 == 0 else 0


def _scale_at(norm: str, inside: bool, rules: Grammar) -> int | None:
    """The multiplier that a word is here: "hundred", and inside a number "hundredth"."""
    if norm in rules.scales and (inside or norm not in rules.values):
        return rules.scales[norm]
    ordinal = rules.ordinals.get(norm, 0)
    return ordinal if inside and ordinal >= 100 else None


def _skip_joiner(tokens: Sequence[Token], index: int, floor: int, rules: Grammar) -> int:
    """Step over "and", a hyphen, "-and-" or a comma between thousands and hundreds when a smaller number follows."""
    if index + 1 >= len(tokens):
        return index
    if _is_hyphen(tokens, index):
        if tokens[index + 1].norm in rules.joiners and index + 3 < len(tokens) and _is_hyphen(tokens, index + 2):
            return index + 3 if floor >= 100 and _fits(tokens[index + 3].norm, floor, rules) else index
        if tokens[index + 1].norm in rules.tens_joiners and index + 3 < len(tokens) and _is_hyphen(tokens, index + 2):
            return index + 3 if floor < 100 and _fits(tokens[index + 3].norm, floor, rules) else index
        follower = tokens[index + 1].norm
        return index + 1 if _fits(follower, floor, rules) or follower in rules.scales else index
    fits = _fits(tokens[index + 1].norm, floor, rules)
    if fits and 0 < floor < 100 and tokens[index].norm in rules.tens_joiners:
        return index + 1
    if fits and floor >= 100 and tokens[index].norm in rules.joiners:
        return index + 1
    if fits and floor == 1000 and tokens[index].text == "," and _hundreds_follow(tokens, index + 1, rules):
        return index + 1
    return index


def _is_hyphen(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text in "-‐‑–" and tokens[index].glued and tokens[index + 1].glued


def _fits(norm: str, floor: int, rules: Grammar) -> bool:
    return rules.values.get(norm, rules.ordinals.get(norm, floor)) < floor


def _hundreds_follow(tokens: Sequence[Token], index: int, rules: Grammar) -> bool:
    """Whether "two hundred" stands here and is no group of its own ("one thousand, two hundred of them children")."""
    if index + 1 >= len(tokens) or rules.values.get(tokens[index].norm, 10) > 9:
        return False
    if _scale_at(tokens[index + 1].norm, True, rules) != 100:
        return False
    rest = tokens[index + 2 : index + 2 + _LONGEST_TAIL]
    tail = takewhile(lambda token: token.norm in rules.values or token.norm in rules.joiners or token.text == "-", rest)
    behind = index + 2 + sum(1 for _ in tail)
    return behind >= len(tokens) or tokens[behind].norm not in rules.parting

"""What a number is by the words around it: a count, an age, a time, a label ..."""

from __future__ import annotations

from collections.abc import Sequence

from knell.text.numbers import Number
from knell.text.quantity_words import Kind, Words
from knell.text.tokens import Token

DASHES = "-‐‑–—−"
# A licence plate has so few letters; so many words around it show how the text is written.
_PLATE, _AROUND = 3, 8


def kind_of(tokens: Sequence[Token], number: Number, lexicon: Words) -> Kind:
    """What a number is by what stands around it."""
    if number.ordinal:
        return "ordinal"
    before = None if tokens[number.start].norm in lexicon.counting else _before(tokens, number.start, lexicon)
    if before is not None:
        return before
    end = number.end
    if _is_plate(tokens, end) or _is_plate(tokens, number.start - 1):
        return "label"
    if is_clock(tokens, end - 1):
        return "time"
    if end < len(tokens):
        unit = lexicon.units.at(tokens, end)
        if unit is not None:
            return unit.value
        if lexicon.after.at(tokens, end) is not None:
            return "count"
        dash = tokens[end]
        if dash.text in DASHES and dash.glued and end + 1 < len(tokens) and tokens[end + 1].glued:
            unit = lexicon.units.at(tokens, end + 1)
            return unit.value if unit is not None else "attribute"
        if dash.text in DASHES and dash.glued and _shares_compound(tokens, end + 1):
            return "attribute"
        if dash.text in lexicon.currency:
            return "money"
        if dash.text == "%":
            return "share"
        if dash.text in "°′″" or (dash.text in "/" and dash.glued):
            return "label"
    return "count"


def is_clock(tokens: Sequence[Token], at: int) -> bool:
    """ "11:28": whether digits at token ``at`` and a colon and digits behind it are written as one."""
    if not 0 <= at < len(tokens) - 2:
        return False
    hour, colon, minute = tokens[at : at + 3]
    written = hour.kind == minute.kind == "number" and colon.text == ":" and colon.glued and minute.glued
    return written and len(hour.text) <= 2 <= len(minute.text)


def _is_plate(tokens: Sequence[Token], at: int) -> bool:
    """ "38 GY 652": capitals at token ``at`` between two numbers, where capitals are not all that is written."""
    if not 0 < at < len(tokens) - 1 or not (tokens[at].text.isupper() and len(tokens[at].text) <= _PLATE):
        return False
    if tokens[at - 1].kind != "number" or tokens[at + 1].kind != "number" or tokens[at].kind != "word":
        return False
    return any(token.text.islower() for token in tokens[max(at - _AROUND, 0) : at + _AROUND])


def _shares_compound(tokens: Sequence[Token], at: int) -> bool:
    """ "44- та 59-річні", "38- und 41-jährige": the number behind the conjunction says what this one counts."""
    if at + 2 >= len(tokens) or tokens[at].glued or tokens[at].kind != "word":
        return False
    return tokens[at + 1].kind == "number" and tokens[at + 2].text in DASHES and tokens[at + 2].glued


def unit_end(tokens: Sequence[Token], end: int, lexicon: Words) -> int:
    """Where the unit behind a number ends; ``end`` itself when there is none."""
    for at in (end, end + 1):
        if at < len(tokens):
            unit = lexicon.units.at(tokens, at)
            if unit is not None:
                return unit.end
        if at >= len(tokens) or tokens[at].text not in DASHES:
            break
    return end


def _before(tokens: Sequence[Token], start: int, lexicon: Words) -> Kind | None:
    """What the tokens in front of a number make of it, when they settle it."""
    if start == 0:
        return None
    previous, here = tokens[start - 1], tokens[start]
    if here.kind == "number" and here.text[0] == "0" and len(here.text) > 1:
        return "label"  # a clock or a code, no count is written so
    if previous.text in lexicon.currency or previous.norm in lexicon.currency:
        return "money"
    if previous.text == "." and start > 1 and previous.glued and tokens[start - 2].norm in lexicon.currency:
        return "money"
    if previous.text in "#№+" or (previous.text in "/" and here.glued):
        return "label"
    if is_clock(tokens, start - 2):
        return "time"
    if previous.norm in lexicon.labels:
        return "label"
    if previous.text == "." and start > 1 and tokens[start - 2].norm in lexicon.labels and previous.glued:
        return "label"
    if previous.text in DASHES and here.glued and previous.glued:
        return "label"
    for reach in (3, 2, 1):
        if start >= reach:
            phrase = lexicon.age_before.at(tokens, start - reach)
            # "aged between four and 51": the range itself begins with the last word of it
            if phrase is not None and phrase.end >= start:
                return "age"
    return "age" if _is_comma_age(tokens, start) else None


def _is_comma_age(tokens: Sequence[Token], start: int) -> bool:
    """ "Imam Din, 34, said": a small number alone between commas behind a name or a person."""
    if start < 2 or tokens[start - 1].text not in ",(" or start + 1 >= len(tokens):
        return False
    if tokens[start - 2].kind != "word" or tokens[start + 1].text not in ",).;—–":
        return False
    text = tokens[start].text
    return not text.isdigit() or int(text) <= 110 if len(text) <= 3 or not text.isdigit() else False

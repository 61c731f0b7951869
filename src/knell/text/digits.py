"""The value of digits with separators between them."""

from __future__ import annotations

from fractions import Fraction

import regex

_GROUPED = regex.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
# 1,23,456: hundreds and thousands of thousands as lakh and crore
_LAKHS = regex.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_DECIMAL = regex.compile(r"(\d+)[.,](\d+)")
# No report counts more people than have ever lived; longer digit strings are identifiers.
TOO_MANY_DIGITS = 12


def digits(text: str) -> int | Fraction | None:
    """The value of digits with separators: 5,000 and 5.000 are five thousand, 1.2 is a fraction."""
    if len(text) > TOO_MANY_DIGITS + 4:
        return None
    if text.isdigit():
        return int(text) if len(text) <= TOO_MANY_DIGITS else None
    if (_GROUPED.fullmatch(text) or _LAKHS.fullmatch(text)) and not text.startswith("0"):
        return int(text.replace(",", "").replace(".", ""))
    decimal = _DECIMAL.fullmatch(text)
    if decimal:
        return Fraction(f"{decimal[1]}.{decimal[2]}")
    return None

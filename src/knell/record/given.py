"""What a person gives with a decision, checked: names, reasons, numbers, days, words of a fixed list.

Raises ``ValueError``, one line each, which the record turns into a ``RecordError`` that names it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

# Larger whole numbers are not the same in every program that reads JSON.
MOST_PEOPLE = 2**53 - 1
_LONGEST_NAME = 200
_LONGEST_REASON = 4000

E = TypeVar("E", bound=StrEnum)


def name(value: object, what: str, longest: int = _LONGEST_NAME) -> str:
    """A name on one line, with nothing in it that cannot be seen."""
    found = text(value, what, longest)
    if "\n" in found or not found:
        raise ValueError(f"{what} must be one line, and not empty")
    return found


def text(value: object, what: str, longest: int = _LONGEST_REASON) -> str:
    """Words without control characters but ends of lines."""
    if not isinstance(value, str):
        raise ValueError(f"{what} must be text")
    found = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(found) > longest:
        raise ValueError(f"{what} is longer than {longest:,} characters")
    if any(letter != "\n" and unicodedata.category(letter) in ("Cc", "Cs") for letter in found):
        raise ValueError(f"{what} holds a control character")
    return found


def people(value: object, what: str) -> int | None:
    """A number of people, or None where it is open."""
    if value is None:
        return None
    found = whole(value, what)
    if not 0 <= found <= MOST_PEOPLE:
        raise ValueError(f"{what} must be 0 or more, and below 2**53")
    return found


def whole(value: object, what: str) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{what} must be a whole number")
    return value


def degrees(value: object, what: str, most: float) -> float:
    """Degrees of latitude or longitude."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -most <= value <= most:
        raise ValueError(f"{what} must be between -{most:g} and {most:g}")
    return float(value)


def truth(value: object, what: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{what} must be true or false")
    return value


def one_of(kind: type[E], value: object, what: str) -> E:
    """One of a fixed list of words."""
    try:
        return kind(str(value))
    except ValueError:
        raise ValueError(f"{what} must be one of {', '.join(kind)}") from None


def day(value: object, what: str) -> date:
    """A day, given as such or as ``YYYY-MM-DD``."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{what} must be a day that there is, as YYYY-MM-DD") from None


def only(changes: Mapping[str, object], known: tuple[str, ...]) -> None:
    """Refuse what no field is called."""
    unknown = sorted(str(field) for field in changes if field not in known)
    if unknown:
        raise ValueError(f"there is no field {unknown[0]!r}; there are: {', '.join(known)}")

"""Text as a sheet can hold it: without what steers or what XML forbids, and measured so that it stays on the sheet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What XML does not hold, and what could reorder or hide the words beside it.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_MARKS = re.compile("[\u061c\u200e\u200f\u00ad\u2060\ufeff\U000e0000-\U000e007f]")
_MOST = 2_000
_MOST_STACKED = 3
_WIDE = frozenset("mwMW@%—№")
_CYRILLIC = ("\u0400", "\u052f")
_ELLIPSIS = "…"
ISOLATE, END = "\u2068", "\u2069"
_OURS = frozenset((ISOLATE, END, "\u00a0"))
_PARTS = re.compile(f"([{''.join(sorted(_OURS))}])")
_SPACES = re.compile(r"[^\S\u00a0]+")


def clean(text: str) -> str:
    """Text of others on one line that steers nothing; of marks stacked on one letter the first few."""
    return _few_marks(" ".join(_UNFIT.sub("\ufffd", _MARKS.sub("", text[:_MOST])).split()))


def tidy(text: str) -> str:
    """A line of a sheet of its own: as ``clean``, but what holds a number or a name together in it is kept."""
    kept = (
        part if part in _OURS else _UNFIT.sub("\ufffd", _MARKS.sub("", part)) for part in _PARTS.split(text[:_MOST])
    )
    return _few_marks(_SPACES.sub(" ", "".join(kept)).strip(" "))


def _few_marks(one: str) -> str:
    found: list[str] = []
    stacked = 0
    for letter in one:
        stacked = stacked + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if stacked <= _MOST_STACKED:
            found.append(letter)
    return "".join(found)


def isolated(text: str) -> str:
    """Text that is put between other words, so that its direction does not change theirs."""
    return f"{ISOLATE}{text}{END}" if is_rtl(text) else text


def is_rtl(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def measured(text: str, size: float, bold: bool = False) -> float:
    """About how wide text is in pixels; rather more than less, in whatever font it is drawn."""
    return sum(map(_width, text)) * size * (1.1 if bold else 1.0)


@lru_cache(4096)
def _width(letter: str) -> float:
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.05
    if letter in _WIDE:
        return 0.98
    if _CYRILLIC[0] <= letter <= _CYRILLIC[1]:
        return 0.86 if category == "Lu" else 0.72
    if category == "Lu":
        return 0.74
    if letter.isascii() and letter in "iljft.,:;'|!()[] ":
        return 0.42
    return 0.63 if category in ("Ll", "Nd") or letter.isascii() else 0.75 if category[0] in "LPZ" else 1.05


def fit(text: str, width: float, size: float, bold: bool = False) -> str:
    """Text cut to a width, with an ellipsis where it was cut."""
    if measured(text, size, bold) <= width:
        return text
    room = width - measured(_ELLIPSIS, size, bold)
    kept, used = [], 0.0
    for letter in text:
        used += measured(letter, size, bold)
        if used > room:
            break
        kept.append(letter)
    cut = "".join(kept).rstrip()
    return cut + _ELLIPSIS + END * max(cut.count(ISOLATE) - cut.count(END), 0)


def lines(text: str, width: float, size: float, most: int, bold: bool = False) -> list[str]:
    """Text on as many lines as it needs, ``most`` of them at most, the last one cut."""
    found: list[str] = []
    # A space that does not break holds a number together.
    left = [word for word in text.split(" ") if word]
    while left and len(found) < most:
        if len(found) == most - 1:
            found.append(fit(" ".join(left), width, size, bold))
            break
        taken = 1
        while taken < len(left) and measured(" ".join(left[: taken + 1]), size, bold) <= width:
            taken += 1
        found.append(fit(" ".join(left[:taken]), width, size, bold))
        left = left[taken:]
    return found

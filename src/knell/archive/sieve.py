"""Tell cheaply of a page that it makes no claim, so that it need not be read; wrong only by not telling so.

The words of an outcome stand on nearly every page of news, in menus, in scripts, in headlines of other stories: to look
for them in the bytes of a page tells nothing (of 103 pages all held some). So the page is skimmed first, and what its
lines say is held against all that a claim needs: a word of an outcome, in a sentence that has what such a word is said
of. Links to other stories and menus are no part of a main text, and not asked.
"""

from __future__ import annotations

from enum import Enum

from knell.claims import holding, may_tell_lines
from knell.reports import guess, skim


class Doubt(Enum):
    """Why a page makes no claim."""

    LANGUAGE = "it is in no language that is read"
    WORD = "it holds no word of an outcome"
    SENTENCE = "it holds no sentence that tells of people"


def doubt_of(raw: bytes, charset: str | None = None) -> Doubt | None:
    """Why a page makes no claim; None where it may make one. ``charset`` is what the server's header named."""
    page = skim(raw, charset)
    if page is None:
        return None
    codes = guess(page.lines)
    worded = False
    for code in codes:
        numbers = holding(page.lines, code, page.reach)
        worded = worded or bool(numbers)
        if may_tell_lines(page.around(numbers), code, page.lines):
            return None
    return Doubt.SENTENCE if worded else Doubt.WORD if codes else Doubt.LANGUAGE


def may_tell(raw: bytes, charset: str | None = None) -> bool:
    """Whether a page may make a claim; wrong only by saying yes."""
    return doubt_of(raw, charset) is None

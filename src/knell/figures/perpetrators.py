"""Whether a figure comes from the side that is said to have done it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knell.figures.statement import Statement
from knell.model import SourceType

_WORD = re.compile(r"\w+")
_SHORT = 3
_SIDES = (SourceType.GOVERNMENT, SourceType.MILITARY, SourceType.POLICE, SourceType.ARMED_GROUP)


def accused_words(statements: Iterable[Statement]) -> frozenset[str]:
    """The words of all that the statements name as perpetrators, short ones left out."""
    texts = {one.claim.perpetrator.text for one in statements if one.claim.perpetrator is not None}
    return frozenset(word for text in texts for word in _words(text))


def from_accused(statement: Statement, accused: frozenset[str]) -> bool:
    """Whether the one cited is a government, force or armed group that shares a word with those accused."""
    cited = statement.claim.cited
    if cited is None or cited.type not in _SIDES:
        return False
    return any(word in accused for word in _words(cited.text))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) > _SHORT]

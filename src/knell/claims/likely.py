"""Tell of loose lines of a page whether one may make a claim, whatever else stands on it; wrong only by saying yes.

What a whole text says of a sentence (that it is about sport, that a number counted cattle before) speaks against
claims alone, so that it is not asked; of names both is supposed, that all are persons and that none is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from knell.claims.body import Body
from knell.claims.find import Setting, may_hold_any
from knell.claims.prefilter import may_claim, outcomes, scan_for
from knell.claims.told import Told
from knell.model import Report

# So many lines are remembered.
_KEPT = 1 << 15


def holding(lines: Sequence[str], code: str) -> list[int]:
    """The numbers of the lines with a word of which every sentence of a language that makes a claim holds one."""
    text, scan = "\n".join(lines), scan_for(code)
    if len(text) != len(text.lower()):
        return [number for number, line in enumerate(lines) if next(scan.find(line), None) is not None]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    return sorted({bisect_right(starts, offset) - 1 for offset in set(scan.find(text))})


def may_tell_lines(lines: Sequence[str], code: str) -> bool:
    """Whether one of these lines may make a claim in a language; in a text that is all in capitals, if one is."""
    if any(_tells(line, code, shouting=False) for line in lines):
        return True
    return any(map(_is_loud, lines)) and any(_tells(line, code, shouting=True) for line in lines)


def _is_loud(line: str) -> bool:
    """Whether a line may be of a text that is in capitals: one such text has days in small letters."""
    return sum(map(str.isupper, line)) > sum(map(str.islower, line))


@lru_cache(maxsize=_KEPT)
def _tells(text: str, code: str, *, shouting: bool) -> bool:
    """Whether a line may make a claim. The pages of a site have many lines in common: it is kept."""
    body = Body(Report(id="", text=text, title=None, published=None, language=code, sha256=""))
    # in place of what would be found out of the whole text
    body.__dict__.update(features=(), shouting=shouting)
    setting = Setting(body, Told(body))
    for number in outcomes(body):
        setting.number = number
        if may_claim(body[number]) and may_hold_any(setting, body[number]):
            return True
    return False

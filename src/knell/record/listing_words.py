"""Words as they are looked for: without case, accents or marks, in every script alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
# Signs inside words that are left out where they are typed or printed in several ways.
_GONE = str.maketrans("", "", "'’‘ʼ`´ʻʿʾ\u00ad\u200b\u200c\u200d\u0640")
# Letters that Unicode does not take apart.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "e", "æ": "ae", "œ": "oe", "þ": "th"})


def folded(text: str) -> list[str]:
    """The words of a text, each as it is looked for."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_GONE)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_PLAIN)
    return _WORD.findall(plain)


def all_words(texts: Iterable[str | None]) -> str:
    """Every word of some texts once, in order, with a space on either side."""
    found = {word for text in texts if text for word in folded(text)}
    return f" {' '.join(sorted(found))} "

"""Letters as they should have been written: ligatures taken apart, accents put on, footnote marks kept apart."""

from __future__ import annotations

import re
import unicodedata

# A hyphen at the end of a line, as the library gives it, and the soft hyphen, which is shown only there.
LINE_HYPHENS = "\x02\ufffe\u00ad"
SOFT = "\u00ad"

_LIGATURE = re.compile(r"[\ufb00-\ufb06\ufb13-\ufb17]")
_SUPERIOR = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
# Some typesetters write an accent as a letter of its own over the next one: what is shown, and the mark that joins it.
JOINING = {
    "\u02d8": "\u0306",
    "\u00b8": "\u0327",
    "\u00a8": "\u0308",
    "\u02d9": "\u0307",
    "\u00b4": "\u0301",
    "\u02c7": "\u030c",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u02da": "\u030a",
}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x01\x03-\x08\x0e-\x1f]")
_SPACES = re.compile(r"[^\S\n]+")


def is_private(code: int) -> bool:
    """Whether a character has no meaning outside its font."""
    return code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def superior(text: str) -> str:
    """Digits as raised ones: the mark of a footnote must not become the last digit of a number."""
    return text.translate(_SUPERIOR)


def joined(accent: str, letter: str) -> str:
    """A letter with an accent that was drawn over it."""
    return unicodedata.normalize("NFC", letter + JOINING[accent])


def plain(text: str) -> str:
    """A line of letters that can be searched: whole letters, no ligatures, one space between words."""
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text).strip()

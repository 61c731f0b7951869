"""Words of a report as they may stand among our own: on one line, and with nothing in them that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

# Separators of lines, and format characters: among them those that turn the direction of what follows.
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
_SUSPECT = re.compile(r"[^\x20-\x5b\x5d-\x7e]")


def plain(words: str) -> str:
    """Words with what cannot be seen written out: ``\\n``, ``\\u202e``; a backslash is written twice."""
    return _SUSPECT.sub(lambda found: _seen(found[0]), words)


def _seen(letter: str) -> str:
    if letter == "\\":
        return "\\\\"
    if letter == "\n":
        return "\\n"
    return written_out(letter) if is_unseen(letter) else letter


def is_unseen(letter: str) -> bool:
    """Whether a letter shows nothing of its own, and may change how others are shown."""
    return unicodedata.category(letter) in _UNSEEN


def written_out(letter: str) -> str:
    """A letter by its number."""
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"

"""Names of accounts and of tokens: as people write them, and no two that look the same."""

from __future__ import annotations

import unicodedata

from knell.review.doing import Refused

LONGEST = 64
_MARKS = frozenset(" ._-'@")
# Scripts whose letters look like those of the others.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")


def account_name(text: str) -> str:
    """A name in its normal form. Raises ``Refused``."""
    name = unicodedata.normalize("NFKC", text).strip(" ")
    if not name:
        raise Refused("an account needs a name")
    if len(name) > LONGEST:
        raise Refused(f"a name has at most {LONGEST} letters")
    if "  " in name or not all(_is_fit(sign) for sign in name):
        raise Refused("a name holds letters, digits, single spaces and . _ - ' @ only")
    if not unicodedata.category(name[0]).startswith(("L", "N")):
        raise Refused("a name begins with a letter or a digit")
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in name} & set(_ALIKE)
    if len(scripts) > 1:
        raise Refused("the letters of a name are of one script, or two names could look the same")
    return name


def folded(name: str) -> str:
    """A name as names are compared; for what is no name too."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).strip(" ").casefold())


def label(text: str, of_what: str) -> str:
    """What somebody calls a thing of his own, on one line. Raises ``Refused``."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name or len(name) > LONGEST or any(unicodedata.category(sign).startswith("C") for sign in name):
        raise Refused(f"{of_what} needs a name of 1 to {LONGEST} letters on one line")
    return name


def _is_fit(sign: str) -> bool:
    return sign in _MARKS or unicodedata.category(sign).startswith(("L", "N", "M"))

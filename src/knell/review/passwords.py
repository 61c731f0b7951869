"""Passwords: which are taken, how they are kept, and whether one is right."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from knell.review.doing import Refused
from knell.review.names import folded

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
# Hashing takes as long as the password does.
_LONGEST = 1_000
_FEWEST_SIGNS = 5
# Of a password that holds the account's name, so much must be left without it.
_LEAST_BESIDE_NAME = 8


def check_fit(password: str, name: str) -> None:
    """Refuse a password that others would try first. Raises ``Refused``, which never repeats it."""
    known = _normal(password)
    if len(known) < SHORTEST:
        raise Refused(f"a password has at least {SHORTEST} letters; several words do well")
    if len(known) > _LONGEST:
        raise Refused(f"a password has at most {_LONGEST:,} letters")
    low, own = known.casefold(), folded(name)
    bare = low.replace(own, "") if len(own) > 2 else low
    if low == own or (bare != low and len(bare) < _LEAST_BESIDE_NAME):
        raise Refused("the password is little more than the account's name; choose another")
    if len(set(low)) < _FEWEST_SIGNS or _is_common(low):
        raise Refused("this password is among those that are tried first; choose another")


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(_normal(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was kept; where none was, as much time is spent to say no."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(_dummy() if kept is None else kept, _normal(password)[:_LONGEST]) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether a password would be hashed otherwise today."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise Refused('accounts need argon2; install it with: pip install "knell[web]"') from None
    return PasswordHasher()


@cache
def _dummy() -> str:
    return _hasher().hash("no account has this password")


@cache
def _common() -> frozenset[str]:
    text = files("knell.review").joinpath("common_passwords.txt").read_text(encoding="ascii")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def _is_common(low: str) -> bool:
    """Whether a password is a common one, alone or several times over, or with digits and marks about it."""
    bare = low.strip("0123456789!?.*#@$ _-")
    return any(one in _common() or _unit(one) in _common() for one in (low, bare) if one)


def _unit(text: str) -> str:
    """What a text repeats; itself where it repeats nothing."""
    length = (text + text).find(text, 1)
    return text[:length]


def _normal(password: str) -> str:
    """A password as it is compared, whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode("utf-8"))

"""Bytes to text: byte order marks, UTF-8, and the older 8-bit encodings where the result is plausible."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import regex

# UTF-32 stands first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"SQLite format 3\x00",
)
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")

_CYRILLIC = ("cp1251", "koi8-r")
# All 8-bit encodings that are told apart.
EIGHT_BIT = (*_CYRILLIC, "cp1252", "cp1254")
# The six places where cp1254 (Turkish) differs in letters from cp1252; there cp1252 holds letters of Icelandic and
# Faroese only, which are full of accented vowels (second set) that Turkish lacks, and lack Turkish ones (third set).
_TURKISH_PLACES = b"\xd0\xdd\xde\xf0\xfd\xfe"
_NORTHERN_VOWELS = b"\xe1\xed\xf3\xfa\xe6\xc1\xcd\xd3\xda\xc6"
_TURKISH_VOWELS = b"\xfc\xdc\xe7\xc7"

_WORD = regex.compile(r"\p{L}+")
# Between two letters may stand apostrophes, dashes, quotation marks, the middle dot; other signs are letters misread.
_SIGN_IN_WORD = regex.compile(
    r"\p{L}[^\p{L}\p{M}\s\x00-\x7f\u2018\u2019\u201c-\u201e\u2013\u2014\u2026\u00b7\u00ad\u00ab\u00bb]+(?=\p{L})"
)
# Words that hold more than ASCII, in whatever 8-bit encoding: all that is looked at, and little of a page.
_FOREIGN = re.compile(rb"[\x80-\xff][A-Za-z\x80-\xff]*+")
_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_ALL_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_WORDS_LOOKED_AT, _RUNS_KEPT, _LONGEST_WORD = 5_000, 1 << 15, 40
_FEWEST_CYRILLIC = 20

# \t, \n, \v and \f stay; so does \r\n.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]|\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text made from bytes. ``doubt`` says in words what was assumed when the bytes were not plain Unicode."""

    text: str
    encoding: str
    doubt: str | None = None


def marked(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start names, or None."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def is_binary(head: bytes) -> bool:
    """Whether bytes are plainly not text: a known signature, or many control bytes. A few are forgiven."""
    if marked(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return head.startswith(_SIGNATURES) or controls > max(3, len(head) // 100)


def decode(data: bytes) -> Decoded | None:
    """Text of bytes in UTF-8, in UTF-16 or UTF-32 with a mark, or in an 8-bit encoding that fits; None if none does."""
    encoding = marked(data) or "utf-8"
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        if encoding.startswith(("utf-16", "utf-32")):
            return None
    return damaged_utf8(data) or as_8_bit(data, guess_8_bit(data))


def as_8_bit(data: bytes, encoding: str | None) -> Decoded | None:
    """Bytes read in an 8-bit encoding, with the doubt that goes with it; None where they do not fit."""
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(
        text, encoding, f"this is not UTF-8 but seems to be {encoding} and is read so; save it as UTF-8 to be sure"
    )


def damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, which become U+FFFD: many sound sequences to each broken one leave no doubt."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    if sound < 10 * broken:
        return None
    return Decoded(text, "utf-8", f"{broken:,} broken UTF-8 byte(s) are read as \ufffd; check the words around them")


def guess_8_bit(data: bytes) -> str | None:
    """The 8-bit encoding in which bytes read as plausible words: koi8-r, cp1251, cp1252 or cp1254; else None."""
    runs = Counter(islice(_foreign_in(data), _WORDS_LOOKED_AT))
    fits = [(odd, name) for name in _CYRILLIC if (odd := _odd_in_cyrillic(runs, name)) is not None]
    if fits:
        # In a tie, where all words are in one case, it is cp1251, the first by name and by far the commoner.
        return min(fits)[1]
    letters = b"".join(runs.elements())
    turkish = any(b in letters for b in _TURKISH_PLACES)
    if turkish and _count(letters, _NORTHERN_VOWELS) > _count(letters, _TURKISH_VOWELS):
        turkish = False
    for name in ("cp1254", "cp1252") if turkish else ("cp1252",):
        if _plausible_latin(runs, name):
            return name
    return None


def _foreign_in(data: bytes) -> Iterator[bytes]:
    """Runs of letters with one outside ASCII; looked for by that one, as most of a page is markup in ASCII."""
    for piece in data.split(b"<"):
        if piece.isascii():  # as nearly all of a page is
            continue
        for found in _FOREIGN.finditer(piece):
            start = found.start()
            while start and piece[start - 1] in _LETTERS:
                start -= 1
            yield piece[start : found.end()]


def _count(data: bytes, which: bytes) -> int:
    return len(data) - len(data.translate(None, which))


def _odd_in_cyrillic(runs: Mapping[bytes, int], encoding: str) -> int | None:
    """How much is odd in text that is plausibly Cyrillic: words of mixed scripts or cases; None when too much is."""
    sound = odd = 0
    for run, times in runs.items():
        read = _reading(run, encoding)
        if read is None:
            return None
        sound += times * read.cyrillic
        odd += times * (read.letters - read.cyrillic + read.signs)
    return odd if sound >= _FEWEST_CYRILLIC and odd * 10 <= sound else None


def _plausible_latin(runs: Mapping[bytes, int], encoding: str) -> bool:
    """Whether words hold more plain than accented letters, and next to no symbols inside them."""
    letters = accented = signs = 0
    for run, times in runs.items():
        read = _reading(run, encoding)
        if read is None:
            return False
        letters += times * read.letters
        accented += times * read.accented
        signs += times * read.signs
    return accented * 2 <= letters and signs * 20 <= accented


class _Read(NamedTuple):
    """How many letters the words of a run have that hold one outside ASCII: all, those outside, those of sound words
    in Cyrillic; and how many signs stand inside of words."""

    letters: int
    accented: int
    cyrillic: int
    signs: int


def _reading(run: bytes, encoding: str) -> _Read | None:
    """A run in an encoding; None for one that it has no letters for. Words stand in most texts, and are remembered."""
    return _remembered(run, encoding) if len(run) <= _LONGEST_WORD else _read(run, encoding)


@lru_cache(maxsize=_RUNS_KEPT)
def _remembered(run: bytes, encoding: str) -> _Read | None:
    return _read(run, encoding)


def _read(run: bytes, encoding: str) -> _Read | None:
    try:
        text = run.decode(encoding)
    except UnicodeDecodeError:
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    cyrillic = (
        word for word in words if _ALL_CYRILLIC.fullmatch(word) and (word.islower() or word.istitle() or word.isupper())
    )
    return _Read(
        letters=sum(map(len, words)),
        accented=sum(not letter.isascii() for word in words for letter in word),
        cyrillic=sum(map(len, cyrillic)),
        signs=sum(1 for _ in _SIGN_IN_WORD.finditer(text)),
    )


def mend(text: str) -> tuple[str, int]:
    """Text that can be stored and shown, and how many characters were replaced; offsets stay as they were.

    Lone surrogates and control characters become U+FFFD, C1 codes the cp1252 characters they stand for in practice
    (the rule browsers follow), and a carriage return that stands alone becomes a line feed.
    """
    return _UNSTORABLE.subn(_mended, text)


def _mended(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\r":
        return "\n"
    if "\x80" <= character <= "\x9f":
        return bytes((ord(character),)).decode("cp1252", "replace")
    return "\ufffd"

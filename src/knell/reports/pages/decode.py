"""The bytes of a page to text: what it says of its encoding is believed only where the bytes agree."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from knell.reports.decoding import damaged_utf8, guess_8_bit, marked

_HEAD = 4096
_FEW = 10
# Of the bytes of wide text, markup alone makes so large a part NULs.
_WIDE_NULS = 10
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{2,30})["']""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
# What the names mean in practice, as browsers have it.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")
_REFUSED = ("utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem")
# Bytes of UTF-8 that begin no character beyond ASCII.
_NO_BEGINNING = bytes(range(0xC0))
_LINE = re.compile(rb"[^\n<]*[\n<]?")


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a page, and what had to be assumed to read them, in words."""

    text: str
    encoding: str
    doubt: str | None = None


def decode(raw: bytes, charset: str | None = None) -> Text | None:
    """A page's text by its mark, by being UTF-8, by what server and page say, else by its letters; None: by nothing.

    ``charset`` is what the server's header named.
    """
    mark = marked(raw)
    if mark:
        return Text(raw.decode(mark, "replace").removeprefix("\ufeff"), mark)
    said = [name for name in (_codec(charset), _codec(_declared(raw))) if name]
    wide = next((name for name in said if name.startswith(_WIDE)), None)
    if wide and raw[:_HEAD].count(0) * _WIDE_NULS > len(raw[:_HEAD]):
        return Text(raw.decode(wide, "replace"), wide)
    narrow = [name for name in said if name != wide]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _older(raw, narrow)
    other = next((name for name in narrow if name != "utf-8"), None)
    if other is None or text.isascii():
        return Text(text, "utf-8")
    few = len(raw.translate(None, _NO_BEGINNING)) < _FEW
    if few and not _is_eight_bit(other) and _decodes(raw, other):
        # A few characters of a Chinese encoding may be UTF-8 by chance; many never are.
        return Text(raw.decode(other), other)
    return Text(text, "utf-8", _wrong(other, "utf-8"))


def charset_of(content_type: str | None) -> str | None:
    """The encoding that a ``Content-Type`` header names; None where it names none."""
    found = _HEADER.search(content_type or "")
    return found[1] if found else None


def _declared(raw: bytes) -> str | None:
    found = _META.search(raw[:_HEAD]) or _XML.match(raw[:_HEAD].lstrip())
    return found[1].decode("ascii") if found else None


def _codec(name: str | None) -> str | None:
    """The codec that a name means; None for one that is unknown or no encoding of text."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    known = found.name
    if known.replace("-", "_") in _REFUSED or not getattr(found, "_is_text_encoding", True):
        return None
    return _MEANT.get(known, known)


def _older(raw: bytes, said: list[str]) -> Text | None:
    """Bytes that are not UTF-8: damaged, in the encoding they say, in one their letters tell, or a mixture."""
    damaged = damaged_utf8(raw)
    older = [name for name in said if name != "utf-8"]
    if damaged is not None:
        mixed = _mixed(raw)
        return mixed if mixed is not None else Text(damaged.text, "utf-8", damaged.doubt)
    told = guess_8_bit(raw)
    for name in older:
        if not _is_eight_bit(name) and _decodes(raw, name):
            return Text(raw.decode(name), name)
        if _is_eight_bit(name) and (told is None or told == name or _alike(told, name)):
            return Text(raw.decode(name, "replace"), name)
    if told is not None:
        named = older[0] if older else "utf-8" if said else None
        doubt = _wrong(named, told) if named else f"it names no encoding; it seems to be {told} and is read so"
        return Text(raw.decode(told, "replace"), told, doubt)
    mixed = _mixed(raw)
    if mixed is not None:
        return mixed
    return Text(raw.decode(older[0], "replace"), older[0]) if older else None


def _alike(told: str, name: str) -> bool:
    """Whether a guess does not contradict what the page says: guesses do not know other alphabets' encodings."""
    cyrillic = ("cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic", "iso8859-5")
    return told.startswith("cp125") and told != "cp1251" and name not in cyrillic


def _mixed(raw: bytes) -> Text | None:
    """UTF-8 with stretches in one older encoding, told by the letters of those stretches.

    A stretch of UTF-8 with a few broken bytes is no older encoding; those bytes become U+FFFD.
    """
    pieces = _LINE.findall(raw)
    old = {piece for piece in pieces if not _decodes(piece, "utf-8") and damaged_utf8(piece) is None}
    told = guess_8_bit(b"".join(piece for piece in pieces if piece in old)) if old else None
    if told is None or all(piece.isascii() or piece in old for piece in pieces):
        return None
    text = "".join(piece.decode(told if piece in old else "utf-8", "replace") for piece in pieces)
    stretches = sum(piece in old for piece in pieces)
    return Text(text, "utf-8", f"{stretches:,} stretch(es) of it are not UTF-8 but seem to be {told} and are read so")


def _wrong(said: str, found: str) -> str:
    return f"it says that it is {said}, but its bytes are {found} and are read so"


def _is_eight_bit(name: str) -> bool:
    return name.startswith(("cp125", "cp874", "iso8859", "koi8", "mac", "cp866", "cp437", "cp85", "latin"))


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True

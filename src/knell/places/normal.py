"""Spell a name the one way it is looked up by, whatever its case, accents, hyphens and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources

# Half rings, primes and modifier letters stand for sounds that news spelling leaves out.
APOSTROPHES = "'’‘ʼ`´ʻʿʾ′ʹʺ"
WORD = re.compile(rf"\b[^\W\d_]\w*(?:[{APOSTROPHES}\u00ad\u200b-\u200d]+\w+)*")
_GONE = str.maketrans("", "", APOSTROPHES + "\u00ad\u200b\u200c\u200d\u0640\u0671")
# Letters that NFKD does not take apart.
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ə": "e", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ħ": "h"}
)
# Short and long forms of the same first word: "St. Louis", "Mt. Hebron", "Ft. Worth".
_SAME = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "sta": "santa", "sto": "santo"}
_HASH_BITS = 44


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word in lower case without accents or apostrophes: ``Qal‘ah`` is ``qalah``, ``Gəncə`` is ``gence``."""
    if not (word.isascii() and word.isalnum()):
        word = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold()).translate(_GONE)
        word = "".join(c for c in word if c.isalnum() or c == "_").translate(_PLAIN)
        while word and not word[0].isalpha():
            word = word[1:]
    else:
        word = word.lower()
    return _SAME.get(word, word)


def words(name: str) -> list[str]:
    """The folded words of a name: ``Sar-e Pol`` is ``sar``, ``e``, ``pol``."""
    return [folded for word in WORD.findall(name) if (folded := fold(word))]


def key(name: str) -> str:
    """The folded words of a name with a space between."""
    return " ".join(words(name))


def digest(key: str) -> int:
    """A number for a key, the same on every machine: the first 44 bits of its BLAKE2b."""
    six = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(six, "big") >> 48 - _HASH_BITS


# Letters that transliterations of one name swap: Khost and Khowst, Uruzgan and Oruzgan, Daqahliya and Dakahlia.
_SAME_SOUND = {"kh": "k", "ck": "k", "ph": "f", "dj": "j", "zh": "j", "dz": "z", "q": "k", "c": "k", "x": "k"}
_SILENT = str.maketrans("", "", "aeiouywvh' ")


@cache
def particles() -> dict[str, bool]:
    """Small words inside names: articles, and words that mean "of" (True)."""
    path = resources.files(__package__) / "words" / "particles.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").split("\n") if line)
    return {row[0]: len(row) > 1 for row in rows}


def skeleton(key: str) -> str:
    """The consonants of a key that survive a change of transliteration; empty when too few are left to tell anything.

    Articles are left out: Maarat al-Numan is Ma'arrat an Nu'man.
    """
    key = " ".join(word for word in key.split(" ") if word not in particles()) or key
    bones = sounded(key).translate(_SILENT)
    bones = "".join(c for i, c in enumerate(bones) if i == 0 or c != bones[i - 1])
    return bones if len(bones) > 1 else ""


def sounded(key: str) -> str:
    """A key with one letter for each sound that transliterations write in several ways."""
    for written, heard in _SAME_SOUND.items():
        key = key.replace(written, heard)
    return key

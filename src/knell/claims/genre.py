"""What kind of text a report is, where that speaks against every claim in it: a drill, statistics, film or sport."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from knell.claims.words import words
from knell.languages import load
from knell.text import Scan, tokenize

# What kind of text it is shows in this many characters; this many statistical words make it statistics.
_HEAD = 6000
_STATISTICAL = 4
# This many words of a genre (film, sport, trials of medicine), one in forty, make the text one of that genre.
_GENRE = 3
_SHARE, _GENRE_SHARE = 60, 40
# How many words of each kind it takes at least, and of how many words of the text there must be one.
_LEAST = {
    "statistic": (_STATISTICAL, _SHARE),
    "unreal_genre": (_GENRE, _GENRE_SHARE),
    "unreal_document": (1, _HEAD),
    "illness": (_GENRE, _GENRE_SHARE),
}


def features(text: str, code: str) -> tuple[str, ...]:
    """The features that every claim of a text has."""
    lexicon, head = words(code), text[:_HEAD]
    if not any(_may_hold(head, kind, code) for kind in _LEAST):
        return ()
    tokens = tokenize(head, load(code))

    def said(kind: str) -> int:
        return len(lexicon.phrases[kind].find(tokens)) if kind in lexicon.phrases else 0

    statistical = _is_enough("statistic", said("statistic"), len(tokens)) and said("statistic_domain") >= 2
    found = ["statistic"] if statistical else []
    if _is_enough("unreal_genre", said("unreal_genre"), len(tokens)):
        found.append("unreal")
    if _is_enough("illness", said("illness"), len(tokens)):
        found.append("illness")
    return (*found, "drill") if said("unreal_document") else tuple(found)


def _is_enough(kind: str, said: int, words: int) -> bool:
    """Whether a text of so many words says as many of a kind as it takes."""
    least, share = _LEAST[kind]
    return said >= least and said * share > words


def _may_hold(head: str, kind: str, code: str) -> bool:
    """Whether there may be as many words of a kind as it takes; there are at least as many tokens as spaced words."""
    return _is_enough(kind, sum(1 for _ in _scans(code)[kind].find(head)), len(head.split()))


@cache
def _scans(code: str) -> Mapping[str, Scan]:
    """For each kind a scan that finds a word of every phrase of it."""
    lexicons, pack = words(code).phrases, load(code)
    known = {kind: lexicons[kind].phrases() if kind in lexicons else () for kind in _LEAST}
    return {kind: Scan.of_phrases([words for words, _ in phrases], pack) for kind, phrases in known.items()}

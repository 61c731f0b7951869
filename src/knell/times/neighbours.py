"""The words right around a phrase: what they are to it."""

from __future__ import annotations

from knell.text import Token
from knell.times.phrases import Phrase

_BULLETS = "•-–—*·▪■●○>"


def norm(token: Token | None) -> str:
    """The normal form of a token; empty where there is none."""
    return token.norm if token else ""


def listed(phrase: Phrase, name: str, token: Token | None) -> bool:
    """Whether a token is in one of the language's word lists."""
    return token is not None and token.norm in phrase.words.listed(name)


def counts(phrase: Phrase, token: Token | None) -> bool:
    """Whether the word behind a number is something that is counted."""
    return token is not None and (listed(phrase, "counted", token) or token.text in "%°")


def prefixed(phrase: Phrase) -> bool:
    """Whether the phrase stands behind a word that times stand behind ("in", "since")."""
    return phrase.in_front(phrase.words.spoken("before_year")) and not loose(phrase)


def loose(phrase: Phrase) -> bool:
    """Whether the word in front also stands before plain numbers ("by 1990", "of 1990").

    The last word of a phrase that does not ("ao longo de 2023") is none.
    """
    alone = listed(phrase, "loose_before_year", phrase.before())
    return alone and not phrase.in_front(phrase.words.spoken("before_year"), least=2)


def goes_on(phrase: Phrase, token: Token | None) -> bool:
    """Whether the word behind lets a time end here: a sign, nothing, or a small word."""
    return token is None or token.kind == "punct" or listed(phrase, "after_year", token)


def name_around(phrase: Phrase) -> bool:
    """Part of a name: Good Friday, the Sunday Times, the October Revolution."""
    return listed(phrase, "names_before", phrase.before()) or (
        listed(phrase, "names_after", phrase.after())
        and (phrase.window.shouting or bool(phrase.after(0) and phrase.after(0).capital))  # type: ignore[union-attr]
    )


def classes_of(phrase: Phrase, token: Token) -> frozenset[str]:
    """The classes of a single word."""
    match = phrase.words.lexicon.at((token,), 0)
    return frozenset(match.value) if match else frozenset()


def labelled(phrase: Phrase) -> bool:
    """ "Flight 1990", "$1990", "No. 1990"."""
    before = phrase.before()
    if before is None:
        return False
    if before.text in "$€£¥₹₽₼₺₴¢#№+":
        return True
    return listed(phrase, "labels", before) or (before.text == "." and listed(phrase, "labels", phrase.before(1)))


def glued_on(phrase: Phrase) -> bool:
    """Part of a longer code: AK-2000, 1990/3, 12:1990."""
    first = phrase.window.tokens[phrase.window.atoms[phrase.first].first]
    before, after = phrase.before(), phrase.after()
    if first.glued and before is not None and before.text in "-/:.,":
        return True
    return after is not None and after.glued and after.text in "/:-" and digit_follows(phrase)


def coded(phrase: Phrase) -> bool:
    """Part of a longer code: 2010-11-CA-144."""
    after, beyond = phrase.after(), phrase.after(1)
    if after is not None and after.glued and after.text in "-/" and beyond is not None and beyond.glued:
        return True
    return glued_on(phrase)


def digit_follows(phrase: Phrase) -> bool:
    """Whether a digit is glued on behind the next sign."""
    beyond = phrase.after(1)
    return beyond is not None and beyond.glued and beyond.text[0].isdigit()


def is_entry(phrase: Phrase) -> bool:
    """Whether the phrase heads an entry of a chronology: "1994" alone, "May 1: ...", or behind a bullet."""
    here, behind = phrase.window.atoms[phrase.first].first, phrase.window.atoms[phrase.last - 1].last
    before, after = phrase.before(), phrase.after()
    if before is not None and before.text in _BULLETS and here - 1 in phrase.window.lines:
        return True
    ends = after is None or behind in phrase.window.lines or after.text in ":–—-"
    return here in phrase.window.lines and ends


def in_brackets(phrase: Phrase) -> bool:
    """Whether the phrase is alone in brackets, or last in them."""
    before, after = phrase.before(), phrase.after()
    return (
        before is not None
        and after is not None
        and before.text in "([,"
        and after.text in ")],;"
        and (before.text != "," or after.text in ")]")
    )


def touch(first: Phrase, second: Phrase) -> bool:
    """Whether nothing but a comma or a dash stands between two phrases."""
    here, there = first.window.atoms[first.last - 1].last, second.window.atoms[second.first].first
    between = first.window.tokens[here:there]
    return first.window is second.window and here <= there and all(token.text in ",–—-" for token in between)

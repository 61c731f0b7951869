"""Forms by the dictionaries of pymorphy3 (Russian, Ukrainian)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

_MEMORY = 1 << 16
# A reading of a word that is rarer than this among its readings is no reading.
_LEAST_SCORE = 0.02
# Participles and short adjectives are words of their own, not forms of their verb: they report in another way.
_FULL, _SHORT, _VERBAL = {"PRTF"}, {"PRTS", "ADJS"}, {"GRND", "COMP"}


class DictionaryForms:
    """The forms of a language that pymorphy3 has dictionaries for.

    Of several readings of a word the likeliest that is a word of the pack is taken, so that few words are mistaken.
    """

    def __init__(self, language: str, words: Iterable[str], letters: Mapping[int, str]) -> None:
        """Load the dictionaries and settle the readings of the pack's own words."""
        import pymorphy3

        self._analyser: Any = pymorphy3.MorphAnalyzer(lang=language)
        self._letters = dict(letters)
        self._readings = lru_cache(maxsize=_MEMORY)(self._read)
        self._nominative = lru_cache(maxsize=_MEMORY)(self._name)
        # All forms of one participle or adjective have the same: to look through its paradigm takes longest.
        self._nominals: dict[tuple[str, int, str, frozenset[str]], str] = {}
        self._known = frozenset(self._listed(word.translate(self._letters)) for word in words)
        self._canonical = lru_cache(maxsize=_MEMORY)(self._settle)

    def canonical(self, word: str) -> str:
        """The dictionary form; of a participle its own, in the masculine nominative."""
        return self._canonical(word)[0]

    def knows(self, word: str) -> bool:
        """Whether one of the word's readings is a word of the pack."""
        return self._canonical(word)[0] in self._known

    def features(self, word: str) -> frozenset[str]:
        """The OpenCorpora grammemes of all readings that share the dictionary form."""
        return self._canonical(word)[1]

    def nominative(self, word: str) -> str:
        """The nominative of a name in the same number and gender."""
        return self._nominative(word)

    def surfaces(self, word: str) -> Iterable[str]:
        """All forms in the dictionary."""
        found = {word}
        for parse in self._analyser.parse(word):
            for form in parse.lexeme:
                spelled = str(form.word).translate(self._letters)
                if self.canonical(spelled) == word:
                    found.add(spelled)
        return sorted(found)

    def _settle(self, word: str) -> tuple[str, frozenset[str]]:
        readings = self._readings(word)
        chosen = word if word in self._known else next((form for form, _ in readings if form in self._known), None)
        if chosen is None:
            chosen = readings[0][0] if readings else word
        grammemes = [features for form, features in readings if form == chosen]
        return chosen, frozenset().union(*grammemes)

    def _listed(self, word: str) -> str:
        """A word of the pack is meant as a dictionary form where it is one, else as its likeliest reading."""
        forms = [form for form, _ in self._readings(word)]
        return word if word in forms or not forms else forms[0]

    def _read(self, word: str) -> tuple[tuple[str, frozenset[str]], ...]:
        """The dictionary forms of a word with their grammemes, the likeliest first."""
        found = []
        for parse in self._analyser.parse(word):
            if parse.score >= _LEAST_SCORE:
                found.append((self._form(parse).translate(self._letters), _grammemes(parse)))
        return tuple(found)

    def _form(self, parse: Any) -> str:
        """The form a reading is looked up by."""
        part = str(parse.tag.POS)
        if part in _VERBAL or "Impe" in parse.tag:
            return str(parse.word)
        wanted = {"sing", "masc"} if part in _SHORT else {"sing", "masc", "nomn"} if part in _FULL else None
        if wanted is None:
            return str(parse.normal_form)
        wanted |= {"past", "pres", "actv", "pssv"} & set(parse.tag.grammemes)
        if len(parse.methods_stack) > 1:  # no word of the dictionary
            return _nominal(parse, part, wanted)
        paradigm = (str(parse.normal_form), parse.methods_stack[0][2], part, frozenset(wanted))
        if paradigm not in self._nominals:
            self._nominals[paradigm] = _nominal(parse, part, wanted)
        return self._nominals[paradigm]

    def _name(self, word: str) -> str:
        readings = [p for p in self._analyser.parse(word) if p.score >= _LEAST_SCORE]
        named = [p for p in readings if {"Geox", "Name", "Surn", "Orgn"} & set(p.tag.grammemes)] or readings
        for parse in named:
            form = parse.inflect({"nomn"})
            if form is not None:
                return str(form.word).translate(self._letters)
        return word


def _nominal(parse: Any, part: str, wanted: set[str]) -> str:
    """The form of a word that is of a part of speech and has these grammemes."""
    of_part = (form for form in parse.lexeme if part == form.tag.POS)
    form = next((form for form in of_part if wanted <= set(form.tag.grammemes)), None)
    return str(form.word if form else parse.normal_form)


def _grammemes(parse: Any) -> frozenset[str]:
    """The grammemes of a reading; a nominative of which no number is told is a singular, as the Ukrainian ones are."""
    found = frozenset(map(str, parse.tag.grammemes))
    return found if not {"NOUN", "nomn"} <= found or found & {"sing", "plur"} else found | {"sing"}

"""Load a language's data file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from knell.languages import vocabulary
from knell.languages.forms import Forms, make

_NO_LETTERS: Mapping[int, str] = {}


class UnknownLanguage(LookupError):
    """There is no data file for this language code."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One language's data: ``data`` maps section names to what the TOML file holds."""

    code: str
    name: str
    data: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """One section of the file, inflected words in the form they are looked up by; empty when there is none."""
        if "morphology" in self.data and name in vocabulary.SECTIONS:
            return _section(self.code, name)
        found: Mapping[str, Any] = self.data.get(name, {})
        return found

    @property
    def forms(self) -> Forms | None:
        """What is known of the forms of words; None for a language whose pack lists the forms that it looks for."""
        return _forms(self.code) if "morphology" in self.data else None

    def letters(self) -> Mapping[int, str]:
        """Letters that are written for others (``ё`` for ``е``), each with the one it is looked up as."""
        return _letters(self.code) if "letters" in self.data.get("text", {}) else _NO_LETTERS


def singles(listed: Iterable[str]) -> frozenset[str]:
    """The words of a list that is looked up word by word, by dictionary form; ``=`` in front makes no difference."""
    return frozenset(word.removeprefix("=") for word in listed)


@cache
def available() -> tuple[str, ...]:
    """The codes of all languages that have a data file, sorted."""
    folder = resources.files(__package__)
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def load(code: str) -> Pack:
    """The pack of a language. Raises ``UnknownLanguage`` when there is no file for the code."""
    if code not in available():
        raise UnknownLanguage(code)
    text = (resources.files(__package__) / f"{code}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Pack(code=code, name=str(data["name"]), data=data)


@cache
def common_words(code: str) -> frozenset[str]:
    """The ordinary words of a language in lower case, to tell names from where all is in capitals; may be empty."""
    path = resources.files(__package__) / "words" / f"{code}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


@cache
def nouns(code: str) -> Mapping[str, str]:
    """Ordinary nouns of a language: ``person``, ``describing`` (a person or an adjective), ``animal`` or ``thing``.

    Gathered from WordNet by the first sense of each noun; empty for a language without the file.
    """
    path = resources.files(__package__) / "words" / f"{code}.nouns.tsv"
    if not path.is_file():
        return {}
    return dict(line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())


@cache
def _letters(code: str) -> Mapping[int, str]:
    return {ord(letter): str(other) for letter, other in load(code).data["text"]["letters"].items()}


@cache
def _forms(code: str) -> Forms:
    pack = load(code)
    words = {word.translate(pack.letters()) for word in vocabulary.words(pack.data)}
    alone = {word.translate(pack.letters()) for word in vocabulary.alone(pack.data)}
    return make(pack.data["morphology"], sorted(words), pack.letters(), alone)


@cache
def _section(code: str, name: str) -> Mapping[str, Any]:
    pack, forms = load(code), _forms(code)
    section: Mapping[str, Any] = vocabulary.rewritten(
        pack.data.get(name, {}), lambda word: forms.canonical(word.translate(pack.letters()))
    )
    return section

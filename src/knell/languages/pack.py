"""Load a language's data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


class UnknownLanguage(LookupError):
    """There is no data file for this language code."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One language's data: ``data`` maps section names to what the TOML file holds."""

    code: str
    name: str
    data: Mapping[str, Any]

    def section(self, name: str) -> Mapping[str, Any]:
        """One section of the file; empty when the language does not have it."""
        found: Mapping[str, Any] = self.data.get(name, {})
        return found


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

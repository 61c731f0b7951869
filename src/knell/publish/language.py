"""The words of what is published in one language: sentences, counted nouns, and what form a number takes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "ru", "az")
_FOLDER = Path(__file__).parent / "words"


def _one_other(number: int) -> int:
    return 0 if number == 1 else 1


def _east_slavic(number: int) -> int:
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


# Which of a list of forms a number takes, and how many forms there are.
PLURALS: Mapping[str, tuple[int, Callable[[int], int]]] = {
    "one-other": (2, _one_other),
    "east-slavic": (3, _east_slavic),
    "one-form": (1, lambda number: 0),
}


class Words:
    """All words of one language."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._words: dict[str, Any] = dict(_flat(given))
        self.code: str = given["language"]["code"]
        self.name: str = given["language"]["name"]
        self._form = PLURALS[given["language"]["plural"]][1]

    def t(self, key: str, /, **values: object) -> str:
        """A sentence with what is put into it."""
        text: str = self._words[key]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there are words of this key."""
        return key in self._words

    def listed(self, key: str) -> list[str]:
        """A list of words."""
        found: list[str] = self._words[key]
        return found

    def n(self, key: str, number: int, /) -> str:
        """A counted noun in the form that its number takes."""
        forms = self.listed(f"count.{key}")
        return forms[self._form(number)].format(n=self.number(number))

    def number(self, number: int) -> str:
        """A whole number as it is written in this language."""
        return f"{number:,}".replace(",", self.t("language.thousands"))


def _flat(given: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in given.items():
        name = f"{before}{key}"
        found.extend(_flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)])
    return found


def read(language: str) -> dict[str, Any]:
    """The file of a language as it is."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def countries(language: str) -> Mapping[str, str]:
    """What countries are called in a language, by code; empty for one whose names the gazetteer gives."""
    names: dict[str, dict[str, str]] = read("countries")
    return names.get(language, {})

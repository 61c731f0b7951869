"""The words of a pack's data: which strings hold words of the language, and how each is put in another form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import regex

# The sections that hold words to be looked up token by token, and the tables in them that hold no whole words.
SECTIONS = ("numbers", "quantities", "claims", "times")
_NO_WORDS = frozenset(
    ("macros", "patterns", "suffixes", "prefixes", "endings", "plural_suffixes", "plural_endings", "person_endings",
     "ordinal_suffixes", "ordinal_endings", "decade_suffixes", "order", "frame", "slashed", "dotted")
)  # fmt: skip
# A word of a phrase; behind "=" it is looked for as it is written, before "*" it is only a beginning.
_WORD = regex.compile(r"(?<![\p{L}\p{M}\d'’ʼ=])[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*['’ʼ]?(?![\p{L}\p{M}\d*])")


def words(data: Mapping[str, Any]) -> Iterator[str]:
    """Every word of the language in the data, in lower case, some more than once."""
    for section in SECTIONS:
        for phrase in _phrases(data.get(section, {})):
            for found in _WORD.finditer(phrase.lower()):
                yield found.group()
    for people in data.get("places", {}).get("demonyms", {}).values():
        yield from (name.lower() for name in people)


def alone(data: Mapping[str, Any]) -> Iterator[str]:
    """The words that the data lists by themselves and not only inside phrases, in lower case."""
    for section in SECTIONS:
        for phrase in _phrases(data.get(section, {})):
            found = _WORD.fullmatch(phrase.lower())
            if found is not None:
                yield found.group()


def _phrases(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        named = _is_word_table(value)
        for key, inner in value.items():
            if named:
                yield key
            elif key not in _NO_WORDS:
                yield from _phrases(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _phrases(inner)


def rewritten(value: Any, form: Callable[[str], str]) -> Any:
    """The same data with every word put in another form."""
    if isinstance(value, str):
        return _rewrite(value, form)
    if isinstance(value, list):
        inner = [rewritten(one, form) for one in value]
        return list(dict.fromkeys(inner)) if _is_plain(value) else inner
    if isinstance(value, Mapping):
        if _is_word_table(value):
            return {_rewrite(key, form): value[key] for key in reversed(list(value))}
        return {key: inner if key in _NO_WORDS else rewritten(inner, form) for key, inner in value.items()}
    return value


def _is_plain(value: list[Any]) -> bool:
    return all(isinstance(one, str) for one in value)


def _rewrite(phrase: str, form: Callable[[str], str]) -> str:
    return str(_WORD.sub(lambda found: form(found.group().lower()), phrase))


def _is_word_table(table: Mapping[str, Any]) -> bool:
    """Whether the keys of a table are words and their values what they stand for: numbers, names, spans of days."""
    return bool(table) and all(
        isinstance(value, int | str) or (isinstance(value, list) and all(isinstance(one, int) for one in value))
        for value in table.values()
    )

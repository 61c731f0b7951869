"""Show what a pack has no words for yet, or how a sentence is looked up: ``pack.py it ["Dodici morti."]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from knell.claims.words import words
from knell.languages import load
from knell.text import find_quantities, tokenize

LISTS = ("claims.", "quantities.", "numbers.")
# Tables whose keys are words, names or inflections of the language itself.
OWN = ("numbers.values", "numbers.scales", "numbers.ordinals", "numbers.pairs", "quantities.vague", "morphology.",
       "times.months", "times.weekdays", "times.words", "times.macros", "places.names", "places.demonyms",
       "places.short", "places.endings", "places.cases", "claims.people.sizes", "claims.people.groups",
       "text.capitalised", "text.letters", "claims.people.plural_endings")  # fmt: skip


def keys(data: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The names of all lists and settings of a pack, with points between: ``claims.marks.negation``."""
    for key, value in data.items():
        name = f"{path}{key}"
        if name.startswith(OWN) or f"{name}." in OWN:
            continue
        if isinstance(value, Mapping):
            yield from keys(value, f"{name}.")
        else:
            yield name


def missing(code: str) -> list[str]:
    """The names of what English has and this pack has not."""
    has = set(keys(load(code).data))
    return [name for name in keys(load("en").data) if name not in has]


def looked_up(code: str, sentence: str) -> Iterator[str]:
    """How each word is looked up, what its form says, on which lists of marks it stands; then what was found."""
    pack, lists = load(code), words(code)
    tokens = tokenize(sentence, pack)
    for token in tokens:
        forms = pack.forms.features(token.text.lower()) if pack.forms is not None else ()
        marks = (name for name, listed in lists.marks.items() if token.norm in listed)
        yield f"{token.text:20} {token.norm:20} {' '.join(sorted(forms)):12} {' '.join(sorted(marks))}"
    for match in lists.predicates.find(tokens):
        outcome = match.value.outcome.value if match.value.outcome else "idiom"
        yield f"{outcome}: {_said(tokens, match)} ({' '.join(sorted(match.value.frames))})"
    for noun in lists.nouns.find(tokens):
        yield f"{'person' if noun.value.person else 'thing'}: {_said(tokens, noun)}"
    for quantity in find_quantities(tokens, pack):
        yield f"{quantity.kind}: {_said(tokens, quantity)} = {quantity.count.low}..{quantity.count.high}"


def apart(code: str) -> Iterator[str]:
    """Words that are looked up as themselves although they look like forms of others, and the lists that lack them."""
    data = load(code).data
    pairs = [ending.partition(">") for listed in data["morphology"]["endings"].values() for ending in listed]
    lists = {name: {w for w in _at(data, name) if isinstance(w, str)} for name in keys(data) if name.startswith(LISTS)}
    alone = {word for listed in lists.values() for word in listed if " " not in word}
    for word in sorted(alone):
        bases = {word.removesuffix(ending) + base for ending, _, base in pairs if word.endswith(ending)} - {word}
        for base in sorted(bases & alone):
            lacking = [name for name, listed in lists.items() if base in listed and word not in listed]
            if lacking:
                yield f"{word} is no form of {base} in {' '.join(lacking)}"


def _at(data: Mapping[str, Any], name: str) -> Any:
    found: Any = data
    for key in name.split("."):
        found = found[key]
    return found if isinstance(found, list) else ()


def _said(tokens: Any, found: Any) -> str:
    return " ".join(token.text for token in tokens[found.start : found.end])


def main(arguments: list[str]) -> None:
    """Print what is missing for a code, what stands apart with ``--apart``, else how a sentence is looked up."""
    code, *rest = arguments
    found = apart(code) if rest == ["--apart"] else looked_up(code, rest[0]) if rest else missing(code)
    for line in found:
        print(line.rstrip())


if __name__ == "__main__":
    main(sys.argv[1:])

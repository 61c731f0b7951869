"""Show what a pack has no words for yet, or how a sentence is looked up: ``pack.py it ["Dodici morti."]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from knell.claims.words import words
from knell.languages import load
from knell.text import find_quantities, tokenize

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


def _said(tokens: Any, found: Any) -> str:
    return " ".join(token.text for token in tokens[found.start : found.end])


def main(arguments: list[str]) -> None:
    """Print what is missing for a code, or how a sentence is looked up for a code and a sentence."""
    code, *sentences = arguments
    for line in looked_up(code, sentences[0]) if sentences else missing(code):
        print(line.rstrip())


if __name__ == "__main__":
    main(sys.argv[1:])

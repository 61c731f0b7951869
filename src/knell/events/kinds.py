"""What kind of event the words of a report name: a quake, a flood, a crash, an attack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from knell.languages import UnknownLanguage, load
from knell.model import Claim, Event, Extraction

# Words so far from a claim still speak of its event; so many claims of an event are looked at.
_REACH = 160
_MOST_CLAIMS = 12

_WORD = re.compile(r"\w+")


def kinds_of(extraction: Extraction, event: Event, claims: Sequence[Claim]) -> frozenset[str]:
    """The kinds that the name of an event, the words around its claims and, of the main event, the title name."""
    table = _kind_words(extraction.report.language or "")
    if table is None:
        return frozenset()
    report = extraction.report
    texts = [event.name or "", *(report.text[max(c.start - _REACH, 0) : c.end + _REACH] for c in claims[:_MOST_CLAIMS])]
    if extraction.events[0].key == event.key:
        texts.append(report.title or "")
    words = {word for text in texts for word in _WORD.findall(text.casefold())}
    return frozenset(kind for word in words if (kind := table.kind(word)) is not None)


@cache
def of_nature() -> frozenset[str]:
    """The kinds that a country hardly sees twice within days."""
    return frozenset({"quake", "wave", "storm", "flood", "eruption"})


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The kinds of whole words and of those that only begin so ("землетрясени*"), and how long such beginnings are."""

    whole: Mapping[str, str]
    begun: Mapping[str, str]
    lengths: tuple[int, ...]

    def kind(self, word: str) -> str | None:
        """The kind of event that a casefolded word names."""
        found = self.whole.get(word)
        if found is None:
            begun = (self.begun.get(word[:length]) for length in self.lengths if length <= len(word))
            found = next((kind for kind in begun if kind is not None), None)
        return found


@cache
def _kind_words(language: str) -> _Kinds | None:
    try:
        kinds = load(language).section("events").get("kinds", {})
    except UnknownLanguage:
        return None
    told = {word.casefold(): kind for kind, words in kinds.items() for word in words}
    begun = {word[:-1]: kind for word, kind in told.items() if word.endswith("*")}
    whole = {word: kind for word, kind in told.items() if not word.endswith("*")}
    return _Kinds(whole, begun, tuple(sorted({len(beginning) for beginning in begun}, reverse=True)))

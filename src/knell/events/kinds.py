"""What kind of event the words of a report name: a quake, a flood, a crash, an attack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from knell.languages import UnknownLanguage, load
from knell.model import Claim, Event, Extraction

# Words so far from a claim still speak of its event; so many claims of an event are looked at.
_REACH = 160
_MOST_CLAIMS = 12

_WORD = re.compile(r"\w+")


def kinds_of(extraction: Extraction, event: Event, claims: Sequence[Claim]) -> frozenset[str]:
    """The kinds that the name of an event, the words around its claims and, of the main event, the title name."""
    words = _kind_words(extraction.report.language or "")
    if not words:
        return frozenset()
    report = extraction.report
    texts = [event.name or "", *(report.text[max(c.start - _REACH, 0) : c.end + _REACH] for c in claims[:_MOST_CLAIMS])]
    if extraction.events[0].key == event.key:
        texts.append(report.title or "")
    return frozenset(words[word] for text in texts for word in _WORD.findall(text.casefold()) if word in words)


@cache
def of_nature() -> frozenset[str]:
    """The kinds that a country hardly sees twice within days."""
    return frozenset({"quake", "wave", "storm", "flood", "eruption"})


@cache
def _kind_words(language: str) -> Mapping[str, str]:
    try:
        kinds = load(language).section("events").get("kinds", {})
    except UnknownLanguage:
        return {}
    return {word.casefold(): kind for kind, words in kinds.items() for word in words}

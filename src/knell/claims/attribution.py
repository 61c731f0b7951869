"""Give each claim the source that the text names for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from knell.claims.find import Found
from knell.claims.layers import Layers
from knell.claims.sources import Source, find_sources, source_words
from knell.model import Cited, SourceType

# A source in brackets stands right behind its claim.
_NEXT = 3


@dataclass(slots=True)
class Speakers:
    """Who has spoken in the text so far: the last source, and the type by which each name was introduced."""

    last: Cited | None = None
    types: dict[str, SourceType] = field(default_factory=dict)


def attribute(sentences: Sequence[Layers], found: Sequence[Found], code: str) -> list[Cited | None]:
    """The source of each claim, in the order of ``found``; None where the report speaks in its own voice."""
    words = source_words(code)
    by_sentence: dict[int, list[int]] = {}
    for index, item in enumerate(found):
        by_sentence.setdefault(item.layers.sentence.start, []).append(index)
    cited: list[Cited | None] = [None] * len(found)
    speakers = Speakers()
    for layers in sentences:
        sources = find_sources(layers, words)
        resolved = {id(source): _resolve(layers, source, speakers) for source in sources}
        for index in by_sentence.get(layers.sentence.start, ()):
            source = _of_claim(found[index], sources)
            if source is not None:
                cited[index] = resolved[id(source)]
        named = [resolved[id(source)] for source in sources if not source.pronoun]
        speakers.last = named[-1] if named else speakers.last
    return cited


def _resolve(layers: Layers, source: Source, speakers: Speakers) -> Cited | None:
    """A source as it is cited; a pronoun stands for the last one named."""
    if source.pronoun:
        return speakers.last
    start, end = layers.tokens[source.start].start, layers.tokens[source.end - 1].end
    kind = source.type
    names = [t.norm for t in layers.tokens[source.start : source.end] if t.capital]
    if kind is None:
        kind = next((speakers.types[name] for name in reversed(names) if name in speakers.types), None)
    if kind is not None:
        for name in names:
            speakers.types.setdefault(name, kind)
    return Cited(layers.text[start:end], start, end, kind)


def _of_claim(item: Found, sources: Sequence[Source]) -> Source | None:
    """The source in the claim's own sentence that covers it."""
    start, end = item.candidate.start, item.candidate.end
    outside = [s for s in sources if s.end <= start or s.start >= end]
    bracket = [s for s in outside if s.bracket and 0 <= s.start - end <= _NEXT]
    leading = [s for s in outside if s.verb < start and not s.trailing]
    trailing = [s for s in outside if s.trailing and not s.bracket and s.start >= end]
    around = [s for s in outside if s.trailing and not s.bracket and s.end <= start]
    for choice in (bracket[:1], leading[-1:], trailing[:1], around[-1:]):
        if choice:
            return choice[0]
    return None

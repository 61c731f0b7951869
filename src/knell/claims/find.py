"""Read a report's claims, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knell.claims.candidates import Candidate, find_candidates
from knell.claims.evidence import choose
from knell.claims.groups import find_groups
from knell.claims.layers import Layers, layer
from knell.claims.parts import find_parts
from knell.claims.tolls import find_tolls
from knell.claims.words import Words, words
from knell.languages import Pack, load
from knell.model import Report, Span
from knell.text import split


@dataclass(frozen=True, slots=True)
class Found:
    """A chosen candidate with the sentence it stands in and its probability."""

    layers: Layers
    candidate: Candidate
    probability: float


def sentences(report: Report, pack: Pack, times: Sequence[Span]) -> Iterator[Layers]:
    """The sentences of a report's body, in layers."""
    lexicon = words(pack.code)
    shouting = is_shouting(report.text)
    for part in report.body():
        for sentence in split(report.text, pack, part.start, part.end):
            inside = [t for t in times if t.start < sentence.end and t.end > sentence.start]
            yield layer(report.text, sentence, pack, lexicon, inside, shouting)


def is_shouting(text: str) -> bool:
    """Whether capitals say nothing in this text because nearly all of it is in capitals."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def read_sentence(layers: Layers, lexicon: Words) -> list[Found]:
    """The claims of one sentence."""
    if not (layers.predications or layers.tolls or any(t.norm in lexicon.life_nouns for t in layers.tokens)):
        return []
    groups = find_groups(layers)
    if not groups:
        return []
    candidates = [*find_candidates(layers, groups), *find_tolls(layers, groups)]
    extra = _setting(layers)
    chosen = choose(candidates, extra)
    leaning = list(find_parts(layers, groups, [c for c, _ in chosen]))
    chosen += choose(leaning, extra)
    chosen.sort(key=lambda pair: (pair[0].group.start, pair[0].group.end))
    return [Found(layers, candidate, probability) for candidate, probability in chosen]


def _setting(layers: Layers) -> list[str]:
    """Facts of the whole sentence that speak against every candidate in it."""
    features = []
    for kind, name in (("aggregate", "aggregate"), ("unreal_nearby", "unreal")):
        if any(layers.phrase(kind, i) > i for i in range(len(layers.tokens))):
            features.append(name)
    return features


def find_in(report: Report, times: Sequence[Span]) -> list[Found]:
    """All claims of a report in a supported language, in text order."""
    pack = load(report.language or "")
    lexicon = words(pack.code)
    found: list[Found] = []
    for layers in sentences(report, pack, times):
        found.extend(read_sentence(layers, lexicon))
    return found

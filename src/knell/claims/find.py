"""Read a report's claims, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knell.claims.candidates import Candidate, find_candidates
from knell.claims.evidence import choose
from knell.claims.groups import find_groups, names_told
from knell.claims.layers import Layers, Predication, layer
from knell.claims.lists import merge_lists
from knell.claims.parts import find_parts
from knell.claims.prefilter import may_claim
from knell.claims.told import Told
from knell.claims.tolls import find_restated, find_tolls
from knell.claims.words import Words, words
from knell.languages import Pack, load
from knell.model import Report, Span
from knell.text import Sentence, split, tokenize

# A toll stays in focus for this many sentences.
_FOCUS_LASTS = 2
# What kind of text it is shows in this many characters; this many statistical words make it statistics.
_HEAD = 6000
_STATISTICAL = 4
# This many words of a genre (film, sport, trials of medicine), one in forty, make the text one of that genre.
_GENRE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A chosen candidate with the sentence it stands in and its probability."""

    layers: Layers
    candidate: Candidate
    probability: float


@dataclass(slots=True)
class Setting:
    """What the text before a sentence says about reading it.

    ``features`` hold for the whole text; ``focus`` is the toll spoken of last; ``told`` knows names and numbers of
    animals told so far; ``number`` is that of the sentence.
    """

    features: tuple[str, ...] = ()
    focus: Predication | None = None
    told: Told = field(default_factory=Told)
    number: int = 0


def sentences(report: Report, pack: Pack, times: Sequence[Span], places: Sequence[Span]) -> Iterator[Layers]:
    """The sentences of a report's body, in layers."""
    lexicon = words(pack.code)
    shouting = is_shouting(report.text)
    for part in report.body():
        for sentence in split(report.text, pack, part.start, part.end):
            when, where = (_inside(spans, sentence) for spans in (times, places))
            yield layer(report.text, sentence, pack, lexicon, when, where, shouting)


def _inside(spans: Sequence[Span], sentence: Sentence) -> Sequence[Span]:
    """The spans that lie in a sentence; spans are in order and do not overlap."""
    first = bisect_right(spans, sentence.start, key=lambda span: span.end)
    last = bisect_left(spans, sentence.end, key=lambda span: span.start)
    return spans[first:last]


def is_shouting(text: str) -> bool:
    """Whether capitals say nothing in this text because nearly all of it is in capitals."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def read_sentence(layers: Layers, lexicon: Words, setting: Setting) -> list[Found]:
    """The claims of one sentence, given what the text said before."""
    focus, told = setting.focus, setting.told
    groups = find_groups(layers, told.names(setting.number))
    # a bare number that was given to animals or objects before counts them again
    kept = [g for g in groups if g.kind != "bare" or g.count not in told.things()]
    told.read(setting.number, layers, names_told(layers, groups))
    groups = kept
    candidates = [*find_candidates(layers, groups), *find_tolls(layers, groups)]
    candidates += find_restated(layers, groups, focus)
    if not candidates:
        return []
    extra = [*setting.features, *_sentence_features(layers)]
    chosen = merge_lists(choose(candidates, extra))
    leaning = list(find_parts(layers, groups, [c for c, _ in chosen]))
    chosen += choose(leaning, extra)
    chosen.sort(key=lambda pair: (pair[0].group.start, pair[0].group.end))
    return [Found(layers, candidate, probability) for candidate, probability in chosen]


def _sentence_features(layers: Layers) -> list[str]:
    """Facts of the whole sentence that speak against every candidate in it."""
    features = []
    if any(match.value.animal for match in layers.words.nouns.find(layers.tokens)):
        features.append("animals")
    told = {"aggregate": "aggregate", "unreal_nearby": "sport", "fiction_nearby": "fiction", "natural": "natural"}
    for kind, name in told.items():
        if any(layers.phrase(kind, i) > i for i in range(len(layers.tokens))):
            features.append(name)
    return features


def find_in(report: Report, times: Sequence[Span], places: Sequence[Span] = ()) -> tuple[list[Layers], list[Found]]:
    """The sentences of a report in a supported language and all claims in them, in text order."""
    pack = load(report.language or "")
    lexicon = words(pack.code)
    found: list[Found] = []
    setting = Setting(tuple(_document(report, pack, lexicon)))
    since = 0
    read = list(sentences(report, pack, times, places))
    for setting.number, layers in enumerate(read):
        since += 1
        if setting.focus is None and not may_claim(layers):
            setting.told.skip(setting.number, layers)
            continue
        here = read_sentence(layers, lexicon, setting)
        found.extend(here)
        tolls = [f.candidate.predication for f in here if f.candidate.kind in ("toll", "counted", "subject", "object")]
        if tolls:
            setting.focus, since = tolls[-1], 0
        elif since > _FOCUS_LASTS:
            setting.focus = None
    return read, found


def _document(report: Report, pack: Pack, lexicon: Words) -> list[str]:
    """Facts of the whole text that speak against every claim in it: a drill, a table of statistics."""
    tokens = tokenize(report.text[:_HEAD], pack)

    def said(kind: str) -> int:
        return len(lexicon.phrases[kind].find(tokens)) if kind in lexicon.phrases else 0

    statistic, genre = said("statistic"), said("unreal_genre")
    statistical = statistic >= _STATISTICAL and statistic * 60 > len(tokens) and said("statistic_domain") >= 2
    features = ["statistic"] if statistical else []
    if genre >= _GENRE and genre * 40 > len(tokens):
        features.append("unreal")
    return [*features, "drill"] if said("unreal_document") else features

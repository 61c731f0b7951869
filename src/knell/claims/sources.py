"""Find who a sentence names as saying something, and what kind of source that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from knell.claims.layers import Layers
from knell.languages import load
from knell.model import SourceType
from knell.text import Lexicon

_LONGEST_NAME = 14
_LONGEST_DOCUMENT = 6
# "police said on Friday in a statement": this many tokens may follow the verb before the clause closes.
_AFTERTHOUGHT = 8
_QUOTES = '"“”«»„'
# Where a phrase could be of several types, the earlier here decides.
_ORDER = (
    SourceType.HOSPITAL,
    SourceType.POLICE,
    SourceType.ARMED_GROUP,
    SourceType.INTERGOVERNMENTAL,
    SourceType.MILITARY,
    SourceType.GOVERNMENT,
    SourceType.NGO,
    SourceType.EXPERT,
    SourceType.MEDIA,
    SourceType.WITNESS,
    SourceType.UNSPECIFIED_OFFICIAL,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source at tokens ``start`` to ``end`` of its sentence.

    ``verb`` is the token of the word that makes it one (its own start for "according to"). ``trailing``: the source
    stands behind what it says. ``pronoun``: "he said", to be looked up in what came before.
    """

    start: int
    end: int
    verb: int
    type: SourceType | None
    trailing: bool
    pronoun: bool = False
    named: bool = False
    bracket: bool = False


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A language's words of attribution."""

    before: Lexicon[bool]
    verbs: frozenset[str]
    strong: frozenset[str]
    pronouns: frozenset[str]
    stops: frozenset[str]
    documents: frozenset[str]
    document_prepositions: frozenset[str]
    types: Mapping[SourceType, Lexicon[SourceType]]


@cache
def source_words(code: str) -> SourceWords:
    """The attribution words of a language."""
    pack = load(code)
    data = pack.section("claims").get("sources", {})
    kinds = data.get("types", {})
    types = {kind: Lexicon([(p, kind) for p in kinds.get(kind.value, ())], pack) for kind in _ORDER}
    return SourceWords(
        before=Lexicon([(phrase, True) for phrase in data.get("before", ())], pack),
        verbs=frozenset(data.get("verbs", ())),
        strong=frozenset(data.get("strong", ())),
        pronouns=frozenset(data.get("pronouns", ())),
        stops=frozenset(data.get("stops", ())),
        documents=frozenset(data.get("documents", ())),
        document_prepositions=frozenset(data.get("document_prepositions", ())),
        types=types,
    )


def find_sources(layers: Layers, words: SourceWords) -> list[Source]:
    """All sources of a sentence, in order of the words that make them so."""
    found: list[Source] = []
    for index, token in enumerate(layers.tokens):
        marker = words.before.at(layers.tokens, index)
        if marker is not None:
            end = _phrase_end(layers, marker.end, words)
            if end > marker.end:
                found.append(_source(layers, words, marker.end, end, index, trailing=index > 2))
        elif token.norm in words.verbs:
            found.extend(_around_verb(layers, index, words))
        elif token.norm in words.document_prepositions:
            found.extend(_document(layers, index, words))
        elif token.text == "(":
            found.extend(_in_brackets(layers, index, words))
    return [source for source in found if source.pronoun or source.type is not None or source.named]


def _document(layers: Layers, index: int, words: SourceWords) -> list[Source]:
    """ "by an Associated Press count", "in colonial-era records"."""
    end = _phrase_end(layers, index + 1, words)
    last = max((i for i in range(index + 1, end) if layers.tokens[i].norm in words.documents), default=None)
    if last is None or last - index > _LONGEST_DOCUMENT:
        return []
    return [_source(layers, words, index + 1, last + 1, index, trailing=True)]


def _in_brackets(layers: Layers, index: int, words: SourceWords) -> list[Source]:
    """ "at least 51 people (Houthi Health Ministry)"."""
    end = next((i for i in range(index + 1, min(index + 8, len(layers.tokens))) if layers.tokens[i].text == ")"), None)
    if end is None or end == index + 1 or any(t.kind == "number" for t in layers.tokens[index:end]):
        return []
    source = _source(layers, words, index + 1, end, index, trailing=True)
    return [replace(source, bracket=True)] if source.type is not None else []


def _around_verb(layers: Layers, verb: int, words: SourceWords) -> list[Source]:
    subject_end = verb
    while subject_end > 0 and (
        layers.mark("be", subject_end - 1)
        or layers.mark("have", subject_end - 1)
        or layers.mark("skip", subject_end - 1)
    ):
        subject_end -= 1
    if subject_end > 0 and layers.tokens[subject_end - 1].norm in words.pronouns:
        return [Source(subject_end - 1, subject_end, verb, None, _ends_sentence(layers, verb), pronoun=True)]
    start = _phrase_start(layers, subject_end, words)
    if start < subject_end and _speaks(layers, start, subject_end, verb, words):
        return [_source(layers, words, start, subject_end, verb, trailing=_ends_sentence(layers, verb))]
    if layers.tokens[verb].norm in words.strong:
        end = _phrase_end(layers, verb + 1, words)
        opens = verb > 0 and (layers.tokens[verb - 1].text in _QUOTES + ",")
        if end > verb + 1 and opens:
            return [_source(layers, words, verb + 1, end, verb, trailing=True)]
    return []


def _speaks(layers: Layers, start: int, end: int, verb: int, words: SourceWords) -> bool:
    """Whether a noun phrase can be what says something: no numbers, no tolls; for a weak verb, a known source."""
    if any(q.start < end and q.end > start for q in layers.quantities):
        return False
    if any(p.start < end and p.end > start and p.frames == {"toll"} for p in layers.tolls):
        return False
    if layers.tokens[verb].norm in words.strong:
        return True
    return end - start <= _LONGEST_NAME and type_of(layers, start, end, words) is not None


def _ends_sentence(layers: Layers, verb: int) -> bool:
    """Whether a verb of saying stands behind what is said: "five died, police said on Friday"."""
    before = max((i for i in range(verb) if layers.tokens[i].text in "," + _QUOTES), default=-1)
    if before < 2:
        return False
    for index in range(verb + 1, min(verb + _AFTERTHOUGHT, len(layers.tokens))):
        if layers.tokens[index].text in ",.;" + _QUOTES:
            return True
        if layers.mark("that", index) or any(q.start == index for q in layers.quantities):
            return False
        if any(p.start == index for p in layers.predications):
            return False
    return verb + _AFTERTHOUGHT >= len(layers.tokens)


def _phrase_start(layers: Layers, end: int, words: SourceWords) -> int:
    """Walk left over a noun phrase, one apposition between commas included."""
    index = end
    if index > 0 and layers.tokens[index - 1].text == ",":
        opening = next((i for i in range(index - 2, max(index - 20, -1), -1) if layers.tokens[i].text == ","), None)
        if opening == index - 3:
            index = opening  # "records, however, count"
            opening = None
            while index > 0 and end - index < _LONGEST_NAME and not _breaks(layers, index - 1, words):
                index -= 1
            return index
        if opening is None or any(_breaks(layers, i, words) for i in range(opening + 1, index - 1)):
            return end
        index = opening
    while index > 0 and end - index < _LONGEST_NAME + 10 and not _breaks(layers, index - 1, words):
        index -= 1
    return index


def _phrase_end(layers: Layers, start: int, words: SourceWords) -> int:
    index = start
    while index < len(layers.tokens) and index - start < _LONGEST_NAME and not _breaks(layers, index, words):
        index += 1
    return index


def _breaks(layers: Layers, index: int, words: SourceWords) -> bool:
    token = layers.tokens[index]
    if token.kind == "punct":
        return token.text not in "-‐‑&/'’.()" or (token.text == "." and not token.glued)
    if token.norm in words.stops or (token.norm in words.verbs and not token.capital):
        return True
    return layers.mark("relative", index) or any(p.start == index for p in layers.predications)


def _source(layers: Layers, words: SourceWords, start: int, end: int, verb: int, trailing: bool) -> Source:
    while start < end and (layers.mark("coordinate", start) or layers.mark("subordinate", start)):
        start += 1
    while end - start > 1 and (layers.mark("coordinate", end - 1) or layers.mark("skip", end - 1)):
        end -= 1
    return Source(start, end, verb, type_of(layers, start, end, words), trailing, named=_is_named(layers, start, end))


def type_of(layers: Layers, start: int, end: int, words: SourceWords) -> SourceType | None:
    """The kind of source that the words of a phrase name: its head first, then what stands behind prepositions."""
    head = start + 1
    while head < end and (layers.mark("of", head) or not layers.mark("prepositions", head)):
        head += 1
    kind = _type_in(layers, start, head, words)
    return kind if kind is not None or head == end else _type_in(layers, head, end, words)


def _type_in(layers: Layers, start: int, end: int, words: SourceWords) -> SourceType | None:
    tokens = layers.tokens[start:end]
    for kind in _ORDER:
        if words.types[kind].find(tokens):
            return kind
    return None


def _is_named(layers: Layers, start: int, end: int) -> bool:
    if layers.shouting or end - start > 6:
        return False
    return all(t.capital or t.kind == "punct" or t.norm in layers.words.particles for t in layers.tokens[start:end])

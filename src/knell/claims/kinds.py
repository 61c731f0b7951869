"""Tell what kind of source a phrase names: by its head, then by what stands beside it, then by what was told before."""

from __future__ import annotations

from dataclasses import dataclass, field

from knell.claims.layers import Layers
from knell.claims.phrases import Phrase
from knell.claims.source_words import Kind, SourceWords
from knell.model import SourceType
from knell.text import Match

# Fewer initials than this tell too little ("the DMC" is the Disaster Management Centre).
_SHORTEST_ACRONYM = 3


@dataclass(slots=True)
class Memory:
    """The types by which names and plain nouns were introduced so far; ``last``: the type of the last source."""

    names: dict[str, SourceType | None] = field(default_factory=dict)
    nouns: dict[str, SourceType] = field(default_factory=dict)
    last: SourceType | None = None


def kind_of(layers: Layers, phrase: Phrase, words: SourceWords, memory: Memory) -> SourceType | None:
    """The type of a source; None when nothing tells."""
    end = _first_conjunct(layers, phrase, words)
    head = head_end(layers, phrase.start, end)
    found = _in_head(layers, phrase.start, head, end, words)
    if found and found[-1].value.firm:
        return found[-1].value.type
    vague = bool(found) and found[-1].value.type is SourceType.UNSPECIFIED_OFFICIAL
    joined = vague and any(layers.mark("coordinate", i) for i in range(phrase.start, phrase.start + found[-1].start))
    told = None if joined else _firm(found, words)
    soft = found[-1].value.type if found else None
    if told is None and head < end and soft is not SourceType.WITNESS:
        told = _first_kind(layers, head, end, words)
    if told is None and phrase.beside[0] < phrase.beside[1]:
        told = kind_of(layers, Phrase(*phrase.beside), words, memory) or _first_kind(layers, *phrase.beside, words)
    if told is None:
        told = _remembered(layers, phrase.start, head, found, words, memory)
    if told is None and found:
        told = _qualified(layers, phrase.start, end, soft, words)
        told = told or (found[-1].value.type if joined else _least_vague(found))
    return told


def is_headed(layers: Layers, phrase: Phrase, words: SourceWords, memory: Memory) -> bool:
    """Whether the head of a phrase is a word or a name that is known to speak ("army tanks" does not)."""
    head = head_end(layers, phrase.start, phrase.end)
    found = _in_head(layers, phrase.start, head, phrase.end, words)
    if not found:
        if words.kinds.find(layers.tokens[slice(*phrase.beside)]):
            return True
        return any(layers.tokens[i].norm in memory.names for i in range(phrase.start, head) if _is_name(layers, i))
    rest = range(phrase.start + found[-1].end, head)
    return all(_goes_with(layers, index) for index in rest)


def _goes_with(layers: Layers, index: int) -> bool:
    """Whether a word behind the head leaves it the head: a name, or what belongs to it ("министр здравоохранения")."""
    token = layers.tokens[index]
    return token.capital or token.kind == "punct" or token.norm == "'s" or layers.belongs(index)


def remember(layers: Layers, phrase: Phrase, kind: SourceType | None, words: SourceWords, memory: Memory) -> None:
    """Keep by what type a source was introduced, under its names and its plain nouns."""
    for index in range(phrase.start, max(phrase.end, phrase.beside[1])):
        if _is_name(layers, index) and _closes_name(layers, index) and layers.tokens[index].norm not in words.kinds:
            norm = layers.tokens[index].norm
            memory.names[norm] = memory.names.get(norm) or kind
    initials = "".join(t.norm[0] for t in layers.tokens[phrase.start : phrase.end] if t.capital)
    if len(initials) >= _SHORTEST_ACRONYM and not layers.shouting:
        memory.names.setdefault(initials, kind)
        memory.names.setdefault(initials[1:], kind)
    memory.last = kind
    if kind is None:
        return
    for match in words.kinds.find(layers.tokens[phrase.start : phrase.end]):
        memory.nouns[layers.tokens[phrase.start + match.end - 1].norm] = kind


def _is_name(layers: Layers, index: int) -> bool:
    token = layers.tokens[index]
    if not token.capital or len(token.text) < 2 or token.norm in layers.words.particles:
        return False
    return token.norm not in layers.words.common


def _closes_name(layers: Layers, index: int) -> bool:
    """Whether a capital belongs to a name that stands for itself rather than before a noun ("Yemeni officials")."""
    while index + 1 < len(layers.tokens) and layers.tokens[index + 1].capital:
        index += 1
    behind = layers.tokens[index + 1] if index + 1 < len(layers.tokens) else None
    if behind is None or behind.kind == "punct" or behind.norm.startswith("'"):
        return True
    marks = ("prepositions", "coordinate", "subordinate", "relative", "be", "have", "reporting", "skip")
    return index + 1 in layers.busy or any(layers.mark(kind, index + 1) for kind in marks)


def _first_conjunct(layers: Layers, phrase: Phrase, words: SourceWords) -> int:
    """Where the first of coordinated sources ends: "residents and a militia member" are residents."""
    for index in range(phrase.start + 1, phrase.end):
        if not layers.mark("coordinate", index):
            continue
        found = words.kinds.find(layers.tokens[phrase.start : index])
        if found and phrase.start + found[-1].end == index:
            return index
    return phrase.end


def head_end(layers: Layers, start: int, end: int) -> int:
    """Where the head of a phrase ends, before a preposition or a comma."""
    head = start + 1
    while head < end and not layers.mark("prepositions", head) and not layers.sign(head, ","):
        head += 1
    return head


def _in_head(layers: Layers, start: int, head: int, end: int, words: SourceWords) -> list[Match[Kind]]:
    """What the words of the head say; one may reach beyond it ("council of ministers")."""
    return [m for m in words.kinds.find(layers.tokens[start:end]) if m.start < head - start]


def _firm(found: list[Match[Kind]], words: SourceWords) -> SourceType | None:
    """The firm type that decides: by rank, then the rightmost."""
    firm = [m.value.type for m in found if m.value.firm]
    return min(reversed(firm), key=words.kind_rank) if firm else None


def _first_kind(layers: Layers, start: int, end: int, words: SourceWords) -> SourceType | None:
    found = words.kinds.find(layers.tokens[start:end])
    firm = [m for m in found if m.value.firm]
    if firm:
        return firm[0].value.type
    vague = SourceType.UNSPECIFIED_OFFICIAL
    return next((m.value.type for m in found if m.value.type is not vague), None)


def _remembered(
    layers: Layers, start: int, end: int, found: list[Match[Kind]], words: SourceWords, memory: Memory
) -> SourceType | None:
    """What was told before of a name in the phrase, or of a plain noun that is spoken of again."""
    for index in range(end - 1, start - 1, -1):
        kind = memory.names.get(layers.tokens[index].norm) if _is_name(layers, index) else None
        if kind is not None:
            return kind
    if not found or layers.tokens[start].norm not in words.again:
        return None
    return memory.nouns.get(layers.tokens[start + found[-1].end - 1].norm)


def _qualified(layers: Layers, start: int, end: int, soft: SourceType | None, words: SourceWords) -> SourceType | None:
    """What an adjective or a place says of a plain official: "fire officials", "officials from the province"."""
    if soft is not SourceType.UNSPECIFIED_OFFICIAL:
        return None
    found = words.qualifiers.find(layers.tokens[start:end])
    return found[0].value if found else None


def _least_vague(found: list[Match[Kind]]) -> SourceType:
    vague = SourceType.UNSPECIFIED_OFFICIAL
    return next((m.value.type for m in reversed(found) if m.value.type is not vague), vague)

"""What in a claim's own clause narrows it to some of an event's victims, or makes it an incident of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from knell.claims.find import Found
from knell.claims.layers import Layers
from knell.claims.role_words import RoleWords
from knell.claims.spans import touching
from knell.model import Place
from knell.places import Mention
from knell.text import Match

# A place that stands for a government, or where the report was written, is nobody's scene.
_NO_SCENE = ("metonym", "dateline")
# Determiners of a noun stand at most this many tokens in front of it.
# "blessées plus légèrement"
_ADVERB = 2
_NOUN_PHRASE = 5
# Words that open a sentence are its first few.
_OPENING = 3
# "Also" stands at most this many tokens in front of its verb.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words around one claim say of its reach.

    ``places`` are those of its clause; ``area`` says that it names a district, a hospital or "there"; ``some`` that it
    counts "four of the dead"; ``bodies`` that it counts bodies found; ``treated`` that it counts people in hospital;
    ``fared`` that some of the injured went home or stayed there; ``identified`` that it counts the dead whose names are
    known; ``share`` that its sentence gives a share of all;
    ``worst`` that it names the worst-hit part; ``framed`` that its sentence opens with "of the victims"; ``whole`` and
    ``period`` that it sums up all, or a year; ``adding`` that it says "in addition", ``also`` that its verb does;
    ``rest`` that it counts "the other seven"; ``severity`` how badly those it counts were hurt, ``slight`` that a word
    there or behind says only a little; ``stood`` that a toll once stood there; ``incident`` that a deed is told as a
    new one.
    """

    places: tuple[Place, ...] = ()
    area: bool = False
    some: bool = False
    bodies: bool = False
    treated: bool = False
    fared: bool = False
    identified: bool = False
    share: bool = False
    worst: bool = False
    framed: bool = False
    adding: bool = False
    also: bool = False
    rest: bool = False
    stood: bool = False
    severity: str | None = None
    slight: bool = False
    whole: bool = False
    period: bool = False
    incident: bool = False


def scopes(found: Sequence[Found], places: Sequence[Mention], words: RoleWords) -> list[Scope]:
    """One scope a claim, in the order of ``found``."""
    places = [mention for mention in places if mention.place is not None and mention.role not in _NO_SCENE]
    starts = [mention.start for mention in places]
    given: list[Scope] = []
    told: set[str] = set()
    for _, group in groupby(found, key=lambda item: item.layers.sentence.start):
        items = list(group)
        layers = items[0].layers
        first = bisect_left(starts, layers.sentence.start)
        last = bisect_left(starts, layers.sentence.end)
        marks = _Marks(layers, places[first:last], words, told)
        given += [_scope(items, at, marks, words) for at in range(len(items))]
    return given


class _Marks:
    """Where the words of each kind stand in one sentence."""

    def __init__(self, layers: Layers, places: Sequence[Mention], words: RoleWords, told: set[str]) -> None:
        tokens = layers.tokens
        self.places = places
        self.place_starts = [mention.start for mention in places]
        self.stops = [i for i, token in enumerate(tokens) if token.text == ";"]
        self.there = [m.start for m in layers.find(words.there)]
        self.treated = [m.start for m in layers.find(words.treated)]
        self.fared = [m.start for m in layers.find(words.fared)]
        self.identified = layers.find(words.identified)
        self.stood = [m.start for m in layers.find(words.stood)]
        self.adding = any(m.start <= _OPENING for m in layers.find(words.adding))
        self.share = any(quantity.kind == "share" for quantity in layers.quantities)
        self.framed = _is_framed(layers, words)
        self.worst = [m.start for m in layers.find(words.worst)]
        self.whole = [m.start for m in layers.find(words.whole)]
        self.period = [m.start for m in layers.find(words.period)]
        nouns = words.areas | words.spots
        self.areas = [i for i, t in enumerate(tokens) if t.norm in nouns and _is_located(layers, i)]
        deeds = [m.start for m in layers.find(words.incidents)]
        self.incidents = [at for at in deeds if _is_new(layers, at, told)]
        told.update(tokens[at].norm for at in deeds)


def _scope(items: Sequence[Found], at: int, marks: _Marks, words: RoleWords) -> Scope:
    item = items[at]
    left = items[at - 1].candidate.end if at > 0 else 0
    right = _begin(items, at + 1) if at + 1 < len(items) else len(item.layers.tokens)
    before, behind = bisect_left(marks.stops, item.candidate.start), bisect_left(marks.stops, item.candidate.end)
    left = max(left, marks.stops[before - 1] + 1 if before else 0)
    right = min(right, marks.stops[behind] if behind < len(marks.stops) else right)
    clause = range(left, max(right, item.candidate.end))

    def within(indexes: Sequence[int]) -> bool:
        return bisect_left(indexes, clause.start) < bisect_left(indexes, clause.stop)

    return Scope(
        places=_places_of(item, clause, marks),
        area=within(marks.there) or within(marks.areas),
        some=_is_some(item, words),
        bodies=is_bodies(item, words),
        treated=within(marks.treated),
        fared=within(marks.fared),
        identified=_is_identified(item, marks.identified),
        share=marks.share,
        worst=within(marks.worst),
        framed=marks.framed,
        adding=marks.adding,
        also=_is_also(item, words),
        rest=_is_rest(item, words),
        stood=within(marks.stood),
        severity=_severity(item),
        slight=_severity(item, _ADVERB) == "light",
        whole=within(marks.whole),
        period=bool(marks.period),
        incident=bool(marks.incidents),
    )


def _begin(items: Sequence[Found], at: int) -> int:
    """Where a claim's own words begin: behind the predicate when an earlier claim has that already."""
    candidate, before = items[at].candidate, items[at - 1].candidate
    return candidate.group.start if candidate.predication is before.predication else candidate.start


def _places_of(item: Found, clause: range, marks: _Marks) -> tuple[Place, ...]:
    """The places in a claim's clause; failing these, the last one in front of it in its sentence."""
    tokens = item.layers.tokens
    # a claim may share the last words of its sentence with the one before it
    first = bisect_left(marks.place_starts, tokens[min(clause.start, len(tokens) - 1)].start)
    last = bisect_left(marks.place_starts, tokens[clause.stop - 1].end)
    near = marks.places[first:last] or marks.places[max(first - 1, 0) : first]
    return tuple(mention.place for mention in near if mention.place is not None)


def _is_located(layers: Layers, index: int) -> bool:
    """Whether a preposition leads to the noun of an area or a spot at this token ("in the western region")."""
    for at in range(index - 1, max(index - 1 - _NOUN_PHRASE, -1), -1):
        if layers.mark("of", at) or layers.mark("articles", at):
            return False
        if layers.mark("prepositions", at):
            return True
        if layers.tokens[at].kind == "punct" and not layers.tokens[at].glued:
            return False
    return False


def _is_framed(layers: Layers, words: RoleWords) -> bool:
    """ "Of the ground victims, five were students", "of them, five": the sentence divides up those told of before."""
    behind = layers.phrase("including", 0)
    if behind > 0 and layers.mark("these", behind - 1) and layers.sign(behind, ","):
        return True
    if not (layers.mark("of", 0) or layers.phrase("including", 0) > 0) or not layers.mark("definite", 1):
        return False
    return any(token.norm in words.victims for token in layers.tokens[2 : 2 + _NOUN_PHRASE])


def _severity(item: Found, behind: int = 0) -> str | None:
    layers, predication = item.layers, item.candidate.predication
    beside = layers.tokens[max(predication.start - 2, 0) : predication.end + behind]
    return next((layers.words.severity[t.norm] for t in beside if t.norm in layers.words.severity), None)


def _is_also(item: Found, words: RoleWords) -> bool:
    """ "The troops also detained two", "two more were also held"."""
    start = item.candidate.predication.start
    return any(token.norm in words.also for token in item.layers.tokens[max(start - _BESIDE, 0) : start])


def _is_rest(item: Found, words: RoleWords) -> bool:
    layers, start = item.layers, item.candidate.group.start
    for at in range(max(start - 2, 0), start + 2):
        if at + 1 < len(layers.tokens) and layers.tokens[at].norm in words.rest and layers.mark("additional", at + 1):
            return True
    return False


def _is_some(item: Found, words: RoleWords) -> bool:
    """ "four of the dead", "six of the injured": some of the victims told of before, by the claim's own outcome."""
    layers, group = item.layers, item.candidate.group
    if not group.whole:
        return False
    inside = range(group.start, max(group.end, item.candidate.predication.end))
    return any(layers.tokens[i].norm in words.victims for i in inside if i < len(layers.tokens))


def _is_identified(item: Found, said: Sequence[Match[bool]]) -> bool:
    """ "The names of 242 victims are known", "79 of the dead were identified": beside the claim, in its own clause."""
    candidate, tokens = item.candidate, item.layers.tokens
    for match in said:
        first, last = min(match.end, candidate.end), max(match.start, candidate.start)
        near = (
            tokens[match.end : candidate.start] if match.end <= candidate.start else tokens[candidate.end : match.start]
        )
        if first <= last and len(near) <= _BESIDE and all(token.kind != "punct" for token in near):
            group, mark = item.candidate.group, item.layers.mark
            return not (group.whole or mark("all", group.start) or mark("all", group.start - 1))
    return False


def is_bodies(item: Found, words: RoleWords) -> bool:
    """Whether a claim counts bodies that were found."""
    predication = item.candidate.predication
    return any(token.norm in words.bodies for token in item.layers.tokens[predication.start : predication.end])


def _is_new(layers: Layers, start: int, told: Set[str]) -> bool:
    """Whether a deed is told as a new one: nothing before its noun points back to one told already.

    Where nouns have no articles, one of the same name as a deed that was ``told`` before is that deed again.
    """
    one = any(q.end == start and q.count.high == 1 for q in touching(layers.quantities, start - 1, start))
    again = layers.words.order.bare_one and layers.tokens[start].norm in told and not one
    for at in range(start - 1, max(start - 1 - _NOUN_PHRASE, -1), -1):
        if layers.mark("articles", at):
            return True
        if layers.mark("additional", at):
            return True
        if layers.mark("definite", at) or layers.mark("demonstrative", at) or layers.mark("possessive", at):
            return False
        if layers.tokens[at].kind == "punct" or layers.mark("prepositions", at) or layers.mark("be", at):
            return not again
    return not again

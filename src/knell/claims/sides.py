"""Find people on the other side of their predicate than in English: "погибли 12 человек", "12 nəfərin ölümü".

Where a language puts them is said by the ``[claims.order]`` of its pack.
"""

from __future__ import annotations

from collections.abc import Iterator

from knell.claims.candidate import Candidate
from knell.claims.coordination import included, siblings_left, siblings_right
from knell.claims.groups import Group
from knell.claims.layers import Layers
from knell.claims.verbs import Verb

# People farther than this from their predicate are somebody else's.
_FARTHEST_SUBJECT = 24
_FARTHEST_OBJECT = 8
_LONGEST_ASIDE = 16
# "Among the dead of Monday's collapse are": no more words qualify those among whom somebody is.
_LONGEST_QUALIFIER = 7


def among(verb: Verb) -> Iterator[Candidate]:
    """ "среди жертв не менее трех детей": no verb stands between the victims told of and some of them."""
    layers, begin, end = verb.layers, verb.predication.start, verb.predication.end
    opens = any(layers.phrase("including", at) == end for at in range(max(begin - 3, 0), begin))
    begins = {g.start: g for g in verb.groups}
    group = begins.get(end if opens and end in begins else _behind_inclusion(verb))
    if group is not None and group.kind in ("counted", "one"):
        yield verb.make(group, "inverted", ["among"])
        for sibling in siblings_right(layers, verb.groups, group):
            yield verb.make(sibling, "inverted", ["among", "sibling"])


def _behind_inclusion(verb: Verb) -> int:
    """ "Entre los muertos del lunes hay dos niñas": behind the verb that says who is among the victims."""
    layers, begin, end = verb.layers, verb.predication.start, verb.predication.end
    if not any(layers.phrase("among_the", at) == begin for at in range(max(begin - 3, 0), begin)):
        return -1
    begins = {g.start for g in verb.groups}
    for index in range(end, min(end + _LONGEST_QUALIFIER, len(layers.tokens))):
        if layers.mark("include", index):
            at = index
            while at not in begins and (layers.mark("include", at) or layers.mark("skip", at)):
                at += 1
            return at
        if layers.tokens[index].kind == "punct" or any(p.start == index for p in layers.predications):
            return -1
    return -1


def subjects_behind(verb: Verb) -> Iterator[Candidate]:
    """The people behind a passive or intransitive predicate that are its subject, and those coordinated with them."""
    found = None if _has_other_subject(verb) else _behind(verb, "subject")
    if found is None:
        return
    group, features = found
    listed = list(siblings_right(verb.layers, verb.groups, group)) or _listed(verb, group)
    voice = ["intransitive"] if "intransitive" in verb.frames else ["be"]
    yield verb.make(group, "subject", [*voice, *features, *(["listed"] if listed else [])])
    for sibling in listed:
        yield verb.make(sibling, "subject", [*voice, *features, "sibling"])


def _has_other_subject(verb: Verb) -> bool:
    """ "погибли надежды 40 инвесторов": a noun that is no person stands where the subject does."""
    layers, order = verb.layers, verb.layers.words.order
    at = verb.predication.end
    while at < len(layers.tokens) and layers.mark("skip", at):
        at += 1
    if at >= len(layers.tokens) or at in layers.busy or any(g.start <= at < g.end for g in verb.groups):
        return False
    if "left" in order.subjects and layers.mark("definite", at) and not layers.mark("prepositions", at):
        return True  # "murió la esperanza de 30.000 hinchas"
    features = layers.features(at)
    return order.noun in features and not features.isdisjoint(order.cases.get("subject", frozenset()))


def _listed(verb: Verb, first: Group) -> list[Group]:
    """ "погибли 10 бойцов, 6 спасателей, 1 милиционер.": counted people with nothing but commas up to the end."""
    layers, found = verb.layers, []
    begins = {g.start: g for g in verb.groups}
    here = first
    while layers.sign(here.end, ",") and here.end + 1 in begins:
        here = begins[here.end + 1]
        if here.kind not in ("counted", "name"):
            return []
        found.append(here)
    return found if layers.sign(here.end, ".;!)") or here.end >= len(layers.tokens) else []


def objects_behind(verb: Verb) -> Iterator[Candidate]:
    """The object of an active verb behind what stands between the two: "tötete auf dem Basar 16 Händler"."""
    found = _behind(verb, "object")
    if found is None or "in_pp" in found[1]:
        return
    group = found[0]
    features = ["skipped_2", *(["active"] if "active" in verb.frames else [])]
    yield verb.make(group, "object", features)
    for sibling in siblings_right(verb.layers, verb.groups, group):
        yield verb.make(sibling, "object", [*features, "sibling"])


def _behind(verb: Verb, role: str) -> tuple[Group, list[str]] | None:
    """The nearest group behind the predicate, in its clause.

    One under a preposition only when there is no other and it has a case that tells what it is.
    """
    layers = verb.layers
    begins = {g.start: g for g in verb.groups}
    fallback: tuple[Group, list[str]] | None = None
    at = verb.predication.end
    index, over = at, False
    while index < len(layers.tokens) and index - at <= _FARTHEST_SUBJECT:
        group = begins.get(index)
        if over and layers.mark("third_person", index):
            break  # "задержан, по данным полиции, он был трезв": a clause of its own
        if group is not None and not included(layers, group):
            features = [distance(index - at)]
            aside = layers.mark("prepositions", index - 1) and not layers.mark("accusative", index - 1)
            aside = aside or layers.mark("by", index - 1) or _is_agent(layers, group)
            if not aside and verb.fits(role, group):
                return group, features
            if layers.words.order.cases:  # else "murieron cerca de la casa del alcalde" would count him
                fallback = fallback or (group, [*features, "in_pp"])
            index = group.end
            continue
        behind = _behind_aside(verb, index)
        if behind > index:
            index, over = behind, True
            continue
        if _closes(verb, index, role) and not (index == at and layers.mark("skip", index)):
            break
        index += 1
    return fallback


def _is_agent(layers: Layers, group: Group) -> bool:
    """ "mortas pelos três atiradores": an article grown together with "by"; not "pelo menos três"."""
    return layers.mark("by", group.start) and all(quantity.start != group.start for quantity in layers.quantities)


def _behind_aside(verb: Verb, index: int) -> int:
    """Behind a relative clause or a source between commas: ", где шел бой,", ", по данным штаба,"."""
    layers = verb.layers
    if not layers.sign(index, ","):
        return index
    relative = layers.mark("relative", index + 1) or layers.mark("subordinate", index + 1)
    if not relative and not layers.mark("prepositions", index + 1):
        return index
    for at in range(index + 2, min(index + _LONGEST_ASIDE, len(layers.tokens))):
        if layers.sign(at, ","):
            return at + 1
        if layers.sign(at, ";:") or (not relative and any(p.start == at for p in layers.predications)):
            return index
    return index


def _closes(verb: Verb, index: int, role: str) -> bool:
    layers = verb.layers
    if layers.sign(index, ",;:") or any(p.start == index for p in layers.predications):
        return True
    marks = ("relative", "subordinate", "reporting", "coordinate")
    if any(layers.mark(kind, index) for kind in marks):
        return True
    # "погибли в аварии 12 человек"
    return layers.closes(index) and not (role == "subject" and layers.mark("prepositions", index))


def objects_before(verb: Verb, kind: str) -> Iterator[Candidate]:
    """Objects and complements in front of their predicate: "12 nəfəri öldürüb", "12 nəfərin ölümü"."""
    layers = verb.layers
    ends = {g.end: g for g in verb.groups}
    at = verb.predication.start
    for index in range(at, max(at - _FARTHEST_OBJECT, 0), -1):
        group = ends.get(index)
        if group is not None:
            if not verb.fits(kind, group):
                return
            steps = min(at - index, 2)
            yield verb.make(group, kind, [f"skipped_{steps}", *(["active"] if "active" in verb.frames else [])])
            for sibling in siblings_left(layers, verb.groups, group):
                yield verb.make(sibling, kind, [f"skipped_{steps}", "sibling"])
            return
        before = index - 1
        if layers.sign(before, ",;:") or layers.mark("coordinate", before) or layers.mark("subordinate", before):
            return
        if any(p.end == index for p in layers.predications):
            return


def some_of(verb: Verb) -> Iterator[Candidate]:
    """Some of those whom the predicate names as a whole: "yaralananların 19-u qadın, 5-i uşaqdır".

    Not those of whom something else is told: "yaralılardan ikisi ölüb".
    """
    layers, at = verb.layers, verb.predication.end
    while layers.mark("skip", at) or layers.sign(at, ",-–"):
        at += 1
    begins = {g.start: g for g in verb.groups}
    group = begins.get(at)
    while group is not None and group.kind in ("counted", "bare", "unknown") and layers.is_some(group.start):
        if _told_otherwise(verb, group):
            return
        yield verb.make(group, "part", ["next"])
        at = group.end
        while layers.sign(at, ",") or layers.mark("coordinate", at) or layers.mark("skip", at):
            at += 1
        group = begins.get(at)


def _told_otherwise(verb: Verb, group: Group) -> bool:
    """Whether a predicate of its own, of another outcome, follows in the same clause."""
    for predication in verb.layers.predications:
        if predication.start >= group.end and "whole" not in predication.frames:
            commas = any(verb.layers.sign(i, ",;") for i in range(group.end, predication.start))
            alone = group.count.low == 1  # "one of the wounded, Ana Paz, died"
            return predication.outcome is not verb.predication.outcome and (alone or not commas)
    return False


def distance(tokens: int) -> str:
    """How far a group stands from its predicate."""
    for limit, name in ((0, "next"), (3, "near"), (8, "apart"), (16, "far")):
        if tokens <= limit:
            return name
    return "very_far"

"""Pair groups with predicates wherever a predicate's frame lets them meet. Recall first: weighing comes later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knell.claims.candidate import Candidate
from knell.claims.groups import Group
from knell.claims.layers import Layers
from knell.claims.nominal import deaths_of_one, lives, none_survived, nouns_apart, possessed, split
from knell.claims.objects import counted, describes_counted, inside, inverted, to_the_right
from knell.claims.role_words import role_words
from knell.claims.sides import among, objects_before, objects_behind, some_of, subjects_behind
from knell.claims.spans import begins
from knell.claims.subjects import subjects
from knell.claims.verbs import Verb
from knell.model import Outcome

__all__ = ["Candidate", "find_candidates"]

_VERBAL = {"passive", "participle", "intransitive", "state"}
_BOTH = {"left", "right"}
_BEHIND = {"passive", "intransitive"}
_UNREAL = {"irrealis", "negated"}
_OBJECT = {"participle", "active"}
# Words by which something is foretold are at most so many ("il y aura"), a verb that ends them stands so near behind.
_FORETOLD = 4
_CLOSING = 3


def find_candidates(layers: Layers, groups: Sequence[Group]) -> list[Candidate]:
    """All candidates of a sentence that rest on a predicate of its own."""
    found: list[Candidate] = []
    for predication in layers.predications:
        if describes_counted(layers, predication):
            continue
        found.extend(_of_predicate(Verb(layers, groups, predication)))
    found.extend(lives(layers, groups))
    found.extend(split(layers, groups))
    found.extend(deaths_of_one(layers))
    found.extend(possessed(layers, groups))
    found.extend(nouns_apart(layers, groups))
    found.extend(none_survived(layers, groups))
    wrong = (_left_in_brackets(c, layers, groups) or _names_where(c, layers) or _told_before(c, layers) for c in found)
    found = [_as_foretold(c, layers) for c, is_wrong in zip(found, list(wrong), strict=True) if not is_wrong]
    # a list goes on behind lives lost: "the loss of 11 lives and an unknown number of wounded"
    found = _without_scenes([c for c in found if not c.group.life or c.predication.outcome is Outcome.KILLED])
    return _without_wounds_of_bodies(_without_missing_bodies(_without_hurt_who_died(found), layers))


def _without_scenes(found: list[Candidate]) -> list[Candidate]:
    """ "В Верхней Слободе погиб Иван Петров": where one is told dead, what a preposition ties on is none."""
    tied = {"subject:in_pp", "subject:sibling"}
    told = {c.predication.start for c in found if c.kind == "subject" and tied.isdisjoint(c.features)}
    return [c for c in found if "subject:in_pp" not in c.features or c.predication.start not in told]


def _left_in_brackets(candidate: Candidate, layers: Layers, groups: Sequence[Group]) -> bool:
    """ "130 dead (without the seven attackers) and 350 injured": behind the bracket it is of others that is told."""
    start, end = candidate.group.end, candidate.predication.start
    closing = next((at for at in range(start, end) if layers.sign(at, "])")), None)
    if closing is None or any(layers.sign(at, "[(") for at in range(start, closing)):
        return False
    return layers.sign(closing + 1, ",") or begins(groups, closing + 1, end)


def _told_before(candidate: Candidate, layers: Layers) -> bool:
    """ "Погибли 12 человек (из них 1 ребёнок), ранены 73": who stands behind a verb is not of the next clause."""
    told, group = candidate.predication, candidate.group
    if candidate.kind != "subject" or told.start <= group.end or not layers.sign(told.start - 1, ","):
        return False
    return any(p.end == group.start and _VERBAL & p.frames for p in layers.predications)


def _as_foretold(candidate: Candidate, layers: Layers) -> Candidate:
    """ "There will be thousands of dead": who is still to die is nobody yet."""
    start, end = candidate.group.start, candidate.predication.end
    while start > 0 and layers.mark("skip", start - 1):
        start -= 1
    behind = layers.words.marks.get("foretold_behind")
    closed = not behind or any(layers.mark("foretold_behind", at) for at in range(end, end + _CLOSING))
    if not closed or not any(layers.phrase("foretold", at) == start for at in range(max(start - _FORETOLD, 0), start)):
        return candidate
    return replace(candidate, features=(*candidate.features, "irrealis"))


def _names_where(candidate: Candidate, layers: Layers) -> bool:
    """ "Levados para o Hospital Miguel Couto": a name right behind where somebody was taken is that place's."""
    told = candidate.predication
    if candidate.group.kind != "name" or candidate.group.start != told.end or "intransitive" in told.frames:
        return False
    joined = layers.mark("definite", told.end - 2) or layers.mark("prepositions", told.end - 2)
    return joined and any(layers.mark("prepositions", at) for at in range(told.start + 1, told.end - 1))


def _without_hurt_who_died(found: list[Candidate]) -> list[Candidate]:
    """ "Two of those hurt in the blast died": who is counted among the injured to be told dead is not counted so."""
    dead = {
        c.group.start
        for c in found
        if c.predication.outcome is Outcome.KILLED and c.kind == "subject" and not _UNREAL & set(c.features)
    }
    some = {c.group.start for c in found if c.predication.outcome is Outcome.INJURED and "inside:whole" in c.features}
    died = dead & some
    return [c for c in found if c.predication.outcome is not Outcome.INJURED or c.group.start not in died]


def _without_missing_bodies(found: list[Candidate], layers: Layers) -> list[Candidate]:
    """ "The last four bodies that were missing": who is found dead is no longer missed."""
    bodies = role_words(layers.pack.code).bodies
    return [
        c
        for c in found
        if c.predication.outcome is not Outcome.MISSING
        or not any(token.norm in bodies for token in layers.tokens[c.group.start : c.group.end])
    ]


def _without_wounds_of_bodies(found: list[Candidate]) -> list[Candidate]:
    """ "The bodies of two men with bullet wounds": whose bodies are told of are not counted as injured."""
    bodies = {c.group.start for c in found if c.kind == "complement" and c.predication.outcome is Outcome.KILLED}
    kept = (Outcome.INJURED, "subject")
    return [c for c in found if (c.predication.outcome, c.kind) != kept or c.group.start not in bodies]


def _of_predicate(verb: Verb) -> Iterator[Candidate]:
    """The candidates of one predicate, by its frames."""
    frames = verb.frames
    if not verb.be and verb.counts_things():
        return
    if frames == {"whole"}:
        yield from some_of(verb)
        return
    if "right" in verb.layers.words.order.subjects:
        inside_whole = list(among(verb))
        yield from inside_whole
        if inside_whole:
            return
    if "complement" in frames:
        numbered = list(counted(verb))
        yield from numbered
        if not any(c.group.count.low for c in numbered):
            yield from _on_sides(verb, "complement", verb.layers.words.order.complements)
        if frames == {"complement"}:
            return
    if frames & {"counted"}:
        yield from counted(verb)
    objects: list[Candidate] = []
    if frames & _OBJECT and not verb.be and not verb.by:
        objects = list(_on_sides(verb, "object", verb.layers.words.order.objects))
        yield from objects
    if frames & _VERBAL or (verb.be and (verb.among or "active" in frames)):
        acts = "participle" in frames and not verb.be and not verb.by and verb.has_uncounted_object()
        sides = verb.layers.words.order.subjects
        if "left" in sides:
            yield from subjects(verb, bool(objects) or acts)
        if "right" in sides and (verb.be or frames & _BEHIND):
            yield from subjects_behind(verb)
    if not objects:
        yield from inverted(verb)
    if frames & {"participle", "state"}:
        yield from inside(verb)


def _on_sides(verb: Verb, kind: str, sides: frozenset[str]) -> Iterator[Candidate]:
    """The objects or complements of a predicate on the sides where the language has them."""
    behind = list(to_the_right(verb, kind)) if "right" in sides else []
    if not behind and kind == "object" and sides == _BOTH:
        behind = list(objects_behind(verb))
    yield from behind
    if "left" in sides and not (behind and kind == "object"):
        yield from objects_before(verb, kind)

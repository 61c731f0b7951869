"""Find the people who stand before their predicate: subjects of passives and of dying, and who died with them."""

from __future__ import annotations

from collections.abc import Iterator

from knell.claims.candidate import Candidate
from knell.claims.coordination import inclusion, share_noun, siblings_left
from knell.claims.groups import Group
from knell.claims.layers import Predication
from knell.claims.sides import distance
from knell.claims.spans import touching
from knell.claims.verbs import Verb

# A subject farther than this from its predicate is somebody else's.
_FARTHEST_SUBJECT = 40
_FARTHEST_COMPANION = 20
# "by the name of" is the longest way to bring in a name.
_NAMING = 4
# A list of names is followed back over so many to the number that they spell out.
_MOST_NAMES = 24


def subjects(verb: Verb, has_objects: bool) -> Iterator[Candidate]:
    """The people before the predicate that may be its victims, those coordinated with them included."""
    layers = verb.layers
    at = verb.left
    features = _voice(verb, has_objects)
    if layers.mark("relative", at):
        features.append("relative")
        at -= 1
        if layers.sign(at, ","):
            at -= 1
        ends_group = any(g.end == at + 1 for g in verb.groups)
        if not ends_group and (layers.mark("these", at) or layers.mark("pronouns", at)):
            return
    elif layers.mark("these", at) and not any(g.end == at + 1 for g in verb.groups):
        return  # "those killed": nobody counted
    conjoined = layers.mark("and", at)
    group, gap = _nearest_left(verb, at, features)
    named_one_by_one = _spelled_out(verb, group)
    if named_one_by_one is not None:
        group, gap = named_one_by_one, ["near"]
    if group is None or (verb.among and not (verb.be or group.end == at + 1 or layers.sign(at, ","))):
        return  # "he tried to save one of the wounded"
    if group.kind == "nobody" and "relative" in features:
        return  # "no one who was hurt is in danger"
    if conjoined and not any(g in gap for g in ("next", "in_pp", "shared")):
        gap = ["conjoined"]  # "was hit six times, and was pronounced dead"
    listed = list(siblings_left(verb.layers, verb.groups, group)) or list(share_noun(layers, verb.groups, group))
    yield verb.make(group, "subject", [*features, *gap, *(["listed"] if listed else [])])
    if verb.be or "intransitive" in verb.frames:
        yield from _companions(verb, features)
    for sibling in listed:
        named = ["name_sibling"] if sibling.kind == "name" and group.kind in ("counted", "bare") else []
        chained = [fact for fact in gap if fact == "conjoined"]  # "the cook and two guards were found and held"
        yield verb.make(sibling, "subject", [*features, *chained, "sibling", *named])


def _companions(verb: Verb, features: list[str]) -> Iterator[Candidate]:
    """ "was killed near his home, along with two of his guards"."""
    layers = verb.layers
    begins = {g.start: g for g in verb.groups}
    for index in range(verb.predication.end, min(verb.predication.end + _FARTHEST_COMPANION, len(layers.tokens))):
        if layers.sign(index, ";.") or any(p.start == index for p in layers.predications):
            return
        end = layers.phrase("along_with", index)
        if end > index and end in begins:
            yield verb.make(begins[end], "subject", [*features, "companion"])
            return


def _spelled_out(verb: Verb, group: Group | None) -> Group | None:
    """The number whose people a dash and their names spell out in front of a last verb: "5 sakin – A, B və C ölüb"."""
    layers = verb.layers
    if group is None or group.kind != "name" or not layers.words.order.verb_final:
        return None
    before = [g for g in verb.groups if g.end < group.start]
    for earlier in reversed(before[-_MOST_NAMES:]):
        if earlier.kind == "counted":
            set_off = layers.sign(earlier.end, "–—:-(") and not layers.tokens[earlier.end].glued
            apart = any(earlier.end < p.start < group.start for p in layers.predications)
            return earlier if set_off and not apart else None
        if earlier.kind not in ("name", "one"):
            return None
    return None


def _voice(verb: Verb, has_objects: bool) -> list[str]:
    features = []
    if verb.be:
        features.append("be")
    if verb.among:
        features.append("among")
    if verb.have and not verb.be:
        features.append("have")
    if verb.leave:
        features.append("leave")
    if not verb.be and verb.layers.mark("or", verb.left):
        features.append("or")
    if verb.by:
        features.append("by")
    if "intransitive" in verb.frames:
        features.append("intransitive")
    if has_objects:
        features.append("has_object")
    if not verb.be and "participle" in verb.frames:
        features.append("no_be")
    return features


def _nearest_left(verb: Verb, at: int, features: list[str]) -> tuple[Group | None, list[str]]:
    """The group that most likely is the subject, and what lies between it and the predicate."""
    layers = verb.layers
    shared = False
    commas = 0
    index, edge = at, at + 1
    by_end = {g.end: g for g in verb.groups if g.end <= at + 1}
    fallback: tuple[Group, list[str]] | None = None
    while index >= 0 and at - index <= _FARTHEST_SUBJECT:
        index = _over_shares(verb, index)
        group = by_end.get(index + 1)
        if group is not None:
            gap = [distance(edge - group.end), *(["comma"] if commas == 1 else [])]
            gap += ["commas"] if commas >= 2 else []
            gap += ["set_off"] if edge <= at else []
            gap += ["shared"] if shared else []
            gap += ["verb_between"] if _has_verb(verb, group.end, at) and not shared else []
            adjacent = group.end == at + 1 and group.kind in ("counted", "bare", "unknown")
            adjacent = adjacent and (not verb.be or "relative" in features)
            counted = group.count.low is not None or group.count.high is not None
            listed = inclusion(layers, verb.groups, group)
            if listed is not None and (group.end != at + 1 or _has_whole(verb, listed)):
                if all(layers.sign(i, ",)—–") for i in range(group.end, edge)):
                    edge, commas = listed - layers.sign(listed - 1, ",(—–"), 0  # what is set off makes no distance
                    index = edge
                index = min(index, listed) - 1
                continue  # "three people, including a guard, dead"
            known_as = _known_as(verb, group)
            if known_as is not None:
                fallback = fallback or (group, gap)
                index = known_as - 1
                continue
            if counted and (adjacent or not _under_preposition(verb, group)):
                return group, gap + (["over_pp"] if fallback else [])
            fallback = fallback or (group, [*gap, "in_pp"] if counted else gap)
            commas += sum(layers.sign(i, ",") for i in range(group.start, group.end))
            index = group.start - 1
            continue
        predication = _predication_ending(verb, index)
        if predication is not None and predication.start in by_end:
            shared = True  # "people injured in the attack died": the participle only describes them
            index = predication.start - 1
            continue
        if predication is not None:
            if not _coordinated(verb, predication, at):
                break
            shared = True
            index = predication.start - 1
            continue
        if _is_barrier(verb, index):
            break
        commas += layers.sign(index, ",(—–")
        index -= 1
    return fallback or (None, [])


def _has_whole(verb: Verb, listed: int) -> bool:
    """Whether a number stands right in front of an inclusion that runs up to the predicate.

    Where the verb comes last a comma may stand between: "5 nəfər, o cümlədən 2 uşaq yaralanıb".
    """
    comma = verb.layers.words.order.verb_final and verb.layers.sign(listed - 1, ",")
    return any(g.end in (listed, listed - comma) for g in verb.groups)


def _over_shares(verb: Verb, index: int) -> int:
    """In front of a bracket that says how a number is shared out: "120 people (80 in the city, 40 elsewhere) died"."""
    layers = verb.layers
    if not layers.sign(index, ")"):
        return index
    opening = next((i for i in range(index - 1, max(index - _FARTHEST_SUBJECT, 0), -1) if layers.sign(i, "()")), 0)
    whole = any(g.end == opening and g.kind == "counted" for g in verb.groups)
    if (
        not layers.sign(opening, "(")
        or not whole
        or any(layers.phrase("including", i) > i for i in range(opening, index))
    ):
        return index
    shares = sum(q.kind == "count" for q in touching(layers.quantities, opening + 1, index))
    return opening - 1 if shares > 1 else index


def _has_verb(verb: Verb, start: int, end: int) -> bool:
    """Whether a verb of its own, outside a relative clause, stands between a group and the predicate."""
    if verb.layers.words.order.bracket:
        return False  # the finite verb of the predicate itself stands there
    inside = range(start, end + 1)
    if any(verb.layers.mark("relative", i) for i in inside):
        return False
    return any(verb.layers.mark("be", i) or verb.layers.mark("have", i) for i in inside)


def _is_barrier(verb: Verb, index: int) -> bool:
    layers = verb.layers
    if layers.sign(index, ";:"):
        return True
    if layers.mark("reporting", index) or layers.mark("than", index):
        return True  # "nobody has done more than Ana, who was hurt"
    return layers.mark("subordinate", index) and index < verb.left


def _under_preposition(verb: Verb, group: Group) -> bool:
    layers = verb.layers
    before = group.start - 1
    if layers.mark("prepositions", before) or layers.mark("by", before):
        return True
    if group.kind != "name" or before < 0:
        return False
    # a name behind a plain noun names that noun: "on board Air India flight AI171"
    token = layers.tokens[before]
    joins = ("coordinate", "subordinate", "reporting", "relative", "skip")
    return token.kind == "word" and token.text.islower() and not any(layers.mark(k, before) for k in joins)


def _known_as(verb: Verb, group: Group) -> int | None:
    """Where the words begin that give somebody told of just before a name: "an elderly man known as Ali Osin"."""
    if group.kind != "name":
        return None
    starts = range(max(group.start - _NAMING, 0), group.start)
    at = next((i for i in starts if verb.layers.phrase("named_as", i) == group.start), None)
    return at if at is not None and any(other.end == at for other in verb.groups) else None


def _predication_ending(verb: Verb, index: int) -> Predication | None:
    return next((p for p in verb.layers.predications if p.end == index + 1), None)


def _coordinated(verb: Verb, earlier: Predication, at: int) -> bool:
    between = range(earlier.end, at + 1)
    return any(verb.layers.mark("and", i) or verb.layers.mark("coordinate", i) for i in between)

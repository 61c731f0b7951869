"""Numbers said of a toll: "the death toll rose to 59 from 50", "deaths: 144", "the injured now number 5,000"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knell.claims.candidates import Candidate
from knell.claims.coordination import lived
from knell.claims.groups import Group
from knell.claims.layers import Layers, Predication
from knell.model import Count, Outcome, Wording
from knell.text import normalise

_FARTHEST = 30
# The word that ties a number to its toll stands at most this far in front of it.
_TIE = 4
# A clause that stands between a toll and its verb is no longer than this.
_CLAUSE = 16
# The word in front of what a toll grew by stands at most this far behind the verb ("stieg über Nacht um drei").
_RISEN_BY = 4
# A number in front of its toll stands no farther from it.
_FARTHEST_AHEAD = 14
# What may stand behind a number said again; another word would be the noun that it counts.
_MAY_FOLLOW = ("prepositions", "coordinate", "subordinate", "skip")
_UNCOUNTED = Count(None, None, Wording.VAGUE)

# What a comma opens behind people is no longer than this.
_ASIDE = 8


def find_tolls(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """Candidates that rest on a toll noun and a number said of it."""
    begins = {g.start: g for g in groups if g.kind in ("bare", "unknown", "counted")}
    for toll in (*layers.tolls, *_labels(layers)):
        if any(g.head is not None and g.head + 1 == toll.end and g.count.low and g.kind != "one" for g in groups):
            continue
        apart = "right" in layers.words.order.subjects and layers.mark("definite", toll.start)
        short = toll.end - toll.start < 3 and not apart
        if short and any(g.end == toll.start and g.kind == "bare" for g in groups):
            continue  # "12 dead": the noun is counted itself; not "elevó a 21 los fallecidos"
        said = [*_forward(layers, toll, begins, groups), *_backward(layers, toll, groups)]
        if "right" in layers.words.order.subjects:
            said += _risen(layers, toll, groups)
        if "account" not in toll.frames or any(_counts_people(layers, g) for g in groups):
            yield from (one for one in said if not _is_denied(layers, toll, one.group))


def _is_denied(layers: Layers, toll: Predication, group: Group) -> bool:
    """ "The death toll has not passed 12": which number it is, is not told."""
    return any(layers.mark("negation", i) and i not in layers.busy for i in range(toll.end, group.start))


def _counts_people(layers: Layers, group: Group) -> bool:
    """Whether a noun says that a number counts people: "a balance of 12 victims", not one of 12 million."""
    counted = any(p.start == group.end and "counted" in p.frames for p in layers.predications)
    return counted or group.kind == "counted"


def _labels(layers: Layers) -> Iterator[Predication]:
    """Predicates that stand as labels before a colon: "Killed: 12"."""
    dashes = ":–—-" if "right" in layers.words.order.subjects else ":"
    for predication in layers.predications:
        if layers.sign(predication.end, dashes) and predication.frames & {"participle", "state"}:
            yield replace(predication, frames=frozenset({"toll"}))


def _forward(
    layers: Layers, toll: Predication, begins: dict[int, Group], groups: Sequence[Group]
) -> Iterator[Candidate]:
    index = toll.end
    tie = -_FARTHEST
    unreal = False
    changed = ""
    found = 0
    others = {p.start for p in layers.tolls if p.start >= toll.end}
    inside = {i for g in groups for i in range(g.start + 1, g.end)}
    while index < len(layers.tokens) and index - toll.end < _FARTHEST:
        group = begins.get(index)
        if group is not None:
            if group.kind != "bare" and not _is_toll_noun(layers, group):
                return
            if index - tie > _TIE and index > toll.end:
                return
            if found and tie != index - 1 and _is_joined(layers, index - 1):
                return  # "risen to 63 with five people still missing"
            if group.kind == "bare" and group.count.low == 1 and layers.tokens[group.start].kind == "word":
                return
            if layers.mark("definite", group.end) and layers.mark("of", group.end + 1):
                return  # "elevó a 21 la cifra de muertos y a 56 la de heridos"
            group = _exact(group) if changed else _climbed(layers, group, group.start - 1)
            changed = _changed(layers, toll, group, begins, tie)
            features = ["link=toll", f"group={group.kind}", _near(index - toll.end)]
            features += ["toll:later"] * bool(found) + [changed] * bool(changed) + ["irrealis"] * unreal
            if changed != "toll:by" or not _verb(layers, ("fallen",), toll.end, group.end + 1):
                yield Candidate(group, toll, "toll", tuple(features))
                found += 1
            index = group.end
            tie = index if changed else tie
            continue
        if index in others and index not in inside:
            return
        if layers.sign(tie, ":") and index > tie + 1 and layers.mark("be", index):
            return  # "si cercano i dispersi: nella notte sono state estratte due persone"
        if layers.mark("rise", index) or layers.mark("climb", index) or layers.sign(index, ":(=–—-"):
            if found and not changed and layers.words.order.verb_final and layers.tokens[index].kind == "word":
                return  # "17'ye yükselirken, 5 kişiyi arama çalışmaları": the verb closes what is said of the toll
            tie = index
            unreal = unreal or layers.mark("hypothetical", index)
        elif layers.mark("hypothetical", index) and index not in layers.busy:
            unreal = True  # "may", but not the month of May
        elif index == toll.end + layers.sign(toll.end, ",") and (beyond := _past_clause(layers, index, begins)):
            index = tie = beyond
        elif _ends_toll(layers, index, found > 0, others):
            return
        index += 1


def _changed(layers: Layers, toll: Predication, group: Group, begins: dict[int, Group], tie: int) -> str:
    """Whether a number is what the toll came from or what it grew by: no toll of its own, but the next one is."""
    before, endings = group.start - 1, layers.words.order.from_endings
    last = normalise(layers.tokens[group.end - 1].text, layers.pack)
    if endings and last.endswith(endings) and group.end in begins and group.count.wording is Wording.EXACT:
        return "toll:from"  # "12'den 15'e yükseldi"
    grown = layers.mark("risen_by", before) and _verb(layers, ("climb", "fallen"), toll.end, before)
    if grown and not (layers.mark("from", before) and group.end + 1 in begins):
        return "toll:by"  # "stieg um drei", "a augmenté de 3", but not "passé de 12 à 15"
    if layers.mark("from", before) and not _is_of(layers, toll, before):
        return "toll:from"
    if tie > toll.start and layers.mark("by", before):
        return "toll:by"
    goal = last.endswith(tuple(layers.words.order.dative)) or group.count.wording is not Wording.EXACT
    if layers.mark("risen_by_behind", group.end) and not goal:
        return "toll:by"  # "3 nəfər artıb", but not "15-ə artıb", "15-ə qədər artıb"
    return ""


def _verb(layers: Layers, kinds: Sequence[str], start: int, before: int) -> bool:
    """Whether a verb of one of these kinds stands close in front of a token, and no farther back than ``start``."""
    close = range(max(before - _RISEN_BY, start), min(before, len(layers.tokens)))
    return any(layers.mark(kind, index) for index in close for kind in kinds)


def _is_joined(layers: Layers, index: int) -> bool:
    """Whether the word in front of a second number brings in others than the toll's."""
    return layers.mark("prepositions", index) and not layers.mark("from", index)


def _is_of(layers: Layers, toll: Predication, at: int) -> bool:
    """ "el número de muertos es de 43", "le bilan de 43 morts": the word that says "from" elsewhere says how many."""
    return layers.mark("of", at) and (layers.mark("be", at - 1) or at == toll.end)


def _ends_toll(layers: Layers, index: int, found: bool, others: set[int]) -> bool:
    """Whether what follows can no longer be said of the toll."""
    if layers.sign(index, ";") or layers.mark("subordinate", index):
        return True
    if layers.mark("reporting", index) and not layers.mark("according", index):
        return True
    if (found and layers.mark("and", index)) or (layers.mark("coordinate", index) and index + 1 in others):
        return True
    return index not in others and any(p.start == index for p in layers.predications)


def _past_clause(layers: Layers, index: int, begins: dict[int, Group]) -> int:
    """The verb behind a clause that a toll takes in: "the death toll after a ferry capsized rose to 41"; 0 for none."""
    if not layers.mark("subordinate", index):
        return 0
    for at in range(index + 2, min(index + _CLAUSE, len(layers.tokens) - 1)):
        if layers.sign(at, ";:") or layers.mark("reporting", at) or any(p.start == at for p in layers.predications):
            return 0
        if layers.mark("rise", at) or layers.mark("climb", at):
            said = next((begins[i] for i in range(at + 1, at + _TIE) if i in begins), None)
            # "after the river rose to 41 is not known": the verb is the clause's own
            own = said is None or said.kind != "bare" or layers.mark("be", said.end) or layers.mark("have", said.end)
            return 0 if own else at
    return 0


def _exact(group: Group) -> Group:
    """Behind the number that a toll came from "up to" says where it went."""
    count = group.count
    bound = count.wording is Wording.AT_MOST
    return replace(group, count=Count(count.high, count.high, Wording.EXACT)) if bound else group


def _climbed(layers: Layers, group: Group, verb: int) -> Group:
    """In "the toll went up to 83" the words "up to" say where it went, not that 83 is a bound."""
    while verb > 0 and layers.mark("skip", verb):
        verb -= 1  # "выросло уже до 35"
    climbs = layers.mark("climb", verb) or layers.mark("climb", group.end)
    return _exact(group) if climbs else group


def _backward(layers: Layers, toll: Predication, groups: Sequence[Group]) -> Iterator[Candidate]:
    if "right" in layers.words.order.subjects and layers.mark("climb", toll.start - 1):
        for group in groups:
            if group.end == toll.start - 1 and (group.kind in ("bare", "unknown") or _is_toll_noun(layers, group)):
                raised = _climbed(layers, group, group.start)  # "до 29 зросла кількість загиблих"
                yield Candidate(raised, toll, "toll", ("link=toll", "group=bare", "toll:backward"))
    if toll.end - toll.start < 3:
        return
    at = toll.start
    if layers.mark("definite", at - 1):
        at -= 1
    for group in groups:
        if group.end in (at, toll.start) and group.kind in ("bare", "unknown"):
            yield Candidate(group, toll, "toll", ("link=toll", "group=bare", "toll:backward"))


def _risen(layers: Layers, toll: Predication, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "suben a 49 los muertos", "a 49 ascendió la cifra de muertos": the number and what is said of it stand first."""
    ends = {g.end: g for g in groups if g.kind == "bare" or _is_toll_noun(layers, g)}
    index, tied, found = toll.start, False, 0
    while index > max(toll.start - _FARTHEST_AHEAD, 0):
        group = ends.get(index)
        if group is not None:
            before = layers.mark("rise", group.start - 1) or layers.mark("rise", group.start - 2)
            if not tied and not before:
                return
            features = [
                "link=toll",
                f"group={group.kind}",
                _near(toll.start - group.end),
                *(["toll:later"] if found else []),
            ]
            if found and layers.mark("from", group.start - 1):
                features.append("toll:from")
            yield Candidate(_climbed(layers, group, group.start - 1), toll, "toll", tuple(features))
            found += 1
            index = group.start
            continue
        index -= 1
        if layers.sign(index, ",;:") or layers.mark("reporting", index) or layers.mark("coordinate", index):
            return
        if any(p.start <= index < p.end for p in (*layers.predications, *layers.tolls) if p.start != toll.start):
            return
        tied = tied or layers.mark("climb", index) or layers.mark("to", index)


def find_restated(layers: Layers, groups: Sequence[Group], focus: Predication | None) -> Iterator[Candidate]:
    """A bare number said again of the toll in focus: "some reports say up to 300", "closer to 2,000"."""
    for group in groups:
        said = [p for p in layers.predications if p.end <= group.start]
        toll = said[-1] if said else focus
        if toll is None:
            continue
        bare = group.kind == "bare" or (group.kind == "counted" and group.status is None and not group.life)
        if (
            not bare
            or lived(layers, group)
            or (group.kind == "counted" and layers.mark("of", group.end))
            or group.count == _UNCOUNTED
            or (group.count.wording is Wording.EXACT and group.count.low is not None and group.count.low < 3)
        ):
            continue
        near = [*range(max(group.start - 4, 0), group.start)]
        if "right" in layers.words.order.speakers:
            near += range(group.end, group.end + 2)  # "plus de 200, selon un historien"
        if not any(layers.mark("estimates", i) for i in near):
            continue
        goes_on = group.end < len(layers.tokens) and layers.tokens[group.end].kind == "word"
        if goes_on and not any(layers.mark(kind, group.end) for kind in _MAY_FOLLOW):
            continue
        if group.kind == "counted" and _has_verb(layers, group.end):
            continue
        yield Candidate(group, _at(toll, group), "restated", ("link=restated", f"group={group.kind}"))


def _has_verb(layers: Layers, end: int) -> bool:
    """ "Locals say over 3,500 people, mostly workers, were inside": of those people something else is told."""
    if not layers.sign(end, ",("):
        return False
    closing = next((i for i in range(end + 1, min(end + _ASIDE, len(layers.tokens))) if layers.sign(i, ",)")), None)
    places = range(end + 1, end + _ASIDE) if closing is None else (closing + 1,)
    return any(layers.mark("be", i) or layers.mark("have", i) for i in places)


def find_lying(layers: Layers, groups: Sequence[Group], focus: Predication | None) -> Iterator[Candidate]:
    """Where some of the injured lie, behind their toll: "Seis permanecen en el centro Alba, siete en el Prado"."""
    if focus is None or focus.outcome is not Outcome.INJURED:
        return
    before: Group | None = None
    for group in groups:
        at = group.end
        placed = group.kind == "bare" and layers.mark("prepositions", at + (before is None))
        if placed and before is None and layers.mark("staying", at):
            placed = _is_ward(layers, at + 2)
        elif placed and before is not None:
            placed = _is_ward(layers, at + 1) and (
                layers.sign(group.start - 1, ",") or layers.mark("and", group.start - 1)
            )
        else:
            placed = False
        if placed:
            before = group
            yield Candidate(group, _at(focus, group), "lying", ("link=lying", f"group={group.kind}"))


def _is_ward(layers: Layers, index: int) -> bool:
    """Whether "the" and a hospital, or its name, stand here."""
    if not layers.mark("definite", index) or index + 1 >= len(layers.tokens):
        return False
    return layers.mark("wards", index + 1) or layers.tokens[index + 1].capital


def _at(focus: Predication, group: Group) -> Predication:
    """The predicate in focus, standing where the number stands since its own words are in another sentence."""
    return Predication(group.start, group.end, focus.outcome, frozenset({"restated"}))


def _is_toll_noun(layers: Layers, group: Group) -> bool:
    """A number whose noun is the plain word for people or the counted outcome itself ("toll of 59 people")."""
    return group.kind == "counted" and group.status is None


def _near(distance: int) -> str:
    if distance <= 2:
        return "toll:next"
    return "toll:near" if distance <= 12 else "toll:far"

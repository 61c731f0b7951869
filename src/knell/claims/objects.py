"""Find the people who stand behind their predicate, inside it, or are counted by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knell.claims.candidate import Candidate
from knell.claims.coordination import siblings_right
from knell.claims.groups import Group
from knell.claims.layers import Layers, Predication
from knell.claims.spans import beginning_at
from knell.claims.verbs import Verb

# This many plain words may introduce a name ("prominent human rights lawyer Ana Paz").
_LONGEST_INTRODUCTION = 6


def to_the_right(verb: Verb, kind: str) -> Iterator[Candidate]:
    """Objects and complements behind the predicate, a list of them included: "killing five soldiers and a guide"."""
    layers = verb.layers
    at = verb.predication.end
    steps = 0
    begins = {g.start: g for g in verb.groups}
    reach = _LONGEST_INTRODUCTION if kind == "complement" or _introduces_name(verb, at, begins) else 3
    while at not in begins and steps < reach and at < len(layers.tokens):
        leads = kind == "object" and _introduces_name(verb, at, begins)
        if kind == "complement" and verb.be and layers.mark("coordinate", at):
            return  # "sono morte e cinque sono rimaste ferite"
        if layers.tokens[at].norm in layers.words.collectives:
            return  # "killing the family of a sergeant" counts nobody
        may_skip = leads or (kind == "object" and layers.mark("accusative", at))  # "mataron a doce personas"
        may_skip = may_skip or layers.mark("skip", at) or layers.mark("definite", at) or layers.mark("articles", at)
        if kind == "complement" and layers.tokens[at].kind == "word" and not layers.mark("prepositions", at):
            may_skip = True  # "the assassination of military ruler Park"
        aside = layers.phrase("skip", at)  # "mataron en total a doce"
        while kind == "object" and aside in layers.busy and layers.words.marks.get("accusative"):
            aside += 1  # "mató el lunes a doce"
        if not may_skip and not layers.sign(at, '"“”«»') and aside == at:
            return
        at = max(aside, at + 1)
        steps += 1
    group = begins.get(at)
    if group is None:
        return
    features = [f"skipped_{min(steps, 2)}"]
    if verb.have:
        features.append("have")
    if "active" in verb.frames:
        features.append("active")
    yield verb.make(group, kind, features)
    for sibling in siblings_right(layers, verb.groups, group):
        named = ["name_sibling"] if sibling.kind == "name" and group.kind in ("counted", "bare") else []
        yield verb.make(sibling, kind, [*features, "sibling", *named])


def _introduces_name(verb: Verb, at: int, begins: Mapping[int, Group]) -> bool:
    """ "killed prominent human rights lawyer Ana Paz": plain words lead from here to a name."""
    for index in range(at, min(at + _LONGEST_INTRODUCTION, len(verb.layers.tokens))):
        if index in begins:
            return begins[index].kind == "name" and index > at
        closes = (
            "prepositions",
            "coordinate",
            "subordinate",
            "relative",
            "be",
            "have",
            "reporting",
            "by",
            "articles",
        )
        plain = verb.layers.tokens[index].kind == "word" and not any(verb.layers.mark(k, index) for k in closes)
        if not plain or any(p.start == index for p in verb.layers.predications):
            return False
    return False


def inverted(verb: Verb) -> Iterator[Candidate]:
    """ "Also killed were another 18 people"; "among those who perished was a whole class"."""
    layers = verb.layers
    at = verb.predication.end
    headless = layers.mark("these", verb.predication.start - 1)
    nominal = verb.among or headless or verb.frames & {"state", "counted"}
    end = layers.phrase("include", at) if nominal else at  # "ci sono"
    if end == at and not layers.mark("be", at):
        return
    begins = {g.start: g for g in verb.groups}
    group = begins.get(max(end, at + 1))
    if group is not None and not nominal and "right" in layers.words.order.subjects:
        yield verb.make(group, "subject", ["be", "next"])  # "ранены были 700": no more than another order
    elif group is not None:
        yield verb.make(group, "inverted", [])
        for sibling in siblings_right(layers, verb.groups, group):
            yield verb.make(sibling, "inverted", ["sibling"])


def inside(verb: Verb) -> Iterator[Candidate]:
    """ "48 wounded individuals", "two of the dead": the predicate stands inside the group."""
    for group in verb.groups:
        if group.kind == "one" and not verb.layers.mark("articles", group.start):
            continue  # "the wounded youth" speaks of one already told of
        if group.start < verb.predication.start and verb.predication.end <= group.end:
            yield verb.make(group, "inside", ["whole"] if group.whole else [])


def describes_counted(layers: Layers, predication: Predication) -> bool:
    """ "six burnt bodies": a participle in front of a noun that is counted itself only describes it."""
    return bool(predication.frames & {"participle", "state"}) and any(
        "counted" in other.frames and "participle" not in other.frames
        for other in beginning_at(layers.predications, predication.end)
    )


def _leads_to(verb: Verb, group: Group) -> bool:
    """Whether nothing but what describes the counted noun stands between a number and it."""
    layers, at = verb.layers, group.end
    while at < verb.predication.start:
        described = [p.end for p in beginning_at(layers.predications, at) if describes_counted(layers, p)]
        if described:
            at = described[-1]
        elif layers.mark("skip", at) or layers.tokens[at].norm in layers.words.severity:
            at += 1
        else:
            return False
    return at == verb.predication.start


def counted(verb: Verb) -> Iterator[Candidate]:
    """ "218 deaths", "no injuries", "dozens of dead": the noun itself is counted."""
    countable = ("bare", "unknown", "nobody", *(() if "participle" in verb.frames else ("counted",)))
    for group in verb.groups:
        if group.kind == "one" and not verb.layers.mark("articles", group.start):
            continue
        if group.head is not None and verb.predication.start <= group.head < verb.predication.end:
            if group.kind != "one" or verb.predication.end - verb.predication.start <= 2:
                if group.whole and verb.layers.words.order.bracket:
                    # "zwei der Verletzten" are told of for something else
                    yield verb.make(group, "inside", ["whole"])
                else:
                    yield verb.make(group, "counted", ["is_head"])
        elif group.kind in countable and _leads_to(verb, group):
            yield verb.make(group, "counted", [])

"""Find people whose fate a noun or two words apart report: lives lost, somebody's murder, "shot ... to death"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knell.claims.candidate import Candidate
from knell.claims.groups import Group
from knell.claims.layers import Layers, Predication
from knell.model import Count, Outcome, Wording

# What stands between a noun and "of" its victims takes at most this many words ("the murder in Guatemala of two").
_LONGEST_INTRODUCTION = 6


def lives(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "claimed 274 lives", "33 lives were lost"."""
    for group in groups:
        if not group.life or group.head is None:
            continue
        outcome = layers.words.life_nouns[layers.tokens[group.head].norm]
        near = [*range(max(0, group.start - 4), group.start), *range(group.end, min(group.end + 8, len(layers.tokens)))]
        for index in near:
            if layers.tokens[index].norm in layers.words.life_verbs:
                verb = Predication(index, index + 1, outcome, frozenset({"lives"}))
                yield Candidate(group, verb, "lives", ("link=lives", f"group={group.kind}"))
                break


def deaths_of_one(layers: Layers) -> Iterator[Candidate]:
    """ "his death was confirmed", "her body was found"."""
    for index in range(len(layers.tokens)):
        end = layers.phrase("death_of_one", index)
        if end > index and layers.mark("be", end):
            group = Group(index, index + 1, Count(1, 1, Wording.EXACT), "pronoun")
            noun = Predication(index + 1, end, Outcome.KILLED, frozenset({"counted"}))
            yield Candidate(group, noun, "counted", ("link=possessive", "group=pronoun"))


def possessed(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "Senator Galan's murder"."""
    for group in groups:
        at = group.end
        if group.kind not in ("one", "name") or not layers.mark("owns", at) or at + 1 >= len(layers.tokens):
            continue
        outcome = layers.words.nouns_of_one.get(layers.tokens[at + 1].norm)
        if outcome is not None:
            noun = Predication(at + 1, at + 2, outcome, frozenset({"complement"}))
            yield Candidate(group, noun, "complement", ("link=possessed", f"group={group.kind}"))


def nouns_apart(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "the murder in Guatemala of two leaders": what stands between noun and victims says where or when."""
    begins = {g.start: g for g in groups}
    for index, token in enumerate(layers.tokens):
        outcome = layers.words.nouns_of_one.get(token.norm)
        if outcome is None or any(p.start <= index < p.end and "complement" in p.frames for p in layers.predications):
            continue
        for at in range(index + 2, min(index + _LONGEST_INTRODUCTION + 2, len(layers.tokens) - 1)):
            if layers.tokens[at].kind == "punct":
                break
            if layers.mark("of", at):
                behind = next((i for i in range(at + 1, min(at + 4, len(layers.tokens))) if i in begins), None)
                if behind is not None and begins[behind].kind in ("counted", "one", "name"):
                    noun = Predication(index, index + 1, outcome, frozenset({"complement"}))
                    kind = begins[behind].kind
                    yield Candidate(begins[behind], noun, "complement", ("link=apart", f"group={kind}"))
                break


def split(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "shot a man, 51, to death"."""
    for group in groups:
        before = group.start - 1
        if before < 0 or layers.tokens[before].norm not in layers.words.split_verbs:
            continue
        outcome = layers.words.split_verbs[layers.tokens[before].norm]
        for index in range(group.end, min(group.end + 8, len(layers.tokens))):
            completion = layers.words.split_completions.at(layers.tokens, index)
            if completion is not None and completion.value is outcome:
                verb = Predication(before, completion.end, outcome, frozenset({"split"}))
                yield Candidate(group, verb, "split", ("link=split", f"group={group.kind}"))
                break
            if any(p.start == index for p in layers.predications) or layers.sign(index, ";:"):
                break


def none_survived(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "none of the 14 crew survived": all of them died."""
    for group in groups:
        if group.kind != "nobody" or group.of is None:
            continue
        for index in range(group.end, min(group.end + 4, len(layers.tokens))):
            if layers.mark("survive", index):
                verb = Predication(index, index + 1, Outcome.KILLED, frozenset({"none_survived"}))
                people = replace(group, count=group.of, kind="counted")
                yield Candidate(people, verb, "lives", ("link=none_survived", "group=counted"))
                break

"""Tell which figures a text itself calls overtaken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import groupby

from knell.claims.find import Found
from knell.claims.layers import Layers
from knell.claims.role_words import RoleWords
from knell.model import Outcome, Wording

# "had also said", "had on Saturday said": the verb stands at most this far behind "had".
_VERB_REACH = 3
# The verb of "earlier the ministry said" stands among so many words.
_SUBJECT = 8
# The day stands at most this far from the verb.
_DAY_REACH = 12


def superseded(found: Sequence[Found], words: RoleWords) -> list[bool]:
    """For each claim whether the words around it say that its figure no longer stands."""
    given: list[bool] = []
    counted = _counted(found)
    for _, group in groupby(found, key=lambda item: item.layers.sentence.start):
        items = list(group)
        reaches = _reaches(items[0].layers, words)
        if _counts_again(items, counted):
            reaches += _said_before(items[0].layers, words)
        before: Found | None = None
        for item in items:
            start = item.candidate.group.start
            said = any(left <= start < right for left, right in reaches)
            tied = "toll:from" in item.candidate.features and item.candidate.group.count.wording is not Wording.RANGE
            now = said and before is not None and _goes_on(item, before)
            given.append((said or tied) and not now)
            before = item if said or tied else None
    return given


def _goes_on(item: Found, before: Found) -> bool:
    """Whether a number stands where the one before has gone to: "rose from 12 to 15"."""
    start = item.candidate.group.start
    return item.layers.mark("to", start - 1) and start - 1 == before.candidate.group.end


def _reaches(layers: Layers, words: RoleWords) -> list[tuple[int, int]]:
    """The stretches of a sentence whose numbers are told as overtaken."""
    tokens = layers.tokens
    ends = sorted([m.start for m in layers.find(words.current)] + [i for i, t in enumerate(tokens) if t.text == ";"])
    ends.append(len(tokens))
    starts = [m.end for m in layers.find(words.superseded)] + _pluperfects(layers, words)
    return [(start, ends[bisect_left(ends, start)]) for start in starts]


def _counted(found: Sequence[Found]) -> Mapping[Outcome, tuple[Layers, Layers]]:
    """For each outcome the first and the last sentence that counts it."""
    counted: dict[Outcome, tuple[Layers, Layers]] = {}
    for item in found:
        outcome = item.candidate.predication.outcome
        counted[outcome] = (counted[outcome][0] if outcome in counted else item.layers, item.layers)
    return counted


def _counts_again(items: Sequence[Found], counted: Mapping[Outcome, tuple[Layers, Layers]]) -> bool:
    """Whether the report counts the same outcome outside this sentence."""
    outcomes = {item.candidate.predication.outcome for item in items}
    return any(layers is not items[0].layers for outcome in outcomes for layers in counted[outcome])


def _said_before(layers: Layers, words: RoleWords) -> list[tuple[int, int]]:
    """What stands behind "ранее минздрав сообщал о", in a language that has no pluperfect to tell it by."""
    if words.pluperfect or not layers.tokens or words.opening.at(layers.tokens, 0) is None:
        return []
    for index in range(1, min(_SUBJECT, len(layers.tokens))):
        if layers.tokens[index].kind == "punct" or any(p.start <= index < p.end for p in layers.predications):
            return []
        if layers.mark("reporting", index):
            return [(index + 1, len(layers.tokens))]
    return []


def _pluperfects(layers: Layers, words: RoleWords) -> list[int]:
    """Where "had said on Friday" ends, unless another saying in front of it makes it mere reported speech.

    Without a day, "had said" only tells of a time before the one the text tells of.
    """
    found = []
    opened = bool(layers.tokens) and words.opening.at(layers.tokens, 0) is not None
    for index, token in enumerate(layers.tokens):
        if layers.mark("reporting", index):
            break
        if token.norm not in words.pluperfect:
            continue
        for at in range(index + 1, min(index + 1 + _VERB_REACH, len(layers.tokens))):
            if layers.mark("be", at):
                break  # "had been reported missing" says nothing of who said so when
            if layers.tokens[at].norm in words.said_before:
                if opened or any(i in layers.busy for i in range(max(index - _DAY_REACH, 0), at + 1 + _DAY_REACH)):
                    found.append(at + 1)
                break
    return found

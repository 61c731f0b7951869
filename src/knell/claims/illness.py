"""Tell deaths of illness from those of an event: no violence, no accident, and mostly statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knell.claims.candidates import Candidate
from knell.claims.layers import Layers
from knell.claims.scenewords import scene_words
from knell.model import Outcome

KIND = "illness"
_BEFALLS = (Outcome.KILLED, Outcome.INJURED)
# What is done to people, whether told of who does it or of those it is done to.
_DONE = frozenset({"active", "participle"})
# So many words may stand between an illness and its verb: "the virus, which spread from the south, killed".
_NEAR = 8
_BY = 4


def marked(layers: Layers, candidates: Sequence[Candidate], ill: bool) -> Sequence[Candidate]:
    """The candidates, those of illness marked as such; ``ill`` says that the whole text is about illness.

    A sentence that names an event ("an attack on the cholera ward") tells of that, whatever its people suffer from.
    """
    named = [(m.start, m.end) for m in layers.find(layers.words.phrases[KIND])] if KIND in layers.words.phrases else []
    if not (named or ill) or not candidates:
        return candidates
    events = layers.find(scene_words(layers.pack.code).nouns)
    besides = [event for event in events if not any(start <= event.start < end for start, end in named)]
    if any(not _is_death(layers, event.start) for event in besides):
        return candidates
    return [
        replace(one, features=(*one.features, KIND)) if _is_of_illness(layers, one, named, ill) else one
        for one in candidates
    ]


def points_back(layers: Layers, before: Layers) -> bool:
    """Whether a sentence counts "of these deaths" those that the one before told of an illness."""
    if not any(layers.mark("demonstrative", told.start - 1) for told in layers.predications):
        return False
    return KIND in before.words.phrases and bool(before.find(before.words.phrases[KIND]))


def _is_death(layers: Layers, at: int) -> bool:
    """ "Deaths" may be called an event, and are here what is asked about."""
    return any(predication.start <= at < predication.end for predication in layers.predications)


def _is_of_illness(layers: Layers, candidate: Candidate, named: Sequence[tuple[int, int]], ill: bool) -> bool:
    told = candidate.predication
    if told.outcome not in _BEFALLS:
        return False
    if told.outcome is Outcome.INJURED and named:
        return True  # "was taken to hospital with suspected cholera"
    if not told.frames & _DONE:
        return bool(named) or ill
    in_front = any(0 <= told.start - end <= _NEAR for _, end in named)
    by = layers.mark("by", told.end) and any(0 <= start - told.end <= _BY for start, _ in named)
    return by or (in_front and candidate.kind == "object")

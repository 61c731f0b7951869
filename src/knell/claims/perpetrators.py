"""Say for each claim who the text says did it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knell.claims.actors import Actor, ActorWords, actor_words, agent, find_actors, opens_anew, subject
from knell.claims.find import Found
from knell.claims.layers import Layers
from knell.claims.source_words import SourceWords, source_words
from knell.model import Outcome, Perpetrator

# What an armed force did is told of for this many sentences.
_TOLD_ON = 8
# An actor farther than this many tokens has nothing to do with a claim; no group of people is as wide.
_FARTHEST = 80
_WIDEST = 40
_ACTIVE = ("object", "split", "lives")
# Those who fell on the side that acts were not killed by it; who killed them is not said.
_ARMED_VICTIMS = ("combatant", "police", "perpetrator")
# An adverb may stand between "and" and the second verb: "killed two and badly wounded ten".
_ADVERB = 2
_HARM = (Outcome.KILLED, Outcome.INJURED, Outcome.MISSING)


@dataclass(slots=True)
class _Focus:
    """The armed actor a text tells of, the sentence that brought it in, and the event of the claims since then."""

    perpetrator: Perpetrator
    sentence: int
    event: str | None = None


def perpetrators(
    sentences: Sequence[Layers], found: Sequence[Found], code: str, events: Sequence[str]
) -> list[Perpetrator | None]:
    """Who did it, for each claim in the order of ``found``; None where the text does not say.

    In the claim's own sentence: the agent of its verb, its subject, or the armed actor of a verb of attack. Else the
    last armed actor that attacked or moved in, as long as the text stays with one event. ``events``: the key of each
    claim's event.
    """
    words, names = actor_words(code), source_words(code)
    order = {layers.sentence.start: index for index, layers in enumerate(sentences)}
    last = max((order[item.layers.sentence.start] for item in found), default=-1)
    victims: list[list[Found]] = [[] for _ in range(last + 1)]
    for item in found:
        victims[order[item.layers.sentence.start]].append(item)
    actors = [
        [actor for actor in find_actors(layers, words, names) if not _is_victim(actor, here)]
        for layers, here in zip(sentences, victims, strict=False)
    ]
    harmed = {order[item.layers.sentence.start]: event for item, event in zip(found, events, strict=True)}
    given: list[Perpetrator | None] = []
    focus: _Focus | None = None
    read = 0
    for item, event in zip(found, events, strict=True):
        at = order[item.layers.sentence.start]
        own = _own(item, actors[at], victims[at], words, names)
        if given and _leans(item, victims[at]):
            own = given[-1]
        focus = _moved(sentences, actors, harmed, focus, range(read, at), words)
        read = max(read, at)
        given.append(own or _told(item, at, actors, focus, event, words))
    return given


def _is_nobody(item: Found) -> bool:
    return item.candidate.negated or item.candidate.group.count.high == 0


def _leans(item: Found, victims: Sequence[Found]) -> bool:
    """Whether a claim is a part of the one before, or the second of two verbs with one subject."""
    if victims[0] is item:
        return False
    if item.candidate.kind in ("part", "gap"):
        return True
    return item.candidate.kind in _ACTIVE and any(
        item.layers.mark("coordinate", i) for i in range(item.candidate.start - _ADVERB, item.candidate.start)
    )


def _own(
    item: Found, actors: Sequence[Actor], victims: Sequence[Found], words: ActorWords, names: SourceWords
) -> Perpetrator | None:
    """Who did it by the words of the claim's own sentence."""
    layers, candidate = item.layers, item.candidate
    predication = candidate.predication
    if _is_nobody(item) or predication.outcome is Outcome.DISPLACED:
        return None
    actor = None
    if names.verbs.at(layers.tokens, predication.start) is None:  # "reported dead by the army" says who reported
        actor = agent(layers, candidate.end, words, names, True)
    if actor is None and candidate.kind in _ACTIVE:
        actor = subject(layers, predication.start, words, names)
    if actor is None or _is_victim(actor, victims):
        first = bisect_left(actors, candidate.start - _FARTHEST, key=lambda a: a.verb)
        last = bisect_left(actors, candidate.end + _FARTHEST, key=lambda a: a.verb)
        near = [a for a in actors[first:last] if not _parted(layers, a, item)]
        before = [a for a in near if a.verb < candidate.start]
        behind = [a for a in near if a.verb >= candidate.end and _is_joined(layers, candidate.end, a.start)]
        actor = before[-1] if before else behind[0] if behind else None
        if actor is not None and candidate.group.status in _ARMED_VICTIMS and candidate.kind not in _ACTIVE:
            return None
    return _perpetrator(layers, actor) if actor is not None else None


def _is_victim(actor: Actor, victims: Sequence[Found]) -> bool:
    """Whether an actor is counted as a victim in the same sentence."""
    first = bisect_left(victims, actor.start - _WIDEST, key=lambda item: item.candidate.group.start)
    last = bisect_left(victims, actor.end, key=lambda item: item.candidate.group.start)
    return any(item.candidate.group.end > actor.start for item in victims[first:last])


def _parted(layers: Layers, actor: Actor, item: Found) -> bool:
    """Whether a semicolon parts an actor from a claim."""
    first, last = sorted((actor.verb, item.candidate.start))
    return any(layers.sign(i, ";") for i in range(first, last))


def _is_joined(layers: Layers, start: int, end: int) -> bool:
    """ "five died when troops opened fire": a conjunction or "by" leads from a claim to what was done."""
    kinds = ("subordinate", "by")
    return any(layers.mark(kind, i) for kind in kinds for i in range(start, end))


def _moved(
    sentences: Sequence[Layers],
    actors: Sequence[Sequence[Actor]],
    harmed: Mapping[int, str],
    focus: _Focus | None,
    read: range,
    words: ActorWords,
) -> _Focus | None:
    """The focus after the sentences in ``read``: their last armed actor; none where other violence came up.

    ``harmed``: the event of the last claim of each sentence that has one.
    """
    for index in read:
        if sentences[index].find(words.unarmed):
            focus = None  # a ferry that sank was nobody's deed, though police look for its owner
        elif actors[index]:
            focus = _Focus(_perpetrator(sentences[index], actors[index][-1]), index, harmed.get(index))
        elif _turns_away(sentences[index], words):
            focus = None
    return focus


def _turns_away(layers: Layers, words: ActorWords) -> bool:
    """Whether a sentence tells of other harm than what its text told of so far."""
    if not layers.predications:
        return False
    return opens_anew(layers, words) or bool(layers.find(words.unarmed))


def _told(
    item: Found,
    at: int,
    actors: Sequence[Sequence[Actor]],
    focus: _Focus | None,
    event: str,
    words: ActorWords,
) -> Perpetrator | None:
    """The armed actor that the text tells of, for a claim whose sentence names none."""
    if focus is None or _is_nobody(item):
        return None
    if focus.event is None:
        focus.event = event
    layers = item.layers
    if focus.event != event or at - focus.sentence > _TOLD_ON or actors[at]:
        return None
    if item.candidate.group.status in _ARMED_VICTIMS or item.candidate.predication.outcome not in _HARM:
        return None
    if layers.find(words.unarmed) or opens_anew(layers, words):
        return None
    return focus.perpetrator


def _perpetrator(layers: Layers, actor: Actor) -> Perpetrator:
    start, end = layers.tokens[actor.start].start, layers.tokens[actor.end - 1].end
    return Perpetrator(layers.text[start:end], start, end)

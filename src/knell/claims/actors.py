"""Find who acts violently in a sentence: subjects of violent verbs, agents behind "by"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from knell.claims.layers import Layers
from knell.claims.phrases import Phrase, phrase_before, phrase_behind
from knell.claims.source_words import SourceWords
from knell.claims.spans import begins
from knell.languages import load, singles
from knell.text import Lexicon

# An agent stands at most this far behind its verb: "was killed in the north of the city by gunmen".
_AGENT_REACH = 12
_ARTICLE_REACH = 4


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, at tokens ``start`` to ``end``; ``verb`` is the token of what they did."""

    start: int
    end: int
    verb: int


@dataclass(frozen=True, slots=True)
class ActorWords:
    """One language's words for those who do violence and what they do."""

    armed: Lexicon[bool]
    verbs: Lexicon[bool]
    deeds: Lexicon[bool]
    hands: Lexicon[bool]
    unarmed: Lexicon[bool]
    anew: Lexicon[bool]
    converbs: frozenset[str]
    apart: Lexicon[bool]


@cache
def actor_words(code: str) -> ActorWords:
    """The words of actors of a language."""
    pack = load(code)
    data = pack.section("claims").get("actors", {})

    def lexicon(name: str) -> Lexicon[bool]:
        return Lexicon([(phrase, True) for phrase in data.get(name, ())], pack)

    return ActorWords(
        armed=lexicon("armed"),
        verbs=lexicon("verbs"),
        deeds=lexicon("deeds"),
        hands=lexicon("hands"),
        unarmed=lexicon("unarmed"),
        anew=Lexicon([(phrase, True) for kind in ("deeds", "anew") for phrase in data.get(kind, ())], pack),
        apart=lexicon("apart"),
        converbs=singles(data.get("converbs", ())),
    )


def find_actors(layers: Layers, words: ActorWords, names: SourceWords) -> list[Actor]:
    """The armed actors of a sentence that are said to act, in order of what they did."""
    found: list[Actor] = []
    end = 0
    for index in sorted({*words.verbs.beginnings(layers.tokens), *words.deeds.beginnings(layers.tokens)}):
        if index < end:
            continue
        verb = words.verbs.at(layers.tokens, index)
        deed = words.deeds.at(layers.tokens, index)
        if verb is not None and not _is_noun(layers, index, names):
            left, passive, real = auxiliaries(layers, index)
            phrase = None if passive else _subject_phrase(layers, left, names)
            actor = _armed(layers, phrase, words, index) if phrase is not None and real else None
            actor = actor or (agent(layers, verb.end, words, names) if passive and real else None)
            found += [actor] if actor is not None else []
        elif deed is not None:
            actor = agent(layers, deed.end, words, names)
            found += [actor] if actor is not None else []
        end = max(verb.end if verb is not None else 0, deed.end if deed is not None else 0)
    return found


def _subject_phrase(layers: Layers, end: int, names: SourceWords) -> Phrase | None:
    """The subject that ends here; behind "who" it is the one whom that stands for."""
    if layers.mark("relative", end - 1):
        end -= 1 + layers.sign(end - 2, ",")
    return phrase_before(layers, end, names)


def opens_anew(layers: Layers, words: ActorWords) -> bool:
    """Whether a sentence brings in violence not told of before ("a car bomb", "clashes", not "the attack")."""
    for match in layers.find(words.anew):
        before = range(max(match.start - _ARTICLE_REACH, 0), match.start)
        if not any(layers.mark("definite", i) or layers.mark("demonstrative", i) for i in before):
            return True
    return bool(layers.find(words.apart))


def _is_noun(layers: Layers, index: int, names: SourceWords) -> bool:
    return index > 0 and (layers.tokens[index - 1].norm in names.determiners or layers.mark("prepositions", index - 1))


def auxiliaries(layers: Layers, verb: int) -> tuple[int, bool, bool]:
    """Step over what stands in front of a verb: where its subject ends, whether it is passive, whether it happened."""
    at, passive, real = verb, False, True
    while at > 0:
        if layers.mark("be", at - 1):
            passive = True
        elif layers.mark("negation", at - 1) or layers.mark("irrealis", at - 1):
            real = False
        elif not (layers.mark("have", at - 1) or layers.mark("skip", at - 1)):
            break
        at -= 1
    return at, passive, real


def agent(layers: Layers, start: int, words: ActorWords, names: SourceWords, anyone: bool = False) -> Actor | None:
    """Who stands behind "by" or "at the hands of" in the clause that goes on at ``start``."""
    for index in range(start, min(start + _AGENT_REACH, len(layers.tokens))):
        if layers.sign(index, ",;:.") or layers.mark("be", index):
            return None
        if begins(layers.predications, index, index + 1):
            return None
        hands = words.hands.at(layers.tokens, index)
        if hands is not None or layers.mark("by", index):
            phrase = phrase_behind(layers, hands.end if hands is not None else index + 1, names)
            if phrase is None:
                return None
            armed = _armed(layers, _until_verb(layers, phrase, words), words, start - 1)
            return armed or (_anyone(layers, phrase, words, start - 1) if anyone else None)
        if layers.mark("relative", index) or layers.mark("subordinate", index):
            return None
    return None


def _until_verb(layers: Layers, phrase: Phrase, words: ActorWords) -> Phrase:
    """The phrase of an agent without a verb knell does not know: "the killing by troops shocked the town"."""
    head = _head_end(layers, phrase.start, phrase.end)
    found = words.armed.find(layers.tokens[phrase.start : head])
    end = phrase.start + found[-1].end if found else phrase.end
    while end < phrase.end and layers.tokens[end].capital and not layers.shouting:
        end += 1
    goes_on = end < head and layers.words.nouns.at(layers.tokens, end) is None
    return Phrase(phrase.start, end) if found and goes_on else phrase


def subject(layers: Layers, verb: int, words: ActorWords, names: SourceWords) -> Actor | None:
    """Who an active verb has for its subject, armed or not; None when it is no person or force."""
    at, passive, real = auxiliaries(layers, verb)
    if layers.sign(at - 1, ",") or layers.mark("coordinate", at - 1) or layers.tokens[verb].norm in words.converbs:
        return None  # "stormed the town, killing ten": the subject is that of the verb before
    phrase = _subject_phrase(layers, at, names) if real and not passive else None
    if phrase is None or layers.mark("prepositions", phrase.start - 1):
        return None
    return _armed(layers, phrase, words, verb) or _anyone(layers, phrase, words, verb)


def _armed(layers: Layers, phrase: Phrase, words: ActorWords, verb: int) -> Actor | None:
    """The phrase as an actor when its head is a word for an armed force or an attack from a distance."""
    end = _core_end(layers, phrase)
    head = _head_end(layers, phrase.start, end)
    found = words.armed.find(layers.tokens[phrase.start : head])
    if not found or not _is_last(layers, phrase.start + found[-1].end, head):
        return None
    return Actor(_behind_people(layers, phrase.start, phrase.start + found[-1].start, words), end, verb)


def _behind_people(layers: Layers, start: int, noun: int, words: ActorWords) -> int:
    """Where a force begins behind others: "how many demonstrators government troops killed"."""
    for match in layers.words.nouns.find(layers.tokens[start:noun]):
        end = start + match.end
        listed = any(layers.mark(kind, end) for kind in ("of", "coordinate", "owns"))
        if match.value.person and match.value.plural and not listed and not words.armed.find(layers.tokens[start:end]):
            return min(start + match.end, noun)
    return start


def _anyone(layers: Layers, phrase: Phrase, words: ActorWords, verb: int) -> Actor | None:
    """The phrase as an actor when its head is a person ("her husband", "a man")."""
    end = _core_end(layers, phrase)
    head = _head_end(layers, phrase.start, end)
    if words.unarmed.find(layers.tokens[phrase.start : head]):
        return None
    found = [m for m in layers.words.nouns.find(layers.tokens[phrase.start : head]) if m.value.person]
    if not found or not _is_last(layers, phrase.start + found[-1].end, head):
        return None
    return Actor(phrase.start, end, verb)


def _is_last(layers: Layers, start: int, end: int) -> bool:
    """Whether only a name follows the noun ("gunman Ali Reza")."""
    return all(t.capital or t.kind == "punct" for t in layers.tokens[start:end])


def _head_end(layers: Layers, start: int, end: int) -> int:
    return next((i for i in range(start + 1, end) if layers.mark("prepositions", i)), end)


def _core_end(layers: Layers, phrase: Phrase) -> int:
    """Where a phrase ends without where it stands: "militants on a bus" is "militants"; "units of the army" stays."""
    for index in range(phrase.start + 1, phrase.end):
        if layers.mark("prepositions", index) and not layers.mark("of", index):
            return index
    return phrase.end

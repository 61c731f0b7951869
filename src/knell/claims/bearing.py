"""Tell whether a time or a place in a sentence is that of what happened or of what was said and done about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from knell.claims.belonging import Bearing, Sign, by_ending, case_of_head, is_scene
from knell.claims.layers import Layers
from knell.claims.scenewords import SceneWords
from knell.places import PlaceCase

# How many tokens away the word that a time or place belongs to may stand.
_LEFT, _RIGHT, _NOUN = 30, 14, 4
# "condemned the attack on Tuesday": the verb of aftermath that stands so near its noun takes the time.
_OBJECT = 5
# A sentence's first words: a time within them goes with its main verb.
_OPENING = 3
_BODIES = frozenset({"counted"})
# What a predicate can be beside a noun: "the massacre of" is none of these.
_VERBAL = frozenset({"participle", "intransitive", "state", "active"})
_STOPS = ".;:"
# A relative clause ends at one of these.
_CLAUSE_ENDS = ",;:()"


def signs(layers: Layers, words: SceneWords) -> list[Sign]:
    """For each token whether it is a noun or verb of an event or a verb or occasion of its aftermath.

    A ``deed`` is a noun that also says what befell its victims: "the massacre of".
    """
    found: list[Sign] = [""] * len(layers.tokens)
    for match in layers.find(words.occasions):
        found[match.end - 1] = "occasion"
    for match in layers.find(words.nouns):
        found[match.end - 1] = "noun"
    for match in layers.find(words.verbs):
        found[match.start : match.end] = ["verb"] * (match.end - match.start)
    for predication in layers.predications:
        noun = "noun" in found[predication.start : predication.end] and not predication.frames & _VERBAL
        if predication.frames - _BODIES:
            sign: Sign = "deed" if noun else "verb"
            found[predication.start : predication.end] = [sign] * (predication.end - predication.start)
    for match in layers.find(words.aftermath):
        if not ({"verb", "deed"} & set(found[match.start : match.end]) or _hedges(layers, match.start, match.end)):
            found[match.start : match.end] = ["after"] * (match.end - match.start)
    for match in layers.find(words.late):
        found[match.start : match.end] = ["after"] * (match.end - match.start)
    return found


def _hedges(layers: Layers, start: int, end: int) -> bool:
    """ "killed an estimated 300 people": nobody estimates anything here."""
    return layers.mark("articles", start - 1) and end < len(layers.tokens) and layers.tokens[end].kind == "number"


def span(layers: Layers, start: int, end: int) -> tuple[int, int]:
    """The tokens of a stretch of text: the first and the one behind the last."""
    first = bisect_left(layers.tokens, start, key=lambda token: token.start)
    last = first
    while last < len(layers.tokens) and layers.tokens[last].start < end:
        last += 1
    return first, last


def of_time(layers: Layers, words: SceneWords, found: Sequence[Sign], first: int, last: int) -> Bearing:
    """What the time at tokens ``first`` to ``last`` belongs to."""
    owned = _modified(layers, found, last)
    if owned is not None:
        return owned
    if _counts_toll(layers, first):
        return Bearing.AFTERMATH if layers.mark("rise", last) else Bearing.NOUN  # "the toll on Sunday rose to 68"
    if first and layers.tokens[first - 1].norm in words.still:
        return Bearing.AFTERMATH
    if _is_issue(layers, words, first):
        return Bearing.AFTERMATH
    left = _governor(layers, words, found, first)
    if left is not None:
        return left
    right = _main_verb(layers, words, found, first, last)
    if right is not None:
        return right
    return Bearing.EVENT if opens(layers, first) else Bearing.LOOSE


def of_anniversary(layers: Layers, words: SceneWords, found: Sequence[Sign], last: int) -> Bearing:
    """What a time counted back from an anniversary belongs to: "two years after the blast", "a day after he said"."""
    if last and words.later.at(layers.tokens, last - 1) is not None:
        told = (found[i] for i in range(last, min(last + _RIGHT, len(layers.tokens))) if found[i])
        return Bearing.AFTERMATH if next(told, "") == "after" else Bearing.NOUN
    return Bearing.NOUN


def _modified(layers: Layers, found: Sequence[Sign], last: int) -> Bearing | None:
    """ "Tuesday's explosion", "the January 30 mosque explosion", "last week's final report"."""
    owns = layers.mark("owns", last)
    for index in range(last + owns, min(last + _NOUN + owns, len(layers.tokens))):
        token = layers.tokens[index]
        if token.kind == "punct" and token.text not in "-–":
            return None
        if layers.mark("prepositions", index) or layers.mark("coordinate", index) or layers.mark("be", index):
            return None
        if found[index] in ("noun", "deed"):
            return Bearing.NOUN
        if found[index] and owns:
            return Bearing.NOUN if found[index] in ("verb", "deed") else Bearing.AFTERMATH
        if found[index] or layers.mark("articles", index) or layers.mark("definite", index):
            return None
    return None


def _counts_toll(layers: Layers, first: int) -> bool:
    """ "the death toll for Thursday"."""
    at = first - 1
    return layers.mark("prepositions", at) and any(toll.end == at for toll in layers.tolls)


def _is_issue(layers: Layers, words: SceneWords, first: int) -> bool:
    """ "The Times of 5 May": the day of an issue."""
    end = first - layers.mark("of", first - 1)
    near = range(max(end - _NOUN, 0), end)
    found = (words.media.at(layers.tokens, start) for start in near if layers.tokens[start].capital)
    return any(match is not None and match.end == end for match in found)


def _governor(
    layers: Layers, words: SceneWords, found: Sequence[Sign], first: int, occasions: bool = True
) -> Bearing | None:
    """The nearest word in front, in the same clause, that a time or place can belong to."""
    for index in range(first - 1, max(first - 1 - _LEFT, -1), -1):
        if layers.tokens[index].text in _STOPS or layers.mark("that", index):
            return None
        if layers.tokens[index].norm in words.backdrop:
            return Bearing.AFTERMATH
        sign = found[index]
        if sign == "after":
            return Bearing.AFTERMATH
        if sign == "occasion" and occasions:
            return Bearing.EVENT if _is_struck(layers, found, index) else Bearing.AFTERMATH
        if sign in ("verb", "deed"):
            return Bearing.EVENT
        if sign in ("noun", "verb") and _is_backdrop(layers, words, index):
            return Bearing.AFTERMATH
        if sign == "noun":
            behind = index > 1 and any(t.norm in words.backdrop for t in layers.tokens[max(index - 3, 0) : index])
            return Bearing.AFTERMATH if behind or _is_object(layers, found, index) else Bearing.NOUN
    return None


def _is_backdrop(layers: Layers, words: SceneWords, index: int) -> bool:
    """ "turmoil that had begun with riots on Jan. 13": a relative clause in the pluperfect tells what went before."""
    for before in range(index - 1, max(index - 1 - _LEFT, 0), -1):
        if layers.tokens[before].text in _CLAUSE_ENDS:
            return False
        if layers.tokens[before].norm in words.pluperfect:
            return layers.mark("relative", before - 1)
    return False


def is_earlier(layers: Layers, words: SceneWords, found: Sequence[Sign], first: int, last: int) -> bool:
    """ "Troops had stormed the town on Saturday": the clause of the time at ``first`` to ``last`` goes back in time."""
    start = next((i + 1 for i in range(first - 1, -1, -1) if layers.tokens[i].text in _STOPS), 0)
    for index in range(max(start, first - _LEFT), min(last + _RIGHT, len(layers.tokens))):
        if index >= last and layers.tokens[index].text in _STOPS:
            return False
        if layers.tokens[index].norm in words.pluperfect and not layers.mark("relative", index - 1):
            return "verb" in found[index + 1 : index + 3]
    return False


def _is_struck(layers: Layers, found: Sequence[Sign], index: int) -> bool:
    """ "bombed a funeral in": a verb of an event takes what would be of the aftermath as its object."""
    for before in range(index - 1, max(index - 1 - _NOUN, -1), -1):
        if layers.tokens[before].kind == "punct":
            return False
        if found[before] == "noun":
            return layers.mark("prepositions", before + 1)
        if found[before] in ("verb", "deed"):
            return layers.mark("articles", before + 1) or layers.mark("definite", before + 1)
    return False


def _is_object(layers: Layers, found: Sequence[Sign], noun: int) -> bool:
    for index in range(noun - 1, max(noun - 1 - _OBJECT, -1), -1):
        if layers.tokens[index].kind == "punct" or layers.mark("relative", index) or layers.mark("subordinate", index):
            return False
        if layers.mark("prepositions", index) and not layers.mark("of", index):
            return False
        if found[index] == "after":
            return not layers.mark("reporting", index)
    return False


def _main_verb(layers: Layers, words: SceneWords, found: Sequence[Sign], first: int, last: int) -> Bearing | None:
    """The first verb behind a time that nothing in front of it claims."""
    for index in range(last, min(last + _RIGHT, len(layers.tokens))):
        if layers.tokens[index].text in _STOPS or layers.mark("relative", index):
            return None
        if words.later.at(layers.tokens, index) is not None:
            return None
        if found[index] == "after" or (found[index] == "occasion" and not _is_scenery(layers, last, index)):
            return Bearing.AFTERMATH
        if found[index] in ("verb", "deed") or (found[index] == "noun" and index - last < _OPENING):
            return Bearing.EVENT
    return None


def _is_scenery(layers: Layers, first: int, occasion: int) -> bool:
    """ "On Sunday a bomber at a funeral killed": where it happened, behind a preposition and before the main verb."""
    for index in range(occasion - 1, max(occasion - 1 - _NOUN, first), -1):
        if layers.tokens[index].kind == "punct":
            return False
        if layers.mark("prepositions", index):
            return index > first + 1
    return False


def opens(layers: Layers, first: int) -> bool:
    """Whether a time opens its sentence."""
    start = next((i + 1 for i in range(first - 1, -1, -1) if layers.tokens[i].text in _STOPS), 0)
    return sum(token.kind != "punct" for token in layers.tokens[start:first]) <= _OPENING


def opens_clause(layers: Layers, first: int) -> bool:
    """ "The inquiry found that in 2015 there were": whether a time opens what somebody is said to have said."""
    return any(layers.mark("that", index) for index in range(max(first - 1 - _OPENING, 0), first))


def is_heading(layers: Layers, first: int, last: int) -> bool:
    """ "PESHAWAR: ...", "BEIRUT - ...": a place that opens its sentence and is set off from it."""
    return first == 0 and last < len(layers.tokens) and layers.tokens[last].text in (":", "-", "–", "—")


def of_place(
    layers: Layers, words: SceneWords, found: Sequence[Sign], first: int, last: int, case: PlaceCase | None = None
) -> Bearing | None:
    """What the place at tokens ``first`` to ``last`` belongs to; None when it is somebody's origin or a name's part."""
    comes_from = bool(words.head_origins) and case_of_head(layers, words, found, last) == "from"
    if case in (None, "of") and not comes_from and _names_event(layers, found, last):
        return Bearing.NOUN
    if is_described(layers, words.officials, last):
        return Bearing.AFTERMATH
    if _is_home(layers, first):
        return None
    if is_scene(layers, words, last):
        return Bearing.EVENT
    preposition = _preposition(layers, words, first)
    if _is_struck_at(layers, found, first if preposition is None else preposition):
        return Bearing.EVENT
    if preposition is None:
        return by_ending(layers, words, found, last, case) if words.head_endings else Bearing.LOOSE
    if layers.tokens[preposition].norm in words.origins:
        return Bearing.AFTERMATH if layers.mark("to", preposition) else None
    near = layers.tokens[max(preposition - 3, 0) : first]
    if any(token.norm in words.elsewhere for token in near):
        return Bearing.AFTERMATH
    governor = _governor(layers, words, found, preposition, occasions=False)
    return Bearing.EVENT if governor is None else min(governor, Bearing.EVENT)


def _locating_noun(layers: Layers, words: SceneWords, of: int) -> int | None:
    """ "au port de Beyrouth": where a noun of the place stands, whose "of" elsewhere says what somebody comes from."""
    if not layers.mark("of", of):
        return None
    for index in range(of - 2, max(of - 1 - _NOUN, -1), -1):
        token = layers.tokens[index]
        if token.kind != "word" or any(p.start <= index < p.end for p in layers.predications):
            return None
        if token.norm in words.locating and not layers.mark("of", index):
            return index
    return None


def _is_struck_at(layers: Layers, found: Sequence[Sign], before: int) -> bool:
    """ "The attack on a Leeds club", "gunmen attacked Leeds station": what happened stands right in front."""
    at = before - 1
    while at >= 0 and (layers.mark("articles", at) or layers.mark("definite", at)):
        at -= 1
    whom = at == before - 1 and any(p.start <= at < p.end for p in layers.predications)  # "killing Malawi Sahib"
    return at >= 0 and not whom and found[at] in ("noun", "verb", "deed")


def _is_home(layers: Layers, first: int) -> bool:
    """ "A. Hernandez, 20, of Melrose": where somebody whose age is told comes from."""
    if first < 3 or not layers.mark("of", first - 1):
        return False
    return layers.tokens[first - 2].text == "," and layers.tokens[first - 3].kind == "number"


def is_described(layers: Layers, officials: frozenset[str], last: int) -> bool:
    """ "the London mayor's call", "Kano police"."""
    for index in range(last, min(last + 3, len(layers.tokens))):
        token = layers.tokens[index]
        if token.kind == "punct" and token.text != "-":
            return False
        if token.norm in officials:
            return True
        if layers.mark("prepositions", index) or not (token.capital or token.text == "-" or index == last):
            return False
    return False


def _names_event(layers: Layers, found: Sequence[Sign], last: int) -> bool:
    """ "the Sanaa funeral raid", "the Beirut blast"."""
    for index in range(last, min(last + _NOUN, len(layers.tokens))):
        token = layers.tokens[index]
        if token.kind == "punct" or layers.mark("prepositions", index) or layers.mark("be", index):
            return False
        if found[index] in ("noun", "deed"):
            return True
        if found[index] or layers.mark("coordinate", index) or layers.mark("relative", index):
            return False
    return False


def _preposition(layers: Layers, words: SceneWords, first: int) -> int | None:
    """The word in front that says how a place lies to what is told; other places and adjectives may stand between."""
    for index in range(first - 1, max(first - 1 - 8, -1), -1):
        token = layers.tokens[index]
        if token.norm in words.origins:
            near = index > 0 and layers.tokens[index - 1].norm in words.locating  # "frente a Callao"
            return index - 1 if near else _locating_noun(layers, words, index) or index
        if token.norm in words.locating and not layers.mark("of", index):
            return index
        if token.kind == "punct" and token.text not in ",-–'’":
            return None
        if layers.mark("be", index) or layers.mark("have", index) or layers.mark("relative", index):
            return None
        if layers.mark("prepositions", index) and not layers.mark("of", index):
            return None
        if any(p.start <= index < p.end for p in layers.predications):
            return None
    return None

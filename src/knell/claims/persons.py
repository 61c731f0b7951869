"""Find single persons: by an article and a noun, by a name, by a pronoun; both of two; nobody."""

from __future__ import annotations

from collections.abc import Container

from knell.claims.group import Group
from knell.claims.layers import Layers
from knell.claims.names import name_at
from knell.claims.runs import LONGEST_RUN, closes_run, inside_of, noun_ending_at, run
from knell.claims.spans import touching
from knell.claims.words import Noun
from knell.model import Count, Wording

# "the third victim" may be one of those just told of; "the 10th" is one of a series.
_HIGHEST_RANK = 3
_SEXES = frozenset({"men", "women", "children"})
_TAKES_OBJECT = ("participle", "active")
_ZERO = Count(0, 0, Wording.EXACT)


def one(layers: Layers, index: int) -> Group | None:
    """ "a village chieftain", "his friend Paul", "the attacker"."""
    if not (layers.mark("articles", index) or layers.mark("definite", index)):
        return None
    if _is_ranked(layers, index + 1) or any(q.start == index + 1 and q.kind == "count" for q in layers.quantities):
        return None
    if layers.words.bodies.at(layers.tokens, index) is not None:
        return None  # "la policía" is the force, "un policía" one of its men
    counted = _counted_one(layers, index)
    if counted is not None:
        return counted
    nominal = layers.words.order.bracket and layers.mark("articles", index)
    run_end, head, person, status = run(layers, index + 1, nominal=nominal)
    if head is None and layers.mark("one_more", index) and _is_bare_other(layers, index + 1):
        return Group(index, index + 1, Count(1, 1, Wording.EXACT), "bare", more=True)
    aged = any(q.start == index + 1 and q.kind == "age" for q in layers.quantities)
    if head is None and aged and run_end > index + 1 and not layers.shouting:
        return Group(index, run_end, Count(1, 1, Wording.EXACT), "one")
    if head is None or not person or _is_life(layers, index, head) or layers.mark("some_of", head + 1):
        return None  # "la maggior parte" is no officer
    noun = noun_ending_at(layers, index + 1, head) or _by_ending(layers, head)
    if layers.mark("plural_articles", index) and not layers.tokens[head].norm.endswith(layers.words.feminine):
        return None  # "die Fahrer" are several, "die Frau" is one
    if noun is None or (layers.is_plural(noun.plural, head) and noun.size == 1):
        return None
    if noun.adjectival and layers.mark("coordinate", head + 1) and not _coordinates_person(layers, head + 2, index):
        return None  # "an Afghan and coalition force"
    end = _name_after(layers, max(head + 1, run_end))
    size = noun.size
    if end == head + 1 and layers.mark("and", end):
        joined = _joined(layers, end + 1)
        if joined is not None:
            end, size = joined, size + 1  # "the mayor and police chief were"
        elif _continues_person(layers, end + 1):
            second = layers.words.nouns.at(layers.tokens, end + 1)
            assert second is not None
            # "a man and woman" are two, "a teacher and activist" is one
            end, size = second.end, size + (_tells_sex(layers, head) and _tells_sex(layers, end + 1))
    more = layers.mark("additional", index)
    index += layers.mark("prepositions", index)  # "del alcalde": the article is part of the preposition
    return Group(index, end, Count(size, size, Wording.EXACT), "one", status, more, head)


def _joined(layers: Layers, at: int) -> int | None:
    """Where a second person ends who stands here without an article, and whom a plural verb tells to be another."""
    own = ("articles", "definite", "possessive", "additional")
    if any(q.start == at for q in layers.quantities) or any(layers.mark(kind, at) for kind in own):
        return None
    end, head, person, _ = run(layers, at)
    if head is None or not person or not layers.mark("plural_verbs", end):
        return None
    noun = noun_ending_at(layers, at, head) or _by_ending(layers, head)
    single = noun is not None and noun.size == 1 and not layers.is_plural(noun.plural, head)
    return end if single and layers.words.bodies.at(layers.tokens, at) is None else None


def _is_life(layers: Layers, index: int, head: int) -> bool:
    """ "The life" is nobody's in particular; "a life was lost" counts one."""
    return layers.mark("definite", index) and layers.tokens[head].norm in layers.words.life_nouns


def _continues_person(layers: Layers, at: int) -> bool:
    """Whether a person noun without an article or a number of its own stands here."""
    if at >= len(layers.tokens) or layers.mark("additional", at) or any(q.start == at for q in layers.quantities):
        return False
    noun = layers.words.nouns.at(layers.tokens, at)
    return noun is not None and noun.value.person and not noun.value.plural


def _tells_sex(layers: Layers, at: int) -> bool:
    """Whether the noun at a token says man, woman or child: of two such nouns each is a person."""
    found = layers.words.groups.at(layers.tokens, at)
    return found is not None and not _SEXES.isdisjoint(found.value)


def _counted_one(layers: Layers, index: int) -> Group | None:
    """ "un muerto", "une victime": an article and the noun that counts the outcome."""
    if not layers.words.order.counted_one or not layers.mark("articles", index):
        return None
    noun = next((p for p in layers.predications if p.start == index + 1 and "counted" in p.frames), None)
    if noun is None or layers.is_plural(False, index + 1):
        return None
    return Group(index, noun.end, Count(1, 1, Wording.EXACT), "one", head=noun.end - 1)


def _by_ending(layers: Layers, head: int) -> Noun | None:
    """An unlisted noun that is a person by its ending; the plural endings come from the data too."""
    norm = layers.tokens[head].norm
    if not norm.endswith(layers.words.person_endings):
        return None
    plural = norm.endswith(("s", *(e for e in layers.words.person_endings if e.endswith("men"))))
    return Noun(True, plural=plural)


def _coordinates_person(layers: Layers, at: int, start: int) -> bool:
    """Whether a person or a number stands here: "an Afghan and two Britons"; or the noun from ``start`` is an object.

    "Arrested a rebel and found rifles": behind a verb, what is joined may as well be another verb.
    """
    if any(p.end == start and not p.frames.isdisjoint(_TAKES_OBJECT) for p in layers.predications):
        return True
    if layers.mark("articles", at) or any(q.start == at for q in layers.quantities):
        return True
    if any(p.start == at for p in layers.predications) or layers.mark("skip", at) or closes_run(layers, at):
        return True
    noun = layers.words.nouns.at(layers.tokens, at) if at < len(layers.tokens) else None
    return noun is not None and noun.value.person and not noun.value.adjectival


def _is_ranked(layers: Layers, at: int) -> bool:
    """ "the 10th worker slain this year" counts a series, not the event."""
    ranks = (q for q in layers.quantities if q.start == at and q.kind == "ordinal")
    return any((q.count.low or 0) > _HIGHEST_RANK for q in ranks)


def _is_bare_other(layers: Layers, at: int) -> bool:
    object_of = any(p.end == at - 1 for p in layers.predications)
    return object_of or any(p.start == at for p in layers.predications) or layers.mark("be", at)


def _name_after(layers: Layers, end: int) -> int:
    name = name_at(layers, end)
    return end if name is None else name


def named(layers: Layers, index: int, names: Container[str]) -> Group | None:
    """ "Constable Kamran", "Nuru Nuriyev"."""
    start = _behind_titles(layers, index)
    titled = start > index
    if titled and not (layers.tokens[index].capital or layers.shouting):
        return None
    end = name_at(layers, start, introduced=True)
    if end is None:
        return None
    if not titled and end - start < 2 and (layers.shouting or layers.tokens[start].norm not in names):
        return None
    if not titled and layers.is_place(start, end):
        return None
    index = _before_name(layers, index)
    return Group(index, end, Count(1, 1, Wording.EXACT), "name", head=end - 1)


def _before_name(layers: Layers, index: int) -> int:
    """Where the words that introduce a name begin: "Salvadoran attorney general Roberto Garcia"."""
    while index and layers.describes(index - 1):
        index -= 1  # "восьмилетняя Диана"
    nouns = {m.end: m for m in layers.words.nouns.find(layers.tokens[max(0, index - LONGEST_RUN) : index])}
    offset = max(0, index - LONGEST_RUN)
    if index - offset not in nouns or not nouns[index - offset].value.person:
        return index
    at = offset + nouns[index - offset].start
    behind = _behind_predicate(layers, at)
    if behind is not None:
        return behind
    while at > offset and layers.tokens[at - 1].kind == "word":
        token = layers.tokens[at - 1]
        known = token.norm in layers.words.modifiers or (at - 1 - offset + 1) in nouns
        if closes_run(layers, at - 1) or not (known or (token.capital and not layers.shouting)):
            break
        at -= 1
    return at


def _behind_predicate(layers: Layers, index: int) -> int | None:
    """The end of a predicate that only plain words separate from ``index``."""
    ends = {p.end for p in layers.predications}
    for at in range(index, max(index - LONGEST_RUN, -1), -1):
        if at in ends:
            return at
        if at == 0 or layers.tokens[at - 1].kind != "word" or closes_run(layers, at - 1):
            return None
    return None


def aged_name(layers: Layers, index: int, end: int) -> Group | None:
    """ "28-year-old Olga Milkin"."""
    name = name_at(layers, end)
    if name is None or layers.shouting:
        return None
    return Group(index, name, Count(1, 1, Wording.EXACT), "name", head=name - 1)


def _behind_titles(layers: Layers, index: int) -> int:
    """Where the name behind titles begins: "Maj. Gen. Abdul Hilal"."""
    at = index
    while at < len(layers.tokens):
        title = layers.words.titles.at(layers.tokens, at)
        if title is None:
            return at
        at = title.end
        while layers.sign(at, ".-"):
            at += 1
    return index


def introduced(layers: Layers, index: int) -> Group | None:
    """ "killed Taliban leader Saifullah": a noun without an article and one name, right behind a predicate."""
    if layers.shouting or not any(p.end == index for p in layers.predications):
        return None
    _, head, person, status = run(layers, index)
    if head is None or not person:
        return None
    noun = noun_ending_at(layers, index, head)
    at = head + 2 if layers.sign(head + 1, ",") else head + 1
    name = name_at(layers, at, introduced=True)
    if noun is None or noun.plural or name is None:
        return None
    return Group(index, name, Count(1, 1, Wording.EXACT), "one", status, head=head)


def pronoun(layers: Layers, index: int) -> Group | None:
    """ "he", "she", and "him" right behind a predicate."""
    spoken_of = layers.mark("object_pronouns", index) and any(p.end == index for p in layers.predications)
    if not spoken_of and not layers.mark("third_person", index):
        return None
    return Group(index, index + 1, Count(1, 1, Wording.EXACT), "pronoun")


def both(layers: Layers, index: int) -> Group | None:
    """ "Carl and Marilyn both died": two, whoever they are."""
    if not layers.mark("both", index):
        return None
    at = inside_of(layers, index + 1)
    at += layers.words.order.head_first and layers.mark("definite", at)  # "entrambi i piloti"
    run_end, head, person, status = run(layers, at, partitive=at > index + 1)
    two = Count(2, 2, Wording.EXACT)
    if head is not None and person and not layers.mark("coordinate", run_end):
        return Group(index, run_end, two, "counted", status, head=head)
    if run_end == index + 1 and "right" in layers.words.order.subjects:
        begin = index - 1 if layers.mark("definite", index - 1) else index
        if any(p.end == begin and p.frames & {"passive", "intransitive"} for p in layers.predications):
            return Group(begin, index + 1, two, "bare")  # "starben die beiden"
    verb = next((p for p in layers.predications if p.start == index + 1), None)
    if run_end == index + 1 and verb is not None and not layers.mark("coordinate", verb.end):
        return Group(index, index + 1, two, "bare")
    return None


def nobody(layers: Layers, index: int) -> Group | None:
    """ "no one", "none of the crew", "no Israelis", "no injuries"."""
    end = layers.phrase("nobody", index)
    if end > index:
        at = inside_of(layers, end)
        run_end, _, _, _ = run(layers, at) if at > end else (end, None, False, None)
        inner = next((q.count for q in layers.quantities if q.end == at and q.start > end), None)
        return Group(index, max(end, run_end), _ZERO, "nobody", of=inner)
    if not layers.mark("no", index) or (layers.sign(index + 1, "-‐‑") and layers.tokens[index + 1].glued):
        return None  # "sem-abrigo" has no home, but is somebody
    if any(p.start < index < p.end for p in touching(layers.predications, index, index + 1)):
        return None  # "corps sans vie"
    run_end, head, person, status = run(layers, index + 1)
    if head is not None and (not person or layers.tokens[head].norm in layers.words.life_nouns):
        return None  # "no nurse", but not "no life"
    without = layers.mark("prepositions", index) and head is None
    if without and not any(p.start == index + 1 for p in layers.predications):
        return None  # "tués sans avoir été jugés", but not "sans morts"
    unknown = head is None and run_end > index + 1 and not layers.tokens[run_end - 1].capital
    if unknown and not layers.shouting:
        stops = layers.mark("prepositions", run_end) or any(layers.mark("definite", i) for i in range(index, run_end))
        if stops:
            return None  # "no information about the number of people killed"
    return Group(index, max(run_end, index + 1), _ZERO, "nobody", status, head=head)

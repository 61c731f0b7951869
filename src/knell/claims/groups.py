"""Find the people a sentence counts: numbers with their nouns, single persons, names, nobody."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knell.claims.layers import Layers
from knell.claims.names import name_at
from knell.claims.words import Noun
from knell.model import Count, Wording

Kind = Literal["counted", "bare", "unknown", "one", "name", "pronoun", "nobody"]
# No noun phrase of a report stacks more words than this before its head.
_LONGEST_RUN = 9
# "the third victim" may be one of those just told of; "the 10th" is one of a series.
_HIGHEST_RANK = 3
_SHORTEST_PERSON = 6
_DESCRIBING = {"participle", "state"}


@dataclass(frozen=True, slots=True)
class Group:
    """People counted at tokens ``start`` to ``end``.

    ``kind``: a number with a person noun, a bare number, a number with a noun knell does not know, one person,
    a name, a pronoun, nobody. ``more``: the words say that they come on top of others. ``head``: the noun's token.
    ``of``: the number of whom nobody is ("none of the 14 crew").
    """

    start: int
    end: int
    count: Count
    kind: Kind
    status: str | None = None
    more: bool = False
    head: int | None = None
    life: bool = False
    whole: bool = False
    of: Count | None = None


def names_told(layers: Layers, groups: Sequence[Group]) -> set[str]:
    """The words of the personal names among these groups."""
    named = [group for group in groups if group.kind == "name"]
    return {t.norm for group in named for t in layers.tokens[group.start : group.end] if t.capital}


def find_groups(layers: Layers, names: Collection[str] = ()) -> list[Group]:
    """All groups in order; none begins inside another. ``names``: a single word of these is a name by itself."""
    quantities = {q.start: q for q in layers.quantities}
    found: list[Group] = []
    index = 0
    while index < len(layers.tokens):
        group = None
        if index in quantities:
            quantity = quantities[index]
            group = _counted(layers, index) if quantity.kind == "count" else None
            if quantity.kind == "age":
                group = _aged_name(layers, index, quantity.end)
            if group is None:
                index = quantity.end
                continue
        elif index not in layers.busy:
            group = (
                _nobody(layers, index)
                or _both(layers, index)
                or _one(layers, index)
                or _introduced(layers, index)
                or _named(layers, index, names)
                or _pronoun(layers, index)
            )
        if group is None:
            index += 1
            continue
        if found and group.start < found[-1].end:
            group = replace(group, start=max(index, found[-1].end))
        if group.kind == "bare" and found and found[-1].end == group.start and found[-1].kind == "counted":
            # an age behind a noun: "116 children between seven and 11"
            found[-1] = replace(found[-1], end=group.end)
        else:
            found.append(group)
        index = max(group.end, index + 1)
    return _join_apposition(layers, found)


def things_counted(layers: Layers) -> set[Count]:
    """The numbers that a sentence gives to animals."""
    found = set()
    for quantity in layers.quantities:
        _, head, person, _ = _run(layers, _inside_of(layers, quantity.end))
        noun = _noun_ending_at(layers, quantity.end, head) if head is not None else None
        if quantity.kind == "count" and noun is not None and noun.animal and not person:
            found.add(quantity.count)
    return found


def _quantity_starts(layers: Layers) -> Mapping[int, int]:
    return {q.start: q.end for q in layers.quantities}


def _counted(layers: Layers, index: int) -> Group | None:
    quantity = next(q for q in layers.quantities if q.start == index)
    if layers.mark("interrogative", index - 1):
        return None
    start, more = _opening(layers, index)
    at = _inside_of(layers, quantity.end)
    run_end, head, person, status = _run(layers, at, partitive=at > quantity.end)
    more = more or any(layers.mark("additional", i) for i in range(quantity.end, run_end))
    if head is not None and not person:
        return None
    if head is None and layers.mark("demonstrative", index - 1) and not more:
        return None
    if quantity.year_like and (head is None or head != quantity.end):
        return None
    life = head is not None and layers.tokens[head].norm in layers.words.life_nouns
    if head is not None:
        kind: Kind = "counted"
        end = _joined_nouns(layers, run_end)
    elif run_end > at:
        kind, end = "unknown", run_end
    else:
        kind, end = "bare", at if layers.mark("these", at - 1) else quantity.end
    return Group(start, end, quantity.count, kind, status, more, head, life, whole=at > quantity.end)


def _opening(layers: Layers, index: int) -> tuple[int, bool]:
    """Take "another", "a further", "all" and a collective ("a family of") in front of the number."""
    words = layers.words
    if index > 0 and layers.mark("additional", index - 1):
        start = index - 1
        if start > 0 and layers.mark("articles", start - 1):
            start -= 1
        return start, True
    if index > 1 and layers.mark("of", index - 1) and layers.tokens[index - 2].norm in words.collectives:
        start = index - 2
        while start > 0 and index - start < 5 and layers.tokens[start - 1].kind == "word":
            start -= 1
            if layers.mark("articles", start) or layers.mark("definite", start):
                return start, False
        return index - 2, False
    if index > 0 and layers.mark("all", index - 1):
        return index - 1, False
    if index > 0 and layers.mark("definite", index - 1):
        return index - 1, False
    return index, False


def _inside_of(layers: Layers, index: int) -> int:
    """Step over "of the", "of those", "of its", "out of the 43" behind a number."""
    if not layers.mark("of", index):
        return index
    at = index + 1
    while layers.mark("definite", at) or layers.mark("these", at) or layers.mark("of", at):
        at += 1
    inner = next((q for q in layers.quantities if q.start == at), None)
    return inner.end if inner is not None else at


def _run(layers: Layers, start: int, partitive: bool = False) -> tuple[int, int | None, bool, str | None]:
    """The words of a noun phrase from ``start``: where it ends, its head noun, whether that is a person."""
    at = start
    head: int | None = None
    person, status, adjectival = False, None, False
    begins = _quantity_starts(layers)
    predicates = {p.start: p for p in layers.predications}
    while at < len(layers.tokens) and at - start < _LONGEST_RUN:
        token = layers.tokens[at]
        if at in begins:
            if layers.quantity_at(at).kind in ("age", "ordinal", "attribute"):
                at = begins[at]  # "a 15-year-old boy", "the third victim"
                continue
            if at > start and not layers.tokens[at].glued:
                break
        noun = layers.words.nouns.at(layers.tokens, at)
        if at in predicates and (noun is None or noun.end <= predicates[at].end):
            # "five wounded soldiers", "two of the wounded": the predicate only describes them
            adjective = predicates[at].end
            follower = layers.words.nouns.at(layers.tokens, adjective) if adjective < len(layers.tokens) else None
            if not predicates[at].frames & _DESCRIBING:
                break
            if (
                at > start
                and not layers.mark("skip", at - 1)
                and layers.tokens[at - 1].norm not in layers.words.severity
            ):
                break  # behind a noun it is a verb: "the force killed Taliban leaders"
            described = at == start and _describes(layers, adjective)
            if (partitive and head is None) or described or (follower is not None and follower.value.person):
                if partitive and head is None:
                    head, person = adjective - 1, True
                at = adjective
                continue
            break
        if partitive and layers.mark("skip", at):
            at += 1
            continue
        if noun is not None:
            head, person, status = noun.end - 1, noun.value.person, noun.value.status or status
            adjectival = noun.value.adjectival
            at = noun.end
            continue
        if token.text in "-‐‑" and token.glued:
            at += 1
            continue
        if token.kind != "word" or _closes_run(layers, at):
            break
        if token.norm.endswith(layers.words.person_endings) and len(token.norm) > _SHORTEST_PERSON:
            head, person = at, True  # "trawlermen", "schoolmistress": persons by their ending
            at += 1
            continue
        if head is not None and not token.capital and not layers.shouting:
            # an unknown noun behind a known one takes its place ("12 police widgets") unless it is an adverb
            if layers.mark("skip", at) or layers.mark("additional", at):
                break
            head_follows = layers.words.nouns.at(layers.tokens, at + 1) if at + 1 < len(layers.tokens) else None
            if head_follows is None:
                if adjectival:
                    head, person, adjectival = None, False, False
                    at += 1
                    continue
                break
        at += 1
    while at > start and (layers.tokens[at - 1].text in "-‐‑" or (partitive and layers.mark("skip", at - 1))):
        at -= 1
    return at, head, person, status


def _describes(layers: Layers, at: int) -> bool:
    """Whether a person noun follows within two more words ("two missing Mexican police officers")."""
    for step in range(at, min(at + 3, len(layers.tokens))):
        noun = layers.words.nouns.at(layers.tokens, step)
        if noun is not None:
            return noun.value.person
        if layers.tokens[step].kind != "word" or _closes_run(layers, step):
            return False
    return False


def _closes_run(layers: Layers, at: int) -> bool:
    if layers.mark("additional", at):
        return False
    kinds = ("prepositions", "be", "have", "relative", "subordinate", "coordinate", "by", "reporting", "leave", "skip")
    if any(layers.mark(kind, at) for kind in kinds) or layers.mark("pronouns", at):
        return True
    return layers.mark("rise", at) or layers.mark("irrealis", at) or layers.mark("negation", at)


def _joined_nouns(layers: Layers, end: int) -> int:
    """Nouns that share one number: "12 passengers and crew", "200 men, women and children"."""
    at = end
    while True:
        step = at
        if layers.sign(step, ","):
            step += 1
        if layers.mark("and", step):
            step += 1
        if step == at:
            return at
        noun = layers.words.nouns.at(layers.tokens, step) if step < len(layers.tokens) else None
        if noun is None or not noun.value.person or not noun.value.plural:
            return at
        if any(p.start == step for p in layers.predications):
            return at
        if any(q.start < noun.end and q.end > step for q in layers.quantities):
            return at
        at = noun.end


def _one(layers: Layers, index: int) -> Group | None:
    """ "a village chieftain", "his friend Paul", "the attacker"."""
    if not (layers.mark("articles", index) or layers.mark("definite", index)):
        return None
    if _is_ranked(layers, index + 1) or any(q.start == index + 1 and q.kind == "count" for q in layers.quantities):
        return None
    run_end, head, person, status = _run(layers, index + 1)
    if head is None and layers.mark("one_more", index) and _is_bare_other(layers, index + 1):
        return Group(index, index + 1, Count(1, 1, Wording.EXACT), "bare", more=True)
    aged = any(q.start == index + 1 and q.kind == "age" for q in layers.quantities)
    if head is None and aged and run_end > index + 1 and not layers.shouting:
        return Group(index, run_end, Count(1, 1, Wording.EXACT), "one")
    if head is None or not person:
        return None
    noun = _noun_ending_at(layers, index + 1, head) or _by_ending(layers, head)
    if noun is None or (noun.plural and noun.size == 1):
        return None
    if noun.adjectival and layers.mark("coordinate", head + 1) and not _coordinates_person(layers, head + 2):
        return None  # "an Afghan and coalition force"
    end = _name_after(layers, max(head + 1, run_end))
    size = noun.size
    if end == head + 1 and layers.mark("and", end):
        second = layers.words.nouns.at(layers.tokens, end + 1) if end + 1 < len(layers.tokens) else None
        if second is not None and second.value.person and not second.value.plural:
            end, size = second.end, size + 1  # "a man and woman"
    more = layers.mark("additional", index)
    return Group(index, end, Count(size, size, Wording.EXACT), "one", status, more, head)


def _by_ending(layers: Layers, head: int) -> Noun | None:
    """An unlisted noun that is a person by its ending; the plural endings come from the data too."""
    norm = layers.tokens[head].norm
    if not norm.endswith(layers.words.person_endings):
        return None
    plural = norm.endswith(("s", *(e for e in layers.words.person_endings if e.endswith("men"))))
    return Noun(True, plural=plural)


def _coordinates_person(layers: Layers, at: int) -> bool:
    """Whether a person or a number stands here: "an Afghan and two Britons"."""
    if layers.mark("articles", at) or any(q.start == at for q in layers.quantities):
        return True
    if any(p.start == at for p in layers.predications) or layers.mark("skip", at) or _closes_run(layers, at):
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


def _noun_ending_at(layers: Layers, start: int, head: int) -> Noun | None:
    """The longest listed noun that ends at token ``head``."""
    for at in range(max(start, head - 3), head + 1):
        match = layers.words.nouns.at(layers.tokens, at)
        if match is not None and match.end == head + 1:
            return match.value
    return None


def _name_after(layers: Layers, end: int) -> int:
    name = name_at(layers, end)
    return end if name is None else name


def _named(layers: Layers, index: int, names: Collection[str]) -> Group | None:
    """ "Constable Kamran", "Nuru Nuriyev"."""
    start = _behind_titles(layers, index)
    titled = start > index
    if titled and not (layers.tokens[index].capital or layers.shouting):
        return None
    end = name_at(layers, start, introduced=titled)
    if end is None:
        return None
    if not titled and end - start < 2 and (layers.shouting or layers.tokens[start].norm not in names):
        return None
    index = _before_name(layers, index)
    return Group(index, end, Count(1, 1, Wording.EXACT), "name", head=end - 1)


def _before_name(layers: Layers, index: int) -> int:
    """Where the words that introduce a name begin: "Salvadoran attorney general Roberto Garcia"."""
    nouns = {m.end: m for m in layers.words.nouns.find(layers.tokens[max(0, index - _LONGEST_RUN) : index])}
    offset = max(0, index - _LONGEST_RUN)
    if index - offset not in nouns or not nouns[index - offset].value.person:
        return index
    at = offset + nouns[index - offset].start
    behind = _behind_predicate(layers, at)
    if behind is not None:
        return behind
    while at > offset and layers.tokens[at - 1].kind == "word":
        token = layers.tokens[at - 1]
        known = token.norm in layers.words.modifiers or (at - 1 - offset + 1) in nouns
        if _closes_run(layers, at - 1) or not (known or (token.capital and not layers.shouting)):
            break
        at -= 1
    return at


def _behind_predicate(layers: Layers, index: int) -> int | None:
    """The end of a predicate that only plain words separate from ``index``."""
    ends = {p.end for p in layers.predications}
    for at in range(index, max(index - _LONGEST_RUN, -1), -1):
        if at in ends:
            return at
        if at == 0 or layers.tokens[at - 1].kind != "word" or _closes_run(layers, at - 1):
            return None
    return None


def _aged_name(layers: Layers, index: int, end: int) -> Group | None:
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


def _introduced(layers: Layers, index: int) -> Group | None:
    """ "killed Taliban leader Saifullah": a noun without an article and one name, right behind a predicate."""
    if layers.shouting or not any(p.end == index for p in layers.predications):
        return None
    _, head, person, status = _run(layers, index)
    if head is None or not person:
        return None
    noun = _noun_ending_at(layers, index, head)
    at = head + 2 if layers.sign(head + 1, ",") else head + 1
    name = name_at(layers, at, introduced=True)
    if noun is None or noun.plural or name is None:
        return None
    return Group(index, name, Count(1, 1, Wording.EXACT), "one", status, head=head)


def _pronoun(layers: Layers, index: int) -> Group | None:
    spoken_of = layers.mark("object_pronouns", index) and any(p.end == index for p in layers.predications)
    if not spoken_of and not layers.mark("third_person", index):
        return None
    return Group(index, index + 1, Count(1, 1, Wording.EXACT), "pronoun")


def _both(layers: Layers, index: int) -> Group | None:
    """ "Carl and Marilyn both died": two, whoever they are."""
    if not layers.mark("both", index):
        return None
    at = _inside_of(layers, index + 1)
    run_end, head, person, status = _run(layers, at, partitive=at > index + 1)
    two = Count(2, 2, Wording.EXACT)
    if head is not None and person and not layers.mark("coordinate", run_end):
        return Group(index, run_end, two, "counted", status, head=head)
    verb = next((p for p in layers.predications if p.start == index + 1), None)
    if run_end == index + 1 and verb is not None and not layers.mark("coordinate", verb.end):
        return Group(index, index + 1, two, "bare")
    return None


def _nobody(layers: Layers, index: int) -> Group | None:
    """ "no one", "none of the crew", "no Israelis", "no injuries"."""
    zero = Count(0, 0, Wording.EXACT)
    end = layers.phrase("nobody", index)
    if end > index:
        at = _inside_of(layers, end)
        run_end, _, _, _ = _run(layers, at) if at > end else (end, None, False, None)
        inner = next((q.count for q in layers.quantities if q.end == at and q.start > end), None)
        return Group(index, max(end, run_end), zero, "nobody", of=inner)
    if not layers.mark("no", index):
        return None
    run_end, head, person, status = _run(layers, index + 1)
    if head is not None and not person:
        return None
    return Group(index, max(run_end, index + 1), zero, "nobody", status, head=head)


def _join_apposition(layers: Layers, groups: list[Group]) -> list[Group]:
    """ "Imam Din, 34, a farmer," and "the treasurer, Juan Perez," are one person each."""
    joined: list[Group] = []
    for group in groups:
        if joined and _is_apposition(layers, joined[-1], group):
            first = joined[-1]
            joined[-1] = replace(first, end=group.end, status=first.status or group.status, kind="name")
        else:
            joined.append(group)
    return joined


def _is_apposition(layers: Layers, first: Group, second: Group) -> bool:
    if {first.kind, second.kind} != {"one", "name"}:
        return False
    gap = layers.tokens[first.end : second.start]
    if not gap or gap[0].text != "," or gap[-1].text != ",":
        return False
    if any(t.kind == "word" for t in gap):
        return False
    return layers.sign(second.end, ",.") or second.end == len(layers.tokens) or layers.mark("be", second.end)

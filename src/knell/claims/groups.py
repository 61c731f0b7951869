"""Find the people a sentence counts: numbers with their nouns, single persons, names, nobody."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from knell.claims.group import Group, Kind
from knell.claims.layers import Layers
from knell.claims.names import name_at
from knell.claims.persons import aged_name
from knell.claims.runs import inside_of, joined_nouns, noun_ending_at, run
from knell.claims.uncounted import openings, person
from knell.model import Count, Wording

__all__ = ["Group", "find_groups", "names_told", "things_counted"]


def names_told(layers: Layers, groups: Sequence[Group]) -> set[str]:
    """The words of the personal names among these groups."""
    named = [(group.start, group.end) for group in groups if group.kind == "name"]
    named += [(at, at + 1) for group in groups if (at := _called(layers, group)) is not None]
    return {t.norm for start, end in named for t in layers.tokens[start:end] if t.capital}


def _called(layers: Layers, group: Group) -> int | None:
    """The one name of a person told of by a noun: "the mayor, Harrel, said", "a baker called Samir"."""
    if group.kind != "one" or layers.shouting:
        return None
    at = group.end + layers.sign(group.end, ",")
    behind = layers.phrase("named_as", at)
    aside = at > group.end and behind == at
    if not (aside or behind > at) or name_at(layers, behind) != behind + 1:
        return None
    return None if aside and not layers.sign(behind + 1, ",") else behind


def find_groups(layers: Layers, names: Container[str] = ()) -> list[Group]:
    """All groups in order; none begins inside another. ``names``: a single word of these is a name by itself."""
    quantities = {q.start: q for q in layers.quantities}
    opening = openings(layers) - layers.busy
    found: list[Group] = []
    index, aged_from, aged_to = 0, 0, 0
    while index < len(layers.tokens):
        group = None
        if index in quantities:
            quantity = quantities[index]
            group = _counted(layers, index) if quantity.kind == "count" else None
            if quantity.kind == "age" and quantity.count.wording is not Wording.RANGE:
                group = aged_name(layers, index, quantity.end)
            if group is None:
                index, aged_from = quantity.end, quantity.start
                aged_to = index if quantity.kind == "age" else 0
                continue
        elif index in opening:
            group = person(layers, index, names)
        if group is None:
            index += 1
            continue
        if group.kind == "one" and aged_from < group.start < aged_to:
            group = replace(group, start=aged_from)  # "13-річна дитина"
        if found and group.start < found[-1].end:
            group = replace(group, start=max(index, found[-1].end))
        aged = group.kind == "bare" and not layers.words.order.parts_first
        if aged and found and found[-1].end == group.start and found[-1].kind == "counted":
            # an age behind a noun: "116 children between seven and 11"
            found[-1] = replace(found[-1], end=group.end)
        else:
            found.append(group)
        index = max(group.end, index + 1)
    return _without_ages(layers, _join_apposition(layers, found))


def _without_ages(layers: Layers, groups: list[Group]) -> list[Group]:
    """Drop bare numbers behind a group, one for each of its people: "two boys, 8 and 11,", "three aged 4, 7 and 12"."""
    kept: list[Group] = []
    index = 0
    while index < len(groups):
        group = groups[index]
        kept.append(group)
        index += 1
        last = index
        at = group.end
        while last < len(groups) and groups[last].kind == "bare" and _only_lists(layers, at, groups[last].start):
            at = groups[last].end
            last += 1
        aged = sum(q.kind == "age" and group.end <= q.start < at for q in layers.quantities)
        if group.kind == "counted" and last > index and last - index + aged == group.count.low:
            index = last
    return kept


def _only_lists(layers: Layers, start: int, end: int) -> bool:
    """Whether only commas, "and" and words of age stand between two tokens."""
    aged = {i for q in layers.quantities if q.kind == "age" for i in range(q.start, q.end)}
    words = [i for i in range(start, end) if i not in aged and not layers.sign(i, ",") and not layers.mark("and", i)]
    return start < end and all(layers.mark("aged", i) for i in words)


def things_counted(layers: Layers) -> set[Count]:
    """The numbers that a sentence gives to animals."""
    found = set()
    for quantity in layers.quantities:
        _, head, person, _ = run(layers, inside_of(layers, quantity.end))
        noun = noun_ending_at(layers, quantity.end, head) if head is not None else None
        if quantity.kind == "count" and noun is not None and noun.animal and not person:
            found.add(quantity.count)
    return found


def _counted(layers: Layers, index: int) -> Group | None:
    quantity = next(q for q in layers.quantities if q.start == index)
    if layers.mark("interrogative", index - 1):
        return None
    some = _of_them(layers, index)
    if some is not None:
        return some
    start, more = _opening(layers, index)
    at = inside_of(layers, quantity.end)
    run_end, head, person, status = run(layers, at, at > quantity.end, at > quantity.end and layers.words.order.bracket)
    more = (
        more or any(layers.mark("additional", i) for i in range(quantity.end, run_end)) or _more_behind(layers, run_end)
    )
    if head is not None and not person:
        return None
    if head is None and layers.mark("demonstrative", index - 1) and not more:
        return None
    apart = head is None or head != quantity.end
    if quantity.year_like and apart and not (_counts_outcome(layers, quantity.end) or _come_to(layers, index)):
        return None
    life = head is not None and layers.tokens[head].norm in layers.words.life_nouns
    if head is not None:
        kind: Kind = "counted"
        end = joined_nouns(layers, run_end)
    elif run_end > at:
        if layers.tokens[run_end - 1].text.lower().endswith(layers.words.order.where_endings):
            return None  # "10 ilde ölü sayısı": the number is that of the places
        kind, end = "unknown", run_end
    elif _is_age(layers, index):
        return None
    else:
        kind, end = "bare", at if layers.mark("these", at - 1) else quantity.end
    count = _risen(layers, quantity.count, quantity.end)
    return Group(start, end, count, kind, status, more, head, life, whole=at > quantity.end)


def _more_behind(layers: Layers, at: int) -> bool:
    """ "üç kişi daha öldü": behind its noun "more" adds, unless it compares ("daha önce")."""
    return layers.mark("more_behind", at) and not layers.mark("compared", at + 1)


def _is_age(layers: Layers, index: int) -> bool:
    """ "uma mulher de 58": a number without a noun of its own that belongs to one person is an age or counts things."""
    if index < 2 or not layers.mark("of", index - 1):
        return False
    noun = noun_ending_at(layers, max(index - 4, 0), index - 2)
    return noun is not None and noun.person and not layers.is_plural(noun.plural, index - 2)


def _risen(layers: Layers, count: Count, end: int) -> Count:
    """ "до 29 зросла кількість": in front of a verb of rising "up to" says where a toll went, and is no bound."""
    behind = "right" in layers.words.order.subjects and layers.mark("climb", end)
    return Count(count.high, count.high, Wording.EXACT) if behind and count.wording is Wording.AT_MOST else count


def _counts_outcome(layers: Layers, end: int) -> bool:
    """ "1541 ölü": where a noun stands right behind its number, what a year stands in front of has an ending."""
    counted = any(p.start == end and "counted" in p.frames for p in layers.predications)
    return counted and layers.words.order.counted_case


def _come_to(layers: Layers, index: int) -> bool:
    """ "Rose to 1642": the figure that a toll has come to, where it is no time."""
    return layers.mark("prepositions", index - 1) and any(layers.mark("climb", i) for i in range(index - 4, index - 1))


def _of_them(layers: Layers, index: int) -> Group | None:
    """ "einer der neun Insassen" is one; "half of the 40 guests", "40 yolcunun yarısı" count nobody."""
    behind = layers.quantity_at(index).end
    run_end, head, person, status = run(layers, behind)
    if run_end == behind or (head is not None and not person):
        return None
    kind: Kind = "unknown" if head is None else "counted"
    some = Count(None, None, Wording.VAGUE)
    if layers.mark("some_behind", run_end):
        return Group(index, run_end + 1, some, kind, status, head=head)
    at = index - 1 - layers.mark("insgesamt", index - 1)
    definite = layers.mark("definite", at)
    if definite and not layers.mark("of", at):
        at -= 1
    # "half the 40 guests" does without "of"
    start = at - 1 if layers.mark("of", at) else at if definite and layers.mark("some_of", at) else -1
    if not layers.mark("one_of", start) and not layers.mark("some_of", start):
        return None
    count = Count(1, 1, Wording.EXACT) if layers.mark("one_of", start) else some
    return Group(start, run_end, count, kind, status, head=head)


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
        owned = layers.mark("possessive", index - 1) and layers.mark("definite", index - 2)
        return index - 1 - owned, False  # "le sue due figlie"
    return index, False


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

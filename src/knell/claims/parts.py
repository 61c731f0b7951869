"""Claims that lean on another: sub-groups ("including two women") and gaps ("24 in Haiti and one in Jamaica")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knell.claims.candidates import Candidate
from knell.claims.coordination import leads_whole
from knell.claims.groups import Group
from knell.claims.layers import Layers
from knell.model import Outcome, Wording

_FARTHEST_PART = 14


def find_parts(layers: Layers, groups: Sequence[Group], chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Candidates that take their predicate from a claim already chosen in the same sentence."""
    taken = {c.group.start for c in chosen}
    bases = {c.group.start: c for c in chosen}
    known = list(chosen)
    for group in groups:
        if group.count.low is None and group.count.high is None:
            continue
        if group.kind == "bare" and group.count.wording is Wording.FEWER_THAN:
            continue  # "every one of them under 15" is an age
        if group.start in taken or group.kind in ("pronoun", "nobody") or layers.mark("every", group.start):
            continue
        base, kind, features = _whole_behind(layers, group, known) or _base(layers, group, known)
        if base is None:
            continue
        candidate = Candidate(
            group,
            base.predication,
            kind,
            (f"link={kind}", f"group={group.kind}", *(f"{kind}:{f}" for f in features)),
        )
        known.append(candidate)
        bases[group.start] = candidate
        yield candidate


def _whole_behind(
    layers: Layers, group: Group, known: Sequence[Candidate]
) -> tuple[Candidate | None, str, list[str]] | None:
    """The claim of the whole that stands right behind its part: "2-si uşaq olmaqla 5 nəfər həlak olub"."""
    start = leads_whole(layers, group)
    if start is None or group.kind not in ("counted", "bare", "unknown"):
        return None
    whole = next((c for c in known if c.group.start == start), None)
    return None if whole is None else (whole, "part", ["before"])


def _base(layers: Layers, group: Group, known: Sequence[Candidate]) -> tuple[Candidate | None, str, list[str]]:
    """The claim whose predicate this group shares, and how it leans on it."""
    nearest = max((c for c in known if c.group.start < group.start), key=lambda c: c.group.start, default=None)
    if nearest is None:
        return None, "", []
    start = max(nearest.group.end, nearest.predication.end if nearest.predication.start < group.start else 0)
    if start > group.start or group.start - start > _FARTHEST_PART:
        return None, "", []
    between = range(start, group.start)
    if any(layers.sign(i, ";") for i in between) and nearest.kind != "part":
        return None, "", []
    if _introduces_part(layers, between, group):
        return nearest, "part", []
    if _out_of(layers, nearest, between):
        return nearest, "part", ["out_of"]
    passed = nearest.group.end <= nearest.predication.start < group.start
    if (
        nearest.kind == "part"
        and not passed
        and (_only_coordinates(layers, between) or _goes_on(layers, between, group))
    ):
        return nearest, "part", ["list"]
    if _part_after(layers, group):
        return nearest, "part", ["after"]
    if group.kind == "unknown" and _only_coordinates(layers, between) and _is_degree(layers, group, nearest):
        return nearest, "gap", ["degree"]
    verbless = nearest.kind == "counted" or "subject:no_be" in nearest.features
    if (group.kind == "bare" or (group.kind == "counted" and not verbless)) and _gap(layers, between, group):
        return nearest, "gap", []
    return None, "", []


def _is_degree(layers: Layers, group: Group, nearest: Candidate) -> bool:
    """ "24 heridos graves y cuatro leves": behind the number only how badly they were hurt."""
    words = [token.norm for token in layers.tokens[group.start : group.end]]
    hurt = nearest.predication.outcome is Outcome.INJURED and words[-1] in layers.words.severity
    return hurt and not layers.words.nouns.at(layers.tokens, group.end)


def _introduces_part(layers: Layers, between: range, group: Group) -> bool:
    """Whether a mark of inclusion stands right before the group (articles and adverbs may lie between)."""
    index = between.stop - 1
    while index >= between.start and (layers.mark("skip", index) or layers.mark("definite", index)):
        index -= 1
    for start in range(max(between.start, index - 3), index + 1):
        if layers.phrase("including", start) == index + 1:
            return True
    numbered = group.kind in ("counted", "bare", "unknown")
    return numbered and layers.sign(index, "(:") and index == between.stop - 1


def _out_of(layers: Layers, whole: Candidate, between: range) -> bool:
    """ "Of the 52 dead, 19 were women": the sentence opens with the whole."""
    return whole.group.start == 1 and layers.mark("of", 0) and len(between) == 1 and layers.sign(between.start, ",")


def _goes_on(layers: Layers, between: range, group: Group) -> bool:
    """ "of whom 123 were men, 5 were women and 4 were infants": each number with its own copula."""
    if not between or len(between) > _FARTHEST_PART or any(p.start in between for p in layers.predications):
        return False
    joined = layers.sign(between.stop - 1, ",") or layers.mark("coordinate", between.stop - 1)
    return joined and group.kind == "bare" and layers.mark("be", between.start) and layers.mark("be", group.end)


def _only_coordinates(layers: Layers, between: range) -> bool:
    if not between or len(between) > 8:
        return False
    if any(p.start in between for p in layers.predications):
        return False
    if any(layers.mark(kind, i) for i in between for kind in ("be", "have", "subordinate", "reporting")):
        return False
    return any(layers.mark("coordinate", i) or layers.sign(i, ",") for i in between)


def _part_after(layers: Layers, group: Group) -> bool:
    """ "116 of them children", "41 children among them"."""
    for index in (group.end, group.end + 1):
        if layers.phrase("part_after", index) > index:
            return True
    return group.whole and any(layers.mark("these", i) for i in range(group.start, group.end))


def _gap(layers: Layers, between: range, group: Group) -> bool:
    """ "killing 56 in the Dominican Republic, 24 in Haiti": coordination, then a preposition behind the number."""
    if not between or len(between) > 8 or not _only_coordinates(layers, between):
        return False
    last = between.stop - 1
    while last >= between.start and layers.mark("skip", last):
        last -= 1
    if not (layers.mark("coordinate", last) or layers.sign(last, ",")):
        return False
    closes = group.end >= len(layers.tokens) or layers.tokens[group.end].kind == "punct"
    return layers.mark("prepositions", group.end) or (group.more and closes)

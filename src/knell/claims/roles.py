"""Say what each claim's number is to its event: total, part, additional or revised from.

A part needs evidence: its own words ("of whom", "among the dead", a list under one verb), or a larger total of the same
event and outcome together with a narrower reach, a kind of victims, or the same voice. A smaller figure of another
source is a rival total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from knell.claims.find import Found
from knell.claims.retold import settle_retold
from knell.claims.role_words import RoleWords, role_words
from knell.claims.said import About, Said
from knell.claims.scope import scopes
from knell.claims.summed import within_numbers, within_sums
from knell.claims.sums import summands
from knell.claims.superseded import superseded
from knell.model import Cited, Count, Outcome, Place, Role
from knell.places import Mention, contains

# The numbers said of a toll, by sentence, event and outcome.
_Tolls = Mapping[tuple[int, About], Sequence[Said]]
# Of an event that killed so many, one person of another sentence is no total.
_MANY = 5
_WITHIN = ("part", "gap")
_LISTED = ("subject", "object", "complement", "inverted")
# This many sentences that each tell a new deed make the report a list of incidents.
_ROUNDUP = 4
# "More than 1,000" is no part of 1,009: an open bound this near to a total is that total.
_SAME = 1.25


@dataclass(frozen=True, slots=True)
class Given:
    """A claim's role; ``held``: an addition or a part that a number of the same words counts already."""

    role: Role
    held: bool = False


def roles(
    found: Sequence[Found],
    cited: Sequence[Cited | None],
    events: Sequence[str],
    places: Sequence[Mention],
    code: str,
) -> list[Given]:
    """What each claim is to its event; the first three in the same order, ``places`` of the whole report in order."""
    words = role_words(code)
    sentence = -1
    said: list[Said] = []
    for item, scope, source, event in zip(found, scopes(found, places, words), cited, events, strict=True):
        sentence += not said or said[-1].item.layers is not item.layers
        voice = None if source is None else source.text.casefold()
        about = (event, item.candidate.predication.outcome)
        said.append(Said(item, scope, voice, about, len(said), sentence))
    tolls = _tolls_of_sentences(said)
    _by_words(said, superseded(found, words), tolls, words)
    _by_sums(said)
    _by_size(said)
    _by_neighbour(said)
    within_sums(said)
    _by_held(said, tolls, words)
    _by_pieces(said)
    within_numbers(said)
    return [Given(one.role, one.held) for one in said]


def _by_words(said: Sequence[Said], overtaken: Sequence[bool], tolls: _Tolls, words: RoleWords) -> None:
    """The roles that the claims' own words give them."""
    siblings = _siblings(said)
    told: dict[About, int] = {}
    counted: set[Outcome] = set()
    sentence: list[Said] = []
    for one, past, sibling in zip(said, overtaken, siblings, strict=True):
        if sentence and sentence[-1].item.layers is not one.item.layers:
            sentence = []
        if past:
            one.becomes(Role.REVISED_FROM)
        elif one.item.candidate.group.more and any(toll.at > one.at for toll in tolls.get(_spot(one), ())):
            one.becomes(Role.ADDITIONAL)  # "46 more bodies were found, raising the toll to 52"
        elif "toll:by" in one.item.candidate.features:
            one.becomes(Role.ADDITIONAL)  # "the toll rose by 4 to 61"
        elif one.item.candidate.group.more or one.scope.rest:
            _of_more(one, sentence, told, counted, sibling)
        elif sibling or _is_of_some(one) or _is_slight(one, told):
            one.becomes(Role.PART)
        elif (one.scope.adding and one.about[1] in counted) or _is_also_new(one, told):
            one.becomes(Role.ADDITIONAL)
        told[one.about] = max(one.size, told.get(one.about, 0))
        counted.add(one.about[1])
        sentence.append(one)
    settle_retold(said, words.anyone)


def _is_also_new(one: Said, told: Mapping[About, int]) -> bool:
    """ "They also held two": beside fewer told of before; as many again are the same, one is another one."""
    before = told.get(one.about, 0)
    return one.scope.also and 0 < before <= one.size and (before < one.size or one.size == 1)


def _is_slight(one: Said, told: Mapping[About, int]) -> bool:
    """ "Over 40 were hurt. ... 30 were hurt slightly": those hurt a little among all who were counted before."""
    verbal = one.item.candidate.kind in ("subject", "object")
    return verbal and one.scope.slight and one.size < told.get(one.about, 0)


def _spot(one: Said) -> tuple[int, About]:
    return one.sentence, one.about


def _tolls_of_sentences(said: Sequence[Said]) -> _Tolls:
    """The numbers said of a toll, by sentence, event and outcome."""
    found: dict[tuple[int, About], list[Said]] = {}
    for one in said:
        if one.item.candidate.kind == "toll":
            found.setdefault(_spot(one), []).append(one)
    return found


def _of_more(one: Said, sentence: Sequence[Said], told: Container[About], counted: set[Outcome], sibling: bool) -> None:
    """ "Another 8" adds to those told of before; "five others" beside another outcome adds nothing."""
    alike = [other for other in sentence if other.about[1] == one.about[1]]
    if one.item.candidate.kind in ("part", "gap") or sibling or one.scope.framed:
        one.becomes(Role.PART)
    elif one.scope.rest:
        one.becomes(Role.PART)
        if alike and not alike[-1].fixed:
            alike[-1].becomes(Role.PART)
    elif (
        one.scope.bodies
        or (one.scope.adding and one.about[1] in counted)
        or (alike and one.about in told)
        or (not sentence and one.about[1] in counted)
    ):
        one.becomes(Role.ADDITIONAL)


def _is_of_some(one: Said) -> bool:
    """ "Among the dead were two nurses", "the imam was among the dead", "four of the dead"."""
    candidate = one.item.candidate
    if candidate.kind in ("part", "gap", "inverted", "lying"):
        return True
    if "inside:whole" in candidate.features or "subject:among" in candidate.features:
        return True
    return (
        one.scope.some
        or one.scope.framed
        or (one.scope.fared and one.about[1] == Outcome.INJURED)
        or (one.scope.identified and one.about[1] == Outcome.KILLED)
    )


def _siblings(said: Sequence[Said]) -> list[bool]:
    """Whether another group shares each claim's predicate: "40 civilians and eight soldiers", "56 here, 24 there"."""
    sharing = Counter(id(one.item.candidate.predication) for one in said if one.item.candidate.kind in _LISTED)
    given = []
    for one, follower in zip_longest(said, said[1:]):
        candidate = one.item.candidate
        others = sharing[id(candidate.predication)] - (candidate.kind in _LISTED)
        leans = follower is not None and follower.item.candidate.kind == "gap"
        leans = leans and follower.item.candidate.predication is candidate.predication
        leans = leans and candidate.kind not in ("part", "gap", "toll")
        given.append(others > 0 or leans)
    for first, second in pairwise([one for one in said if one.item.candidate.kind != "part"]):
        if first.item.layers is second.item.layers and first.about == second.about and _are_kinds(first, second):
            for one in (first, second):
                if not one.fixed:
                    one.becomes(Role.PART)
    _by_place(said)
    return given


def _by_place(said: Sequence[Said]) -> None:
    """ "In Adana 21 died; in Izmir nine died": numbers of one outcome, each with a place of its own, are parts.

    A toll that one more death has raised holds that death.
    """
    before: dict[tuple[int, About], Said] = {}
    for one in said:
        first = before.get(_spot(one))
        if first is not None and one.item.candidate.kind == "toll" and first.single:
            continue
        if one.item.candidate.kind in _WITHIN:
            continue
        if first is not None and _are_apart(first.scope.places, one.scope.places):
            for each in (first, one):
                if not each.fixed:
                    each.becomes(Role.PART)
        before[_spot(one)] = one


def _are_apart(first: Sequence[Place], second: Sequence[Place]) -> bool:
    """Whether both have places and none of one has to do with any of the other."""
    pairs = [(here, there) for here in first for there in second]
    return bool(pairs) and not any(contains(a, b) or contains(b, a) for a, b in pairs)


def _are_kinds(first: Said, second: Said) -> bool:
    """ "six miners dead, two policemen dead", "six badly hurt, 26 slightly": neighbours of two kinds."""
    degrees = {first.scope.severity, second.scope.severity}
    if len(degrees - {None}) == 2 or (first.single and _names_owner(second)):
        return True
    groups = first.item.candidate.group, second.item.candidate.group
    if any(group.status is None or group.kind != "counted" or group.more for group in groups):
        return False
    return groups[0].status != groups[1].status


def _names_owner(one: Said) -> bool:
    """ "captured a smuggler and held two of his brothers": those of somebody are not himself."""
    layers, group = one.item.layers, one.item.candidate.group
    owners = (i for i in range(group.start, group.end) if layers.mark("possessive", i) and layers.mark("definite", i))
    return any(not layers.mark("owns", i) for i in owners)


def _by_sums(said: Sequence[Said]) -> None:
    """Neighbouring claims that add up to a total of their event are its parts; what repeats a part is one."""
    for members in _accounts(said).values():
        open_ones = [one for one in members if one.role is Role.TOTAL]
        for index in summands([one.count for one in open_ones], [one.sentence for one in open_ones]):
            open_ones[index].becomes(Role.PART)
        parts = {one.count for one in members if one.role is Role.PART and not one.scope.some}
        known: set[Count] = set()
        for one in members:
            if one.role is Role.TOTAL and one.count in parts and one.count not in known and _may_repeat(one):
                one.becomes(Role.PART)
            elif one.role is Role.TOTAL:
                known.add(one.count)


def _by_pieces(said: Sequence[Said]) -> None:
    """ "Two were killed. A doctor died in the north. Another man died in the south": a total told piece by piece."""
    for members in _accounts(said).values():
        totals = [at for at, one in enumerate(members) if one.role is Role.TOTAL]
        for at, behind in pairwise([*totals, len(members)]):
            pieces = members[at + 1 : behind]
            roles = [one.role for one in pieces]
            spelled = set(roles) == {Role.PART, Role.ADDITIONAL} and roles[0] is Role.PART
            if spelled and not any(map(_is_of_some, pieces)) and _add_up(pieces, members[at]):
                for one in pieces:
                    one.role = Role.PART


def _add_up(pieces: Sequence[Said], whole: Said) -> bool:
    """Whether numbers, all of them exact, make just as many as another."""
    exact = all(one.count.low is not None and one.count.low == one.count.high for one in (*pieces, whole))
    return exact and sum(one.count.low or 0 for one in pieces) == whole.count.low


def _may_repeat(one: Said) -> bool:
    if one.item.candidate.kind == "toll" or one.vague:
        return False
    return one.narrow or one.scope.bodies or one.item.candidate.group.whole or (one.count.low or 0) > 1


def _by_held(said: Sequence[Said], tolls: _Tolls, words: RoleWords) -> None:
    """Additions that are no more than what a total counts: it is the toll that they raised, or holds what they add to.

    "The toll rose to 33 with two more bodies", "claimed 88 lives, after 26 more died"; of 42 dead, "40 bodies were
    found and two more people died on the way".
    """
    wholes = {about: _largest([one for one in m if one.role is Role.TOTAL]) for about, m in _accounts(said).items()}
    before: dict[tuple[int, About], Said] = {}
    for one in said:
        first, whole = before.get(_spot(one)), wholes.get(one.about)
        if one.role is Role.ADDITIONAL:
            one.held = any(toll.role is Role.TOTAL for toll in tolls.get(_spot(one), ()))
            if first is not None and first.role is Role.TOTAL:
                one.held = one.held or _raised(first, one, words)
            elif first is not None and first.role is Role.PART and whole is not None:
                one.held = one.held or first.size + one.size <= whole.size
        before[_spot(one)] = one


def _raised(whole: Said, one: Said, words: RoleWords) -> bool:
    """Whether an addition is told as what brought its total about."""
    layers = one.item.layers
    between = layers.tokens[whole.item.candidate.end : one.item.candidate.start]
    joint = next((token.norm for token in between if token.kind != "punct"), "")
    return joint in words.raised_by or (one.scope.bodies and joint in words.found_with)


def _accounts(said: Sequence[Said]) -> dict[About, list[Said]]:
    """The claims by event and outcome, in text order."""
    accounts: dict[About, list[Said]] = {}
    for one in said:
        accounts.setdefault(one.about, []).append(one)
    return accounts


def _by_size(said: Sequence[Said]) -> None:
    """Totals that count some of those whom a larger total of the same event counts become parts."""
    if not said:
        return
    roundup = _is_roundup(said)
    scene = said[0].scope.places
    for members in _accounts(said).values():
        totals = [one for one in members if one.role is Role.TOTAL]
        # "53 died in one land and eight in the other. In a village 14 were killed": some of those of a land
        largest, shared = _largest(totals), _largest([one for one in members if one.fixed and one.role is Role.PART])
        voices: dict[str | None, list[Said]] = {}
        for one in totals:
            voices.setdefault(one.voice, []).append(one)
        by_voice = {voice: _largest(members) for voice, members in voices.items()}
        equal: set[Count] = set()
        for one in totals:
            wholes = [w for w in (largest, by_voice[one.voice], shared) if w is not None]
            if one.count in equal and not one.narrow:
                continue
            whole = next((whole for whole in wholes if _is_part_of(one, whole, scene, roundup)), None)
            if whole is not None:
                stood = one.scope.stood and one.item.candidate.kind == "toll"
                one.role = Role.REVISED_FROM if stood or _has_risen(whole, one, scene) else Role.PART
            elif largest is not None and not roundup and _is_of_another_deed(one, largest):
                one.role = Role.OTHER
            else:
                equal.add(one.count)


def _largest(totals: Sequence[Said]) -> Said | None:
    """The largest total that is not the sum of a longer period."""
    known = [one for one in totals if not one.scope.period]
    return max(known, key=lambda one: one.size, default=None)


def _is_roundup(said: Sequence[Said]) -> bool:
    """Whether the report lists incidents: sentence after sentence tells a new deed."""
    return len({one.item.layers.sentence.start for one in said if one.scope.incident}) >= _ROUNDUP


def _is_part_of(one: Said, whole: Said, scene: tuple[Place, ...], roundup: bool) -> bool:
    """Whether a claim counts some of those whom a larger one counts; ``scene`` is where the report begins."""
    if one is whole or one.top is None or whole.size <= one.top:
        return False
    if one.scope.stood and whole.at < one.at and one.item.candidate.kind == "toll":
        return True
    if roundup or (one.scope.incident and one.item.layers is not whole.item.layers):
        return False
    if whole.vague and not (one.vague or one.single or one.narrow or one.scope.area):
        return False  # the 18 known later put in figures what were "dozens"
    group, status = one.item.candidate.group, whole.item.candidate.group.status
    if status is not None and group.status is not None and status != group.status:
        return False
    after, same_voice = whole.at < one.at, one.voice == whole.voice
    if one.single or (one.scope.bodies and after):
        return True
    rival = one.item.candidate.kind == "toll" and one.voice is not None and not same_voice
    if rival or not (after or same_voice or whole.scope.whole):
        return False
    if one.scope.treated or one.scope.worst or one.scope.share or _lies_within(one, whole, scene):
        return True
    if one.vague:
        return False
    return (group.status is not None and after) or (one.closed and same_voice and (after or whole.scope.whole))


def _is_of_another_deed(one: Said, whole: Said) -> bool:
    """One person killed in a deed of its own, told beside an event that killed many: no rival of their number."""
    return one.single and one.scope.incident and one.sentence != whole.sentence and whole.size >= _MANY


def _has_risen(whole: Said, one: Said, scene: tuple[Place, ...]) -> bool:
    """ "The toll climbed to 100. On Monday 59 had been killed": what it climbed from, unless told of some only."""
    toll, layers = whole.item.candidate, whole.item.layers
    if toll.kind != "toll" or not any(layers.mark("rise", i) for i in range(toll.start, toll.end)):
        return False
    if one.sentence <= whole.sentence or one.item.candidate.kind in _WITHIN:
        return False
    scope = one.scope
    some = one.single or one.narrow or scope.bodies or scope.treated or scope.worst or scope.share or scope.places
    return not (some or _lies_within(one, whole, scene))


def _lies_within(one: Said, whole: Said, scene: tuple[Place, ...]) -> bool:
    """Whether one clause reaches less far than another: the other names an area or places that lie beyond it."""
    if not one.closed and whole.size < _SAME * one.size:
        return False
    if one.scope.area and not whole.scope.area:
        return True
    reach = whole.scope.places or scene
    return bool(one.scope.places) and any(not any(contains(near, far) for near in one.scope.places) for far in reach)


def _by_neighbour(said: Sequence[Said]) -> None:
    """A bare number beside a part has the part's reach: "28 deaths and 98 missing in the worst-hit district"."""
    for first, second in pairwise(said):
        if first.item.layers is not second.item.layers or first.about[0] != second.about[0]:
            continue
        settled = first.fixed or first.role is not Role.PART or second.role is not Role.TOTAL
        if not settled and _is_bare(second) and first.about != second.about:
            second.role = Role.PART


def _is_bare(one: Said) -> bool:
    """A number without a noun of its own ("98 missing"), or with one that only points at others ("25 others")."""
    group = one.item.candidate.group
    return group.kind == "bare" or (group.more and not one.narrow)

"""Read a report's claims, sentence by sentence."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from knell.claims import illness
from knell.claims.body import Body
from knell.claims.candidates import Candidate, find_candidates
from knell.claims.evidence import choose
from knell.claims.groups import Group, find_groups, names_told
from knell.claims.layers import Layers, Predication
from knell.claims.lists import merge_lists
from knell.claims.parts import find_parts
from knell.claims.prefilter import may_claim, may_restate, outcomes
from knell.claims.supposing import Supposed
from knell.claims.told import Told
from knell.claims.tolls import find_lying, find_restated, find_tolls
from knell.claims.undivided import undivided

# A toll stays in focus for this many sentences.
_FOCUS_LASTS = 2

# Groups that are some people: those who "got out without injuries" do not make it nobody.
_SOME = frozenset(("counted", "bare", "unknown", "name", "one"))


@dataclass(frozen=True, slots=True)
class Found:
    """A chosen candidate with the sentence it stands in and its probability."""

    layers: Layers
    candidate: Candidate
    probability: float


@dataclass(slots=True)
class Setting:
    """What the text before a sentence says about reading it.

    ``number`` is that of the sentence; ``told`` knows names and numbers of animals told before it; ``focus`` is the
    toll spoken of last; ``claimed``: a sentence made a claim, so that what the names mean is needed anyway.
    """

    body: Body
    told: Told
    number: int = 0
    focus: Predication | None = None
    claimed: bool = False


def read_sentence(setting: Setting) -> list[Found]:
    """The claims of one sentence, given what the text said before."""
    layers, told = setting.body[setting.number], setting.told
    if not (setting.claimed or may_hold_any(setting, layers)):
        told.skip(setting.number)
        return []
    groups = find_groups(layers, told.names(setting.number))
    told.read(setting.number, names_told(layers, groups))
    people, candidates = _candidates(setting, layers, groups)
    if not candidates:
        return []
    extra = _facts(setting, layers)
    chosen = [pair for pair in choose(candidates, extra) if not _spares_some(layers, groups, pair[0])]
    chosen = list(undivided(layers, merge_lists(layers, chosen)))
    leaning = list(find_parts(layers, people, [c for c, _ in chosen]))
    chosen += choose(leaning, extra)
    chosen.sort(key=lambda pair: (pair[0].group.start, pair[0].group.end))
    return [Found(layers, candidate, probability) for candidate, probability in chosen]


def _spares_some(layers: Layers, groups: Sequence[Group], candidate: Candidate) -> bool:
    """Whether only some are said to be spared, by which nobody else is: "three were not hurt", "two got out unhurt"."""
    group = candidate.group
    if candidate.negated and group.kind != "nobody":
        return True
    without = group.kind == "nobody" and layers.mark("prepositions", group.start)
    ahead = [other for other in groups if other.end <= group.start and other.kind in _SOME] if without else []
    return any(not layers.mark("prepositions", other.start - 1) for other in ahead)


def may_hold_any(setting: Setting, layers: Layers) -> bool:
    """Whether a sentence has candidates to choose from if all its names are persons, or if none is."""
    for persons in (True, False):
        supposed = Supposed(persons)
        likely = may_hold(setting, layers, supposed, supposed)
        if likely or not supposed.asked:
            return likely
    return False


def may_hold(setting: Setting, layers: Layers, places: Supposed, told: Container[str]) -> bool:
    """Whether a sentence has candidates to choose from where its places are these and these words of names are told."""
    view = places.of(layers)
    _, candidates = _candidates(setting, view, find_groups(view, told))
    return bool(candidates) and bool(choose(candidates, _facts(setting, view)))


def _candidates(
    setting: Setting, layers: Layers, groups: Sequence[Group]
) -> tuple[Sequence[Group], Sequence[Candidate]]:
    """The groups of a sentence that count people, and what may be claimed of them."""
    # a bare number that was given to animals or objects before counts them again
    people = [g for g in groups if g.kind != "bare" or g.count not in setting.told.things()]
    tolls = list(find_tolls(layers, people))
    candidates = [*_apart(find_candidates(layers, people), tolls), *tolls]
    again = [*find_restated(layers, people, setting.focus), *find_lying(layers, people, setting.focus)]
    ill = illness.KIND in setting.body.features or (
        setting.number > 0 and illness.points_back(layers, setting.body[setting.number - 1])
    )
    return people, illness.marked(layers, [*candidates, *again], ill)


def _apart(candidates: Sequence[Candidate], tolls: Sequence[Candidate]) -> Iterator[Candidate]:
    """Candidates but for the number of a toll taken into a list: "risen to 54 people and 63 others are missing"."""
    outcomes = {toll.group.start: toll.predication.outcome for toll in tolls}
    for one in candidates:
        other = outcomes.get(one.group.start, one.predication.outcome) is not one.predication.outcome
        if not (other and any(feature.endswith(":sibling") for feature in one.features)):
            yield one


def _facts(setting: Setting, layers: Layers) -> list[str]:
    """Facts of the text and of the whole sentence that speak against every candidate in it."""
    features = [*setting.body.features]
    if any(match.value.animal for match in layers.find(layers.words.nouns)):
        features.append("animals")
    told = {"aggregate": "aggregate", "unreal_nearby": "sport", "fiction_nearby": "fiction", "natural": "natural"}
    for kind, name in told.items():
        # "a year" is a rate, "a year ago" a time
        if any(layers.phrase(kind, i) > i for i in range(len(layers.tokens)) if i not in layers.busy):
            features.append(name)
    return features


def find_in(body: Body) -> list[Found]:
    """All claims in the sentences of a body, in text order."""
    found: list[Found] = []
    setting = Setting(body, Told(body))
    since = 0
    telling = frozenset(outcomes(body))
    for number in range(len(body)) if telling else ():
        setting.number = number
        since += 1
        tells = number in telling and may_claim(body[number])
        here = []
        if tells or (setting.focus is not None and may_restate(body[number])):
            here = read_sentence(setting)
            found.extend(here)
            setting.claimed = bool(found)
        else:
            setting.told.skip(number)
        tolls = [f.candidate.predication for f in here if f.candidate.kind in ("toll", "counted", "subject", "object")]
        if tolls:
            setting.focus, since = tolls[-1], 0
        elif since > _FOCUS_LASTS:
            setting.focus = None
    return found

"""Pair groups with predicates wherever a predicate's frame lets them meet. Recall first: weighing comes later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knell.claims.groups import Group
from knell.claims.layers import Layers, Predication
from knell.claims.names import name_at
from knell.model import Count, Outcome, Wording

# A subject farther than this from its predicate is somebody else's.
_FARTHEST_SUBJECT = 40
_FARTHEST_SIBLING = 12
_FARTHEST_COMPANION = 20
_LONGEST_INTRODUCTION = 6
_VERBAL = {"participle", "intransitive", "state"}
_OBJECT = {"participle", "active"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group and a predicate that may make a claim; ``features`` are the named facts it is weighed by."""

    group: Group
    predication: Predication
    kind: str
    features: tuple[str, ...]
    negated: bool = False

    @property
    def start(self) -> int:
        """First token of the words that make the claim."""
        return min(self.group.start, self.predication.start)

    @property
    def end(self) -> int:
        """The token behind the words that make the claim."""
        return max(self.group.end, self.predication.end)


def find_candidates(layers: Layers, groups: Sequence[Group]) -> list[Candidate]:
    """All candidates of a sentence that rest on a predicate of its own."""
    found: list[Candidate] = []
    for predication in layers.predications:
        verb = _Verb(layers, groups, predication)
        found.extend(verb.candidates())
    found.extend(_lives(layers, groups))
    found.extend(_split(layers, groups))
    found.extend(_deaths_of_one(layers))
    found.extend(_possessed(layers, groups))
    found.extend(_nouns_apart(layers, groups))
    return found


class _Verb:
    """The search for the victims of one predicate."""

    def __init__(self, layers: Layers, groups: Sequence[Group], predication: Predication) -> None:
        self.layers, self.groups, self.predication = layers, groups, predication
        self.frames = predication.frames
        self.left = predication.start - 1
        self.plural = self.among = self.be = self.have = self.irrealis = self.negated = self.leave = False
        self._step_over_auxiliaries()
        self.by = layers.mark("by", predication.end)

    def _step_over_auxiliaries(self) -> None:
        layers = self.layers
        while self.left >= 0:
            among = self._among_the()
            if among is not None:
                self.among = True
                self.left = among
                continue
            self.plural = self.plural or layers.mark("plural_verbs", self.left)
            if layers.mark("be", self.left):
                self.be = True
            elif layers.mark("have", self.left):
                self.have = True
            elif layers.mark("negation", self.left) and not layers.mark("no", self.left):
                self.negated = True
            elif layers.mark("irrealis", self.left):
                self.irrealis = not self._is_factual(self.left)
            elif not layers.mark("skip", self.left):
                break
            self.left -= 1
        if layers.mark("leave", self.left):
            self.leave = True

    def _among_the(self) -> int | None:
        """ "was among the dead": step over "among the" in front of the predicate."""
        if self.left + 1 != self.predication.start:
            return None
        for reach in (3, 2):
            start = self.predication.start - reach
            if start >= 0 and self.layers.phrase("among_the", start) == self.predication.start:
                return start - 1
        return None

    def _is_factual(self, index: int) -> bool:
        """ "may have been killed" reports; "to be" in "known to be missing" is only the copula."""
        layers = self.layers
        if layers.mark("to", index):
            return layers.mark("be", index + 1) or layers.mark("have", index + 1) or "active" not in self.frames
        return False

    def candidates(self) -> Iterator[Candidate]:
        frames = self.frames
        if not self.be and self._counts_things():
            return
        if "complement" in frames:
            counted = list(self._counted())
            yield from counted
            if not any(c.group.count.low for c in counted):
                yield from self._to_the_right("complement")
            if frames == {"complement"}:
                return
        if frames & {"counted"}:
            yield from self._counted()
        objects: list[Candidate] = []
        if frames & _OBJECT and not self.be and not self.by:
            objects = list(self._to_the_right("object"))
            yield from objects
        if frames & _VERBAL or (self.be and (self.among or "active" in frames)):
            acts = "participle" in frames and not self.be and not self.by and self._has_uncounted_object()
            yield from self._subjects(bool(objects) or acts)
        if not objects:
            yield from self._inverted()
        if frames & {"participle", "state"}:
            yield from self._inside()

    # --- to the left

    def _subjects(self, has_objects: bool) -> Iterator[Candidate]:
        layers = self.layers
        at = self.left
        features = self._voice(has_objects)
        if layers.mark("relative", at):
            features.append("relative")
            at -= 1
            if layers.sign(at, ","):
                at -= 1
            ends_group = any(g.end == at + 1 for g in self.groups)
            if not ends_group and (layers.mark("these", at) or layers.mark("pronouns", at)):
                return
        elif layers.mark("these", at) and not any(g.end == at + 1 for g in self.groups):
            return  # "those killed": nobody counted
        conjoined = layers.mark("and", at)
        group, gap = self._nearest_left(at, features)
        if group is None:
            return
        if conjoined and not any(g in gap for g in ("next", "in_pp", "shared")):
            gap = ["conjoined"]  # "was hit six times, and was pronounced dead"
        yield self._make(group, "subject", features + gap)
        if self.be or "intransitive" in self.frames:
            yield from self._companions(features)
        for sibling in _siblings_left(layers, self.groups, group):
            named = ["name_sibling"] if sibling.kind == "name" and group.kind in ("counted", "bare") else []
            yield self._make(sibling, "subject", [*features, "sibling", *named])

    def _companions(self, features: list[str]) -> Iterator[Candidate]:
        """ "was killed near his home, along with two of his guards"."""
        layers = self.layers
        begins = {g.start: g for g in self.groups}
        for index in range(self.predication.end, min(self.predication.end + _FARTHEST_COMPANION, len(layers.tokens))):
            if layers.sign(index, ";.") or any(p.start == index for p in layers.predications):
                return
            end = layers.phrase("along_with", index)
            if end > index and end in begins:
                yield self._make(begins[end], "subject", [*features, "companion"])
                return

    def _voice(self, has_objects: bool) -> list[str]:
        features = []
        if self.be:
            features.append("be")
        if self.among:
            features.append("among")
        if self.have and not self.be:
            features.append("have")
        if self.leave:
            features.append("leave")
        if not self.be and self.layers.mark("or", self.left):
            features.append("or")
        if self.by:
            features.append("by")
        if "intransitive" in self.frames:
            features.append("intransitive")
        if has_objects:
            features.append("has_object")
        if not self.be and "participle" in self.frames:
            features.append("no_be")
        return features

    def _nearest_left(self, at: int, features: list[str]) -> tuple[Group | None, list[str]]:
        """The group that most likely is the subject, and what lies between it and the predicate."""
        layers = self.layers
        shared = False
        commas = 0
        index = at
        by_end = {g.end: g for g in self.groups if g.end <= at + 1}
        fallback: tuple[Group, list[str]] | None = None
        while index >= 0 and at - index <= _FARTHEST_SUBJECT:
            group = by_end.get(index + 1)
            if group is not None:
                gap = [_distance(at + 1 - group.end), *(["comma"] if commas == 1 else [])]
                gap += ["commas"] if commas >= 2 else []
                gap += ["shared"] if shared else []
                gap += ["verb_between"] if self._has_verb(group.end, at) and not shared else []
                adjacent = group.end == at + 1 and group.kind in ("counted", "bare", "unknown")
                adjacent = adjacent and (not self.be or "relative" in features)
                counted = group.count.low is not None or group.count.high is not None
                if _included(layers, group) and group.end != at + 1:
                    index = group.start - 1
                    continue  # "three people, including a guard, dead"
                if counted and (adjacent or not self._under_preposition(group)):
                    return group, gap + (["over_pp"] if fallback else [])
                fallback = fallback or (group, [*gap, "in_pp"] if counted else gap)
                commas += sum(layers.sign(i, ",") for i in range(group.start, group.end))
                index = group.start - 1
                continue
            predication = self._predication_ending(index)
            if predication is not None and predication.start in by_end:
                shared = True  # "people injured in the attack died": the participle only describes them
                index = predication.start - 1
                continue
            if predication is not None:
                if not self._coordinated(predication, at):
                    break
                shared = True
                index = predication.start - 1
                continue
            if self._is_barrier(index):
                break
            commas += layers.sign(index, ",(—–")
            index -= 1
        return fallback or (None, [])

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a verb of its own, outside a relative clause, stands between a group and the predicate."""
        inside = range(start, end + 1)
        if any(self.layers.mark("relative", i) for i in inside):
            return False
        return any(self.layers.mark("be", i) or self.layers.mark("have", i) for i in inside)

    def _is_barrier(self, index: int) -> bool:
        layers = self.layers
        if layers.sign(index, ";:"):
            return True
        if layers.mark("reporting", index):
            return True
        return layers.mark("subordinate", index) and index < self.left

    def _under_preposition(self, group: Group) -> bool:
        layers = self.layers
        before = group.start - 1
        if layers.mark("prepositions", before) or layers.mark("by", before):
            return True
        if group.kind != "name" or before < 0:
            return False
        # a name behind a plain noun names that noun: "on board Air India flight AI171"
        token = layers.tokens[before]
        joins = ("coordinate", "subordinate", "reporting", "relative", "skip")
        return token.kind == "word" and token.text.islower() and not any(layers.mark(k, before) for k in joins)

    def _predication_ending(self, index: int) -> Predication | None:
        return next((p for p in self.layers.predications if p.end == index + 1), None)

    def _coordinated(self, earlier: Predication, at: int) -> bool:
        between = range(earlier.end, at + 1)
        return any(self.layers.mark("and", i) or self.layers.mark("coordinate", i) for i in between)

    # --- to the right

    def _has_uncounted_object(self) -> bool:
        """ "killed the men inside": an active verb whose object is nobody counted leaves its subject alone."""
        at = self.predication.end
        while self.layers.mark("skip", at):
            at += 1
        return self.layers.mark("definite", at) or self.layers.mark("articles", at) or self.layers.mark("them", at)

    def _to_the_right(self, kind: str) -> Iterator[Candidate]:
        layers = self.layers
        at = self.predication.end
        steps = 0
        begins = {g.start: g for g in self.groups}
        reach = _LONGEST_INTRODUCTION if kind == "complement" or self._introduces_name(at, begins) else 3
        while at not in begins and steps < reach and at < len(layers.tokens):
            leads = kind == "object" and self._introduces_name(at, begins)
            may_skip = leads or layers.mark("skip", at) or layers.mark("definite", at) or layers.mark("articles", at)
            if kind == "complement" and layers.tokens[at].kind == "word" and not layers.mark("prepositions", at):
                may_skip = True  # "the assassination of military ruler Park"
            if not may_skip and not layers.sign(at, '"“”«»'):
                return
            at += 1
            steps += 1
        group = begins.get(at)
        if group is None:
            return
        features = [f"skipped_{min(steps, 2)}"]
        if self.have:
            features.append("have")
        if "active" in self.frames:
            features.append("active")
        yield self._make(group, kind, features)
        for sibling in _siblings_right(layers, self.groups, group):
            named = ["name_sibling"] if sibling.kind == "name" and group.kind in ("counted", "bare") else []
            yield self._make(sibling, kind, [*features, "sibling", *named])

    def _introduces_name(self, at: int, begins: Mapping[int, Group]) -> bool:
        """ "killed prominent human rights lawyer Ana Paz": plain words lead from here to a name."""
        for index in range(at, min(at + _LONGEST_INTRODUCTION, len(self.layers.tokens))):
            if index in begins:
                return begins[index].kind == "name" and index > at
            closes = (
                "prepositions",
                "coordinate",
                "subordinate",
                "relative",
                "be",
                "have",
                "reporting",
                "by",
                "articles",
            )
            plain = self.layers.tokens[index].kind == "word" and not any(self.layers.mark(k, index) for k in closes)
            if not plain or any(p.start == index for p in self.layers.predications):
                return False
        return False

    def _inverted(self) -> Iterator[Candidate]:
        """ "Also killed were another 18 people"; "among those who perished was a whole class"."""
        layers = self.layers
        at = self.predication.end
        headless = layers.mark("these", self.predication.start - 1)
        nominal = self.among or headless or self.frames & {"state", "counted"}
        if not (layers.mark("be", at) or (nominal and layers.mark("include", at))):
            return
        begins = {g.start: g for g in self.groups}
        group = begins.get(at + 1)
        if group is not None:
            yield self._make(group, "inverted", [])
            for sibling in _siblings_right(layers, self.groups, group):
                yield self._make(sibling, "inverted", ["sibling"])

    # --- nouns

    def _inside(self) -> Iterator[Candidate]:
        """ "48 wounded individuals", "two of the dead": the predicate stands inside the group."""
        for group in self.groups:
            if group.kind == "one" and not self.layers.mark("articles", group.start):
                continue  # "the wounded youth" speaks of one already told of
            if group.start < self.predication.start and self.predication.end <= group.end:
                yield self._make(group, "inside", ["whole"] if group.whole else [])

    def _counted(self) -> Iterator[Candidate]:
        """ "218 deaths", "no injuries", "dozens of dead": the noun itself is counted."""
        countable = ("bare", "unknown", "nobody", *(() if "participle" in self.frames else ("counted",)))
        for group in self.groups:
            if group.kind == "one" and not self.layers.mark("articles", group.start):
                continue
            if group.head is not None and self.predication.start <= group.head < self.predication.end:
                if group.kind != "one" or self.predication.end - self.predication.start <= 2:
                    yield self._make(group, "counted", ["is_head"])
            elif group.end == self.predication.start and group.kind in countable:
                yield self._make(group, "counted", [])

    def _says(self, index: int) -> bool:
        """Whether a verb of saying stands here that makes the group before it a speaker."""
        return self.layers.mark("reporting", index) and not self.layers.mark("according", index)

    def _counts_things(self) -> bool:
        """ "12 dead sheep": what is counted stands behind the adjective."""
        end = self.predication.end
        noun = self.layers.words.nouns.at(self.layers.tokens, end) if end < len(self.layers.tokens) else None
        return noun is not None and not noun.value.person

    def _make(self, group: Group, kind: str, features: list[str]) -> Candidate:
        named = [f"link={kind}", f"group={group.kind}", *(f"{kind}:{f}" for f in features)]
        if any(self._says(index) for index in (group.end, group.end + 1)):
            named.append("speaks")
        if any(self.layers.mark("alive", i) for i in range(self.predication.end, self.predication.end + 4)):
            named.append("alive")
        if kind == "subject" and group.kind == "name" and not self.be and "intransitive" not in self.frames:
            named.append("subject:name_alone")
        if group.count.low is None and group.count.high is None:
            named.append("uncounted")
        if self.layers.mark("owns", group.end):
            named.append("possessor")
        if group.kind == "unknown" and self.predication.outcome is Outcome.MISSING:
            named.append("missing_thing")
        if kind == "subject" and group.kind == "name" and self.plural and "sibling" not in features:
            named.append("number_clash")
        if self.irrealis:
            named.append("irrealis")
        if self.negated:
            named.append("negated")
        return Candidate(group, self.predication, kind, tuple(named), self.negated)


def _included(layers: Layers, group: Group) -> bool:
    """Whether the group is said to be some of another: "including a guard", "five of them Spaniards"."""
    if group.whole and any(layers.mark("these", i) for i in range(group.start, group.end)):
        return layers.sign(group.start - 1, ",(—–-")
    return any(layers.phrase("including", i) == group.start for i in range(max(group.start - 3, 0), group.start))


def _distance(tokens: int) -> str:
    for limit, name in ((0, "next"), (3, "near"), (8, "apart"), (16, "far")):
        if tokens <= limit:
            return name
    return "very_far"


def _siblings_left(layers: Layers, groups: Sequence[Group], group: Group) -> Iterator[Group]:
    """Groups coordinated in front of this one: "two policemen and a guard were killed"."""
    here = group
    for earlier in sorted((g for g in groups if g.end <= group.start), key=lambda g: -g.end):
        if _included(layers, earlier):
            continue  # "six officers, among them a sub-inspector, and two bystanders"
        if earlier.kind in ("name", "one") and layers.mark("prepositions", earlier.start - 1):
            continue  # a name inside a modifier: "five students of BJ College, four clerks and ..."
        closed = here is not group or _has_conjunction(layers, earlier.end, here.start)
        if not closed or not _coordinates(layers, earlier.end, here.start):
            return
        yield earlier
        here = earlier


def _siblings_right(layers: Layers, groups: Sequence[Group], group: Group) -> Iterator[Group]:
    here = group
    waiting: list[Group] = []
    for later in (g for g in groups if g.start >= group.end):
        if later.kind in ("name", "one") and layers.mark("prepositions", later.start - 1):
            continue
        if not _coordinates(layers, here.end, later.start):
            return
        waiting.append(later)
        here = later
        if _has_conjunction(layers, later.start - 3, later.start):
            yield from waiting  # a list is one only when a conjunction closes it
            waiting = []


def _has_conjunction(layers: Layers, start: int, end: int) -> bool:
    """Whether "and" or the like stands between two tokens."""
    return any(layers.phrase("coordinate", i) > i for i in range(max(start, 0), end))


def _coordinates(layers: Layers, start: int, end: int) -> bool:
    """Whether the tokens between two groups only coordinate them (modifiers of the first allowed)."""
    if not start < end or end - start > _FARTHEST_SIBLING:
        return False
    last = end - 1
    while last > start and (layers.mark("skip", last) or layers.mark("additional", last)):
        last -= 1
    closes = layers.mark("coordinate", last) or layers.sign(last, ",")
    if not closes and all(layers.phrase("coordinate", i) != last + 1 for i in range(max(start, last - 3), last + 1)):
        return False
    for index in range(start, end):
        if any(p.start == index for p in layers.predications):
            return False
        stops = ("be", "have", "relative", "subordinate", "reporting")
        if any(layers.mark(kind, index) for kind in stops) and not layers.mark("coordinate", index):
            return False
        if layers.sign(index, ":") or (layers.sign(index, ";") and not _lists_by_semicolon(layers, end)):
            return False
    return True


def _lists_by_semicolon(layers: Layers, start: int) -> bool:
    """Whether what follows a semicolon is one more name of a list ("Ana Paz, 19; Juan Ruiz")."""
    return name_at(layers, start) is not None or layers.mark("articles", start)


def _lives(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "claimed 274 lives", "33 lives were lost"."""
    for group in groups:
        if not group.life or group.head is None:
            continue
        outcome = layers.words.life_nouns[layers.tokens[group.head].norm]
        near = [*range(max(0, group.start - 4), group.start), *range(group.end, min(group.end + 8, len(layers.tokens)))]
        for index in near:
            if layers.tokens[index].norm in layers.words.life_verbs:
                verb = Predication(index, index + 1, outcome, frozenset({"lives"}))
                yield Candidate(group, verb, "lives", ("link=lives", f"group={group.kind}"))
                break


def _deaths_of_one(layers: Layers) -> Iterator[Candidate]:
    """ "his death was confirmed", "her body was found"."""
    for index in range(len(layers.tokens)):
        end = layers.phrase("death_of_one", index)
        if end > index and layers.mark("be", end):
            group = Group(index, index + 1, Count(1, 1, Wording.EXACT), "pronoun")
            noun = Predication(index + 1, end, Outcome.KILLED, frozenset({"counted"}))
            yield Candidate(group, noun, "counted", ("link=possessive", "group=pronoun"))


def _possessed(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "Senator Galan's murder"."""
    for group in groups:
        at = group.end
        if group.kind not in ("one", "name") or not layers.mark("owns", at) or at + 1 >= len(layers.tokens):
            continue
        outcome = layers.words.nouns_of_one.get(layers.tokens[at + 1].norm)
        if outcome is not None:
            noun = Predication(at + 1, at + 2, outcome, frozenset({"complement"}))
            yield Candidate(group, noun, "complement", ("link=possessed", f"group={group.kind}"))


def _nouns_apart(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "the murder in Guatemala of two leaders": what stands between noun and victims says where or when."""
    begins = {g.start: g for g in groups}
    for index, token in enumerate(layers.tokens):
        outcome = layers.words.nouns_of_one.get(token.norm)
        if outcome is None or any(p.start <= index < p.end and "complement" in p.frames for p in layers.predications):
            continue
        for at in range(index + 2, min(index + _LONGEST_INTRODUCTION + 2, len(layers.tokens) - 1)):
            if layers.tokens[at].kind == "punct":
                break
            if layers.mark("of", at):
                behind = next((i for i in range(at + 1, min(at + 4, len(layers.tokens))) if i in begins), None)
                if behind is not None and begins[behind].kind in ("counted", "one", "name"):
                    noun = Predication(index, index + 1, outcome, frozenset({"complement"}))
                    kind = begins[behind].kind
                    yield Candidate(begins[behind], noun, "complement", ("link=apart", f"group={kind}"))
                break


def _split(layers: Layers, groups: Sequence[Group]) -> Iterator[Candidate]:
    """ "shot a man, 51, to death"."""
    for group in groups:
        before = group.start - 1
        if before < 0 or layers.tokens[before].norm not in layers.words.split_verbs:
            continue
        outcome = layers.words.split_verbs[layers.tokens[before].norm]
        for index in range(group.end, min(group.end + 8, len(layers.tokens))):
            completion = layers.words.split_completions.at(layers.tokens, index)
            if completion is not None:
                verb = Predication(before, completion.end, outcome, frozenset({"split"}))
                yield Candidate(group, verb, "split", ("link=split", f"group={group.kind}"))
                break
            if any(p.start == index for p in layers.predications) or layers.sign(index, ";:"):
                break

"""What stands around a predicate: auxiliaries, agents, objects that nobody counts."""

from __future__ import annotations

from collections.abc import Sequence

from knell.claims.candidate import Candidate
from knell.claims.groups import Group
from knell.claims.layers import Layers, Predication
from knell.claims.runs import run
from knell.model import Outcome

# Of people in front of their predicate another verb may say that they were spared.
_IN_FRONT = ("counted", "subject", "inside")
# So many words may stand between "denied" and the reports that it denies.
_DENIED_WITHIN = 3


class Verb:
    """One predicate and its auxiliaries; ``left`` is the token before them.

    ``be``, ``have``, ``by`` and ``leave`` say which of these words stand beside it; ``among`` that it reads "among the
    dead"; ``plural`` that its auxiliary is plural; ``irrealis`` and ``negated`` that it did not happen.
    """

    def __init__(self, layers: Layers, groups: Sequence[Group], predication: Predication) -> None:
        """Read the auxiliaries of a predicate of the sentence."""
        self.layers, self.groups, self.predication = layers, groups, predication
        self.frames = predication.frames
        self.left = predication.start - 1
        self.plural = self.among = self.be = self.have = self.irrealis = self.negated = self.leave = False
        self._step_over_auxiliaries()
        if "complement" in self.frames and self._is_only_meant():
            self.irrealis = True
        # "matou pelo menos 27": the word that names who did it is part of the number
        bound = any(quantity.start == predication.end for quantity in layers.quantities)
        self.by = layers.mark("by", predication.end) and not bound
        if "passive" in self.frames or self._auxiliary_behind():
            self.be = True
        if layers.words.order.plural:
            self._read_number()
        if layers.words.order.negative:
            self._read_denial()
        if layers.words.order.bracket:
            self._read_clause()

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
            elif layers.mark("irrealis", self.left) and self.left not in layers.busy:  # "may", not "1 May"
                self.irrealis = not self._is_factual(self.left)
            elif not layers.mark("skip", self.left) and not self._leads_from_irrealis():
                break
            self.left -= 1
        if layers.mark("leave", self.left):
            self.leave = True

    def _leads_from_irrealis(self) -> bool:
        """ "amenazaron con matar", "menacé de tuer": the small word between the two verbs."""
        return self.layers.mark("infinitive", self.left) and self.layers.mark("irrealis", self.left - 1)

    def _auxiliary_behind(self) -> bool:
        """ "getötet wurden": the auxiliary behind its participle."""
        layers = self.layers
        return "right" in layers.words.order.auxiliaries and layers.mark("be", self.predication.end)

    def _read_clause(self) -> None:
        """What the finite verb and the negation of the clause, however far away, say of the predicate.

        "könnten 12 Menschen getötet werden" did not happen; "sollen 12 getötet worden sein" is told.
        """
        layers = self.layers
        left, right = self._clause()
        inside = {i for g in self.groups for i in range(g.start, g.end)}
        around = [i for i in range(left, right) if i not in inside]
        end = self.predication.end
        perfect = any(layers.mark("perfect", i) for i in (end, end + 1))
        wished = "passive" not in self.frames and any(layers.mark("subjunctive", i) for i in around)
        if (wished or any(layers.mark("modals", i) for i in around)) and not perfect:
            self.irrealis = True
        if any(layers.phrase("denying", i) > i for i in around):
            self.negated = True

    def _clause(self) -> tuple[int, int]:
        """The tokens of the predicate's clause: up to the signs and conjunctions around it."""
        layers, predication = self.layers, self.predication
        left, right = predication.start, predication.end
        while left > 0 and not layers.sign(left - 1, ",;:") and not layers.mark("subordinate", left - 1):
            left -= 1
        while right < len(layers.tokens) and not layers.sign(right, ",;:"):
            right += 1
        return left, right

    def _read_number(self) -> None:
        """Whether the form of the predicate itself is a plural."""
        order = self.layers.words.order
        features = self.layers.features(self.predication.start)
        self.plural = self.plural or (order.plural in features and order.singular not in features)

    def _read_denial(self) -> None:
        """Whether the form of the predicate, or the negation behind it, denies it: "ölməyib", "ölen olmadı"."""
        layers, predication = self.layers, self.predication
        # where the verb comes last it may stand behind the noun that names the outcome: "xəsarət almayıb"
        inside = range(predication.start, predication.end + layers.words.order.verb_final)
        denied = any(layers.words.order.negative in layers.features(i) for i in inside)
        self.negated = self.negated or denied or layers.mark("negation", predication.end)
        self.irrealis = self.irrealis or layers.mark("irrealis", predication.end)

    def fits(self, role: str, group: Group) -> bool:
        """Whether the case of the people lets them stand in a role; behind a number it mostly says nothing."""
        order = self.layers.words.order
        if group.head is None or (group.kind == "counted" and not order.counted_case):
            return True
        return self.layers.words.order.fits(role, self.layers.features(group.head))

    def _is_only_meant(self) -> bool:
        """ "plotted the murder of", "foiled an assassination of"."""
        at = self.predication.start - 1
        while self.layers.mark("articles", at) or self.layers.mark("definite", at) or self.layers.mark("skip", at):
            at -= 1
        return self.layers.mark("only_meant", at)

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
        if layers.mark("may", index):
            told = self.be or "intransitive" in self.frames
            return told and layers.mark("have", index + 1)  # "may have been killed" is told as likely, not as wished
        if layers.mark("to", index):
            if any(layers.phrase("factual", at) == index + 1 for at in range(max(index - 3, 0), index)):
                return True  # "in addition to killing two"
            return layers.mark("be", index + 1) or layers.mark("have", index + 1) or "active" not in self.frames
        return False

    def has_uncounted_object(self) -> bool:
        """ "killed the men inside": an active verb whose object is nobody counted leaves its subject alone."""
        at = self.predication.end
        while self.layers.mark("skip", at) and not self.layers.mark("subordinate", at):
            at += 1  # but "as the search goes on" is a clause of its own
        if self.layers.mark("definite", at) or self.layers.mark("articles", at) or self.layers.mark("them", at):
            return True
        _, head, person, _ = run(self.layers, at)
        # "executed bomb attacks", but "those killed last weekend were"
        return head is not None and not person and not self.layers.shouting and head not in self.layers.busy

    def _said_alive(self) -> bool:
        """ "feared dead were found alive"; in another clause it is said of others."""
        for index in range(self.predication.end, self.predication.end + 4):
            if self.layers.mark("alive", index):
                return True
            if "passive" in self.frames and self.layers.sign(index, ",;"):
                return False
        return False

    def _is_denied(self) -> bool:
        """ "denied that five had been killed", "reports that five were killed were false"."""
        layers = self.layers
        denies = any("denial" in kind.phrases for kind in layers.kinds)  # as few sentences do
        if denies and any(self._denies(i) for i in range(self.predication.start - 3, self.predication.start)):
            return True
        if "complement" in self.frames and layers.mark("definite", self.predication.start - 1):
            return False  # "denied that it had to do with the murder of": that there was one is taken as known
        for index in range(self.predication.start - 1, -1, -1) if denies else ():
            if layers.sign(index, ";") or (layers.mark("reporting", index) and not self._is_denied_report(index)):
                break
            if self._denies(index) and any(layers.mark("that", i) for i in range(index, self.left + 1)):
                return True
        if denies and layers.words.order.verb_final and self._is_denied_behind():
            return True
        return any(layers.phrase("false", i) > i for i in range(self.predication.end, self.predication.end + 3))

    def _denies(self, index: int) -> bool:
        return self.layers.phrase("denial", index) > index

    def _is_denied_behind(self) -> bool:
        """ "[that five were killed] reports it denied": where verbs stand last, the one that denies is behind."""
        for index in range(self.predication.end, self.predication.end + _DENIED_WITHIN + 2):
            if self.layers.sign(index, ",;"):
                return False
            if self._denies(index):
                return True
        return False

    def _is_denied_report(self, index: int) -> bool:
        """ "denied newspaper reports that": what is denied looks like a verb of saying, and is none."""
        layers = self.layers
        for before in range(index - 1, max(index - 1 - _DENIED_WITHIN, -1), -1):
            if self._denies(before):
                return True
            if layers.sign(before, ",;:"):
                return False
        return False

    def says(self, index: int) -> bool:
        """Whether a verb of saying stands here that makes the group before it a speaker."""
        return self.layers.mark("reporting", index) and not self.layers.mark("according", index)

    def _speaks(self, group: Group) -> bool:
        """Whether a verb of saying behind the group is its own, and not that of a speaker behind the verb."""
        layers, end = self.layers, group.end
        if self.says(end):
            return True
        if not self.says(end + 1):
            return False
        behind = "right" in layers.words.order.speakers and layers.sign(end, ",")
        named = behind and end + 2 < len(layers.tokens) and layers.tokens[end + 2].capital
        return not (behind and (named or layers.mark("definite", end + 2) or layers.mark("articles", end + 2)))

    def counts_things(self) -> bool:
        """ "12 dead sheep": what is counted stands behind the adjective."""
        end = self.predication.end
        noun = self.layers.words.nouns.at(self.layers.tokens, end) if end < len(self.layers.tokens) else None
        return noun is not None and not noun.value.person

    def _of_things(self) -> tuple[Outcome, ...]:
        """The outcomes whose predicates are said of things as well: what is not known to be a person is none."""
        kept = (Outcome.DETAINED, Outcome.ABDUCTED, Outcome.DISPLACED)
        return (Outcome.MISSING, *kept) if self.layers.words.order.verb_final else (Outcome.MISSING,)

    def make(self, group: Group, kind: str, features: list[str]) -> Candidate:
        """A candidate with the facts of the link and those of the predicate itself."""
        named = [f"link={kind}", f"group={group.kind}", *(f"{kind}:{f}" for f in features)]
        final = self.layers.words.order.bracket and group.kind not in ("one", "name")
        if not final and self._speaks(group):
            named.append("speaks")
        if self._said_alive():
            named.append("alive")
        if kind == "subject" and group.kind == "name" and not self.be and "intransitive" not in self.frames:
            named.append("subject:name_alone")
        if group.count.low is None and group.count.high is None:
            named.append("uncounted")
        if self.layers.mark("owns", group.end):
            named.append("possessor")
        if group.kind == "unknown" and self.predication.outcome in self._of_things():
            named.append("missing_thing")
        alone = kind == "subject" and self.plural and not {"sibling", "listed"} & set(features)
        singular = "relative" in features and self.layers.mark("singular_verbs", self.left + 1)
        if (alone and group.kind == "name") or (kind == "subject" and group.kind == "unknown" and singular):
            named.append("number_clash")
        if alone and group.kind == "one" and self.layers.words.order.bare_one:
            named.append("several")
        adjective = "state" in self.frames and not (self.be or self.leave or "participle" in self.frames)
        if kind == "subject" and group.kind == "one" and adjective:
            named.append("subject:bare_state")
        if self.irrealis or (kind in _IN_FRONT and _is_averted(self.layers, group)):
            named.append("irrealis")
        if self._is_denied():
            named.append("denied")
        negated = self.negated and not (group.kind == "nobody" and self.layers.words.order.counted_one)
        if negated:
            named.append("negated")
        return Candidate(group, self.predication, kind, tuple(named), negated)


def _is_averted(layers: Layers, group: Group) -> bool:
    """ "Would prevent 300 deaths", "podría causar 300 muertos": the verb in front of those counted says so."""
    at = group.start - 1
    while at > 0 and (layers.mark("skip", at) or layers.mark("definite", at)):
        at -= 1
    if layers.mark("averting", at - layers.mark("that", at)):
        return True
    leads = at > 0 and layers.tokens[at].kind == "word" and not layers.mark("have", at) and not layers.mark("be", at)
    return leads and not layers.mark("prepositions", at) and layers.mark("may", at - 1)

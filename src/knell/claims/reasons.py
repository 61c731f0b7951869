"""Say in plain words why a claim was made, so that an analyst can check it against the text."""

from __future__ import annotations

from collections.abc import Iterator

from knell.claims.candidates import Candidate
from knell.claims.evidence import weights
from knell.claims.find import Found
from knell.model import Cited, Outcome, Role, Wording

# Words are quoted up to this length.
_LONGEST = 90
# This many facts are named on either side; the strongest decide.
_MOST_FACTS = 4
_AUXILIARY = ("be", "have", "leave", "negation", "irrealis", "skip")

# How the counted people ({g}) and the words of the outcome ({p}) hang together.
LINKS = {
    "subject": "{g} stands {where} {p} as its subject",
    "object": "{g} stands behind {p} as its object",
    "complement": "{g} completes {p}",
    "counted": "{p} is what {g} counts",
    "inverted": "{g} follows {p} as its subject",
    "toll": "{g} is the number said of {p}",
    "lives": "{p} takes {g}",
    "split": "{g} stands between the words of {p}",
    "inside": "{p} describes {g}",
    "part": "{g} is named as some of those of {p}",
    "gap": "{g} stands without a verb and shares {p} with the number before it",
    "apart": "{p} is said to be that of {g}",
    "restated": "{g} is another figure for what was told before",
    "lying": "{g} are some of those told of before, by where they lie",
    "possessive": "{g} is whose {p} it is",
    "possessed": "{g} is whose {p} it is",
    "none_survived": "nobody of {g} is said to have lived",
}
_WHERE = {
    "subject:next": "right before",
    "subject:near": "shortly before",
    "subject:apart": "some words before",
    "subject:far": "many words before",
    "subject:very_far": "very far before",
}
# A link without words of its own must not cost the claim.
_PLAIN = "{g} belongs to {p}"
# What each weighed fact means; links are told in their own line.
FACTS = {
    "group=counted": "the number stands with a word for people",
    "group=bare": "the word for the people is left out",
    "group=unknown": "the word counted is not known as one for people",
    "group=one": "it is one person",
    "group=name": "it is a person only by the shape of a name",
    "group=pronoun": "it is only a pronoun",
    "group=nobody": "the words say that there was nobody",
    "subject:be": "{p} is passive or a state",
    "subject:intransitive": "{p} is said of those it befalls",
    "subject:have": "{p} may be active, so that its subject did it",
    "subject:leave": "{p} is what was left behind",
    "subject:by": "who did it follows {p}",
    "subject:relative": "a relative word ties them",
    "subject:no_be": "{p} stands without an auxiliary",
    "subject:has_object": "{p} has an object of its own",
    "subject:among": "it is said to be among them",
    "subject:next": "nothing stands between them",
    "subject:near": "few words stand between them",
    "subject:apart": "several words stand between them",
    "subject:far": "many words stand between them",
    "subject:very_far": "very many words stand between them",
    "subject:comma": "a comma parts them",
    "subject:commas": "what stands between them is set off by commas",
    "subject:set_off": "some of the people are named between them, set off",
    "subject:shared": "another verb stands between them",
    "subject:in_pp": "a preposition ties the number to something else",
    "subject:over_pp": "nearer numbers belong to prepositions",
    "subject:verb_between": "another verb stands between them",
    "subject:sibling": "it is one of a list",
    "subject:name_sibling": "it is a name in a list of numbers",
    "subject:name_alone": "a name stands before a verb that may be active",
    "subject:or": "{p} is one of two possibilities",
    "subject:companion": "it is told as going along with the subject",
    "subject:conjoined": "a second verb shares the subject",
    "object:skipped_0": "nothing stands between them",
    "object:skipped_1": "a word stands between them",
    "object:active": "{p} is active",
    "object:have": "{p} stands in a past tense with 'have'",
    "object:sibling": "it is one of a list",
    "object:name_sibling": "it is a name in a list of numbers",
    "complement:skipped_0": "nothing stands between them",
    "complement:sibling": "it is one of a list",
    "counted:is_head": "{p} is the noun of the number itself",
    "inside:whole": "it is a number out of a larger one",
    "toll:next": "nothing stands between them",
    "toll:near": "few words stand between them",
    "toll:far": "many words stand between them",
    "toll:later": "another number stands nearer",
    "toll:from": "it is the number that the toll came from",
    "toll:by": "it is how many the toll grew by",
    "toll:backward": "the number stands before {p}",
    "part:after": "words behind it make it some of them",
    "part:out_of": "the sentence opens with those it is out of",
    "part:list": "it goes on with a list of some of them",
    "gap:degree": "it says only how badly they were hurt",
    "inverted:among": "they are said to be among them",
    "negated": "it is denied",
    "irrealis": "it is wished, planned or feared, not told as a fact",
    "unreal": "the text speaks of a story, a game or a trial of medicine",
    "fiction": "the sentence speaks of a story",
    "drill": "the text speaks of a drill or of something imagined",
    **{f"sport:{outcome}{one}": "the sentence speaks of sport" for outcome in Outcome for one in ("", ":one")},
    "sport": "the sentence speaks of sport",
    "subject:listed": "it ends a list",
    "denied": "the sentence denies it",
    "subject:bare_state": "no verb ties the adjective to the person",
    "aggregate": "the sentence speaks of a rate or a period",
    "statistic": "the text is about statistics",
    "natural": "the sentence speaks of a natural death",
    "illness": "it is told of an illness, and of no event",
    "animals": "the sentence speaks of animals",
    "speaks": "they speak in the sentence",
    "possessor": "it is only whose something is",
    "uncounted": "no number can be read from it",
    "missing_thing": "things may be missing as well as people",
    "alive": "words behind it say that they lived",
    "number_clash": "a name stands before a plural verb, or many before a singular one",
    "several": "the verb tells of several, and no article makes it one",
    "list": "its members are added up",
}
_BOUNDS = {
    Wording.EXACT: "{low}",
    Wording.ABOUT: "about {low}",
    Wording.AT_LEAST: "{low} or more",
    Wording.MORE_THAN: "more than {low}",
    Wording.AT_MOST: "{high} or fewer",
    Wording.FEWER_THAN: "fewer than {high}",
    Wording.RANGE: "{low} to {high}",
    Wording.VAGUE: "{low} or more, since the word is vague",
}


def because(item: Found, role: Role, cited: Cited | None = None) -> tuple[str, ...]:
    """Why a claim was made, four to seven lines in order.

    The number, the outcome, how the two hang together, what speaks for and against it, the role, who is cited.
    """
    candidate = item.candidate
    lines = [
        f"number: {_number(item)}",
        f"outcome: {_outcome(item)}",
        f"link: {_filled(LINKS.get(_link(candidate), _PLAIN), item)}",
        *_weighed(item),
        f"role: {_role(item, role)}",
    ]
    return (*lines, f"source: {_quoted(cited.text)} is named for it") if cited is not None else tuple(lines)


def _number(item: Found) -> str:
    group = item.candidate.group
    words, count = _quoted(item.layers.words_of(group.start, group.end)), group.count
    if group.kind == "nobody":
        return f"{words} counts nobody, 0"
    if count.low is None and count.high is None:
        return f"{words} gives no number"
    read = _BOUNDS[count.wording].format(low=count.low, high=count.high)
    if "list" in item.candidate.features:
        return f"{words} lists {read}, added up"
    if group.kind in ("one", "name", "pronoun") and count.low == 1:
        return f"{words} is one person"
    return f"{words} reads {read}" + ("; the word for the people is left out" if group.kind == "bare" else "")


def _outcome(item: Found) -> str:
    outcome = item.candidate.predication.outcome.value
    if item.candidate.kind in ("restated", "lying"):
        return f"{outcome}, as told before"
    return f"{_said(item)} reports {outcome}" + (
        ", and is denied, so it counts nobody" if item.candidate.negated else ""
    )


def _said(item: Found) -> str:
    """The predicate in quotes, with the auxiliaries that stand before it: 'were killed'."""
    layers, predication = item.layers, item.candidate.predication
    group, start = item.candidate.group, predication.start
    least = group.end if group.end <= start else start
    while start > least and any(layers.mark(kind, start - 1) for kind in _AUXILIARY):
        start -= 1
    return _quoted(layers.words_of(start, predication.end))


def _link(candidate: Candidate) -> str:
    """The name of the link that the candidate was weighed by; lists and parts keep that of their kind."""
    named = (f.removeprefix("link=") for f in candidate.features if f.startswith("link="))
    return next(named, candidate.kind)


def _filled(template: str, item: Found) -> str:
    group = item.candidate.group
    where = next((_WHERE[f] for f in item.candidate.features if f in _WHERE), "before")
    return template.format(g=_quoted(item.layers.words_of(group.start, group.end)), p=_said(item), where=where)


def _weighed(item: Found) -> Iterator[str]:
    """What spoke for the claim and what against it, the strongest first, and how sure that makes it."""
    table = weights().features
    facts = [f for f in item.candidate.features if f in FACTS and table.get(f)]
    facts.sort(key=lambda fact: -abs(table[fact]))
    speaking = [_filled(FACTS[f], item) for f in facts if table[f] > 0 and f not in _WHERE][:_MOST_FACTS]
    against = [_filled(FACTS[f], item) for f in facts if table[f] < 0][:_MOST_FACTS]
    sure = f"{item.probability:.2f} sure"
    yield f"for it: {'; '.join(speaking)} ({sure})" if speaking else f"for it: the link alone ({sure})"
    if against:
        yield f"against it: {'; '.join(against)}"


def _role(item: Found, role: Role) -> str:
    candidate = item.candidate
    if role is Role.PART:
        if candidate.kind in ("part", "inverted") or "subject:among" in candidate.features:
            return "part, named as some of the people told of"
        return "part, some of a larger number of people told of"
    told = {
        Role.TOTAL: "total, no words make it a part or an addition",
        Role.ADDITIONAL: "additional, its words add it to those told before",
        Role.REVISED_FROM: "revised_from, its words say that another figure took its place",
    }
    return told.get(role, role.value)


def _quoted(words: str) -> str:
    """Words in quotation marks, on one line and not too long."""
    line = " ".join(words.split())
    return f"'{line}'" if len(line) <= _LONGEST else f"'{line[: _LONGEST - 1]}…'"

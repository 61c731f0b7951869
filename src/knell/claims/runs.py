"""The words of a noun phrase: where it ends, what its head is, whether that is a person."""

from __future__ import annotations

from collections.abc import Mapping

from knell.claims.layers import Layers
from knell.claims.words import Noun
from knell.text import Match

# No noun phrase of a report stacks more words than this before its head.
LONGEST_RUN = 9
_SHORTEST_PERSON = 6
_LONGEST_NAME = 5
_QUOTES = '«»"“”'
_TRAILING = "-‐‑" + _QUOTES
_DESCRIBING = {"participle", "state"}
# The marks that no noun phrase goes over.
_CLOSING = frozenset(
    (
        *("prepositions", "be", "have", "relative", "subordinate", "coordinate", "by", "reporting", "leave", "skip"),
        *("pronouns", "survive", "rise", "irrealis", "negation"),
    )
)


def inside_of(layers: Layers, index: int) -> int:
    """Step over "of the", "of those", "of its", "out of the 43" behind a number."""
    if not layers.mark("of", index):
        return index
    at = index + 1
    while layers.mark("definite", at) or layers.mark("these", at) or layers.mark("of", at):
        at += 1
    at += layers.mark("insgesamt", at)
    inner = next((q for q in layers.quantities if q.start == at), None)
    return inner.end if inner is not None else at


def run(
    layers: Layers, start: int, partitive: bool = False, nominal: bool = False
) -> tuple[int, int | None, bool, str | None]:
    """The words of a noun phrase from ``start``: where it ends, its head noun, whether that is a person."""
    at = start
    head: int | None = None
    person, status, adjectival = False, None, False
    begins = _quantity_starts(layers)
    predicates = {p.start: p for p in layers.predications}
    while at < len(layers.tokens) and at - start < LONGEST_RUN:
        token = layers.tokens[at]
        if at in begins:
            if layers.quantity_at(at).kind in ("age", "ordinal", "attribute"):
                at = begins[at]  # "a 15-year-old boy", "the third victim"
                continue
            if at > start and not layers.tokens[at].glued:
                break
        if head is not None and layers.phrase("including", at) > at:
            break
        hedged = layers.phrase("hedges", at)
        if hedged > at and head is None:
            at = hedged  # "48 zum Teil Schwerverletzte"
            continue
        noun = layers.words.nouns.at(layers.tokens, at)
        if at in predicates and (noun is None or noun.end <= predicates[at].end):
            # "five wounded soldiers", "two of the wounded": the predicate only describes them
            adjective = predicates[at].end
            follower = layers.words.nouns.at(layers.tokens, adjective) if adjective < len(layers.tokens) else None
            if nominal and head is None and noun is not None and noun.value.person:
                head, person, status, at = noun.end - 1, True, noun.value.status, noun.end
                continue  # "ein Toter", "zwei der Toten": the noun itself reports the outcome
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
        if head is not None and layers.words.order.head_first and at not in predicates:
            if person and noun is not None and noun.value.person and not layers.tokens[at].capital:
                at, status = noun.end, status or noun.value.status  # "jóvenes manifestantes", "soldados israelíes"
                continue
            if not layers.belongs(at):
                break
            at += 1  # "бойцов спецназа": what follows the head belongs to it
            continue
        if noun is not None and head is not None and _stands_apart(layers, noun):
            break
        if noun is not None:
            head, person, status = noun.end - 1, noun.value.person, noun.value.status or status
            adjectival = noun.value.adjectival
            at = noun.end
            continue
        if token.text in "-‐‑" and token.glued:
            at += 1
            continue
        inner = _inside_name(layers, at) if at > start and not person else at
        if inner > at:
            at = inner
            continue
        if layers.words.order.head_first and token.text in _QUOTES and head is None:
            at += 1  # "dizaines de « Français musulmans »"
            continue
        if token.kind != "word" or closes_run(layers, at) or layers.closes(at) or layers.ends_clause(at):
            break
        if head is None and token.capital and at in layers.busy:
            break  # "rose to 14 Friday"
        if at > start and layers.words.order.bracket and layers.mark("definite", at):
            break  # "der Fahrer des Lastwagens"
        if head is not None and _follows_noun(layers, at):
            break
        if layers.words.order.head_first and not partitive and layers.mark("definite", at) and not _owned(layers, at):
            break  # "elevó a 21 los muertos": another noun phrase
        if token.norm.endswith(layers.words.person_endings) and len(token.norm) > _SHORTEST_PERSON:
            head, person = at, True  # "trawlermen", "schoolmistress": persons by their ending
            at += 1
            continue
        if head is not None and not token.capital and not layers.shouting:
            # an unknown noun behind a known one takes its place ("12 police widgets") unless it is an adverb
            if layers.mark("skip", at) or layers.mark("additional", at):
                break
            head_follows = layers.words.nouns.at(layers.tokens, at + 1) if at + 1 < len(layers.tokens) else None
            if head_follows is None or (person and layers.words.order.counted_case and not head_follows.value.person):
                if adjectival and not layers.words.order.head_first:
                    head, person, adjectival = None, False, False
                    at += 1
                    continue
                break
        at += 1
    while at > start and (layers.tokens[at - 1].text in _TRAILING or (partitive and layers.mark("skip", at - 1))):
        at -= 1
    return at, head, person, status


def _owned(layers: Layers, at: int) -> bool:
    """ "il suo autista", "o seu motorista": behind an article a possessive opens no other noun phrase."""
    return layers.mark("possessive", at) and layers.mark("definite", at - 1)


def _follows_noun(layers: Layers, at: int) -> bool:
    """ "a rebel suspected of", not "a police suspected rebel": an adjective with no noun of its own."""
    if not layers.mark("behind_noun", at):
        return False
    return at + 1 >= len(layers.tokens) or layers.words.nouns.at(layers.tokens, at + 1) is None


def _inside_name(layers: Layers, at: int) -> int:
    """Where a noun phrase goes on behind "of" in a name or an abbreviation in brackets, if a person noun ends it.

    "A Ministry of Defence clerk", "an explosive ordnance disposal (EOD) expert".
    """
    tokens = layers.tokens
    if layers.shouting or at + 2 >= len(tokens):
        return at
    if layers.sign(at, "(") and layers.sign(at + 2, ")") and tokens[at + 1].text.isupper():
        return at + 3 if _describes(layers, at + 3) else at
    if not (layers.mark("of", at) and tokens[at - 1].capital and tokens[at + 1].capital):
        return at
    end = at + 2
    while end < min(at + _LONGEST_NAME, len(tokens)) and tokens[end].capital:
        end += 1
    noun = layers.words.nouns.at(tokens, end) if end < len(tokens) else None
    return end if noun is not None and noun.value.person else at


def _stands_apart(layers: Layers, noun: Match[Noun]) -> bool:
    """Whether a thing behind people is none of theirs ("2 kadın enkazdan"): in a compound it is possessed."""
    order = layers.words.order
    if not order.counted_case or noun.value.person:
        return False
    return order.possessed not in layers.features(noun.end - 1)


def _describes(layers: Layers, at: int) -> bool:
    """Whether a person noun follows within two more words ("two missing Mexican police officers")."""
    for step in range(at, min(at + 3, len(layers.tokens))):
        noun = layers.words.nouns.at(layers.tokens, step)
        if noun is not None:
            return noun.value.person
        if layers.tokens[step].kind != "word" or closes_run(layers, step):
            return False
    return False


def closes_run(layers: Layers, at: int) -> bool:
    """Whether a noun phrase ends before this token: function words, verbs of saying, negation and the like."""
    marks = layers.kinds[at].marks if 0 <= at < len(layers.kinds) else frozenset()
    return "additional" not in marks and not _CLOSING.isdisjoint(marks)


def joined_nouns(layers: Layers, end: int) -> int:
    """Nouns that share one number: "12 passengers and crew", "200 men, women and children"."""
    at = end
    while True:
        step = at
        if layers.sign(step, ","):
            step += 1
        if layers.mark("and", step):
            step += 1
        if step == at or layers.mark("additional", step):
            return at  # "sieben Menschen, weitere neun": another number follows
        noun = layers.words.nouns.at(layers.tokens, step) if step < len(layers.tokens) else None
        if noun is None or not noun.value.person:
            return at
        # where nouns behind numbers are singular, so are those joined to them
        if not (layers.words.order.counted_case or layers.is_plural(noun.value.plural, noun.end - 1)):
            return at
        if any(p.start == step for p in layers.predications):
            return at
        if any(q.start < noun.end and q.end > step for q in layers.quantities):
            return at
        at = noun.end


def _quantity_starts(layers: Layers) -> Mapping[int, int]:
    return {q.start: q.end for q in layers.quantities}


def noun_ending_at(layers: Layers, start: int, head: int) -> Noun | None:
    """The longest listed noun that ends at token ``head``."""
    for at in range(max(start, head - 3), head + 1):
        match = layers.words.nouns.at(layers.tokens, at)
        if match is not None and match.end == head + 1:
            return match.value
    return None

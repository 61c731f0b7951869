"""Find single persons where a language has no articles: a person noun in the singular beside a predicate."""

from __future__ import annotations

from knell.claims.group import Group
from knell.claims.layers import Layers
from knell.claims.names import name_at
from knell.model import Count, Wording

# A noun so far from every predicate is nobody of whom an outcome is told.
_REACH = 8
# So many words may stand between a number and the last of the nouns that it counts.
_APPOSED = 2


def bare_one(layers: Layers, index: int) -> Group | None:
    """ "погиб журналист", "mülki şəxs öldürülüb": a noun in the singular, with the name behind it."""
    if not layers.words.order.bare_one or layers.shouting:
        return None
    noun = layers.words.nouns.at(layers.tokens, index)
    if noun is None or not noun.value.person or noun.value.adjectival:
        return None
    if any(q.kind == "count" and (q.end == index or _counts(layers, q.end, index)) for q in layers.quantities):
        return None  # "один поранений": counted already
    head = noun.end - 1
    if _only_describes(layers, head):
        return None
    if layers.is_plural(noun.value.plural, head) or not _beside_predicate(layers, index, noun.end):
        return None
    start = index
    while start and layers.describes(start - 1):
        start -= 1  # "местный житель"
    name = name_at(layers, noun.end, introduced=True)
    size = noun.value.size
    count = Count(size, size, Wording.EXACT)
    return Group(start, name or noun.end, count, "one", noun.value.status, head=head)


def _only_describes(layers: Layers, head: int) -> bool:
    """Whether a noun that is an adjective by form belongs to the noun behind it: "гражданской войны" is nobody."""
    behind = head + 1
    if not layers.describes(head) or behind >= len(layers.tokens) or layers.tokens[behind].capital:
        return False
    if any(p.start <= behind < p.end for p in layers.predications):
        return False
    shared, cases = layers.features(head) & layers.features(behind), layers.words.order.marking
    return not cases.isdisjoint(shared)


def _counts(layers: Layers, end: int, index: int) -> bool:
    """Whether the number that ends here counts the noun: "369 nəfər vətəndaş" is not one citizen."""
    near = 0 <= index - end <= (_APPOSED if layers.words.order.counted_case else 0)
    return near and all(layers.tokens[i].kind == "word" for i in range(end, index))


def _beside_predicate(layers: Layers, start: int, end: int) -> bool:
    return any(
        not (p.start < end and p.end > start) and p.end >= start - _REACH and p.start <= end + _REACH
        for p in layers.predications
    )

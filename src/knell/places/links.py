"""How the names in a text hang together: lists, "town, country", "town in country", "country's town"."""

from __future__ import annotations

from collections.abc import Sequence

from knell.places.context import Context, Link
from knell.places.lexicon import Lexicon
from knell.places.matcher import Found
from knell.places.tokens import Words

_REACH = 6
# Behind "Toba, Indonesia": it is one name, and not the end of a phrase in front of a clause ("In Gaza, Israel said").
_FRAMING = ",.;:)\n–—-"


def relate(words: Words, found: Sequence[Found], contexts: Sequence[Context], lexicon: Lexicon) -> None:
    """Fill in ``outer``, ``link`` and ``listed`` of all contexts, and share plural kinds within lists."""
    for i in range(len(found) - 1):
        _pair(words, lexicon, found, contexts, i)
    for i in range(len(found) - 1, 0, -1):
        here, before = contexts[i], contexts[i - 1]
        if here.plural_type and i - 1 in here.listed and not before.types:
            # "Nandurbar and Dhule districts"
            before.types |= here.types
            before.plural_type = True


def _pair(words: Words, lexicon: Lexicon, found: Sequence[Found], contexts: Sequence[Context], i: int) -> None:
    here, there = found[i], found[i + 1]
    if there.first - here.last - 1 > _REACH:
        return
    text = words.text[words.stops[here.last] : words.starts[there.first]]
    if text in (" (", " [") and words.text[words.stops[there.last] : words.stops[there.last] + 1] in (")", "]"):
        # Managua (Nicaragua)
        contexts[i].outer, contexts[i].link = i + 1, Link.COMMA
        return
    if "\n\n" in text or (any(c in text for c in '.;:!?"“”') and not _abbreviated(text, words, here)):
        return
    between = words.folds[here.last + 1 : there.first]
    plain = [w for w in between if w not in lexicon.articles and w not in lexicon.directions]
    others = [w for w in plain if w not in lexicon.kinds]
    two_places = here.people is None and there.people is None
    if others and all(w in lexicon.joining for w in others):
        contexts[i].listed += (i + 1,)
        contexts[i + 1].listed += (i,)
    elif two_places and "," in text and not others:
        contexts[i].outer, contexts[i].link = i + 1, Link.COMMA
        contexts[i].framed = _frames(words.gap(there.last))
        if not plain:
            contexts[i].listed += (i + 1,)
            contexts[i + 1].listed += (i,)
    elif two_places and "," not in text and others and all(w in lexicon.inside for w in others):
        contexts[i].outer, contexts[i].link = i + 1, Link.WITHIN
    elif there.people is None and "," not in text and _owns(words, lexicon, here, plain):
        contexts[i + 1].outer, contexts[i + 1].link = i, Link.LOOSE


def _frames(gap: str) -> bool:
    return gap != "-" and gap.lstrip(" ")[:1] in tuple(_FRAMING)


def _abbreviated(text: str, words: Words, here: Found) -> bool:
    return text.startswith(".") and text.count(".") == 1 and words.stops[here.last] - words.starts[here.last] < 5


def _owns(words: Words, lexicon: Lexicon, here: Found, plain: list[str]) -> bool:
    """Iraq's Kirkuk, Iraq's northern city of Kirkuk, the Iraqi city of Kirkuk, but not Iraq Kirkuk."""
    possessive = words.ends[here.last] != words.stops[here.last] or lexicon.cases.get(here.ending) == "of"
    if not possessive and here.people is None:
        return False
    return (not plain and possessive) or any(w in lexicon.kinds for w in plain)

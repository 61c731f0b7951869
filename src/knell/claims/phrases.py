"""Find where the noun phrase of a source begins and ends, and what describes it beside its name."""

from __future__ import annotations

from dataclasses import dataclass

from knell.claims.layers import Layers
from knell.claims.source_words import SourceWords
from knell.claims.spans import begins, touching

_LONGEST = 24
_LONGEST_APPOSITION = 16
_INNER_SIGNS = "-‐‑&/'’."


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase at tokens ``start`` to ``end``; ``beside`` is a description that stands in apposition to it."""

    start: int
    end: int
    beside: tuple[int, int] = (0, 0)


def phrase_before(layers: Layers, end: int, words: SourceWords) -> Phrase | None:
    """The noun phrase that ends at token ``end`` (not included), an apposition between commas included."""
    if end <= 0:
        return None
    if layers.sign(end - 1, ","):
        return _with_apposition(layers, end, words)
    start = _walk_left(layers, end, words)
    if start >= end:
        return None
    if layers.sign(start - 1, ",") and is_named(layers, start, end):
        role = _walk_left(layers, start - 1, words)
        if role < start - 1 and not is_named(layers, role, start - 1) and _describes(layers, role, start - 1, words):
            return Phrase(start, end, (role, start - 1))
    return Phrase(start, end)


def _with_apposition(layers: Layers, end: int, words: SourceWords) -> Phrase | None:
    """ "Ali Reza, head of the clinic, said"; "the head of the clinic, Ali Reza, said"; "records, however, count"."""
    comma = end - 1
    opening = comma - 1
    while opening > 0 and comma - opening <= _LONGEST_APPOSITION and not layers.sign(opening, ",;:" + '"“”«»'):
        opening -= 1
    if not layers.sign(opening, ",") or comma - opening < 2:
        return None
    start = _walk_left(layers, opening, words)
    if start >= opening or not _is_apposition(layers, opening + 1, comma):
        return None
    if not is_named(layers, start, opening) and is_named(layers, opening + 1, comma):
        return Phrase(start, comma, (start, opening))
    return Phrase(start, opening, (opening + 1, comma))


def _is_apposition(layers: Layers, start: int, end: int) -> bool:
    """Whether words between commas only describe: a relative clause, or no clause of their own."""
    if layers.mark("relative", start):
        return True
    inside = range(start, end)
    finite = any(layers.mark("be", i) or layers.mark("have", i) for i in inside)
    return not finite and not begins(layers.predications, start, end)


def opening_phrase(layers: Layers, words: SourceWords) -> Phrase | None:
    """The noun phrase that opens a sentence, behind any adverbial: its subject when the verb is not known."""
    start = 0
    while start < len(layers.tokens) and (_is_loose(layers, start) or layers.sign(start, ',"“')):
        start += 1
    if layers.mark("prepositions", start):
        comma = next((i for i in range(start, len(layers.tokens)) if layers.sign(i, ",")), len(layers.tokens))
        start = comma + 1
    phrase = phrase_behind(layers, start, words) if start < len(layers.tokens) else None
    if phrase is None:
        return None
    found = words.kinds.find(layers.tokens[phrase.start : phrase.end])
    if not found:
        return None
    end = phrase.start + found[-1].end
    while end < phrase.end and layers.tokens[end].capital and not layers.shouting:
        end += 1
    return Phrase(phrase.start, end, phrase.beside)


def phrase_behind(layers: Layers, start: int, words: SourceWords) -> Phrase | None:
    """The noun phrase that begins at token ``start``, with what stands in apposition behind it."""
    end = _walk_right(layers, start, words)
    if end <= start:
        return None
    naming = words.naming.at(layers.tokens, end) if end < len(layers.tokens) else None
    if naming is not None:
        name_end = _walk_right(layers, naming.end, words)
        return Phrase(naming.end, name_end, (start, end)) if name_end > naming.end else Phrase(start, end)
    if not layers.sign(end, ","):
        relative = _clause_end(layers, end) if layers.mark("relative", end) else end
        return Phrase(start, end, (end, relative))
    after = end + 1
    if layers.mark("relative", after):
        return Phrase(start, end, (after, _clause_end(layers, after)))
    stop = _walk_right(layers, after, words)
    counts = bool(touching(layers.quantities, after, after + 1))
    if stop <= after or counts or layers.mark("coordinate", after):
        return Phrase(start, end)
    if not is_named(layers, start, end) and is_named(layers, after, stop):
        return Phrase(start, stop, (start, end))
    article = layers.tokens[after].norm in words.determiners or not layers.tokens[after].capital
    return (
        Phrase(start, end, (after, stop)) if article and _describes(layers, after, stop, words) else Phrase(start, end)
    )


def _clause_end(layers: Layers, start: int) -> int:
    end = start
    while end < len(layers.tokens) and end - start < _LONGEST_APPOSITION and not layers.sign(end, ',;.:"“”'):
        end += 1
    return end


def _describes(layers: Layers, start: int, end: int, words: SourceWords) -> bool:
    return end - start <= _LONGEST_APPOSITION and bool(words.kinds.find(layers.tokens[start:end]))


def _walk_left(layers: Layers, end: int, words: SourceWords) -> int:
    index = end
    while index > 0:
        if end - index >= _LONGEST:
            return end  # no name is so long: the words before belong to something else
        if _breaks(layers, index - 1, words):
            break
        if layers.sign(index - 1, ")"):
            opening = _bracket(layers, index - 1)
            if opening is None:
                break
            index = opening
            continue
        index -= 1
        contracted = layers.mark("of", index) and layers.mark("prepositions", index)
        if contracted and _names_body(layers, index - 1, words):
            continue  # "o governo do Chile", "el gobierno del Chaco"
        if layers.tokens[index].norm in words.determiners and not _leads_on(layers, index - 1):
            break
    return _trim_left(layers, index, end, words)


def _names_body(layers: Layers, index: int, words: SourceWords) -> bool:
    """Whether a word in front of "of the" is that of a source, or of a name that goes on behind it."""
    if index < 0 or layers.tokens[index].kind != "word":
        return False
    return words.kinds.at(layers.tokens, index) is not None or (layers.tokens[index].capital and index > 0)


def _leads_on(layers: Layers, index: int) -> bool:
    """Whether a noun phrase goes on to the left of a determiner: "head of the clinic", "police and the army"."""
    return layers.mark("prepositions", index) or layers.mark("coordinate", index)


def _bracket(layers: Layers, closing: int) -> int | None:
    """Where the bracket that closes here was opened, when it only holds a short name."""
    for index in range(closing - 1, max(closing - 8, -1), -1):
        if layers.sign(index, "("):
            return index
        if layers.sign(index, ",;:"):
            return None
    return None


def _trim_left(layers: Layers, start: int, end: int, words: SourceWords) -> int:
    """Leave out conjunctions, times and adverbial phrases in front of a subject."""
    if layers.sign(start, ".") and start < end:
        start += 1
    while start < end and _is_loose(layers, start):
        start += 1
    article = layers.tokens[start : start + 1] and layers.tokens[start].norm in words.determiners
    body = article and words.kinds.at(layers.tokens, start + 1) is not None  # "A polícia"
    if start < end and layers.mark("prepositions", start) and not layers.mark("of", start) and not body:
        start = _behind_adverbial(layers, start, end, words)
    conjunction = next((i for i in range(end - 1, start, -1) if layers.mark("coordinate", i)), None)
    joins = conjunction is None or bool(words.kinds.find(layers.tokens[start:conjunction]))
    joins = joins or (conjunction == start + 1 and (start == 0 or layers.sign(start - 1, ",")))
    if conjunction is not None and not joins and not is_named(layers, start, conjunction):
        start = conjunction + 1
    while start < end and _is_loose(layers, start):
        start += 1
    return start


def _is_loose(layers: Layers, index: int) -> bool:
    loose = layers.mark("coordinate", index) or layers.mark("subordinate", index) or layers.mark("skip", index)
    return loose or index in layers.busy or layers.mark("reporting", index)


def _behind_adverbial(layers: Layers, start: int, end: int, words: SourceWords) -> int:
    """Where the subject begins behind "on December 31", "near the border": at the next determiner or after a time."""
    at = start + 1
    while at < end and at in layers.busy:
        at += 1
    if at > start + 1:
        return at
    inner = next((i for i in range(at + 1, end) if layers.tokens[i].norm in words.determiners), None)
    return inner if inner is not None and not layers.mark("prepositions", inner - 1) else at


def _walk_right(layers: Layers, start: int, words: SourceWords) -> int:
    index = start
    while index < len(layers.tokens) and index - start < _LONGEST and not _ends(layers, index, start, words):
        if layers.sign(index, "("):
            closing = next(
                (i for i in range(index + 1, min(index + 8, len(layers.tokens))) if layers.sign(i, ")")), None
            )
            if closing is None:
                break
            index = closing
        index += 1
    while index > start and _is_trailing(layers, index - 1):
        index -= 1
    return index


def _ends(layers: Layers, index: int, start: int, words: SourceWords) -> bool:
    again = index == start and layers.tokens[index].norm in words.again
    if (_breaks(layers, index, words) and not again) or index in layers.busy:
        return True
    if layers.mark("prepositions", index):
        return index + 1 in layers.busy or index + 1 >= len(layers.tokens)
    if begins(layers.quantities, index, index + 1):
        return index > start and layers.quantity_at(index).kind != "label"  # "informó el 112"
    determined = layers.tokens[index].norm in words.determiners and index > start
    return determined and not _leads_on(layers, index - 1)


def _is_trailing(layers: Layers, index: int) -> bool:
    token = layers.tokens[index]
    if token.kind == "punct":
        return token.text != ")"
    return layers.mark("coordinate", index) or layers.mark("skip", index) or layers.mark("prepositions", index)


def _breaks(layers: Layers, index: int, words: SourceWords) -> bool:
    token = layers.tokens[index]
    if token.kind == "punct":
        return not _is_inner(layers, index)
    if token.norm in words.stops or token.norm in words.pronouns:
        return True
    if layers.mark("be", index) or layers.mark("have", index) or layers.mark("relative", index):
        return not token.capital or layers.shouting
    verb = words.verbs.at(layers.tokens, index)
    if verb is not None and (not token.capital or layers.shouting) and token.norm not in words.nominal:
        return True
    told = touching(layers.predications, index, index + 1)
    return any(p.end == index + 1 or not any(layers.sign(i, ",") for i in range(p.start, index)) for p in told)


def _is_inner(layers: Layers, index: int) -> bool:
    """Whether a sign may stand inside a name: a hyphen or point without spaces around, a bracket."""
    token = layers.tokens[index]
    if token.text in "()&":
        return True
    if token.text not in _INNER_SIGNS:
        return False
    if token.text in ".'’":
        return token.glued  # "Maj.", "the authorities' report"
    return token.glued and index + 1 < len(layers.tokens) and layers.tokens[index + 1].glued


def is_named(layers: Layers, start: int, end: int) -> bool:
    """Whether a short phrase is nothing but a name: capitals, initials, particles."""
    tokens = layers.tokens[start:end]
    if layers.shouting or not 0 < len(tokens) <= 7:
        return False
    if not any(t.capital for t in tokens):
        return False
    if layers.words.is_mark("definite", tokens[0].norm) or layers.words.is_mark("articles", tokens[0].norm):
        return False
    owned = {i + 1 for i in range(start, end - 1) if layers.mark("owns", i + 1) and layers.tokens[i].capital}
    return all(
        t.capital or t.kind == "punct" or t.norm in layers.words.particles or i in owned
        for i, t in enumerate(tokens, start)
    )

"""How reports write what an event is called: "Orveld massacre", "трагедия 20 января", "Black January", "known as"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from knell.claims.layers import Layers
from knell.claims.namewords import NameWords
from knell.text import Token

_LONGEST = 5
_STEM, _ENDING = 3, 4
# "the night, as it is now widely known as": so far before the phrase stands what it names, so far behind one it does.
_FAR, _NEAR = 8, 3
_OPENING = "\"“„«‘'"
_CLOSING = "\"”“»’'"


class Form(Enum):
    """How a name is made: with a noun behind or before what it names, of a colour and a day, or told as one."""

    NOUN_BEHIND = 1
    NOUN_BEFORE = 2
    COLOUR = 3
    TOLD = 4


@dataclass(frozen=True, slots=True)
class Name:
    """What an event may be called; offsets are the text's. ``month`` and ``weekday`` are those of a colour's name.

    ``behind`` is where what stands behind a noun begins.
    """

    text: str
    start: int
    end: int
    form: Form = Form.NOUN_BEHIND
    month: int | None = None
    weekday: int | None = None
    behind: int | None = None


def names_in(layers: Layers, words: NameWords, described: frozenset[str]) -> Iterator[Name]:
    """The names in a sentence; ``described`` are words such as demonyms, which describe but name nothing alone."""
    for index, token in enumerate(layers.tokens):
        if token.norm in words.kinds:
            start = _start(layers, index)
            if start < index and not _goes_on(layers, index) and not _only_describes(layers, start, index, described):
                yield _name(layers, start, index + 1, {index: _listed(token, words)})
            at, end = _behind(layers, index, words)
            if end > at:
                named = _name(layers, index, end, {index: _listed(token, words)})
                yield replace(named, form=Form.NOUN_BEFORE, behind=layers.tokens[at].start)
        elif token.norm in words.colours:
            yield from _coloured(layers, index, words)
    yield from _told(layers, words)


def _name(layers: Layers, start: int, end: int, instead: Mapping[int, str] = MappingProxyType({})) -> Name:
    """The words from one token to another, some in another form."""
    first, last = layers.tokens[start], layers.tokens[end - 1]
    pieces, at = [], first.start
    for index, word in sorted(instead.items()):
        pieces += [layers.text[at : layers.tokens[index].start], word]
        at = layers.tokens[index].end
    text = "".join((*pieces, layers.text[at : last.end]))
    return Name(" ".join(text.split()), first.start, last.end)


def _listed(token: Token, words: NameWords) -> str:
    """A noun as it names: in the form the language's list has it in, with the capital that the report gives it."""
    small = token.text.lower()
    forms = words.kinds[token.norm]
    begins = [form for form in forms if small.startswith(form) and len(small) - len(form) <= _ENDING]
    if not begins and not (words.declined and small[:_STEM] == forms[0][:_STEM]):
        return token.text  # a compound ("Wohnungsbrand"), a plural that is not listed
    kept = max(begins, key=len, default=forms[0])
    return kept[0].upper() + kept[1:] if token.capital else kept


def _start(layers: Layers, index: int) -> int:
    """Where the capitalised words and numbers that stand before the noun begin."""
    start = index
    while start > 0 and index - start < _LONGEST:
        token = layers.tokens[start - 1]
        named = token.capital or (token.kind == "number" and start - 1 in layers.busy) or token.text in "-–"
        first_word = (
            start - 1 == 0 and token.kind == "word" and (layers.mark("definite", 0) or layers.mark("articles", 0))
        )
        if not named or first_word or layers.mark("articles", start - 1) or layers.mark("prepositions", start - 1):
            break
        start -= 1
    while start < index and not (layers.tokens[start].capital or start in layers.busy):
        start += 1
    if start == index or all(layers.mark("definite", i) or layers.mark("articles", i) for i in range(start, index)):
        return index
    return start + 1 if layers.mark("definite", start) or layers.mark("articles", start) else start


def _goes_on(layers: Layers, index: int) -> bool:
    """ "Disaster Management Authority": the noun is part of a longer name."""
    if index + 1 >= len(layers.tokens):
        return False
    follows = layers.tokens[index + 1]
    return layers.tokens[index].capital and (follows.capital or follows.text in "-–")


def _only_describes(layers: Layers, start: int, index: int, described: frozenset[str]) -> bool:
    tokens = layers.tokens[start:index]
    return all(t.norm in described or t.kind == "punct" for t in tokens) or not any(t.capital for t in tokens)


def _behind(layers: Layers, index: int, words: NameWords) -> tuple[int, int]:
    """ "the tragedy of January 20", "трагедия 20 января", "la masacre de Orveda": from where to where it is named."""
    nothing = (index, index)
    if layers.mark("articles", index - 1) or not words.links:
        return nothing
    at = index + 1
    while at < len(layers.tokens) and at - index <= 2 and _links(layers, at, words):
        at += 1
    linked = at > index + 1
    if at in layers.busy and (linked or (layers.tokens[at : at + 1] and layers.tokens[at].kind == "number")):
        return at, _dated_end(layers, at, words) or at
    return (at, _capitals_end(layers, at)) if linked else nothing


def _links(layers: Layers, at: int, words: NameWords) -> bool:
    token = layers.tokens[at]
    return token.norm in words.links or token.text.lower() in words.links or layers.mark("definite", at)


def _dated_end(layers: Layers, at: int, words: NameWords) -> int:
    """Where a day behind a noun ends; 0 when it is not told by a number or a month ("the events of that morning")."""
    end = at
    while end in layers.busy and end - at < _LONGEST:
        end += 1
    tokens = layers.tokens[at:end]
    return end if any(token.kind == "number" or token.norm in words.months for token in tokens) else 0


def _capitals_end(layers: Layers, at: int) -> int:
    """Where a run of capitalised words ends, small ones between them included ("Plaza de las Flores")."""
    end, tokens = at, layers.tokens
    while end < len(tokens) and end - at < _LONGEST:
        small = end > at and (layers.mark("definite", end) or layers.mark("of", end) or tokens[end].text in "-–")
        if not small and not (tokens[end].capital and tokens[end].kind == "word"):
            break
        end += 1
    while end > at and not tokens[end - 1].capital:
        end -= 1
    return end


def _coloured(layers: Layers, index: int, words: NameWords) -> Iterator[Name]:
    """ "Black January", "Enero Negro": a colour beside a month or day, with a capital or in quotation marks."""
    for day, start in ((index + 1, index), (index - 1, index - 1)):
        if not 0 <= day < len(layers.tokens) or layers.mark("articles", start - 1):
            continue
        first, norm = layers.tokens[start], layers.tokens[day].norm
        if norm not in words.months and norm not in words.weekdays:
            continue
        quoted = start > 0 and layers.tokens[start - 1].text in _OPENING
        if quoted or first.capital:
            told = {at: _dictionary_form(layers.tokens[at]) for at in (start, start + 1)}
            name = _name(layers, start, start + 2, told if _is_declined(layers.tokens[day], words) else {})
            yield replace(name, form=Form.COLOUR, month=words.months.get(norm), weekday=words.weekdays.get(norm))
            return


def _is_declined(day: Token, words: NameWords) -> bool:
    """Whether a month is not in its dictionary form ("Чёрного января"); adjectives of weekdays have genders."""
    return words.declined and day.norm in words.months and day.text.lower() != day.norm


def _dictionary_form(token: Token) -> str:
    return token.norm[0].upper() + token.norm[1:] if token.capital else token.norm


def _told(layers: Layers, words: NameWords) -> Iterator[Name]:
    """ "the night known as the Night of the Mills", "Dəyirman gecəsi adlanan faciə"."""
    for match in layers.find(words.called):
        if _speaks_of_happening(layers, match.start, words):
            start, end = _given(layers, match.end)
            if end > start:
                yield replace(_name(layers, start, end), form=Form.TOLD)
    for match in layers.find(words.called_behind):
        ahead = range(match.end, min(match.end + _NEAR, len(layers.tokens)))
        if any(_is_happening(layers, at, words) for at in ahead):
            start = _given_before(layers, match.start)
            if start < match.start:
                yield replace(_name(layers, start, match.start), form=Form.TOLD)


def _speaks_of_happening(layers: Layers, at: int, words: NameWords) -> bool:
    """Whether what is named before a phrase is a happening or a time, and not somebody."""
    for index in range(at - 1, max(at - 1 - _FAR, -1), -1):
        if index in layers.busy or _is_happening(layers, index, words):
            return True
        if layers.tokens[index].capital and index > 0:
            return False
    return False


def _is_happening(layers: Layers, index: int, words: NameWords) -> bool:
    return layers.tokens[index].norm in words.kinds or words.happenings.at(layers.tokens, index) is not None


def _given(layers: Layers, at: int) -> tuple[int, int]:
    """From where to where a name behind "known as" goes: in quotation marks, or capitalised words."""
    tokens = layers.tokens
    if at < len(tokens) and tokens[at].text in _OPENING:
        end = at + 1
        while end < len(tokens) and end - at <= _LONGEST + 1 and tokens[end].text not in _CLOSING:
            end += 1
        closed = end < len(tokens) and tokens[end].text in _CLOSING
        return (at + 1, end) if closed else (at, at)
    while at < len(tokens) and (layers.mark("definite", at) or layers.mark("articles", at)):
        at += 1
    end = _capitals_end(layers, at)
    return (at, end) if end > at + 1 else (at, at)


def _given_before(layers: Layers, at: int) -> int:
    """Where a name right before "adlanan" begins: capitalised words, the last of which may be small."""
    tokens, start = layers.tokens, at
    while start > 0 and at - start < _LONGEST and (tokens[start - 1].capital or (start == at and start > 1)):
        start -= 1
    return start if at - start > 1 and tokens[start].capital else at

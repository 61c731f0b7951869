"""Read official and judicial findings of who is responsible: who found, whom, when, whether anybody was punished."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knell.claims.belonging import Bearing
from knell.claims.layers import Layers
from knell.claims.surroundings import Surroundings
from knell.languages import load, singles
from knell.model import Claim, Event, Finding, Interval
from knell.text import Lexicon

# The longest phrases for who found and who is responsible, and how far a charge may reach, in tokens.
_FINDER = 14
_RESPONSIBLE = 24
_CHARGE = 12
# The longest aside between commas inside a finding.
_ASIDE = 8
# So many words may part "ruled" from its "that".
_ADVERBIAL = 8
_QUOTES = '"“”«»„'


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A language's words of findings; what each list means stands beside it in the data file."""

    finders: Lexicon[bool]
    verbs: Lexicon[bool]
    complements: Lexicon[bool]
    stating: Lexicon[bool]
    direct: Lexicon[bool]
    passive: Lexicon[bool]
    among: Lexicon[bool]
    ends: frozenset[str]
    charges: Lexicon[bool]
    empty: frozenset[str]
    negative: Lexicon[bool]
    unreal: frozenset[str]
    clean: Lexicon[bool]
    penalties: frozenset[str]
    punished: Lexicon[bool]


@cache
def finding_words(code: str) -> FindingWords:
    """The words of findings of a language; all empty where its data file has none."""
    pack = load(code)
    data = pack.section("claims").get("findings", {})

    def phrases(name: str) -> Lexicon[bool]:
        return Lexicon([(phrase, True) for phrase in data.get(name, ())], pack)

    return FindingWords(
        finders=phrases("finders"),
        verbs=phrases("verbs"),
        complements=phrases("complements"),
        stating=phrases("stating"),
        direct=phrases("direct"),
        passive=phrases("passive"),
        among=phrases("among"),
        ends=singles(data.get("ends", ())),
        charges=phrases("charges"),
        empty=singles(data.get("empty", ())),
        negative=phrases("negative"),
        unreal=singles(data.get("unreal", ())),
        clean=phrases("clean"),
        penalties=singles(data.get("penalties", ())),
        punished=phrases("punished"),
    )


@dataclass(frozen=True, slots=True)
class _Statement:
    """Token spans of a finding: who found, the verb, who is responsible; ``end`` is where what they did begins."""

    finder: tuple[int, int]
    verb: int
    responsible: tuple[int, int]
    end: int


def find_findings(
    sentences: Sequence[Layers],
    around: Surroundings,
    claims: Sequence[Claim],
    events: Sequence[Event],
    code: str,
) -> tuple[Finding, ...]:
    """The findings of a report about its events, in text order; at most one a sentence."""
    if not events:
        return ()
    words = finding_words(code)
    found = []
    for number, layers in enumerate(sentences):
        statement = next(_statements(layers, words), None)
        if statement is None or not _of_event(layers, statement, around.signs[number], words):
            continue
        following = sentences[number + 1 : number + 2]
        found.append(
            Finding(
                start=layers.sentence.start,
                end=layers.sentence.end,
                quote=layers.text[layers.sentence.start : layers.sentence.end],
                finder=layers.words_of(*statement.finder),
                responsible=_responsible(layers, statement, words),
                interval=_day(number, statement, layers, around),
                punished=_punished([layers, *following], words),
                event=_event(layers, claims, events),
            )
        )
    return tuple(found)


def _responsible(layers: Layers, statement: _Statement, words: FindingWords) -> str:
    """Who is responsible, with those named apart from the rest: "officials guilty, President Gorbachev among them"."""
    named = layers.words_of(*statement.responsible)
    for match in layers.find(words.among):
        start = _phrase_start(layers, match.start)
        if statement.end < start < match.start and layers.sign(start - 1, ","):
            return f"{named}, {layers.words_of(start, match.end)}"
    return named


def _statements(layers: Layers, words: FindingWords) -> Iterator[_Statement]:
    """The ways in which a sentence can state a finding, the surest first."""
    if any(token.norm in words.unreal for token in layers.tokens):
        return
    if not layers.find(words.finders):
        return
    yield from _with_complement(layers, words)
    yield from _direct(layers, words)
    yield from _stated(layers, words)
    yield from _passive(layers, words)


def _with_complement(layers: Layers, words: FindingWords) -> Iterator[_Statement]:
    """ "The court recognised X as guilty"."""
    for verb in layers.find(words.verbs):
        finder = _finder_before(layers, verb.start, words)
        if finder is None:
            continue
        for index in range(verb.end + 1, min(verb.end + _RESPONSIBLE, len(layers.tokens))):
            complement = words.complements.at(layers.tokens, index)
            if complement is not None:
                yield from _made(layers, finder, verb.start, (verb.end, index), complement.end, words)
            if complement is not None or layers.mark("that", index):
                break


def _direct(layers: Layers, words: FindingWords) -> Iterator[_Statement]:
    """ "The jury convicted X of"."""
    for verb in layers.find(words.direct):
        finder = _finder_before(layers, verb.start, words)
        if finder is not None and not layers.mark("be", verb.start - 1):
            end = _phrase_end(layers, verb.end, words)
            yield from _made(layers, finder, verb.start, (verb.end, end), end, words)


def _stated(layers: Layers, words: FindingWords) -> Iterator[_Statement]:
    """ "The inquiry concluded that X was responsible"."""
    for verb in layers.find(words.stating):
        finder = _finder_before(layers, verb.start, words)
        if finder is None:
            continue
        start = _said_from(layers, verb.end)
        for index in range(start + 1, min(start + _RESPONSIBLE, len(layers.tokens))):
            complement = words.complements.at(layers.tokens, index)
            if complement is not None and layers.mark("be", index - 1):
                yield from _made(layers, finder, verb.start, (start, index - 1), complement.end, words)
                break


def _said_from(layers: Layers, start: int) -> int:
    """Where what was ruled begins: behind "that", which a time may part from its verb ("ruled in March that")."""
    for at in range(start, start + _ADVERBIAL):
        if layers.mark("be", at) or layers.mark("have", at):
            break
        if layers.mark("that", at):
            return at + 1
    return start


def _passive(layers: Layers, words: FindingWords) -> Iterator[_Statement]:
    """ "X was convicted by a court", "X was to blame, a tribunal found"."""
    for verb in layers.find(words.passive):
        be = verb.start - 1
        while be > 0 and not layers.mark("be", be) and layers.mark("skip", be):
            be -= 1
        if not layers.mark("be", be):
            continue
        left = be
        while layers.mark("be", left - 1) or layers.mark("have", left - 1) or layers.mark("skip", left - 1):
            left -= 1
        finder = _finder_behind(layers, verb.end, words)
        if finder is not None:
            yield from _made(layers, finder, verb.start, (_phrase_start(layers, left), left), verb.end, words)


def _made(
    layers: Layers,
    finder: tuple[int, int],
    verb: int,
    responsible: tuple[int, int],
    end: int,
    words: FindingWords,
) -> Iterator[_Statement]:
    start, stop = responsible
    while stop > start and layers.tokens[stop - 1].kind == "punct":
        stop -= 1
    while start < stop and (layers.tokens[start].kind == "punct" or layers.mark("coordinate", start)):
        start += 1
    named = [token for token in layers.tokens[start:stop] if token.kind == "word" and token.norm not in words.empty]
    if not named or stop - start > _RESPONSIBLE or layers.tokens[start].norm in words.empty - {"one", "a"}:
        return
    if any(layers.tokens[i].text in _QUOTES for i in range(start, stop)):
        return
    yield _Statement(finder, verb, (start, stop), end)


def _finder_before(layers: Layers, verb: int, words: FindingWords) -> tuple[int, int] | None:
    """The phrase in front of a verb, when it names one who can find."""
    end = _before_aside(layers, verb)
    while end > 0 and (layers.mark("have", end - 1) or layers.mark("skip", end - 1) or end - 1 in layers.busy):
        end -= 1
    while end > 0 and layers.mark("prepositions", end - 1):
        end -= 1
    return _named_finder(layers, _phrase_start(layers, end), end, words)


def _before_aside(layers: Layers, verb: int) -> int:
    """ "The prosecutor's office, by then independent, found": where a short aside between commas begins."""
    if not layers.sign(verb - 1, ","):
        return verb
    for index in range(verb - 2, max(verb - 2 - _ASIDE, 0), -1):
        if layers.sign(index, ","):
            return index
        if layers.tokens[index].kind == "punct" or layers.mark("coordinate", index):
            break
    return verb


def _finder_behind(layers: Layers, start: int, words: FindingWords) -> tuple[int, int] | None:
    """ "... by a court", "... , a tribunal found"."""
    for index in range(start, min(start + _RESPONSIBLE, len(layers.tokens))):
        if layers.mark("by", index):
            end = index + 1
            while end < len(layers.tokens) and not (layers.mark("coordinate", end) or _ends(layers, end, words)):
                end += 1
            named = _named_finder(layers, index + 1, end, words)
            if named is not None:
                return named
        verb = words.stating.at(layers.tokens, index)
        if verb is not None:
            named = _named_finder(layers, _phrase_start(layers, index), index, words)
            if named is not None:
                return named
    return None


def _named_finder(layers: Layers, start: int, end: int, words: FindingWords) -> tuple[int, int] | None:
    if not 0 < end - start <= _FINDER:
        return None
    return (start, end) if words.finders.find(layers.tokens[start:end]) else None


def _phrase_start(layers: Layers, end: int) -> int:
    """Walk left to where a clause begins."""
    index = end
    while index > 0:
        before = index - 1
        token = layers.tokens[before]
        if token.kind == "punct" and token.text not in "-–'’":
            break
        if layers.mark("relative", before) or layers.mark("subordinate", before) or before in layers.busy:
            break
        index = before
    return index


def _phrase_end(layers: Layers, start: int, words: FindingWords) -> int:
    """Walk right to where the words for who is responsible end."""
    index = start
    while index < len(layers.tokens) and index - start < _RESPONSIBLE and not _ends(layers, index, words):
        index += 1
    return index


def _ends(layers: Layers, index: int, words: FindingWords) -> bool:
    token = layers.tokens[index]
    if token.kind == "punct":
        return token.text not in "-–'’"
    return token.norm in words.ends and not (layers.mark("of", index) and _is_count(layers, index))


def _is_count(layers: Layers, index: int) -> bool:
    """ "seven of its officials"."""
    return any(quantity.end == index for quantity in layers.quantities)


def _of_event(layers: Layers, statement: _Statement, signs: Sequence[str], words: FindingWords) -> bool:
    """Whether what was found is about violence: a charge that is named must be one."""
    end = statement.end
    if end >= len(layers.tokens) or layers.tokens[end].norm not in words.ends:
        return True
    last = min(end + _CHARGE, len(layers.tokens))
    return any(signs[end:last]) or bool(words.charges.find(layers.tokens[end:last]))


def _day(number: int, statement: _Statement, layers: Layers, around: Surroundings) -> Interval | None:
    """When it was found: the time in the sentence that is not the event's own, the nearest to the verb."""
    at = layers.tokens[statement.verb].start
    times = [t for t in around.times_of(number) if t.interval is not None and t.bearing is not Bearing.NOUN]
    return min(times, key=lambda time: abs(time.start - at)).interval if times else None


def _punished(sentences: Sequence[Layers], words: FindingWords) -> bool | None:
    """What the finding's sentence and the next say of punishment; nobody outweighs somebody."""
    if any(layers.find(words.clean) or _nobody(layers, words) for layers in sentences):
        return False
    if sentences[0].find(words.negative):
        return False
    return True if any(layers.find(words.punished) for layers in sentences) else None


def _nobody(layers: Layers, words: FindingWords) -> bool:
    """ "Nobody lost a job or was punished", "none of the officers has been prosecuted"."""
    for index in range(len(layers.tokens)):
        end = layers.phrase("nobody", index)
        if end > index and any(token.norm in words.penalties for token in layers.tokens[end : end + _CHARGE]):
            return True
    return False


def _event(layers: Layers, claims: Sequence[Claim], events: Sequence[Event]) -> str:
    """The event of a claim in the same sentence, else the one the report is about."""
    at = bisect_left(claims, layers.sentence.start, key=lambda claim: claim.start)
    return claims[at].event if at < len(claims) and claims[at].start < layers.sentence.end else events[0].key

"""Give each claim the source that the text names for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from knell.claims.find import Found
from knell.claims.kinds import Memory, kind_of, remember
from knell.claims.layers import Layers
from knell.claims.phrases import Phrase, is_named
from knell.claims.quotations import Quotation, find_quotations
from knell.claims.source_words import SourceWords, source_words
from knell.claims.sources import Source, find_sources
from knell.model import Cited, SourceType

# A source in brackets stands right behind its claim.
_NEXT = 3
# A document is read from for this many sentences.
_READ_ON = 8
_REMEMBERED = 40
# What makes a source one behind its name has at most so many words.
_MARKER = 3
# No source speaks farther than this many tokens within its sentence.
_FARTHEST = 150
# Signs that end a source's words without being of them.
_LOOSE_SIGNS = ",.;:-"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as cited, with its place in the text."""

    source: Source
    cited: Cited | None
    start: int
    end: int


@dataclass(slots=True)
class Spoken:
    """Who has spoken so far: the last person, the last body, the last source of any kind."""

    memory: Memory = field(default_factory=Memory)
    person: Cited | None = None
    body: Cited | None = None
    last: Cited | None = None

    def by(self, pronoun: str) -> Cited | None:
        """Whom a pronoun means."""
        if pronoun == "person":
            return self.person or self.last
        if pronoun == "thing":
            return self.body or self.last
        return self.last if pronoun in ("many", "same") else None


def attribute(
    sentences: Sequence[Layers], found: Sequence[Found], code: str, metonyms: Collection[int] = ()
) -> list[Cited | None]:
    """The source of each claim, in the order of ``found``; None where the report speaks in its own voice.

    ``metonyms``: offsets of the places that stand for their government ("Moscow said").
    """
    words = source_words(code)
    spoken = Spoken()
    order = {layers.sentence.start: index for index, layers in enumerate(sentences)}
    last = max((order[item.layers.sentence.start] for item in found), default=-1)
    quotations = [quotation for quotation in find_quotations(sentences) if quotation.first <= last]
    # nobody who speaks farther on is the source of a claim, unless the next sentence may point back
    heard = max([last + words.points, *(quotation.last for quotation in quotations)])
    speakers = [_speakers(layers, words, spoken, metonyms) for layers in sentences[: heard + 1]]
    voices = _voices(quotations, speakers)
    cited: list[Cited | None] = []
    carried = _Carried(sentences, speakers, words)
    opening = speakers[0][-1] if words.lead_carries and speakers and speakers[0] else None
    closes = opening is not None and (opening.source.trailing or sentences[0].sign(opening.source.verb - 1, ","))
    if opening is not None and closes and found and order[found[0].layers.sentence.start] > 0:
        carried.lead = opening.cited  # who tells what happened tells of its victims too
    for item in found:
        at = order[item.layers.sentence.start]
        own = _of_claim(item, speakers[at], words) or _of_quotation(item, quotations, voices)
        cited.append(own or carried.to(item, at))
        carried.keep(item, at, cited[-1])
    return cited


@dataclass(slots=True)
class _Carried:
    """What a source says beyond the sentence that names it.

    A report's silence is its own voice. Two things carry a source on within a paragraph: a document that is being
    read from ("the ministry's update"), until somebody else speaks; and a sentence that names the victim whom the
    source's sentence before told of ("One person died, police said. Ali Reza, 40, was shot dead").
    """

    sentences: Sequence[Layers]
    speakers: Sequence[Sequence[Speaker]]
    words: SourceWords
    before: list[tuple[int, Found, Cited | None]] = field(default_factory=list)
    lead: Cited | None = None

    def to(self, item: Found, at: int) -> Cited | None:
        """The source carried over to a claim of a sentence that names none."""
        if self.speakers[at] or self.sentences[at].find(self.words.nameless):
            return None
        pointed = self._pointed(at)
        if pointed is not None or at == 0:
            return pointed
        return self._document(at) or self._same_victim(item, at)

    def keep(self, item: Found, at: int, cited: Cited | None) -> None:
        """Remember who told of the claims of a sentence."""
        if not self.before and self.lead is None:
            self.lead = cited
        if self.before and self.before[-1][0] < at:
            self.before = [told for told in self.before if told[0] >= at - _READ_ON][-_REMEMBERED:]
        self.before.append((at, item, cited))

    def _pointed(self, at: int) -> Cited | None:
        """Whom the next sentence names as having said this one: "Bunu polis bildirib"."""
        if at + 1 >= len(self.speakers) or not self.speakers[at + 1]:
            return None
        behind = self.sentences[at + 1]
        if behind.sentence.paragraph > self.sentences[at].sentence.paragraph + 1 or not behind.tokens:
            return None
        return self.speakers[at + 1][0].cited if self.words.pointing.at(behind.tokens, 0) is not None else None

    def _document(self, at: int) -> Cited | None:
        paragraph = self.sentences[at].sentence.paragraph
        verb_final = self.sentences[at].words.order.verb_final
        for index in range(at - 1, max(at - _READ_ON, 0) - 1, -1):
            if self.sentences[index].sentence.paragraph != paragraph:
                return None
            if self.speakers[index]:
                last = self.speakers[index][-1]
                told = verb_final or any(cited == last.cited for at, _, cited in self.before if at >= index)
                goes_on = told and self._is_read_from(self.sentences[index], last)
                return last.cited if goes_on or self._leads(last) else None
        return None

    def _is_read_from(self, layers: Layers, speaker: Speaker) -> bool:
        end = speaker.source.end
        if layers.words.order.verb_final:  # "the ministry's report-by"
            behind = layers.tokens[end : end + _MARKER]
            if any(token.norm in self.words.read_from for token in behind):
                return True
        tokens = layers.tokens[speaker.source.start : end]
        return bool(tokens) and tokens[-1].norm in self.words.read_from

    def _leads(self, speaker: Speaker) -> bool:
        """Whether the first claim of the report is this source's, where such a source stands for the whole note."""
        return self.words.lead_carries and self.lead is not None and speaker.cited == self.lead

    def _same_victim(self, item: Found, at: int) -> Cited | None:
        if not _is_single(item) or not _is_by_name(item):
            return None
        for told, earlier, cited in self.before:
            same = item.candidate.predication.outcome is earlier.candidate.predication.outcome
            if told == at - 1 and same and _is_single(earlier) and not _is_by_name(earlier):
                return cited
        return None


def _is_single(item: Found) -> bool:
    return item.candidate.group.count.low == item.candidate.group.count.high == 1


def _is_by_name(item: Found) -> bool:
    """Whether a claim names its victim: by a name alone, or one with its description behind a comma."""
    group, layers = item.candidate.group, item.layers
    if group.kind in ("name", "counted", "bare"):
        return group.kind == "name"
    named = any(t.capital for t in layers.tokens[group.start : group.end]) and layers.tokens[group.start].capital
    before = group.start - 2
    described = layers.sign(before + 1, ",") and before >= 0 and layers.tokens[before].capital
    return (named and not layers.mark("articles", group.start)) or described


# --- who is named


def _speakers(layers: Layers, words: SourceWords, spoken: Spoken, metonyms: Collection[int]) -> list[Speaker]:
    """The sources of one sentence as they are cited; what they say of each other is kept in ``spoken``."""
    speakers = []
    before: Cited | None = None
    for source in find_sources(layers, words, spoken.memory, metonyms):
        tokens = layers.tokens[source.start : source.end] or layers.tokens[source.verb : source.verb + 1]
        if source.pronoun is not None:
            cited = before if source.pronoun == "same" else spoken.by(source.pronoun)
            if cited is None and words.kinds.find(tokens):
                cited = _cited(layers, source, words, spoken)  # "in the ministry", of which nothing was told before
        else:
            cited = _cited(layers, source, words, spoken)
        if cited is None:
            continue
        before = cited
        speakers.append(Speaker(source, cited, tokens[0].start, tokens[-1].end))
    return speakers


def _cited(layers: Layers, source: Source, words: SourceWords, spoken: Spoken) -> Cited:
    """A source as it is cited, remembered for those who speak of it later."""
    last = source.end - 1
    while last > source.start and layers.tokens[last].text in _LOOSE_SIGNS:
        last -= 1
    start, end = layers.tokens[source.start].start, layers.tokens[last].end
    kind = SourceType.GOVERNMENT if source.metonym else kind_of(layers, source.phrase, words, spoken.memory)
    cited = Cited(layers.text[start:end], start, end, kind)
    remember(layers, source.phrase, kind, words, spoken.memory)
    if source.document or source.bracket:
        return cited
    spoken.last = cited
    if _is_person(layers, source.phrase, words):
        spoken.person = cited
    else:
        spoken.body = cited
    return cited


def _is_person(layers: Layers, phrase: Phrase, words: SourceWords) -> bool:
    """Whether a phrase names one person: a name and nothing else, or a noun for one who speaks."""
    tokens = layers.tokens[phrase.start : phrase.end]
    if any(t.norm in words.singular for t in tokens):
        return True
    return is_named(layers, phrase.start, phrase.end) and not words.kinds.find(tokens)


# --- what they say


def _of_claim(item: Found, speakers: Sequence[Speaker], words: SourceWords) -> Cited | None:
    """The source in the claim's own sentence that covers it."""
    layers, group, candidate = item.layers, item.candidate.group, item.candidate
    first = bisect_left(speakers, group.start - _FARTHEST, key=lambda s: s.source.verb)
    near = speakers[first : bisect_left(speakers, group.end + _FARTHEST, key=lambda s: s.source.verb)]
    outside = [
        s
        for s in near
        if not (s.source.start < group.end and s.source.end > group.start) or s.source.end == s.source.start
    ]
    start, end = group.start, max(candidate.end, group.end)
    bracket = next((s for s in outside if s.source.bracket and 0 <= s.source.start - end <= _NEXT), None)
    if bracket is not None:
        return bracket.cited
    outside = [s for s in outside if not s.source.bracket]
    leading = [s for s in outside if s.source.verb < start and not s.source.trailing]
    trailing = [s for s in outside if s.source.trailing and s.source.verb >= group.end]
    inner = leading[-1] if leading else None
    if trailing and (inner is None or _turns(layers, inner.source.verb, start)):
        return _cited_by(trailing[0], outside)
    if inner is not None:
        aside = _is_aside(layers, inner.source.verb, candidate.start, words)
        return None if aside else _cited_by(inner, outside)
    around = [s for s in outside if s.source.trailing and s.source.end <= start and not s.source.document]
    return _cited_by(around[-1], outside) if around else None


def _cited_by(speaker: Speaker, speakers: Sequence[Speaker]) -> Cited | None:
    """ "the channel said, citing the ministry": the ministry."""
    behind = [s for s in speakers if s.source.citing and s.source.verb > speaker.source.verb]
    follows = behind and not any(speaker.start < s.start < behind[0].start for s in speakers)
    return behind[0].cited if follows else speaker.cited


def _is_aside(layers: Layers, start: int, end: int, words: SourceWords) -> bool:
    """Whether a claim is told in passing by the report itself: "said they held the city, after a night that left"."""
    return any(
        layers.sign(index - 1, ",") and layers.tokens[index].norm in words.background
        for index in range(max(start + 1, end - _FARTHEST), end)
    )


def _turns(layers: Layers, start: int, end: int) -> bool:
    """Whether the sentence turns to something else between a verb of saying and a claim."""
    for index in range(max(start, end - _FARTHEST), end):
        if layers.sign(index, ";"):
            return True
        closes = layers.sign(index - 1, ",") and (layers.mark("coordinate", index) or layers.mark("subordinate", index))
        if closes and not layers.mark("relative", index):
            return True
    return False


def _of_quotation(item: Found, quotations: Sequence[Quotation], voices: Sequence[Cited | None]) -> Cited | None:
    """Who speaks the quotation that a claim stands in."""
    start = item.layers.tokens[item.candidate.group.start].start
    index = bisect_right(quotations, start, key=lambda q: q.start) - 1
    return voices[index] if index >= 0 and start < quotations[index].end else None


def _voices(quotations: Sequence[Quotation], speakers: Sequence[Sequence[Speaker]]) -> list[Cited | None]:
    """The speaker of each quotation: named behind it, in front of it, or the one just quoted."""
    voices: list[Cited | None] = []
    for number, quotation in enumerate(quotations):
        behind = [s for s in speakers[quotation.last] if quotation.end <= s.start]
        ahead = [s for s in speakers[quotation.first] if s.end <= quotation.start]
        voice = behind[0].cited if behind and behind[0].source.trailing else None
        voice = voice or (ahead[-1].cited if ahead else None)
        if voice is None and number and quotation.first - quotations[number - 1].last <= 1:
            voice = voices[-1]
        voices.append(voice)
    return voices

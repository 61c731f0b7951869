"""Find who a sentence names as saying something, and how much of the sentence they say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from knell.claims.kinds import Memory, is_headed, kind_of
from knell.claims.layers import Layers
from knell.claims.phrases import Phrase, is_named, opening_phrase, phrase_before, phrase_behind
from knell.claims.source_words import SourceWords
from knell.model import SourceType

_LONGEST_DOCUMENT = 6
_LONGEST_BRACKET = 8
_BY_REACH = 12
_LIVES_REACH = 7
_QUOTES = '"“”«»„'
_PAUSES = ",;:—–" + _QUOTES
_INQUIRERS = (SourceType.EXPERT, SourceType.NGO, SourceType.INTERGOVERNMENTAL)


@dataclass(frozen=True, slots=True)
class Source:
    """A source at tokens ``start`` to ``end`` of its sentence.

    ``verb``: the token of the word that makes it one. ``trailing``: it stands behind what it says. ``pronoun``: the
    kind of pronoun that stands for it, to be looked up in what came before; "same" when it is the one named before in
    the sentence. ``bracket``, ``document``, ``citing``: the construction, where it bounds what is covered.
    """

    phrase: Phrase
    verb: int
    trailing: bool
    pronoun: str | None = None
    bracket: bool = False
    document: bool = False
    citing: bool = False
    metonym: bool = False

    @property
    def start(self) -> int:
        """First token of the source's own words."""
        return self.phrase.start

    @property
    def end(self) -> int:
        """The token behind the source's own words."""
        return self.phrase.end


@dataclass(slots=True)
class Finder:
    """The search for the sources of one sentence; ``metonyms``: offsets of places that speak for their government."""

    layers: Layers
    words: SourceWords
    memory: Memory
    metonyms: Collection[int] = ()

    def find(self) -> list[Source]:
        """All sources, in order of the words that make them so."""
        found: list[Source] = []
        index = 0
        tokens = self.layers.tokens
        while index < len(tokens):
            step = 1
            marker = self.words.before.at(tokens, index)
            verb = self.words.verbs.at(tokens, index)
            known = len(found)
            if marker is not None:
                found.extend(self._introduced(index, marker.end))
                step = marker.end - index
            elif verb is not None and self._is_verb(index, verb.end):
                source = self._of_verb(index, verb.end, verb.value, found)
                if source is not None:
                    found.append(source)
                step = verb.end - index
            elif tokens[index].norm in self.words.document_prepositions:
                found.extend(self._document(index, found))
            elif tokens[index].text == "(":
                found.extend(self._in_brackets(index))
            elif tokens[index].text in ":—–" or (tokens[index].text == "-" and not tokens[index].glued):
                found.extend(self._behind_sign(index))
            index += step
            if len(found) > known:
                index = max(index, found[-1].end)
        return found

    # --- words that introduce a source

    def _introduced(self, start: int, end: int) -> list[Source]:
        """ "according to official data"."""
        phrase = phrase_behind(self.layers, end, self.words)
        if phrase is not None and (which := self._possessed(phrase)) is not None:
            owner = Phrase(phrase.start, phrase.start + 1)
            return [Source(owner, start, self._follows_content(start), pronoun=which)]
        if phrase is None or self._is_nobody(phrase) or not self._is_told_of(phrase):
            return []
        citing = self.words.citing.at(self.layers.tokens, start) is not None
        behind = self._follows_content(start)
        if citing and not behind:
            behind = any(p.start < start for p in self.layers.predications) and self._is_closed(phrase.end)
        return [Source(phrase, start, behind, citing=citing)]

    def _is_closed(self, index: int) -> bool:
        """Whether nothing is reported from here to the end of the sentence."""
        return not any(p.start >= index for p in self.layers.predications)

    def _follows_content(self, index: int) -> bool:
        """Whether what is said stands in front: no sentence, clause or colon has just begun."""
        before = index - 1
        while before >= 0 and (self.layers.mark("skip", before) or before in self.layers.busy):
            before -= 1
        if before < 1 or self.layers.sign(before, ":;—–"):
            return False
        if self.layers.sign(before, ","):
            before -= 1
        opens = ("that", "coordinate", "subordinate")
        return not any(self.layers.mark(kind, before) for kind in opens) and not self._is_saying(before)

    def _is_saying(self, index: int) -> bool:
        return index >= 0 and self.words.verbs.at(self.layers.tokens, index) is not None

    def _document(self, index: int, found: list[Source]) -> list[Source]:
        """ "by an Associated Press count", "in colonial-era records"; not "said in a statement"."""
        if found and index - found[-1].verb <= 3 and self._is_saying(found[-1].verb) and not found[-1].document:
            return []
        phrase = phrase_behind(self.layers, index + 1, self.words)
        if phrase is None or self._is_nobody(phrase):
            return []
        norms = [t.norm for t in self.layers.tokens[phrase.start : phrase.end]]
        last = max((i for i, norm in enumerate(norms) if norm in self.words.documents), default=None)
        if last is None or last > _LONGEST_DOCUMENT:
            return []
        phrase = Phrase(phrase.start, phrase.start + last + 1)
        if not self._is_known(phrase):
            return []
        return [Source(phrase, index, trailing=index > 2, document=True)]

    def _in_brackets(self, index: int) -> list[Source]:
        """ "at least 51 people (Houthi Health Ministry)"."""
        layers = self.layers
        reach = range(index + 1, min(index + _LONGEST_BRACKET, len(layers.tokens)))
        end = next((i for i in reach if layers.sign(i, ")")), None)
        if end is None or end == index + 1 or any(t.kind == "number" for t in layers.tokens[index:end]):
            return []
        phrase = Phrase(index + 1, end)
        return [Source(phrase, index, True, bracket=True)] if self._is_known(phrase) else []

    def _behind_sign(self, index: int) -> list[Source]:
        """ "Five dead in clash: police"; "Police: five dead"."""
        layers = self.layers
        last = len(layers.tokens)
        while last > 0 and layers.sign(last - 1, ".!"):
            last -= 1
        phrase = Phrase(index + 1, last)
        if 0 < last - index - 1 <= 4 and self._is_alone(phrase):
            return [Source(phrase, index, trailing=True)]
        phrase = Phrase(0, index)
        if 0 < index <= 4 and layers.sign(index, ":") and self._is_alone(phrase):
            return [Source(phrase, index, trailing=False)]
        return []

    def _is_alone(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but a known source."""
        tokens = self.layers.tokens[phrase.start : phrase.end]
        found = self.words.kinds.find(tokens)
        plain = all(t.kind == "word" for t in tokens) and not any(
            p.start < phrase.end and p.end > phrase.start for p in self.layers.predications
        )
        return plain and bool(found) and phrase.start + found[-1].end == phrase.end

    def _is_known(self, phrase: Phrase) -> bool:
        return kind_of(self.layers, phrase, self.words, self.memory) is not None

    def _is_told_of(self, phrase: Phrase) -> bool:
        """Whether a phrase behind "according to" or "confirmed by" can be a source: known, or a name."""
        named = any(t.capital for t in self.layers.tokens[phrase.start : phrase.end])
        return (named and not self.layers.shouting) or self._is_known(phrase)

    def _is_nobody(self, phrase: Phrase) -> bool:
        """ "some say", "by some estimates": nobody in particular."""
        tokens = self.layers.tokens[phrase.start : phrase.end]
        return tokens[0].norm in self.words.nobody and (
            len(tokens) == 1 or (len(tokens) == 2 and tokens[-1].norm in self.words.nobody)
        )

    # --- verbs of saying

    def _is_verb(self, start: int, end: int) -> bool:
        """Whether a word that may be a verb of saying is one here."""
        layers, words = self.layers, self.words
        token = layers.tokens[start]
        if token.capital and not layers.shouting and start > 0:
            return False
        if any(p.start <= start < p.end for p in layers.predications) or self._takes_lives(start):
            return False
        before = layers.tokens[start - 1] if start > 0 else None
        if before is None:
            return True
        if before.norm in words.determiners or before.norm == "'s":
            return False
        if end - start > 1 or token.norm not in words.nominal:
            return True
        if layers.mark("prepositions", start - 1) or any(q.end == start for q in layers.quantities):
            return False
        following = end
        while layers.mark("have", following) or layers.mark("skip", following):
            following += 1
        return following >= len(layers.tokens) or not self._is_saying(following)

    def _takes_lives(self, index: int) -> bool:
        """ "claimed thousands of lives"."""
        lexicon = self.layers.words
        near = self.layers.tokens[index + 1 : index + _LIVES_REACH]
        return self.layers.tokens[index].norm in lexicon.life_verbs and any(t.norm in lexicon.life_nouns for t in near)

    def _of_verb(self, verb: int, end: int, kind: str, found: list[Source]) -> Source | None:
        layers, words = self.layers, self.words
        at = verb
        passive = negated = False
        while at > 0 and (
            layers.mark("be", at - 1)
            or layers.mark("have", at - 1)
            or layers.mark("skip", at - 1)
            or layers.tokens[at - 1].norm in words.passing
        ):
            passive = passive or layers.mark("be", at - 1)
            negated = negated or layers.mark("negation", at - 1)
            at -= 1
        if passive and layers.tokens[verb].norm not in words.progressive:
            return None if negated else self._by(end)
        trailing = self._is_behind(verb, end, kind, at)
        if at > 0 and layers.tokens[at - 1].norm in words.pronouns:
            return self._of_pronoun(at, verb, end, kind)
        if self._continues(at, verb):
            return self._continued(verb, found)
        phrase = phrase_before(layers, at, words)
        if found and found[-1].end == at and found[-1].verb > 0 and self._follows_noun(found[-1]):
            subject = phrase_before(layers, found[-1].verb, words)  # "a doctor quoted by the channel put it at"
            if subject is not None and is_headed(layers, subject, words, self.memory):
                phrase = subject
                found.pop()
        if found and found[-1].citing and found[-1].end == at - 1 and layers.sign(at - 1, ","):
            phrase = opening_phrase(layers, words) or phrase  # "residents, quoting doctors, put it at"
        if phrase is not None and self._has_number(phrase):
            phrase = self._tail(phrase)
        which = self._possessed(phrase) if phrase is not None else None
        if phrase is not None and which is not None:
            return Source(Phrase(phrase.start, phrase.start + 1), verb, False, pronoun=which)
        if phrase is not None and self._speaks(phrase, verb, end, kind):
            return Source(phrase, verb, self._is_behind(verb, end, kind, phrase.start), metonym=self._acts(phrase))
        if kind in ("strong", "told") and verb > 0 and layers.sign(verb - 1, _QUOTES + ",") and trailing is not None:
            phrase = phrase_behind(layers, end, words)
            if phrase is not None and not self._is_nobody(phrase) and not self._has_number(phrase):
                return Source(phrase, verb, True, metonym=self._acts(phrase))
        return None

    def _of_pronoun(self, at: int, verb: int, end: int, kind: str) -> Source | None:
        which = self.words.pronouns[self.layers.tokens[at - 1].norm]
        if kind == "having" or (kind == "finding" and which not in ("thing", "many")):
            return None
        if which == "relative":
            phrase = phrase_before(self.layers, at - 1 - self.layers.sign(at - 2, ","), self.words)
            known = phrase is not None and is_headed(self.layers, phrase, self.words, self.memory)
            return Source(phrase, verb, False) if phrase is not None and known else None
        return Source(Phrase(at - 1, at), verb, self._is_behind(verb, end, kind, at - 1), pronoun=which)

    def _continues(self, at: int, verb: int) -> bool:
        """A second verb of the same speaker: "denied it and said", "blamed rebels, saying"."""
        layers = self.layers
        if layers.tokens[verb].norm in self.words.participles:
            return at == verb and layers.sign(verb - 1, "," + _QUOTES)
        return at > 0 and layers.mark("coordinate", at - 1)

    def _continued(self, verb: int, found: list[Source]) -> Source | None:
        """The speaker of a second verb: the source named before in the sentence, or the subject that opens it."""
        if any(s.pronoun != "first" and not s.document for s in found):
            return Source(Phrase(verb, verb), verb, False, pronoun="same")
        phrase = opening_phrase(self.layers, self.words)
        if phrase is None or phrase.end > verb or not is_headed(self.layers, phrase, self.words, self.memory):
            return None
        return Source(phrase, verb, False)

    def _follows_noun(self, source: Source) -> bool:
        before = self.layers.tokens[source.verb - 1]
        return before.kind == "word" and self.words.before.at(self.layers.tokens, source.verb) is not None

    def _tail(self, phrase: Phrase) -> Phrase:
        """The known source that ends a phrase which begins with something else ("a 12 hour siege police")."""
        found = self.words.kinds.find(self.layers.tokens[phrase.start : phrase.end])
        if found and phrase.start + found[-1].end == phrase.end:
            return Phrase(phrase.start + found[-1].start, phrase.end)
        return phrase

    def _possessed(self, phrase: Phrase) -> str | None:
        """The pronoun that a document belongs to: "its report shows"."""
        tokens = self.layers.tokens
        if phrase.end - phrase.start > 3 or tokens[phrase.end - 1].norm not in self.words.documents:
            return None
        return self.words.possessives.get(tokens[phrase.start].norm)

    def _by(self, end: int) -> Source | None:
        """ "was put at 40 by officials"."""
        layers = self.layers
        for index in range(end, min(end + _BY_REACH, len(layers.tokens))):
            if layers.sign(index, ".;"):
                return None
            if layers.mark("by", index):
                phrase = phrase_behind(layers, index + 1, self.words)
                known = phrase is not None and is_headed(layers, phrase, self.words, self.memory)
                attacked = any(p.end == index for p in layers.predications)
                return Source(phrase, index, True, document=True) if phrase and known and not attacked else None
        return None

    def _speaks(self, phrase: Phrase, verb: int, end: int, kind: str) -> bool:
        """Whether a noun phrase can be what says something; for a weak verb its head must be known to speak."""
        layers = self.layers
        if self._is_nobody(phrase) or self._has_number(phrase) or layers.mark("by", phrase.start - 1):
            return False
        if any(p.start < phrase.end and p.end > phrase.start and len(p.frames) == 1 for p in layers.tolls):
            return False
        if kind in ("strong", "told"):
            return True
        if kind == "having":
            document = any(t.norm in self.words.documents for t in layers.tokens[phrase.start : phrase.end])
            figures = [*(q.start for q in layers.quantities), *(t.start for t in layers.tolls)]
            return document and any(end <= start <= end + 1 for start in figures)
        if not is_headed(layers, phrase, self.words, self.memory) and not self._acts(phrase):
            return False
        if kind == "finding":
            return layers.mark("that", end) or kind_of(layers, phrase, self.words, self.memory) in _INQUIRERS
        return True

    def _has_number(self, phrase: Phrase) -> bool:
        return any(phrase.start < q.end and phrase.start < q.start < phrase.end for q in self.layers.quantities)

    def _acts(self, phrase: Phrase) -> bool:
        """Whether the phrase is a place that stands for its government, and nothing else."""
        tokens = self.layers.tokens
        start = phrase.start + (tokens[phrase.start].norm in self.words.determiners)
        if start >= phrase.end or tokens[start].start not in self.metonyms:
            return False
        return is_named(self.layers, start, phrase.end)

    def _is_behind(self, verb: int, end: int, kind: str, start: int) -> bool:
        """Whether a verb of saying stands behind what is said: "five died, police said on Friday"."""
        layers = self.layers
        after = end
        if kind == "told":
            stop = after
            while stop < len(layers.tokens) and stop - after < 6 and layers.tokens[stop].kind == "word":
                if stop in layers.busy or layers.mark("that", stop) or layers.mark("prepositions", stop):
                    break
                stop += 1
            after = stop
        while after < len(layers.tokens) and (after in layers.busy or layers.mark("skip", after)):
            after += 1
        closes = after >= len(layers.tokens) or layers.sign(after, ",.;()—–" + _QUOTES)
        if not closes:
            closes = (layers.mark("prepositions", after) or layers.mark("subordinate", after)) and not layers.mark(
                "of", after
            )
            closes = closes and start > 0 and layers.sign(start - 1, _PAUSES)
        if not closes or start < 2:
            return False
        return layers.sign(start - 1, _PAUSES) or any(p.start < start for p in layers.predications)


def find_sources(
    layers: Layers, words: SourceWords, memory: Memory | None = None, metonyms: Collection[int] = ()
) -> list[Source]:
    """All sources of a sentence, in order of the words that make them so."""
    return Finder(layers, words, memory or Memory(), metonyms).find()

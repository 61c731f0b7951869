"""Find the sources that verbs of saying name: their subjects, what follows them, whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from knell.claims.final import opening_speaker, told_from
from knell.claims.kinds import Memory, is_headed, kind_of
from knell.claims.layers import Layers
from knell.claims.phrases import Phrase, is_named, opening_phrase, phrase_before, phrase_behind
from knell.claims.source_words import SourceWords
from knell.claims.spans import begins, touching
from knell.claims.speakers import gives_document, speaker_start
from knell.model import SourceType

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
class Sayings:
    """The verbs of saying of one sentence; ``metonyms``: offsets of places that speak for their government."""

    layers: Layers
    words: SourceWords
    memory: Memory
    metonyms: Collection[int] = ()

    def is_nobody(self, phrase: Phrase) -> bool:
        """ "some say", "by some estimates": nobody in particular."""
        tokens = self.layers.tokens[phrase.start : phrase.end]
        return tokens[0].norm in self.words.nobody and (
            len(tokens) == 1 or (len(tokens) == 2 and tokens[-1].norm in self.words.nobody)
        )

    def is_saying(self, index: int) -> bool:
        """Whether a verb of saying begins at a token."""
        return index >= 0 and self.words.verbs.at(self.layers.tokens, index) is not None

    def is_verb(self, start: int, end: int) -> bool:
        """Whether a word that may be a verb of saying is one here."""
        layers, words = self.layers, self.words
        token = layers.tokens[start]
        if token.capital and not layers.shouting and start > 0:
            return False
        if touching(layers.predications, start, start + 1) or self._takes_lives(start):
            return False
        before = layers.tokens[start - 1] if start > 0 else None
        if before is None:
            return True
        if before.norm in words.determiners or before.norm in words.reflexive or before.norm == "'s":
            return False
        if end - start > 1 or token.norm not in words.nominal:
            return True
        if layers.mark("prepositions", start - 1) or any(
            q.end == start for q in touching(layers.quantities, start - 1, start)
        ):
            return False
        following = end
        while layers.mark("have", following) or layers.mark("skip", following):
            following += 1
        return following >= len(layers.tokens) or not self.is_saying(following)

    def _subject(self, at: int, found: list[Source]) -> Phrase | None:
        """The subject of a verb, before its auxiliaries; a source that only stands between the two is stepped over."""
        layers, words = self.layers, self.words
        phrase = phrase_before(layers, at, words)
        if found and found[-1].end == at and found[-1].verb > 0 and self._follows_noun(found[-1]):
            subject = phrase_before(layers, found[-1].verb, words)  # "a doctor quoted by the channel put it at"
            if subject is not None and is_headed(layers, subject, words, self.memory):
                phrase = subject
                found.pop()
        if found and found[-1].citing and found[-1].end == at - 1 and layers.sign(at - 1, ","):
            phrase = opening_phrase(layers, words) or phrase  # "residents, quoting doctors, put it at"
        aside = phrase is not None and phrase.start > 1 and layers.sign(phrase.start - 2, ",")
        if phrase is not None and aside and layers.tokens[phrase.start - 1].norm in words.participles:
            phrase = phrase_before(layers, phrase.start - 2, words) or phrase  # "the chief, confirming the raid said"
        if phrase is not None and self._has_number(phrase):
            phrase = self._tail(phrase)
        return phrase

    def _takes_lives(self, index: int) -> bool:
        """ "claimed thousands of lives"."""
        lexicon = self.layers.words
        near = self.layers.tokens[index + 1 : index + _LIVES_REACH]
        return self.layers.tokens[index].norm in lexicon.life_verbs and any(t.norm in lexicon.life_nouns for t in near)

    def of_verb(self, verb: int, end: int, kind: str, found: list[Source]) -> Source | None:
        """The source that a verb of saying names."""
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
        behind = self._speaker_behind(verb, end, at, kind)
        if behind is not None:
            return behind
        phrase = self._subject(at, found)
        if phrase is not None and layers.words.order.verb_final:
            phrase = told_from(layers, phrase, words)
            named = is_named(layers, phrase.start, phrase.end) and not layers.is_place(phrase.start, phrase.end)
            if not (is_headed(layers, phrase, words, self.memory) or named):
                phrase = None  # what stands in front of a last verb is most often what is said
        which = self.possessed(phrase) if phrase is not None else None
        if phrase is not None and which is not None:
            return Source(Phrase(phrase.start, phrase.start + 1), verb, False, pronoun=which)
        if phrase is not None and self._speaks(phrase, verb, end, kind):
            return Source(phrase, verb, self._is_behind(verb, end, kind, phrase.start), metonym=self._acts(phrase))
        opening = opening_speaker(layers, verb, words, self.memory)
        if opening is not None:
            return Source(opening, opening.end - 1, False)
        if kind in ("strong", "told") and verb > 0 and layers.sign(verb - 1, _QUOTES + ",") and trailing is not None:
            phrase = phrase_behind(layers, speaker_start(layers, end, words), words)
            if phrase is not None and not self.is_nobody(phrase) and not self._has_number(phrase):
                return Source(phrase, verb, True, metonym=self._acts(phrase))
        return None

    def _speaker_behind(self, verb: int, end: int, at: int, kind: str) -> Source | None:
        """ "как сообщил министр": the speaker behind the verb, where the language puts it there as well."""
        layers, words = self.layers, self.words
        if "right" not in layers.words.order.speakers or kind in ("having", "finding"):
            return None
        told = verb > 1 and layers.sign(verb - 1, _PAUSES) and begins(layers.predications, 0, verb)
        if layers.tokens[verb].norm in words.impersonal:
            return Source(Phrase(verb, verb), verb, told, pronoun="thing")
        start = self._behind_hyphen(end) or speaker_start(layers, end, words)
        if start < len(layers.tokens) and layers.tokens[start].norm in words.pronouns:
            which = words.pronouns[layers.tokens[start].norm]
            return Source(Phrase(start, start + 1), verb, told, pronoun=which) if which != "relative" else None
        echo = words.echoes.at(layers.tokens, start)
        if echo is not None:
            return Source(Phrase(start, echo.end), verb, told, pronoun=echo.value)  # "пояснили в ведомстве"
        phrase = phrase_behind(layers, start, words)
        if phrase is None or self.is_nobody(phrase) or self._has_number(phrase):
            return None
        if not is_headed(layers, phrase, words, self.memory):
            return None
        before = phrase_before(layers, at, words)
        opens = told and layers.tokens[phrase.start].norm in words.determiners  # "..., informó la policía"
        # "при взрыве во вторник, 4 августа, сообщил министр": in its case it is no speaker
        fits = before is not None and layers.words.order.fits("speaker", layers.features(before.start))
        if not opens and before is not None and fits and is_headed(layers, before, words, self.memory):
            return None
        if before is not None and is_named(layers, before.start, before.end) and gives_document(layers, end, words):
            return None  # "Smith puts forward a toll of 20"
        return Source(phrase, verb, told, metonym=self._acts(phrase))

    def _behind_hyphen(self, end: int) -> int | None:
        """ "déclare-t-il": the pronoun that hangs on its verb."""
        layers, at = self.layers, end
        while at < len(layers.tokens) and (layers.sign(at, "-") or layers.tokens[at].norm in self.words.linking):
            at += 1
        return at if at > end and layers.sign(at - 1, "-") and at < len(layers.tokens) else None

    def _of_pronoun(self, at: int, verb: int, end: int, kind: str) -> Source | None:
        which = self.words.pronouns[self.layers.tokens[at - 1].norm]
        if kind == "having" or (kind == "finding" and which not in ("thing", "many")):
            return None
        if which == "relative":
            phrase = phrase_before(self.layers, at - 1 - self.layers.sign(at - 2, ","), self.words)
            known = phrase is not None and is_headed(self.layers, phrase, self.words, self.memory)
            return Source(phrase, verb, False) if phrase is not None and known else None
        return Source(Phrase(at - 1, at), verb, self._is_behind(verb, end, kind, at - 1), pronoun=which)

    def reported_by(self, index: int) -> Source | None:
        """ "was reported dead by the army": the army says so."""
        layers = self.layers
        end = next((p.end for p in touching(layers.predications, index, index + 1) if p.start == index), None)
        if end is None or not layers.mark("by", end):
            return None
        phrase = phrase_behind(layers, end + 1, self.words)
        known = phrase is not None and is_headed(layers, phrase, self.words, self.memory)
        return Source(phrase, end, True, document=True) if phrase is not None and known else None

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

    def possessed(self, phrase: Phrase) -> str | None:
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
                attacked = any(p.end == index for p in touching(layers.predications, index - 1, index))
                return Source(phrase, index, True, document=True) if phrase and known and not attacked else None
        return None

    def _speaks(self, phrase: Phrase, verb: int, end: int, kind: str) -> bool:
        """Whether a noun phrase can be what says something; for a weak verb its head must be known to speak."""
        layers = self.layers
        if self.is_nobody(phrase) or self._has_number(phrase) or layers.mark("by", phrase.start - 1):
            return False
        if any(len(p.frames) == 1 for p in touching(layers.tolls, phrase.start, phrase.end)):
            return False
        if kind in ("strong", "told"):
            return True
        if kind == "having":
            document = any(t.norm in self.words.documents for t in layers.tokens[phrase.start : phrase.end])
            figures = begins(layers.quantities, end, end + 2) or begins(layers.tolls, end, end + 2)
            return document and figures
        if not is_headed(layers, phrase, self.words, self.memory) and not self._acts(phrase):
            return is_named(layers, phrase.start, phrase.end) and gives_document(layers, end, self.words)
        if kind == "finding":
            return layers.mark("that", end) or kind_of(layers, phrase, self.words, self.memory) in _INQUIRERS
        return True

    def _has_number(self, phrase: Phrase) -> bool:
        numbers = touching(self.layers.quantities, phrase.start + 1, phrase.end)
        return any(number.start > phrase.start and number.kind != "label" for number in numbers)

    def _acts(self, phrase: Phrase) -> bool:
        """Whether the phrase is a place that stands for its government, and nothing else."""
        tokens = self.layers.tokens
        if self.layers.words.order.verb_final:
            return False  # what opens a sentence there most often says where: "Bakıda", "Ankara'da"
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
        if layers.sign(after, ",") and layers.mark("that", after + 1):
            return False  # "врачи утверждают, что"
        closes = after >= len(layers.tokens) or layers.sign(after, ",.;()—–" + _QUOTES)
        if not closes:
            closes = (layers.mark("prepositions", after) or layers.mark("subordinate", after)) and not layers.mark(
                "of", after
            )
            closes = closes and start > 0 and layers.sign(start - 1, _PAUSES)
        if not closes or start < 2:
            return False
        return layers.sign(start - 1, _PAUSES) or begins(layers.predications, 0, start)

"""Find who a sentence names as saying something, and how much of the sentence they say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from knell.claims.final import introduced_behind
from knell.claims.kinds import Memory, head_end, kind_of
from knell.claims.layers import Layers
from knell.claims.phrases import Phrase, phrase_behind
from knell.claims.saying import Sayings, Source
from knell.claims.source_words import SourceWords
from knell.claims.spans import begins, touching
from knell.claims.speakers import speaker_start

__all__ = ["Source", "find_sources"]

_LONGEST_DOCUMENT = 6
_LONGEST_BRACKET = 8
_LONGEST_QUOTE = 8
_QUOTES = '"“”«»„'
# Signs behind which a source may be named.
_SIGNS = "(:—–-"


class Finder(Sayings):
    """The search for the sources of one sentence."""

    def find(self) -> list[Source]:
        """All sources, in order of the words that make them so."""
        found: list[Source] = []
        index = 0
        for at in self._telling():
            if at >= index:
                known = len(found)
                end = self._told_at(at, found)
                index = max(end, found[-1].end if len(found) > known else 0)
        return found

    def _telling(self) -> list[int]:
        """The tokens at which a source may be named or said to speak: few, and all others are passed over."""
        opening, documents = (
            frozenset(self.words.opening.beginnings(self.layers.tokens)),
            self.words.document_prepositions,
        )
        return [
            index
            for index, token in enumerate(self.layers.tokens)
            if index in opening or token.text in _SIGNS or token.norm in documents
        ]

    def _told_at(self, index: int, found: list[Source]) -> int:
        """Add the source that these words bring in, if any; returns where to look on from."""
        tokens = self.layers.tokens
        echo = self.words.echoes.at(tokens, index)
        if echo is not None:
            phrase = Phrase(index, echo.end)
            found.append(Source(phrase, index, self._follows_content(index), pronoun=echo.value))
            return echo.end
        marker = self.words.before.at(tokens, index)
        known_only = None if marker is not None else self.words.before_known.at(tokens, index)
        verb = self.words.verbs.at(tokens, index)
        behind = self.words.behind.at(tokens, index)
        if behind is not None:
            found.extend(self._named_before(index))
            return behind.end
        if marker is not None:
            found.extend(self._introduced(index, marker.end))
            return marker.end
        if known_only is not None:
            named = [self._cut(source) for source in self._introduced(index, known_only.end)]
            found.extend(source for source in named if self._can_speak(source.phrase))
            return known_only.end
        if verb is not None and self.is_verb(index, verb.end):
            source = self.of_verb(index, verb.end, verb.value, found)
            if source is not None:
                found.append(source)
            return verb.end
        if verb is not None and (reported := self.reported_by(index)) is not None:
            found.append(reported)
        else:
            found.extend(self._unworded(index, found))
        return index + 1

    def _unworded(self, index: int, found: list[Source]) -> list[Source]:
        """The source that a preposition or a sign may bring in where no word of saying stands."""
        token = self.layers.tokens[index]
        if token.norm in self.words.document_prepositions:
            return self._document(index, found)
        if token.kind != "punct":
            return []
        if token.text == "(":
            return self._in_brackets(index)
        if token.text in _SIGNS and not (token.text == "-" and token.glued):
            return self._behind_sign(index)
        return []

    # --- words that introduce a source

    def _introduced(self, start: int, end: int) -> list[Source]:
        """ "according to official data"."""
        if "right" in self.layers.words.order.speakers:
            end = speaker_start(self.layers, end, self.words)  # "según informó este miércoles la policía"
        phrase = phrase_behind(self.layers, self._behind_quoted(end), self.words)
        if phrase is not None and (which := self.possessed(phrase)) is not None:
            owner = Phrase(phrase.start, phrase.start + 1)
            return [Source(owner, start, self._follows_content(start), pronoun=which)]
        if phrase is None or self.is_nobody(phrase) or not self._is_told_of(phrase):
            return []
        citing = self.words.citing.at(self.layers.tokens, start) is not None
        behind = self._follows_content(start)
        if citing and not behind:
            behind = begins(self.layers.predications, 0, start) and self._is_closed(phrase.end)
        return [Source(phrase, start, behind, citing=citing)]

    def _behind_quoted(self, start: int) -> int:
        """Where those begin whose words are quoted: "according to 'first estimates' of the ministry"."""
        layers = self.layers
        opening = start + (start < len(layers.tokens) and layers.tokens[start].norm in self.words.determiners)
        if not layers.sign(opening, _QUOTES):
            return start
        reach = range(opening + 2, min(opening + _LONGEST_QUOTE, len(layers.tokens) - 1))
        end = next((i for i in reach if layers.sign(i, _QUOTES)), None)
        return start if end is None or not layers.mark("of", end + 1) else end + 2

    def _named_before(self, start: int) -> list[Source]:
        """ "ANAMA-nın məlumatına görə": the source stands in front of the word that makes it one."""
        owner = start - 1
        while owner > 0 and self.layers.mark("skip", owner):
            owner -= 1
        which = self.words.possessives.get(self.layers.tokens[owner].norm) if owner >= 0 else None
        if which is not None:
            return [Source(Phrase(owner, owner + 1), owner, False, pronoun=which)]
        phrase = introduced_behind(self.layers, start, self.words, self.memory)
        if phrase is None or self.is_nobody(phrase):
            return []
        return [Source(phrase, phrase.end - 1, False)]

    def _is_closed(self, index: int) -> bool:
        """Whether nothing is reported from here to the end of the sentence."""
        return not begins(self.layers.predications, index, len(self.layers.tokens))

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
        return not any(self.layers.mark(kind, before) for kind in opens) and not self.is_saying(before)

    def _document(self, index: int, found: list[Source]) -> list[Source]:
        """ "by an Associated Press count", "in colonial-era records"; not "said in a statement"."""
        if found and index - found[-1].verb <= 3 and self.is_saying(found[-1].verb) and not found[-1].document:
            return []
        phrase = phrase_behind(self.layers, index + 1, self.words)
        if phrase is None or self.is_nobody(phrase):
            return []
        norms = [t.norm for t in self.layers.tokens[phrase.start : phrase.end]]
        last = max((i for i, norm in enumerate(norms) if norm in self.words.documents), default=None)
        if last is None or last > _LONGEST_DOCUMENT:
            return []
        if any(self.layers.sign(i, "(") for i in range(phrase.start, phrase.start + last)):
            return []  # "in Lviv (data of noon)"
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
        document = index > 0 and layers.tokens[index - 1].norm in self.words.documents
        if 0 < index <= 4 and (layers.sign(index, ":") or document) and self._is_alone(phrase):
            return [Source(phrase, index, trailing=False)]
        return []

    def _is_alone(self, phrase: Phrase) -> bool:
        """Whether a phrase is nothing but a known source."""
        tokens = self.layers.tokens[phrase.start : phrase.end]
        found = self.words.kinds.find(tokens)
        plain = not any(self.is_saying(i) for i in range(phrase.start, phrase.end - 1))
        plain = (
            plain
            and all(t.kind == "word" for t in tokens)
            and not touching(self.layers.predications, phrase.start, phrase.end)
        )
        return plain and bool(found) and phrase.start + found[-1].end == phrase.end

    def _is_known(self, phrase: Phrase) -> bool:
        return kind_of(self.layers, phrase, self.words, self.memory) is not None

    def _can_speak(self, phrase: Phrase) -> bool:
        """Whether what stands behind "the toll from" can speak: not "the police raid", "the blast at the ministry"."""
        last = head_end(self.layers, phrase.start, phrase.end) - 1
        happening = self.words.happenings.at(self.layers.tokens, last)
        return happening is None and self._is_known(self._without_clause(phrase))

    def _cut(self, source: Source) -> Source:
        """A source without the verb behind it: "the toll from local officials | rose"."""
        layers, reach = self.layers, range(source.phrase.start + 1, source.phrase.end)
        rises = (i for i in reach if layers.mark("rise", i) and not layers.mark("prepositions", i))
        end = next(rises, source.phrase.end)
        return replace(source, phrase=replace(source.phrase, end=end))

    def _without_clause(self, phrase: Phrase) -> Phrase:
        """A phrase without a relative clause beside it, which may name others: "the quake which the army ..."."""
        return replace(phrase, beside=(0, 0)) if self.layers.mark("relative", phrase.beside[0]) else phrase

    def _is_told_of(self, phrase: Phrase) -> bool:
        """Whether a phrase behind "according to" or "confirmed by" can be a source: known, or a name."""
        named = any(t.capital for t in self.layers.tokens[phrase.start : phrase.end])
        return (named and not self.layers.shouting) or self._is_known(phrase)


def find_sources(
    layers: Layers, words: SourceWords, memory: Memory | None = None, metonyms: Collection[int] = ()
) -> list[Source]:
    """All sources of a sentence, in order of the words that make them so."""
    return Finder(layers, words, memory or Memory(), metonyms).find()

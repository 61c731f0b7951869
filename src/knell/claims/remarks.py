"""What the words of one sentence say of all its claims, looked up once a sentence however many claims it makes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from knell.claims.layers import Layers
from knell.claims.scenewords import SceneWords
from knell.text import Match

# A phrase of a late death may stand so many tokens behind a claim.
_NEAR = 2
# Words that open a sentence are its first few.
_OPENING = 2


@dataclass(frozen=True, slots=True)
class Remarks:
    """Token numbers, in order: of phrases that set events apart, say "the war has", "in recent years" or "after", of
    late deaths, of those found or saved later, commas.

    ``introduces``: the sentence brings in an event of its own ("a roadside bomb", "gunmen attacked"); ``answered``:
    the tokens that tell of what its deed answers ("in retaliation for the kidnapping of nine on 6 June").
    """

    apart: int | None
    enduring: int | None
    lasting: Sequence[int]
    late: Sequence[Match[bool]]
    recovered: Sequence[Match[bool]]
    after: Sequence[int]
    commas: Sequence[int]
    introduces: bool
    answered: range = range(0)

    def apart_before(self, end: int) -> bool:
        """Whether a phrase that sets events apart begins in front of a token."""
        return self.apart is not None and self.apart < end

    def apart_within(self, first: int, last: int) -> bool:
        """Whether the first such phrase begins at a token from ``first`` on, in front of ``last``."""
        return self.apart is not None and first <= self.apart < last

    def endures_before(self, end: int) -> bool:
        """Whether a phrase of what has gone on for long ("the war has") begins in front of a token."""
        return self.enduring is not None and self.enduring < end

    def lasts_beside(self, start: int, end: int) -> bool:
        """Whether a phrase of a long time ("in recent years") opens the sentence or stands beside these tokens.

        A comma between sets it apart.
        """
        return any(at < _OPENING or not self.comma_within(min(at, end), max(at, start)) for at in self.lasting)

    def late_near(self, start: int, end: int) -> bool:
        """Whether tokens ``start`` to ``end`` tell of a death of one hurt before."""
        return _near(self.late, start, end)

    def recovered_near(self, start: int, end: int) -> bool:
        """Whether tokens ``start`` to ``end`` tell of those who were found or saved some time after it happened."""
        return _near(self.recovered, start, end)

    def after_within(self, first: int, last: int) -> bool:
        """Whether a word for "after" begins at a token from ``first`` on, in front of ``last``."""
        return _within(self.after, first, last)

    def comma_within(self, first: int, last: int) -> bool:
        """Whether a comma stands from ``first`` on, in front of ``last``."""
        return _within(self.commas, first, last)


def remarks(layers: Layers, signs: Sequence[str], words: SceneWords) -> Remarks:
    """Look up what a sentence says of its claims."""
    apart, enduring = (
        next((match.start for match in layers.find(phrases)), None) for phrases in (words.apart, words.enduring)
    )
    return Remarks(
        apart,
        enduring,
        [match.start for match in layers.find(words.lasting)],
        layers.find(words.late),
        layers.find(words.recovered),
        [i for i in words.later.beginnings(layers.tokens) if words.later.at(layers.tokens, i) is not None],
        [i for i, token in enumerate(layers.tokens) if token.text == ","],
        _introduces(layers, signs, words),
        _answered(layers, words),
    )


def _answered(layers: Layers, words: SceneWords) -> range:
    """What a deed answers: behind the words that say so, in front of them where the verb comes last.

    Told at the head of its sentence, it ends at a comma that no number follows.
    """
    phrase = next(iter(layers.find(words.answering)), None)
    if phrase is None:
        return range(0)
    tokens = layers.tokens
    if layers.words.order.verb_final:
        return range(next((i + 1 for i in range(phrase.start - 1, -1, -1) if tokens[i].text in ",;"), 0), phrase.end)
    end = len(tokens)
    if phrase.start < _OPENING:
        numbers = {quantity.start for quantity in layers.quantities}
        commas = (i for i in range(phrase.end, end) if tokens[i].text == "," and i + 1 not in numbers)
        end = next(commas, end)
        if layers.words.order.bracket:  # "als Vergeltung für die Tötung von neun Soldaten erschoss die Armee"
            told = (p.start for p in layers.predications if p.start >= phrase.end and tokens[p.start].text.islower())
            end = min(end, next(told, end))
    return range(phrase.start, end)


def _introduces(layers: Layers, signs: Sequence[str], words: SceneWords) -> bool:
    return any(
        token.norm in words.agents or (token.norm in words.openings and "noun" in signs[index + 1 : index + 4])
        for index, token in enumerate(layers.tokens)
    )


def _near(found: Sequence[Match[bool]], start: int, end: int) -> bool:
    at = bisect_left(found, start, key=lambda match: match.end)
    return at < len(found) and found[at].start <= end + _NEAR


def _within(numbers: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(numbers, first)
    return at < len(numbers) and numbers[at] < last

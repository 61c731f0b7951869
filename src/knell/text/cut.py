"""One text, cut into sentences and tokens once, however many rooms read it."""

from __future__ import annotations

from knell.languages import Pack
from knell.text.sentences import Sentence, split
from knell.text.tokens import Token, tokenize


class Cut:
    """A text of a language; its stretches are cut when first asked for, and the cuts are kept."""

    def __init__(self, text: str, pack: Pack) -> None:
        self.text, self.pack = text, pack
        self._sentences: dict[tuple[int, int], list[Sentence]] = {}
        self._tokens: dict[tuple[int, int], tuple[Token, ...]] = {}

    def sentences(self, start: int = 0, end: int | None = None) -> list[Sentence]:
        """The sentences of a stretch; of the whole text unless told otherwise."""
        stretch = (start, len(self.text) if end is None else end)
        found = self._sentences.get(stretch)
        if found is None:
            found = self._sentences[stretch] = split(self.text, self.pack, *stretch)
        return found

    def tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of a stretch."""
        found = self._tokens.get((start, end))
        if found is None:
            found = self._tokens[start, end] = tokenize(self.text, self.pack, start, end)
        return found

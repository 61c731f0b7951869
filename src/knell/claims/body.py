"""The body of a report, sentence by sentence; nothing of it is looked at before it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from string import ascii_lowercase
from typing import overload

from knell.claims.genre import features
from knell.claims.layers import Layers, layer
from knell.claims.words import words
from knell.languages import load
from knell.model import Report
from knell.places import Places
from knell.text import Cut, Scan, Sentence
from knell.times import Times

# Whether a text is all in capitals shows in this many letters.
_HEAD = 4000


class Body(Sequence[Layers]):
    """The sentences of a report in a supported language, each put into layers when first asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.pack = load(report.language or "")
        self.words = words(self.pack.code)
        self._cut = Cut(report.text, self.pack)
        self.times = Times(self._cut, report.published)
        self.places = Places(report.text, self.pack.code)
        self._layers: dict[int, Layers] = {}

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences as stretches of the text."""
        parts = [self._cut.sentences(part.start, part.end) for part in self.report.body()]
        return parts[0] if len(parts) == 1 else [sentence for part in parts for sentence in part]

    @cached_property
    def features(self) -> tuple[str, ...]:
        """What kind of text this is, where that speaks against every claim in it."""
        return features(self.report.text, self.pack.code)

    @cached_property
    def shouting(self) -> bool:
        """Whether capitals say nothing in this text because nearly all of it is in capitals."""
        head = self.report.text[:_HEAD]
        if 10 * sum(map(head.count, ascii_lowercase)) > 3 * len(head):
            return False  # as most texts: no need to look at every letter
        letters = [c for c in head if c.isalpha()]
        return len(letters) > 20 and sum(map(str.isupper, letters)) > 0.7 * len(letters)

    def holding(self, scan: Scan) -> Collection[int]:
        """The numbers of the sentences with a word that is looked for, in order; hardly more than those."""
        return scan.holding(self.report.text, [sentence.start for sentence in self.sentences])

    def __len__(self) -> int:
        return len(self.sentences)

    @overload
    def __getitem__(self, number: int) -> Layers: ...
    @overload
    def __getitem__(self, number: slice) -> list[Layers]: ...
    def __getitem__(self, number: int | slice) -> Layers | list[Layers]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        found = self._layers.get(number)
        if found is None:
            sentence = self.sentences[number]
            found = layer(self._cut, sentence, self.words, self.times, self.places, self.shouting)
            self._layers[number] = found
        return found

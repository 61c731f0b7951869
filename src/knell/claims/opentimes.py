"""The times of an event that cannot be told, kept by their words, however many they are."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class OpenTimes:
    """Which words the open times of a scene have, so that another is compared with all of them at once.

    ``words`` are all words, ``plain`` those of times without figures, ``beside`` each figure with each word of its
    time.
    """

    words: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    beside: set[tuple[str, str]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.words)

    def add(self, text: str) -> None:
        """Take in one more time."""
        words, figures, pairs = _read(text)
        self.words |= words
        self.beside |= pairs
        if not figures:
            self.plain |= words

    def like(self, text: str) -> bool:
        """Whether a time that cannot be told may be one of these: other figures are other days."""
        words, figures, pairs = _read(text)
        if not figures:
            return not words.isdisjoint(self.words)
        return not (words.isdisjoint(self.plain) and pairs.isdisjoint(self.beside))


def _read(text: str) -> tuple[set[str], set[str], set[tuple[str, str]]]:
    """The words of a time, the figures among them, and each figure with each other word."""
    words = set(text.split())
    figures = {word for word in words if word.isdigit()}
    return words, figures, {(figure, word) for figure in figures for word in words if word != figure}

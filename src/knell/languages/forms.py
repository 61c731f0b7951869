"""Inflected words: what a word's dictionary form is, what its form says, how all its forms are spelled.

A pack's ``[morphology]`` says how: a dictionary (``pymorphy3:ru``, loaded when the first text of the language is
read) or a table of endings that are cut until a word of the pack is left.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import Any, Protocol

# So many words of a language are remembered.
_MEMORY = 1 << 16
# The part of a compound in front of its head has at least so many letters.
_SHORTEST_PART = 3
_NOTHING: frozenset[str] = frozenset()


class Forms(Protocol):
    """The forms of a language's words; all words are in lower case, in the pack's spelling."""

    def canonical(self, word: str) -> str:
        """The form a word is looked up by: the word of the pack that it is a form of, if it is one."""

    def knows(self, word: str) -> bool:
        """Whether it is a form of a word of the pack."""

    def features(self, word: str) -> frozenset[str]:
        """What the form of a word says of it: case, number, part of speech, under the names the source gives them."""

    def nominative(self, word: str) -> str:
        """The form of a name that a dictionary has: its case taken off, its number and gender kept."""

    def surfaces(self, word: str) -> Iterable[str]:
        """What to look for in a text to find every form of a word; one that ends in ``*`` is a beginning."""


def make(
    settings: Mapping[str, Any], words: Iterable[str], letters: Mapping[int, str], alone: Iterable[str] = ()
) -> Forms:
    """The forms of a language from its ``[morphology]`` section, the words of its pack, and letters written alike.

    ``alone``: of the words, those listed by themselves.
    """
    analyser = str(settings["analyser"])
    if analyser.startswith("pymorphy3:"):
        from knell.languages.dictionary import DictionaryForms

        return DictionaryForms(analyser.partition(":")[2], words, letters)
    return EndingForms(settings, words, alone)


class EndingForms:
    """Endings cut by rule, one behind another, until a word of the pack is left; other words stay as they are."""

    def __init__(self, settings: Mapping[str, Any], words: Iterable[str], alone: Iterable[str] = ()) -> None:
        """Read the table of endings; an ending ``x>y`` is replaced by ``y``, others are cut off.

        A word of the pack is meant as it stands. With ``inflected_phrases`` only those are that are listed ``alone``;
        one inside a phrase may be a form of another ("cifra de muertos"). Where the settings list words ``own`` to
        themselves, all others may be forms of each other.
        """
        self._known = frozenset(words)
        self._settings = settings
        self._depth = int(settings.get("depth", 1))
        self._shortest = int(settings.get("shortest", 3))
        self._whole = frozenset(settings.get("whole", ()))
        self._endings: dict[str, list[tuple[str, str]]] = {}
        for feature, listed in settings.get("endings", {}).items():
            for written in listed:
                ending, _, base = written.partition(">")
                self._endings.setdefault(ending, []).append((base, feature))
        self._longest = max(map(len, self._endings), default=0)
        self._own = frozenset(settings["own"]) if "own" in settings else None
        self._heads = tuple(sorted(settings.get("compound_heads", ()), key=len, reverse=True))
        # in transmission letters lose their marks ("oldurulub" for "öldürülüb")
        self._lost = {ord(marked): str(plain) for marked, plain in settings.get("lost", {}).items()}
        self._marked: dict[str, str] = {}
        self._plain = self._without_marks() if self._lost else None
        self._analyse = lru_cache(maxsize=_MEMORY)(self._find)
        if settings.get("inflected_phrases", False):
            self._known = self._settled(frozenset(alone))

    def canonical(self, word: str) -> str:
        """The word of the pack that is left when endings are cut; the word itself when none is."""
        return self._analyse(word)[0]

    def knows(self, word: str) -> bool:
        """Whether a word of the pack is left when endings are cut."""
        return self._analyse(word)[0] in self._known

    def features(self, word: str) -> frozenset[str]:
        """The names of the endings that were cut."""
        return self._analyse(word)[1]

    def nominative(self, word: str) -> str:
        """Names are cut by the ``endings`` of the section of places."""
        return word

    def surfaces(self, word: str) -> Iterable[str]:
        """The word and all that begins so, also where a letter changes before an ending."""
        found = [word]
        if word not in self._whole:
            for ending, bases in self._endings.items():
                found += [word[: -len(base)] + ending for base, _ in bases if base and word.endswith(base)]
        for beginning in dict.fromkeys((*found, *(one.translate(self._lost) for one in found))):
            yield beginning + "*"

    def _without_marks(self) -> EndingForms:
        """The same forms with all marks lost; what would then be spelled like another word is that other word."""
        endings = {
            feature: [ending.translate(self._lost) for ending in listed]
            for feature, listed in self._settings.get("endings", {}).items()
        }
        plain = {**self._settings, "endings": endings, "lost": {}}
        plain["whole"] = [word.translate(self._lost) for word in self._whole]
        self._marked = {word.translate(self._lost): word for word in sorted(self._known, reverse=True)}
        return EndingForms(plain, self._marked)

    def _settled(self, alone: frozenset[str]) -> frozenset[str]:
        """The words that are no form of another word of the pack, and those listed for themselves."""
        settled = set(alone)
        for word in sorted(self._known - alone, key=lambda word: (len(word), word)):
            if self._cut_off(word, settled)[0] == word:
                settled.add(word)
        return frozenset(settled)

    def _find(self, word: str) -> tuple[str, frozenset[str]]:
        found, features = self._cut_off(word)
        listed = self._marked.get(word) if word not in self._known else None
        if listed is not None:
            return listed, _NOTHING
        if self._plain is None or found in self._known:
            return found, features
        plain, features = self._plain._find(word.translate(self._lost))
        marked = self._marked.get(plain)
        if marked is None or not self._may_have_lost(word, marked, plain):
            return word, _NOTHING
        return marked, features

    def _may_have_lost(self, word: str, marked: str, plain: str) -> bool:
        """Whether a word begins like one of the pack but for marks lost: none is changed, none is added."""
        pairs = zip(word[:-1] if len(word) <= len(marked) else word, marked[:-1], plain[:-1], strict=False)
        return all(here in (there, bare) for here, there, bare in pairs)

    def _cut_off(self, word: str, settled: Container[str] | None = None) -> tuple[str, frozenset[str]]:
        known = self._known if settled is None else settled
        if word in known and (settled is not None or self._own is None or word in self._own):
            return word, _NOTHING
        if word in self._whole:
            return word, _NOTHING
        reached: dict[str, frozenset[str]] = {word: _NOTHING}
        for _ in range(self._depth):
            shorter: dict[str, frozenset[str]] = {}
            for form, features in reached.items():
                for stem, feature in self._cut(form):
                    shorter.setdefault(stem, features | {feature})
            whole = [stem for stem in shorter if stem in known and stem not in self._whole]
            if whole:
                best = max(whole, key=lambda stem: (len(stem), stem))
                return self._cut_off(best, settled)[0], shorter[best]
            reached = shorter
        return (word, _NOTHING) if word in known else self._head(word)

    def _head(self, word: str) -> tuple[str, frozenset[str]]:
        """The last part of a compound ("Polizeisprecher"), where the pack lists it as one that compounds end with."""
        for form, features in ((word, _NOTHING), *((stem, frozenset((name,))) for stem, name in self._cut(word))):
            for head in self._heads:
                if form.endswith(head) and len(form) - len(head) >= _SHORTEST_PART:
                    return head, features
        return word, _NOTHING

    def _cut(self, form: str) -> Iterable[tuple[str, str]]:
        for size in range(min(self._longest, len(form) - 1), 0, -1):
            for base, feature in self._endings.get(form[-size:], ()):
                stem = form[:-size] + base
                if len(stem) >= self._shortest:
                    yield stem, feature

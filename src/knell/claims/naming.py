"""Learn what a report calls its event: "Jallianwala Bagh massacre", "January 20 tragedy"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knell.claims.layers import Layers
from knell.claims.scenewords import SceneWords

_LONGEST = 5


def event_name(sentences: Sequence[Layers], words: SceneWords) -> str | None:
    """The name a text gives most often, the first on a tie; None when it gives none."""
    names: Counter[str] = Counter()
    for layers in sentences:
        if layers.shouting:
            return None
        for index, token in enumerate(layers.tokens):
            if token.norm in words.naming:
                start = _start(layers, index)
                if start < index:
                    names[" ".join(t.text for t in layers.tokens[start : index + 1]).replace(" - ", "-")] += 1
    return max(names, key=lambda name: names[name]) if names else None


def _start(layers: Layers, index: int) -> int:
    """Where the capitalised words and numbers that stand before the noun begin."""
    start = index
    while start > 0 and index - start < _LONGEST:
        token = layers.tokens[start - 1]
        named = token.capital or token.kind == "number" or token.text in "-–"
        if not named or (start - 1 == 0 and token.kind == "word" and layers.mark("definite", 0)):
            break
        start -= 1
    while start < index and not layers.tokens[start].capital:
        start += 1
    if start == index or all(layers.mark("definite", i) or layers.mark("articles", i) for i in range(start, index)):
        return index
    return start + 1 if layers.mark("definite", start) or layers.mark("articles", start) else start

"""Every sentence of tests/data/claims.en.jsonl is read as its gold says."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.claims.sentences import Sentence, amiss, find, load

SENTENCES = load()


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: f"{s.kind}: {s.text[:60]}")
def test_a_sentence_is_read_as_its_gold_says(sentence: Sentence) -> None:
    assert amiss(sentence, find(sentence.text)) == []


def test_the_sentences_cover_many_constructions_and_none_twice() -> None:
    assert len(SENTENCES) >= 200
    assert len({sentence.kind for sentence in SENTENCES}) >= 40
    assert max(Counter(sentence.text for sentence in SENTENCES).values()) == 1

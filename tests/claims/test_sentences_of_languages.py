"""Every sentence of tests/data/claims.CODE.jsonl is read as its gold says, in every language but English."""

from __future__ import annotations

from collections import Counter

import pytest

from knell import claims
from knell.model import Report
from tests.claims.sentences import FILE, Sentence, amiss, load

FILES = {path.name.split(".")[1]: path for path in sorted(FILE.parent.glob("claims.*.jsonl")) if path != FILE}
SENTENCES = [(code, sentence) for code, path in FILES.items() for sentence in load(path)]


@pytest.mark.parametrize(("code", "sentence"), SENTENCES, ids=lambda p: p if isinstance(p, str) else p.text[:60])
def test_a_sentence_is_read_as_its_gold_says(code: str, sentence: Sentence) -> None:
    found = claims.find(Report(id="sentence", text=sentence.text, language=code))
    assert amiss(sentence, found) == []


@pytest.mark.parametrize("code", FILES)
def test_no_sentence_stands_twice(code: str) -> None:
    assert max(Counter(sentence.text for sentence in load(FILES[code])).values()) == 1

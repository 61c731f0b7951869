"""Every sentence of tests/data/claims.CODE.jsonl (ours, by class of construction) is read as its gold says."""

from __future__ import annotations

from pathlib import Path

import pytest

from knell import claims
from knell.model import Report
from tests.claims.sentences import FILE, Sentence, amiss, load

FILES = {path.name.split(".")[1]: path for path in sorted(FILE.parent.glob("claims.*.jsonl")) if path != FILE}
CASES = [
    pytest.param(code, one, id=f"{code} {one.kind}: {one.text[:50]}") for code in FILES for one in load(FILES[code])
]


@pytest.mark.parametrize(("code", "sentence"), CASES)
def test_a_sentence_is_read_as_its_gold_says(code: str, sentence: Sentence) -> None:
    report = Report(id="sentence", text=sentence.text, language=code)
    assert amiss(sentence, claims.find(report)) == []


@pytest.mark.parametrize(("code", "path"), FILES.items())
def test_the_sentences_of_a_language_cover_many_constructions(code: str, path: Path) -> None:
    found = load(path)
    assert len(found) >= 60
    assert len({one.kind for one in found}) >= 20
    assert len({one.text for one in found}) == len(found)

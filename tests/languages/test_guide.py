"""The page on adding a language names every list and setting that a pack has and English has not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knell.languages import available, load
from scripts.pack import apart, keys, looked_up, missing

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-language.md").read_text(encoding="utf-8")
CODE = " ".join(re.findall(r"```.*?```|`[^`\n]+`", GUIDE, re.DOTALL))
# What a predicate's victims are to it, and who speaks: the same names as in English, for other outcomes and types.
SHARED = {name.rsplit(".", 1)[-1] for name in keys(load("en").data)}


@pytest.mark.parametrize("code", available())
def test_the_page_names_what_english_has_not(code: str) -> None:
    known = set(keys(load("en").data))
    new = {name.rsplit(".", 1)[-1] for name in keys(load(code).data) if name not in known} - SHARED
    assert sorted(name for name in new if re.search(rf"(?<!\w){name}(?!\w)", CODE) is None) == []


def test_what_a_pack_has_no_words_for_is_listed() -> None:
    assert missing("en") == []
    assert "claims.marks.negation" not in missing("it")


def test_a_sentence_is_shown_as_it_is_looked_up() -> None:
    lines = list(looked_up("it", "Dodici 40enni sono stati uccisi."))
    assert "killed: uccisi (participle)" in lines
    assert "person: 40enni" in lines
    assert "count: Dodici = 12..12" in lines


def test_words_that_stand_apart_are_told() -> None:
    lines = list(apart("it"))
    assert any(line.startswith("sale is no form of salire in ") for line in lines)

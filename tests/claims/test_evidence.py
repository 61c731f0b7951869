"""Evidence: every fact a candidate can carry has a weight and words, and the weights decide as they say."""

from __future__ import annotations

import ast
import importlib
import math
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.claims import evidence, reasons
from knell.claims.evidence import choose, probability, weights
from knell.model import Outcome
from tests.claims.reading import candidates_of, found_in
from tests.claims.sentences import load

ROOM = Path(evidence.__file__).parent
# The modules that make candidates and the facts they are weighed by.
MAKERS = [ROOM / f"{name}.py" for name in ("candidates", "tolls", "parts", "lists", "find")]
FACT = re.compile(r"[a-z]+[:=][a-z_0-9]+")


def written() -> set[str]:
    """The facts that stand whole in the code."""
    found: set[str] = set()
    for path in MAKERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and FACT.fullmatch(node.value):
                found.add(node.value)
    return found


def met(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The facts that weighing meets in our own sentences."""
    module = importlib.import_module("knell.claims.find")
    seen: set[str] = set()

    def watched(candidates: Any, extra: Any = ()) -> Any:
        seen.update(*(evidence.surrounded(c, extra).features for c in candidates))
        return choose(candidates, extra)

    monkeypatch.setattr(module, "choose", watched)
    for sentence in load():
        found_in(sentence.text)
    return seen


def test_every_fact_has_a_weight_if_only_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    known = weights().features
    assert sorted(fact for fact in written() | met(monkeypatch) if fact not in known) == []


def test_every_weighed_fact_and_link_has_words() -> None:
    for fact in weights().features:
        link = fact.startswith("link=")
        assert (fact.removeprefix("link=") in reasons.LINKS) if link else (fact in reasons.FACTS), fact


def test_words_are_for_facts_that_are_weighed() -> None:
    known = weights().features
    assert {fact for fact in reasons.FACTS if fact not in known} <= {"list"}
    assert {link for link in reasons.LINKS if f"link={link}" not in known} == set()


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_more_evidence_is_never_less_sure(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert 0.0 < probability(low) <= probability(high) < 1.0
    assert math.isclose(probability(low) + probability(-low), 1.0)


def test_at_most_one_claim_a_group_and_none_less_likely_than_not() -> None:
    candidates = candidates_of("Six guards were hurt and later died.")
    chosen = choose(candidates)
    assert len({c.group.start for c, _ in chosen}) == len(chosen)
    assert all(p >= 0.5 for _, p in chosen)


def test_the_later_death_is_what_is_reported() -> None:
    assert [f.candidate.predication.outcome for f in found_in("A guard was hurt and later died.")] == [Outcome.KILLED]


def test_facts_of_the_whole_text_weigh_against_what_it_says_and_are_told() -> None:
    candidates = candidates_of("Six guards were killed.")
    (plain,) = choose(candidates)
    for doubted, sure in choose(candidates, ["animals", "unreal"]):
        assert sure < plain[1]
        assert "unreal" in doubted.features
        assert "animals" not in doubted.features, "a group with a noun for people counts no animals"


@pytest.mark.parametrize("fact", ["irrealis", "unreal", "aggregate", "statistic", "animals", "uncounted", "natural"])
def test_facts_against_weigh_against(fact: str) -> None:
    assert weights().features[fact] < -2

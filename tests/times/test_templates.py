"""Patterns are data: they must be readable, and every one must hold a word that wakes the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.languages import available, load
from knell.times.templates import BadPattern, Leaf, Node, Sequence, first_keys, leaves, longest, parse
from knell.times.words import words

LANGUAGES = [code for code in available() if load(code).section("times")]


def test_a_pattern_is_a_tree() -> None:
    tree = parse("[the] DAY1 (TO|DASH) <md>2", {"md": "DAY [of] MONTH"})
    assert [leaf.name or leaf.key for leaf in leaves(tree)] == ["the", "DAY1", "TO", "DASH", "DAY2", "of", "MONTH2"]
    assert first_keys(tree) == (frozenset({"the", "DAY"}), False)
    assert longest(tree) == 6


@pytest.mark.parametrize("pattern", ["[DAY", "DAY]", "(DAY", "<none>", "<self>"])
def test_a_broken_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        parse(pattern, {"self": "<self>"})


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_of_every_language_compiles_and_can_begin(code: str) -> None:
    vocabulary = words(code)
    assert vocabulary.rules
    for rule in vocabulary.rules:
        assert rule.letters, rule.name


@given(st.lists(st.sampled_from(sorted(words("en").letters.values())), min_size=1, max_size=9).map("".join))
def test_what_fits_is_what_each_pattern_fits_alone(run: str) -> None:
    vocabulary = words("en")
    alone = [(rule.name, match.end()) for rule in vocabulary.rules if (match := rule.pattern.match(run))]
    fits = vocabulary.fitting(run)
    assert sorted(alone) == sorted((fit.rule, fit.size) for fit in fits)
    assert [fit.size for fit in fits] == sorted((fit.size for fit in fits), reverse=True)
    assert all(fit.size <= vocabulary.longest for fit in fits)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_pattern_holds_what_wakes_the_reader(code: str) -> None:
    section = load(code).section("times")
    for name, patterns in section["patterns"].items():
        for pattern in patterns:
            keys = needed(parse(pattern, section["macros"]))
            assert keys & WAKING, f"{name}: {pattern}"


NAMES = """
MONTH WEEKDAY UNIT SEASON PODAY DEICTIC ANNIVERSARY HOLIDAY ENDOF YEAR YY DECADE NUMDATE DAYTH ERA THEN
NEIGHBOUR century ad
"""
WAKING = frozenset(NAMES.split())


def needed(node: Node) -> set[str]:
    """The classes of which every reading of a pattern holds one; of a choice without one, none."""
    if isinstance(node, Leaf):
        return {node.key}
    if isinstance(node, Sequence):
        return set().union(*(needed(item) for item in node.items))
    if node.optional or not all(needed(option) & WAKING for option in node.options):
        return set()
    return set().union(*(needed(option) for option in node.options))

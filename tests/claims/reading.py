"""One sentence at a time through the steps of reading, for tests that look at a single step."""

from __future__ import annotations

from knell.claims.body import Body
from knell.claims.candidates import Candidate, find_candidates
from knell.claims.find import Found, find_in
from knell.claims.groups import Group, find_groups
from knell.claims.layers import Layers
from knell.model import Report


def report_of(text: str) -> Report:
    """An English report of this text."""
    return Report(id="test", text=text, language="en")


def body_of(text: str) -> Body:
    """An English report's sentences."""
    return Body(report_of(text))


def layers_of(text: str) -> Layers:
    """The layers of the first sentence."""
    return body_of(text)[0]


def groups_of(text: str) -> list[Group]:
    """The groups of the first sentence."""
    return find_groups(layers_of(text))


def candidates_of(text: str) -> list[Candidate]:
    """The candidates of the first sentence that rest on a predicate of its own."""
    layers = layers_of(text)
    return find_candidates(layers, find_groups(layers))


def found_in(text: str) -> list[Found]:
    """What is chosen in a text, before events, sources and roles."""
    return find_in(body_of(text))


def words_of(text: str, group: Group) -> str:
    """The words of a group of the first sentence."""
    return layers_of(text).words_of(group.start, group.end)

"""Points for what two events are called, of what kind they are, and whom their reports name."""

from __future__ import annotations

from collections.abc import Iterator

from knell.events.local import Local
from knell.events.names import PLACE, Name, readable, shared_words
from knell.events.persons import same_person
from knell.events.reason import Reason
from knell.events.subjects import Subject

# Points for a kind of event that the words of both name, and for several.
_KIND, _MOST_FOR_KINDS = 0.5, 1.0

# Of so few killed, the names may be all there are.
_FEW = 3

# Points by the number of names that both reports keep to.
_SUBJECTS = ((4, 3.0), (2, 2.5), (1, 1.5))

# Points for the very same name, for one that holds the other, and for a place and a kind of event.
_SAME_NAME, _LIKE_NAME, _PLACE_NAME = 4.5, 2.0, 1.5

# Points where one report speaks of what the other's event is named after.
_NAMESAKE = 3.0


def kinds(a: Local, b: Local) -> Iterator[Reason]:
    """What happened, and to what: a strike on a market; it speaks where days or place are not known well."""
    shared = sorted(a.kinds & b.kinds)
    if shared:
        yield min(_KIND * len(shared), _MOST_FOR_KINDS), f"both of a {', '.join(shared)}"


def subjects(a: Local, b: Local) -> Iterator[Reason]:
    """Names that both reports keep to; they speak where days or place are not known well."""
    if a.dated and b.dated and (a.country is None or b.country is None):
        return  # without a country nothing brings two dated events to be compared for a name
    shared = sorted(" ".join(sorted(pair)) for pair in a.subjects & b.subjects)
    points = next((points for many, points in _SUBJECTS if len(shared) >= many), 0.0)
    if points:
        yield points, f"both speak of {', '.join(shared[:3])}"
    named = sorted(" ".join(sorted(pair)) for pair in _named_after(a, b) | _named_after(b, a))
    if named:
        yield _NAMESAKE, f"one speaks of what the other is named after ({', '.join(named)})"


def _named_after(a: Local, b: Local) -> frozenset[Subject]:
    """Names in one event's name that the other's report keeps to: "Varga Mill massacre", "the well of Varga Mill"."""
    return frozenset(pair for pair in b.subjects if pair <= a.named and not pair & a.where)


def names(a: Local, b: Local) -> Iterator[Reason]:
    """Points for a name; a place and a kind of event ("Orveld blast") is a name that many events may have."""
    found = [_named_alike(one, other, a.where | b.where) for one in a.names for other in b.names]
    points, shared = max((one for one in found if one is not None), default=(0.0, ()))
    if points:
        yield points, f"named alike ({readable(shared) or 'after the place'})"


def _named_alike(one: Name, other: Name, where: frozenset[str]) -> tuple[float, tuple[str, ...]] | None:
    shared = shared_words(one, other)
    if not shared:
        return None
    own = [word for word in shared if not word.startswith(PLACE) and word not in where]
    points = _SAME_NAME if one == other else _LIKE_NAME
    return (points if len(own) > 1 else _PLACE_NAME), tuple(sorted(shared))


def names_others(a: Local, b: Local) -> bool | None:
    """Whether two events name other victims, killed so few that those may be all; None where nothing tells.

    A person is killed but once.
    """
    if not a.persons or not b.persons:
        return None
    if same_person(a.persons, b.persons) is not None:
        return False
    return True if max(a.killed or 0, b.killed or 0) <= _FEW else None


def persons(a: Local, b: Local) -> Iterator[Reason]:
    """Points for naming the same victim, and against naming others."""
    others = names_others(a, b)
    if others is False:
        yield 3.0, f"both name {' '.join(sorted(same_person(a.persons, b.persons) or ()))}"
    elif others:
        yield -2.5, "name other victims"


def actors(a: Local, b: Local) -> Iterator[Reason]:
    """Points for the same perpetrator."""
    shared = a.actors & b.actors
    if shared:
        yield 0.5, f"same actor ({' '.join(sorted(shared))})"

"""Take what is withheld out of values: dataclasses, tuples, mappings and texts, however deep it stands in them."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, Protocol, TypeVar

from knell.events import CopyPair, LinkedEvent, Match, SourceGroup
from knell.figures import Statement
from knell.model import (
    Claim,
    Commemoration,
    Event,
    Figure,
    Finding,
    Place,
    Problem,
    Report,
    Victims,
    content_id,
)
from knell.places import country_name
from knell.publish.matching import MASK, Names
from knell.record import Decision, Mention, ReportRow

T = TypeVar("T")

# The table of a release that the fields of a value stand in; values inside these stand in the field that holds them.
_TABLES: Mapping[type, str] = {
    Event: "events",
    LinkedEvent: "events",
    Match: "events",
    Figure: "figures",
    Claim: "claims",
    Statement: "reports",
    Report: "reports",
    ReportRow: "reports",
    Problem: "reports",
    SourceGroup: "sources",
    CopyPair: "copies",
    Finding: "findings",
    Commemoration: "commemorations",
    Decision: "decisions",
    Mention: "mentions",
}
# Whole fields that a policy may withhold: none is a key, a number or a word that a table is read by.
_WITHHOLDABLE: Mapping[str, tuple[str, ...]] = {
    "events": ("name", "aliases", "place"),
    "claims": ("quote", "victims", "cited", "perpetrator", "because"),
    "reports": ("title", "outlet", "url", "authors", "text"),
    "sources": ("name", "outlets", "reasons"),
    "findings": ("quote", "finder", "responsible"),
    "commemorations": ("quote",),
    "decisions": ("by", "why", "old", "new"),
}
# What names a thing elsewhere: it is replaced by one and the same word wherever it stands.
_IDS = frozenset(
    {"a", "b", "before", "claim", "claims", "earlier", "event", "findings", "commemorations", "group", "id", "ids"}
    | {"ident", "into", "key", "keys", "later", "local_event", "member", "members", "moves", "of", "places", "report"}
    | {"reports", "sha256", "used"}
)
# What is a name as a whole: with a part of it hidden, the rest would still say whose it is.
_WHOLE = frozenset({"title", "url", "final", "name", "source"})
_LISTED = frozenset({"aliases", "authors", "outlets"})
_COARSER = {"no coordinates": 0, "district": 1, "country": 2}
_FIRST_DIVISION, _COUNTRY = 4, 6


@cache
def withholdable() -> frozenset[str]:
    """The fields that a policy may withhold, as ``table.field``."""
    return frozenset(f"{table}.{name}" for table, names in _WITHHOLDABLE.items() for name in names)


@cache
def _optional(kind: Any) -> Mapping[str, bool]:
    """For each field of a dataclass, whether it may be None."""
    found = typing.get_type_hints(kind)
    return {name: _may_be_none(hint) for name, hint in found.items()}


def _may_be_none(hint: object) -> bool:
    return typing.get_origin(hint) in (typing.Union, types.UnionType) and type(None) in typing.get_args(hint)


class Taken(Protocol):
    """Where it is noted what was taken out, by (rule, field), with the coordinates taken out and those that stay."""

    counts: Counter[tuple[str, str]]
    points: set[tuple[float, float]]
    kept: set[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A place of which only ``to`` is left, by its names and by the GeoNames numbers of all that bear one of them."""

    label: str
    to: str
    names: Names
    numbers: frozenset[int | None]


@dataclass(frozen=True)
class Redaction:
    """What is taken out: words by rule, places, and fields by the rule of each."""

    labels: tuple[str, ...]
    words: Names
    places: tuple[Hidden, ...]
    fields: Mapping[str, str]

    def apply(self, value: T, taken: Taken, alone: bool = False) -> T:
        """The value without them; of one that stands ``alone`` it is not known which of the places its event is in."""
        walk = _Walk(self, taken)
        if alone:
            levels = [(one.label, one.to) for one in self.places]
            walk.least = max(levels, key=lambda one: _COARSER[one[1]], default=None)
        linked = value if isinstance(value, LinkedEvent) else getattr(value, "linked", None)
        if isinstance(linked, LinkedEvent) and linked.event.place is not None:
            walk.least = self.level(linked.event.place)
        return typing.cast(T, walk.any(value, "", ""))

    def level(self, place: Place) -> tuple[str, str] | None:
        """The rule that a place falls under, by name or number, and what is left of it; the least where several do."""
        found = [
            (rule.label, rule.to)
            for rule in self.places
            if rule.names.found(place.name or "") or place.geonames_id in rule.numbers
        ]
        return max(found, key=lambda one: _COARSER[one[1]], default=None)


@dataclass
class _Walk:
    """One way through a value. ``least`` is the rule of the event's own place: all other places of it follow."""

    redaction: Redaction
    taken: Taken
    least: tuple[str, str] | None = None
    named: dict[str, str] = field(default_factory=dict)

    def any(self, value: Any, where: str, name: str) -> Any:
        """A value that stands in a field of a table; the very same one where nothing is withheld."""
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            return self._text(value, where, name)
        if isinstance(value, Place):
            return self._place(value, where)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value, where)
        if isinstance(value, Mapping):
            return self._mapping(value, where, name)
        if isinstance(value, tuple | list | frozenset | set):
            return self._several(value, where, name)
        return value

    def _dataclass(self, value: Any, where: str) -> Any:
        table = _TABLES.get(type(value))
        changed: dict[str, Any] = {}
        for one in dataclasses.fields(value):
            old = getattr(value, one.name)
            place = f"{table}.{one.name}" if table else where or f"events.{one.name}"
            new = self._whole(value, one.name, old, place) if place in self.redaction.fields and table else old
            if new is old:
                new = self.any(old, place, one.name)
                if new == MASK and old != MASK and _optional(value.__class__)[one.name]:
                    new = None
            if new is not old:
                changed[one.name] = new
        return dataclasses.replace(value, **changed) if changed else value

    def _whole(self, holder: Any, name: str, old: Any, place: str) -> Any:
        """What is left of a field that is withheld as a whole."""
        empty = None if _optional(holder.__class__)[name] else _empty(old)
        if old == empty:
            return old
        self.taken.counts[self.redaction.fields[place], place] += 1
        if isinstance(old, Place) and old.lat is not None and old.lon is not None:
            self.taken.points.add((old.lat, old.lon))
        return empty

    def _text(self, text: str, where: str, name: str) -> str:
        if name in _IDS:
            return self._id(text, where)
        if name in _WHOLE or name in _LISTED:
            found = self.redaction.words.found(text)
            self._count(found, where)
            return MASK if found else text
        masked, found = self.redaction.words.masked(text)
        self._count(found, where)
        return masked

    def _id(self, ident: str, where: str) -> str:
        """An id as it is, or, where it says a withheld name, another that is the same wherever it stands."""
        if ident not in self.named:
            found = self.redaction.words.found(ident)
            salt = self.redaction.words.salt(found) if found else ""
            self.named[ident] = f"withheld-{content_id(salt, ident)}" if found else ident
            self._count(found, where)
        named = self.named[ident]
        return ident if named == ident else named

    def _several(self, values: Any, where: str, name: str) -> Any:
        new = [self.any(one, where, name) for one in values]
        if all(a is b for a, b in zip(new, values, strict=True)):
            return values
        if name in _LISTED:
            new = [one for one in new if one != MASK]
        return type(values)(new)

    def _mapping(self, value: Mapping[Any, Any], where: str, name: str) -> Mapping[Any, Any]:
        if {"lat", "lon", "name"} <= set(value):
            return self._written_place(value, where)
        new: dict[Any, Any] = {}
        same = True
        for key, one in value.items():
            plain = isinstance(key, str) and not isinstance(key, Enum)
            other = self._id(key, where) if plain else key
            held = self.any(one, where, key if plain else name)
            new[other] = None if held == MASK and one != MASK and key in _WHOLE else held
            same = same and other is key and new[other] is one
        return value if same else new

    def _written_place(self, held: Mapping[Any, Any], where: str) -> Mapping[Any, Any]:
        """A place as the contract writes it, in what a decision changed."""
        known = {one.name for one in dataclasses.fields(Place)}
        place = Place(**{name: held.get(name) for name in known})  # type: ignore[arg-type]
        new = self._place(place, where)
        if "events.place" in self.redaction.fields:
            new = Place(MASK, None, None, None, None, None, place.precision)
        if new is place:
            return held
        return {**held, **{name: getattr(new, name) for name in known if name in held}}

    def _place(self, place: Place, where: str) -> Place:
        """A place as coarse as the policy wants it."""
        levels = [one for one in (self.redaction.level(place), self.least) if one is not None]
        if levels:
            label, to = max(levels, key=lambda one: _COARSER[one[1]])
            coarse = self._coarse(place, to)
            if coarse != place:
                self.taken.counts[label, where] += 1
                place = coarse
        if self.redaction.places and place.lat is not None and place.lon is not None:
            self.taken.kept.add((place.lat, place.lon))
        texts = {one: getattr(place, one) for one in ("name", "admin1", "country") if getattr(place, one)}
        masked = {one: self.redaction.words.masked(text) for one, text in texts.items()}
        changed: dict[str, Any] = {one: text for one, (text, found) in masked.items() if found}
        for _, found in masked.values():
            self._count(found, where)
        return dataclasses.replace(place, **changed) if changed else place

    def _coarse(self, place: Place, to: str) -> Place:
        """A place without what is finer than a level."""
        if place.lat is not None and place.lon is not None:
            self.taken.points.add((place.lat, place.lon))
        bare = dataclasses.replace(place, lat=None, lon=None, geonames_id=None)
        hidden = self.redaction.words.found
        if to == "no coordinates" or (
            to == "district" and place.precision >= _FIRST_DIVISION and not hidden(place.name)
        ):
            return bare
        if to == "district" and place.admin1 and not hidden(place.admin1):
            return dataclasses.replace(bare, name=place.admin1, precision=max(_FIRST_DIVISION, place.precision))
        precision = max(_COUNTRY, place.precision)
        return dataclasses.replace(bare, name=_country(place), admin1=None, precision=precision)

    def _count(self, rules: frozenset[int], where: str) -> None:
        for rule in rules:
            self.taken.counts[self.redaction.labels[rule], where] += 1


def _country(place: Place) -> str:
    return (country_name(place.country) if place.country else None) or place.country or MASK


def _empty(value: Any) -> Any:
    """Nothing, as a value of the same kind; a text that must not be empty is one block."""
    if isinstance(value, Victims):
        return Victims(MASK)
    makers: tuple[tuple[type, Callable[[], Any]], ...] = ((str, lambda: MASK), (tuple, tuple), (Mapping, dict))
    return next((make() for kind, make in makers if isinstance(value, kind)), None)

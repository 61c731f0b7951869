"""What of followthemoney's model is used: schemata, their properties with their types, and what an entity must be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from knell.publish.layouts.countries import country_of
from knell.publish.tables import BadRow

Properties = Mapping[str, tuple[str, ...]]

_THING = {
    "name": "name",
    "alias": "name",
    "country": "country",
    "summary": "text",
    "description": "text",
    "notes": "text",
    "keywords": "string",
    "publisher": "string",
    "sourceUrl": "url",
    "addressEntity": "entity",
    "proof": "entity",
}
_INTERVAL = {
    "startDate": "date",
    "endDate": "date",
    "date": "date",
    "summary": "text",
    "description": "text",
    "recordId": "string",
    "proof": "entity",
    "role": "string",
}
_PARTY = _THING | {"classification": "string"}

# The schemata that entities here are of, with the properties they are given; ``role`` is Interest's.
SCHEMATA: Mapping[str, Mapping[str, str]] = {
    "Event": _THING | {name: kind for name, kind in _INTERVAL.items() if name != "role"} | {"location": "address"},
    "Address": _THING
    | {"full": "address", "state": "string", "latitude": "number", "longitude": "number", "remarks": "string"},
    "Article": _THING | {"title": "string", "fileName": "string", "publishedAt": "date", "language": "language"},
    "Documentation": _INTERVAL | {"document": "entity", "entity": "entity"},
    "UnknownLink": _INTERVAL | {"subject": "entity", "object": "entity"},
    "Note": _THING | {"entity": "entity"},
    "Organization": _PARTY,
    "PublicBody": _PARTY,
    "LegalEntity": _PARTY,
}
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Event": ("name",),
    "Article": ("fileName",),
    "Documentation": ("document", "entity"),
    "UnknownLink": ("subject", "object"),
    "Organization": ("name",),
    "PublicBody": ("name",),
    "LegalEntity": ("name",),
}
_MOST = {"name": 384, "string": 1024, "text": 65000, "url": 4096, "address": 250}
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
_URL = re.compile(r"https?://\S+")
_LINGUISTIC = {"name", "string", "text", "address"}


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing or a link, by its id: the values of its properties, and the language that the words of some are in.

    ``reviewed`` is whether a person reviewed all that it comes from; None for what an event's own review says.
    """

    id: str
    schema: str
    properties: Properties
    languages: Mapping[str, str] = field(default_factory=dict)
    reviewed: bool | None = None


def type_of(schema: str, name: str) -> str:
    """The type of a property, by the name that followthemoney gives it."""
    return SCHEMATA[schema][name]


@cache
def _languages() -> Mapping[str, str]:
    found: Mapping[str, str] = tomllib.loads(files(__package__).joinpath("languages.toml").read_text(encoding="utf-8"))
    return found


def language_of(code: str | None) -> str | None:
    """A language as followthemoney names it; None where it does not know it."""
    return _languages().get((code or "").lower())


def web_address(url: str | None) -> str | None:
    """An address of the web; None for what is none, or too long."""
    return url if url and len(url) <= _MOST["url"] and _URL.fullmatch(url) else None


def country_code(country: str | None) -> str | None:
    """A country as followthemoney names it; None where it does not know it."""
    return country.lower() if country and country_of(country) else None


def checked(entity: Entity) -> Entity:
    """The entity, held to followthemoney's model. Raises ``BadRow``, naming it."""
    for fault in _faults(entity):
        raise BadRow(f"entity {entity.id} ({entity.schema}): {fault}")
    return entity


def _faults(entity: Entity) -> Iterator[str]:
    if not _ID.fullmatch(entity.id):
        yield "its id is none"
    known = SCHEMATA.get(entity.schema)
    if known is None:
        yield "there is no such schema here"
        return
    for name in _REQUIRED.get(entity.schema, ()):
        if not entity.properties.get(name):
            yield f"{name} is empty, but must not be"
    for name, values in entity.properties.items():
        if name not in known:
            yield f"it has no property {name}"
            continue
        if not values or len(set(values)) != len(values):
            yield f"{name} is empty or says the same twice"
        for value in values:
            if not _is(known[name], value):
                yield f"{name} is no {known[name]}: {value[:80]!r}"
            elif known[name] == "entity" and value == entity.id:
                yield f"{name} points at itself"
    for name in entity.languages:
        if name not in entity.properties or known.get(name) not in _LINGUISTIC:
            yield f"{name} is in no language"


def _is(kind: str, value: str) -> bool:
    """Whether a value is of a type."""
    if not value or value != value.strip() or len(value) > _MOST.get(kind, len(value)):
        return False
    if kind == "entity":
        return _ID.fullmatch(value) is not None
    if kind == "country":
        return value == value.lower() and country_of(value) is not None
    if kind == "language":
        return value in _languages().values()
    if kind == "url":
        return web_address(value) is not None
    try:
        if kind == "date":
            return date.fromisoformat(value).isoformat() == value
        if kind == "number":
            float(value)
    except ValueError:
        return False
    return True

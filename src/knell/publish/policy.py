"""What a release withholds, so that it harms nobody: names, exact places, whole fields, for good or until a day."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from knell.places import named
from knell.publish.matching import Names, Spelling
from knell.publish.redacting import Hidden, Redaction, withholdable

T = TypeVar("T")

# More places than bear any one name.
_MOST_NAMESAKES = 100_000


class PolicyError(ValueError):
    """A policy that cannot be used, in one line."""


class Whose(StrEnum):
    """Whose name is withheld; the report of what was withheld counts by it."""

    LIVING = "living person"
    MINOR = "minor"
    WITNESS = "witness"


class Coarsen(StrEnum):
    """What is left of a place: its name without coordinates, the division of the country it lies in, the country."""

    COORDINATES = "no coordinates"
    DISTRICT = "district"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class NameRule:
    """A name with all its spellings, whose it is, and the first day on which it may be said."""

    label: str
    whose: Whose
    spellings: tuple[str, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """A place by all its names, what is left of it, and the first day on which it may be said."""

    label: str
    to: Coarsen
    names: tuple[str, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field of a table that is left empty ("decisions.by"), and the first day on which it may be said."""

    label: str
    field: str
    until: date | None = None


Rule = NameRule | PlaceRule | FieldRule


@dataclass(frozen=True)
class Policy:
    """What is withheld. ``on`` gives what of it holds on a day."""

    names: tuple[NameRule, ...] = ()
    places: tuple[PlaceRule, ...] = ()
    fields: tuple[FieldRule, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Policy:
        """The policy of a TOML file. Raises ``PolicyError``, in one line, where anything in it is not understood."""
        try:
            held = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise PolicyError(f"{path.name} cannot be read as a policy: {error}") from None
        try:
            return cls.of(held)
        except PolicyError as error:
            raise PolicyError(f"{path.name}: {error}") from None

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> Policy:
        """The policy that a TOML file holds."""
        _known(held, {"names", "places", "fields"}, "the policy")
        return cls(
            names=tuple(_name(one, f"name {n}") for n, one in enumerate(_tables(held, "names"), 1)),
            places=tuple(_place(one, f"place {n}") for n, one in enumerate(_tables(held, "places"), 1)),
            fields=tuple(_field(one, f"field {n}") for n, one in enumerate(_tables(held, "fields"), 1)),
        )

    def on(self, day: date) -> Policy:
        """What of the policy holds on a day: a rule ends with the day before its ``until``."""
        return Policy(
            tuple(rule for rule in self.names if _holds(rule, day)),
            tuple(rule for rule in self.places if _holds(rule, day)),
            tuple(rule for rule in self.fields if _holds(rule, day)),
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules."""
        return (*self.names, *self.places, *self.fields)

    @cached_property
    def words(self) -> Names:
        """What may stand nowhere in the release; its rules are numbered as in ``rules``."""
        written = [(number, name) for number, rule in enumerate(self.names) for name in rule.spellings]
        hidden = [(len(self.names) + n, r) for n, r in enumerate(self.places) if r.to is not Coarsen.COORDINATES]
        written += [(number, name) for number, rule in hidden for name in rule.names]
        spellings = ((number, Spelling.of(name)) for number, name in written)
        return Names([(number, spelling) for number, spelling in spellings if spelling is not None])

    @cached_property
    def redaction(self) -> Redaction:
        """What takes the withheld out of values."""
        return Redaction(
            labels=tuple(rule.label for rule in self.rules),
            words=self.words,
            places=tuple(_hidden(rule) for rule in self.places),
            fields={rule.field: rule.label for rule in self.fields},
        )

    def __bool__(self) -> bool:
        """Whether anything is withheld at all."""
        return bool(self.rules)


@dataclass
class Withheld:
    """What was withheld so far, counted by (rule, field); never the words themselves.

    ``points`` are coordinates that were taken out and ``kept`` those that other places still have, for the scan of what
    was written; they are written nowhere.
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: set[tuple[float, float]] = field(default_factory=set, repr=False)
    kept: set[tuple[float, float]] = field(default_factory=set, repr=False)

    def report(self, policy: Policy) -> dict[str, Any]:
        """What a release says of what it withholds: for each rule its kind, until when, how often in which field."""
        return {
            "rules": [
                {
                    "rule": rule.label,
                    "withholds": _kind(rule),
                    "until": rule.until.isoformat() if rule.until else None,
                    "fields": {
                        place: self.counts[label, place] for label, place in sorted(self.counts) if label == rule.label
                    },
                }
                for rule in policy.rules
            ],
            "values": sum(self.counts.values()),
        }


NOTHING = Policy()


def redacted(value: T, policy: Policy, withheld: Withheld, alone: bool = False) -> T:
    """A value with all that the policy withholds taken out of it, in whatever dataclasses and tuples it stands.

    Texts keep their length, so offsets still hold; keys and ids stay, except those that say a withheld name. A value
    that stands ``alone``, without its event, may be of any place that is withheld: all its places are made as coarse.
    """
    if not policy:
        return value
    return policy.redaction.apply(value, withheld, alone)


def _hidden(rule: PlaceRule) -> Hidden:
    """A place, whichever of its names a report or the gazetteer calls it by."""
    spellings = [one for one in map(Spelling.of, rule.names) if one is not None]
    numbers = {place.geonames_id for name in rule.names for place in named(name.rstrip("*"), _MOST_NAMESAKES)}
    return Hidden(rule.label, rule.to.value, Names([(0, one) for one in spellings]), frozenset(numbers))


def _kind(rule: Rule) -> str:
    """What a rule withholds, without saying it."""
    if isinstance(rule, NameRule):
        return f"name of a {rule.whose.value}"
    if isinstance(rule, PlaceRule):
        return f"place, to {rule.to.value}"
    return f"field {rule.field}"


def _holds(rule: Rule, day: date) -> bool:
    return rule.until is None or day < rule.until


def _tables(held: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = held.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise PolicyError(f"{key} must be written as [[{key}]]")
    return found


def _known(held: Mapping[str, Any], keys: set[str], where: str) -> None:
    unknown = sorted(set(held) - keys)
    if unknown:
        raise PolicyError(f"{where} has the unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")


def _name(held: Mapping[str, Any], label: str) -> NameRule:
    _known(held, {"of", "spellings", "until"}, label)
    try:
        whose = Whose(held.get("of", ""))
    except ValueError:
        raise PolicyError(f"{label}: `of` must be one of {', '.join(Whose)}") from None
    return NameRule(label, whose, _written(held, "spellings", label), _until(held, label))


def _place(held: Mapping[str, Any], label: str) -> PlaceRule:
    _known(held, {"names", "to", "until"}, label)
    try:
        to = Coarsen(held.get("to", ""))
    except ValueError:
        raise PolicyError(f"{label}: `to` must be one of {', '.join(Coarsen)}") from None
    return PlaceRule(label, to, _written(held, "names", label), _until(held, label))


def _field(held: Mapping[str, Any], label: str) -> FieldRule:
    _known(held, {"field", "until"}, label)
    name = held.get("field")
    if name not in withholdable():
        raise PolicyError(f"{label}: {name!r} cannot be withheld; these can: {', '.join(sorted(withholdable()))}")
    return FieldRule(label, str(name), _until(held, label))


def _written(held: Mapping[str, Any], key: str, label: str) -> tuple[str, ...]:
    found = held.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise PolicyError(f"{label}: `{key}` must be a list of texts, one for each way it is written")
    if any(Spelling.of(one) is None for one in found):
        raise PolicyError(f"{label}: one of `{key}` has no letter in it")
    return tuple(found)


def _until(held: Mapping[str, Any], label: str) -> date | None:
    day = held.get("until")
    if day is None:
        return None
    if not isinstance(day, date) or isinstance(day, datetime):
        raise PolicyError(f"{label}: `until` must be a day without quotes, as 2040-01-31")
    return day

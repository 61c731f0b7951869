"""What other projects call a country: ISO 3166 codes, Gleditsch-Ward numbers, UCDP's regions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of today; ``gw`` and ``since`` are None where Gleditsch and Ward list no such state."""

    alpha3: str
    numeric: int | None = None
    gw: int | None = None
    since: date | None = None


@cache
def _data() -> tuple[Mapping[str, Country], Mapping[str, tuple[int, int]]]:
    text = files(__package__).joinpath("countries.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    regions = {name: (first, last) for name, (first, last) in read["regions"].items()}
    return {code: Country(**given) for code, given in read["countries"].items()}, regions


def country_of(code: str | None) -> Country | None:
    """A country by its ISO 3166-1 alpha-2 code; None where there is none."""
    return _data()[0].get((code or "").upper())


def gw_number(code: str | None, day: date | None) -> int | None:
    """The Gleditsch-Ward number of the state that a country was on a day.

    None where it was no state of its own then: which one it belonged to is not in the record, and is not guessed.
    """
    found = country_of(code)
    if found is None or (day is not None and found.since is not None and day < found.since):
        return None
    return found.gw


def region_of(code: str | None) -> str | None:
    """UCDP's region of a country, by its Gleditsch-Ward number; None where it has none."""
    found = country_of(code)
    if found is None or found.gw is None:
        return None
    return next((name for name, (first, last) in _data()[1].items() if first <= found.gw <= last), None)


def regions() -> tuple[str, ...]:
    """The names of UCDP's regions."""
    return tuple(_data()[1])

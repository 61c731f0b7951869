"""The names of today's countries and territories."""

from __future__ import annotations

from knell.places.gazetteer import gazetteer


def country_name(code: str | None) -> str | None:
    """The English name of a country by its ISO 3166-1 alpha-2 code; None where there is none."""
    row = gazetteer().country_rows().get((code or "").upper())
    return None if row is None else gazetteer().names[row]

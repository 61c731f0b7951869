"""Seals: hashes over all that was kept of a report when it was added, so that any later change of it shows.

A seal is ``(version, then one SHA-256 a table, in the order of that version)``. What a version covers is never changed:
a table that gets a new column is covered by a new version, and reports that were sealed before keep their seals.
A seal shows damage, and a change by someone who does not know of it. It is no signature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from knell.record.report_rows import Row

VERSION = "1"
# What each version covers: the columns of each table, in this order.
COVERED: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        version: MappingProxyType({table: tuple(columns.split()) for table, columns in tables.items()})
        for version, tables in {
            "1": {
                "reports": "id sha256 blob text title published language outlet url retrospective parts "
                "updated dates extractor authors read_by",
                "report_problems": "report stage position code message",
                "local_events": "report key position name aliases day_start day_end date_precision place_name "
                "place_country place_admin1 place_lat place_lon place_geonames_id place_precision",
                "local_figures": "report event outcome low best high",
                "claims": "id report position event span_start span_end quote outcome low high wording severity "
                "victims victims_status victims_groups role cited cited_start cited_end cited_type "
                "perpetrator perpetrator_start perpetrator_end negated held confidence because",
                "findings": "report position event span_start span_end quote finder responsible "
                "day_start day_end date_precision punished",
                "commemorations": "report position event span_start span_end quote month day kind",
            }
        }.items()
    }
)


def seal(rows: Mapping[str, Iterable[Row]], version: str = VERSION) -> tuple[str, ...]:
    """The seal of all rows of one report, by table; their order does not matter."""
    covered = COVERED[version]
    return version, *(_digest(rows.get(table, ()), columns) for table, columns in covered.items())


def broken(sealed: tuple[str, ...], rows: Mapping[str, Iterable[Row]]) -> tuple[str, ...]:
    """The tables whose rows are not what they were when a report was sealed; ``seal`` if that itself makes no sense."""
    version = str(sealed[0]) if sealed else ""
    if version not in COVERED or len(sealed) != len(COVERED[version]) + 1:
        return ("seal",)
    found = seal(rows, version)
    return tuple(table for table, was, now in zip(COVERED[version], sealed[1:], found[1:], strict=True) if was != now)


def _digest(rows: Iterable[Row], columns: tuple[str, ...]) -> str:
    lines = sorted(json.dumps([_plain(row[name]) for name in columns], separators=(",", ":")) for row in rows)
    return hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    """A value as every database gives it back: a day as its words, a whole number without a point."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value

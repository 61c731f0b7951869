"""Rows of a table that is at hand, one report each: by the names of the contract, with its text or with a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from knell.model import Problem
from knell.reports import pages, table
from knell.reports.assemble import Desk, Reading
from knell.reports.dates import today_anywhere
from knell.reports.found import Found, Sift, by_contract

# The bytes of a page by the names that tables of pages give them.
PAGES = ("html", "raw")


def read_rows(
    rows: Iterable[tuple[str, Mapping[str, object]]], *, today: date | None = None, sift: Sift | None = None
) -> Iterator[Reading | Problem]:
    """Readings and problems of rows, each with where it stands; as ``scan_stretch`` gives them."""
    desk = Desk(today or today_anywhere(), apart=True, sift=sift)
    for where, row in rows:
        for item in _items(where, row, sift):
            yield desk.put_together(item) if isinstance(item, Found) else item


def _items(where: str, row: Mapping[str, object], sift: Sift | None) -> Sequence[Found | Problem]:
    fields = {name: _plain(value) for name, value in by_contract(row).items() if value is not None}
    page = next((value for name in PAGES if isinstance(value := fields.pop(name, None), str | bytes)), None)
    if fields.get("text") or page is None:
        return [table.of_fields(where, {name: value for name, value in fields.items() if name in _KEPT})]
    charset = None
    if isinstance(page, str):
        page, charset = page.encode("utf-8", "replace"), "utf-8"
    if sift is not None and not sift.page(page, charset):
        return []
    given = {name: value for name, value in fields.items() if name in _KEPT and value != ""}
    url = given.get("url")
    found = pages.found(where, page, charset=charset, url=url if isinstance(url, str) else None)
    return [replace(item, fields={**item.fields, **given}) if isinstance(item, Found) else item for item in found]


def _plain(value: object) -> object:
    """A value as a file would hold it: days and moments are written out."""
    return value.isoformat() if isinstance(value, date | datetime) else value


_KEPT = frozenset((*table.COLUMNS, "authors", "author"))

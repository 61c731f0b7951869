"""The whole site, page by page, from one pass over the events of a cut."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from knell.figures import rules
from knell.publish.calendar import calendar, occasions
from knell.publish.cut import Cut
from knell.publish.language import LANGUAGES
from knell.publish.site import over_time, spots
from knell.publish.site.drawings import drawings
from knell.publish.site.filters import told
from knell.publish.site.land import write_land
from knell.publish.site.pages import Offered, Pages
from knell.publish.site.search import found_by, write_index
from knell.publish.site.shelf import Known, Listed, Shelf
from knell.publish.site.totals import Totals
from knell.publish.site.views import View, view
from knell.publish.speech import speech, title_of
from knell.publish.terms import Terms

T = TypeVar("T")

_STATIC = Path(__file__).with_name("static")
_VENDOR = Path(__file__).parents[2] / "web" / "static" / "vendor"
_LEAFLET = ("leaflet/leaflet.js", "leaflet/leaflet.css", "leaflet/LICENSE")
_A_PAGE = 100
_PROMINENT = 12
_MOST_ON_MAP = 5000


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written."""

    events: int
    reviewed: int
    pages: int


def write_site(
    cut: Cut, folder: Path, offered: Offered | None = None, done: Callable[[int], object] = lambda _: None
) -> Written:
    """Write a cut as pages into a folder; ``offered`` lies there already. ``done`` is told of each event."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        shelf = Shelf(Path(scratch) / "shelf.db")
        try:
            return _Site(cut.terms, folder, offered or Offered(), shelf).write(cut, done)
        finally:
            shelf.close()


class _Site:
    def __init__(self, terms: Terms, folder: Path, offered: Offered, shelf: Shelf) -> None:
        self._terms, self._folder, self._shelf = terms, folder, shelf
        self._offered = offered
        self._pages = Pages(folder, terms, offered)
        self._totals = Totals()

    def write(self, cut: Cut, done: Callable[[int], object]) -> Written:
        for entry in cut.entries():
            self._event(view(entry, self._terms))
            done(1)
        self._shelf.index()
        self._lists()
        self._moved()
        self._sources()
        self._front()
        for path in ("methods", "data", "search"):
            self._pages.write(f"{path}.html", f"{path}.html", rules=rules(), totals=self._totals)
        self._pages.write(
            "changes.html", "changes.html", changes=self._offered.changes, checked=self._shelf.is_reviewed
        )
        self._map()
        write_index(self._shelf, self._folder / "search")
        for language in LANGUAGES:
            self._calendar(language)
        self._pages.write_root()
        self._copy_static()
        return Written(self._totals.events, self._totals.reviewed, self._pages.written)

    def _event(self, shown: View) -> None:
        entry, listed = shown.entry, _listed(shown)
        self._totals.add(entry.figures)
        self._totals.lead(shown.leads, entry.figures.get(self._terms.rule, {}))
        self._totals.events += 1
        self._totals.reviewed += entry.reviewed
        self._shelf.put_reports(report.id for report in entry.reports)
        self._shelf.put(listed, found_by(entry))
        for source in shown.sources:
            if source.page is not None and source.group.name:
                kind = source.group.type.value if source.group.type else None
                row = [
                    [
                        one.outcome.value,
                        one.count.low,
                        one.count.high,
                        one.count.wording.value,
                        one.negated,
                        one.role.value,
                    ]
                    for one in source.given
                ]
                name = " ".join(source.group.name.split())
                self._shelf.put_source(source.page, name, kind, source.group.cited, entry.key, row)
        for language in LANGUAGES:
            self._occasions(shown, language)
            words = speech(language)
            self._pages.write_in(
                words, f"events/{entry.key}.html", "event.html", v=shown, drawings=drawings(shown, words)
            )

    def _occasions(self, shown: View, language: str) -> None:
        words, key = speech(language), shown.entry.key
        path = f"releases/{self._terms.version}/{language}/events/{key}.html"
        base = self._terms.address.rstrip("/")
        about = f"{told(words, _listed(shown))}\n{base + '/' if base else ''}{path}"
        name = words.event(shown.entry.linked.event)
        for one in occasions(shown.entry, name, about, f"{base}/{path}" if base else "", self._terms.day.year):
            self._shelf.put_occasion(language, one)

    def _calendar(self, language: str) -> None:
        title = title_of(speech(language), self._terms)
        with (self._folder / language / "calendar.ics").open("wb") as file:
            file.writelines(calendar(self._shelf.occasions(language), title, self._terms.day))

    def _lists(self) -> None:
        total = self._shelf.count()
        pages = max(-(-total // _A_PAGE), 1)
        years: dict[int | None, int] = {}
        for number, listed in enumerate(self._shelf.newest_first()):
            interval = listed.event.interval
            years.setdefault(interval.start.year if interval else None, number // _A_PAGE + 1)
        parts = _parts(self._shelf.newest_first(), _A_PAGE)
        for page in range(1, pages + 1):
            path = f"events/{_page_name(page)}"
            rows = next(parts, [])
            self._pages.write(path, "events.html", rows=rows, page=page, pages=pages, years=years, name=_page_name)

    def _moved(self) -> None:
        """What was told of an event that is part of another now leads there."""
        for old, keys in self._offered.moved.items():
            into = [(key, self._shelf.one(key).event) for key in keys]
            self._pages.write(f"events/{old}.html", "moved.html", into=into)

    def _sources(self) -> None:
        pages, page = max(-(-self._shelf.count_sources() // _A_PAGE), 1), 0
        for rows in _parts(self._shelf.sources(), _A_PAGE):
            page += 1
            self._pages.write(
                f"sources/{_page_name(page)}", "sources.html", rows=rows, page=page, pages=pages, name=_page_name
            )
        if not page:
            self._pages.write("sources/index.html", "sources.html", rows=[], page=1, pages=1, name=_page_name)
        for known in self._shelf.sources():
            self._source(known)

    def _source(self, known: Known) -> None:
        pages = -(-known.rows // _A_PAGE)

        def name(page: int) -> str:
            return f"{known.page}.html" if page == 1 else f"{known.page}-{page}.html"

        for page, given in enumerate(_parts(self._shelf.given(known.page), _A_PAGE), 1):
            values = {"known": known, "given": given, "page": page, "pages": pages, "name": name}
            self._pages.write(f"sources/{name(page)}", "source.html", **values)

    def _front(self) -> None:
        years = self._shelf.periods(4)
        by_year = over_time.is_by_year(years) if years else True
        timeline = over_time.drawn(years if by_year else self._shelf.periods(7), by_year) if years else None
        self._pages.write(
            "index.html",
            "front.html",
            totals=self._totals,
            reports=self._shelf.reports(),
            map=spots.drawn(self._shelf.points(), self._shelf.one),
            unplaced=self._shelf.unplaced(),
            timeline=timeline,
            undated=self._totals.events - sum(years.values()),
            prominent=list(self._shelf.by_reports(_PROMINENT)),
        )

    def _map(self) -> None:
        placed = self._totals.events - self._shelf.unplaced()
        rows = list(self._shelf.by_reports(_MOST_ON_MAP, placed=True))
        self._pages.write("map.html", "map.html", rows=rows, placed=placed, unplaced=self._shelf.unplaced())

    def _copy_static(self) -> None:
        static = self._folder / "static"
        static.mkdir(parents=True, exist_ok=True)
        for file in sorted(_STATIC.iterdir()):
            shutil.copyfile(file, static / file.name)
        for name in _LEAFLET:
            target = static / "vendor" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_VENDOR / name, target)
        write_land(static / "land.js")


def _listed(shown: View) -> Listed:
    entry = shown.entry
    linked = entry.linked
    figures = {one.outcome: one.range for one in shown.leads}
    return Listed(linked.event, figures, len(entry.reports), len(shown.sources), bool(entry.disputed), entry.reviewed)


def _parts(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(rows)
    while part := list(islice(source, size)):
        yield part


def _page_name(page: int) -> str:
    return "index.html" if page == 1 else f"page-{page}.html"

"""The gold sets: how each is read, marked, measured and its errors listed, behind one face."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knell.evaluate import (
    calibration,
    claim_errors,
    claim_measures,
    claims,
    corpora,
    events,
    geovirus,
    gold,
    isaf,
    muc4,
    pages,
    reading,
    set_errors,
    wikiwars,
)
from knell.evaluate.calibration import Reliability
from knell.evaluate.listing import Wrong
from knell.evaluate.measures import Measure
from knell.languages import available

Measures = Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Run:
    """A set, read and marked: ``items`` are (id, marked), ``failures`` lines about texts that broke."""

    name: str
    items: tuple[tuple[str, Any], ...]
    failures: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[Any, ...]:
        """The marked items that may be listed: nine tenths."""
        return tuple(marked for item_id, marked in self.items if not corpora.is_unread(item_id))

    @property
    def unread(self) -> tuple[Any, ...]:
        """The marked items of the unread tenth."""
        return tuple(marked for item_id, marked in self.items if corpora.is_unread(item_id))

    @property
    def whole(self) -> tuple[Any, ...]:
        """All marked items."""
        return tuple(marked for _, marked in self.items)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One set: ``run`` reads and marks it, ``measures`` scores marked items, ``errors`` lists by kind.

    ``hints`` are the measures that carry no floor.
    """

    name: str
    run: Callable[[Path, str | None], Run]
    measures: Callable[[Sequence[Any]], Measures]
    errors: Mapping[str, Callable[[Sequence[Any]], list[Wrong]]] = field(default_factory=dict)
    reliability: Callable[[Sequence[Any]], Reliability] | None = None
    hints: tuple[str, ...] = ()


def _run_claims(path: Path, language: str | None) -> Run:
    reports = [r for r in gold.read_gold(path) if language in (None, r.language)]
    read = reading.extract_all([r.report for r in reports])
    marked = claims.mark_all(reports, read.predicted)
    return Run("claims", tuple((m.gold.id, m) for m in marked), read.failures)


def _run_events(path: Path, language: str | None) -> Run:
    supported = [r for r in gold.read_gold(path) if language in (None, r.language) and r.language in available()]
    read, failures = reading.extractions_all([r.report for r in supported])
    return Run("events", tuple((m.gold.id, m) for m in events.mark_events(supported, read)), failures)


def _run_muc4(path: Path, language: str | None) -> Run:
    texts = [t for t in muc4.read_muc4(path) if language in (None, t.report.language)]
    read = reading.extract_all([t.report for t in texts])
    return Run("muc4", tuple((t.report.id, muc4.mark(t, read.predicted[t.report.id])) for t in texts), read.failures)


def _run_isaf(path: Path, language: str | None) -> Run:
    releases = [r for r in isaf.read_isaf(path) if language in (None, r.report.language)]
    read = reading.extract_all([r.report for r in releases])
    items = tuple((r.report.id, isaf.MarkedRelease(r, read.predicted[r.report.id])) for r in releases)
    return Run("isaf", items, read.failures)


def _run_wikiwars(path: Path, language: str | None) -> Run:
    histories = wikiwars.read_wikiwars(path) if language in (None, "en") else []
    times, failures = reading.times_all(histories)
    items = tuple((h.id, wikiwars.mark(h, found)) for h, found in zip(histories, times, strict=True))
    return Run("wikiwars", items, failures)


def _run_geovirus(path: Path, language: str | None) -> Run:
    articles = [a for a in geovirus.read_geovirus(path) if language in (None, a.report.language)]
    places, failures = reading.places_all([a.report for a in articles])
    items = tuple((a.report.id, geovirus.mark(a, found)) for a, found in zip(articles, places, strict=True))
    return Run("geovirus", items, failures)


def _run_pages(path: Path, language: str | None) -> Run:
    # The pages are in many languages and nobody has said which.
    found = pages.read_pages(path) if language is None else []
    marked = reading.spread(pages.mark, found)
    return Run("pages", tuple((m.gold.id, m) for m in marked))


def _pair_kind(kind: str) -> Callable[[Sequence[Any]], list[Wrong]]:
    return lambda marked: claim_errors.pair_errors(kind, marked)


ALL = (
    GoldSet(
        "claims",
        _run_claims,
        claim_measures.measures,
        {
            "claims": claim_errors.claim_errors,
            **{kind: _pair_kind(kind) for kind in claim_errors.PAIR_KINDS},
            "tallies": claim_errors.tally_errors,
        },
        calibration.reliability,
        hints=claim_measures.BESIDE,
    ),
    GoldSet("events", _run_events, events.measures, {"events": events.event_errors}),
    GoldSet("muc4", _run_muc4, muc4.measures, {"muc4": set_errors.muc4_errors}, hints=("found by victims' words",)),
    GoldSet("isaf", _run_isaf, isaf.measures, {"isaf": set_errors.isaf_errors}),
    GoldSet(
        "wikiwars",
        _run_wikiwars,
        wikiwars.measures,
        {"wikiwars": set_errors.wikiwars_errors},
        hints=("value and span", "touched"),
    ),
    GoldSet(
        "geovirus",
        _run_geovirus,
        geovirus.measures,
        {"geovirus": set_errors.geovirus_errors},
        hints=("touched", "right if touched"),
    ),
    GoldSet(
        "pages",
        _run_pages,
        pages.measures,
        {"pages": pages.page_errors},
        hints=("trafilatura alone f1",),
    ),
)
NAMES = tuple(one.name for one in ALL)
KINDS = tuple(kind for one in ALL for kind in one.errors)

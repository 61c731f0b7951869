"""The gold sets: how each is read, marked, measured and its errors listed, behind one face."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knell.evaluate import claim_measures, claims, corpora, gold, listing, muc4, reading
from knell.evaluate.listing import Wrong
from knell.evaluate.measures import Measure
from knell.model import Outcome

Measures = Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Run:
    """A set, read and marked: ``items`` are (id, language, marked), ``failures`` lines about texts that broke."""

    name: str
    items: tuple[tuple[str, str, Any], ...]
    failures: tuple[str, ...] = ()

    def part(self, *, unread: bool) -> tuple[Any, ...]:
        """The marked items of the unread tenth, or of the other nine."""
        return tuple(marked for item_id, _, marked in self.items if corpora.is_unread(item_id) is unread)

    @property
    def whole(self) -> tuple[Any, ...]:
        """All marked items."""
        return tuple(marked for _, _, marked in self.items)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One set: ``run`` reads and marks it, ``measures`` scores marked items, ``errors`` lists by kind."""

    name: str
    run: Callable[[Path, str | None], Run]
    measures: Callable[[Sequence[Any]], Measures]
    errors: Mapping[str, Callable[[Sequence[Any]], list[Wrong]]] = field(default_factory=dict)


def _run_claims(path: Path, language: str | None) -> Run:
    reports = [r for r in gold.read_gold(path) if language in (None, r.language)]
    read = reading.extract_all([r.report for r in reports])
    marked = claims.mark_all(reports, read.predicted)
    return Run("claims", tuple((m.gold.id, m.gold.language, m) for m in marked), read.failures)


def _run_muc4(path: Path, language: str | None) -> Run:
    texts = [t for t in muc4.read_muc4(path) if language in (None, t.report.language)]
    read = reading.extract_all([t.report for t in texts])
    items = tuple((t.report.id, "en", muc4.mark(t, read.predicted[t.report.id])) for t in texts)
    return Run("muc4", items, read.failures)


def _measures_muc4(marked: Sequence[muc4.MucMarked]) -> Measures:
    return {
        "numeric found": muc4.recall(marked, numeric=True),
        "numeric killed found": muc4.recall(marked, numeric=True, outcome=Outcome.KILLED),
        "numeric injured found": muc4.recall(marked, numeric=True, outcome=Outcome.INJURED),
        "others found": muc4.recall(marked, numeric=False),
        "all found": muc4.recall(marked),
        "all found by victims' words": muc4.victims_named(marked),
        "right in coded texts": muc4.precision(marked),
    }


def _pair_kind(kind: str) -> Callable[[Sequence[Any]], list[Wrong]]:
    return lambda marked: listing.pair_errors(kind, marked)


ALL = (
    GoldSet(
        "claims",
        _run_claims,
        claim_measures.measures,
        {
            "claims": listing.claim_errors,
            **{kind: _pair_kind(kind) for kind in listing.PAIR_KINDS},
            "tallies": listing.tally_errors,
        },
    ),
    GoldSet("muc4", _run_muc4, _measures_muc4, {"muc4": listing.muc4_errors}),
)
NAMES = tuple(one.name for one in ALL)
KINDS = tuple(kind for one in ALL for kind in one.errors)

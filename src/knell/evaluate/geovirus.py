"""Score places end to end against GeoVirus: found in the text and put within 161 km (100 miles) of where they are.

One to one: a predicted place matches an annotated one when the spans share a code point and the distance is at most
161 km. Predictions that were not resolved to a point are not judged; they cost recall only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knell.evaluate.gold import report_of, rows
from knell.evaluate.matching import match, overlap
from knell.evaluate.measures import Measure, Share, Tally
from knell.model import Place, Report
from knell.places import distance_km

NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class GoldSpot:
    """One annotated place name and its point, in degrees."""

    start: int
    end: int
    name: str
    lat: float
    lon: float

    @property
    def point(self) -> Place:
        """The place in the shape predictions have."""
        return Place(self.name, None, None, self.lat, self.lon, None, 1)


@dataclass(frozen=True, slots=True)
class Spot:
    """One predicted place name; ``place`` is None when it was not resolved."""

    start: int
    end: int
    place: Place | None


@dataclass(frozen=True, slots=True)
class Article:
    """One text and its places."""

    report: Report
    spots: tuple[GoldSpot, ...]


@dataclass(frozen=True, slots=True)
class MarkedPlaces:
    """One text, marked; with a miss stands the prediction that touches it, if any."""

    article: Article
    found: tuple[GoldSpot, ...]
    missed: tuple[tuple[GoldSpot, Spot | None], ...]
    wrong: tuple[Spot, ...]
    touched: int


def read_geovirus(path: Path) -> list[Article]:
    """The texts of a GeoVirus jsonl file. Raises ``BadGold``."""
    return [Article(report_of(row), tuple(_spot(str(row["text"]), item) for item in row["gold"])) for row in rows(path)]


def mark(article: Article, spots: Sequence[Spot]) -> MarkedPlaces:
    """Match the places of one text."""
    given = sorted((s for s in spots if s.place and s.place.lat is not None), key=lambda s: (s.start, s.end))
    partners = match([[i for i, spot in enumerate(given) if _fits(gold, spot)] for gold in article.spots])
    taken = {partner for partner in partners if partner is not None}
    touching = [next((s for s in spots if overlap(g.start, g.end, s.start, s.end)), None) for g in article.spots]
    return MarkedPlaces(
        article,
        tuple(g for g, partner in zip(article.spots, partners, strict=True) if partner is not None),
        tuple((g, t) for g, t, p in zip(article.spots, touching, partners, strict=True) if p is None),
        tuple(spot for i, spot in enumerate(given) if i not in taken),
        sum(spot is not None for spot in touching),
    )


def measures(marked: Sequence[MarkedPlaces]) -> dict[str, Measure]:
    """Within 161 km end to end; names touched at all; touched names put right."""
    found = sum(len(m.found) for m in marked)
    gold = sum(len(m.found) + len(m.missed) for m in marked)
    touched = sum(m.touched for m in marked)
    return {
        "within 161 km": Tally(found, gold, found, found + sum(len(m.wrong) for m in marked)),
        "touched": Share(touched, gold),
        "right if touched": Share(found, touched),
    }


def _fits(gold: GoldSpot, spot: Spot) -> bool:
    if spot.place is None or not overlap(gold.start, gold.end, spot.start, spot.end):
        return False
    distance = distance_km(gold.point, spot.place)
    return distance is not None and distance <= NEAR_KM


def _spot(text: str, row: dict[str, Any]) -> GoldSpot:
    """One annotation; its offsets may count from one, so they are moved back where that fits the name."""
    start, end, name = int(row["start"]), int(row["end"]), str(row["name"])
    if text[start:end] != name and start and text[start - 1 : end - 1] == name:
        start, end = start - 1, end - 1
    return GoldSpot(start, end, name, float(row["lat"]), float(row["lon"]))

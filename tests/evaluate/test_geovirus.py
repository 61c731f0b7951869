from __future__ import annotations

from pathlib import Path

import pytest

from knell.evaluate import geovirus
from knell.evaluate.geovirus import Article, GoldSpot, Spot
from knell.evaluate.measures import Share, Tally
from knell.model import Place, Report
from tests.evaluate.samples import write_rows

TEXT = "A fever reached Aktau and Baku."
ARTICLE = Article(Report("g1", TEXT), (GoldSpot(16, 21, "Aktau", 43.65, 51.17), GoldSpot(26, 30, "Baku", 40.4, 49.9)))


def spot(name: str, lat: float | None, lon: float | None) -> Spot:
    at = TEXT.index(name)
    return Spot(at, at + len(name), Place(name, "XX", None, lat, lon, None, 1))


@pytest.mark.parametrize(
    ("spots", "expected"),
    [
        ([spot("Aktau", 43.7, 51.2), spot("Baku", 40.4, 49.9)], Tally(2, 2, 2, 2)),
        ([spot("Aktau", 44.5, 51.2)], Tally(1, 2, 1, 1)),
        ([spot("Aktau", 46.0, 51.2)], Tally(0, 2, 0, 1)),
        ([spot("fever", 43.65, 51.17)], Tally(0, 2, 0, 1)),
        ([spot("Aktau", None, None), Spot(26, 30, None)], Tally(0, 2, 0, 0)),
        ([spot("Aktau", 43.7, 51.2), spot("Aktau", 43.7, 51.2)], Tally(1, 2, 1, 2)),
    ],
)
def test_places_must_be_found_and_put_within_161_km(spots: list[Spot], expected: Tally) -> None:
    assert geovirus.measures([geovirus.mark(ARTICLE, spots)])["within 161 km"] == expected


def test_names_touched_count_whatever_the_point() -> None:
    found = geovirus.measures([geovirus.mark(ARTICLE, [spot("Aktau", 0, 0), Spot(26, 30, None)])])
    assert found["touched"] == Share(2, 2)
    assert found["right if touched"] == Share(0, 2)


@pytest.mark.parametrize("shift", [0, 1])
def test_offsets_that_count_from_one_are_moved_back(tmp_path: Path, shift: int) -> None:
    row = {"name": "Aktau", "start": 16 + shift, "end": 21 + shift, "lat": 43.65, "lon": 51.17}
    path = write_rows(tmp_path / "geo.jsonl", {"id": "g1", "text": TEXT, "language": "en", "gold": [row]})
    (article,) = geovirus.read_geovirus(path)
    assert (article.spots[0].start, article.spots[0].end) == (16, 21)

"""The SQLite file of a release holds every row, refuses loose ones, can be searched, and is the same every time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knell.publish import Terms
from knell.publish.sqlite_release import LostRows, SqliteRelease, metadata
from knell.publish.tables import Field, Foreign, Row, Table, Type

PLACES = Table(
    "places",
    "Where it was.",
    (
        Field("key", Type.STRING, "Its key.", required=True),
        Field("name", Type.STRING, "Its name."),
        Field("kind", Type.STRING, "Town or field.", enum=("town", "field")),
        Field("people", Type.INTEGER, "How many live there."),
        Field("height", Type.NUMBER, "Metres above the sea."),
        Field("first", Type.DATE, "The first day."),
        Field("aliases", Type.ARRAY, "Other names.", required=True),
        Field("reviewed", Type.BOOLEAN, "Whether it was looked at.", required=True),
    ),
    key=("key",),
)
NOTES = Table(
    "notes",
    "What is said of them.",
    (
        Field("place", Type.STRING, "Of which.", required=True),
        Field("number", Type.INTEGER, "Which.", required=True),
        Field("quote", Type.STRING, "The words."),
        Field("reviewed", Type.BOOLEAN, "Whether it was looked at.", required=True),
    ),
    key=("place", "number"),
    foreign=(Foreign(("place",), "places", ("key",)),),
)
TERMS = Terms(day=date(2026, 1, 2), version="3", title="Tolls", publisher="A house", address="https://example.org")


def place(key: str, **cells: Any) -> Row:
    """A row of a place, empty but for what is given."""
    empty: Row = {
        "name": None,
        "kind": None,
        "people": None,
        "height": None,
        "first": None,
        "aliases": [],
        "reviewed": True,
    }
    return {"key": key, **empty, **cells}


def written(path: Path) -> dict[str, int]:
    """A small release, and how many rows it says it holds."""
    release = SqliteRelease(path, (PLACES, NOTES))
    for number in range(1200):
        release.add("notes", {"place": "b", "number": number, "quote": f"Wörter {number}", "reviewed": False})
    release.add("places", place("b", name='O\'Hara "Höhe"', kind="field", height=2.5, first=date(2020, 2, 29)))
    release.add("places", place("a", people=0, aliases=["Ə", "b"], reviewed=False))
    return release.close()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("release") / "knell.sqlite"
    assert written(path) == {"places": 2, "notes": 1200}
    return path


def asked(path: Path, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """What a reader of the file is answered."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute(sql, values).fetchall()


def test_every_cell_is_as_it_was(path: Path) -> None:
    assert asked(path, "SELECT * FROM places ORDER BY key") == [
        ("a", None, None, 0, None, None, '["Ə","b"]', 0),
        ("b", 'O\'Hara "Höhe"', "field", None, 2.5, "2020-02-29", "[]", 1),
    ]


def test_an_unknown_number_is_empty_and_never_nought(path: Path) -> None:
    assert asked(path, "SELECT key FROM places WHERE people IS NULL") == [("b",)]


def test_words_are_found_without_their_accents(path: Path) -> None:
    assert asked(path, "SELECT rowid FROM notes_fts WHERE notes_fts MATCH 'worter AND 7'") == [(8,)]
    assert asked(path, "SELECT count(*) FROM places_fts WHERE places_fts MATCH ?", "hohe") == [(1,)]


def test_tables_know_what_they_refer_to(path: Path) -> None:
    assert [(row[2], row[3], row[4]) for row in asked(path, "PRAGMA foreign_key_list(notes)")] == [
        ("places", "place", "key")
    ]


def test_a_table_that_is_not_written_is_not_referred_to(tmp_path: Path) -> None:
    release = SqliteRelease(tmp_path / "knell.sqlite", (NOTES,))
    release.add("notes", {"place": "b", "number": 1, "quote": None, "reviewed": True})
    assert release.close() == {"notes": 1}


def test_the_same_rows_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    written(tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "rows",
    [
        [("notes", {"place": "nowhere", "number": 1, "quote": None, "reviewed": True})],
        [("places", place("a")), ("places", place("a"))],
        [("places", place("a", kind="lake"))],
        [("places", place("a", reviewed=None))],
        [("places", place("a", people=2**63))],
        [("places", place("a", name="\ud800"))],
    ],
    ids=["loose", "twice", "no such value", "empty", "too large", "no text"],
)
def test_a_row_that_does_not_fit_fails_the_release(rows: list[tuple[str, Row]], tmp_path: Path) -> None:
    release = SqliteRelease(tmp_path / "knell.sqlite", (PLACES, NOTES))
    with pytest.raises(LostRows):
        for table, row in rows:
            release.add(table, row)
        release.close()


def test_metadata_says_whose_it_is_and_what_each_column_holds() -> None:
    said = metadata((PLACES, NOTES), TERMS)
    assert (said["title"], said["license"], said["source"]) == ("Tolls", "CC-BY-4.0", "A house")
    tables = said["databases"]["knell"]["tables"]
    assert tables["places"]["columns"]["people"] == "How many live there."
    assert tables["places"]["facets"] == ["kind", "reviewed"]

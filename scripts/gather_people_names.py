"""Gather names of people into ``src/knell/places/words/``, to tell them from places: run by hand, results committed.

``gather_people_names.py DIST...`` reads the names of the United States census of 1990 (public domain; the files
``dist.*`` of the ``names`` package) and keeps all common given names, and surnames that are also the name of a place.
"""

from __future__ import annotations

import sys
from pathlib import Path

from knell.places.gazetteer import gazetteer
from knell.places.normal import fold

OUT = Path(__file__).parent.parent / "src/knell/places/words"
GIVEN, SURNAMES = 1200, 6000


def is_place(word: str) -> bool:
    """Whether some place bears the word as its name."""
    return bool(gazetteer().look(fold(word))[0])


def write(name: str, words: set[str]) -> None:
    """One word a line, sorted."""
    (OUT / name).write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8", newline="\n")


def people(files: list[Path]) -> None:
    """Names of people."""
    given: set[str] = set()
    surnames: set[str] = set()
    for file in files:
        for row in file.read_text(encoding="ascii").split("\n"):
            if fields := row.split():
                name, rank = fold(fields[0]), int(fields[3])
                if file.suffix == ".first" and rank <= GIVEN:
                    given.add(name)
                elif rank <= SURNAMES and is_place(name):
                    surnames.add(name)
    write("given_names.txt", given)
    write("surnames.txt", surnames)


if __name__ == "__main__":
    people([Path(argument) for argument in sys.argv[1:]])

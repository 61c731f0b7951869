"""Gather the words that are not places although a place has the name, into ``src/knell/places/words/``.

Run by hand; the results are committed. Two uses:

- ``gather_place_words.py common LANGUAGE WORDLIST``: the lower-case words of a word list (Debian's ``wamerican-small``,
  ``wfrench`` ...: one word a line) that are also the name of a place.
- ``gather_place_words.py people DIST...``: given names and surnames of the United States census of 1990 (public
  domain; the files ``dist.*`` of the ``names`` package): all common given names, and surnames that are also places.
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


def common(language: str, wordlist: Path) -> None:
    """Words of a language that are also places."""
    words = wordlist.read_text(encoding="utf-8").split()
    write(f"common.{language}.txt", {fold(w) for w in words if w.isalpha() and w.islower() and is_place(w)})


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
    if sys.argv[1] == "common":
        common(sys.argv[2], Path(sys.argv[3]))
    else:
        people([Path(argument) for argument in sys.argv[2:]])

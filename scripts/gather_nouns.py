"""Gather English nouns that name persons and animals from WordNet's files into the language data.

Run once, by hand, where WordNet 3.0's data files are installed: ``python scripts/gather_nouns.py FOLDER``. A word is
taken by the first sense of its noun, when it stands in the list of common words and is no adjective or verb as well:
such words hide what describes a person and what a person does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

WORDS = Path(__file__).resolve().parent.parent / "src" / "knell" / "languages" / "words"
KINDS = {"18": "person", "05": "animal"}
# Words that WordNet counts as persons and reports hardly ever do.
ODD = {"nobody", "eve", "sue", "doer", "imp", "abomination", "anathema", "dearest", "goner"}


def lemmas(path: Path) -> Iterator[tuple[str, str]]:
    """Each lemma of an index file with the offset of its first sense."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        yield fields[0], fields[-int(fields[2])]


def files_of(path: Path) -> dict[str, str]:
    """The number of the lexicographer's file of each synset of a data file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {fields[0]: fields[1] for fields in (line.split(maxsplit=2) for line in lines if line[:1] != " ")}


def gather(folder: Path) -> Iterator[str]:
    """The lines of the file: a word and its class."""
    common = frozenset((WORDS / "en.txt").read_text(encoding="utf-8").split())
    other = {lemma for part in ("verb", "adj") for lemma, _ in lemmas(folder / f"index.{part}")}
    synsets = files_of(folder / "data.noun")
    for lemma, first in sorted(lemmas(folder / "index.noun")):
        kind = KINDS.get(synsets[first])
        if kind and lemma in common and lemma not in other | ODD and len(lemma) > 2:
            yield f"{lemma}\t{kind}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/gather_nouns.py FOLDER_OF_WORDNET")
    (WORDS / "en.nouns.tsv").write_text("\n".join(gather(Path(sys.argv[1]))) + "\n", encoding="utf-8")

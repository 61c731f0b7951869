"""Which reports of an event repeat which: the copied words as the later report has them, with what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knell.events import CopyPair, Wordings, wordings
from knell.record import Record, ReportList, ReportRow

# Of a pair so many passages are shown, of a passage so many letters: a copy may be a whole book.
_MOST_PASSAGES = 12
_MOST_LETTERS = 4_000


@dataclass(frozen=True, slots=True)
class Copied:
    """Two reports and the passages they share, each cut where they differ; ``more`` passages are not shown."""

    pair: CopyPair
    earlier: ReportRow
    later: ReportRow
    passages: tuple[tuple[Wordings, ...], ...]
    more: int


def copied(record: Record, pairs: Sequence[CopyPair], heads: Mapping[str, ReportRow]) -> list[Copied]:
    """The words that pairs of reports share."""
    texts = ReportList(record).texts(report for pair in pairs for report in (pair.earlier, pair.later))
    return [
        Copied(
            pair=pair,
            earlier=heads[pair.earlier],
            later=heads[pair.later],
            passages=tuple(
                _cut(wordings(texts[pair.earlier], texts[pair.later], passage))
                for passage in pair.passages[:_MOST_PASSAGES]
            ),
            more=max(0, len(pair.passages) - _MOST_PASSAGES),
        )
        for pair in pairs
    ]


def _cut(pieces: Sequence[Wordings]) -> tuple[Wordings, ...]:
    """The beginning of a passage, up to where it is too long to be read here."""
    found: list[Wordings] = []
    room = _MOST_LETTERS
    for piece in pieces:
        if room <= 0:
            found.append(Wordings(" …", " …"))
            break
        found.append(Wordings(piece.earlier[:room], piece.later[:room]))
        room -= max(len(piece.earlier), len(piece.later))
    return tuple(found)

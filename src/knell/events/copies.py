"""Which reports repeat which: whole copies, and passages copied into a text of its own.

A later report is a *copy* when at least half of all word shingles of the two are shared, or seven tenths of the
shorter text's; it is a *partial* copy when it shares a passage of at least 20 agreeing words (``passages``). Texts too
short for that are copies only when all their words are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from knell.events.candidates import candidate_pairs
from knell.events.chrome import chrome_of
from knell.events.linked import CopyKind, CopyPair, Passage
from knell.events.passages import Aligned, Anchored, changed_numbers, shared_passages
from knell.events.words import Words, words_of
from knell.model import Extraction, Report, Span

# Of three-word shingles: shared by both of all in either; and of the shorter text, shared with the longer.
COPY_JACCARD = 0.5
COPY_CONTAINMENT = 0.7

# Below this many words a text is compared whole.
SHORT = 20

# Two texts that share fewer runs of words than this share no passage that would count.
_FEWEST_SHARED = 6

# A report's id, its words and their anchors.
_Text = tuple[str, Words, Anchored]


def find_copies(extractions: Sequence[Extraction]) -> list[CopyPair]:
    """All pairs of reports of which one repeats the other, earlier report first; the order given does not matter.

    Where very many reports hold the same words, not every pair is listed, but each is joined to the others by some.
    """
    ordered = sorted(extractions, key=lambda extraction: first_published(extraction.report))
    chrome = chrome_of(ordered)
    words = [words_of(one.report, chrome.get(one.report.id, ())) for one in ordered]
    pairs = candidate_pairs([one.texts for one in words])
    return list(_verified(ordered, words, pairs))


def first_published(report: Report) -> tuple[date, str]:
    """Sorts reports by publication, undated ones last, then by id."""
    return report.published or date.max, report.id


def _verified(
    ordered: Sequence[Extraction], words: Sequence[Words], pairs: Sequence[tuple[int, int]]
) -> Iterator[CopyPair]:
    known: dict[int, Anchored] = {}
    for a, b in pairs:
        for number in (a, b):
            if number not in known:
                known[number] = Anchored.of(words[number].texts)
        pair = _compare((ordered[a].report.id, words[a], known[a]), (ordered[b].report.id, words[b], known[b]))
        if pair is not None:
            yield pair


def _compare(earlier: _Text, later: _Text) -> CopyPair | None:
    (one, first, mine), (other, second, others) = earlier, later
    shared = len(mine.runs.keys() & others.runs.keys())
    if min(len(first), len(second)) < SHORT:
        if first.texts != second.texts:
            return None
        whole = Passage(Span(first.starts[0], first.ends[-1]), Span(second.starts[0], second.ends[-1]))
        return CopyPair(one, other, CopyKind.COPY, 1.0, 1.0, (whole,))
    if shared < _FEWEST_SHARED:
        return None
    jaccard = shared / (len(mine.runs) + len(others.runs) - shared)
    containment = shared / min(len(mine.runs), len(others.runs))
    aligned = shared_passages(mine, others)
    copied = jaccard >= COPY_JACCARD or containment >= COPY_CONTAINMENT
    if not copied and not aligned:
        return None
    changed = [pair for passage in aligned for pair in changed_numbers(first.texts, second.texts, passage)]
    return CopyPair(
        one,
        other,
        CopyKind.COPY if copied else CopyKind.PARTIAL,
        round(jaccard, 3),
        round(containment, 3),
        tuple(_passage(first, second, passage) for passage in aligned),
        tuple(dict.fromkeys(changed)),
    )


def _passage(first: Words, second: Words, aligned: Aligned) -> Passage:
    (a, b), (c, d) = aligned.pairs[0], aligned.pairs[-1]
    return Passage(Span(first.starts[a], first.ends[c]), Span(second.starts[b], second.ends[d]))

"""Which reports repeat which: whole copies, and passages copied into a text of its own.

A later report is a *copy* when at least half of all word shingles of the two are shared, or seven tenths of the
shorter text's; it is a *partial* copy when it shares a passage of at least 20 agreeing words (``passages``). Texts too
short for that are copies only when all their words are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache

from knell.events.candidates import Marked, marks_of, position
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

# So many texts are kept at hand while pairs are compared.
_TEXTS_AT_HAND = 512


def find_copies(extractions: Sequence[Extraction]) -> list[CopyPair]:
    """All pairs of reports of which one repeats the other, earlier report first; the order given does not matter.

    Where very many reports hold the same words, not every pair is listed, but each is joined to the others by some.
    """
    chrome = chrome_of(extractions)
    return copies_among([(one.report, chrome.spans(one.report.id)) for one in extractions])


def first_published(report: Report) -> tuple[date, str]:
    """Sorts reports by publication, undated ones last, then by id."""
    return report.published or date.max, report.id


class Text:
    """A report's words as copies are compared: those of its body without page chrome."""

    def __init__(self, report: Report, chrome: Iterable[Span] = ()) -> None:
        self.report = report
        self.words = words_of(report, chrome)

    @cached_property
    def anchored(self) -> Anchored:
        """Its words and their anchors."""
        return Anchored.of(self.words.texts)

    @cached_property
    def marks(self) -> frozenset[int]:
        """What it must share with another text to be compared with it."""
        return marks_of(self.words.texts)


def copies_among(
    reports: Sequence[tuple[Report, Sequence[Span]]], marked: Callable[[Report, Collection[int]], None] | None = None
) -> list[CopyPair]:
    """All pairs of reports, each given with its chrome, of which one repeats the other; by both, earlier first.

    ``marked`` is told the marks of each report.
    """
    ordered = sorted(reports, key=lambda one: position(one[0]))
    texts = Marked()
    for one in ordered:
        marks = Text(*one).marks
        texts.put(marks)
        if marked is not None:
            marked(one[0], marks)

    @lru_cache(maxsize=_TEXTS_AT_HAND)
    def text(number: int) -> Text:
        return Text(*ordered[number])

    published = {report.id: first_published(report) for report, _ in ordered}
    found = (compare_texts(text(a), text(b)) for a, b in texts.pairs())
    return sorted(filter(None, found), key=lambda pair: (published[pair.earlier], published[pair.later]))


def compare_texts(a: Text, b: Text) -> CopyPair | None:
    """How one text repeats the other; None when it does not."""
    earlier, later = sorted((a, b), key=lambda text: first_published(text.report))
    first, second = earlier.words, later.words
    if min(len(first), len(second)) < SHORT:
        if not first.texts or first.texts != second.texts:
            return None
        whole = Passage(Span(first.starts[0], first.ends[-1]), Span(second.starts[0], second.ends[-1]))
        return CopyPair(earlier.report.id, later.report.id, CopyKind.COPY, 1.0, 1.0, (whole,))
    mine, others = earlier.anchored, later.anchored
    shared = len(mine.runs.keys() & others.runs.keys())
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
        earlier.report.id,
        later.report.id,
        CopyKind.COPY if copied else CopyKind.PARTIAL,
        round(jaccard, 3),
        round(containment, 3),
        tuple(_passage(first, second, passage) for passage in aligned),
        tuple(dict.fromkeys(changed)),
    )


def _passage(first: Words, second: Words, aligned: Aligned) -> Passage:
    (a, b), (c, d) = aligned.pairs[0], aligned.pairs[-1]
    return Passage(Span(first.starts[a], first.ends[c]), Span(second.starts[b], second.ends[d]))

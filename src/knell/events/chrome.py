"""Page chrome: lines that an outlet puts on unrelated pages. They make no two reports copies of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knell.events.outlets import outlet_key
from knell.events.words import shingles, words_of
from knell.model import Extraction, Span

# A line is chrome when at least so many of an outlet's reports have it and are otherwise unlike each other.
_FEWEST = 3
_MOST_LOOKED_AT = 8
_LIKE = 0.3
_SIZE = 3


def chrome_of(extractions: Sequence[Extraction]) -> dict[str, tuple[Span, ...]]:
    """The stretches of each report (by id) that are chrome; a line that holds a claim never is."""
    lines = {extraction.report.id: _lines(extraction) for extraction in extractions}
    by_id = {extraction.report.id: extraction for extraction in extractions}
    sharing: dict[tuple[str, str], list[str]] = {}
    for extraction in extractions:
        outlet = outlet_key(extraction.report) or ""
        for line in lines[extraction.report.id]:
            sharing.setdefault((outlet, line), []).append(extraction.report.id)
    repeated = {key: ids for key, ids in sharing.items() if len(ids) >= _FEWEST}
    suspects: dict[str, list[Span]] = {}
    for (_, line), ids in repeated.items():
        for report in ids:
            suspects.setdefault(report, []).append(lines[report][line])
    rests: dict[str, set[str]] = {}
    found: dict[str, list[Span]] = {}
    for (_, line), ids in repeated.items():
        if _unlike(sorted(ids)[:_MOST_LOOKED_AT], by_id, suspects, rests):
            for report in ids:
                found.setdefault(report, []).append(lines[report][line])
    return {report: tuple(sorted(spans, key=lambda span: span.start)) for report, spans in found.items()}


def _lines(extraction: Extraction) -> dict[str, Span]:
    """Each line of a body without a claim, where it first stands."""
    text = extraction.report.text
    claims = sorted((claim.start, claim.end) for claim in extraction.claims)
    found: dict[str, Span] = {}
    at = 0
    for stretch in extraction.report.body():
        start = stretch.start
        for line in text[stretch.start : stretch.end].splitlines(keepends=True):
            end = start + len(line)
            while at < len(claims) and claims[at][1] <= start:
                at += 1
            words = " ".join(line.casefold().split())
            if words and not (at < len(claims) and claims[at][0] < end):
                found.setdefault(words, Span(start, end))
            start = end
    return found


def _unlike(
    ids: Sequence[str],
    by_id: Mapping[str, Extraction],
    suspects: Mapping[str, Sequence[Span]],
    rests: dict[str, set[str]],
) -> bool:
    """Whether enough of these reports, leaving out all lines they may share, have little in common."""
    apart: list[set[str]] = []
    for report in ids:
        if report not in rests:
            holes = sorted(suspects[report], key=lambda span: span.start)
            rests[report] = shingles(words_of(by_id[report].report, holes).texts, _SIZE)
        rest = rests[report]
        if rest and all(len(rest & other) < _LIKE * min(len(rest), len(other)) for other in apart):
            apart.append(rest)
        if len(apart) >= _FEWEST:
            return True
    return False

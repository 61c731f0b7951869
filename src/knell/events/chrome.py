"""Page chrome: lines that an outlet puts on unrelated pages. They make no two reports copies of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from knell.events.lists import number_of
from knell.events.outlets import outlet_key
from knell.events.words import shingles, words_of
from knell.model import Extraction, Report, Span

# A line is chrome when at least so many of an outlet's reports have it and are otherwise unlike each other.
FEWEST = 3
MOST_LOOKED_AT = 8
_LIKE = 0.3
_SIZE = 3

# The lines of one outlet's pages by number, and where each first stands.
Lines = Mapping[int, Span]


@dataclass(frozen=True, slots=True)
class Chrome:
    """The lines of each report (by id), and those of all of them that are chrome; a line with a claim never is."""

    lines: Mapping[str, Lines]
    found: frozenset[int]

    def spans(self, report: str) -> tuple[Span, ...]:
        """The stretches of a report that are chrome."""
        return chrome_spans(self.lines[report], self.found)


def chrome_of(extractions: Iterable[Extraction]) -> Chrome:
    """What is chrome among these reports."""
    by_number = {report_number(one.report): one for one in extractions}
    lines = {number: lines_of(by_number[number]) for number in sorted(by_number)}
    sharing: dict[int, list[int]] = {}
    for number, of_report in lines.items():
        for line in of_report:
            sharing.setdefault(line, []).append(number)
    repeated = {line: numbers for line, numbers in sharing.items() if len(numbers) >= FEWEST}
    rests: dict[int, set[str]] = {}

    def rest(number: int) -> set[str]:
        if number not in rests:
            rests[number] = rest_of(by_number[number].report, lines[number], repeated.__contains__)
        return rests[number]

    found = {line for line, numbers in repeated.items() if is_chrome(rest(one) for one in numbers[:MOST_LOOKED_AT])}
    return Chrome({by_number[number].report.id: of_one for number, of_one in lines.items()}, frozenset(found))


def report_number(report: Report) -> int:
    """A report's number in the lists of lines."""
    return number_of("report", report.id)


def lines_of(extraction: Extraction) -> dict[int, Span]:
    """Each line of a body without a claim, by a number that the outlet's pages share, where it first stands."""
    report = extraction.report
    outlet = outlet_key(report) or ""
    claims = sorted((claim.start, claim.end) for claim in extraction.claims)
    found: dict[str, Span] = {}
    at = 0
    for stretch in report.body():
        start = stretch.start
        for line in report.text[stretch.start : stretch.end].splitlines(keepends=True):
            end = start + len(line)
            while at < len(claims) and claims[at][1] <= start:
                at += 1
            words = " ".join(line.casefold().split())
            if words and not (at < len(claims) and claims[at][0] < end):
                found.setdefault(words, Span(start, end))
            start = end
    return {number_of("line", outlet, words): span for words, span in found.items()}


def chrome_spans(lines: Lines, chrome: Set[int]) -> tuple[Span, ...]:
    """Where a report's lines that are chrome stand, in order."""
    return tuple(sorted((lines[line] for line in lines.keys() & chrome), key=lambda span: span.start))


def rest_of(report: Report, lines: Lines, is_repeated: Callable[[int], bool]) -> set[str]:
    """What is a report's own: its words without all lines that enough of the outlet's pages have."""
    holes = sorted((span for line, span in lines.items() if is_repeated(line)), key=lambda span: span.start)
    return shingles(words_of(report, holes).texts, _SIZE)


def is_chrome(rests: Iterable[set[str]]) -> bool:
    """Whether enough of the reports that share a line have little else in common, by what is their own."""
    apart: list[set[str]] = []
    for rest in rests:
        if rest and all(len(rest & other) < _LIKE * min(len(rest), len(other)) for other in apart):
            apart.append(rest)
        if len(apart) >= FEWEST:
            return True
    return False

"""How long ``knell.extract`` takes for a report, and whether a longer text takes longer in proportion."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from knell import extract
from knell.model import Report
from knell.reports import read

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "black-january"
ROUNDS = 5
TIMES_LONGER = (1, 4, 16, 64)


def seconds(reports: list[Report]) -> float:
    """The least time that reading all of them took, of some rounds."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for report in reports:
            extract(report)
        took.append(time.perf_counter() - began)
    return min(took)


def lengthened(report: Report, factor: int) -> Report:
    """A report whose text stands in it so many times."""
    return replace(report, text="\n\n".join([report.text] * factor), parts=())


def main() -> None:
    """Print both tables."""
    reports = list(read(EXAMPLES))
    began = time.perf_counter()
    extract(reports[0])
    print(f"first report, data loaded with it: {time.perf_counter() - began:.2f} s")
    took, letters = seconds(reports), sum(len(report.text) for report in reports)
    print(f"{len(reports)} reports, {letters:,} letters: {1000 * took / len(reports):.1f} ms a report")
    print(f"{letters / took / 1e6:.3f} million letters a second, in one process")
    longest = max(reports, key=lambda report: len(report.text))
    for factor in TIMES_LONGER:
        one = lengthened(longest, factor)
        took = seconds([one])
        print(f"{len(one.text):>9,} letters: {1000 * took:>9.1f} ms, {1e6 * took / len(one.text):>6.2f} µs a letter")


if __name__ == "__main__":
    main()

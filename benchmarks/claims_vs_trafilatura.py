"""How long reading the claims of a text takes, against getting that text from its page with trafilatura.

Both are timed page by page in one process, least of some rounds, so that the ratios hold on any machine. The pages are
those of the development data beside the checkout; without them, or without trafilatura, nothing is measured.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knell import extract
from knell.claims.prefilter import may_tell
from knell.model import Report
from knell.reports.languages import detect

try:
    import trafilatura
except ImportError:
    print("not measured: trafilatura is not installed")
    sys.exit()

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "html" / "pages"
ROUNDS = 5
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that one page took, and what its text is: ``silent``, ``outcome`` words without a claim, ``claims``."""

    kind: str
    letters: int
    page: float
    text: float


def least(action: Callable[[], object]) -> float:
    """The least time that something took, of some rounds."""
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        action()
        took.append(time.process_time() - began)
    return min(took)


def timed(page: str) -> Timed | None:
    """The times of one page; None where it is not in the language."""
    text = trafilatura.extract(page) or ""
    if not text or detect(text) != LANGUAGE:
        return None
    report = Report(id="page", text=text, language=LANGUAGE)
    kind = "claims" if extract(report).claims else "outcome" if may_tell(report) else "silent"
    return Timed(kind, len(text), least(lambda: trafilatura.extract(page)), least(lambda: extract(report)))


def line(name: str, pages: list[Timed]) -> str:
    """One row: means in milliseconds, and the ratio of the sums."""
    if not pages:
        return f"{name:32} none"
    page, text = (1000 * sum(times) / len(pages) for times in ([p.page for p in pages], [p.text for p in pages]))
    letters = sum(p.letters for p in pages) // len(pages)
    return f"{name:32} {len(pages):>4} {letters:>8,} {page:>12.2f} {text:>8.2f} {text / page:>7.3f}"


def main() -> None:
    """Print the ratios, for all pages and by what they tell."""
    if not PAGES.is_dir():
        print("not measured: the development data is not beside the checkout")
        return
    files = sorted(PAGES.glob("*.gz"))
    found = [one for file in files if (one := timed(gzip.decompress(file.read_bytes()).decode("utf-8", "replace")))]
    print(f"{'milliseconds a page':32} {'n':>4} {'letters':>8} {'trafilatura':>12} {'claims':>8} {'ratio':>7}")
    print(line("all pages", found))
    print(line("with claims", [one for one in found if one.kind == "claims"]))
    print(line("words of an outcome, no claim", [one for one in found if one.kind == "outcome"]))
    print(line("no word of an outcome", [one for one in found if one.kind == "silent"]))


if __name__ == "__main__":
    main()

"""Score the main text of pages as article-extraction-benchmark does: words in fours, counted, page by page.

Precision and recall of a page are the shares of its predicted and of its true fours that the other has too; those of
the set are their means over the pages, and F1 is the harmonic mean of the two. What trafilatura finds alone on the
same pages is scored beside. Only what is read for claims is scored: not the title, not the captions.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from knell.evaluate.gold import BadGold
from knell.evaluate.listing import Wrong
from knell.evaluate.measures import Closeness, Measure, Share, share
from knell.model import Problem
from knell.reports import Reading, scan

_TOKEN = re.compile(r"\w+")
_FOUR = 4
_SHOWN = 240
# Of a line that is listed as lost or put in, at least this share is not on the other side.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page: its bytes and what a person took out of it."""

    id: str
    raw: bytes
    body: str


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One page with what is read of it, and with what trafilatura alone makes of it."""

    gold: GoldPage
    body: str
    alone: str
    has_title: bool = False
    problems: tuple[Problem, ...] = ()


def read_pages(path: Path) -> list[GoldPage]:
    """The pages under ``pages/`` with the texts of ``ground-truth.json``. Raises ``BadGold``."""
    try:
        truth = json.loads((path / "ground-truth.json").read_text(encoding="utf-8"))
        return [
            GoldPage(name, gzip.decompress((path / "pages" / f"{name}.html.gz").read_bytes()), row["articleBody"])
            for name, row in sorted(truth.items())
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadGold(f"{path}: cannot be read as pages with their texts ({error})") from error


def mark(page: GoldPage) -> MarkedPage:
    """Read one page as ``knell extract`` does, and as trafilatura does by itself."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_bytes(page.raw)
        (item,) = scan(file)
    if not isinstance(item, Reading):
        return MarkedPage(page, "", _alone(page), problems=(item,))
    report = item.report
    body = "\n".join(report.text[span.start : span.end] for span in report.body())
    return MarkedPage(page, body, _alone(page), report.title is not None, report.problems)


def measures(marked: Sequence[MarkedPage]) -> dict[str, Measure]:
    """The scores of the texts, those of trafilatura alone, and how many pages have a title."""
    precision, recall, f1 = _scores((m.gold.body, m.body) for m in marked)
    alone = _scores((m.gold.body, m.alone) for m in marked)[2]
    return {
        "f1": Closeness(f1, len(marked)),
        "precision": Closeness(precision, len(marked)),
        "recall": Closeness(recall, len(marked)),
        "trafilatura alone f1": Closeness(alone, len(marked)),
        "titled": _titled(marked),
    }


def page_errors(marked: Iterable[MarkedPage]) -> list[Wrong]:
    """The lines that are lost and those that do not belong, the worst pages first."""
    found: list[tuple[float, Wrong]] = []
    for one in marked:
        true, said = _fours(one.gold.body), _fours(one.body)
        wrong = 1.0 - _share(true, said)
        for group, text, other in (("lost", one.gold.body, said), ("put in", one.body, true)):
            for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
                if _TOKEN.search(line) and 1.0 - _share(_fours(line), other) > _MOST:
                    found.append((wrong, Wrong(group, one.gold.id, "", line[:_SHOWN])))
    return [error for _, error in sorted(found, key=lambda pair: (-pair[0], pair[1].report, pair[1].group))]


def _alone(page: GoldPage) -> str:
    import trafilatura

    return trafilatura.extract(page.raw.decode("utf-8", "replace")) or ""


def _scores(pairs: Iterable[tuple[str, str]]) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F1 of (true, predicted) texts; None where nothing was predicted, or nothing is true."""
    precisions, recalls = [], []
    for true, said in pairs:
        one, other = _fours(true), _fours(said)
        both = sum((one & other).values())
        if said.strip():
            precisions.append(both / sum(other.values()))
        if true.strip():
            recalls.append(both / sum(one.values()))
    precision = sum(precisions) / len(precisions) if precisions else None
    recall = sum(recalls) / len(recalls) if recalls else None
    if not precision or not recall:
        return precision, recall, None if recall is None else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall)


def _fours(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[start : start + _FOUR]) for start in range(max(1, len(tokens) - _FOUR + 1)))


def _share(fours: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return sum((fours & other).values()) / sum(fours.values())


def _titled(marked: Sequence[MarkedPage]) -> Share:
    return share(one.has_title for one in marked)

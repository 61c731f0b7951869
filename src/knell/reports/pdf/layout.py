"""From the pages of a document to its text: one paragraph a line, with the title where it stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knell.reports.pdf.hyphens import Hyphens, unbroken
from knell.reports.pdf.lines import lines_of
from knell.reports.pdf.paragraphs import paragraphs
from knell.reports.pdf.running import without_heads
from knell.reports.pdf.shapes import Line, Page, Paragraph
from knell.reports.pdf.titles import largest


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a document, and the stretch of it that stands there as its title."""

    text: str
    title: tuple[int, int] | None


def lay(pages: Sequence[Page]) -> Laid:
    """The text of pages in reading order."""
    lines: list[Line] = []
    for page, pieces in zip(pages, without_heads(pages), strict=True):
        lines += lines_of(pieces, page.number)
    # What is written across a page, beside the text, breaks no sentence there: it stands at the end.
    for page in pages:
        lines += lines_of(page.apart, len(pages) + page.number + 1)
    if not lines:
        return Laid("", None)
    found = paragraphs(lines)
    hyphens = Hyphens.of(line.text for line in lines)
    texts = [_text(paragraph, hyphens) for paragraph in found]
    top = largest(found, _usual(lines))
    start = sum(len(text) + 1 for text in texts[:top]) if top is not None else 0
    title = (start, start + len(texts[top])) if top is not None else None
    return Laid("\n".join(texts), title)


def _text(paragraph: Paragraph, hyphens: Hyphens) -> str:
    done, last = [], paragraph.lines[0].text
    for line in paragraph.lines[1:]:
        joined = hyphens.join(last, line.text)
        done.append(joined[: len(joined) - len(line.text)])
        last = line.text
    return unbroken("".join([*done, last]))


def _usual(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size))

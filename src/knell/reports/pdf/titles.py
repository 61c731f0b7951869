"""The title of a document: what its data says where that is one, else the largest lines at the top of page one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from knell.reports.pdf.shapes import Paragraph

_LONGEST, _SHORTEST, _FEWEST_LETTERS = 300, 8, 4
_LARGER = 1.15
_FIRST = 12

_LETTER = regex.compile(r"\p{L}")
# What programs write where nobody has given a title: the name of a file, of a program, of nothing.
_NO_TITLE = re.compile(
    r"(?:(?:microsoft|power)\s?(?:word|office|excel|powerpoint|point)?\b.*|untitled.*|unknown|document\s?\d*|slide\s?\d+|"
    r"layout\s?\d+|title|pdf|doc\d*|\S*\.(?:docx?|rtf|odt|pdf|indd|qxd|pptx?|xlsx?|tex|dvi|pages|html?|txt|ps|eps|cdr|pmd)|"
    r"\S*_\S*|\S*\d\S*|https?://.*|[^ ]*[/\\][^ ]*)",
    re.IGNORECASE,
)


def sane(title: object) -> str | None:
    """A title out of a document's data, or None where it is none."""
    if not isinstance(title, str):
        return None
    line = " ".join(title.split())
    usable = _SHORTEST <= len(line) <= _LONGEST and len(_LETTER.findall(line)) * 2 >= len(line)
    return line if usable and " " in line and not _NO_TITLE.fullmatch(line) and "\ufffd" not in line else None


def largest(paragraphs: Sequence[Paragraph], usual: float) -> int | None:
    """The number of the paragraph on the first page that stands there as its title, or None."""
    first = [(n, p) for n, p in enumerate(paragraphs[:_FIRST]) if p.page == paragraphs[0].page]
    number, top = max(first, key=lambda each: (round(each[1].size, 1), -each[0]))
    text = " ".join(line.text for line in top.lines)
    letters = len(_LETTER.findall(text))
    fits = len(text) <= _LONGEST and letters >= _FEWEST_LETTERS and letters * 2 >= len(text)
    return number if fits and top.size >= _LARGER * usual else None

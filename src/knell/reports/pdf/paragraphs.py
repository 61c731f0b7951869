"""From lines to paragraphs: what a line end, a column or a page has cut is one again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from knell.reports.pdf.shapes import Line, Paragraph

# In sizes of the letters: the white that begins a paragraph, above a line and before its first word.
_LEADING, _INDENT = 1.35, 0.8
_WIDEST_LEADING = 1.9
_OTHER_SIZE = 0.12
# So many paragraphs at the foot of a page (notes, the caption of a picture) are looked over for the one that goes on.
_LOOKED_OVER = 12

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_BULLET = re.compile(r"[^\w\s\"'“”‘’«»„(\[¿¡—–$€£#@&%/+<>=|-]\s")
# "20. " begins an item of a list, or is a day that the line end has cut; a dash may stand in a sentence.
_NUMBERED = re.compile(r"(?:[-–—]|\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,4})[.)])\s")

# What leads from a heading to its page in a table of contents.
_LEADERS = re.compile(r"(?:\. ?){4}|…{2}")


def paragraphs(lines: Iterable[Line]) -> list[Paragraph]:
    """The paragraphs of a document, in reading order."""
    found: list[Paragraph] = []
    for block in _blocks(lines):
        for number, paragraph in enumerate(_within(block)):
            before = _unfinished(found, paragraph) if number == 0 else None
            if before is not None:
                before.lines.extend(paragraph.lines)
            else:
                found.append(paragraph)
    return found


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (block[-1].page, block[-1].block) != (line.page, line.block):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _within(block: Sequence[Line]) -> Iterator[Paragraph]:
    steps = [a.base - b.base for a, b in itertools.pairwise(block) if _alike(a, b)]
    usual = median(steps) if len(steps) > 1 else None
    paragraph = Paragraph([block[0]])
    for before, line in itertools.pairwise(block):
        if _begins(before, line, usual, opened=paragraph.lines[0]):
            yield paragraph
            paragraph = Paragraph()
        paragraph.lines.append(line)
    yield paragraph


def _begins(before: Line, line: Line, usual: float | None, opened: Line) -> bool:
    """Whether a line begins a paragraph."""
    step = before.base - line.base
    leading = min(_LEADING * usual, _WIDEST_LEADING * line.size) if usual else _WIDEST_LEADING * line.size
    if not _alike(before, line) or step > max(leading, 1.2 * line.size) or _BULLET.match(line.text):
        return True
    if " | " in before.text or " | " in line.text or _LEADERS.search(before.text):
        return True
    ended = _ENDS.search(before.text[-20:]) is not None
    if _NUMBERED.match(line.text) and (ended or _is_short(before, line)):
        return True
    indented = line.x0 - max(line.left, min(before.x0, opened.x0)) > _INDENT * line.size
    if indented and not _is_item(opened) and (ended or _is_short(before, line)):
        return True
    return _is_short(before, line) and (ended or _is_very_short(before))


def _alike(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _OTHER_SIZE * max(one.size, other.size)


def _is_item(line: Line) -> bool:
    return (_BULLET.match(line.text) or _NUMBERED.match(line.text)) is not None


def _is_short(before: Line, line: Line) -> bool:
    """Whether the first word of a line would have fitted at the end of the line before it."""
    letters = max(len(line.text), 1)
    word = len(line.text.split(" ", 1)[0]) + 2
    return before.right - before.x1 > word * (line.x1 - line.x0) / letters + 0.5 * line.size


def _is_very_short(line: Line) -> bool:
    return line.right - line.x1 > 0.45 * (line.right - line.left)


def _unfinished(found: Sequence[Paragraph], paragraph: Paragraph) -> Paragraph | None:
    """The paragraph that goes on in the first one of a column or page: it has no end, and the letters are alike."""
    first = paragraph.lines[0]
    for before in found[: -_LOOKED_OVER - 1 : -1]:
        last = before.lines[-1]
        if first.page - last.page > 1:
            return None
        if not _alike(last, first):
            if last.size > first.size:
                return None
            continue
        return before if _goes_on(last, first) else None
    return None


def _goes_on(last: Line, first: Line) -> bool:
    if _ENDS.search(last.text[-20:]) or _BULLET.match(first.text) or " | " in last.text or " | " in first.text:
        return False
    if last.text[-1] in "-\u00ad\x02\ufffe,":
        return True
    return first.text[0].islower() or not _is_short(last, first)

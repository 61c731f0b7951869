"""The main text of a page as blocks: what trafilatura finds, with the lines that it loses."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree
from lxml.html import HtmlElement

_LONGEST_CELL = 400
# What stands alone in its row is no row.
_FEWEST_CELLS = 2
_LONGEST_DATA = 1_000
_SENTENCE = 60
_TITLES = ("h1", "h2", "h3", "h4")
_CELL = " | "


class Kind(StrEnum):
    """What a block of the main text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the stored text."""

    kind: Kind
    text: str


def main_blocks(root: HtmlElement) -> list[Block]:
    """The main text of a page; empty where none is found. The tree is left as it is."""
    import trafilatura

    tree = deepcopy(root)
    etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    _open_layout(tree)
    _plain_cells(tree)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, favor_precision=False)
    body = getattr(found, "body", None)
    return [] if body is None else list(_blocks(body))


def _open_layout(tree: HtmlElement) -> None:
    """Make plain blocks of the tables that arrange a page: what holds a table or a long text is no cell of data."""
    for table in [table for table in tree.iter("table") if _is_layout(table)]:
        parts = list(table.iter("tbody", "thead", "tfoot", "tr", "td", "th"))
        for part in [table, *(part for part in parts if _table_of(part) is table)]:
            part.tag = "div"


def _is_layout(table: HtmlElement) -> bool:
    if table.find(".//table") is not None or (table.get("role") or "") in ("presentation", "none"):
        return True
    return any(_is_column(cell) for cell in table.iter("td", "th"))


def _is_column(cell: HtmlElement) -> bool:
    """Whether a cell is a part of a page: long, or with a title, or with more than one paragraph that is a sentence."""
    if len("".join(cell.itertext())) > _LONGEST_DATA or next(cell.iter(*_TITLES), None) is not None:
        return True
    return sum(len("".join(part.itertext())) > _SENTENCE for part in cell.iter("p")) > 1


def _table_of(part: HtmlElement) -> HtmlElement | None:
    return next(part.iterancestors("table"), None)


def _plain_cells(tree: HtmlElement) -> None:
    """Reduce what cells of tables of data hold to words: lists and the like in them are lost otherwise."""
    for cell in list(tree.iter("td", "th")):
        if not len(cell) or cell.find(".//table") is not None:
            continue
        pieces = [" ".join(piece.split()) for piece in cell.itertext()]
        text = " ".join(piece for piece in pieces if piece)
        if len(text) <= _LONGEST_CELL:
            for child in list(cell):
                cell.remove(child)
            cell.text = text


def _blocks(body: etree._Element) -> Iterator[Block]:
    """The lines of trafilatura's tree, each with what it is in."""
    pieces: list[str] = []
    kinds: list[Kind] = [Kind.PARAGRAPH]
    names = {"head": Kind.HEADING, "item": Kind.ITEM, "row": Kind.ROW}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        in_row = Kind.ROW in kinds
        breaks = tag in ("p", "head", "item", "row", "quote", "list", "table", "lb", "div", "ab", "fw", "code", "body")
        if breaks and not (in_row and tag != "row"):
            yield from _cut(pieces, kinds[-1])
        if event == "start":
            if tag in names:
                kinds.append(names[tag])
            if tag == "cell" and element.getprevious() is not None:
                pieces.append(_CELL)
            elif in_row and breaks and tag != "row":
                pieces.append(" ")
            pieces.append(element.text or "")
        else:
            if tag in names:
                kinds.pop()
            if in_row and breaks and tag != "row":
                pieces.append(" ")
            pieces.append(element.tail or "")
    yield from _cut(pieces, kinds[-1])


def _cut(pieces: list[str], kind: Kind) -> Iterator[Block]:
    text = " ".join("".join(pieces).split())
    pieces.clear()
    if kind is Kind.ROW:
        cells = [cell.strip() for cell in text.split("|")]
        if sum(map(bool, cells)) < _FEWEST_CELLS:
            kind, text = Kind.PARAGRAPH, "".join(cells)
    if text:
        yield Block(kind, text)

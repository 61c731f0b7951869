"""A page's bytes to a report: the same bytes always give the same text."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from lxml.html import HtmlElement

from knell.model import DateSignal, Span
from knell.reports.decoding import is_binary, marked
from knell.reports.pages.apart import MOST_PAGE_BYTES
from knell.reports.pages.body import Block, Kind, main_blocks
from knell.reports.pages.dates import own_articles, page_signals
from knell.reports.pages.decode import decode
from knell.reports.pages.head import Head
from knell.reports.pages.lines import Line, lines
from knell.reports.pages.linked import linked
from knell.reports.pages.mending import all_blocks, mended, or_told, parted, with_captions
from knell.reports.pages.placing import places_of
from knell.reports.pages.posts import linked_posts, marked_posts, with_days
from knell.reports.pages.tree import MOST_ELEMENTS, parse

_HEAD = 1 << 13
_LABEL = 100
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. ``problems`` are codes and words; ``refused`` says why there is no report of it."""

    text: str = ""
    title: str | None = None
    header: Span | None = None
    captions: tuple[Span, ...] = ()
    signals: tuple[DateSignal, ...] = ()
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, str] | None = None


def derive(raw: bytes, charset: str | None = None) -> Page:
    """Read a page. ``charset`` is what the server's header named, if it did."""
    opened = unpacked(raw)
    if isinstance(opened, str):
        return Page(refused=("too_long", opened))
    decoded = decode(opened, charset) if marked(opened[:4]) or not is_binary(_without_nuls(opened[:_HEAD])) else None
    if decoded is None and is_binary(opened[:_HEAD]):
        return Page(refused=("binary", "this is not a web page but a binary file"))
    if decoded is None:
        return Page(refused=("unknown_encoding", "the encoding of the page could not be told; save it as UTF-8"))
    problems = [("guessed_encoding", decoded.doubt)] if decoded.doubt else []
    tree = parse(decoded.text)
    if tree is None:
        return Page(refused=("no_text", "there is no page in it, not one element; is it a web page?"))
    if tree.lost:
        return Page(refused=("too_complex", "a part of the page is too large for any reader of pages; split it"))
    if tree.flattened:
        problems.append(("deep_page", "its elements are nested too deeply; its lines were read without their frames"))
    if tree.dropped:
        problems.append(("mended_characters", f"{tree.dropped:,} control character(s) were left out of the page"))
    head = Head(tree.root, linked(tree.root))
    seen = list(lines(tree.root))
    if tree.elements > MOST_ELEMENTS:
        words = f"it has {tree.elements:,} elements, too many to tell its main text; all its text is read"
        problems.append(("large_page", words))
        blocks = _without_title(all_blocks(seen), head.title)
    else:
        blocks = _told(tree.root, head, seen)
    if not blocks:
        words = "no text was found on the page; it may be drawn by a program when a browser opens it"
        return Page(refused=("no_text", f"{words}: save it from the browser, or give its words as text"))
    text, header, captions = _stored(head.title, blocks)
    signals = tuple(page_signals(head, seen, _begins(blocks, seen)))
    return Page(text, head.title, header, captions, signals, head.url, head.outlet, head.authors, tuple(problems))


def _told(root: HtmlElement, head: Head, seen: list[Line]) -> list[Block]:
    """The main text, mended, with what only JSON-LD has of it, and with the days of its posts."""
    articles = own_articles(head)
    blocks = _without_title(parted(main_blocks(root), seen), head.title)
    blocks = mended(blocks, seen, head.heading)
    blocks = or_told(with_captions(blocks, seen), articles)
    posts = linked_posts(articles) or marked_posts(seen)
    return with_days(blocks, places_of(blocks, seen), seen, posts, root.get("lang"))


def _begins(blocks: list[Block], seen: list[Line]) -> int | None:
    """The first line of the page's text that is more than a label."""
    places = zip(blocks, places_of(blocks, seen), strict=True)
    return next((place for block, place in places if place is not None and len(block.text) > _LABEL), None)


def unpacked(raw: bytes) -> bytes | str:
    """The bytes of a page that was stored compressed (gzip), others as they are; words where they are too many."""
    if not raw.startswith(_GZIP):
        return raw
    try:
        data = zlib.decompressobj(wbits=31).decompress(raw, MOST_PAGE_BYTES + 1)
    except zlib.error as error:
        return f"it is compressed, but the compressed data are broken ({error})"
    if len(data) > MOST_PAGE_BYTES:
        return f"it is compressed, and larger than {MOST_PAGE_BYTES // 1_000_000} MB when it is not"
    return data


def _without_nuls(head: bytes) -> bytes:
    """Pages with NULs strewn in are pages still; browsers leave them out."""
    return head.replace(b"\x00", b"")


def _without_title(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks without those that only repeat the title, which stands above them."""
    key = "".join((title or "").casefold().split())
    return [block for block in blocks if "".join(block.text.casefold().split()) != key]


def _stored(title: str | None, blocks: list[Block]) -> tuple[str, Span | None, tuple[Span, ...]]:
    """The stored text: the title, then a paragraph for each block, rows of a table line by line."""
    pieces: list[str] = [title] if title else []
    header = Span(0, len(title)) if title else None
    position = len(title) if title else 0
    captions: list[Span] = []
    before: Block | None = None
    for block in blocks:
        both = before is not None and before.kind is block.kind and block.kind in (Kind.ROW, Kind.ITEM)
        gap = "" if not pieces else "\n" if both else "\n\n"
        pieces += (gap, block.text)
        position += len(gap) + len(block.text)
        if block.kind is Kind.CAPTION:
            captions.append(Span(position - len(block.text), position))
        before = block
    return "".join(pieces), header, tuple(captions)

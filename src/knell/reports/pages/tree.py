"""The text of a page to a tree, with stated limits: how deep, how many elements, and nothing lost in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

# Above this many elements the finding of a main text takes too long; all text is read then, and that is said.
MOST_ELEMENTS = 20_000
# Deeper than libxml2 goes, the containers are taken away and what they hold is kept.
MOST_DEPTH = 256

# What keeps its sense without what it stands in.
_KEPT_NAMES = (
    "html head title meta link script style body h1 h2 h3 h4 h5 h6 p li tr td th br time figcaption noscript nav "
    "aside footer"
)
_KEPT = frozenset(_KEPT_NAMES.split())
_SHALLOW = frozenset(["html", "head", "title", "meta", "link", "script", "style", "body", "p"])
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})\b")
_ALL_ALIKE = etree.ElementDefaultClassLookup(element=HtmlElement)
_BREAKS = re.compile(r"(?:<br [^<>]*>\s*){2,}")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page: its root, how many elements it has, what became of it on the way.

    ``flattened``: containers were taken away; ``lost``: a part was too large for the parser; ``dropped``: so many
    control characters were left out.
    """

    root: HtmlElement
    elements: int
    flattened: bool
    lost: bool
    dropped: int


def parse(text: str) -> Tree | None:
    """The tree of a page; None when there is no element in it."""
    clean, dropped = _NOT_TEXT.subn("", text)
    root, cut = _parsed(clean)
    lost = False
    if cut:
        root, lost = _parsed(_flattened(clean, _KEPT))
        if lost:
            root, lost = _parsed(_flattened(clean, _SHALLOW))
    if root is None:
        return None
    return Tree(root, int(root.xpath("count(descendant-or-self::*)")), cut, lost, dropped)


def cleaned(text: str) -> str:
    """A page without the characters that are no text."""
    return _NOT_TEXT.sub("", text)


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether the parser gave up because the page is nested too deeply."""
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    # lxml asks a function in Python for the class of every element each time it is met, which takes a seventh of the
    # time of reading a page; no form is filled in here
    parser.set_element_class_lookup(_ALL_ALIKE)
    try:
        root = document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, _gave_up(parser)
    return root, _gave_up(parser)


def _gave_up(parser: HTMLParser) -> bool:
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log)


def _flattened(text: str, kept: frozenset[str]) -> str:
    """The page with a line break for every tag but those kept, which takes the attributes of the one it stands for."""
    opened = _TAG.sub(lambda found: found.group() if found[2].lower() in kept else "<br ", text)
    return _BREAKS.sub("<br>", opened)

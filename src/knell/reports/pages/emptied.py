"""A page without what no reader sees of it: scripts, styles and comments are most of its bytes and none of its text.

Done on the markup, in front of any parser. What one parser could take for a comment or a script and another for text is
told as such, so that the page is read instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# What hides the markup in it from a parser, or is hidden itself.
_OPENS = re.compile(
    r"<(?:(!--)|(?:(script|style)|(textarea|title|iframe|xmp|noembed|noframes|plaintext))(?=[\s/>])[^<>]*+(>?))",
    re.IGNORECASE,
)
_CLOSES = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes", "plaintext")
}
_COMMENT, _ENDS = "<!--", "-->"


def emptied(text: str) -> str | None:
    """The markup of a page with nothing in its scripts, styles and comments; None where parsers may differ in these."""
    pieces = list(_pieces(text))
    return None if None in pieces else "".join(piece for piece in pieces if piece is not None)


def _pieces(text: str) -> Iterator[str | None]:
    """What is kept of a page, one piece behind another; None where that cannot be told."""
    kept = place = 0
    while found := _OPENS.search(text, place):
        begins = found.end()
        if found[1]:
            # the shortest comment shares its dashes: <!-->
            ends = text.find(_ENDS, begins - 2)
            place = ends + len(_ENDS)
        else:
            closed = _CLOSES[(found[2] or found[3]).lower()].search(text, begins)
            ends = place = closed.start() if closed else -1
        if ends < 0 or (not found[1] and not found[4]) or _is_quoted(text, kept, found.start()):
            yield None
            return
        if not found[3] and ends > begins:
            yield text[kept:begins]
            kept = ends
    yield text[kept:]


def _is_quoted(text: str, kept: int, place: int) -> bool:
    """Whether this may stand in the value of an attribute: a tag before it has not ended."""
    return text.rfind("<", kept, place) > text.rfind(">", kept, place)

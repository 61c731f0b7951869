"""Cut the text of a feed or sitemap into its entries, in one pass, without parsing what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knell.reports.feeds.kinds import beginning

ENTRIES = ("item", "entry")
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s*=\s*("[^"<]{0,500}"|'[^'<]{0,500}')""")
_MOST_OF_START = 20_000


def cut(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """The elements of these names with all that is in them, as they stand; one that is cut off is left out."""
    mark = re.compile(rf"<(?:!\[CDATA\[|!--|(/?)((?:[\w.-]{{1,40}}:)?(?:{'|'.join(names)}))(?=[\s>/]))", re.IGNORECASE)
    at, begun, name = 0, -1, ""
    while found := mark.search(text, at):
        at = found.end()
        if found[2] is None:
            at = text.find("]]>" if found[0].startswith("<![") else "-->", at)
            if at < 0:
                return
        elif begun < 0:
            end = text.find(">", at)
            if end < 0:
                return
            if not found[1] and text[end - 1] != "/":
                begun, name = found.start(), found[2]
        elif found[1] and found[2] == name:
            end = text.find(">", at)
            if end < 0:
                return
            yield text[begun : end + 1]
            at, begun = end + 1, -1


def envelope(text: str) -> tuple[str, str]:
    """What to put around one entry so that it is a feed: the first element with its names of spaces, and its end.

    Nothing that changes from day to day is in it: the same entry gives the same bytes tomorrow.
    """
    at = beginning(text)
    tag = re.compile(r"<([\w:.-]{1,60})").match(text, at)
    if tag is None:
        return "", ""
    start = text[tag.end() : tag.end() + _MOST_OF_START]
    kept, position = [], 0
    while found := _ATTRIBUTE.search(start, position):
        if ">" in re.sub(r"\"[^\"]*\"|'[^']*'", "", start[position : found.start()]):
            break
        position = found.end()
        name = found[1].lower()
        if name.startswith("xmlns") or name in ("xml:base", "xml:lang", "version"):
            kept.append(f" {found[1]}={found[2]}")
    inner = ("<channel>", "</channel>") if tag[1].lower().rpartition(":")[2] == "rss" else ("", "")
    return f"<{tag[1]}{''.join(kept)}>{inner[0]}", f"{inner[1]}</{tag[1]}>"

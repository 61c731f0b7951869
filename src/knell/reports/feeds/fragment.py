"""The words of a fragment of HTML, paragraph by paragraph: what an entry of a feed says."""

from __future__ import annotations

import re

_BLOCKS = (
    "address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead ul"
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = "script style template iframe object embed svg math head title noscript select textarea"
_IS_BLOCK, _IS_UNSEEN = frozenset(_BLOCKS.split()), frozenset(_UNSEEN.split())
_EMPTY = frozenset(("br", "hr", "img", "input", "wbr", "meta", "link", "embed", "source", "col", "area", "base"))
_BETWEEN_CELLS = " | "
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")
# What HTML knows as no character; the parser would end at a NUL.
_NULS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def words(html: str) -> str:
    """The text of a fragment: a paragraph for each block, cells of a row with bars between them."""
    from lxml.etree import HTMLParser

    collector = _Collector()
    parser = HTMLParser(target=collector, encoding="utf-8")
    parser.feed(b"<html><body>" + _NULS.sub("\ufffd", html).encode("utf-8") + b"</body></html>")
    parser.close()
    return collector.text()


class _Collector:
    """Is told of the marks and words of a fragment in order; holds no tree, however deep it is nested."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._now: list[str] = []
        self._unseen = 0

    def start(self, tag: str, attributes: object) -> None:
        if tag in _IS_UNSEEN and tag not in _EMPTY:
            self._unseen += 1
        elif tag in ("br", "tr"):
            self._now.append("\n")
        elif tag in _IS_BLOCK:
            self._end_block()

    def end(self, tag: str) -> None:
        if tag in _IS_UNSEEN and tag not in _EMPTY:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _CELLS:
            self._now.append(_BETWEEN_CELLS)
        elif tag in _IS_BLOCK:
            self._end_block()

    def data(self, data: str) -> None:
        if not self._unseen:
            self._now.append(_SPACES.sub(" ", data))

    def comment(self, text: str) -> None:
        pass

    def pi(self, target: str, data: str) -> None:
        pass

    def close(self) -> None:
        self._end_block()

    def text(self) -> str:
        """All blocks that say something."""
        return "\n\n".join(self._blocks)

    def _end_block(self) -> None:
        lines = [" ".join(line.split()).strip("| ") for line in "".join(self._now).split("\n")]
        if block := "\n".join(line for line in lines if line):
            self._blocks.append(block)
        self._now = []

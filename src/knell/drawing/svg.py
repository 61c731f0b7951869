"""A sheet of SVG: elements with everything escaped, that stands alone and in a page, under the strictest of policies.

Only presentation attributes are used, no style, no script, no id and nothing that is fetched: several sheets on one
page do not meet, and none asks a network.
"""

from __future__ import annotations

from html import escape

from knell.drawing.letters import fit, lines, measured, tidy

PAPER, INK, QUIET, LINE, EDGE, BAND = "#ffffff", "#1b1d1f", "#55595d", "#dcdad4", "#8d9195", "#e9e7e1"
# Each is dark enough for white words in it, and no two are alike in grey where a number tells them apart anyway.
PALETTE = (QUIET, "#0b5061", "#95501b", "#4c6a2c", "#6f3f86", "#8c2f49", "#3a5a9c")
FONTS = "DejaVu Sans, Noto Sans, Liberation Sans, Arial, Helvetica, Segoe UI, Roboto, Ubuntu, FreeSans, sans-serif"
MARGIN = 16.0
_TITLE, _SMALL = 15.0, 10.5
_LINE = 1.4
_FIGURE, _LEAST = 11.0, 3.0


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """An element whose content is markup; ``_`` in the names of attributes is a hyphen."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def _value(value: object) -> str:
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)


def titled(words: str) -> str:
    """What is said of an element when it is pointed at or read out."""
    return element("title", escape(words))


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 11,
    anchor: str | None = None,
    fill: str = QUIET,
    bold: bool = False,
    width: float | None = None,
) -> str:
    """Words at a place, cut to ``width`` where that is given; what was cut is said when it is pointed at."""
    shown = words if width is None else fit(words, width, size, bold)
    inside = escape(shown) + (titled(words) if shown != words else "")
    weight = "bold" if bold else None
    return element("text", inside, x=x, y=y, font_size=size, text_anchor=anchor, fill=fill, font_weight=weight)


def figures(x: float, y: float, words: str, width: float, fill: str = INK, bold: bool = True) -> str:
    """Numbers that end at a place: written smaller where there is little room, for a number that is cut is another."""
    wide = measured(words, _FIGURE, bold)
    size = _FIGURE if wide <= width else max(round(_FIGURE * width / wide - 0.05, 1), _LEAST)
    return text(x, y, words, size=size, anchor="end", fill=fill, bold=bold, width=width)


def rule(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, dashes: str | None = None) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, stroke_dasharray=dashes)


def linked(content: str, address: str | None) -> str:
    """A mark that leads to an address of the web or of the page itself; to nothing else."""
    if not address or not address.startswith(("#", "./", "../", "/", "http://", "https://")):
        return element("g", content)
    return element("a", content, href=address)


class Sheet:
    """A sheet that grows downwards: its head, then what is added, then its key."""

    def __init__(self, width: float, title: str, what: str, note: str = "", language: str = "en") -> None:
        self.width, self.y = width, MARGIN
        self._language = language
        self._parts: list[str] = []
        self._name, self._what = tidy(title), tidy(what)
        self.has_links = False
        self._write(self._name, _TITLE, 2, INK, bold=True)
        self._write(self._what, 12.0, 2, INK)
        if note:
            self._write(tidy(note), 11.0, 3, PALETTE[5], bold=True)
        self.y += 8

    def add(self, *parts: str) -> None:
        """Elements, as they are."""
        self._parts.extend(parts)

    def key(self, *sentences: str) -> None:
        """What the marks mean, under the drawing."""
        self.y += 6
        for words in sentences:
            if words:
                self._write(words, _SMALL, 6, QUIET)

    def _write(self, words: str, size: float, most: int, fill: str, bold: bool = False) -> None:
        for line in lines(words, self.width - 2 * MARGIN, size, most, bold):
            self.y += size * _LINE
            self.add(text(MARGIN, round(self.y - size * 0.25, 1), line, size=size, fill=fill, bold=bold))

    def drawn(self, says: str = "") -> str:
        """The whole sheet as SVG."""
        height = round(self.y + MARGIN, 1)
        described = titled(f"{self._name}. {self._what}") + (element("desc", escape(tidy(says))) if says else "")
        paper = element("rect", width=self.width, height=height, fill=PAPER)
        return element(
            "svg",
            described + paper + "\n" + "\n".join(self._parts) + "\n",
            xmlns="http://www.w3.org/2000/svg",
            width=self.width,
            height=height,
            viewBox=f"0 0 {self.width:g} {height:g}",
            role="group" if self.has_links else "img",
            lang=self._language,
            direction="ltr",
            font_family=FONTS,
        )

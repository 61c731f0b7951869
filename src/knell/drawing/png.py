"""A sheet of SVG goes in, a PNG comes out, by resvg (the extra ``plot``) with the fonts of the machine."""

from __future__ import annotations

from functools import cache

from knell.drawing.svg import FONTS

_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    f'<text x="2" y="15" font-size="14" font-family="{FONTS}">%s</text></svg>'
)


class NoPng(Exception):
    """A PNG cannot be made here; the message says what is missing."""


def png(svg: str, zoom: int = 2) -> bytes:
    """The picture, ``zoom`` times as large as the sheet. Raises ``NoPng``."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise NoPng("a PNG needs resvg-py: pip install 'knell[plot]'; an .svg needs nothing") from None
    if not _has_font():
        raise NoPng(f"there is none of these fonts here to write a PNG with: {FONTS}; an .svg needs none")
    return bytes(svg_to_bytes(svg_string=svg, zoom=zoom, background="#ffffff"))


@cache
def _has_font() -> bool:
    """Whether a letter leaves a mark: without a font text is left out of a picture, and nothing is said of it."""
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=_PROBE % "M")) != bytes(svg_to_bytes(svg_string=_PROBE % ""))

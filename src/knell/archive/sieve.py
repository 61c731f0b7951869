"""Tell cheaply of a page or a text that it makes no claim, so that it need not be read; wrong only by saying yes."""

from __future__ import annotations


def may_tell_page(raw: bytes, charset: str | None) -> bool:
    """Whether a page may make a claim. ``charset`` is what the server's header named."""
    return True


def may_tell_text(text: str) -> bool:
    """Whether a text may make a claim in any language."""
    return True

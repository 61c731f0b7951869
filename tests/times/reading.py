"""Short ways to say what a text's times should be."""

from __future__ import annotations

from datetime import date

from knell.times import Mention, find


def day(text: str) -> date:
    """A date from its usual form."""
    return date.fromisoformat(text)


def one(text: str, published: str | None = None) -> Mention:
    """The only time of a text."""
    mentions = find(text, "en", day(published) if published else None)
    assert len(mentions) == 1, [text[m.start : m.end] for m in mentions]
    return mentions[0]


def said(text: str, published: str | None = None) -> dict[str, str | None]:
    """The times of a text by their words: "1990-01-19..1990-01-20", one day alone, None where not resolved."""
    mentions = find(text, "en", day(published) if published else None)
    return {" ".join(text[m.start : m.end].split()): span(m) for m in mentions}


def span(mention: Mention) -> str | None:
    """An interval in short."""
    interval = mention.interval
    if interval is None:
        return None
    return str(interval.start) if interval.start == interval.end else f"{interval.start}..{interval.end}"

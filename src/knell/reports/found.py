"""What the readers of file formats take and give: an opened input, and a report as a file holds it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeAlias

from knell.model import Capture, DateSignal, Part, Problem, Span

# The most bytes that one report may have: a file of text, a line of jsonl, a row of a table.
# The longest report of a commission is of some three million letters; a text longer than this is a collection.
MOST_BYTES = 5_000_000
MOST_BYTES_IN_WORDS = f"{MOST_BYTES // 1_000_000} MB"


class Sift(Protocol):
    """Says cheaply what of an input is not worth reading, and is told what else was passed over."""

    def page(self, raw: bytes, charset: str | None) -> bool:
        """Whether a page is to be read; asked before it is parsed. ``charset`` is what the server's header named."""

    def text(self, text: str) -> bool:
        """Whether a text is to be made a report; asked before anything is looked for in it."""

    def passed(self, reason: str, count: int) -> None:
        """Take note that so many records of an archive were passed over."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An input that was opened: the name people know it by, and its bytes; what of it is worth reading."""

    name: str
    stream: io.BufferedReader[Any]
    sift: Sift | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One report as an input holds it, not yet checked.

    ``where`` names the input and the line; ``raw`` is what is archived; ``fields`` maps the names of the contract
    (id, text, published, title, language, url, outlet) to what the input gives, of any type; ``header`` is the
    stretch of the text that gives date and title, ``captions`` those that the format marks as such; the rest is looked
    through for captions, unless ``parts`` says what all stretches are. ``extractor``, ``dates``, ``updated`` and
    ``capture`` are as in ``Report``; where ``fields`` give no ``published``, it is chosen from ``dates``.
    """

    where: str
    raw: bytes
    fields: Mapping[str, object]
    header: Span | None = None
    problems: tuple[Problem, ...] = field(default=())
    parts: tuple[Part, ...] | None = None
    extractor: str = ""
    dates: tuple[DateSignal, ...] = ()
    updated: date | None = None
    capture: Capture | None = None
    captions: tuple[Span, ...] = ()


def by_contract(fields: Mapping[str, object]) -> Mapping[str, object]:
    """The fields with names in lower case; a name that is given in lower case stands before its likes."""
    folded: dict[str, object] = {}
    for name, value in fields.items():
        folded.setdefault(name.strip().lower(), value)
    return {**folded, **fields}


Reader: TypeAlias = Callable[[Opened], Iterator[Found | Problem]]

"""The process that opens PDFs: a library in C reads hostile files there, and takes nothing with it when it fails.

``main`` reads files from standard input, each as its length in eight bytes and its bytes, and answers each with lines
of JSON: ``{"page": N}`` now and then, so that it is known to be alive, and what it found at last.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from knell.reports.pdf.glyphs import TooManyLetters, page_of
from knell.reports.pdf.layout import lay
from knell.reports.pdf.shapes import Page
from knell.reports.pdf.titles import sane

MOST_MEMORY = 2 << 30
MOST_PAGES = 5_000
# Five million letters are more than the longest report has; more than that is a collection.
MOST_LETTERS = 5_000_000
_SIGN_OF_LIFE = 1.0
_KEYS = ("Title", "CreationDate", "ModDate")

Answer = dict[str, Any]


class _Refused(Exception):
    """Why a file is not read: a code of the parent's."""


def main() -> None:
    """Answer files until there are no more."""
    _limit_memory()
    take, give = sys.stdin.buffer, sys.stdout.buffer
    # Whatever the library prints must not stand among the answers.
    sys.stdout = sys.stderr
    while len(head := take.read(8)) == 8:
        data = take.read(struct.unpack(">Q", head)[0])

        def say(answer: Answer) -> None:
            give.write(json.dumps(answer).encode("ascii") + b"\n")
            give.flush()

        try:
            say(found(data, lambda page: say({"page": page})))
        except _Refused as refused:
            say({"refused": str(refused)})
        except MemoryError:
            say({"refused": "memory"})
        except Exception as error:
            say({"refused": "broken", "words": f"{type(error).__name__}"})


def found(data: bytes, alive: Callable[[int], None]) -> Answer:
    """The text of a PDF, where its title stands in it, and what its data says."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _Refused("password" if _wants_password(error) else "broken") from None
    try:
        number = len(document)
        if number > MOST_PAGES:
            raise _Refused("pages")
        pages, pictures, broken = _pages(document, number, alive)
        laid = lay(pages)
        told = {key: value for key in _KEYS if (value := _told(document, key))}
    finally:
        document.close()
    return {
        "text": laid.text,
        "title_at": laid.title,
        "title": sane(told.get("Title")),
        "data": told,
        "pages": number,
        "pictures": pictures,
        "broken": broken,
        "letters": sum(page.letters for page in pages),
        "unread": sum(page.unread for page in pages),
    }


def _pages(document: Any, number: int, alive: Callable[[int], None]) -> tuple[list[Page], int, int]:
    """The pages with their letters; how many hold only pictures, and how many could not be opened."""
    import pypdfium2

    pages: list[Page] = []
    letters, pictures, broken, told = 0, 0, 0, time.monotonic()
    for index in range(number):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            broken += 1
            continue
        try:
            read = page_of(page, index)
            pictures += read.letters == 0 and _has_picture(page)
        except (pypdfium2.PdfiumError, TooManyLetters):
            broken += 1
            continue
        finally:
            page.close()
        pages.append(read)
        letters += read.letters
        if letters > MOST_LETTERS:
            raise _Refused("letters")
        if time.monotonic() - told > _SIGN_OF_LIFE:
            alive(index + 1)
            told = time.monotonic()
    return pages, pictures, broken


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _told(document: Any, key: str) -> str:
    with contextlib.suppress(Exception):
        return str(document.get_metadata_value(key))[:2_000]
    return ""


def _wants_password(error: Exception) -> bool:
    import pypdfium2.raw as raw

    return getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()


def _limit_memory() -> None:
    """Keep to so much memory, where the system can hold a process to it."""
    if os.name == "posix":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

"""PDF files: one report a file. What holds no text, or is closed by a password, is said and never read as empty."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from typing import Any

from knell.model import Capture, DateSignal, Problem, Report, Span
from knell.reports.dating import address_signals, header_signals
from knell.reports.decoding import mend
from knell.reports.found import Found, Opened
from knell.reports.pdf.metadata import signals
from knell.reports.pdf.parent import LONGEST_FILE, LONGEST_PAGE, ask
from knell.reports.pdf.printed import printed
from knell.reports.problems import problem

# Bytes of pictures count here, not only those of text.
MOST_BYTES = 200_000_000
_MADE_BY = "pdf 1"
_MARK, _MARK_WITHIN = b"%PDF-", 1_024
# So large a share of letters without a name makes the words unreadable; above so few it is said.
_GARBLED, _DOUBTFUL = 0.2, 0.002

_REFUSALS = {
    "password": ("password", "it is closed by a password; save a copy without one and give that"),
    "broken": ("broken_file", "this PDF is broken and cannot be opened; get it anew from where it came from"),
    "pages": ("too_long", "it has more than 5,000 pages, the most that is read as one report; split it"),
    "letters": ("too_long", "it holds more than 5,000,000 letters, the most that is read as one report; split it"),
    "memory": ("too_long", "reading it takes more than 2 GB of memory; split it"),
    "crash": ("broken_file", "the PDF library gave up on it; print it to a new PDF and give that"),
    "time": (
        "too_slow",
        f"reading it takes more than {LONGEST_PAGE:.0f} seconds for a page or {LONGEST_FILE:.0f} in all; split it",
    ),
}


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The report of a PDF file, or why there is none."""
    data = opened.stream.read(MOST_BYTES + 1)
    if not data:
        yield problem("empty", opened.name, "the file is empty; get it anew from where it came from")
    else:
        yield found(opened.name, data)


def found(
    where: str,
    raw: bytes,
    *,
    url: str | None = None,
    capture: Capture | None = None,
    extra_signals: Iterable[DateSignal] = (),
) -> Found | Problem:
    """The report that the bytes of a PDF hold, from wherever they came."""
    if len(raw) > MOST_BYTES:
        words = f"the PDF is larger than {MOST_BYTES // 1_000_000} MB, the most that is read; split it"
        return problem("too_long", where, words)
    if _MARK not in raw[:_MARK_WITHIN]:
        return problem("broken_file", where, "this is no PDF, whatever its name says; give it its right ending")
    if importlib.util.find_spec("pypdfium2") is None:
        return problem("missing_library", where, 'reading PDFs needs one more package: pip install "knell[pdf]"')
    answer = ask(raw)
    if "refused" in answer:
        code, words = _REFUSALS.get(answer["refused"], _REFUSALS["broken"])
        return problem(code, where, words)
    if (unreadable := _unreadable(where, answer)) is not None:
        return unreadable
    return _report(where, raw, answer, url, capture, extra_signals)


def rederive(raw: bytes, report: Report) -> str | None:
    """The stored text of a file's bytes; None when another version, or another library, made the report's."""
    if report.extractor != extractor():
        return None
    made = found("", raw)
    if isinstance(made, Problem):
        raise ValueError(made.message)
    return mend(str(made.fields["text"]))[0]


@cache
def extractor() -> str:
    """What makes the text, with its version."""
    try:
        return f"{_MADE_BY}, pypdfium2 {version('pypdfium2')}"
    except PackageNotFoundError:
        return _MADE_BY


def _unreadable(where: str, answer: dict[str, Any]) -> Problem | None:
    pages, letters, unread = answer["pages"], answer["letters"], answer["unread"]
    if pages and answer["broken"] == pages:
        return problem(*_at(where, "broken"))
    if not answer["text"].strip():
        holds = "only pictures" if answer["pictures"] else "nothing that can be read"
        words = f"there is no text in it: its {pages:,} page(s) hold {holds}; recognise the text (OCR) and give that"
        return problem("no_words", where, words)
    if unread > _GARBLED * letters:
        words = f"its fonts do not say what {unread:,} of its {letters:,} letters are; recognise the text (OCR) instead"
        return problem("no_words", where, words)
    return None


def _at(where: str, refusal: str) -> tuple[str, str, str]:
    code, words = _REFUSALS[refusal]
    return code, where, words


def _report(
    where: str,
    raw: bytes,
    answer: dict[str, Any],
    url: str | None,
    capture: Capture | None,
    extra_signals: Iterable[DateSignal],
) -> Found:
    text = answer["text"]
    header = Span(*answer["title_at"]) if answer["title_at"] else None
    if header is not None and not (text[: header.start] + text[header.end :]).strip():
        # A document of one large line is no title without a report.
        header = None
    title = answer["title"] or (text[header.start : header.end] if header else None)
    address = url or (capture.final or capture.url if capture is not None else None)
    fields: dict[str, object] = {"text": text, "title": title}
    if address is not None:
        fields["url"] = address
    beside = chain(
        printed(text, header),
        address_signals(address),
        extra_signals,
        header_signals(capture.headers if capture else ()),
    )
    return Found(
        where,
        raw,
        fields,
        header=header,
        problems=tuple(_doubts(where, answer)),
        extractor=extractor(),
        dates=tuple(dict.fromkeys(chain(beside, signals(answer["data"])))),
        capture=capture,
    )


def _doubts(where: str, answer: dict[str, Any]) -> Iterator[Problem]:
    if unseen := answer["pictures"] + answer["broken"]:
        words = f"{unseen:,} of its {answer['pages']:,} pages hold no text that can be read; what is on them is missing"
        yield problem("pages_without_text", where, words)
    if answer["unread"] > _DOUBTFUL * answer["letters"]:
        words = f"its fonts do not say what {answer['unread']:,} letters are; check the words around \ufffd"
        yield problem("mended_characters", where, words)

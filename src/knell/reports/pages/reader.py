"""Pages as the readers of formats give them: from a file, from an answer of a server, out of an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain

from knell.model import Capture, DateSignal, Problem, Report
from knell.reports.dating import address_signals, header_signals
from knell.reports.decoding import mend
from knell.reports.found import MOST_BYTES, MOST_BYTES_IN_WORDS, Found, Opened
from knell.reports.pages.apart import MOST_PAGE_BYTES, Failed, derived
from knell.reports.pages.decode import charset_of
from knell.reports.problems import problem

# Raised when the same bytes would give another text.
_VERSION = 1
_IN_WORDS = f"{MOST_PAGE_BYTES // 1_000_000} MB"


@cache
def extractor() -> str:
    """What makes the text of a page, with the version of each part of it."""
    try:
        return f"page {_VERSION}, trafilatura {version('trafilatura')}"
    except PackageNotFoundError:
        return f"page {_VERSION}"


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The one report of a page in a file, or the problem with it; nothing of one that is not worth reading."""
    raw = opened.stream.read(MOST_PAGE_BYTES + 1)
    if opened.sift is not None and raw.strip() and not opened.sift.page(raw, None):
        return
    yield from found(opened.name, raw)


def found(
    where: str,
    raw: bytes,
    *,
    charset: str | None = None,
    url: str | None = None,
    capture: Capture | None = None,
    extra_signals: Iterable[DateSignal] = (),
) -> Sequence[Found | Problem]:
    """The report that a page's bytes hold, or the problem that leaves it out.

    ``charset`` (else that of the capture's headers) is what the server named, ``url`` where the page was taken from,
    ``extra_signals`` what a feed or the like says of its date. ``where`` names the input in messages.
    """
    if not raw.strip():
        return [problem("empty", where, "the page is empty; there is nothing to read")]
    if len(raw) > MOST_PAGE_BYTES:
        return [problem("too_long", where, f"the page is larger than {_IN_WORDS}, the most that is read as one page")]
    page = derived(raw, charset or _named(capture))
    if isinstance(page, Failed):
        return [problem("too_complex", where, f"{page.words}; left out")]
    if page.refused is not None:
        return [problem(page.refused[0], where, page.refused[1])]
    if len(page.text.encode("utf-8", "replace")) > MOST_BYTES:
        words = f"the text of the page is larger than {MOST_BYTES_IN_WORDS}, the most that is read as one report"
        return [problem("too_long", where, f"{words}; split it")]
    address = url or (capture and (capture.final or capture.url)) or page.url
    headers = capture.headers if capture is not None else ()
    beside = chain(page.signals, address_signals(address), extra_signals, header_signals(headers))
    fields: dict[str, object] = {"text": page.text, "title": page.title, "url": address}
    fields["authors"] = list(page.authors)
    if address is None:
        fields["outlet"] = page.outlet
    return [
        Found(
            where,
            raw,
            {name: value for name, value in fields.items() if value},
            header=page.header,
            captions=page.captions,
            problems=tuple(problem(code, where, words) for code, words in page.problems),
            extractor=extractor(),
            dates=tuple(dict.fromkeys(beside)),
            capture=capture,
        )
    ]


def rederive(raw: bytes, report: Report) -> str | None:
    """The text of the bytes of a page again; None when it was another extractor that made it.

    Raises ``ValueError`` when they hold no page.
    """
    if report.extractor != extractor():
        return None
    page = derived(raw, _named(report.capture))
    if isinstance(page, Failed):
        raise ValueError(page.words)
    if page.refused is not None:
        raise ValueError(page.refused[1])
    return mend(page.text)[0]


def _named(capture: Capture | None) -> str | None:
    """The encoding that the headers of an answer name."""
    headers = capture.headers if capture is not None else ()
    return charset_of(next((value for name, value in headers if name.lower() == "content-type"), None))

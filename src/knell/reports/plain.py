"""Files of text: one report each, with date and title in a first line `` date YYYY-MM-DD TITLE`` where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knell.model import Problem, Report, Span
from knell.reports.dates import given_signals
from knell.reports.decoding import Decoded, decode, is_binary, mend
from knell.reports.found import MOST_BYTES, MOST_BYTES_IN_WORDS, Found, Opened
from knell.reports.problems import problem

# What is said in ``Report.extractor``; the version goes up when the same bytes give another text.
EXTRACTOR = "plain 1"

# The date may be a wrong one, which is said; but it must look like a date, or the line is a sentence.
_HEADER = re.compile(r"[ \t]*date[ \t]+(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\S{0,30})(?:[ \t]+([^\n]*))?(?=\n|$)", re.ASCII)
_HEAD = 1 << 16
# A line of so many words that ends in a point is no title.
_SENTENCE = 12
# Read as plain words, the marks of other formats would cut sentences, and what stands around an article would be read.
_OTHER_FORMATS = {
    "a web page": re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE),
    "an XML document": re.compile(r"<\?xml\s", re.IGNORECASE),
    "a document in rich text": re.compile(r"\{\\rtf"),
}
_ADVICE = {"a web page": "give it a name that ends in .html"}


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The one report of a file of text, or the problem with it."""
    data = opened.stream.read(MOST_BYTES + 1)
    if not data.strip():
        yield problem("empty", opened.name, "the file is empty; there is nothing to read")
    elif len(data) > MOST_BYTES:
        words = f"the text is larger than {MOST_BYTES_IN_WORDS}, the most that is read as one report; split it"
        yield problem("too_long", opened.name, words)
    elif is_binary(data[:_HEAD]):
        yield problem("binary", opened.name, "this is not text but a binary file; save it as text in UTF-8")
    else:
        yield found(opened.name, data)


def rederive(raw: bytes, report: Report) -> str | None:
    """The stored text of a file's bytes; None when another version made the report's."""
    if report.extractor != EXTRACTOR:
        return None
    decoded = decode(raw)
    if decoded is None:
        raise ValueError("the encoding of the bytes cannot be told")
    return mend(_text(decoded))[0]


def _text(decoded: Decoded) -> str:
    return decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def found(name: str, data: bytes) -> Found | Problem:
    """The report of the bytes of a text, from wherever they came."""
    decoded = decode(data)
    if decoded is None:
        return problem("unknown_encoding", name, "the encoding could not be told; save the file as UTF-8")
    text = _text(decoded)
    kind = next((kind for kind, begins in _OTHER_FORMATS.items() if begins.match(text.lstrip()[:100])), None)
    if kind:
        advice = _ADVICE.get(kind, "save its words alone as text")
        return problem("unsupported_format", name, f"this is {kind}, not plain text; {advice}")
    doubts = (problem("guessed_encoding", name, decoded.doubt),) if decoded.doubt else ()
    header = _HEADER.match(text)
    found = Found(name, data, {"text": text}, problems=doubts, extractor=EXTRACTOR)
    if header is None:
        return found
    if _is_sentence(header.group(2) or ""):
        fields = {"text": text, "published": header.group(1)}
        return _dated(found, fields, Span(0, header.start(2)))
    if not text[header.end() :].strip():
        return problem("no_text", name, "there is nothing beneath the line that gives date and title; add the text")
    fields = {"text": text, "published": header.group(1), "title": header.group(2)}
    return _dated(found, fields, Span(0, header.end()))


def _dated(found: Found, fields: dict[str, object], header: Span) -> Found:
    return replace(found, fields=fields, header=header, dates=given_signals(fields, "date line"))


def _is_sentence(line: str) -> bool:
    """Whether what stands behind the date is the first sentence of a report without a title."""
    return len(line.split()) >= _SENTENCE and line.rstrip().rstrip("\"'”’»)").endswith(".")

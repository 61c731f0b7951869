"""How the files of a folder of evidence are called: never by anything that a report says."""

from __future__ import annotations

from knell.model import Capture, Report

TEXT, MARKED, STATEMENT, METADATA, SUMS = "text.txt", "text.html", "statement.txt", "metadata.json", "SHA256SUMS"
FIGURES = "figures.json"

# By what made the text; a row or an item of JSON lines is archived as JSON.
_BY_EXTRACTOR = {
    "plain": "txt",
    "page": "html",
    "pdf": "pdf",
    "jsonl": "json",
    "csv": "json",
    "row": "json",
    "feed": "xml",
}
_BY_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
}
_MAGICS = {b"%PDF-": "pdf", b"{": "json", b"<?xml": "xml", b"<!doctype html": "html", b"<html": "html"}
_HEAD = 64


def original(report: Report, captures: tuple[Capture, ...], raw: bytes) -> str:
    """The name of the file of archived bytes: ``original`` with the ending of what they are."""
    return f"original.{_ending(report, captures, raw)}"


def exchange(number: int) -> str:
    """The name of the file of an exchange with a server, counted from 1."""
    return f"exchange-{number}.warc.gz"


def _ending(report: Report, captures: tuple[Capture, ...], raw: bytes) -> str:
    head = raw[:_HEAD].lstrip().lower()
    seen = next((ending for magic, ending in _MAGICS.items() if head.startswith(magic.lower())), None)
    made_by = _BY_EXTRACTOR.get(report.extractor.partition(" ")[0])
    if made_by:
        # An entry of a feed may be archived as JSON or as XML.
        return seen if made_by == "xml" and seen in ("json", "html") else made_by
    for capture in captures:
        for name, value in capture.headers:
            media = value.partition(";")[0].strip().lower()
            if name.lower() == "content-type" and media in _BY_MEDIA:
                return _BY_MEDIA[media]
    return seen or "bin"

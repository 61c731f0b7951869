"""JSON lines: one report a line, read line by line whatever the size of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from knell.model import Problem, Report
from knell.reports.dates import given_signals
from knell.reports.decoding import is_binary, mend
from knell.reports.found import MOST_BYTES_IN_WORDS, Found, Opened, by_contract
from knell.reports.lines import Line, LineDecoder, decode_line, line_extractor, lines
from knell.reports.problems import problem, shorten_runs

# What is said in ``Report.extractor``; the version goes up when the same bytes give another text.
EXTRACTOR = "jsonl 1"
_HEAD = 1 << 13
_KINDS = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}
# How a JSON document that is spread over many lines begins.
_SPREAD = (b"[", b"{", b"[{")


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The reports of a file of JSON lines and the problems of its lines, in order."""
    if is_binary(opened.stream.peek(_HEAD)[:_HEAD]):
        yield problem("binary", opened.name, "this is not text but a binary file; give JSON lines in UTF-8")
        return
    yield from shorten_runs(_rows(opened), opened.name)


def _rows(opened: Opened) -> Iterator[Found | Problem]:
    decoder = LineDecoder(opened)
    empty = True
    for line in lines(opened):
        begins = line.data[:16].strip() if line.data is not None else None
        if empty and begins in _SPREAD:
            words = "this is one JSON document over many lines; write each report as one object on a line of its own"
            yield problem("not_json", opened.name, words)
            return
        if line.data is None or line.data.strip():
            empty = False
            yield _row(f"{opened.name}, line {line.number}", line, decoder)
    if empty:
        yield problem("empty", opened.name, "there is not one report in it; give one JSON object a line")


def _row(where: str, line: Line, decoder: LineDecoder) -> Found | Problem:
    if line.data is None:
        words = f"the line is larger than {MOST_BYTES_IN_WORDS}, the most that is read as one report; left out"
        return problem("too_long", where, words)
    raw = line.data.rstrip(b"\r\n")
    decoded = decoder.decode(raw)
    if decoded is None:
        return problem("unknown_encoding", where, "the encoding could not be told; save the file as UTF-8")
    try:
        row = json.loads(decoded.text)
    except RecursionError:
        return problem("not_json", where, "the JSON is nested too deeply to be a report; left out")
    except ValueError as error:
        said = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)[:80]
        return problem("not_json", where, f"not JSON ({said}); each line must be one whole JSON object")
    if not isinstance(row, dict):
        words = f'this is JSON, but {_KINDS[type(row)]} and not an object; write {{"text": ...}} on each line'
        return problem("not_an_object", where, words)
    doubts = (problem("guessed_encoding", where, decoded.doubt),) if decoded.doubt else ()
    return Found(
        where,
        raw,
        row,
        problems=doubts,
        extractor=line_extractor(EXTRACTOR, decoded),
        dates=given_signals(by_contract(row)),
    )


def rederive(raw: bytes, report: Report) -> str | None:
    """The stored text of a line's bytes; None when another version made the report's."""
    if report.extractor.partition(",")[0] != EXTRACTOR:
        return None
    text = by_contract(json.loads(decode_line(raw, report.extractor))).get("text")
    if not isinstance(text, str):
        raise ValueError("the bytes hold no text")
    return mend(text)[0]

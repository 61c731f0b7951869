"""Tables (.csv): one report a row, with commas, semicolons, tabs or bars between the fields, read row by row."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from knell.model import Problem, Report
from knell.reports.dates import given_signals
from knell.reports.decoding import is_binary, mend
from knell.reports.found import MOST_BYTES, MOST_BYTES_IN_WORDS, Found, Opened
from knell.reports.lines import LineDecoder, lines
from knell.reports.problems import excerpt, problem, shorten_runs

# What is said in ``Report.extractor``; the version goes up when the same bytes give another text.
EXTRACTOR = "csv 1"
COLUMNS = ("id", "text", "published", "title", "language", "url", "outlet")
DELIMITERS = ",;\t|"
_HEAD = 1 << 13
# A quotation mark that is never closed swallows the rows after it. They are read again, so that only the broken row is
# lost; a file with more such rows than this is read on without, so that time stays linear.
_MOST_REREADS = 50


class BadLine(Exception):
    """A line of a row that cannot be used: a problem code and words."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code, words)
        self.code = code
        self.words = words


class Feed:
    """The lines of a table as the csv module wants them, remembering those of the row at hand."""

    def __init__(self, opened: Opened) -> None:
        self._lines = lines(opened)
        self._decoder = LineDecoder(opened)
        self._again: deque[tuple[int, str]] = deque()
        self._rereads = 0
        self._size = 0
        self.row: list[tuple[int, str]] = []
        self.doubt: str | None = None
        self.first = 0

    def begin_row(self) -> None:
        """Forget the row before."""
        self.row = []
        self._size = 0
        self.doubt = None
        self.first = 0

    def reread(self) -> None:
        """Give the lines after the first of a broken row once more."""
        if self._rereads < _MOST_REREADS and len(self.row) > 1:
            self._rereads += 1
            self._again.extendleft(reversed(self.row[1:]))

    def __iter__(self) -> Feed:
        return self

    def __next__(self) -> str:
        number, text = self._again.popleft() if self._again else self._fresh()
        self.first = self.first or number
        self._size += len(text)
        self.row.append((number, text))
        if self._size > MOST_BYTES:
            words = f"the row is larger than {MOST_BYTES_IN_WORDS}, the most that is read as one report"
            raise BadLine("too_long", f"{words}; is a quotation mark left open?")
        return text

    def _fresh(self) -> tuple[int, str]:
        line = next(self._lines)
        self.first = self.first or line.number
        if line.data is None:
            raise BadLine(
                "too_long", f"a line is larger than {MOST_BYTES_IN_WORDS}, the most that is read as one report"
            )
        decoded = self._decoder.decode(line.data)
        if decoded is None:
            raise BadLine("unknown_encoding", "the encoding could not be told; save the file as UTF-8")
        self.doubt = self.doubt or decoded.doubt
        return line.number, decoded.text


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The reports of a table and the problems of its rows, in order."""
    if is_binary(opened.stream.peek(_HEAD)[:_HEAD]):
        yield problem("binary", opened.name, "this is not text but a binary file; save the table as .csv in UTF-8")
        return
    feed = Feed(opened)
    try:
        header = _header(feed)
    except BadLine as bad:
        yield problem(bad.code, opened.name, bad.words)
        return
    if header is None:
        yield problem("empty", opened.name, "the file is empty; the first row must name the columns")
        return
    delimiter, names = header
    if "text" not in names:
        wanted = f"no column is named 'text'; the first row reads {excerpt(delimiter.join(names))}"
        yield problem("no_text_column", opened.name, f"{wanted}; name the columns {', '.join(COLUMNS)}")
        return
    yield from shorten_runs(_rows(opened.name, feed, delimiter, names), opened.name)


def _header(feed: Feed) -> tuple[str, list[str]] | None:
    """The delimiter that makes most known columns of the first row, and the columns' names in lower case."""
    for line in feed:
        if line.strip():
            break
    else:
        return None
    named = line.strip().lower()
    if len(named) == 5 and named.startswith("sep="):
        # The way Excel says which delimiter a file uses.
        return named[4], _names(next(feed, ""), named[4])
    choices = [(delimiter, _names(line, delimiter)) for delimiter in DELIMITERS]
    return max(choices, key=lambda choice: len({*choice[1]} & {*COLUMNS}))


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _rows(name: str, feed: Feed, delimiter: str, names: Sequence[str]) -> Iterator[Found | Problem]:
    # The csv module's limit is one for the whole process; it is only ever raised, and rows are bounded in ``Feed``.
    csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES + 1))
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    empty = True
    while True:
        feed.begin_row()
        try:
            row = next(reader)
        except StopIteration:
            break
        except BadLine as bad:
            feed.reread()
            yield problem(bad.code, _where(name, feed), bad.words)
        except csv.Error as error:
            feed.reread()
            row = _unquoted(feed, delimiter, names)
            words = f"the row is broken ({error}); put a text in quotation marks and double those inside it"
            yield (
                _found(_where(name, feed), row, names, feed.doubt)
                if row
                else problem("bad_row", _where(name, feed), words)
            )
        else:
            if not any(row):
                continue
            yield _found(_where(name, feed), row, names, feed.doubt)
        empty = False
    if empty:
        yield problem("empty", name, "the columns are named, but there is no row beneath them")


def _where(name: str, feed: Feed) -> str:
    return f"{name}, line {feed.first}"


def _unquoted(feed: Feed, delimiter: str, names: Sequence[str]) -> list[str]:
    """The fields of a row of a tab-separated file in which quotation marks mean nothing; else none."""
    row = feed.row[0][1].rstrip("\r\n").split(delimiter) if delimiter == "\t" and feed.row else []
    return row if len(row) == len(names) else []


def _found(where: str, row: Sequence[str], names: Sequence[str], doubt: str | None) -> Found | Problem:
    if any(row[len(names) :]):
        words = f"the row has {len(row)} fields where the first row names {len(names)}; put the text in quotation marks"
        return problem("bad_row", where, words)
    fields: dict[str, object] = {}
    for name, value in zip(names, row, strict=False):
        fields.setdefault(name, value)
    return of_fields(where, fields, doubt)


def of_fields(where: str, fields: Mapping[str, object], doubt: str | None = None) -> Found:
    """The report of a row of any table, its values by the names of their columns."""
    # Archived with the names of its columns: the bytes of a row alone do not say which of them is the text.
    raw = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    doubts = (problem("guessed_encoding", where, doubt),) if doubt else ()
    return Found(where, raw, fields, problems=doubts, extractor=EXTRACTOR, dates=given_signals(fields))


def rederive(raw: bytes, report: Report) -> str | None:
    """The stored text of a row as it is archived; None when another version made the report's."""
    if report.extractor != EXTRACTOR:
        return None
    fields = json.loads(raw)
    text = fields.get("text") if isinstance(fields, dict) else None
    if not isinstance(text, str):
        raise ValueError("the bytes hold no text")
    return mend(text)[0]

"""Inputs of every kind, one after the other: which file is read by what, folders, standard input."""

from __future__ import annotations

import io
import logging
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from knell.model import Problem, Report
from knell.reports import answers, archives, feeds, jsonl, pages, pdf, plain, table
from knell.reports.assemble import Desk, Reading
from knell.reports.dates import today_anywhere
from knell.reports.found import Found, Opened, Reader
from knell.reports.problems import printable, problem

# A format is one module with a ``read`` and one line here.
READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".jsonl": jsonl.read,
    ".csv": table.read,
    ".html": pages.read,
    ".htm": pages.read,
    ".xhtml": pages.read,
    ".html.gz": pages.read,
    ".pdf": pdf.read,
    ".rss": feeds.read,
    ".atom": feeds.read,
    ".xml": feeds.read,
    ".json": feeds.read,
    ".warc": archives.read,
    ".warc.gz": archives.read,
    ".warc.zst": archives.read,
    ".wacz": archives.read_wacz,
}

ENDINGS = tuple(READERS)
_READABLE = ", ".join(ENDINGS)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_OF_A_PAGE = re.compile(r"https?://", re.IGNORECASE)
_BUFFER = 1 << 20
_MOST_SUFFIXES = 8

_log = logging.getLogger("knell.reports")

Input = str | os.PathLike[str]
# What stands at an address of the web.
Fetch = Callable[[str], Iterator[Found | Problem]]


def scan(
    inputs: Input | Iterable[Input],
    *,
    today: date | None = None,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Reading | Problem]:
    """Readings and problems of files, folders (all files in them, by name), addresses and ``-`` (JSON lines), in order.

    A ``Problem`` in the stream is about something that gave no report; problems of a report stand in the report.
    ``severity`` tells how grave each is. A date after ``today`` (default: the latest day anywhere) is not believed.
    ``fetch`` gives what stands at an http(s) address; by default it is asked for as ``knell.reports.Fetcher`` does.
    """
    desk = Desk(today or today_anywhere())
    fetch = fetch or answers.asking()
    for each in [inputs] if isinstance(inputs, str | os.PathLike) else inputs:
        for item in _items(each, stdin, fetch):
            yield desk.put_together(item) if isinstance(item, Found) else item


def read(
    source: Input, *, on_problem: Callable[[Problem], None] | None = None, today: date | None = None
) -> Iterator[Report]:
    """The reports of a file, a folder or ``-``. What was left out goes to ``on_problem``, by default to the log."""
    for item in scan(source, today=today):
        if isinstance(item, Reading):
            yield item.report
        elif on_problem is not None:
            on_problem(item)
        else:
            _log.warning("%s", item.message)


def is_address(given: Input) -> bool:
    """Whether an input is an address of the web and not a file."""
    return _OF_A_PAGE.match(os.fsdecode(given)) is not None


def _items(given: Input, stdin: BinaryIO | None, fetch: Fetch) -> Iterator[Found | Problem]:
    if os.fspath(given) == "-":
        yield from _standard_input(stdin)
        return
    if is_address(given):
        yield from fetch(os.fspath(given))
        return
    for item in _paths(given):
        if isinstance(item, Problem):
            yield item
        elif (reader := _reader(item.name)) is not None:
            yield from _file(item, reader)


def files(inputs: Iterable[Input], also: Sequence[str] = ()) -> Iterator[Path | Problem]:
    """The files that ``scan`` would read, in its order, and those that end as ``also`` says; nothing is opened.

    For those who read big files in stretches, and many at once: standard input and addresses are refused.
    """
    for each in inputs:
        if os.fspath(each) == "-" or is_address(each):
            words = "only files and folders can be read here; save it and give the file"
            yield problem("unsupported_format", shown(each), words)
        else:
            yield from _paths(each, also)


def _paths(given: Input, also: Sequence[str] = ()) -> Iterator[Path | Problem]:
    name = shown(given)
    if _ADDRESS.match(name):
        yield problem(
            "unsupported_format", name, "only http and https addresses are fetched; save it and give the file"
        )
        return
    try:
        mode = os.stat(given).st_mode if os.fspath(given) else None
    except (OSError, ValueError) as error:
        yield failure(name, error)
        return
    if mode is None:
        yield problem(
            "missing_file", "an input without a name", "give the path of a file or a folder, or - for standard input"
        )
    elif stat.S_ISDIR(mode):
        yield from _folder(Path(given), name, also)
    elif not stat.S_ISREG(mode):
        yield problem(
            "unreadable_file", name, "this is not a plain file; give a file or a folder, or - for standard input"
        )
    elif not _is_readable(name, also):
        yield problem("unsupported_format", name, f"{_kind(name)} is not readable yet; knell reads {_READABLE}")
    else:
        yield Path(given)


def _standard_input(stdin: BinaryIO | None) -> Iterator[Found | Problem]:
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if stream is None:
        yield problem("unreadable_file", "standard input", "there is none to read; give a file")
        return
    if not isinstance(stream, io.BufferedReader):
        stream = io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield from jsonl.read(Opened("standard input", stream))
    except OSError as error:
        yield failure("standard input", error)


def _file(path: Path, reader: Reader) -> Iterator[Found | Problem]:
    name = shown(path)
    try:
        with io.BufferedReader(io.FileIO(path), _BUFFER) as stream:
            yield from reader(Opened(name, stream))
    except OSError as error:
        yield failure(name, error)


def _folder(root: Path, name: str, also: Sequence[str]) -> Iterator[Path | Problem]:
    """Every readable file of a folder and the folders in it, by name; the others are counted in one line a kind."""
    unread: dict[str, list[str]] = {}
    any_read = False
    for item in _walk(root):
        if isinstance(item, Problem):
            yield item
        elif _is_readable(item.name, also):
            any_read = True
            yield item
        else:
            unread.setdefault(_kind(item.name), []).append(shown(item))
    if any_read:
        for kind, names in sorted(unread.items()):
            words = f"{kind} is not readable yet: {len(names):,} file(s) left out, the first is {names[0]}"
            yield problem("unsupported_format", name, f"{words}; knell reads {_READABLE}")
    else:
        kinds = ", ".join(sorted(unread)[:_MOST_SUFFIXES])
        holds = f"it holds only {kinds}" if unread else "it is empty"
        yield problem(
            "folder_without_reports", name, f"nothing in this folder can be read ({holds}); knell reads {_READABLE}"
        )


def _walk(root: Path) -> Iterator[Path | Problem]:
    """The plain files under a folder, by name. Hidden ones are passed over; links to folders could lead in a circle."""
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            if path != root and path.is_symlink() and path.is_dir():
                words = "this is a link to a folder and is not followed; give the folder itself"
                yield problem("unreadable_file", shown(path), words)
            elif path.is_dir():
                inside = (entry for entry in path.iterdir() if not entry.name.startswith("."))
                waiting += sorted(inside, key=lambda entry: entry.name, reverse=True)
            elif path.is_file():
                yield path
            elif _reader(path.name) is not None:
                yield problem(
                    "unreadable_file", shown(path), "this is not a plain file, or a link to nothing; remove it"
                )
        except OSError as error:
            yield failure(shown(path), error)


def _reader(name: str) -> Reader | None:
    lower = name.lower()
    return next((reader for ending, reader in READERS.items() if lower.endswith(ending)), None)


def opened_by(path: str) -> Reader:
    """What reads a file; JSON lines where nothing else does."""
    return _reader(path) or jsonl.read


def _is_readable(name: str, also: Sequence[str]) -> bool:
    return _reader(name) is not None or name.lower().endswith(tuple(also))


def _kind(name: str) -> str:
    return Path(name).suffix.lower() or "a file without an ending"


def shown(given: Input) -> str:
    """A path as it can be printed, whatever bytes its name is made of."""
    return printable(os.fsdecode(given))


def failure(name: str, error: OSError | ValueError) -> Problem:
    """An input that the system does not let be read, in words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return problem("missing_file", name, "there is no such file or folder; check the path")
    if isinstance(error, PermissionError):
        return problem("unreadable_file", name, "you are not permitted to read it; change its permissions")
    reason = getattr(error, "strerror", None) or str(error)
    return problem("unreadable_file", name, f"it could not be read ({reason})")

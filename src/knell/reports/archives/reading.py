"""Web archives (.warc, .warc.gz, .warc.zst): every page, PDF and text in one is a report, with when it was captured.

``raw`` of such a report is the body of the answer, unwrapped: the very bytes of the page had it been saved as a file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import BinaryIO, cast

from knell.model import Capture, Problem
from knell.reports.archives.http import TooLarge, Undecodable, unwrapped
from knell.reports.archives.kinds import Kind, kind_of, reports_in
from knell.reports.archives.records import Broken, Record, records
from knell.reports.found import Found, Opened, Sift
from knell.reports.pages import charset_of
from knell.reports.problems import problem

# So many problems with single pages are told one by one, the others are counted.
_MOST_TOLD = 20
_OK = 200
_HOLDING = ("response", "resource", "conversion", "revisit")
_HTTP = "application/http"
_SNIFFED = 1 << 10


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The reports of an archive, what is wrong with single ones, and one line that says what was passed over."""
    yield from read_stream(cast(BinaryIO, opened.stream), opened.name, sift=opened.sift)


def read_stream(
    stream: BinaryIO,
    name: str,
    start: int = 0,
    end: int | None = None,
    every: bool = False,
    sift: Sift | None = None,
) -> Iterator[Found | Problem]:
    """The reports of an archive's bytes, from a stream that can be moved about in; of a stretch of it (``records``).

    ``every``: bytes that were met before are read again, so that the order of the records makes no difference.
    """
    walk = _Walk(name, every, sift)
    for item in records(stream, walk.wanted, start, end):
        if isinstance(item, Broken):
            walk.counts["broken"] += 1
        else:
            yield from walk.taken(item)
    walk.tell()
    yield from walk.summary()


@dataclass(slots=True)
class _Walk:
    """What has been met in an archive so far."""

    name: str
    every: bool = False
    sift: Sift | None = None
    counts: Counter[str] = field(default_factory=Counter)
    _seen: set[bytes] = field(default_factory=set)

    def wanted(self, record: Record) -> int:
        """How many bytes of a record may be read; none where it holds no report."""
        if record.type not in _HOLDING:
            self.counts["broken"] += not record.type
            return 0
        self.counts["records"] += 1
        if record.type == "revisit":
            self.counts["revisits"] += 1
            return 0
        if record.type == "response" and record.answer is None:
            self.counts["broken" if record.media_type.startswith(_HTTP) else "no answers"] += 1
            return 0
        if record.answer is not None and record.answer.status != _OK:
            self.counts["errors"] += 1
            return 0
        kind = kind_of(_media_type(record))
        if kind is None:
            self.counts["others"] += 1
            return 0
        return kind.most

    def taken(self, record: Record) -> Iterator[Found | Problem]:
        """The reports of one record."""
        where = f"{self.name} offset {record.offset}"
        if record.too_long:
            self.counts["too long"] += 1
            return
        if record.body is None:
            return
        kind = kind_of(_media_type(record)) or Kind.UNKNOWN
        try:
            body = unwrapped(record.body, record.answer, kind.most) if record.answer is not None else record.body
        except TooLarge:
            self.counts["too long"] += 1
            return
        except Undecodable:
            self.counts["broken"] += 1
            return
        if kind is Kind.UNKNOWN:
            kind = Kind.sniffed(body[:_SNIFFED])
        if kind is Kind.UNKNOWN:
            self.counts["others"] += 1
        elif not body.strip():
            self.counts["empty"] += 1
        elif self._is_new(body) and self._is_wanted(kind, body, record):
            yield from self._told(reports_in(kind, where, body, self._capture(record)), record, where)

    def _is_new(self, body: bytes) -> bool:
        """Whether these bytes have not been met before; a site answers many addresses with one page."""
        if self.every:
            return True
        digest = hashlib.sha256(body).digest()[:16]
        if digest in self._seen:
            self.counts["repeated"] += 1
            return False
        self._seen.add(digest)
        return True

    def _is_wanted(self, kind: Kind, body: bytes, record: Record) -> bool:
        """Whether a page is worth reading."""
        if self.sift is None or kind is not Kind.PAGE:
            return True
        content_type = record.answer.get("content-type") if record.answer is not None else record.media_type
        wanted = self.sift.page(body, charset_of(content_type))
        self.counts["sifted"] += not wanted
        return wanted

    def _told(self, items: Sequence[Found | Problem], record: Record, where: str) -> Iterator[Found | Problem]:
        doubts = tuple(_doubts(record, where))
        self.counts["others"] += not items
        for item in items:
            if isinstance(item, Found):
                self.counts["read"] += 1
                yield replace(item, problems=(*item.problems, *doubts))
            else:
                self.counts["unread"] += 1
                if self.counts["unread"] <= _MOST_TOLD:
                    yield item

    def _capture(self, record: Record) -> Capture:
        headers = record.answer.headers if record.answer is not None else (("Content-Type", record.media_type),)
        source = f"{PurePath(self.name).name} offset {record.offset}"
        return Capture(record.url, _moment(record.at), headers, source=source)

    def tell(self) -> None:
        """Say how many records were passed over and why; problems with single pages were told where they arose."""
        if self.sift is None:
            return
        for key in (*_LOST, *_PASSED):
            untold = self.counts[key] - (min(self.counts[key], _MOST_TOLD) if key == "unread" else 0)
            if untold and key != "sifted":
                self.sift.passed(key, untold)

    def summary(self) -> Iterator[Problem]:
        """One line that says what was read and what was not; it is grave when something was lost."""
        counts = self.counts
        if not counts["records"]:
            words = "it is broken" if counts["broken"] else "there is not one record of a page in it"
            yield problem("broken_file" if counts["broken"] else "empty", self.name, f"{words}; get the archive anew")
            return
        lost = _listed(counts, _LOST)
        passed = _listed(counts, _PASSED)
        words = f"{counts['read']:,} report(s) read"
        words += f"; lost: {lost}" if lost else ""
        words += f"; passed over: {passed}" if passed else ""
        grave = bool(lost)
        yield problem("archive_damaged" if grave else "archive_read", self.name, words)


_LOST = {
    "broken": "broken record(s)",
    "too long": "longer than is read",
    "unread": "that hold no text that could be read",
}
_PASSED = {
    "errors": "redirect(s) and error(s)",
    "revisits": "revisit(s) of what was captured before",
    "repeated": "with bytes met before",
    "others": "picture(s), script(s) and other data",
    "empty": "empty",
    "no answers": "that are no answer of a web server",
    "sifted": "that hold nothing that is looked for",
}


def _listed(counts: Counter[str], names: dict[str, str]) -> str:
    return ", ".join(f"{counts[key]:,} {words}" for key, words in names.items() if counts[key])


def _media_type(record: Record) -> str:
    """What a body is, as the server says; what the archive's writer found out, where the server says nothing."""
    if record.answer is None:
        return record.media_type
    found = record.media_type if not record.media_type.startswith(_HTTP) else ""
    return record.answer.media_type or found


def _moment(words: str) -> datetime | None:
    """The moment of a capture; a WARC says it in UTC."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _doubts(record: Record, where: str) -> Iterator[Problem]:
    if not record.digests_true:
        words = "the digest in the archive is not that of these bytes: they were changed, or damaged, since"
        yield problem("digest_mismatch", where, words)
    if record.cut:
        yield problem("cut_short", where, "the archive holds only a part of this answer; what followed is missing")

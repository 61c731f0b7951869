"""Every report of a record: its bytes, its text, its words, its captures and its seal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import cast

from sqlalchemy import Connection

from knell.model import Extraction, Report
from knell.record.audit.again import read_again
from knell.record.audit.findings import Audit
from knell.record.audit.reading import Page, ids, text_and_bytes, told
from knell.record.audit.words import check_words, difference
from knell.record.capture_schema import captures
from knell.record.report_rows import Row, capture_of, capture_row
from knell.record.rows import extraction_of
from knell.record.schema import claims, commemorations, findings, local_events, local_figures, report_problems
from knell.record.seals import VERSION, broken, seal
from knell.reports import rederive

_SAID = (report_problems, local_events, local_figures, claims, findings, commemorations)
_OLDER = "added by an older knell"


def check_reports(connection: Connection, audit: Audit, done: Callable[[int], object], again: bool) -> None:
    """Check all reports, in the order of their ids; read them ``again`` too."""
    for names in ids(connection):
        page = Page(connection, audit, names, (*_SAID, captures))
        for name in names:
            one = _Checked(connection, audit, name, page.of(name), again)
            for line in one.check():
                audit.stand(line)
            done(1)


class _Checked:
    """One report that is checked."""

    def __init__(
        self, connection: Connection, audit: Audit, name: str, rows: dict[str, list[Row] | None], again: bool
    ) -> None:
        self._connection, self._audit, self._name, self._rows = connection, audit, name, rows
        self._again = again

    def check(self) -> list[str]:
        """Check all of it; gives the lines that stand for it in the digest."""
        self._audit.counts["reports"] += 1
        if any(rows is None for rows in self._rows.values()):
            return []
        rows = cast(dict[str, list[Row]], self._rows)
        if len(rows["reports"]) != 1:
            self._fault("database", "cannot be found by its id: the id is damaged")
            return []
        try:
            more = text_and_bytes(self._connection, self._name)
        except Exception as error:
            self._fault("database", f"its text and bytes cannot be read: {told(error)}")
            return []
        rows["reports"] = [{**rows["reports"][0], "text": more["text"]}]
        lines = self._check_seal(rows)
        try:
            extraction = extraction_of(rows["reports"][0], rows)
        except Exception as error:
            self._fault("database", f"a row holds what it cannot hold: {told(error)}")
            return lines
        self._count(extraction)
        self._check_bytes(extraction.report, rows["reports"][0]["blob"], more)
        check_words(self._audit, extraction)
        if self._again:
            read_again(self._audit, extraction, rows["reports"][0]["read_by"])
        return lines + self._check_captures(extraction.report, rows["captures"])

    def _fault(self, part: str, what: str, where: str = "") -> None:
        self._audit.fault(part, what, where, self._name)

    def _count(self, extraction: Extraction) -> None:
        for name in ("claims", "findings", "commemorations", "events"):
            self._audit.counts[name] += len(getattr(extraction, name))

    def _check_seal(self, rows: dict[str, list[Row]]) -> list[str]:
        sealed = rows["reports"][0]["seal"]
        if sealed is None:
            self._audit.skipped(f"whether anything but text and quotes was changed: {_OLDER}", self._name)
            return list(seal(rows))
        for table in broken(sealed, rows):
            self._fault("seal", f"its {table} are not what they were when it was added")
        return list(seal(rows, str(sealed[0]))) if sealed and sealed[0] == VERSION else [str(sealed)]

    def _check_bytes(self, report: Report, blob: str | None, kept: Row) -> None:
        raw = kept["content"]
        if blob is None:
            self._audit.skipped("bytes and text: no bytes were archived", self._name)
            return
        if blob != report.sha256:
            self._fault("bytes", f"its SHA-256 is {report.sha256}, but its bytes are kept as {blob}")
        if raw is None:
            self._fault("bytes", f"its archived bytes are missing: {blob}")
            return
        if not isinstance(raw, bytes):
            self._fault("bytes", "its archived bytes are kept as something else than bytes")
            return
        self._audit.counts["blobs"] += 1
        self._audit.counts["bytes"] += len(raw)
        found = hashlib.sha256(raw).hexdigest()
        if found != blob:
            self._fault("bytes", f"the SHA-256 of its archived bytes is {found}, not {blob}")
        self._check_text(report, raw)

    def _check_text(self, report: Report, raw: bytes) -> None:
        try:
            again = rederive(raw, report)
        except Exception as error:
            self._fault("text", f"its text cannot be made again from its bytes: {told(error)}")
            return
        if again is None:
            why = f"their text was made by {report.extractor}, which this knell is not" if report.extractor else _OLDER
            self._audit.skipped(f"whether the text is that of the bytes: {why}", self._name)
        elif again != report.text:
            self._fault("text", f"its text is not that of its bytes: {difference(report.text, again)}")
        else:
            self._audit.counts["texts"] += 1

    def _check_captures(self, report: Report, rows: list[Row]) -> list[str]:
        for row in rows:
            self._audit.counts["captures"] += 1
            made = capture_row(self._name, report, capture_of(row))
            if row["id"] != made["id"] or row["sha256"] != report.sha256:
                self._fault("capture", "it is not what it was when it was kept", f"capture {row['id']}")
        return sorted(row["id"] for row in rows)

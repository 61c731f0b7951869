"""Write what was fetched as WARC: a request and a response for each hop, whole members only.

A run writes a file of its own, ``00001.warc.gz`` and so on; a file is never written to by a later run. Every record
is a member of gzip by itself, written in one piece and brought to the disk before the capture counts as kept. Should
a write fail half-way, the file is cut back to its last whole member.
"""

from __future__ import annotations

import hashlib
import io
import os
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from knell.reports.fetching.limits import agent
from knell.reports.fetching.outcome import Exchange, Got

# A file that has grown so large is followed by another.
_FULL = 1_000_000_000
_MOST_FILES = 99_999
_REQUEST, _RESPONSE = "application/http; msgtype=request", "application/http; msgtype=response"
# Bodies are written with their chunks put together, so these headers would no longer be true of them.
_OF_TRANSFER = ("transfer-encoding", "content-length")


@dataclass(frozen=True, slots=True)
class Written(os.PathLike[str]):
    """The stretch of a file that an answer was written to, with its hash, and the capture that it gave.

    Stretches follow each other without a gap: what begins a file belongs to the first of them.
    """

    path: str
    start: int
    length: int
    sha256: str
    url: str
    at: datetime

    def __fspath__(self) -> str:
        return self.path


class Archive:
    """A folder of WARC files; made when the first capture is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: io.FileIO | None = None
        # Up to here the file is known by what ``keep`` gave.
        self._known = 0

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(self, got: Got) -> Written:
        """Write an answer and the hops to it; says where. Raises ``OSError``."""
        file = self._open(got.last.at)
        self._append(file, b"".join(members(got)))
        start, self._known = self._known, file.tell()
        with open(str(file.name), "rb") as written:
            written.seek(start)
            sha256 = hashlib.sha256(written.read(self._known - start)).hexdigest()
        return Written(str(file.name), start, self._known - start, sha256, got.asked, got.last.at)

    def close(self) -> None:
        """Be done with the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open(self, moment: datetime) -> io.FileIO:
        if self._file is not None and self._file.tell() >= _FULL:
            self.close()
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file, self._known = self._new(), 0
            self._append(self._file, _info(Path(str(self._file.name)).name, moment))
        return self._file

    def _new(self) -> io.FileIO:
        """The next file; two programs never get the same one."""
        numbers = [int(path.name[:5]) for path in self.folder.glob("[0-9][0-9][0-9][0-9][0-9].warc.gz")]
        for number in range(max(numbers, default=0) + 1, _MOST_FILES + 1):
            try:
                return io.FileIO(self.folder / f"{number:05}.warc.gz", "x")
            except FileExistsError:
                continue
        raise OSError(f"{self.folder} holds too many files")

    def _append(self, file: io.FileIO, data: bytes) -> None:
        whole = file.tell()
        try:
            view = memoryview(data)
            while view:
                view = view[file.write(view) or 0 :]
            os.fsync(file.fileno())
        except BaseException:
            file.truncate(whole)
            file.seek(whole)
            raise


def members(got: Got) -> list[bytes]:
    """The records of an answer: for each hop the response and the request that was answered."""
    found = []
    for number, each in enumerate(got.exchanges):
        key = f"{each.at.isoformat()} {each.url} {number}"
        answer = _urn(f"response {key}")
        about = [("WARC-Target-URI", each.url), ("WARC-IP-Address", each.ip)]
        found.append(_member("response", answer, each.at, _RESPONSE, _response(each), about))
        about = [("WARC-Target-URI", each.url), ("WARC-Concurrent-To", f"<urn:uuid:{answer}>")]
        found.append(_member("request", _urn(f"request {key}"), each.at, _REQUEST, each.request, about))
    return found


def _response(each: Exchange) -> bytes:
    """The answer as HTTP. What chunks were put together is said under another name."""
    lines = [f"{each.version} {each.status} {each.phrase}".rstrip()]
    for name, value in each.headers:
        changed = name.lower() in _OF_TRANSFER
        lines.append(f"X-Archive-Orig-{name}: {value}" if changed else f"{name}: {value}")
    lines.append(f"Content-Length: {len(each.body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + each.body


def _info(name: str, moment: datetime) -> bytes:
    fields = [f"software: {agent()}", "format: WARC File Format 1.1", "robots: obey"]
    block = "\r\n".join([*fields, ""]).encode("ascii", "replace")
    key = _urn(f"warcinfo {moment.isoformat()} {name}")
    return _member("warcinfo", key, moment, "application/warc-fields", block, [("WARC-Filename", name)])


def _urn(key: str) -> str:
    """A name made from content: the same capture has the same one on every machine."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, key))


def _member(kind: str, name: str, moment: datetime, media: str, block: bytes, about: list[tuple[str, str]]) -> bytes:
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(getattr(WarcRecordType, kind), record_urn=f"uuid:{name}".encode())
    record.record_date = moment
    for key, value in about:
        record.headers[key] = value
    record.headers["Content-Type"] = media
    record.set_bytes_content(block)
    out = io.BytesIO()
    with GzipWriter(out) as writer:
        record.write(writer, checksum_data=True)
    return out.getvalue()

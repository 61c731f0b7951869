"""A store that is reached as HDFS is: the part of its REST interface that listing and reading files takes.

What is asked and answered is as the WebHDFS pages of Hadoop say; who asks is Hadoop's own client, in Spark.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

_ROOT = "/webhdfs/v1"
_BLOCK = 1 << 27


@contextmanager
def webhdfs(folder: Path) -> Iterator[str]:
    """Serve what a folder holds; gives the address of its root, and ends with the block."""

    class Named(_Handler):
        shown = folder

    server = ThreadingHTTPServer(("127.0.0.1", 0), Named)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"webhdfs://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    shown: Path

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        wanted = {name.lower(): values[0] for name, values in parse_qs(asked.query).items()}
        path = self.shown / unquote(asked.path.removeprefix(_ROOT)).lstrip("/")
        operation = wanted.get("op", "").upper()
        if not path.exists():
            self._tell({"RemoteException": _absent(path)}, 404)
        elif operation == "GETFILESTATUS":
            self._tell({"FileStatus": _status(path, "")})
        elif operation == "LISTSTATUS":
            found = sorted(path.iterdir()) if path.is_dir() else []
            statuses = [_status(one, one.name) for one in found] if path.is_dir() else [_status(path, "")]
            self._tell({"FileStatuses": {"FileStatus": statuses}})
        elif operation == "GETFILEBLOCKLOCATIONS":
            self._tell({"BlockLocations": {"BlockLocation": [_block(path)]}})
        elif operation == "OPEN" and "datanode" not in wanted:
            # the name node sends whoever reads to where the blocks are
            self.send_response(307)
            self.send_header("Location", f"http://{self.headers['Host']}{self.path}&datanode=1")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif operation == "OPEN":
            self._open(path, int(wanted.get("offset", "0")), wanted.get("length"))
        else:
            words = {"exception": "UnsupportedOperationException", "message": operation}
            self._tell({"RemoteException": words}, 400)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _open(self, path: Path, offset: int, length: str | None) -> None:
        body = path.read_bytes()[offset:]
        self._send(body if length in (None, "null") else body[: int(length)], 200)

    def _tell(self, what: object, code: int = 200) -> None:
        self._send(json.dumps(what).encode(), code)

    def _send(self, body: bytes, code: int) -> None:
        # No type is named: Spark's Hadoop lacks what it reads the name of one with.
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _status(path: Path, suffix: str) -> dict[str, object]:
    told = path.stat()
    return {
        "accessTime": 0,
        "blockSize": _BLOCK,
        "group": "staff",
        "length": 0 if path.is_dir() else told.st_size,
        "modificationTime": int(told.st_mtime * 1000),
        "owner": "owner",
        "pathSuffix": suffix,
        "permission": "755",
        "replication": 1,
        "type": "DIRECTORY" if path.is_dir() else "FILE",
    }


def _block(path: Path) -> dict[str, object]:
    where = {"hosts": ["127.0.0.1"], "names": ["127.0.0.1:9866"], "topologyPaths": ["/default-rack/127.0.0.1:9866"]}
    kept: dict[str, object] = {"cachedHosts": [], "storageIds": [], "storageTypes": []}
    return {**where, **kept, "corrupt": False, "offset": 0, "length": path.stat().st_size}


def _absent(path: Path) -> dict[str, str]:
    return {
        "exception": "FileNotFoundException",
        "javaClassName": "java.io.FileNotFoundException",
        "message": f"File does not exist: {path.name}",
    }

"""A server on this machine that answers well, badly and with malice; every bad case of fetching has a path here."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>On Monday {n} people were killed when a bus fell into a ravine near Baku, the police said on Tuesday. The road had
been closed for repairs since the spring, and the driver had not been told, officials of the district said.</p>
<p>Rescuers worked through the night. The wounded were taken to two hospitals in the city, doctors said.</p>
</article></body></html>"""


def page(title: str = "Bus falls into ravine", n: int = 7) -> bytes:
    return PAGE.format(title=title, n=n).encode()


class Site:
    """What the server answers: paths and functions that get the handler; all that was asked is remembered."""

    def __init__(self) -> None:
        self.paths: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.counts: Counter[str] = Counter()
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths_asked(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def serve(self, path: str, content: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Answer a path with content; gives its address."""

        def answer(handler: Handler) -> None:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            wanted = handler.headers.get("If-None-Match")
            if wanted and wanted == given.get("ETag"):
                handler.reply(304, b"", **given)
            else:
                handler.reply(200, content, Content_Type=kind, **headers)

        self.paths[path] = answer
        return self.url(path)

    def status(self, path: str, *statuses: int, **headers: str) -> str:
        """Answer a path with these statuses one after the other, the last for ever; 200 is a page."""
        left = list(statuses)

        def answer(handler: Handler) -> None:
            status = left.pop(0) if len(left) > 1 else left[0]
            handler.reply(status, page() if status == 200 else b"no", Content_Type="text/html", **headers)

        self.paths[path] = answer
        return self.url(path)

    def redirect(self, path: str, there: str, status: int = 302) -> str:
        self.paths[path] = lambda handler: handler.reply(status, b"", Location=there)
        return self.url(path)

    def raw(self, path: str, *pieces: bytes, pause: float = 0.0, forever: bool = False) -> str:
        """Answer a path with these bytes and nothing else, slowly, for ever if need be."""

        def answer(handler: Handler) -> None:
            handler.close_connection = True
            with contextlib.suppress(OSError):
                for piece in pieces:
                    handler.wfile.write(piece)
                    handler.wfile.flush()
                    time.sleep(pause)
                while forever:
                    handler.wfile.write(pieces[-1])
                    handler.wfile.flush()
                    time.sleep(pause)

        self.paths[path] = answer
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers.items())))
        self.site.counts[self.path] += 1
        answer = self.site.paths.get(self.path)
        with contextlib.suppress(OSError):
            if answer is None:
                self.reply(404, b"nothing here")
            else:
                answer(self)

    def reply(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304 and "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def serving() -> Iterator[Site]:
    """A server on a free port of this machine, gone when the block is through."""
    site = Site()
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    site.port = server.server_address[1]
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    running.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def bomb(megabytes: int) -> bytes:
    """Zeros that a few bytes unpack to."""
    made = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = b"0" * 1_000_000
    return b"".join([*(made.compress(piece) for _ in range(megabytes)), made.flush()])


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)

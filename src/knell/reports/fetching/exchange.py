"""One request and its answer, over a connection to exactly the address that was looked at, within a stated time."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

from knell.reports.fetching.addresses import Address
from knell.reports.fetching.limits import Clock, Limits
from knell.reports.fetching.networks import IP
from knell.reports.fetching.outcome import Exchange, Failure, State, silence
from knell.reports.fetching.unpacking import is_packed, too_large, unpacker

_PIECE = 1 << 16
# Kinds of answers that hold no words: not worth the host's and our time.
_WORDLESS = ("image/", "audio/", "video/", "font/")
_VERSIONS = {9: "HTTP/0.9", 10: "HTTP/1.0", 11: "HTTP/1.1"}


def exchange(
    address: Address,
    ips: list[IP],
    headers: Mapping[str, str],
    limits: Limits,
    clock: Clock,
    seconds: float,
    enough: int | None = None,
) -> Exchange:
    """Ask and be answered. Raises ``Failure``; whatever the host does, it is over after ``seconds``.

    An answer over the limit is refused; or, where so many bytes are ``enough``, the rest is not read.
    """
    began = clock.seconds()
    connection, ip = _connected(address, ips, limits, seconds)
    watch = _Watch(connection.sock, max(0.001, seconds - (clock.seconds() - began)), limits)
    try:
        connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        answer = connection.getresponse()
        made = _received(address, ip, headers, answer, limits, clock, enough, watch)
        watch.cancel()
        if watch.struck:
            # An end that the watch made looks like that of an answer without a length.
            raise _late(address, watch)
        return made
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        if watch.struck:
            raise _late(address, watch) from None
        raise _said(address, error) from None
    finally:
        watch.cancel()
        with contextlib.suppress(Exception):
            connection.close()


def _late(address: Address, watch: _Watch) -> Failure:
    return silence(address.host, f"the answer was not complete after {watch.struck:.3g} seconds", again=False)


def _connected(
    address: Address, ips: list[IP], limits: Limits, seconds: float
) -> tuple[HTTPConnection | HTTPSConnection, IP]:
    """A connection to the first of the addresses that takes one."""
    failure: Failure | None = None
    for ip in ips:
        timeout = max(0.001, min(limits.connect_seconds, seconds / len(ips)))
        connection = _connection(address, ip, timeout)
        try:
            connection.connect()
        except (ssl.SSLError, SSLError, HTTPError, OSError, ValueError) as error:
            with contextlib.suppress(Exception):
                connection.close()
            failure = _unconnected(address, error)
        else:
            return connection, ip
    assert failure is not None
    raise failure


def _connection(address: Address, ip: IP, timeout: float) -> HTTPConnection | HTTPSConnection:
    if address.scheme == "https":
        # The certificate must be that of the name, though the connection is made to the number.
        return HTTPSConnection(
            str(ip), address.port, timeout=timeout, server_hostname=address.host, assert_hostname=address.host
        )
    return HTTPConnection(str(ip), address.port, timeout=timeout)


def _unconnected(address: Address, error: Exception) -> Failure:
    if isinstance(error, ssl.SSLCertVerificationError) or "certificate" in f"{type(error).__name__} {error}".lower():
        return silence(address.host, f"the certificate of {address.host} is not one that can be trusted", again=False)
    if isinstance(error, ssl.SSLError | SSLError):
        return silence(address.host, f"no safe connection to {address.host} could be made")
    # A refusal is called a kind of being late there.
    late = isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError)
    if late or isinstance(error, TimeoutError):
        return silence(address.host, f"{address.host} did not take the connection in time")
    if isinstance(error, NewConnectionError | OSError):
        return silence(address.host, f"{address.host} takes no connection at port {address.port}")
    return silence(address.host, f"no connection to {address.host} could be made ({type(error).__name__})")


def _received(
    address: Address,
    ip: IP,
    headers: Mapping[str, str],
    answer: urllib3.BaseHTTPResponse,
    limits: Limits,
    clock: Clock,
    enough: int | None,
    watch: _Watch,
) -> Exchange:
    moment = clock.now()
    if answer.status == 200:
        _look_ahead(answer, limits.most_bytes if enough is None else None)
    body, content = _body(answer, limits.most_bytes, enough, watch)
    return Exchange(
        url=address.text,
        ip=str(ip),
        at=moment,
        request=_request(address, headers),
        version=_VERSIONS.get(answer.version, "HTTP/1.1"),
        status=answer.status,
        phrase=_line(answer.reason or ""),
        headers=tuple((_line(key), _line(value)) for key, value in answer.headers.iteritems()),
        body=body,
        content=content,
    )


def _look_ahead(answer: urllib3.BaseHTTPResponse, most: int | None) -> None:
    """Raise ``Failure`` for an answer whose headers say that it is of no use."""
    kind = answer.headers.get("content-type", "").strip().lower()
    if kind.startswith(_WORDLESS):
        raise Failure(State.REFUSED, f"the answer is {kind.partition(';')[0][:60]}, which holds no words to read")
    announced = answer.headers.get("content-length", "")
    if most is not None and announced.isdecimal() and len(announced) < 20 and int(announced) > most:
        raise too_large(most)


def _body(answer: urllib3.BaseHTTPResponse, most: int, enough: int | None, watch: _Watch) -> tuple[bytes, bytes]:
    """The body as it came, and as it unpacks; one and the same where it is not packed."""
    encoding = answer.headers.get("content-encoding", "")
    plain, packed = unpacker("", most), unpacker(encoding, most) if is_packed(encoding) else None
    body, content, size = [], [], 0
    while (enough is None or size < enough) and (piece := answer.read1(_PIECE, decode_content=False)):
        watch.received += len(piece)
        body.append(plain.feed(piece))
        if packed is not None:
            content.append(packed.feed(piece))
        size += len(content[-1] if packed is not None else piece)
    if packed is not None and (enough is None or size < enough):
        packed.end()
    came = b"".join(body)
    return came, (b"".join(content) if packed is not None else came)[:enough]


def _request(address: Address, headers: Mapping[str, str]) -> bytes:
    """The request as it went out."""
    lines = [f"GET {address.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def _line(text: str) -> str:
    """A header or a phrase, on one line."""
    return " ".join(text.split())


def _said(address: Address, error: Exception) -> Failure:
    """An error of a library in words."""
    names = {type(error).__name__, type(error.__cause__).__name__, type(error.__context__).__name__}
    if names & {"IncompleteRead"}:
        return Failure(State.FAILED, "the answer ended before its end", again=True)
    if isinstance(error, http.client.RemoteDisconnected | ConnectionError):
        return silence(address.host, "the host closed the connection without an answer")
    if isinstance(error, http.client.HTTPException | HTTPError | ValueError) and not isinstance(error, TimeoutError):
        return Failure(State.FAILED, f"the answer is not one that HTTP knows ({type(error).__name__})", again=True)
    return silence(address.host, f"the connection broke ({type(error).__name__})")


class _Watch:
    """Ends a connection when its time is over, whatever it is doing: a host that drips bytes cannot hold it.

    ``struck`` is after how many seconds it did; ``received`` how many bytes of the answer came so far.
    """

    def __init__(self, sock: Any, seconds: float, limits: Limits) -> None:
        self.struck = 0.0
        self.received = 0
        self._sock, self._seconds, self._limits = sock, seconds, limits
        self._over = False
        sock.settimeout(seconds)
        first = min(seconds, limits.slow_seconds)
        self._timer = self._started(first, self._look)

    def cancel(self) -> None:
        """The exchange is over."""
        self._over = True
        self._timer.cancel()

    def _started(self, seconds: float, then: Callable[[], None]) -> threading.Timer:
        timer = threading.Timer(seconds, then)
        timer.daemon = True
        timer.start()
        return timer

    def _look(self) -> None:
        """Whether a host means it: one that has sent next to nothing by now is not waited for to the end."""
        left = self._seconds - self._limits.slow_seconds
        if left <= 0 or self.received < self._limits.least_bytes:
            self._strike(min(self._seconds, self._limits.slow_seconds))
        elif not self._over:
            self._timer = self._started(left, lambda: self._strike(self._seconds))

    def _strike(self, after: float) -> None:
        if not self._over:
            self.struck = after
            with contextlib.suppress(OSError):
                # The plain way, also where the connection is wrapped in TLS.
                socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

"""Running the app: a socket that is listened on, one worker or several, and an end that is clean."""

from __future__ import annotations

import errno
import gc
import ipaddress
import json
import logging
import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from knell.web.app import create_app
from knell.web.pages import environment
from knell.web.settings import ANY_ADDRESS, Settings

# Workers are processes of their own; what they are started with is nobody else's to read.
_SETTINGS = "KNELL_SERVE_SETTINGS"
_KEEP_ALIVE, _GRACE, _MOST_AT_ONCE = 15, 5, 500
# What was made for pages is kept for the next who ask, and looked through at every full collection: as set by default
# those come so often that answers stop for a second. Little of what is thrown away needs one, for it is in no circle.
_COLLECTED_AFTER = (20_000, 50, 1_000)
_BACKLOG = 1024


# Where a socket listens that is reached by any address of this machine.
ANYWHERE = ("0.0.0.0", "::")


class NotServed(Exception):
    """The address cannot be listened on; the message is one line."""


def is_loopback(host: str) -> bool:
    """Whether a name or an address reaches this machine only."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def hosts(host: str, allowed: list[str]) -> tuple[str, ...]:
    """The names that the app answers to; where it is reached from elsewhere, any address in digits too."""
    own = () if host in ANYWHERE else (f"[{host}]" if ":" in host and not host.endswith("]") else host,)
    if is_loopback(host):
        return (*allowed, *own)
    return (*allowed, *own, socket.gethostname(), socket.getfqdn(), ANY_ADDRESS)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ``NotServed``."""
    bare = host.strip("[]")
    try:
        found = socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        made = socket.create_server(found[0][4][:2], family=found[0][0], backlog=_BACKLOG)
    except socket.gaierror:
        raise NotServed(f"{host}: there is no such name or address on this machine; --host takes one") from None
    except OverflowError:
        raise NotServed(f"{port}: a port is a number up to 65535") from None
    except OSError as error:
        raise NotServed(_why_not(error, host, port)) from None
    made.set_inheritable(True)
    return made


def address(host: str, made: socket.socket) -> str:
    """What to type into a browser."""
    bare = host.strip("[]")
    return f"http://{f'[{bare}]' if ':' in bare else bare}:{made.getsockname()[1]}"


def run(settings: Settings, made: socket.socket, workers: int, behind_proxy: bool, begun: Callable[[], None]) -> None:
    """Serve until Ctrl-C; ``begun`` is called when requests are taken. Raises ``RecordError``."""
    options = {
        # No line for each request: an address may hold what was searched for.
        "access_log": False,
        "log_config": None,
        "log_level": "warning",
        "lifespan": "on",
        "server_header": False,
        "proxy_headers": behind_proxy,
        "timeout_keep_alive": _KEEP_ALIVE,
        "timeout_graceful_shutdown": _GRACE,
        "limit_concurrency": _MOST_AT_ONCE,
    }
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    try:
        if workers == 1:
            _Told(uvicorn.Config(_ready(settings), **options), begun).run(sockets=[made])  # type: ignore[arg-type]
        else:
            os.environ[_SETTINGS] = json.dumps(asdict(settings))
            many = uvicorn.Config(f"{__name__}:worker", factory=True, workers=workers, **options)  # type: ignore[arg-type]
            _Workers(many, of_each(made), begun).run()
    except KeyboardInterrupt:
        pass
    finally:
        os.environ.pop(_SETTINGS, None)
        made.close()


def worker() -> FastAPI:
    """The app in a worker."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    given = json.loads(os.environ[_SETTINGS])
    return _ready(Settings(**given | {"hosts": tuple(given["hosts"])}))


def _ready(settings: Settings) -> FastAPI:
    """The app with all that would make the first answers slow done before."""
    app = create_app(settings)
    for name in environment.list_templates():
        environment.get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
    return app


class _Told(uvicorn.Server):
    """A server that says when it takes requests."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Take requests."""
        await super().startup(sockets)
        if self.started:
            self._begun()


class _Workers(Multiprocess):
    """Workers, and a word when all of them take requests."""

    def __init__(self, config: uvicorn.Config, made: socket.socket, begun: Callable[[], None]) -> None:
        super().__init__(config, [made])
        self._begun = begun

    def init_processes(self) -> None:
        """Start them."""
        super().init_processes()
        while not self.should_exit.is_set() and all(one.process.is_alive() for one in self.processes):
            if all(one.is_ready(timeout=1) for one in self.processes):
                self._begun()
                return
            self.handle_signals()
            time.sleep(0.05)


class _Held(socket.socket):
    """An address that is kept for workers, of which each listens on it with a socket of its own.

    From one that they share, whoever wakes first takes all connections that wait, and others are left without work.
    """

    def __reduce__(self) -> Any:
        return _listening_too, (self.family, self.getsockname())


def of_each(made: socket.socket) -> socket.socket:
    """The socket to give to workers instead of one that listens. Raises ``NotServed``."""
    if sys.platform != "linux":
        # Elsewhere connections are not dealt out among sockets of the same address.
        return made
    family, name = made.family, made.getsockname()
    made.close()
    try:
        return _bound(family, name)
    except OSError as error:
        raise NotServed(_why_not(error, name[0], name[1])) from None


def _listening_too(family: int, name: tuple[Any, ...]) -> socket.socket:
    made = _bound(family, name)
    made.listen(_BACKLOG)
    return made


def _bound(family: int, name: tuple[Any, ...]) -> socket.socket:
    made = _Held(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    made.bind(name)
    return made


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program; choose one with --port, or 0 for any"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"port {port} may not be listened on by you; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host}: is not an address of this machine"
    return f"{host}:{port}: cannot be listened on: {error.strerror or error}"

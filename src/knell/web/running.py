"""Running the app: a socket that is listened on, one worker or several, and an end that is clean."""

from __future__ import annotations

import errno
import ipaddress
import json
import logging
import os
import socket
from collections.abc import Callable
from dataclasses import asdict

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from knell.web.app import create_app
from knell.web.settings import ANY_ADDRESS, Settings

# Workers are processes of their own; what they are started with is nobody else's to read.
_SETTINGS = "KNELL_SERVE_SETTINGS"
_KEEP_ALIVE, _GRACE, _MOST_AT_ONCE = 15, 5, 500


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
        made = socket.create_server(found[0][4][:2], family=found[0][0], backlog=1024)
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
            _Told(uvicorn.Config(create_app(settings), **options), begun).run(sockets=[made])  # type: ignore[arg-type]
        else:
            os.environ[_SETTINGS] = json.dumps(asdict(settings))
            many = uvicorn.Config(f"{__name__}:worker", factory=True, workers=workers, **options)  # type: ignore[arg-type]
            begun()
            Multiprocess(many, sockets=[made]).run()
    except KeyboardInterrupt:
        pass
    finally:
        os.environ.pop(_SETTINGS, None)
        made.close()


def worker() -> FastAPI:
    """The app in a worker."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    given = json.loads(os.environ[_SETTINGS])
    return create_app(Settings(**given | {"hosts": tuple(given["hosts"])}))


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


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program; choose one with --port, or 0 for any"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"port {port} may not be listened on by you; choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host}: is not an address of this machine"
    return f"{host}:{port}: cannot be listened on: {error.strerror or error}"

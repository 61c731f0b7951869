"""A PostgreSQL server of our own, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def program(name: str) -> str | None:
    """Where one of PostgreSQL's programs is; None where it is not."""
    places = [os.environ.get("PATH", ""), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]
    return shutil.which(name, path=os.pathsep.join(places))


class Server:
    """A server with a folder of its own; it refuses to run as root, so it runs as nobody there."""

    def __init__(self, safe: bool) -> None:
        self._user = "nobody" if os.geteuid() == 0 else None
        self.folder = tempfile.mkdtemp(prefix="knell-pg-")
        if self._user is not None:
            shutil.chown(self.folder, self._user)
        self._data = os.path.join(self.folder, "data")
        self._options = f"-k {self.folder} -c listen_addresses=" + ("" if safe else " -c fsync=off")
        self._run(
            "initdb", "--username=knell", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", self._data
        )
        self.start()

    @property
    def address(self) -> str:
        """The address of an empty database."""
        return f"postgresql://knell@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "--wait", "-D", self._data, "-o", self._options, "start")

    def stop(self) -> None:
        """Stop it as if the power had failed."""
        self._run("pg_ctl", "--wait", "-D", self._data, "-m", "immediate", "stop")

    def _run(self, name: str, *arguments: str) -> None:
        # The server keeps what it inherits open: a pipe would never end.
        with open(os.path.join(self.folder, "log"), "ab") as out:
            command = [program(name) or name, *arguments]
            subprocess.run(
                command, check=True, user=self._user, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/"
            )


@contextmanager
def running(safe: bool = False) -> Iterator[Server]:
    """A server that is gone afterwards; ``safe`` ones keep what they confirmed even where the machine fails."""
    server = Server(safe)
    try:
        yield server
    finally:
        # It may be stopped already.
        with suppress(subprocess.CalledProcessError):
            server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)

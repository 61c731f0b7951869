"""Records to try things on: a file, and a PostgreSQL server of our own where its programs are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from knell.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "knell.db") as opened:
        yield opened


def _program(name: str) -> str | None:
    places = [os.environ.get("PATH", ""), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))]
    return shutil.which(name, path=os.pathsep.join(places))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty server; it refuses to run as root, so it runs as nobody there."""
    pytest.importorskip("psycopg")
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL's programs are not installed")
    user = "nobody" if os.geteuid() == 0 else None
    folder = tempfile.mkdtemp(prefix="knell-pg-")
    if user is not None:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        # The server keeps what it inherits open: a pipe would never end.
        log = os.path.join(folder, "log")
        with open(log, "ab") as out:
            subprocess.run(command, check=True, user=user, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/")

    data = os.path.join(folder, "data")
    try:
        run(initdb, "--username=knell", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync", data)
        run(pg_ctl, "--wait", "-D", data, "-o", f"-k {folder} -c listen_addresses= -c fsync=off", "start")
        try:
            yield f"postgresql://knell@/postgres?host={folder}"
        finally:
            run(pg_ctl, "--wait", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

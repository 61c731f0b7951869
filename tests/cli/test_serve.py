"""``knell serve`` as a user starts and stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knell.cli import serving
from knell.cli.app import app
from knell.extraction import extract
from knell.model import Report
from knell.record import Record
from knell.review import Role, accounts, operator
from knell.web import running
from knell.web.settings import ANY_ADDRESS
from tests.review.office import cheap_passwords as cheap_passwords

STORY = Report("quay", "A landslide at the quay of Varna on 3 May 2021 killed 12 people, police said.", language="en")


@pytest.fixture
def target(tmp_path: Path) -> str:
    """A record whose linking is due."""
    with Record(tmp_path / "r.db") as record:
        record.add(extract(STORY))
        assert record.is_link_due()
    return str(tmp_path / "r.db")


@pytest.fixture
def shared(target: str) -> str:
    """The record, with an account."""
    with Record(target) as record:
        accounts.add(record, "ana", "seven grey herons", Role.ADMIN, operator("test"))
    return target


@contextmanager
def served(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command and the address it prints."""
    command = [sys.executable, "-m", "knell", "serve", "--port", "0", *options]
    pipe = subprocess.PIPE
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found is not None, line + (process.stderr.read() if process.stderr else "")
            yield process, found[0]
        finally:
            process.kill()


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """What Ctrl-C brings: the exit status and what was said on standard error."""
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    return process.returncode, said


def status(address: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_record_is_linked_and_served_until_ctrl_c_and_no_secret_is_told(target: str, workers: str) -> None:
    with served("--record", target, "--as", "ana", "--workers", workers) as (process, address):
        secret = "knell_5b1f3e9a"
        wanted = f"{address}/nowhere?token={secret}"
        assert status(wanted, Authorization=f"Bearer {secret}", Cookie=f"knell-session={secret}") == 404
        assert status(f"{address}/events") in (200, 404)
        assert status(f"{address}/nowhere", Host="evil.example") == 421
        code, said = ended(process)
    assert code == 0
    assert said.splitlines()[0] == "linking events" and said.splitlines()[-1].startswith("stopped")
    assert secret not in said and "Traceback" not in said
    with Record(target) as record:
        assert record.count_events() == 1


def test_a_record_with_accounts_asks_who_it_is(shared: str) -> None:
    with served("--record", shared) as (_, address):
        assert status(f"{address}/api/v1/me") == 401
        assert status(f"{address}/sign-in") == 200


@pytest.mark.parametrize(
    "options", [["--host", "0.0.0.0"], ["--host", "10.0.0.1"], ["--behind-proxy"], ["--allow-host", "x.example"]]
)
def test_without_accounts_it_is_served_to_this_machine_only(target: str, options: list[str]) -> None:
    done = CliRunner().invoke(app, ["serve", "--record", target, *options])
    assert done.exit_code == 2
    assert "knell user add" in done.stderr and len(done.stderr.splitlines()) == 2


def test_with_accounts_nobody_says_who_he_is(shared: str) -> None:
    done = CliRunner().invoke(app, ["serve", "--record", shared, "--as", "ben"])
    assert done.exit_code == 2 and "--as" in done.stderr


def test_a_port_that_is_taken_is_told(target: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = CliRunner().invoke(app, ["serve", "--record", target, "--port", port])
    assert done.exit_code == 1
    assert f"port {port} of 127.0.0.1 is taken" in done.stderr


def test_an_address_that_is_not_ours_is_told(shared: str) -> None:
    done = CliRunner().invoke(app, ["serve", "--record", shared, "--host", "192.0.2.1", "--port", "0"])
    assert done.exit_code == 1 and "192.0.2.1: is not an address of this machine" in done.stderr


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["serve", "--record", str(tmp_path / "none.db")])
    assert done.exit_code == 1 and "there is no such record" in done.stderr


def test_what_is_missing_is_told(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_NEEDED", ("fastapi", "a_module_that_nobody_has"))
    done = CliRunner().invoke(app, ["serve", "--record", target])
    assert done.exit_code == 1 and 'pip install "knell[web]"' in done.stderr


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False),
     ("::", False), ("10.1.1.1", False), ("localhost.example", False)],
)  # fmt: skip
def test_which_addresses_reach_this_machine_only(host: str, loopback: bool) -> None:
    assert running.is_loopback(host) is loopback
    assert (ANY_ADDRESS in running.hosts(host, [])) is not loopback

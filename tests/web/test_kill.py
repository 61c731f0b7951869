"""What was confirmed is there whatever is killed: the app by ``kill -9``, the database as if its machine had failed."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from knell.record import Record, restore
from knell.review import By, Person, Right, Role, accounts, operator, tokens
from knell.review.doing import now
from tests.servers import program, running

DECISIONS, AT_ONCE, KILLED_AFTER = 200, 20, 60
ADMIN, PASSWORD = "Rena", "nine tin lanterns"

pytestmark = pytest.mark.slow


@dataclass
class Said:
    """What the app confirmed: the number of each decision, the claim and the kind."""

    kept: dict[int, tuple[str, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def confirmed(self, number: int, claim: str, kind: str) -> None:
        with self.lock:
            assert number not in self.kept, "two decisions were given one number"
            self.kept[number] = claim, kind


def token_for(target: str) -> str:
    """A token that may decide."""
    with Record(target) as record:
        accounts.add(record, ADMIN, PASSWORD, Role.ADMIN, operator("root"))
        by = By(Person(ADMIN, Role.ADMIN), now(), None)
        rights = [Right.VIEW, Right.DECIDE]
        return tokens.make(record, ADMIN, "many decisions", rights, by.at + timedelta(hours=2), by)[0]


@contextmanager
def served(target: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """``knell serve``, as a process group of its own; gives its port and the process."""
    command = [sys.executable, "-m", "knell", "serve", "--record", target, "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    app = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, env=environment)
    try:
        assert app.stdout is not None
        yield int(app.stdout.readline().rpartition("http://")[2].split()[0].rpartition(":")[2]), app
    finally:
        if app.poll() is None:
            os.killpg(app.pid, signal.SIGKILL)
        app.wait()
        if app.stdout is not None:
            app.stdout.close()


def decide(port: int, token: str, claims: list[str], number: int, said: Said) -> bool:
    """Send one decision; whether it was confirmed. A server that is gone gives no answer."""
    rng = random.Random(number)
    claim, kind = rng.choice(claims), rng.choice(("accept", "reject", "correct"))
    body: dict[str, object] = {"why": f"number {number}"}
    if kind == "correct":
        body["changes"] = {"low": number, "high": number, "wording": "exact"}
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", f"/api/v1/claims/{claim}/{kind}", json.dumps(body), headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    if answer.status not in (200, 201):
        with said.lock:
            said.wrong.append(f"{answer.status} {told}")
        return False
    said.confirmed(told["number"], claim, kind)
    return True


def all_at_once(port: int, token: str, claims: list[str], said: Said) -> list[threading.Thread]:
    """Begin to send all decisions, from many threads."""

    def some(first: int) -> None:
        for number in range(first, DECISIONS, AT_ONCE):
            decide(port, token, claims, number, said)

    threads = [threading.Thread(target=some, args=(first,)) for first in range(AT_ONCE)]
    for one in threads:
        one.start()
    return threads


def wait_for(many: int, said: Said, threads: list[threading.Thread]) -> None:
    """Until so many decisions are confirmed."""
    until = time.monotonic() + 300
    while len(said.kept) < many and any(one.is_alive() for one in threads):
        assert time.monotonic() < until
        time.sleep(0.005)


def check_all_is_there(target: str, said: Said) -> None:
    """Every confirmed decision is in the record, sealed in its chain, and holds as decisions do."""
    with Record(target, create=False) as record:
        made = {one.number: one for one in record.decisions()}
        assert sorted(made) == list(range(1, len(made) + 1))
        for number, (claim, kind) in said.kept.items():
            assert (made[number].claim, made[number].kind.value, made[number].by) == (claim, kind, ADMIN)
        audit = record.verify()
        assert not audit.wrong, [one.message for one in audit.faults][:5]
        last = {one.claim: one for one in made.values() if one.claim is not None}
        for claim, state in record.claim_states(last).items():
            assert state.version == last[claim].number


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, filled: Path, tmp_path: Path) -> Iterator[str]:
    """The record of the example, where what is confirmed is on the disk."""
    with Record(filled) as record:
        record.backup(tmp_path / "filled.backup")
    if request.param == "file":
        restore(tmp_path / "filled.backup", tmp_path / "knell.db")
        yield str(tmp_path / "knell.db")
        return
    if program("initdb") is None:
        pytest.skip("PostgreSQL's programs are not installed")
    with running(safe=True) as server:
        restore(tmp_path / "filled.backup", server.address)
        yield server.address


def test_what_was_confirmed_before_kill_9_is_there(place: str) -> None:
    said, token = Said(), token_for(place)
    with Record(place) as record:
        claims = [claim.id for told in record.extractions() for claim in told.claims]
    with served(place) as (port, app):
        threads = all_at_once(port, token, claims, said)
        wait_for(KILLED_AFTER, said, threads)
        os.killpg(app.pid, signal.SIGKILL)
        for one in threads:
            one.join()
    assert KILLED_AFTER <= len(said.kept) < DECISIONS
    assert not said.wrong
    check_all_is_there(place, said)
    with served(place) as (port, _):
        assert decide(port, token, claims, DECISIONS, said)
    check_all_is_there(place, said)


def test_what_was_confirmed_before_the_database_failed_is_there(filled: Path, tmp_path: Path) -> None:
    if program("initdb") is None:
        pytest.skip("PostgreSQL's programs are not installed")
    with Record(filled) as record:
        record.backup(tmp_path / "filled.backup")
        claims = [claim.id for told in record.extractions() for claim in told.claims]
    with running(safe=True) as server:
        restore(tmp_path / "filled.backup", server.address)
        said, token = Said(), token_for(server.address)
        with served(server.address) as (port, _):
            threads = all_at_once(port, token, claims, said)
            wait_for(KILLED_AFTER, said, threads)
            server.stop()
            for one in threads:
                one.join()
            assert len(said.kept) < DECISIONS
            server.start()
            # The app that lost its database goes on by itself.
            assert decide(port, token, claims, DECISIONS, said)
        check_all_is_there(server.address, said)

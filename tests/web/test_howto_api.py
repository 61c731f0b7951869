"""The commands of the how-to about the API run as they stand, and say what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn

from knell.record import Record
from knell.review import By, Person, Right, Role, accounts, operator, tokens
from knell.web import Settings, create_app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-the-api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def served(target: str) -> Iterator[dict[str, str]]:
    """The app over the Black January example, and a token of its admin."""
    with Record(target) as record:
        accounts.add(record, "ana", "seven grey herons", Role.ADMIN, operator("test"))
        by = By(Person("ana", Role.ADMIN))
        token, _ = tokens.make(record, "ana", "script", set(Right), datetime.now(UTC) + timedelta(days=1), by)
    app = create_app(Settings(target))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield {"KNELL": f"http://127.0.0.1:{port}", "TOKEN": token}
    server.should_exit = True
    thread.join()
    app.state.record.close()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_commands_run_and_do_what_the_page_says(served: dict[str, str], tmp_path: Path) -> None:
    script = "set -eu\n" + "echo; echo =====\n".join(BLOCK.findall(PAGE.read_text(encoding="utf-8")))
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env={**os.environ, **served}, capture_output=True)
    assert done.returncode == 0 and not done.stderr, done.stderr.decode()
    me, figures, decided, conflict, undone, _ = done.stdout.decode().split("\n=====\n")
    assert json.loads(me)["name"] == "ana"
    assert "killed every-casualty/1" in figures and "killed ucdp/1" in figures
    decision = json.loads(decided)
    assert (decision["kind"], decision["why"], decision["by"]) == ("reject", "counts another night", "ana")
    since = json.loads(conflict)
    assert since["error"]["code"] == "conflict" and since["since"] == [decision]
    undo = json.loads(undone[: undone.index('{"decisions"')])
    history = json.loads(undone[undone.index('{"decisions"') :])["decisions"]
    assert undo["undoes"] == decision["number"] and [one["kind"] for one in history] == ["undo", "reject"]

"""A small record to try the app on: two events, one of reports that disagree, one of which copies another."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

from knell.cli.app import app

_RISEN = (
    "The death toll from the shelling of a market in Herat on 4 March 2021 has risen to 15, a hospital doctor said. "
    "28 people were injured."
)
REPORTS = (
    {
        "id": "gazette/1?a=é",
        "published": "2021-03-05",
        "outlet": "Gazette",
        "title": "Shelling of Herat market",
        "text": "At least 12 people were killed and 30 injured when shells hit a market in Herat on 4 March 2021, "
        "police said.\nA court found the militia responsible for the shelling of the market.",
    },
    {"id": "herald", "published": "2021-03-06", "outlet": "Herald", "title": "Toll rises", "text": _RISEN},
    {"id": "mirror", "published": "2021-03-07", "outlet": "Mirror", "title": "Toll rises", "text": _RISEN},
    {
        "id": "elsewhere",
        "published": "2020-06-02",
        "outlet": "Star",
        "text": "A bomb killed 7 people in Kunduz on 1 June 2020, the governor said. Every year on June 1 the town "
        "holds a day of mourning for the victims of the bombing.",
    },
)


def fill(folder: Path, target: str) -> str:
    """Make a record as a user does, or copy one that was made so; gives its name."""
    if "://" in target:
        return _made(folder, target)
    shutil.copyfile(_original(), target)
    return target


@cache
def _original() -> Path:
    """The record in a file, made once for all tests."""
    folder = Path(tempfile.mkdtemp(prefix="knell-small-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(_made(folder, str(folder / "knell.db")))


def _made(folder: Path, target: str) -> str:
    listed = folder / "reports.jsonl"
    listed.write_text("".join(f"{json.dumps(one)}\n" for one in REPORTS), encoding="utf-8")
    done = CliRunner().invoke(app, ["add", str(listed), "--record", target])
    assert done.exit_code == 0, done.output
    return target

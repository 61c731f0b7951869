"""``--policy`` and ``--withdraw``: what is said, and how commands end, where something must not go out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knell import extract
from knell.model import Report
from knell.record import Record
from tests.cli.conftest import Knell

TEXT = "Shelling in Uzgen on 4 June 1990 killed 21 people, the doctor Almaz Beishenova said."


@pytest.fixture
def record(knell: Knell) -> None:
    """A record of one event that somebody tells of by name."""
    with Record("knell.db") as made:
        made.add(extract(Report("a", TEXT, published=date(1990, 6, 6), language="en", outlet="Almaz Beishenova")))
        made.link()


def policy(name: str, spelling: str) -> str:
    Path(name).write_text(f'[[names]]\nof = "witness"\nspellings = ["{spelling}"]\n')
    return name


@pytest.mark.usefixtures("record")
def test_a_policy_that_is_not_understood_ends_the_command(knell: Knell) -> None:
    Path("p.toml").write_text('[[names]]\nof = "witness"\nspelling = ["x"]\n')
    for command in ("export", "publish"):
        done = knell(command, "out", "--unreviewed", "--policy", "p.toml")
        assert done.exit_code == 2 and "unknown key 'spelling'" in done.output and not Path("out").exists()


@pytest.mark.usefixtures("record")
def test_a_release_that_still_says_a_name_is_not_written(knell: Knell) -> None:
    # It is a word of the codebook that every release has.
    done = knell("export", "out", "--unreviewed", "--policy", policy("p.toml", "codebook"))
    assert done.exit_code == 1 and "nothing was written" in done.output and "(name 1)" in done.output
    assert not Path("out").exists()


@pytest.mark.usefixtures("record")
def test_an_earlier_release_that_says_a_name_is_withdrawn_first(knell: Knell) -> None:
    pytest.importorskip("jinja2")
    given = ("publish", "site", "--unreviewed", "--date", "2026-01-01", "--format", "csv", "--version")
    assert knell(*given, "1").exit_code == 0
    hidden = ("--policy", policy("p.toml", "Almaz Beishenova"))
    refused = knell(*given, "2", *hidden)
    assert refused.exit_code == 1 and "--withdraw 1" in refused.output and "eishenova" not in refused.output
    assert not Path("site/releases/2").exists()
    assert knell("publish", "site", "--withdraw", "3").exit_code == 2
    assert knell("publish", "site", "--withdraw", "1").exit_code == 0
    assert knell(*given, "2", *hidden).exit_code == 0
    assert Path("site/releases/2/data/withheld.json").exists()
    said = [path for path in Path("site").rglob("*") if path.is_file() and b"eishenova" in path.read_bytes()]
    assert not said

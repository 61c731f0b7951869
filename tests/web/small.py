"""A small record to try the app on: two events, the first of several reports that disagree, one of them a copy."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from knell.cli.app import app

REPORTS = {
    "gazette": (
        " date 2021-03-05 Shelling of Herat market\nOUTLET Gazette\nAt least 12 people were killed and 30 injured when "
        "shells hit a market in Herat on 4 March 2021, police said.\nA court found the militia responsible for the "
        "shelling of the market.\n"
    ),
    "herald": (
        " date 2021-03-06 Herat market death toll rises\nThe death toll from the shelling of a market in Herat on 4 March "
        "2021 has risen to 15, a hospital doctor said. 28 people were injured.\n"
    ),
    "mirror": (
        " date 2021-03-07 Herat market death toll rises\nThe death toll from the shelling of a market in Herat on 4 March "
        "2021 has risen to 15, a hospital doctor said. 28 people were injured.\n"
    ),
    "elsewhere": (
        " date 2020-06-02 Bomb in Kunduz\nA bomb killed 7 people in Kunduz on 1 June 2020, the governor said. Every year "
        "on June 1 the town holds a day of mourning for the victims of the bombing.\n"
    ),
}


def fill(folder: Path, target: str) -> str:
    """Put the reports into a record as a user does."""
    inputs = folder / "reports"
    inputs.mkdir()
    for name, words in REPORTS.items():
        (inputs / f"{name}.txt").write_text(words, encoding="utf-8")
    done = CliRunner().invoke(app, ["add", str(inputs), "--record", target])
    assert done.exit_code == 0, done.output
    return target

"""The documentation says what is there: its links resolve, and it names every room and every key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from knell.contract import extraction_json
from knell.model import (
    Cited,
    Claim,
    Commemoration,
    Count,
    Event,
    Extraction,
    Finding,
    Interval,
    Outcome,
    Perpetrator,
    Place,
    Problem,
    Range,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
)
from scripts import docs
from tests.test_house import LEVELS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")])

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))

# Written in a page's own order, so that a page which is not there yet is not a broken link twice.
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)|src=\"([^\"]+)\"|href=\"([^\"]+)\"")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@cache
def prose(page: Path) -> str:
    """A page without its code blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, made the way most renderers make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", h.strip().lower()).replace(" ", "-") for h in headings)


def links(page: Path) -> Iterator[str]:
    for found in LINK.finditer(prose(page)):
        target = next(group for group in found.groups() if group)
        if not re.match(r"[a-z]+:", target):
            yield target


@each_page
def test_links_resolve(page: Path) -> None:
    broken = []
    for target in links(page):
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            broken.append(target)
    assert not broken, f"{page.relative_to(ROOT)}: {broken}"


@each_page
def test_every_page_has_one_title(page: Path) -> None:
    titles = re.findall(r"^# .+$", prose(page), re.MULTILINE)
    assert len(titles) == 1, f"{page.relative_to(ROOT)}: {titles}"


def test_the_house_page_names_every_room_in_order() -> None:
    text = (DOCS / "reference" / "house.md").read_text(encoding="utf-8")
    drawn = text.split("```")[1].split()
    rooms = [level for level in LEVELS if not level[0].startswith("__")]
    assert " ".join(drawn) == " -> ".join(", ".join(level) for level in rooms)
    for level in rooms:
        for room in level:
            assert f"\n| `{room}` |" in text, f"house.md has no row for {room}"


def keys_of(value: object) -> Iterator[str]:
    """Every key of a JSON value, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def full() -> Extraction:
    """An extraction in which nothing is unknown."""
    interval = Interval(date(1990, 1, 19), date(1990, 1, 20), 2)
    place = Place("Baku", "Azerbaijan", "Baku", 40.4, 49.9, 587084, 1)
    claim = Claim(
        id="c",
        start=0,
        end=1,
        quote="x",
        outcome=Outcome.KILLED,
        count=Count(1, 1, Wording.EXACT),
        victims=Victims("x"),
        role=Role.TOTAL,
        event="e",
        cited=Cited("x", 0, 1, SourceType.MEDIA),
        perpetrator=Perpetrator("x", 0, 1),
    )
    return Extraction(
        report=Report("r", "x"),
        claims=(claim,),
        events=(Event("e", "x", interval, place, {Outcome.KILLED: Range(1, 1, 1)}),),
        findings=(Finding(0, 1, "x", "x", "x", interval, False, "e"),),
        commemorations=(Commemoration(0, 1, "x", 1, 20, "x", "e"),),
        problems=(Problem("code", "message"),),
    )


def test_the_schema_page_names_every_key_and_value_of_the_contract() -> None:
    text = (DOCS / "reference" / "schema.md").read_text(encoding="utf-8")
    values = {member.value for kind in (Outcome, Wording, Role, SourceType) for member in kind}
    missing = {word for word in values | set(keys_of(extraction_json(full()))) if f"`{word}`" not in text}
    assert not missing


def test_the_page_of_commands_is_current() -> None:
    assert docs.CLI_PAGE.read_text(encoding="utf-8") == docs.cli_page(), "stale: run `make docs`"


def test_the_page_of_the_tables_of_an_archive_is_current() -> None:
    pytest.importorskip("pyarrow")
    assert docs.ARCHIVE_PAGE.read_text(encoding="utf-8") == docs.archive_page(), "stale: run `make docs`"


@pytest.mark.parametrize(("page", "kind"), [(docs.API_PAGE, "api"), (docs.RIGHTS_PAGE, "rights")])
def test_the_pages_about_the_app_are_current(page: Path, kind: str) -> None:
    assert page.read_text(encoding="utf-8") == docs.web_page(kind), "stale: run `make docs`"


def test_the_page_of_commands_names_every_command_and_option() -> None:
    import typer.main

    from knell.cli.app import app

    text = docs.CLI_PAGE.read_text(encoding="utf-8")
    root = typer.main.get_command(app)
    for name, command in [("", root), *getattr(root, "commands", {}).items()]:
        section = text.split(f"## `{f'knell {name}'.strip()}`\n")[1].split("\n## ")[0]
        assert command.help and command.help.split(".")[0].split("\n")[0] in section
        for param in command.params:
            assert param.param_type_name == "argument" or all(opt in section for opt in param.opts)
            assert getattr(param, "help", None), f"{name} {param.name} has no help"


@pytest.mark.parametrize("page", docs.pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_commands_of_a_page_run_and_print_what_it_shows(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == docs.refreshed(page), "stale: run `make docs`"


def test_the_picture_in_the_readme_is_current() -> None:
    drawn = docs.PICTURE.read_text(encoding="utf-8")
    assert drawn == docs.picture(), "stale: run `make docs`"
    assert "url(" not in drawn.replace("url(#", ""), "the picture fetches something from elsewhere"


def test_the_drawings_of_the_how_to_are_current() -> None:
    drawn = docs.plots()
    stale = [path.name for path in docs.PLOTS if path.read_text(encoding="utf-8") != drawn[path.name]]
    assert not stale, "stale: run `make docs`"


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "killed" in capsys.readouterr().out

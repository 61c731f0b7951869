"""Make the parts of the documentation that the program writes itself, or check that they are current.

``python scripts/docs.py`` writes them; ``--check`` names those that are stale and fails. They are:

- ``docs/reference/cli.md``, from the commands themselves, ``rules.md``, from the coding rules, ``layouts.md``, from
  the layouts of releases, ``archive-tables.md``, from the tables of an archive, ``api.md`` and ``rights.md``, from the
  app;
- the table of roles in ``docs/how-to/work-as-a-team.md``, from the rights that each brings;
- what follows a ``$ command`` line in a ``console`` block of a page: the commands of a page run one after another
  in an empty folder that holds a copy of ``examples/``;
- ``docs/demo.svg``, the picture in the README: what ``make demo`` shows;
- ``docs/plots/``, the drawings in ``docs/how-to/plot.md``: what ``knell plot`` makes of an example.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CLI_PAGE = ROOT / "docs" / "reference" / "cli.md"
RULES_PAGE = ROOT / "docs" / "reference" / "rules.md"
API_PAGE = ROOT / "docs" / "reference" / "api.md"
ARCHIVE_PAGE = ROOT / "docs" / "reference" / "archive-tables.md"
LAYOUTS_PAGE = ROOT / "docs" / "reference" / "layouts.md"
RIGHTS_PAGE = ROOT / "docs" / "reference" / "rights.md"
PICTURE = ROOT / "docs" / "demo.svg"
PLOTS = tuple(
    ROOT / "docs" / "plots" / f"{name}.svg" for name in ("toll-killed", "sources-killed", "rules-killed", "map")
)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A command, with the lines that go on with it.
COMMAND = re.compile(r"^\$ .*\n(?:> .*\n)*", re.MULTILINE)
KEY = re.compile(r"(?<![0-9a-f])(?=[a-f]*[0-9])[0-9a-f]{8}(?![0-9a-f])")
# A table that stands between marks in a page.
RIGHTS = re.compile("(?<=<!-- rights -->\n).*?(?=<!-- end of rights -->)", re.DOTALL)
WIDTH = 110
DEMO = (
    "$ knell add examples/black-january --record demo.db",
    "$ knell events --record demo.db",
    "$ knell show 00000000 --record demo.db",
)
# A picture is looked at, not scrolled through.
MOST_LINES = 36


class CommandFailed(Exception):
    """A command in a page ended with an error."""


def pages() -> list[Path]:
    """The pages that hold console blocks or a table of ours, sorted."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    texts = {page: page.read_text(encoding="utf-8") for page in found}
    return [page for page, text in texts.items() if CONSOLE.search(text) or RIGHTS.search(text)]


def shell(command: str, cwd: Path, **extra: str) -> str:
    """What a command prints on stdout; raises ``CommandFailed`` when it ends with an error."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    kept = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR", "PYTHONPATH")}
    env = kept | {"PATH": path, "COLUMNS": str(WIDTH), "TERM": "dumb", "PYTHONUTF8": "1"} | extra
    done = subprocess.run(["bash", "-c", command], cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True)
    # A command before a pipe may end early because `head` has seen enough; an error of its own it says on stderr.
    if done.returncode or re.search(rb"^(knell:|Traceback|Usage:)", done.stderr, re.MULTILINE):
        raise CommandFailed(f"{command}\n{done.stdout.decode()}{done.stderr.decode()}")
    lines = [line.rstrip() for line in done.stdout.decode().strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def run_all(commands: list[str], cwd: Path, **extra: str) -> Iterator[tuple[str, str]]:
    """Commands as they are typed, with their continuation marks, and what each prints.

    The key of an event changes with what knell reads. A key in a command stands for the first key that the page showed
    before it, that of the record's main event.
    """
    first = None
    for typed in commands:
        if first is not None:
            typed = KEY.sub(first, typed)
        printed = shell(re.sub("^[$>] ?", "", typed, flags=re.MULTILINE), cwd, **extra)
        if first is None and (found := KEY.search(printed)) and "knell events" in typed:
            first = found[0]
        yield typed, printed


def workplace(folder: Path) -> Path:
    """An otherwise empty folder with a copy of the examples, where a page's commands run."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def refreshed(page: Path) -> str:
    """A page with its commands run and what they print put in place, and with its table of roles made."""
    from knell.review import rights_table

    with tempfile.TemporaryDirectory() as folder:
        cwd = workplace(Path(folder))

        text = RIGHTS.sub(lambda _: rights_table(), page.read_text(encoding="utf-8"))
        typed = [found[0].rstrip("\n") for block in CONSOLE.finditer(text) for found in COMMAND.finditer(block[1])]
        done = run_all(typed, cwd)

        def fill(block: re.Match[str]) -> str:
            shown = ("\n".join([one, out]) for one, out in islice(done, len(COMMAND.findall(block[1]))))
            return "```console\n" + "".join(shown) + "```"

        return CONSOLE.sub(fill, text)


def picture() -> str:
    """What ``make demo`` shows, its beginning, as an SVG that needs no font or style from elsewhere."""
    from rich.console import Console
    from rich.terminal_theme import SVG_EXPORT_THEME
    from rich.text import Text

    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        for typed, printed in run_all(list(DEMO), workplace(Path(folder)), FORCE_COLOR="1", TERM="xterm-256color"):
            console.print(Text(typed, style="bold green"), soft_wrap=True)
            lines = printed.splitlines(keepends=True)
            console.print(Text.from_ansi("".join(lines[:MOST_LINES])), soft_wrap=True)
            console.print(Text("…\n", style="dim") if len(lines) > MOST_LINES else "")
        drawn = console.export_svg(title="make demo", theme=SVG_EXPORT_THEME, unique_id="knell")
    drawn = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    return drawn.replace("font-family: Fira Code, monospace", "font-family: ui-monospace, Menlo, Consolas, monospace")


@cache
def plots() -> dict[str, str]:
    """What ``knell plot`` makes of an example, by the names of the files."""
    with tempfile.TemporaryDirectory() as folder:
        cwd = workplace(Path(folder))
        shell("knell add examples/black-january --record plots.db 2>/dev/null", cwd)
        shell("knell plot 'Black January' --record plots.db --kind all --out plots/", cwd)
        return {path.name: path.read_text(encoding="utf-8") for path in (cwd / "plots").iterdir()}


def cli_page() -> str:
    """The reference of every command, argument and option."""
    import typer.main

    from knell.cli.app import app

    root = typer.main.get_command(app)
    intro = (
        "# Commands\n\nMade by `make docs` from the commands themselves; a test holds it to them. "
        "`knell COMMAND --help` says the same.\n"
    )
    return "\n".join([intro, *command_sections("knell", root)])


def rules_page() -> str:
    """The reference of the coding rules."""
    from knell.figures.reference import page

    return page()


def layouts_page() -> str:
    """The reference of the layouts of a release."""
    from knell.publish.layouts.reference import page

    return page()


def archive_page() -> str:
    """The reference of the tables of an archive."""
    from scripts.archive_tables import archive_page

    return archive_page()


def web_page(kind: str) -> str:
    """The reference of the app: its API, or who may do what."""
    from knell.record import Record
    from knell.web import Settings, create_app, reference

    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "empty.db")
        Record(target).close()
        app = create_app(Settings(target))
        try:
            return reference.api_page(app) if kind == "api" else reference.rights_page(app)
        finally:
            app.state.record.close()


def command_sections(name: str, command: Any) -> Iterator[str]:
    """A section for a command, and one for each command under it."""
    params = [p for p in command.params if not getattr(p, "hidden", False)]
    arguments = [p for p in params if p.param_type_name == "argument"]
    options = [p for p in params if p.param_type_name == "option"]
    below: dict[str, Any] = getattr(command, "commands", {})
    pieces = [
        name,
        *(["[OPTIONS]"] if options else []),
        *(usage(p) for p in arguments),
        *(["COMMAND"] if below else []),
    ]
    yield f"## `{name}`\n\n```\n{' '.join(pieces)}\n```\n"
    if command.help:
        yield plain(command.help) + "\n"
    if arguments:
        yield table("argument", arguments, usage)
    if options:
        yield table("option", options, spelled)
    for child in sorted(below):
        if not below[child].hidden:
            yield from command_sections(f"{name} {child}", below[child])


def usage(argument: Any) -> str:
    """An argument as a usage line shows it."""
    shown = (argument.metavar or argument.name).upper()
    shown += "..." if argument.nargs != 1 and not shown.endswith("...") else ""
    return shown if argument.required else f"[{shown}]"


def spelled(option: Any) -> str:
    """An option with all its spellings and what it takes."""
    names = ", ".join([*option.opts, *option.secondary_opts])
    taken = option.metavar or "|".join(choices(option))
    return names if option.is_flag or not taken else f"{names} {taken}"


def choices(param: Any) -> list[str]:
    """The values a parameter chooses from; empty when it takes others."""
    wanted = param.type_descriptor.annotation
    return [str(one.value) for one in wanted] if isinstance(wanted, type) and issubclass(wanted, Enum) else []


def plain(text: str) -> str:
    """A help text as Markdown: paragraphs joined, marks of the terminal left out."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n|\f", text) if p.strip()]
    return "\n\n".join(paragraphs)


def table(kind: str, params: list[Any], shown: Callable[[Any], str]) -> str:
    """A table of arguments or options."""
    rows = [f"| {kind} | meaning | default |", "|---|---|---|"]
    for param in params:
        name, meaning = (text.replace("|", "\\|") for text in (shown(param), plain(param.help or "")))
        rows.append(f"| `{name}` | {meaning} | {default_of(param)} |")
    return "\n".join(rows) + "\n"


def default_of(param: Any) -> str:
    """What a parameter is when it is not given, in words or as code; empty when that is nothing."""
    if isinstance(param.show_default, str):
        return param.show_default
    default = getattr(param.default, "value", param.default)
    return "" if param.required or default in (None, False, (), [], "") else f"`{default}`"


def generated() -> Iterator[tuple[Path, Callable[[], str]]]:
    """Every generated file and how to make it."""
    yield CLI_PAGE, cli_page
    yield RULES_PAGE, rules_page
    yield LAYOUTS_PAGE, layouts_page
    yield ARCHIVE_PAGE, archive_page
    yield API_PAGE, lambda: web_page("api")
    yield RIGHTS_PAGE, lambda: web_page("rights")
    for page in pages():
        yield page, lambda page=page: refreshed(page)  # type: ignore[misc]
    yield PICTURE, picture
    for path in PLOTS:
        yield path, lambda path=path: plots()[path.name]  # type: ignore[misc]


def main() -> int:
    """Write what is stale, or with ``--check`` only say so."""
    check = "--check" in sys.argv[1:]
    stale = []
    for path, make in generated():
        text = make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.relative_to(ROOT))
            if not check:
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'stale, run `make docs`' if check else 'written'}: {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    # Run by its path, it finds the modules beside it; by its name, tests do.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())

"""Make the parts of the documentation that the program writes itself, or check that they are current.

``python scripts/docs.py`` writes them; ``--check`` names those that are stale and fails. They are:

- ``docs/reference/cli.md``, from the commands themselves;
- what follows a ``$ command`` line in a ``console`` block of a page: the commands of a page run one after another
  in an empty folder that holds a copy of ``examples/``;
- ``docs/demo.svg``, the picture in the README: what ``make demo`` shows.
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
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CLI_PAGE = ROOT / "docs" / "reference" / "cli.md"
PICTURE = ROOT / "docs" / "demo.svg"
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A command, with the lines that go on with it.
COMMAND = re.compile(r"^\$ .*\n(?:> .*\n)*", re.MULTILINE)
WIDTH = 110


class CommandFailed(Exception):
    """A command in a page ended with an error."""


def pages() -> list[Path]:
    """The pages that hold console blocks, sorted."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if CONSOLE.search(page.read_text(encoding="utf-8"))]


def shell(command: str, cwd: Path, **extra: str) -> str:
    """What a command prints on stdout; raises ``CommandFailed`` when it ends with an error."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    kept = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR", "PYTHONPATH")}
    env = kept | {"PATH": path, "COLUMNS": str(WIDTH), "TERM": "dumb", "PYTHONUTF8": "1"} | extra
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True
    )
    if done.returncode:
        raise CommandFailed(f"{command}\n{done.stdout.decode()}{done.stderr.decode()}")
    lines = [line.rstrip() for line in done.stdout.decode().splitlines()]
    return "".join(f"{line}\n" for line in lines)


def workplace(folder: Path) -> Path:
    """An otherwise empty folder with a copy of the examples, where a page's commands run."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def refreshed(page: Path) -> str:
    """A page with its commands run and what they print put in place."""
    with tempfile.TemporaryDirectory() as folder:
        cwd = workplace(Path(folder))

        def run(block: re.Match[str]) -> str:
            typed = [found[0].rstrip("\n") for found in COMMAND.finditer(block[1])]
            shown = (f"{lines}\n{shell(re.sub('^[$>] ?', '', lines, flags=re.MULTILINE), cwd)}" for lines in typed)
            return "```console\n" + "\n".join(shown) + "```"

        return CONSOLE.sub(run, page.read_text(encoding="utf-8"))


def demo_commands() -> list[str]:
    """The commands that ``make demo`` runs, as a user would type them."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ndemo:")[1].split("\n\n")[0]
    found = re.findall(r"^\t\$\(VENV\)/bin/(knell .*)$", recipe, re.MULTILINE)
    return [command.replace("$(DEMO)", "demo.db") for command in found]


def picture() -> str:
    """The demo as an SVG that needs no font or style from elsewhere."""
    from rich.console import Console
    from rich.terminal_theme import SVG_EXPORT_THEME
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115
    with tempfile.TemporaryDirectory() as folder:
        cwd = workplace(Path(folder))
        for command in demo_commands():
            console.print(Text(f"$ {command}", style="bold"), soft_wrap=True)
            console.print(Text.from_ansi(shell(command, cwd, FORCE_COLOR="1", TERM="xterm-256color")))
    drawn = console.export_svg(title="make demo", theme=SVG_EXPORT_THEME, unique_id="knell")
    return re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)


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
    for page in pages():
        yield page, lambda page=page: refreshed(page)  # type: ignore[misc]
    yield PICTURE, picture


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
    sys.exit(main())

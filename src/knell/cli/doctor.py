"""``knell doctor``: what is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import importlib.util
import platform
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

import typer

from knell.cli.say import FAILED, clearly, safe

_DISTRIBUTION = "knell"
_REINSTALL = "pip install --upgrade --force-reinstall knell"
# What the main job needs, and what each extra adds: (what for, module).
_BASE = (
    ("command line", "typer"),
    ("tables", "rich"),
    ("record", "sqlalchemy"),
    ("migrations of the record", "alembic"),
    ("matching", "regex"),
    ("word lists", "ahocorasick_rs"),
    ("language of a text", "py3langid"),
    ("copies", "rensa"),
    ("web pages", "trafilatura"),
    ("web archives", "fastwarc"),
    ("feeds", "feedparser"),
    ("fetching", "urllib3"),
    ("robots.txt", "protego"),
)
_EXTRAS = (
    ("pdf", "PDF files", "pypdfium2"),
    ("xlsx", "Excel workbooks to read", "openpyxl"),
    ("xlsx", "Excel workbooks to write", "xlsxwriter"),
    ("parquet", "Parquet files", "pyarrow"),
    ("site", "published pages", "jinja2"),
    ("plot", "plots as PNG", "resvg_py"),
    ("pg", "a record in PostgreSQL", "psycopg"),
    ("web", "the review app", "fastapi"),
    ("link", "linking lists of named victims", "splink"),
    ("archive", "large archives", "duckdb"),
    ("spark", "large archives on Spark", "pyspark"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``mend`` is a command, ``needed`` whether the main job cannot do without."""

    what: str
    well: bool
    found: str
    mend: str = ""
    needed: bool = True


@clearly
def doctor() -> None:
    """Say what is installed and what is missing, with the command that mends it."""
    from knell.cli.console import cell, console, print_table

    checks = list(examine())
    rows = [
        (
            cell("ok" if check.well else "missing", "green" if check.well else "red" if check.needed else "yellow"),
            check.what,
            check.found,
            check.mend if not check.well else "",
        )
        for check in checks
    ]
    print_table(console(), ["", "what", "found", "mend it with"], rows, whole=(0,))
    if any(check.needed and not check.well for check in checks):
        raise typer.Exit(FAILED)


def examine() -> Iterator[Check]:
    """All checks, those the main job needs first."""
    from knell import __version__

    yield Check("knell", True, f"{__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    for purpose, module in _BASE:
        yield _module(purpose, module, _REINSTALL, needed=True)
    yield _part("languages", _languages)
    yield _part("gazetteer", _gazetteer)
    yield _part("extraction", _extraction)
    for extra, purpose, module in _EXTRAS:
        if _is_declared(extra):
            yield _module(f"{purpose} (extra {extra})", module, f'pip install "knell[{extra}]"', needed=False)


def _module(purpose: str, module: str, mend: str, needed: bool) -> Check:
    if importlib.util.find_spec(module) is None:
        return Check(purpose, False, f"{module} is not installed", mend, needed)
    return Check(purpose, True, f"{module} {_version(module)}".strip(), "", needed)


def _version(module: str) -> str:
    names = metadata.packages_distributions().get(module, [module])
    try:
        return metadata.version(names[0])
    except metadata.PackageNotFoundError:
        return ""


def _part(what: str, trial: Callable[[], str]) -> Check:
    """A part of knell itself, tried out; the trial gives what it found, nothing where it found too little."""
    try:
        found = trial()
    except Exception as error:
        return Check(what, False, safe(f"does not work: {error}"), _REINSTALL)
    return Check(what, bool(found), found or "does not work: finds nothing", _REINSTALL)


def _languages() -> str:
    from knell.languages import available

    return ", ".join(available())


def _gazetteer() -> str:
    from knell.places import find

    resolved = [mention for mention in find("A bridge in Baku.", language="en") if mention.place is not None]
    return f"{len(resolved)} place found in a trial" if resolved else ""


def _extraction() -> str:
    from knell.extraction import extract
    from knell.model import Report

    claims = extract(Report("trial", "Three people were killed in Baku.", language="en")).claims
    return f"{len(claims)} claim found in a trial" if claims else ""


def _is_declared(extra: str) -> bool:
    """Whether this knell has the extra; a missing package cannot be mended by an extra that is not there yet."""
    try:
        return extra in (metadata.metadata(_DISTRIBUTION).get_all("Provides-Extra") or [])
    except metadata.PackageNotFoundError:
        return True

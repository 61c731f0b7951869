"""What the package says it needs is what its code imports."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "knell"

# Run from a checkout only: one compiles the gazetteer, the other judges the gold sets beside the project.
TOOLS = ("places/build.py",)

# Rooms that are an extra as a whole: who imports them does so only when a function runs.
EXTRA_ROOMS = ("archive/", "web/", "publish/site/", "publish/formats/parquet_files.py", "publish/formats/xlsx_book.py")


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: dict[str, Any] = tomllib.load(file)["project"]
    return found


def plain(name: str) -> str:
    """A distribution's name the way indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(lines: list[str]) -> set[str]:
    return {
        plain(re.split(r"[\s<>=!~\[;]", line, maxsplit=1)[0]) for line in lines if line and not line.startswith("#")
    }


@cache
def distributions() -> dict[str, list[str]]:
    return {module: [plain(d) for d in dists] for module, dists in metadata.packages_distributions().items()}


def imported(path: Path) -> set[tuple[str, bool]]:
    """Third-party modules a file imports, and whether it does so only when a function runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # What is imported for its types alone is not imported when the program runs.
    lazy = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names = [node.module]
        for name in names:
            top = name.split(".")[0]
            if top != "knell" and top not in sys.stdlib_module_names:
                found.add((top, id(node) in lazy))
    return found


def test_the_base_install_holds_what_is_imported_at_once() -> None:
    base = required(project()["dependencies"])
    extras: set[str] = set()
    for lines in project().get("optional-dependencies", {}).values():
        extras |= required(lines)
    tools = required((ROOT / "requirements" / "dev.in").read_text().splitlines())
    faults = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        lazily = base | extras | (tools if name in TOOLS else set())
        for module, lazy in sorted(imported(path)):
            dists = set(distributions().get(module, [plain(module)]))
            late = lazy or name.startswith(EXTRA_ROOMS)
            if not dists & (lazily if late else base):
                where = "any extra" if late else "the base dependencies"
                faults.append(f"{name} imports {module}, which is not in {where}")
    assert not faults, "\n".join(faults)


def test_every_dependency_is_used() -> None:
    # SQLAlchemy finds the driver of PostgreSQL by its name in an address, pymorphy3 its dictionaries by their language.
    # FastAPI finds what reads forms by itself. Spark's Arrow functions look that pandas is there, and do not use it.
    used = {
        "psycopg",
        "pymorphy3-dicts-ru",
        "pymorphy3-dicts-uk",
        "python-multipart",
        "pandas",
        "pyspark",
        "resiliparse",
    }
    for path in PACKAGE.rglob("*.py"):
        for module, _ in imported(path):
            used |= set(distributions().get(module, [plain(module)]))
    named = required(project()["dependencies"])
    for lines in project().get("optional-dependencies", {}).values():
        named |= required(lines)
    assert named <= used, f"declared and imported nowhere: {sorted(named - used)}"


def test_the_package_carries_its_type_mark_and_language_data() -> None:
    assert (PACKAGE / "py.typed").exists()
    assert (PACKAGE / "languages" / "en.toml").exists()

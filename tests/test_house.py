"""The house keeps its own rules: who imports whom, what every module must have, what no file may hold."""

from __future__ import annotations

import ast
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "knell"

# Left to right; a room imports only from rooms on an earlier level. Rooms on one level do not know each other.
LEVELS: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("languages",),
    ("text",),
    ("reports", "times", "places"),
    ("claims",),
    ("events",),
    ("figures",),
    ("extraction", "imports"),
    ("contract",),
    ("telling",),
    ("record",),
    ("drawing",),
    ("gather",),
    ("archive", "publish", "review"),
    ("web",),
    ("evaluate",),
    ("cli",),
    ("__main__",),
    ("__init__",),
)
LEVEL = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}
MOST_LINES = 500

MODULES = sorted(PACKAGE.rglob("*.py"))
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def room_of(path: Path) -> str:
    """The room a file belongs to: its folder under src/knell, or the file's own name at the top."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def dotted(path: Path) -> list[str]:
    """The package that relative imports in a file start from."""
    return ["knell", *path.relative_to(PACKAGE).parts[:-1]]


def imports(path: Path) -> Iterator[tuple[int, list[str], str | None]]:
    """Every import of knell in a file, lazy ones too: line, module as a list, and the name taken from it."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "knell":
                    yield node.lineno, alias.name.split("."), None
        elif isinstance(node, ast.ImportFrom):
            base = dotted(path)[: len(dotted(path)) - node.level + 1] if node.level else []
            module = base + (node.module.split(".") if node.module else [])
            if module[:1] == ["knell"]:
                for alias in node.names:
                    yield node.lineno, module, alias.name
        elif isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = node.args[0]
            named = isinstance(given, ast.Constant) and isinstance(given.value, str)
            if called in ("import_module", "__import__") and named:
                module = str(given.value).split(".")  # type: ignore[attr-defined]
                if module[0] == "knell":
                    yield node.lineno, module, None


@cache
def public_names(room: str) -> frozenset[str] | None:
    """What a room exports: the ``__all__`` of its ``__init__``; None for a room that is one module."""
    init = PACKAGE / room / "__init__.py"
    if not init.exists():
        return None
    for node in parsed(init).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
            assert isinstance(node, ast.Assign)
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


def wrong(path: Path, module: list[str], name: str | None) -> str | None:
    """What is wrong with one import, or None."""
    here = room_of(path)
    if len(module) == 1:
        if name is None or name in ("__version__",):
            return None
        module, name = [*module, name], None
    there = module[1]
    if there == here:
        return None
    if there not in LEVEL:
        return f"takes `{there}` from the top of the package: import from its room instead"
    if LEVEL[there] >= LEVEL[here]:
        return f"imports {there}, which is not before {here}"
    exported = public_names(there)
    if exported is not None and len(module) > 2:
        return f"reaches into {'.'.join(module)}: import from knell.{there}"
    if exported is not None and name is not None and name not in exported:
        return f"takes {name} from {there}, which does not export it"
    return None


@each_module
def test_every_module_belongs_to_a_room(path: Path) -> None:
    assert room_of(path) in LEVEL, f"{room_of(path)} is not in LEVELS: say where in the house it stands"


@each_module
def test_rooms_import_only_from_rooms_before_them(path: Path) -> None:
    faults = [f"{path}:{line}: {fault}" for line, mod, name in imports(path) if (fault := wrong(path, mod, name))]
    assert not faults, "\n".join(faults)


def test_the_import_rule_sees_what_it_should() -> None:
    times, cli = PACKAGE / "times" / "x.py", PACKAGE / "cli" / "x.py"
    assert wrong(times, ["knell", "model"], "Report") is None
    assert wrong(times, ["knell", "places"], "find")
    assert wrong(times, ["knell", "claims"], "find")
    assert wrong(times, ["knell"], "claims")
    assert wrong(times, ["knell"], "extract")
    assert wrong(times, ["knell", "times", "anything"], "inside") is None
    assert wrong(cli, ["knell", "languages"], "load") is None
    assert wrong(cli, ["knell", "languages", "pack"], "load")
    assert wrong(cli, ["knell", "languages"], "not_exported")


@each_module
def test_every_module_and_public_name_has_a_docstring(path: Path) -> None:
    tree = parsed(path)
    missing = [] if ast.get_docstring(tree) else [f"{path}:1: the module"]
    holders: list[ast.Module | ast.ClassDef] = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]
    for holder in holders:
        for node in holder.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            private = node.name.startswith("_") or getattr(holder, "name", "").startswith("_")
            generated = "migrations" in path.parts and node.name in ("upgrade", "downgrade")
            if not private and not generated and not ast.get_docstring(node):
                missing.append(f"{path}:{node.lineno}: {node.name}")
    assert not missing, "no docstring:\n" + "\n".join(missing)


@pytest.mark.parametrize("room", sorted(p.parent.name for p in PACKAGE.glob("*/__init__.py")))
def test_every_room_says_what_it_exports(room: str) -> None:
    names = public_names(room)
    assert names, f"src/knell/{room}/__init__.py has no __all__"
    tree = parsed(PACKAGE / room / "__init__.py")
    bound = {a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names}
    bound |= {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    bound |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    lazy = any(isinstance(n, ast.FunctionDef) and n.name == "__getattr__" for n in tree.body)
    assert lazy or names <= bound, f"{room} exports what it does not have: {sorted(names - bound)}"


@each_module
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines < MOST_LINES, f"{path} has {lines} lines; it holds more than one thing"


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the constants that are docstrings, those under a class's fields included."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found |= {id(n.value) for n in node.body if isinstance(n, ast.Expr)}
    return found


def words(text: str) -> list[str]:
    """Runs of two letters or more: single letters and marks that count as letters, as folding needs them, are none."""
    spaced = "".join(c if unicodedata.category(c) in ("Lu", "Ll", "Lt", "Lo") else " " for c in text)
    return [run for run in spaced.split() if len(run) > 1]


@each_module
def test_words_of_a_language_are_data(path: Path) -> None:
    tree = parsed(path)
    skip = docstrings(tree)
    faults = [
        f"{path}:{node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip
        if any(not word.isascii() for word in words(node.value))
    ]
    assert not faults, "words of a language belong in languages/*.toml:\n" + "\n".join(faults)


@cache
def tracked() -> tuple[Path, ...]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file())


# Joined here so that this file does not hold them itself.
FORBIDDEN = tuple(
    joint.join(words)
    for joint, *words in (
        (".", "pypi", "org"),
        (".", "pythonhosted", "org"),
        (".", "pypi", "python", "org"),
        (".", "npmjs", "org"),
        (".", "npmjs", "com"),
        (".", "anaconda", "org"),
        (".", "crates", "io"),
        (".", "rubygems", "org"),
        ("/", "", "work", ""),
        ("/", "", "root", ""),
        ("/", "", "home", ""),
        ("/", "", "opt", "pypi"),
        ("/", "", "Users", ""),
    )
)


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    if not tracked():
        pytest.skip("not a git checkout")
    faults = []
    for path in tracked():
        content = path.read_bytes()
        faults += [f"{path.relative_to(ROOT)} holds {bad!r}" for bad in FORBIDDEN if bad.encode() in content]
    assert not faults, "\n".join(faults)


def test_lock_files_pin_everything_by_hash() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        lines = [ln for ln in lock.read_text().splitlines() if ln and not ln.lstrip().startswith("#")]
        assert lines, f"{lock.name} is empty"
        for number, line in enumerate(lines):
            if line.startswith(" "):
                assert line.strip().startswith("--hash=sha256:"), f"{lock.name}: {line}"
            else:
                assert "==" in line, f"{lock.name}: {line} is not pinned"
                assert lines[number + 1].startswith("    --hash=sha256:"), f"{lock.name}: {line} has no hash"

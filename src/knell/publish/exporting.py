"""Write a release: all formats in one reading of the record, every row checked, counted, and counted again."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from knell.publish.cut import Cut
from knell.publish.formats import Sink, open_sink, tables_for
from knell.publish.package import PACKAGE, Written, write_package
from knell.publish.scan import check, write_withheld
from knell.publish.sqlite_release import LostRows
from knell.publish.tables import Layout, Row


class NotOurs(ValueError):
    """A folder that holds something else than a release."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many events, and how many rows of each table of the layout."""

    events: int
    rows: Mapping[str, int]
    written: tuple[Written, ...]


def export(
    cut: Cut,
    layout: Layout,
    formats: Sequence[str],
    folder: Path,
    told: Callable[[int], object] = lambda done: None,
    others: Callable[[Path], Sequence[str]] = lambda folder: (),
) -> Exported:
    """Write a release into an empty folder. Raises ``BadRow``, ``CannotWrite`` or ``LostRows`` rather than lose a row.

    ``told`` is given how many more events are done. ``others`` is called when all rows are written and may write more
    files, whose paths it gives: they are named in the data package too. Raises ``Leaked`` where anything that the
    policy withholds is found in what was written.
    """
    terms = cut.terms
    tables = {table.name: table for table in layout.tables(terms)}
    sinks = [(name, tables_for(name, tuple(tables.values()))) for name in formats]
    counts, events = Counter(dict.fromkeys(tables, 0)), 0
    opened = [(name, mine, open_sink(name, folder, mine, terms)) for name, mine in sinks if mine]
    into = {table: [sink for _, mine, sink in opened if tables[table] in mine] for table in tables}

    def write(rows: Iterable[tuple[str, Row]]) -> None:
        for name, row in rows:
            table = tables[name]
            checked = table.checked(row)
            for sink in into[name]:
                sink.write(table, checked)
            counts[name] += 1

    with _closing([sink for *_, sink in opened]), cut.held():
        for entry in cut.entries():
            write(layout.rows(entry, terms))
            events += 1
            told(1)
        write(getattr(layout, "rest", _nothing)(cut))
    written = tuple(_counted(name, sink, {one.name: counts[one.name] for one in mine}) for name, mine, sink in opened)
    write_package(folder, layout, terms, written, [*others(folder), *write_withheld(folder, cut)])
    check(folder, cut.policy, cut.withheld)
    return Exported(events, dict(counts), written)


def _nothing(cut: Cut) -> tuple[tuple[str, Row], ...]:
    """A layout gives no more than its events do, unless it says so."""
    return ()


@contextmanager
def _closing(sinks: Sequence[Sink]) -> Iterator[None]:
    """Close all files; where something went wrong, that is what is told, and not that a half file cannot be closed."""
    try:
        yield
    except BaseException:
        for sink in sinks:
            with suppress(Exception):
                sink.close()
        raise
    for sink in sinks:
        sink.close()


def _counted(name: str, sink: Sink, handed: Mapping[str, int]) -> Written:
    """The files of a format, if they hold every row that was handed to them."""
    found = sink.counted()
    for table, rows in handed.items():
        if found.get(table, 0) != rows:
            raise LostRows(f"{name}: {rows:,} rows of {table} were written, but {found.get(table, 0):,} are there")
    return Written(name, sink.files(), dict(handed))


@contextmanager
def fresh(target: Path) -> Iterator[Path]:
    """A new folder beside ``target`` that takes its place when all went well, and is gone when anything did not.

    A folder that holds anything but a release, or more than one, is never replaced. Raises ``NotOurs``.
    """
    if target.exists() and not target.is_dir():
        raise NotOurs(f"{target}: is a file; a release is a folder")
    place = target.absolute()
    if not place.parent.is_dir():
        raise NotOurs(f"{target}: the folder {target.parent} does not exist; make it first")
    _check_ours(target)
    made = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    try:
        yield made
        # Somebody may have put something there meanwhile.
        _check_ours(target)
        made.chmod(0o777 & ~_umask())
        _take_place(made, place)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _check_ours(target: Path) -> None:
    """Raise ``NotOurs`` where a folder holds a file that no release of knell put there."""
    there = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir())
    if not there:
        return
    try:
        package = json.loads((target / PACKAGE).read_text(encoding="utf-8"))
        layout = package["knell"]["layout"]
        named = {PACKAGE, *(str(one["path"]) for one in package["resources"] if layout)}
    except (OSError, ValueError, LookupError, TypeError):
        raise NotOurs(f"{target}: holds files, but no release of knell; give a new or an empty folder") from None
    if others := [name for name in there if name not in named]:
        raise NotOurs(f"{target}: holds {others[0]}, which is not of the release; move it, or give another folder")


def _take_place(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=made.parent))
    target.rename(old / "old")
    try:
        made.rename(target)
    except OSError:
        (old / "old").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

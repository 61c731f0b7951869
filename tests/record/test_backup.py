"""A backup is all of a record in one file: what is restored from it holds the same rows, in any database."""

from __future__ import annotations

import gzip
import json
import stat
import threading
import zlib
from pathlib import Path
from random import Random

import pytest

from knell.model import Extraction
from knell.record import Query, Record, RecordError, restore
from knell.record.backup_format import dumped
from tests.events.crowds import crowd
from tests.record.dumping import dump
from tests.record.strategies import example
from tests.record.test_postgresql import emptied

SHAPE_10 = {
    *("blobs", "reports", "report_problems", "local_events", "local_figures", "claims", "findings"),
    *("commemorations", "captures", "unlinked"),
}
KINDS = ("file", "server")
HOSTILE = "no \x00, a lone \ud800, \\u0041, \u2028 and 'quotes'\n"


def filled(target: str, many: int = 12) -> None:
    with Record(target) as record:
        for one in crowd(Random(3), many):
            record.add(one)
        extraction, raw = example("hostile", HOSTILE.encode("utf-8", "surrogatepass"))
        record.add(extraction, raw)
        record.link()
        key = record.events()[0].key
        record.place(record.claims(key)[0].id, record.events()[-1].key, by="Ána", why="both tell of 'it' \\u0041")


def seen(record: Record) -> tuple[str, dict[str, int]]:
    audit = record.verify()
    return audit.digest, dict(audit.wrong)


@pytest.mark.parametrize(("source", "target"), [(a, b) for a in KINDS for b in KINDS])
def test_what_is_restored_is_what_was_backed_up(
    source: str, target: str, tmp_path: Path, postgresql: str, request: pytest.FixtureRequest
) -> None:
    first = str(tmp_path / "a.db") if source == "file" else emptied(postgresql)
    filled(first)
    with Record(first) as record:
        made = record.backup(tmp_path / "a.backup")
        events, audited = record.events(), seen(record)
    before = dump(first.replace("postgresql:", "postgresql+psycopg:"))
    second = str(tmp_path / "b.db") if target == "file" else emptied(postgresql)
    assert restore(tmp_path / "a.backup", second) == made.tables
    with Record(second, create=False) as record:
        assert record.events() == events
        assert seen(record) == audited
        assert record.link() == 0
        again = record.backup(tmp_path / "b.backup")
    assert (tmp_path / "a.backup").read_bytes() == (tmp_path / "b.backup").read_bytes()
    assert again.sha256 == made.sha256
    if source == target:
        assert dump(second.replace("postgresql:", "postgresql+psycopg:")) == before


def test_only_its_owner_may_read_a_backup(tmp_path: Path) -> None:
    filled(str(tmp_path / "a.db"), 2)
    with Record(tmp_path / "a.db") as record:
        record.backup(tmp_path / "a.backup")
        assert stat.S_IMODE((tmp_path / "a.backup").stat().st_mode) == 0o600
        with pytest.raises(RecordError, match="is there already"):
            record.backup(tmp_path / "a.backup")
        with pytest.raises(RecordError, match="cannot be written"):
            record.backup(tmp_path / "nowhere" / "a.backup")


def backed_up(folder: Path) -> bytes:
    filled(str(folder / "a.db"), 4)
    with Record(folder / "a.db") as record:
        record.backup(folder / "a.backup")
    return (folder / "a.backup").read_bytes()


def refused(folder: Path, content: bytes, target: str | None = None) -> str:
    (folder / "bad.backup").write_bytes(content)
    path = folder / "c.db"
    with pytest.raises(RecordError) as error:
        restore(folder / "bad.backup", target or path)
    assert not path.exists()
    assert "\n" not in str(error.value)
    return str(error.value)


def same(changed: bytes, content: bytes) -> bool:
    """Whether what was changed is one of the bits that gzip leaves unused before its checksum."""
    try:
        return gzip.decompress(changed) == gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return False


def test_a_backup_that_is_cut_off_or_damaged_is_not_restored(tmp_path: Path) -> None:
    content = backed_up(tmp_path)
    for end in (1, 9, 40, len(content) // 3, len(content) // 2, len(content) - 9, len(content) - 1):
        assert "damaged" in refused(tmp_path, content[:end])
    rng = Random(1)
    for _ in range(10):
        at = rng.randrange(12, len(content))
        changed = content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :]
        if not same(changed, content):
            assert "damaged" in refused(tmp_path, changed)
    assert "no backup" in refused(tmp_path, b"not a backup")
    assert "no backup" in refused(tmp_path, gzip.compress(b'{"kind":"another"}\n'))
    with pytest.raises(RecordError, match="cannot be read"):
        restore(tmp_path / "none", tmp_path / "c.db")


def test_rows_that_were_changed_taken_out_or_put_in_are_noticed(tmp_path: Path) -> None:
    lines = gzip.decompress(backed_up(tmp_path)).splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if b'"table":"claims"' in line) + 1
    for changed in (
        [*lines[:at], lines[at].replace(b",0.", b",0.1"), *lines[at + 1 :]],
        [*lines[:at], *lines[at + 1 :]],
        [*lines[: at + 1], lines[at], *lines[at + 1 :]],
        [*lines[:at], b'["one"]\n', *lines[at:]],
        lines[:-1],
        [*lines[:-1], b'{"end":"knell backup","tables":1,"rows":1}\n'],
    ):
        if changed != lines:
            assert "nothing was restored" in refused(tmp_path, gzip.compress(b"".join(changed)))


def test_a_number_that_no_record_could_hold_is_damage(tmp_path: Path) -> None:
    lines = gzip.decompress(backed_up(tmp_path)).splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if b'"table":"claims"' in line) + 1
    columns = json.loads(lines[at - 1])["columns"]
    row = json.loads(lines[at])
    row[columns.index("span_start")] = 10**30
    content = b"".join([*lines[:at], dumped(row), *lines[at + 1 :]])
    assert "nothing was restored" in refused(tmp_path, gzip.compress(content))


def test_a_backup_of_a_newer_knell_is_refused(tmp_path: Path) -> None:
    lines = gzip.decompress(backed_up(tmp_path)).splitlines(keepends=True)
    lines[0] = lines[0].replace(b'"version":1', b'"version":2')
    assert "newer knell" in refused(tmp_path, gzip.compress(b"".join(lines)))


def test_a_record_that_holds_anything_is_left_alone(tmp_path: Path, postgresql: str) -> None:
    backed_up(tmp_path)
    for target in (str(tmp_path / "other.db"), emptied(postgresql)):
        filled(target, 1)
        before = dump(target.replace("postgresql:", "postgresql+psycopg:"))
        with pytest.raises(RecordError, match="holds a record already"):
            restore(tmp_path / "a.backup", target)
        assert dump(target.replace("postgresql:", "postgresql+psycopg:")) == before
    empty = tmp_path / "empty.db"
    Record(empty).close()
    restore(tmp_path / "a.backup", empty)
    assert dump(empty) == dump(tmp_path / "a.db")


def test_a_restore_that_is_interrupted_leaves_nothing(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backed_up(tmp_path)
    left = 0

    def stop(rows: int) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt

    for target in (str(tmp_path / "c.db"), emptied(postgresql)):
        left = 5
        with pytest.raises(KeyboardInterrupt):
            restore(tmp_path / "a.backup", target, stop)
        left = -1
        assert restore(tmp_path / "a.backup", target, stop)["reports"].rows == 5


def test_a_backup_that_is_interrupted_leaves_no_file(tmp_path: Path) -> None:
    filled(str(tmp_path / "a.db"), 3)
    before = sorted(one.name for one in tmp_path.iterdir())

    def stop(rows: int) -> None:
        raise KeyboardInterrupt

    with Record(tmp_path / "a.db") as record, pytest.raises(KeyboardInterrupt):
        record.backup(tmp_path / "a.backup", stop)
    assert sorted(one.name for one in tmp_path.iterdir()) == before


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_backup_is_of_one_moment_while_others_write(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    target = str(tmp_path / "a.db") if kind == "file" else emptied(request.getfixturevalue("postgresql"))
    filled(target, 3)
    more: list[Extraction] = [example(f"more{n}", b"%d" % n)[0] for n in range(3)]
    with Record(target) as record:
        held = record.count()

        def write(rows: int) -> None:
            if more:
                one = more.pop()
                with Record(target) as other:
                    other.add(one)

        made = record.backup(tmp_path / "a.backup", write)
        assert made.tables["reports"].rows == held
        assert record.count() == held + 3
    restore(tmp_path / "a.backup", tmp_path / "b.db")
    with Record(tmp_path / "b.db") as restored:
        assert restored.count() == held


def test_a_backup_of_an_older_shape_is_brought_up_to_date(tmp_path: Path) -> None:
    lines = gzip.decompress(backed_up(tmp_path)).splitlines(keepends=True)
    kept = [dumped({**json.loads(lines[0]), "record": "0010"})]
    tables = rows = 0
    wanted = False
    for line in lines[1:-1]:
        name = json.loads(line).get("table") if line.startswith(b"{") else None
        wanted = name in SHAPE_10 if name else wanted
        if wanted:
            kept.append(line)
            tables += name is not None
            rows += not line.startswith(b"{")
    kept += [dumped({"end": "knell backup", "tables": tables, "rows": rows})]
    (tmp_path / "old.backup").write_bytes(gzip.compress(b"".join(kept)))
    restore(tmp_path / "old.backup", tmp_path / "b.db")
    with Record(tmp_path / "b.db") as old, Record(tmp_path / "a.db") as new:
        assert old.count() == new.count()
        assert list(old.extractions()) == list(new.extractions())
        old.add(example("more", b"more")[0])
        old.link()
        assert old.listed(Query()).total == old.count_events() > 0
    Record(tmp_path / "empty.db").close()
    with pytest.raises(RecordError, match="another shape"):
        restore(tmp_path / "old.backup", tmp_path / "empty.db")


def test_many_threads_may_back_up_and_read_at_once(tmp_path: Path) -> None:
    filled(str(tmp_path / "a.db"), 3)
    with Record(tmp_path / "a.db") as record:
        threads = [threading.Thread(target=record.backup, args=(tmp_path / f"{n}.backup",)) for n in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert len({(tmp_path / f"{n}.backup").read_bytes() for n in range(4)}) == 1

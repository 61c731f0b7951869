"""``knell backup`` and ``knell restore``: what they say, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Knell
from tests.record.dumping import dump

Batch = Callable[..., Path]


def test_a_record_is_backed_up_and_restored(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=3))
    made = knell("backup", "one.backup")
    assert made.exit_code == 0
    assert "one.backup: 3 reports, 3 claims, 1 event" in made.stdout
    assert "hashes of passwords" in made.stdout
    restored = knell("restore", "one.backup", "--record", "again.db")
    assert restored.exit_code == 0
    assert "nothing is wrong" in restored.stdout
    assert dump("again.db") == dump("knell.db")


def test_web_archives_beside_a_record_are_named(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=1))
    Path("knell.db.warcs").mkdir()
    Path("knell.db.warcs/one.warc.gz").write_bytes(b"")
    assert "not in it: 1 web archive(s) in knell.db.warcs" in knell("backup", "one.backup").stdout


def test_what_goes_wrong_is_one_clear_line(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=2))
    knell("backup", "one.backup")
    whole = Path("one.backup").read_bytes()
    Path("cut.backup").write_bytes(whole[: len(whole) // 2])
    for words, said in (
        (("backup", "one.backup"), "one.backup: is there already"),
        (("backup", "two.backup", "--record", "none.db"), "there is no such record"),
        (("restore", "one.backup"), "holds a record already"),
        (("restore", "cut.backup", "--record", "b.db"), "cut.backup: is damaged or cut off"),
        (("restore", "none.backup", "--record", "b.db"), "none.backup: cannot be read"),
        (("restore", "knell.db", "--record", "b.db"), "is no backup of a knell record"),
    ):
        result = knell(*words)
        assert (result.exit_code, said in result.stderr, result.stderr.count("\n")) == (1, True, 1), result.stderr
    assert not Path("b.db").exists()

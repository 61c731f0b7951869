"""The first stage: what is kept of a piece, what is read again and what is not, and what a death costs."""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("cattrs")

import pyarrow.parquet as pq

from knell.archive import pieces as pieces_module
from knell.archive import reading as reading_module
from knell.archive.pieces import Piece, pieces
from knell.archive.reading import Done, Reading, Tally
from knell.archive.workers import Finished, Watch, Workers
from knell.model import Problem
from tests.archive.making import content, line, make_inputs

TODAY = date(2026, 1, 1)


def reading(folder: Path) -> Reading:
    folder.mkdir(parents=True, exist_ok=True)
    return Reading(folder, TODAY)


def cut(folder: Path) -> list[Piece]:
    return [one for one in pieces([str(folder)]) if isinstance(one, Piece)]


def read_here(folder: Path, work: list[Piece]) -> Tally:
    """Read all pieces in this process."""
    total = Tally()
    for piece in work:
        total = total.plus(reading(folder).read(piece, Watch(None, None)))
    return total


def said(folder: Path) -> list[tuple[str, str]]:
    """What is kept, in order of the reports' content."""
    rows = [row for path in folder.glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    return sorted((row["sha256"], row["report"]) for row in rows)


def test_what_is_kept_of_a_piece_is_the_same_each_time(tmp_path: Path) -> None:
    work = cut(make_inputs(tmp_path / "in"))
    tally = read_here(tmp_path / "a", work)
    assert (tally.kept, tally.lost) == (12, 0)
    assert tally.skipped["redirect or error"] == 1
    read_here(tmp_path / "b", work)
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert all(reading(tmp_path / "a").known(piece) is not None for piece in work)


def test_words_loaded_beforehand_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces_module, "_SMALL", 1)
    monkeypatch.setattr(reading_module, "_LARGE", 1)
    work = cut(make_inputs(tmp_path / "in"))
    read_here(tmp_path / "a", work)
    assert sum(isinstance(one, Done) for one in reading(tmp_path / "b").all(work, 2)) == len(work)
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_only_what_is_missing_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_inputs(tmp_path / "in")
    monkeypatch.setattr(pieces_module, "_SMALL", 1)
    work = cut(source)
    assert len(work) == 3
    read_here(tmp_path / "kept", work)
    (tmp_path / "kept" / f"{work[1].key}.json").unlink()
    (tmp_path / "kept" / "stale.parquet").write_bytes(b"of another run")
    (tmp_path / "kept" / f".{work[1].key}.parquet.123").write_bytes(b"half")
    stage = reading(tmp_path / "kept").all(work, 1)
    found = [one for one in stage if isinstance(one, Done)]
    assert [(one.piece.key, one.before) for one in found] == [
        (work[0].key, True),
        (work[2].key, True),
        (work[1].key, False),
    ]
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {
        f"{piece.key}{ending}" for piece in work for ending in (".json", ".parquet")
    }
    with (source / "lines.jsonl").open("a") as lines:
        lines.write(line(40) + "\n")
    changed = cut(source)
    assert sum(one.key in {piece.key for piece in work} for one in changed) == 2
    assert {one.key for one in pieces([str(source)], ["slow"]) if isinstance(one, Piece)}.isdisjoint(
        one.key for one in changed
    )


@pytest.mark.parametrize("size", [300, 1000])
def test_big_files_are_read_in_pieces_with_the_same_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    import pyarrow as pa

    source = make_inputs(tmp_path / "in")
    texts = [{"text": f"Nine people were killed in fire number {n} on Monday.", "id": f"{n}"} for n in range(40)]
    pq.write_table(pa.Table.from_pylist(texts), source / "rows.parquet", row_group_size=5, compression="none")
    monkeypatch.setattr(pieces_module, "_SMALL", 1)
    monkeypatch.setattr(pieces_module, "_SIZE", size)
    work = cut(source)
    assert (len(work) == 4) == (size > 1000)
    assert read_here(tmp_path / "out", work).kept == 52
    whole = tmp_path / "whole"
    monkeypatch.setattr(pieces_module, "_SIZE", 1 << 40)
    read_here(whole, cut(source))
    assert said(tmp_path / "out") == said(whole)


def test_a_file_more_or_less_changes_few_pieces(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    names = [f"{number:04}.txt" for number in range(400)]
    for name in names:
        (source / name).write_text("Quiet.")
    before = {piece.key for piece in cut(source)}
    assert 10 < len(before) < 60
    (source / names[random.Random(0).randrange(400)]).unlink()
    assert len({piece.key for piece in cut(source)} - before) <= 1


def test_broken_and_missing_inputs_are_lines_and_the_rest_is_read(tmp_path: Path) -> None:
    source = make_inputs(tmp_path / "in")
    (source / "broken.warc.gz").write_bytes(b"\x1f\x8b\x08\x00 no archive")
    (source / "broken.parquet").write_bytes(b"PAR1 not really")
    (source / "broken.jsonl").write_text('{"text": "Two people were killed\n[1, 2]\n')
    (source / "empty.html").write_bytes(b"")
    found = list(pieces([str(source), str(tmp_path / "nowhere"), "https://news.example.org/", "-"]))
    assert [one.code for one in found if isinstance(one, Problem)] == [
        "missing_file",
        "unsupported_format",
        "unsupported_format",
    ]
    tally = read_here(tmp_path / "out", [one for one in found if isinstance(one, Piece)])
    assert tally.kept == 12
    known = [reading(tmp_path / "out").known(one) for one in found if isinstance(one, Piece)]
    codes = Counter(code for one in known if one is not None for code, _ in one.problems)
    assert codes == {"broken_file": 2, "empty": 1, "not_json": 1, "not_an_object": 1}
    assert tally.lost >= 4


def test_an_empty_folder_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert [one.code for one in pieces([str(tmp_path / "in")]) if isinstance(one, Problem)] == [
        "folder_without_reports"
    ]


def deadly(piece: str, watch: Watch) -> list[int]:
    """Steps of a piece; where it says so, one of them ends the process, once or always."""
    done = []
    for step in range(5):
        if not watch.step():
            continue
        if step == 3 and piece == "always":
            os._exit(9)
        if step == 3 and piece.startswith("/") and not Path(piece).exists():
            Path(piece).write_text("died once")
            os._exit(9)
        if piece == "disk":
            raise OSError(28, "No space left on device")
        done.append(step)
    return done


def test_a_death_costs_the_step_that_ends_every_process_and_no_other(tmp_path: Path) -> None:
    once = str(tmp_path / "once")
    with Workers(deadly, 2, tmp_path) as workers:
        found = [one for one in workers.results(["sound", "always", once]) if isinstance(one, Finished)]
    told = {one.piece: (one.result, one.left_out) for one in found}
    assert told == {
        "sound": ([0, 1, 2, 3, 4], ()),
        "always": ([0, 1, 2, 4], (3,)),
        once: ([0, 1, 2, 3, 4], ()),
    }


def test_a_full_disk_is_no_fault_of_a_page(tmp_path: Path) -> None:
    with Workers(deadly, 1, tmp_path) as workers, pytest.raises(OSError, match="No space left"):
        list(workers.results(["disk"]))


def test_a_page_that_ended_the_process_is_counted(tmp_path: Path) -> None:
    source = make_inputs(tmp_path / "in")
    (work,) = (one for one in pieces([str(source / "lines.jsonl")]) if isinstance(one, Piece))
    tally = reading(tmp_path / "out").read(work, Watch(None, None, frozenset({0})))
    assert tally.kept == 7
    assert tally.skipped["ended the process that read it"] == 1
    assert tally.lost == 1


def test_a_line_of_50_mb_is_left_out_and_told(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    with (source / "long.jsonl").open("w") as lines:
        lines.write(line(0) + "\n" + '{"text": "' + "Nothing. " * 6_000_000 + '"}\n' + line(1) + "\n")
    work = cut(source)
    assert len(work) == 3
    tally = read_here(tmp_path / "out", work)
    assert tally.kept == 2
    assert tally.skipped["too long"] == 1

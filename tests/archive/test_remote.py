"""Files at addresses become pieces of work: which are read, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from knell.archive.pieces import Piece
from knell.archive.remote import MOST_BYTES, Remote, ending_of, is_remote, remote_pieces
from knell.model import Problem

HELD = [
    Remote("s3a://news/day/b.warc.gz", 40, 2),
    Remote("s3a://news/day/a.JSONL", 30, 1),
    Remote("s3a://news/day/_SUCCESS", 0, 1),
    Remote("s3a://news/day/.part.warc.gz", 9, 1),
    Remote("s3a://news/day/notes.docx", 9, 1),
    Remote("s3a://news/day/all.warc", MOST_BYTES + 1, 1),
]


def listing(address: str) -> Sequence[Remote]:
    if "down" in address:
        raise OSError("the store does not answer")
    return [one for one in HELD if one.address.startswith(address)]


def test_each_file_that_can_be_read_is_a_piece_in_order() -> None:
    found = list(remote_pieces(["s3a://news/day/", "s3a://news/day/"], listing))
    pieces = [one for one in found if isinstance(one, Piece)]
    assert [piece.stretches[0].path for piece in pieces] == ["s3a://news/day/a.JSONL", "s3a://news/day/b.warc.gz"]
    assert [piece.size for piece in pieces] == [30, 40]
    (large,) = [one for one in found if isinstance(one, Problem)]
    assert large.code == "too_long" and "all.warc" in large.message


def test_what_is_not_there_and_what_does_not_answer_is_told() -> None:
    found = list(remote_pieces(["s3a://other/", "s3a://down/"], listing))
    assert [one.code for one in found if isinstance(one, Problem)] == ["missing_file", "unreadable_file"]
    assert "the store does not answer" in found[1].message  # type: ignore[union-attr]


def test_a_file_that_changed_is_another_piece() -> None:
    def changed(address: str) -> Sequence[Remote]:
        return [Remote(one.address, one.size, one.changed + 1) for one in listing(address)]

    def keys(by: object) -> list[str]:
        return [one.key for one in remote_pieces(["s3a://news/day/b"], by) if isinstance(one, Piece)]  # type: ignore[arg-type]

    assert keys(listing) == keys(listing) != keys(changed)


@pytest.mark.parametrize("given", ["s3a://b/k", "hdfs://host:9000/crawl", "file:///crawl", "gs://b/k"])
def test_addresses_of_stores_are_told_from_those_of_the_web_and_files(given: str) -> None:
    assert is_remote(given)
    assert not is_remote("https://example.org/a.html")
    assert not is_remote("crawl/day.warc.gz")
    assert not is_remote("C:/crawl")


def test_what_a_name_ends_in_is_all_that_is_taken_of_it() -> None:
    assert ending_of("s3a://b/../../x.warc.gz") == ".warc.gz"
    assert ending_of("s3a://b/x.PARQUET") == ".parquet"
    assert ending_of("s3a://b/x.exe") is None

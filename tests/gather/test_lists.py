"""Lists of addresses, as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knell.gather import addresses_of
from knell.model import Problem


def test_a_list_has_one_address_a_line(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(
        b"\xef\xbb\xbf# ours\r\nhttps://a.example.org/1\r\n\r\n  HTTP://b.example.org/2  a note\nwww.example.org\n"
    )
    found = list(addresses_of(str(path)))
    assert [one[0] for one in found if not isinstance(one, Problem)] == [
        "https://a.example.org/1",
        "HTTP://b.example.org/2",
    ]
    (problem,) = [one for one in found if isinstance(one, Problem)]
    assert "line 5" in problem.message and "www.example.org" in problem.message


def test_a_saved_feed_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel><item><title>T</title><link>https://a.example.org/1</link></item></channel></rss>")
    ((url, hints),) = [one for one in addresses_of(str(path)) if not isinstance(one, Problem)]
    assert url == "https://a.example.org/1" and hints.title == "T"


def test_a_file_that_is_no_list_is_said_in_few_lines(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"\x00\xff nonsense\n" * 1_000)
    found = list(addresses_of(str(path)))
    assert len(found) == 21 and all(isinstance(one, Problem) for one in found)
    with pytest.raises(OSError):
        list(addresses_of(str(tmp_path / "none.txt")))


def test_an_address_is_itself() -> None:
    ((url, _),) = [one for one in addresses_of("https://a.example.org/") if not isinstance(one, Problem)]
    assert url == "https://a.example.org/"

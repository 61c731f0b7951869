"""What an address leads to whose event is part of another now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knell import Record, extract
from knell.model import Report
from knell.publish import Terms, publish
from knell.publish.changes import compared
from knell.publish.moves import MOVED, moves, read_moves, written
from knell.publish.policy import NOTHING
from knell.publish.snapshot import BadSnapshot
from tests.publish.test_changes import standing
from tests.publish.test_changes import written as snapshot


def release(root: Path, version: str, before: Path | None, **events: tuple[str, ...]) -> Path:
    """A release with these events, each with its claims; its moves lie beside its snapshot."""
    root.mkdir()
    found = snapshot(root, version, {key: standing(key, *claims) for key, claims in events.items()})
    made = moves(before, compared(before, found, NOTHING), found)
    (found.parent / MOVED).write_text(written(made), encoding="utf-8")
    return found


def led(found: Path) -> dict[str, tuple[str, ...]]:
    return {key: one.into for key, one in read_moves(found.parent).items()}


def test_old_keys_are_followed_through_all_releases(tmp_path: Path) -> None:
    one = release(tmp_path / "1", "1", None, a=("1", "2"), b=("3",), c=("4",), d=("5", "6"))
    assert led(one) == {}
    two = release(tmp_path / "2", "2", one, a=("1", "2", "3"), c=("4",), d=("5", "6"))
    assert led(two) == {"b": ("a",)}
    three = release(tmp_path / "3", "3", two, c=("1", "2", "3", "4"), e=("5",), f=("6",))
    assert led(three) == {"a": ("c",), "b": ("c",), "d": ("e", "f")}
    four = release(tmp_path / "4", "4", three, c=("1", "2", "4"), e=("5",), g=("3",))
    assert led(four) == {"a": ("c", "g"), "b": ("g",), "d": ("e",)}


def test_a_key_never_leads_to_an_event_of_other_claims(tmp_path: Path) -> None:
    one = release(tmp_path / "1", "1", None, a=("1",), b=("2",))
    two = release(tmp_path / "2", "2", one, b=("1", "2"))
    three = release(tmp_path / "3", "3", two, b=("2",))
    assert led(two) == {"a": ("b",)} and led(three) == {"a": ()}
    # It is led to again once the claims are back, and not any more once it is an event itself.
    four = release(tmp_path / "4", "4", three, c=("1",), b=("2",))
    five = release(tmp_path / "5", "5", four, a=("1",), b=("2",))
    assert led(four) == {"a": ("c",)} and "a" not in led(five)


def test_moves_that_cannot_be_read_are_said_in_one_line(tmp_path: Path) -> None:
    for text in ("[]", "{", '{"a": 1}', '{"a": {"into": []}}'):
        (tmp_path / MOVED).write_text(text)
        with pytest.raises(BadSnapshot, match="cannot be read") as caught:
            read_moves(tmp_path)
        assert "\n" not in str(caught.value)


def test_the_page_of_an_event_that_was_merged_leads_to_the_one_it_is_part_of(tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    texts = ("A raid in Osh on 3 May 2011 killed 12 people.", "A flood in Naryn on 9 June 2013 killed 7 people.")
    with Record(tmp_path / "r.db") as record:
        for number, text in enumerate(texts):
            record.add(extract(Report(id=f"r{number}", text=text, published=date(2014, 1, 1), language="en")))
        record.link()
        one, other = sorted(event.key for event in record.events())
        root = tmp_path / "site"
        publish(record, Terms(date(2026, 1, 1), version="1", unreviewed=True), root, ["csv"])
        record.merge(other, one, by="ana", why="one night")
        publish(record, Terms(date(2026, 1, 2), version="2", unreviewed=True), root, ["csv"])
        record.undo(record.decisions()[-1].number, by="ana", why="it was not")
        publish(record, Terms(date(2026, 1, 3), version="3", unreviewed=True), root, ["csv"])
    pages = root / "releases" / "2"
    for language, said in (("en", "now told of"), ("ru", "теперь сказано"), ("az", "deyilənlər indi")):
        text = (pages / language / "events" / f"{other}.html").read_text(encoding="utf-8")
        assert f'<meta http-equiv="refresh" content="0; url={one}.html">' in text
        assert f'<a href="{one}.html"' in text and said in text
        assert (pages / language / "events" / f"{one}.html").is_file()
    assert "refresh" not in (root / "releases" / "3" / "en" / "events" / f"{other}.html").read_text(encoding="utf-8")
    assert not (root / "releases" / "3" / MOVED).exists()

"""A folder of evidence can be checked without knell, whatever the report holds."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.figures import UnknownRule
from knell.model import Capture, Cited, Extraction, Outcome, Perpetrator, Report
from knell.record import Record, RecordError, Sealed
from knell.record.evidence import names
from knell.record.evidence.page import page
from knell.record.evidence.plain import plain
from knell.record.evidence.spans import Ruler
from tests.record.strategies import example, texts

HOSTILE = (
    "Заря над Орвельдом 😀\u202egnp.exe\u2066\r\n</div><script>alert(1)</script>\n"
    "\"At least 13 \u200f&amp; people 'were killed'\" by <b>gunmen</b>\x00, said a hospital doctor.\n"
)
QUOTE = "At least 13 \u200f&amp; people 'were killed'"


def hostile(ident: str = "../../etc/passwd", raw: bytes | None = None) -> tuple[Extraction, bytes]:
    """An extraction from a text that would do harm where it is shown carelessly."""
    extraction, _ = example()
    raw = HOSTILE.encode() if raw is None else raw
    start, doctor, gunmen = HOSTILE.index(QUOTE), HOSTILE.index("a hospital"), HOSTILE.index("<b>gunmen")
    claim = replace(
        extraction.claims[0],
        id="f00d-claim",
        start=start,
        end=start + len(QUOTE),
        quote=QUOTE,
        cited=Cited("a hospital doctor", doctor, doctor + 17, None),
        perpetrator=Perpetrator("<b>gunmen</b>", gunmen, gunmen + 13),
    )
    report = replace(
        extraction.report,
        id=ident,
        text=HOSTILE,
        title="</title><script>alert(2)</script>\u202e",
        sha256=hashlib.sha256(raw).hexdigest(),
        parts=(),
        url="https://example.org/\u202e1",
    )
    return Extraction(report, (claim,), extraction.events), raw


def written(record: Record, pair: tuple[Extraction, bytes | None], folder: Path) -> Path:
    """The folder for the first claim of an extraction."""
    record.add(*pair)
    record.link()
    files = record.write_evidence(pair[0].claims[0].id, folder)
    assert sorted(path.name for path in folder.iterdir()) == files
    return folder


def check_sums(folder: Path) -> int:
    """Check the list of hashes as ``sha256sum -c`` does; gives how many there are."""
    lines = (folder / "SHA256SUMS").read_bytes().decode("ascii").splitlines()
    for line in lines:
        found = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9./]+)", line)
        assert found is not None
        assert hashlib.sha256((folder / found[2]).read_bytes()).hexdigest() == found[1]
    if program := shutil.which("sha256sum"):
        subprocess.run([program, "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    return len(lines)


def test_a_folder_holds_bytes_text_marks_and_hashes(record: Record, tmp_path: Path) -> None:
    folder = written(record, example(), tmp_path / "out")
    assert sorted(path.name for path in folder.iterdir()) == [
        "SHA256SUMS", "metadata.json", "original.txt", "statement.txt", "text.html", "text.txt",
    ]  # fmt: skip
    assert check_sums(folder) == 5
    extraction, raw = example()
    assert (folder / "original.txt").read_bytes() == raw
    assert (folder / "text.txt").read_bytes() == extraction.report.text.encode()


def test_the_words_are_where_the_statement_says(record: Record, tmp_path: Path) -> None:
    folder = written(record, hostile(), tmp_path / "out")
    said = (folder / "statement.txt").read_text(encoding="utf-8")
    command = re.search(r"head -c (\d+) text.txt \| tail -c (\d+)", said)
    assert command is not None
    kept = (folder / "text.txt").read_bytes()
    assert kept[: int(command[1])][-int(command[2]) :].decode() == QUOTE
    start = HOSTILE.index(QUOTE)
    assert f"characters {start} to {start + len(QUOTE)} (Unicode code points)" in said
    assert "line 3, column 2, both counted from 1" in said
    assert hashlib.sha256(HOSTILE.encode()).hexdigest() in said
    spans = json.loads((folder / "metadata.json").read_text())["claims"][0]["spans"]
    for name, words in (("quote", QUOTE), ("cited", "a hospital doctor"), ("perpetrator", "<b>gunmen</b>")):
        first, last = spans[name]["bytes"]
        assert kept[first:last].decode() == words
        first, last = spans[name]["characters"]
        assert kept.decode()[first:last] == words


def test_nothing_in_the_report_can_act_or_mislead(record: Record, tmp_path: Path) -> None:
    folder = written(record, hostile(), tmp_path / "out")
    shown = (folder / "text.html").read_text(encoding="utf-8")
    said = (folder / "statement.txt").read_text(encoding="utf-8")
    assert "<script" not in shown and "<b>" not in shown and "default-src 'none'" in shown
    for unseen in "\u202e\u2066\u200f\x00\r":
        assert unseen not in shown and unseen not in said
    assert "\\u202e" in said and '<span class="unseen">\\u202e</span>' in shown
    assert (folder / "metadata.json").read_bytes().isascii()
    assert [*tmp_path.iterdir()] and not any("passwd" in path.name for path in tmp_path.rglob("*"))


class Marks(HTMLParser):
    """The text of the page that is under a mark of each kind."""

    def __init__(self) -> None:
        super().__init__()
        self.under: list[str] = []
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            self.under = (dict(attributes)["class"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        self.under = [] if tag == "mark" else self.under

    def handle_data(self, data: str) -> None:
        for kind in self.under:
            self.found[kind] = self.found.get(kind, "") + data


@given(st.text(max_size=40), st.data())
def test_exactly_the_words_are_marked(text: str, data: st.DataObject) -> None:
    ruler = Ruler(text)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spots = [ruler.spot(kind, *data.draw(spans)) for kind in ("quote", "cited", "perpetrator")]
    marks = Marks()
    marks.feed(page("x", text, spots))
    for spot in spots:
        shown = "".join(letter if letter == "\n" else plain(letter) for letter in spot.words).replace("\\\\", "\\")
        assert marks.found.get(spot.what, "") == shown


@given(texts, st.data())
def test_offsets_in_bytes_are_those_of_the_text_file(text: str, data: st.DataObject) -> None:
    text *= 700
    at = data.draw(st.integers(0, len(text)))
    assert Ruler(text).bytes_before(at) == len(text[:at].encode("utf-8", "surrogatepass"))


@given(texts)
def test_plain_words_are_one_visible_line_and_no_two_are_alike(words: str) -> None:
    shown = plain(words)
    assert all(letter.isprintable() or letter.isspace() for letter in shown) and len(shown.splitlines()) <= 1
    assert shown.encode().decode() == shown
    back = re.sub(
        r"\\(\\|n|u[0-9a-f]{4}|U[0-9a-f]{8})",
        lambda found: {"\\": "\\", "n": "\n"}.get(found[1]) or chr(int(found[1][1:], 16)),
        shown,
    )
    assert back == words


def test_the_same_record_makes_the_same_bytes(record: Record, tmp_path: Path) -> None:
    one = written(record, example(), tmp_path / "one")
    other = tmp_path / "other"
    record.write_evidence(example()[0].claims[0].id, other)
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }


def test_captures_and_date_signals_are_told(record: Record, tmp_path: Path) -> None:
    extraction, raw = example()
    record.add(extraction, raw)
    later = Capture("https://example.org/2", datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC))
    record.note_captures([replace(extraction.report, capture=later)])
    said = (written(record, (extraction, raw), tmp_path / "out") / "statement.txt").read_text(encoding="utf-8")
    assert (
        "- 2024-01-22 09:30:05 UTC, from https://example.org/1, answered by https://example.org/one, "
        "taken out of pages.warc.gz, record 3, with 3 headers, which are in metadata.json\n"
        "- 2025-02-03 04:05:06 UTC, from https://example.org/2\n"
    ) in said
    assert "meta says »20 January 2024«: 2024-01-20 (publication)" in said
    told = json.loads((tmp_path / "out" / "metadata.json").read_text())
    assert [one["at"] for one in told["captures"]] == ["2024-01-22T09:30:05.123456+00:00", "2025-02-03T04:05:06+00:00"]
    assert told["report"]["dates"][1] == {"origin": "url", "words": "2024", "day": None, "updated": False}


def test_a_report_without_bytes_says_so(record: Record, tmp_path: Path) -> None:
    extraction, _ = example()
    folder = written(record, (extraction, None), tmp_path / "out")
    assert check_sums(folder) == 4
    assert "none were archived" in (folder / "statement.txt").read_text(encoding="utf-8")
    assert json.loads((folder / "metadata.json").read_text())["original"] is None


def test_a_folder_that_holds_anything_is_left_alone(record: Record, tmp_path: Path) -> None:
    record.add(*example())
    ident = example()[0].claims[0].id
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("x")
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for name, words in (("full", "is not empty"), ("file", "is not a folder"), ("link", "is not a folder"),
                        ("no/such", "does not exist")):  # fmt: skip
        with pytest.raises(RecordError, match=words):
            record.write_evidence(ident, tmp_path / name)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine"]
    assert record.write_evidence(ident, tmp_path / "empty")
    with pytest.raises(RecordError, match="there is no claim nobody"):
        record.write_evidence("nobody", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_folder_is_whole_or_not_there(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.add(*example())

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(RecordError, match="cannot be written: No space left on device"):
        record.write_evidence(example()[0].claims[0].id, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == before


def test_all_claims_about_an_event_in_one_folder(record: Record, tmp_path: Path) -> None:
    for n in range(3):
        record.add(*example(f"r{n}", b"raw %d" % n, published=date(2024, 1, 22 - n)))
    record.link()
    (event,) = record.events()
    record.write_event_evidence(event.key, tmp_path / "out")
    assert check_sums(tmp_path / "out") == 2 + 3 * 6
    listed = (tmp_path / "out" / "statement.txt").read_text(encoding="utf-8")
    assert listed.index("0001  2024-01-20") < listed.index("0003  2024-01-22")
    assert (tmp_path / "out" / "0001" / "original.txt").read_bytes() == b"raw 2"
    check_sums(tmp_path / "out" / "0002")
    figure = record.figures(event.key)[Outcome.KILLED]
    told = json.loads((tmp_path / "out" / "figures.json").read_text())
    assert told["figures"][0]["used"] == list(figure.used) and told["event"]["key"] == event.key
    assert (
        "killed     low 150, best 150, high 150; by the rule every-casualty/1\n           from 3 claims; 0 left out"
        in listed
    )
    assert listed.count("    * r") == 3


def test_figures_by_another_rule(record: Record, tmp_path: Path) -> None:
    record.add(*example())
    record.link()
    (event,) = record.events()
    record.write_event_evidence(event.key, tmp_path / "out", rule="acled")
    assert "by the rule acled/" in (tmp_path / "out" / "statement.txt").read_text(encoding="utf-8")
    with pytest.raises(UnknownRule):
        record.write_event_evidence(event.key, tmp_path / "other", rule="nobody's")
    with pytest.raises(RecordError, match="there is no event 00"):
        record.write_event_evidence("00", tmp_path / "other")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("extractor", "media", "raw", "name"),
    [
        ("plain 1", "text/html", b"<html>", "original.txt"),
        ("page 1, trafilatura 2", "", b"x", "original.html"),
        ("pdf 1, pypdfium2 5", "", b"%PDF-1.4", "original.pdf"),
        ("csv 1", "", b"{}", "original.json"),
        ("", "Text/HTML; charset=../../x", b"x", "original.html"),
        ("papyrus/../1", "application/../../x", b"\x00", "original.bin"),
        ("", "", b"%PDF-1.7", "original.pdf"),
        ("", "", b"<!DOCTYPE html><p>", "original.html"),
    ],
)
def test_files_are_called_by_what_they_are(extractor: str, media: str, raw: bytes, name: str) -> None:
    capture = Capture(None, None, (("content-type", media),))
    assert names.original(Report("r", "x", extractor=extractor), (capture,), raw) == name


def test_a_claim_is_found_by_the_beginning_of_its_id(record: Record) -> None:
    extraction, raw = example()
    several = tuple(replace(extraction.claims[0], id=ident) for ident in ("ab", "abc", "abd", "b%"))
    record.add_many([Sealed(replace(extraction, claims=several), raw)])
    assert record.claim_ids("ab") == ["ab"]
    assert record.claim_ids("abc") == ["abc"]
    assert record.claim_ids("a") == ["ab", "abc", "abd"]
    assert record.claim_ids("a", 2) == ["ab", "abc"]
    assert record.claim_ids("b") == ["b%"]
    assert record.claim_ids("%") == record.claim_ids("") == record.claim_ids("AB") == []
    assert record.evidence("abd").claims[0].id == "abd"

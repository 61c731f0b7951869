"""An audit finds whatever was changed in a record, and names it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knell.extraction import extract
from knell.model import Capture, Extraction, Report
from knell.record import Audit, Record, Sealed
from knell.reports import Reading, scan
from tests.record.test_postgresql import emptied

LINES = (
    '{"id": "bridge", "published": "2020-03-02", "text": "The bridge at Orveld fell on 1 March 2020.'
    ' Police said 12 people were killed and 7 injured by the storm."}\n'
    '{"id": "müll", "published": "2020-03-03", "text": "At least 13 people were killed when gunmen attacked'
    ' a bus near Kabul on 2 March 2020, a hospital doctor said. Nobody claimed it. \\\\u0041 stays."}\n'
    '{"id": "quiet", "published": "2020-03-04", "text": "Nobody was hurt in the fire, the mayor said."}\n'
)


def filled(target: str | Path, folder: Path) -> None:
    """A record of three short reports, one of them captured, linked."""
    source = folder / "in.jsonl"
    source.write_text(LINES, encoding="utf-8")
    with Record(target) as record:
        for item in scan(source):
            assert isinstance(item, Reading)
            capture = Capture("https://example.org/müll", None, (("a", "b"),)) if item.report.id == "müll" else None
            extraction = extract(replace(item.report, capture=capture))
            record.add(extraction, item.raw)
        record.link()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which nothing is wrong."""
    folder = tmp_path_factory.mktemp("whole")
    filled(folder / "r.db", folder)
    return folder / "r.db"


def audited(target: str | Path) -> Audit:
    with Record(target, create=False) as record:
        return record.verify()


def messages(audit: Audit) -> list[str]:
    return [fault.message for fault in audit.faults]


@contextmanager
def damaged(whole: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A copy of a record, and a connection that changes it past all rules."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        path.write_bytes(whole.read_bytes())
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield path, raw
        finally:
            raw.close()


def flip(raw: sqlite3.Connection, table: str, column: str, row: int, at: float, mask: int) -> str | None:
    """Change one byte of a value, as a failing disk would; None where there is nothing to change. Gives what it was."""
    kind = raw.execute(f'SELECT typeof("{column}") FROM {table} WHERE rowid = ?', (row,)).fetchone()[0]
    if kind not in ("text", "blob"):
        return None
    (value,) = raw.execute(f'SELECT CAST("{column}" AS BLOB) FROM {table} WHERE rowid = ?', (row,)).fetchone()
    if not value:
        return None
    place = int(at * len(value))
    changed = value[:place] + bytes([value[place] ^ mask]) + value[place + 1 :]
    raw.execute(f'UPDATE {table} SET "{column}" = CAST(? AS {kind}) WHERE rowid = ?', (changed, row))
    return str(value)


def test_nothing_is_wrong_with_a_sound_record(whole: Path) -> None:
    before = whole.read_bytes()
    audit = audited(whole)
    assert messages(audit) == []
    assert audit.is_well
    assert audit.counts["reports"] == audit.counts["blobs"] == audit.counts["texts"] == 3
    assert audit.counts["claims"] >= 4 and audit.counts["captures"] == 1 and audit.counts["linked events"] > 0
    assert audit.unchecked == {}
    assert whole.read_bytes() == before


def test_progress_and_faults_are_told_as_they_are_met(whole: Path) -> None:
    with damaged(whole) as (path, raw):
        raw.execute("UPDATE blobs SET content = x'00'")
        met: list[object] = []
        with Record(path, create=False) as record:
            audit = record.verify(met.append, lambda number: met.extend([1] * number))
        assert met.count(1) == 3
        assert [each for each in met if each != 1] == audit.faults


SAID = {
    "blobs": ("content", "sha256"),
    "reports": ("text", "id", "sha256", "blob", "title", "language", "outlet", "url", "extractor", "published",
                "parts", "dates", "seal"),
    "claims": ("quote", "cited", "perpetrator", "because", "victims", "id", "outcome", "wording", "role", "report"),
    "local_events": ("name", "place_name", "key", "day_start"),
    "captures": ("url", "headers", "sha256", "id", "report"),
}  # fmt: skip
COLUMNS = [(table, column) for table, columns in SAID.items() for column in columns]


@given(st.sampled_from(COLUMNS), st.integers(1, 3), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_flipped_byte_is_found(whole: Path, where: tuple[str, str], row: int, at: float, mask: int) -> None:
    table, column = where
    with damaged(whole) as (path, raw):
        if not raw.execute(f"SELECT 1 FROM {table} WHERE rowid = ?", (row,)).fetchone():
            return
        if flip(raw, table, column, row, at, mask) is None:
            return
        audit = audited(path)
        assert not audit.is_well, (table, column, row, at, mask)
        assert all(message == " ".join(message.split()) for message in messages(audit))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE blobs SET content = CAST(replace(content, 'Orveld', 'Orvald') AS BLOB) WHERE instr(content, 'Orveld')",
         "report bridge: the SHA-256 of its archived bytes is "),
        ("UPDATE reports SET text = replace(text, '12 people', '21 people')",
         "report bridge: its text is not that of its bytes: from character "),
        ("UPDATE claims SET quote = replace(quote, '13', '31')", ", quote: the text has "),
        ("UPDATE claims SET cited_start = cited_start + 1 WHERE cited = 'Police'", ", cited: the text has "),
        ("UPDATE claims SET span_end = 9999 WHERE report = 'quiet'", "9999 is not in the text, which ends at "),
        ("UPDATE claims SET low = 21, high = 21 WHERE low = 12",
         "report bridge: its claims are not what they were when it was added"),
        ("UPDATE reports SET published = '2020-03-05' WHERE id = 'quiet'",
         "report quiet: its reports are not what they were when it was added"),
        ("UPDATE reports SET published = 'soon' WHERE id = 'quiet'", "report quiet: reports: cannot be read: "),
        ("UPDATE claims SET because = '[' WHERE report = 'quiet'", "report quiet: claims: cannot be read: "),
        ("UPDATE claims SET outcome = 'vanished' WHERE report = 'quiet'",
         "report quiet: a row holds what it cannot hold: 'vanished' is not a valid Outcome"),
        ("UPDATE local_figures SET low = 9, best = 8", "it breaks the rule "),
        ("DELETE FROM blobs WHERE instr(content, 'Orveld')", "report bridge: its archived bytes are missing: "),
        ("UPDATE blobs SET sha256 = '00' WHERE instr(content, 'Orveld')", "bytes 00: no report has them"),
        ("DELETE FROM local_events WHERE report = 'bridge'", "names no row of local_events"),
        ("DELETE FROM claims WHERE report = 'quiet'",
         "report quiet: its claims are not what they were when it was added"),
        ("UPDATE captures SET at = '2020-03-05 00:00:00.000000'",
         ": it is not what it was when it was kept"),
        ("UPDATE event_figures SET best = low + 1, high = NULL", ", but its claims make "),
        ("UPDATE events SET name = 'another'", ": it is not what linking made of its claims"),
        ("UPDATE event_figures SET rule = 'mine/1'", ": one of its figures is said to be by 'mine/1', not "),
        ("UPDATE shelf_keys SET place = place + 1 WHERE key = (SELECT min(key) FROM shelf_keys)",
         "shelf_keys: what it holds for the next linking is not what linking makes"),
    ],
)  # fmt: skip
def test_what_was_changed_is_named(whole: Path, change: str, named: str) -> None:
    with damaged(whole) as (path, raw):
        assert raw.execute(change).rowcount > 0
        assert any(named in message for message in messages(audited(path))), messages(audited(path))


def test_neighbours_of_a_damaged_row_are_still_checked(whole: Path) -> None:
    with damaged(whole) as (path, raw):
        raw.execute("UPDATE reports SET published = 'soon' WHERE id = 'bridge'")
        raw.execute("UPDATE reports SET text = text || ' And more.' WHERE id = 'quiet'")
        found = {(fault.report, fault.part) for fault in audited(path).faults}
        assert {("bridge", "database"), ("quiet", "text"), ("quiet", "seal")} <= found
        assert not any(report == "müll" for report, _ in found)


def test_damage_to_the_file_itself_is_found_or_has_no_effect(whole: Path) -> None:
    content = whole.read_bytes()
    for place in range(100, len(content), len(content) // 25):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "r.db"
            path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
            try:
                found = not audited(path).is_well
            except Exception as error:
                found = len(str(error).splitlines()) == 1
            assert found or said(path) == said(whole), place


def said(path: Path) -> list[object]:
    """All that reports said, by a reader of its own."""
    with Record(path, create=False) as record:
        kept = list(record.extractions())
        return [*kept, *(record.raw(one.report.id) for one in kept), *(record.captures(one.report.id) for one in kept)]


def test_what_cannot_be_checked_is_said_and_is_not_wrong(tmp_path: Path) -> None:
    with Record(tmp_path / "r.db") as record:
        bare = Extraction(Report(id="typed in", text="Nobody was hurt."))
        raw = b"Twelve died."
        sha256 = "2f2a8f8e0a1bb5b1" * 4
        made = Report(id="old", text="Twelve died.", extractor="plain 0", sha256=sha256)
        import hashlib

        made = replace(made, sha256=hashlib.sha256(raw).hexdigest())
        record.add_many([Sealed(bare), Sealed(Extraction(made), raw)])
        audit = record.verify()
    assert audit.is_well
    assert {why: found.named for why, found in audit.unchecked.items()} == {
        "bytes and text: no bytes were archived": ["typed in"],
        "whether the text is that of the bytes: their text was made by plain 0, which this knell is not": ["old"],
        "linked events: linking is due (knell link)": [],
    }


def test_reports_of_an_older_knell_are_checked_as_far_as_they_can_be(whole: Path) -> None:
    with damaged(whole) as (path, raw):
        raw.execute("UPDATE reports SET seal = NULL, extractor = ''")
        audit = audited(path)
        assert audit.is_well
        assert {found.number for found in audit.unchecked.values()} == {3}
        raw.execute("UPDATE claims SET quote = quote || '!'")
        assert not audited(path).is_well


def test_the_digest_is_that_of_what_was_said_wherever_it_is_kept(whole: Path, postgresql: str, tmp_path: Path) -> None:
    filled(emptied(postgresql), tmp_path)
    one, other = audited(whole), audited(postgresql)
    assert messages(other) == []
    assert one.digest == other.digest
    assert [*other.unchecked] == ["the files of the database server; its own tool for that is pg_amcheck"]
    with damaged(whole) as (path, raw):
        raw.execute("UPDATE claims SET low = 21, high = 21 WHERE low = 12")
        assert audited(path).digest != one.digest


def test_postgresql_is_audited_too(postgresql: str, tmp_path: Path) -> None:
    psycopg = pytest.importorskip("psycopg")
    filled(emptied(postgresql), tmp_path)
    with psycopg.connect(postgresql, autocommit=True) as raw:
        raw.execute("UPDATE reports SET text = replace(text, '12 people', '21 people')")
        raw.execute("UPDATE claims SET because = '[' WHERE report = 'quiet'")
    found = {(fault.report, fault.part) for fault in audited(postgresql).faults}
    assert {("bridge", "text"), ("bridge", "words"), ("bridge", "seal"), ("quiet", "database")} <= found
    assert not any(report == "müll" for report, _ in found)


def test_a_large_record_is_linked_anew_only_on_demand(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knell.record.audit.links.MOST_LINKED_ANEW", 2)
    with damaged(whole) as (path, raw):
        raw.execute("UPDATE shelf_keys SET place = place + 1 WHERE key = (SELECT min(key) FROM shelf_keys)")
        with Record(path, create=False) as record:
            audit = record.verify()
            assert audit.is_well
            assert [*audit.unchecked] == ["that linking everything anew gives the same; --links does that, in memory"]
            assert not record.verify(links=True).is_well


def test_reading_again_shows_a_claim_that_the_text_does_not_bear_out(whole: Path) -> None:
    with damaged(whole) as (path, raw):
        with Record(path, create=False) as record:
            assert record.verify(again=True).counts["read again"] == 3
        raw.execute("UPDATE claims SET low = 21, high = 21 WHERE low = 12")
        raw.execute("UPDATE reports SET seal = NULL")
        with Record(path, create=False) as record:
            audit = record.verify(again=True)
        assert audit.counts["read again"] == 2
        (why,) = (why for why in audit.unchecked if "reads otherwise" in why)
        assert audit.unchecked[why].named == ["bridge (0 claims not read again, 0 new)"]

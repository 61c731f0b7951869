"""What was fetched can be proved: its exchange stands in a web archive that the record knows byte for byte."""

from __future__ import annotations

import gzip
import io
import shutil
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from knell.gather import Gatherer
from knell.record import Audit, Record
from knell.reports import Hints
from tests.reports.fetching.server import Site, page


@pytest.fixture
def fetched(site: Site, gatherer: Gatherer, record: Record) -> Record:
    """A record of three pages that were fetched, one of them after a redirect."""
    for number, name in enumerate("abc", 2):
        site.serve(f"/{name}", page(f"Report {name}", number))
    urls = [site.url("/a"), site.url("/b"), site.redirect("/old", "/c")]
    gatherer.want([(url, Hints()) for url in urls])
    list(gatherer.run())
    record.link()
    return record


def archive(record: Record) -> Path:
    """The one web archive beside a record."""
    (found,) = Path(f"{record.name}.warcs").iterdir()
    return found


def messages(audit: Audit) -> list[str]:
    return [fault.message for fault in audit.faults]


def test_every_byte_of_a_web_archive_is_known(fetched: Record) -> None:
    audit = fetched.verify()
    assert messages(audit) == [] and audit.unchecked == {}
    assert audit.counts["exchanges"] == 3
    assert audit.counts["archived bytes"] == archive(fetched).stat().st_size


def test_any_flipped_byte_of_a_web_archive_is_found(fetched: Record) -> None:
    path = archive(fetched)
    whole = path.read_bytes()
    for place in range(0, len(whole), len(whole) // 20):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        (message,) = messages(fetched.verify())
        assert message.startswith("web archive 00001.warc.gz: its bytes "), place
        assert "are not those that were written for http://" in message
    path.write_bytes(whole[:-1])
    assert not fetched.verify().is_well


def test_a_web_archive_that_is_gone_is_missed_and_one_left_behind_is_said(fetched: Record, tmp_path: Path) -> None:
    folder = archive(fetched).parent
    shutil.move(folder, tmp_path / "elsewhere")
    audit = fetched.verify()
    assert audit.is_well
    assert [*audit.unchecked] == [f"exchanges with servers: there is no folder of web archives {folder}"]
    assert fetched.verify(archives=[tmp_path / "elsewhere"]).unchecked == {}
    folder.mkdir()
    assert len(messages(fetched.verify())) == 3
    assert messages(fetched.verify())[0].startswith("web archive 00001.warc.gz: the file is missing; it held http://")
    assert fetched.verify(archives=[folder, tmp_path / "elsewhere"]).is_well


def test_what_a_stopped_run_wrote_is_looked_through(fetched: Record) -> None:
    path = archive(fetched)
    whole = path.read_bytes()
    for more in (path, path.with_name("00002.warc.gz")):
        more.write_bytes((whole if more == path else b"") + whole)
        audit = fetched.verify()
        assert audit.is_well
        why = "that web archives hold what was written: the record knows nothing of some of it"
        assert audit.unchecked[why].named == [more.name]
        more.write_bytes((whole if more == path else b"") + whole[:-200])
        assert "a record cannot be read" in messages(fetched.verify())[0]
        path.write_bytes(whole)


def test_evidence_holds_the_exchange(fetched: Record, tmp_path: Path) -> None:
    for kept in fetched.extractions():
        folder = tmp_path / kept.report.id
        fetched.write_evidence(kept.claims[0].id, folder)
        said = (folder / "statement.txt").read_text(encoding="utf-8")
        assert "- exchange-1.warc.gz is the exchange with the server, as it was written then to 00001.warc.gz" in said
        found = [
            (record.headers.get("WARC-Target-URI"), record.reader.read())
            for record in ArchiveIterator(
                io.BytesIO((folder / "exchange-1.warc.gz").read_bytes()), record_types=WarcRecordType.response
            )
        ]
        assert found[-1][0] == (kept.report.capture and (kept.report.capture.final or kept.report.capture.url))
        assert found[-1][1] == (folder / "original.html").read_bytes()
        gzip.decompress((folder / "exchange-1.warc.gz").read_bytes())


def test_an_exchange_that_is_not_at_hand_is_said(fetched: Record, tmp_path: Path) -> None:
    shutil.rmtree(archive(fetched).parent)
    claim = next(iter(fetched.extractions())).claims[0].id
    assert "exchange-1.warc.gz" not in fetched.write_evidence(claim, tmp_path / "out")
    said = (tmp_path / "out" / "statement.txt").read_text(encoding="utf-8")
    assert "- the exchange with the server was written to 00001.warc.gz, which was not at hand" in said

"""Every claim of a record leads back to bytes and to the words in them, whatever format these came in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from knell.extraction import extract
from knell.imports import extraction_of, propose, readings
from knell.model import Range
from knell.record import Record, Sealed
from knell.reports import Reading, lists, rederive, scan
from knell.reports.deriving import REDERIVERS
from tests.reports.archives.making_warcs import packed, story
from tests.reports.making_pdfs import column, pdf
from tests.reports.pages.makers import page

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ITEM = "<item><title>{0}</title><link>https://example.org/{0}</link><description>{1}</description></item>"
TOLD = "Nine sailors drowned when their boat turned over off Cape Orran, the harbour master said on Sunday."


def fill(folder: Path) -> None:
    """Put a file of every format that the examples do not have into a folder."""
    (folder / "page.html").write_text(page(), encoding="utf-8")
    (folder / "feed.xml").write_text(f"<rss><channel>{ITEM.format('cape', TOLD)}</channel></rss>", encoding="utf-8")
    (folder / "archive.warc.gz").write_bytes(packed(story("ferry"), story("raid")))
    words = [
        "At least 14 people were killed when the roof of a market",
        "hall gave way on Monday, the mayor of Varn said.",
    ]
    (folder / "paper.pdf").write_bytes(pdf(column(words, 60, 700)))


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of all examples and of every other format."""
    pytest.importorskip("pypdfium2")
    folder = tmp_path_factory.mktemp("walk")
    fill(folder)
    table = tmp_path_factory.mktemp("list") / "valley.csv"
    table.write_text("Date,Town,Country,Killed,Injured\n2015-04-13,Herat,Afghanistan,3,8\n", encoding="utf-8")
    opened = lists.opened(table)
    proposal = propose(table, opened, None)
    with Record(tmp_path_factory.mktemp("record") / "r.db") as record:
        found = [item for item in scan([EXAMPLES, folder]) if isinstance(item, Reading)]
        record.add_many([Sealed(extract(item.report), item.raw) for item in found])
        rows = [item for item in readings(table, opened, proposal) if isinstance(item, Reading)]
        made = [Sealed(extraction_of(row.report, row.raw, proposal.plan, row.where), row.raw) for row in rows]
        record.add_many(made)
        record.link()
        yield record


def test_every_claim_resolves_to_bytes_and_span(walked: Record) -> None:
    claims: Counter[str] = Counter()
    for kept in walked.extractions():
        report, raw = kept.report, walked.raw(kept.report.id)
        assert raw is not None and hashlib.sha256(raw).hexdigest() == report.sha256
        text = rederive(raw, report)
        assert text is not None and text == report.text
        for claim in kept.claims:
            assert text[claim.start : claim.end] == claim.quote
            assert claim.cited is None or text[claim.cited.start : claim.cited.end] == claim.cited.text
            by = claim.perpetrator
            assert by is None or text[by.start : by.end] == by.text
        claims[report.extractor.split()[0]] += len(kept.claims)
    assert all(claims.values()) and {*claims} == {*REDERIVERS}


def test_every_figure_of_every_event_leads_to_claims(walked: Record) -> None:
    claims = {claim.id for kept in walked.extractions() for claim in kept.claims}
    for linked in walked.events():
        for figure in walked.figures(linked.key).values():
            told = {*figure.used, *(claim for claim, _ in figure.left_out)}
            assert told and told <= claims
            # Without a claim that is used there is no number: all that was said was given up since.
            assert figure.used or figure.range == Range(None, None, None)


def test_an_audit_finds_nothing_wrong_with_them(walked: Record) -> None:
    audit = walked.verify()
    assert audit.is_well and audit.unchecked == {}
    assert audit.counts["texts"] == audit.counts["reports"] == walked.count()


def test_evidence_can_be_written_for_every_claim(walked: Record, tmp_path: Path) -> None:
    for linked in walked.events():
        walked.write_event_evidence(linked.key, tmp_path / linked.key)
    originals = {path.name for path in tmp_path.glob("*/*/original.*")}
    assert originals == {f"original.{ending}" for ending in ("txt", "html", "pdf", "json", "xml")}

"""Every claim of a record leads back to bytes and to the words in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from knell.extraction import extract
from knell.record import Record, Sealed
from knell.reports import Reading, rederive, scan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of all examples, of every format that stands among them."""
    with Record(tmp_path_factory.mktemp("walk") / "r.db") as record:
        readings = [item for item in scan(EXAMPLES) if isinstance(item, Reading)]
        record.add_many([Sealed(extract(item.report), item.raw) for item in readings])
        record.link()
        yield record


def test_every_claim_resolves_to_bytes_and_span(examples: Record) -> None:
    walked = formats = 0
    for kept in examples.extractions():
        report, raw = kept.report, examples.raw(kept.report.id)
        assert raw is not None and hashlib.sha256(raw).hexdigest() == report.sha256
        text = rederive(raw, report)
        assert text is not None and text == report.text
        for claim in kept.claims:
            assert text[claim.start : claim.end] == claim.quote
            assert claim.cited is None or text[claim.cited.start : claim.cited.end] == claim.cited.text
            by = claim.perpetrator
            assert by is None or text[by.start : by.end] == by.text
            walked += 1
        formats |= 1 << ["plain", "jsonl", "csv"].index(report.extractor.split()[0])
    assert walked > 50
    assert formats == 0b111


def test_every_figure_of_every_event_leads_to_claims(examples: Record) -> None:
    claims = {claim.id for kept in examples.extractions() for claim in kept.claims}
    for linked in examples.events():
        for figure in examples.figures(linked.key).values():
            assert figure.used and {*figure.used} <= claims


def test_an_audit_finds_nothing_wrong_with_the_examples(examples: Record) -> None:
    audit = examples.verify()
    assert audit.is_well and audit.unchecked == {}
    assert audit.counts["texts"] == audit.counts["reports"] == examples.count()

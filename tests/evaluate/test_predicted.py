from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knell import contract
from knell.evaluate.gold import BadGold, read_gold
from knell.evaluate.predicted import from_extraction, from_json, read_predicted
from knell.model import Extraction, Outcome, Range
from tests.evaluate.samples import BLAST, REPORT, gold_row, perfect, write_rows

EXTRACTION = Extraction(
    REPORT.report,
    tuple(replace(claim, because=("frame",), confidence=0.5) for claim in perfect().claims),
    (replace(BLAST, figures={Outcome.KILLED: Range(12, 14, None)}),),
)


def test_what_extract_prints_is_read_back() -> None:
    assert from_json(contract.extraction_json(EXTRACTION)) == from_extraction(EXTRACTION)


def test_lines_that_are_no_extraction_are_named(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "said.jsonl", contract.extraction_json(EXTRACTION), {"claims": []})
    with pytest.raises(BadGold, match=r"said\.jsonl: line 2 is not an extraction"):
        read_predicted(path)


def test_gold_is_read_from_a_file_or_a_folder(tmp_path: Path) -> None:
    write_rows(tmp_path / "b.jsonl", {**gold_row(REPORT), "id": "r2"})
    write_rows(tmp_path / "a.jsonl", gold_row(REPORT))
    (tmp_path / "events.json").write_text('{"blast": {"lat": 43.65, "lon": 51.17}}', encoding="utf-8")
    reports = read_gold(tmp_path)
    assert [report.id for report in reports] == ["r1", "r2"]
    assert reports[0].claims == REPORT.claims
    assert read_gold(tmp_path / "a.jsonl")[0].claims == REPORT.claims


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 is not a JSON object"),
        ('{"id": "r1"}', "report 1 lacks"),
        ('{"id": "r1", "text": "x", "claims": [{"quote": "x"}]}', "report 1 lacks"),
    ],
)
def test_bad_gold_is_one_line_that_names_the_file(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BadGold, match=message) as caught:
        read_gold(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_gold_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")
    with pytest.raises(BadGold, match=r"no \.jsonl file"):
        read_gold(tmp_path)


def test_an_outcome_knell_does_not_know_is_not_asked_of_it(tmp_path: Path) -> None:
    row = gold_row(REPORT)
    row["claims"][0]["harm"] = "other"  # type: ignore[index]
    (report,) = read_gold(write_rows(tmp_path / "gold.jsonl", row))
    assert [claim.optional for claim in report.claims] == [True, False, False]

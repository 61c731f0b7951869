"""The reports about Black January give what a careful person finds in them, alone and together in a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from knell.extraction import extract
from knell.figures import Statement
from knell.model import Claim, Extraction, Outcome
from knell.record import Record, Sealed, linking
from knell.reports import Reading, scan, severity
from knell.reports.problems import Severity
from tests.record.dumping import dump

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED = json.loads((EXAMPLES / "black-january.expected.json").read_text(encoding="utf-8"))
FIGURES = EXPECTED["figures"]
KEYS = {report["title"]: key for key, report in EXPECTED["reports"].items()}
TODAY = date(2026, 2, 1)


def said(figure: dict[str, Any]) -> str:
    """What to call a figure in the list of tests."""
    return f"{figure['outcome']}-{figure['low']}-{figure['high']}"


each_figure = pytest.mark.parametrize("figure", FIGURES, ids=said)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    items = list(scan(EXAMPLES / "black-january", today=TODAY))
    assert [item for item in items if not isinstance(item, Reading)] == []
    return [item for item in items if isinstance(item, Reading)]


@pytest.fixture(scope="module")
def extractions(readings: list[Reading]) -> dict[str, Extraction]:
    return {KEYS[str(reading.report.title)]: extract(reading.report) for reading in readings}


@pytest.fixture(scope="module")
def record(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("examples") / "knell.db") as made:
        made.add_many([Sealed(extract(reading.report), reading.raw) for reading in readings])
        made.link()
        yield made


def main_event(record: Record) -> str:
    """The key of the event that most reports tell of."""
    return record.events()[0].key


def states(claim: Claim, figure: dict[str, Any]) -> bool:
    """Whether a claim gives a figure's outcome and bounds."""
    bounds = (claim.count.low, claim.count.high)
    return claim.outcome == figure["outcome"] and bounds == (figure["low"], figure["high"])


# What each report says


def test_every_report_is_read_and_nothing_is_left_out(readings: list[Reading]) -> None:
    assert sorted(KEYS[str(reading.report.title)] for reading in readings) == sorted(EXPECTED["reports"])
    for reading in readings:
        assert reading.report.language == "en"
        assert all(severity(problem) is Severity.NOTE for problem in reading.report.problems)


@each_figure
def test_figure_is_claimed_by_each_of_its_reports(figure: dict[str, Any], extractions: dict[str, Extraction]) -> None:
    for report in figure["reports"]:
        found = [claim for claim in extractions[report].claims if states(claim, figure)]
        assert found, f"{report} does not say it"
        assert all(claim.count.wording in figure["wording"] for claim in found), report
        assert any(claim.role in figure["role"] for claim in found), f"{report}: {[claim.role for claim in found]}"


@each_figure
def test_figure_cites_who_the_text_cites(figure: dict[str, Any], extractions: dict[str, Extraction]) -> None:
    for report in figure["reports"]:
        found = [claim for claim in extractions[report].claims if states(claim, figure)]
        types = [claim.cited.type if claim.cited else None for claim in found]
        assert any(cited in figure["cited"] for cited in types), f"{report}: {types}"


@pytest.mark.parametrize("key", EXPECTED["reports"])
def test_no_claim_is_invented(key: str, extractions: dict[str, Extraction]) -> None:
    known = [figure for figure in FIGURES + EXPECTED["other_events"] if key in figure["reports"]]
    known += [figure for figure in EXPECTED["may_also_be_claimed"] if figure["report"] == key]
    invented = [
        (claim.outcome.value, claim.count.low, claim.count.high, claim.quote)
        for claim in extractions[key].claims
        if not claim.negated and not any(states(claim, figure) for figure in known)
    ]
    assert invented == []


def test_captions_are_not_read(readings: list[Reading]) -> None:
    for reading in readings:
        report = reading.report
        body = "".join(report.text[span.start : span.end] for span in report.body())
        assert "Photo:" not in body


def test_reports_of_later_years_look_back(extractions: dict[str, Extraction]) -> None:
    looking_back = sorted(key for key, extraction in extractions.items() if extraction.retrospective)
    assert looking_back == sorted(EXPECTED["retrospective"])


@pytest.mark.parametrize("key", EXPECTED["retrospective"])
def test_a_report_of_later_years_is_about_the_night(key: str, extractions: dict[str, Extraction]) -> None:
    first = extractions[key].events[0]
    assert first.interval is not None
    assert (first.interval.start, first.interval.end) in _nights()
    assert first.place is not None and first.place.country == EXPECTED["event"]["country"]


def _nights() -> list[tuple[date, date]]:
    """The night as reports name it: by both its days, or by the one it is called after."""
    start, end = (date.fromisoformat(EXPECTED["event"][name]) for name in ("start", "end"))
    return [(start, end), (end, end), (start, start)]


def test_finding_and_commemoration(extractions: dict[str, Extraction]) -> None:
    for wanted in EXPECTED["findings"]:
        (finding,) = extractions[wanted["report"]].findings
        assert finding.interval is not None
        assert finding.interval.start.year == finding.interval.end.year == wanted["year"]
        assert wanted["finder"] in finding.finder
        assert wanted["responsible"] in finding.responsible
        assert finding.punished is wanted["punished"]
    for wanted in EXPECTED["commemorations"]:
        (day,) = extractions[wanted["report"]].commemorations
        assert (day.month, day.day, day.kind) == (wanted["month"], wanted["day"], wanted["kind"])


# What the record of them says


def test_one_event_holds_the_night(record: Record) -> None:
    event = record.event(main_event(record)).event
    assert event.interval is not None and event.place is not None
    wanted = EXPECTED["event"]
    assert (event.interval.start.isoformat(), event.interval.end.isoformat()) == (wanted["start"], wanted["end"])
    assert (event.place.name, event.place.country) == (wanted["place"], wanted["country"])


def test_totals_are_in_the_one_event(record: Record) -> None:
    claims = record.claims(main_event(record))
    missing = [said(f) for f in FIGURES if f["role"] == ["total"] and not any(states(claim, f) for claim in claims)]
    assert missing == []


@each_figure
def test_independent_sources_of_a_figure(figure: dict[str, Any], record: Record) -> None:
    if figure["role"] != ["total"]:
        pytest.skip("sub-totals may stand under events of their own")
    keys = {report.id: KEYS[str(report.title)] for report in record.reports(main_event(record))}
    about = [each for each in record.statements(main_event(record)) if states(each.claim, figure)]
    assert sorted({keys[each.report] for each in about}) == sorted(set(figure["reports"]))
    assert _grouped(about, keys) == sorted(sorted(group) for group in figure["sources"])


def _grouped(statements: list[Statement], keys: dict[str, str]) -> list[list[str]]:
    groups: dict[str, set[str]] = {}
    for each in statements:
        groups.setdefault(each.group, set()).add(keys[each.report])
    return sorted(sorted(group) for group in groups.values())


@pytest.mark.parametrize("outcome", ["killed", "injured", "missing", "detained"])
def test_reconciled_figures(outcome: str, record: Record) -> None:
    wanted = EXPECTED["reconciled"][outcome]
    figure = record.figures(main_event(record), EXPECTED["reconciled"]["rule"])[Outcome(outcome)].range
    assert figure.best == wanted["best"]
    if "low_at_most" in wanted:
        assert figure.low is not None and figure.low <= wanted["low_at_most"]
        assert figure.high is not None and figure.high >= wanted["high_at_least"]


def test_other_events_are_kept_apart(record: Record, readings: list[Reading]) -> None:
    told = {claim.id for claim in record.claims(main_event(record))}
    own = {KEYS[str(reading.report.title)]: extract(reading.report).claims for reading in readings}
    mixed = [
        other["note"]
        for other in EXPECTED["other_events"]
        if any(claim.id in told and states(claim, other) for key in other["reports"] for claim in own[key])
    ]
    assert mixed == []


def test_nothing_happened_in_later_years(record: Record) -> None:
    limit = date.fromisoformat(EXPECTED["no_casualties_after"])
    later = [linked.event for linked in record.events() if linked.event.interval and linked.event.interval.end > limit]
    assert later == []


# Languages that are still to come


def test_reports_in_other_languages_are_read_or_said_to_be_waiting() -> None:
    for item in scan(EXAMPLES / "black-january-other-languages", today=TODAY):
        assert isinstance(item, Reading)
        assert item.report.language in {"az", "ru"}
        extraction = extract(item.report)
        if not extraction.claims:
            assert [problem for problem in extraction.problems if item.report.language in problem.message], (
                "one clear line must say that the language is not supported yet"
            )


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_arrival_ends_in_the_same_record(
    extractions: dict[str, Extraction], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(linking, "_WORTH", 0)
    rng = Random(seed)
    left = rng.sample(sorted(extractions), len(extractions))
    with Record(tmp_path / "steps.db") as steps, Record(tmp_path / "once.db") as once:
        once.add_many([Sealed(one) for one in extractions.values()])
        once.link()
        while left:
            many = rng.choice((1, 1, 2, 5))
            steps.add_many([Sealed(extractions[name]) for name in left[:many]])
            steps.link()
            del left[:many]
    assert dump(tmp_path / "steps.db") == dump(tmp_path / "once.db")

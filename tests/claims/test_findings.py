"""Findings of who is responsible."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Finding, Report

_EVENT = "On 4 June 1990 soldiers killed 40 people in Osh. "


def _findings(text: str, published: date | None = None) -> tuple[Finding, ...]:
    found = extract(Report(id="r", text=_EVENT + text, published=published, language="en"))
    assert all(finding.event == found.events[0].key for finding in found.findings)
    assert all(found.report.text[f.start : f.end] == f.quote for f in found.findings)
    return found.findings


@pytest.mark.parametrize(
    ("text", "finder", "responsible", "punished"),
    [
        (
            "In 1996, the Supreme Court found three generals guilty of the killings.",
            "the Supreme Court",
            "three generals",
            None,
        ),
        (
            "A tribunal recognised several officials, among them General Osin, as guilty. But no one was punished.",
            "A tribunal",
            "several officials, among them General Osin",
            False,
        ),
        ("An inquiry concluded that the army was responsible for the massacre.", "An inquiry", "the army", None),
        (
            "The high court, since reformed, held three ministers responsible for the deaths, Premier Osin among them.",
            "The high court",
            "three ministers, Premier Osin among them",
            None,
        ),
        (
            "The regional court ruled in March that the provincial government was to blame for the 1986 massacre.",
            "The regional court",
            "the provincial government",
            None,
        ),
        (
            "The tribunal concluded, after two years, that the guards were responsible for the deaths.",
            "The tribunal",
            "the guards",
            None,
        ),
        ("The commission blamed the local police for the deaths.", "The commission", "the local police", None),
        (
            "Two officers were convicted of murder by a military court and jailed.",
            "a military court",
            "Two officers",
            True,
        ),
        ("The army was to blame, a parliamentary inquiry found.", "a parliamentary inquiry", "The army", None),
        ("A court acquitted both commanders of murder.", "A court", "both commanders", False),
        (
            "The UN commission held the government responsible for the attack; none was prosecuted.",
            "The UN commission",
            "the government",
            False,
        ),
        ("A judge sentenced Colonel Osin to life in prison for the massacre.", "A judge", "Colonel Osin", True),
        (
            "An inquiry laid the blame on the army, but nobody lost a post or was punished.",
            "An inquiry",
            "the army",
            False,
        ),
    ],
)
def test_a_finding_says_who_found_whom(text: str, finder: str, responsible: str, punished: bool | None) -> None:
    (found,) = _findings(text)
    assert (found.finder, found.responsible, found.punished) == (finder, responsible, punished)


def test_a_finding_is_dated_by_its_own_time_not_the_events() -> None:
    (found,) = _findings("In 1996, a court convicted two officers of the 1990 massacre.")
    assert found.interval is not None
    assert (found.interval.start, found.interval.end) == (date(1996, 1, 1), date(1996, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "A court found the former mayor guilty of corruption.",
        "A court could find three generals guilty of the killings.",
        "Families want a tribunal to hold the army responsible.",
        "The prosecutor accused two officers of murder.",
        "Police found three bodies in the court of a house.",
        "Survivors blamed the army for the killings.",
        "The commission found no evidence of a massacre.",
        "A court held a hearing on the case.",
    ],
)
def test_what_is_no_finding_is_none(text: str) -> None:
    assert _findings(text) == ()


def test_a_report_without_an_event_has_no_findings() -> None:
    found = extract(Report(id="r", text="The Supreme Court found three generals guilty of murder.", language="en"))
    assert found.findings == ()

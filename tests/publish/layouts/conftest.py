"""A small record whose events have all that layouts trip over, and the entries that a release has of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knell import Record, extract
from knell.model import Report
from knell.publish import Cut, Entry, Terms

REPORTS = (
    ("bridge-1", "Artillery shells hit a bridge in Mykolaiv on 14 April 2022, killing 9 civilians and wounding 20, the "
     "regional governor said.", date(2022, 4, 15), "Courier", 'Shells; "a bridge" hit'),
    ("bridge-2", "At least 11 people died when shells hit a bridge in Mykolaiv on 14 April 2022, doctors said.",
     date(2022, 4, 16), "Herald The", "Toll rises"),
    ("siege-1", "Clashes in Osh on June 10-12 2010 killed 40 people, the interior ministry said.",
     date(2010, 6, 14), "Post", "Clashes"),
    ("bus-1", "Gunmen attacked a bus in Colombia on 3 May 2003 and killed 6 passengers, police said.",
     date(2003, 5, 4), "Gazette", "Attack on a bus"),
    ("crowd-1", "Police wounded 15 protesters in Nairobi on 7 July 1997, a hospital said.",
     date(1997, 7, 8), "Gazette", "Protest"),
    ("nowhere-1", "Dozens of people were killed in the fighting, a witness said.", None, None, None),
)  # fmt: skip
TERMS = Terms(date(2026, 1, 1), unreviewed=True)


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record; of its events, only the one about the bridge is reviewed."""
    path = tmp_path_factory.mktemp("layouts") / "r.db"
    with Record(path) as record:
        for ident, text, published, outlet, title in REPORTS:
            report = Report(ident, text, title=title, published=published, language="en", outlet=outlet)
            record.add(extract(report))
        record.link()
        bridge = next(event.key for event in record.events() if "bridge-1" in event.reports)
        record.mark_reviewed(bridge, by="ana", why="read both")
    return path


@pytest.fixture(scope="session")
def entries(record_path: Path) -> dict[str, Entry]:
    """The entries by the first word of their first report's id."""
    with Record(record_path) as record:
        return {entry.reports[0].id.split("-")[0]: entry for entry in Cut(record, TERMS).entries()}

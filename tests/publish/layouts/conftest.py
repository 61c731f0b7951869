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
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Entry]:
    """The entries by the first word of their first report's id; only the one about the bridge is reviewed."""
    path: Path = tmp_path_factory.mktemp("layouts") / "r.db"
    with Record(path) as record:
        for ident, text, published, outlet, title in REPORTS:
            report = Report(ident, text, title=title, published=published, language="en", outlet=outlet)
            record.add(extract(report))
        record.link()
        found = {event.reports[0].split("-")[0]: event.key for event in record.events()}
        record.mark_reviewed(found["bridge"], by="ana", why="read both")
        made = {entry.key: entry for entry in Cut(record, TERMS).entries()}
    return {name: made[key] for name, key in found.items()}

"""A small site of our own, written once: two events, sources that disagree, words that would be markup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="the site needs Jinja2")

from knell.extraction import extract
from knell.model import Report
from knell.publish import Cut, Terms
from knell.publish.site import write_site
from knell.record import Record, Sealed

REPORTS = (
    Report(
        id="a1",
        text="A bomb killed 14 people in Osh on 3 May 2011, police said. Another 30 were injured.",
        title="Bomb <b>in</b> Osh",
        published=date(2011, 5, 4),
        language="en",
        outlet="The Heron & Post",
        url="https://heron.example/a1",
        sha256="aa" * 32,
    ),
    Report(
        id="a2",
        text="A hospital doctor said 17 people were killed by the bomb in Osh on 3 May 2011.",
        title="Doctor speaks",
        published=date(2011, 5, 6),
        language="en",
        outlet="Valley Radio",
        url="javascript:alert(1)",
        sha256="bb" * 32,
    ),
    Report(
        id="a3",
        text="Four miners were killed on 9 June 2014 when a roof fell in at Tkibuli, Georgia, the ministry said.",
        title="Roof falls in Tkibuli",
        published=date(2014, 6, 10),
        language="en",
        outlet="Valley Radio",
        url="https://valley.example/a3",
        sha256="cc" * 32,
    ),
)
DAY = date(2020, 2, 3)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("site") / "knell.db") as opened:
        opened.add_many([Sealed(extract(one)) for one in REPORTS])
        opened.link()
        yield opened


@pytest.fixture(scope="session")
def site(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    write_site(Cut(record, Terms(DAY, version="7", unreviewed=True)), folder)
    return folder

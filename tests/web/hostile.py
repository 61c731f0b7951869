"""Reports that mean no good, or were decoded badly, in a record of their own."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from knell.extraction import extract
from knell.model import DateSignal, Report
from knell.record import Record, Sealed

RAW = b"<html><script>alert(1)</script>"
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"

HOSTILE = (
    Report(
        id="h/1?x#y",
        text=f"{SCRIPT} Police said 14 people were killed in Lagos on 3 May 2019. {SCRIPT}",
        title=f"14 dead {SCRIPT}",
        published=date(2019, 5, 4),
        language="en",
        outlet=SCRIPT,
        url="javascript:alert(1)",
        dates=(DateSignal(SCRIPT, SCRIPT, None),),
        authors=(SCRIPT,),
        sha256=hashlib.sha256(RAW).hexdigest(),
    ),
    Report(
        id="turned",
        text="At least \u202e31\u202c people were killed in Lagos on 3 May 2019, police said.\u2066",
        title="\u202egnihton",
        published=date(2019, 5, 5),
        language="en",
        url="https://example.org/\u202egro.elpmaxe",
    ),
    Report(
        id="broken",
        text="NUL \x00 here. \ud800 Fifteen people were killed in Lagos on 3 May 2019.\udfff\r\nEnd.\x85",
        title="broken \ud800 title",
        published=date(2019, 5, 6),
        language="en",
        outlet="out\udfff",
        url="https://example.org/a b",
    ),
    Report(id="silent", text="The weather was fine.", title=None, language=None),
    Report(id="unknown-language", text="Blah blah blah.", language="xx", published=date(2020, 1, 1)),
    Report(id="empty", text="", language="en"),
    Report(
        id="arabic",
        text="قتل 12 شخصا في الهجوم. <b>x</b> \u200fنص\n\nMixed: 12 (١٢) people.",
        title="خبر",
        language="ar",
        published=date(2021, 2, 3),
        url="https://example.org/خبر",
    ),
)


def hostile_record(target: Path) -> str:
    """A record of them, linked."""
    with Record(target) as record:
        record.add_many([Sealed(extract(report), RAW if report.sha256 else None) for report in HOSTILE])
        record.link()
    return str(target)

"""``knell`` with a stand-in for the extraction room: quick, predictable, and able to misbehave on demand.

Run as a program it is the ``knell`` command. A report says what the stand-in does: ``7 killed`` is a claim, and
RAISE, CRASH and SLOW are what they say.
"""

from __future__ import annotations

import os
import re
import sys
import time
from datetime import date
from types import ModuleType

from knell.model import (
    Claim,
    Count,
    Event,
    Extraction,
    Interval,
    Outcome,
    Place,
    Range,
    Report,
    Role,
    Victims,
    Wording,
    content_id,
)


def extract(report: Report) -> Extraction:
    """Claims for the figures in a text."""
    if "RAISE" in report.text:
        raise ValueError("two\nlines \x1b[31m")
    if "CRASH" in report.text:
        os._exit(9)
    if "SLOW" in report.text:
        time.sleep(float(os.environ.get("KNELL_TEST_SECONDS", "0.001")))
    claims = tuple(
        Claim(
            id=content_id(report.id, found.start()),
            start=found.start(),
            end=found.end(),
            quote=found[0],
            outcome=Outcome.KILLED,
            count=Count(int(found[1]), int(found[1]), Wording.EXACT),
            victims=Victims("people"),
            role=Role.TOTAL,
            event="e",
        )
        for found in re.finditer(r"(\d+) killed", report.text)
    )
    figures = {Outcome.KILLED: Range(None, claims[0].count.low, None)} if claims else {}
    place = Place("Baku", "Azerbaijan", None, 40.4, 49.9, 587084, 1)
    event = Event("e", "A night", Interval(date(1990, 1, 19), date(1990, 1, 20), 2), place, figures)
    return Extraction(report, claims, (event,))


def install() -> ModuleType:
    """A module to stand in for ``knell.extraction``."""
    module = ModuleType("knell.extraction")
    module.extract = extract  # type: ignore[attr-defined]
    return module


if __name__ == "__main__":
    sys.modules["knell.extraction"] = install()
    from knell.cli import main

    main()

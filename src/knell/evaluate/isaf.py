"""Score dates, provinces and least numbers killed and captured against coded ISAF press releases.

Only what the first event says is compared, since a release is coded for one; a least number is also right when it is
that of all events of the release together. Where gold says nobody was killed (or captured), right is no figure or 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knell import times
from knell.evaluate.gold import BadGold, as_date, report_of, rows
from knell.evaluate.judge import fold
from knell.evaluate.measures import Measure, share
from knell.evaluate.predicted import Predicted
from knell.languages import load
from knell.model import Event, Outcome, Report
from knell.text import find_quantities, tokenize

_WORD = re.compile(r"\w+")
_DROPPED = re.compile(r"[aeiouyw]")


@dataclass(frozen=True, slots=True)
class Release:
    """One press release and what was coded."""

    report: Report
    start: date
    province: str
    killed: int
    captured: int


@dataclass(frozen=True, slots=True)
class MarkedRelease:
    """One release and what was read in it."""

    release: Release
    predicted: Predicted

    @property
    def main(self) -> Event | None:
        """The event the release is about."""
        return self.predicted.events[0] if self.predicted.events else None

    @property
    def date_right(self) -> bool:
        """Whether the first day of the event is the coded one."""
        interval = self.main.interval if self.main else None
        return interval is not None and interval.start == self.release.start

    @property
    def date_wrong(self) -> bool:
        """Whether a day was given that is not the coded one."""
        return self.main is not None and self.main.interval is not None and not self.date_right

    @property
    def province_right(self) -> bool:
        """Whether the event lies in the coded province, however it is spelt."""
        place = self.main.place if self.main else None
        if place is None:
            return False
        wanted = skeleton(self.release.province)
        return bool(wanted) and any(wanted <= skeleton(name) for name in (place.admin1 or "", place.name))

    def least_right(self, outcome: Outcome, least: int) -> bool:
        """Whether a coded least number is the low or best one of the first event, or of all events together."""
        said = set(self._bounds(self.predicted.events[:1], outcome))
        if least == 0:
            return said <= {0}
        return least in said | set(self._bounds(self.predicted.events, outcome))

    def _bounds(self, events: Sequence[Event], outcome: Outcome) -> tuple[int, ...]:
        figures = [event.figures[outcome] for event in events if outcome in event.figures]
        lows = [f.low for f in figures if f.low is not None]
        bests = [f.best for f in figures if f.best is not None]
        return tuple(sum(numbers) for numbers in (lows, bests) if numbers)


def read_isaf(path: Path) -> list[Release]:
    """The releases of an ISAF jsonl file. Raises ``BadGold``."""
    releases = []
    for number, row in enumerate(rows(path), 1):
        gold = row["gold"]
        start = as_date(gold["start_date"])
        if start is None:
            raise BadGold(f"{path}: report {number} has no start_date")
        province = " ".join(gold["province"])
        releases.append(Release(report_of(row), start, province, int(gold["min_killed"]), int(gold["min_captured"])))
    return releases


def measures(marked: Sequence[MarkedRelease]) -> dict[str, Measure]:
    """Dates, provinces, killed and captured; some and none apart, since most releases kill nobody.

    Numbers killed are scored twice: all that were coded, and those that the release states as a number.
    """
    return {
        "date right": share(m.date_right for m in marked),
        "date not wrong": share(not m.date_wrong for m in marked),
        "province right": share(m.province_right for m in marked if skeleton(m.release.province)),
        "killed right": _least(marked, Outcome.KILLED, some=True),
        "killed right where stated": share(
            m.least_right(Outcome.KILLED, m.release.killed)
            for m in marked
            if m.release.killed and is_stated(m.release, m.release.killed)
        ),
        "no killed right": _least(marked, Outcome.KILLED, some=False),
        "captured right": _least(marked, Outcome.DETAINED, some=True),
        "no captured right": _least(marked, Outcome.DETAINED, some=False),
    }


def skeleton(name: str) -> frozenset[str]:
    """The words of a name without vowels, so that spellings agree: Paktya and Paktia, Khost and Khowst."""
    words = (_DROPPED.sub("", word) for word in _WORD.findall(fold(name)))
    return frozenset(word for word in words if word)


def is_stated(release: Release, least: int) -> bool:
    """Whether a release has a coded number in figures or words; the others are a coder's reading of "several"."""
    report = release.report
    pack, dates = load(report.language or ""), times.find(report.text, report.language, report.published)
    tokens = [t for t in tokenize(report.text, pack) if not any(d.start <= t.start < d.end for d in dates)]
    return any(q.count.low == least for q in find_quantities(tokens, pack) if q.kind == "count")


def coded(release: Release, outcome: Outcome) -> int:
    """The coded least number of an outcome."""
    return release.killed if outcome is Outcome.KILLED else release.captured


def _least(marked: Sequence[MarkedRelease], outcome: Outcome, *, some: bool) -> Measure:
    asked = [(m, coded(m.release, outcome)) for m in marked]
    return share(m.least_right(outcome, least) for m, least in asked if bool(least) is some)

"""What a text has said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from knell.model import Interval
from knell.times.mention import Bound, Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means. ``weak`` ones ("the 1992 massacre") do not set the year for what follows."""

    interval: Interval | None
    kind: Kind
    because: str
    bound: Bound | None = None
    month_day: tuple[int, int] | None = None
    weak: bool = False
    limit: Interval | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A reading and where it stood."""

    reading: Reading
    interval: Interval
    sentence: int
    paragraph: int


@dataclass(slots=True)
class Discourse:
    """The state of reading one text from start to end.

    ``stated`` gives the year of month and day pairs that the text dates in full somewhere, None where it dates them
    in two ways; ``days`` is all full dates, each once, in order; ``history`` says that the text is an account of
    the past; ``remembering`` that it marks an anniversary. ``anchor`` is the last time that carries the story on,
    ``aside`` a year named in passing since, ``dated`` the last time that does not count from the report's date,
    ``focus`` the last day, ``last`` the last time of all, ``yearly`` the sentence of the last yearly day,
    ``chronicle`` the year of the chronology that is being read, ``ahead`` the year of the time that the one being
    read is joined with.
    """

    reference: date | None
    stated: dict[tuple[int, int], int | None] = field(default_factory=dict)
    days: Sequence[Interval] = ()
    history: bool = False
    remembering: bool = False
    anchor: Told | None = None
    aside: Told | None = None
    dated: Told | None = None
    focus: Told | None = None
    last: Told | None = None
    yearly: int | None = None
    chronicle: int | None = None
    ahead: int | None = None

    def tell(self, reading: Reading, sentence: int, paragraph: int) -> None:
        """Take a reading into account for what follows."""
        if reading.kind == "yearly":
            self.yearly = sentence
        interval = reading.interval
        if reading.kind == "anniversary" and interval is not None and reading.month_day is not None:
            self.stated.setdefault(reading.month_day, interval.start.year)
        if interval is None or reading.kind in ("yearly", "dateline", "update", "anniversary"):
            return
        told = Told(reading, interval, sentence, paragraph)
        self.last = told
        if reading.kind != "relative":
            self.dated = told
        if (interval.end - interval.start).days <= 6 and reading.bound is None:
            self.focus = told
            self.yearly = None
        aside = reading.bound is not None or reading.weak or (self.history and reading.kind == "relative")
        if aside and (self.anchor is not None or self.reference is not None or not self.history):
            self.aside = told
        elif (interval.end - interval.start).days <= 800:
            self.anchor, self.aside = told, None

    def recent(self, sentence: int, reach: int = 2) -> Told | None:
        """The day last told, if that was within so many sentences."""
        if self.focus is not None and 0 <= sentence - self.focus.sentence <= reach:
            return self.focus
        return None

"""What drawings say, in the languages there is a file of words for; another mapping of the same keys serves as well."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from knell.drawing.letters import clean, isolated
from knell.drawing.scales import Tick
from knell.figures import Step
from knell.model import Count, Event, Outcome, Place, Range, Wording

_FILES = Path(__file__).with_name("words")
_LARGE = 10_000_000
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class UnknownLanguage(LookupError):
    """There are no words of this language."""


class Words:
    """The words of one language."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self.language: str = given["language"]
        self.months: tuple[str, ...] = tuple(given["months"])

    def say(self, key: str, **values: object) -> str:
        """A sentence with what is put into it."""
        found: str = self._given["sentences"][key]
        return found.format(**values)

    def number(self, value: int) -> str:
        """A whole number as it is written in this language."""
        return f"{value:,}".replace(",", self._given["thousands"])

    def tick(self, tick: Tick) -> str:
        """A number beside an axis; a very large one by its power of ten."""
        value = int(tick.words.replace(",", ""))
        digits = str(value).rstrip("0")
        power = len(str(value)) - len(digits)
        if value < _LARGE or len(digits) > 2:
            return self.number(value)
        return f"{'' if digits == '1' else f'{digits}×'}10{str(power).translate(_RAISED)}"

    def outcome(self, value: Outcome) -> str:
        """The name of an outcome."""
        name: str = self._given["outcomes"][value.value]
        return name

    def precision(self, place: Place) -> str:
        """How well a place is known."""
        found: str = self._given["places"].get(str(place.precision), "")
        return found

    def count(self, count: Count) -> str:
        """A claim's number as its words bound it."""
        low, high = count.low, count.high
        if low is None and high is None:
            return self.say("unknown")
        if low is None or high is None:
            return self._open(count)
        number = self.number(low) if low == high else f"{self.number(low)}–{self.number(high)}"
        key = {Wording.ABOUT: "about", Wording.VAGUE: "vague"}.get(count.wording)
        return self.say(key, number=number) if key else number

    def _open(self, count: Count) -> str:
        if count.low is None:
            sign = "<" if count.wording is Wording.FEWER_THAN else "≤"
            return f"{sign} {self.number(count.high or 0)}"
        number = f"{'>' if count.wording is Wording.MORE_THAN else '≥'} {self.number(count.low)}"
        return self.say("vague", number=number) if count.wording is Wording.VAGUE else number

    def range(self, value: Range) -> str:
        """A figure: ``131–150 (147)``; a question mark is a bound that no report gives."""
        low, best, high = value.low, value.best, value.high
        if low is not None and low == high:
            return self.number(low)
        shown = ["?" if bound is None else self.number(bound) for bound in (low, high)]
        bounds = "–".join(shown) if low is not None or high is not None else ""
        if best is None:
            return bounds or "?"
        return f"{bounds} ({self.number(best)})" if bounds else self.number(best)

    def who(self, step: Step) -> str:
        """Whose a total is."""
        if step.cited is None:
            outlet = clean(step.outlet or "")
            return self.say("own_voice", outlet=isolated(outlet)) if outlet else self.say("no_outlet")
        kind = "" if step.type is None else f" ({self._given['types'][step.type.value]})"
        return isolated(clean(step.cited)) + kind

    def published(self, first: date | None, last: date | None) -> str:
        """First and last day of publication."""
        if first is None or last is None:
            return self.say("undated")
        days = first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"
        return self.say("published", days=days)

    def heading(self, event: Event) -> str:
        """What to call an event, with its days: the name alone may be that of several."""
        if event.interval is None:
            return self.event(event)
        start, end = event.interval.start.isoformat(), event.interval.end.isoformat()
        return f"{isolated(self.event(event))}, {start if start == end else f'{start} – {end}'}"

    def event(self, event: Event) -> str:
        """What to call an event: its name, or where it was."""
        return clean(event.name or (event.place.name if event.place else "")) or self.say("unnamed")


def languages() -> tuple[str, ...]:
    """The languages that there are words of, by their codes."""
    return tuple(sorted(path.stem for path in _FILES.glob("*.toml")))


@cache
def words(language: str = "en") -> Words:
    """The words of a language by its code. Raises ``UnknownLanguage``."""
    if language not in languages():
        raise UnknownLanguage(f"drawings are not written in {language!r}; there are: {', '.join(languages())}")
    return Words(tomllib.loads((_FILES / f"{language}.toml").read_text(encoding="utf-8")))

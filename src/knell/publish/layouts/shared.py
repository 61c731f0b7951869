"""What the layouts of other projects have in common: numbers made from keys, plain text, what people set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knell.model import Figure, Interval, Outcome, Place, Range
from knell.publish.cut import Entry
from knell.publish.tables import BadRow

# So many hexadecimal digits make a number that every program holds exactly, a float (2 ** 53) too.
_DIGITS = 13
BY_HAND = "set by hand"
# The most days that each of UCDP's date_prec stands for.
MOST_DAYS = {1: 1, 2: 6, 3: 7, 4: 31, 5: 366}
_CODES = ("date_prec ", "where_prec ", "time_precision ", "geo_precision ")


def number_of(key: str) -> int:
    """A number for an event, always the same: the first digits of its key. Raises ``BadRow`` for what is no key."""
    try:
        return int(key[:_DIGITS], 16)
    except ValueError:
        raise BadRow(f"event {key}: its key is no hexadecimal number, so it has no id") from None


def plain(text: str | None, but: str = "") -> str:
    """A text on one line, with a comma for each of the characters that its column uses to part values."""
    return " ".join((text or "").split()).translate({ord(mark): "," for mark in but})


def days_in(interval: Interval) -> int:
    """How many days there are from the first to the last."""
    return (interval.end - interval.start).days + 1


def date_prec(interval: Interval) -> int | None:
    """UCDP's code of how exact the days are: the record's, and never more exact than their number allows.

    None where they are more than any code stands for.
    """
    by_length = next((code for code, most in MOST_DAYS.items() if days_in(interval) <= most), None)
    return None if by_length is None else max(interval.precision, by_length)


def point_of(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude; None where either is unknown."""
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def distinct(texts: Iterable[str | None]) -> list[str]:
    """The texts that are not empty, each once, in order."""
    return list(dict.fromkeys(text for text in texts if text))


def killed(entry: Entry, rule: str) -> tuple[Range, str, Sequence[str]] | None:
    """The deaths of an event: its range, where it comes from, the claims it rests on. None where nobody gives any.

    What a person set by hand goes before what a rule makes.
    """
    figure: Figure | None = figures_by(entry, rule).get(Outcome.KILLED)
    hand = entry.by_hand.get(Outcome.KILLED)
    if hand is not None:
        return hand, BY_HAND, ()
    if figure is None:
        return None
    # The codes stand in columns of their own, where a policy may have made them coarser than the rule had them.
    told = [part for part in figure.note.split("; ") if part and not part.startswith(_CODES)]
    return figure.range, ": ".join([figure.rule, *(["; ".join(told)] if told else [])]), figure.used


def figures_by(entry: Entry, rule: str) -> Mapping[Outcome, Figure]:
    """The figures of an event by a rule, by its name."""
    return entry.figures.get(rule, {})


def cited_by(entry: Entry) -> list[str]:
    """Whom the reports name as the origin of what they say, in their words, each once."""
    return distinct(plain(group.name) for group in entry.linked.groups if group.cited)


def perpetrators(entry: Entry) -> list[str]:
    """Who did it, in the words of the reports, each once."""
    named = (one.claim.perpetrator for one in entry.statements)
    return distinct(plain(one.text) for one in named if one is not None)

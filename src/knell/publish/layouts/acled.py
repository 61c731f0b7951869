"""The columns of an ACLED export: deaths as one number, days and places by ACLED's codes, the unknown left empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knell.model import Interval, Place
from knell.places import country_name
from knell.publish.cut import Entry
from knell.publish.layouts.acled_tables import DAYS, EVENTS, REVIEWED, UNREVIEWED
from knell.publish.layouts.countries import Country, country_of
from knell.publish.layouts.ged_tables import CODING
from knell.publish.layouts.shared import (
    date_prec,
    days_in,
    distinct,
    killed,
    number_of,
    perpetrators,
    plain,
    point_of,
)
from knell.publish.tables import BadRow, Cell, Row, Table
from knell.publish.terms import Terms

_RULE = "acled"
# UCDP's codes of days and places, and ACLED's.
_TIME = {1: 1, 2: 2, 3: 2, 4: 3}
_GEO = {1: 1, 2: 2, 3: 3, 4: 3, 5: 3}
# Days known no better than this are a vague date and not several days, so that nothing is divided.
_VAGUE = 4


@dataclass(frozen=True, slots=True)
class _Coded:
    """An event that ACLED would code: all that its rows need."""

    interval: Interval
    precision: int
    place: Place
    country: Country
    deaths: int
    figure: str
    claims: Sequence[str]


class Acled:
    """The layout of an ACLED export."""

    name = "acled"
    version = "2024"
    description = "Armed Conflict Location & Event Data: one row an event and day, deaths as one number."
    rules = """
- An event goes in when its day is known to within a month, its place better than to a country, and the rule `acled`, or
  a person, gives a number of deaths. `coding` lists every event of the release, also those that did not go in, and why.
- `time_precision` is 1 for UCDP's `date_prec` 1, 2 for 2 and 3, 3 for 4. `geo_precision` is 1 for `where_prec` 1, 2
  for 2, 3 for 3 to 5.
- A total of two to seven days is divided evenly over them, the rest to the first day, as the rule says: a row a day
  that has any. `days` says which rows are one event's, and what the total is. A month is coded on its middle day,
  undivided.
- `source` names only outlets whose claims give the number.
- Actors, event types, ACLED's regions and all that follows from them are empty: the record does not hold them.
- `tags` says whether a person reviewed the event.
- Rows are held to these rules before they are written: codes, years, whole points, no day twice, parts that add up. A
  row that breaks one stops the release, by name.
"""

    def tables(self, terms: Terms) -> tuple[Table, ...]:
        """How each event was coded, the rows, and which event each belongs to."""
        return CODING, EVENTS, DAYS

    def rows(self, entry: Entry, terms: Terms) -> Iterator[tuple[str, Row]]:
        """How the event was coded, and a row for each day that it has deaths of."""
        coded = _coded(entry)
        is_coded = isinstance(coded, _Coded)
        coding: dict[str, Cell] = {
            "event": entry.key,
            "reviewed": entry.reviewed,
            "coded": is_coded,
            "why_not": None if isinstance(coded, _Coded) else coded,
            "figure": coded.figure if isinstance(coded, _Coded) else None,
            "claims": " ".join(coded.claims) or None if isinstance(coded, _Coded) else None,
            "perpetrators": "; ".join(plain(one, ";") for one in perpetrators(entry)) or None,
        }
        yield CODING.name, coding
        if isinstance(coded, _Coded):
            rows = list(_rows(entry, coded))
            check(entry.key, rows, coded.deaths)
            for row in rows:
                yield EVENTS.name, row
            for row in rows:
                yield (
                    DAYS.name,
                    {
                        "event_id_cnty": row["event_id_cnty"],
                        "event": entry.key,
                        "reviewed": entry.reviewed,
                        "fatalities": row["fatalities"],
                        "of": coded.deaths,
                    },
                )


def _coded(entry: Entry) -> _Coded | str:
    """What is needed to code the event, or why it is not coded."""
    interval, place = entry.linked.event.interval, entry.linked.event.place
    if interval is None:
        return "the day is not known"
    precision = date_prec(interval)
    if precision not in _TIME:
        return "the day is not known to within a month"
    if place is None:
        return "the place is not known"
    country = country_of(place.country)
    if place.precision not in _GEO or country is None:
        return "the place is known only to a country, or lies in none"
    deaths = killed(entry, _RULE)
    number = None if deaths is None else deaths[0].best if deaths[0].best is not None else deaths[0].low
    if deaths is None or number is None:
        return "no number of deaths is stated"
    return _Coded(interval, precision, place, country, number, deaths[1], deaths[2])


def _rows(entry: Entry, coded: _Coded) -> Iterator[Row]:
    place = coded.place
    shares, (latitude, longitude) = _shares(coded), point_of(place) or (None, None)
    for number, (day, deaths) in enumerate(shares, 1):
        row: dict[str, Cell] = dict.fromkeys(field.name for field in EVENTS.fields)
        yield row | {
            "event_id_cnty": f"{coded.country.alpha3}{number_of(entry.key)}{number:02}",
            "event_date": day,
            "year": day.year,
            "time_precision": _TIME[coded.precision],
            "iso": coded.country.numeric,
            "country": country_name(place.country),
            "admin1": plain(place.admin1) or None,
            "location": plain(place.name) or None,
            "latitude": latitude,
            "longitude": longitude,
            "geo_precision": _GEO[place.precision],
            "source": _source(entry, coded.claims),
            "notes": _notes(entry, coded) + (f"; {deaths} of {coded.deaths} here" if len(shares) > 1 else ""),
            "fatalities": deaths,
            "tags": REVIEWED if entry.reviewed else UNREVIEWED,
        }


def _shares(coded: _Coded) -> list[tuple[date, int]]:
    """The days and the deaths of each: divided evenly, the rest to the first; all on the middle day of a vague date.

    A day that nothing is left for has no row: nobody says that it saw violence.
    """
    first, days = coded.interval.start, days_in(coded.interval)
    if coded.precision >= _VAGUE or not coded.deaths:
        return [(first + timedelta(days=(days - 1) // 2), coded.deaths)]
    each, rest = divmod(coded.deaths, days)
    shares = [(first + timedelta(days=at), each + (rest if at == 0 else 0)) for at in range(days)]
    return [(day, share) for day, share in shares if share]


def _source(entry: Entry, claims: Sequence[str]) -> str | None:
    giving = {one.report for one in entry.statements if one.claim.id in claims}
    reports = [one for one in entry.reports if not giving or one.id in giving]
    return "; ".join(distinct(plain(one.outlet, ";") for one in reports)) or None


def _notes(entry: Entry, coded: _Coded) -> str:
    name = plain(entry.linked.event.name)
    return f"{name}. {coded.figure}" if name else coded.figure


def check(key: str, rows: Sequence[Row], deaths: int) -> None:
    """Hold the rows of an event to ACLED's own rules: codes, days, sums. Raises ``BadRow``, naming the row."""
    for row in rows:
        name = f"event {key}, row {row.get('event_id_cnty')}"
        try:
            EVENTS.checked(row)
        except BadRow as bad:
            raise BadRow(f"{name}: {bad}") from None
        day = row["event_date"]
        if isinstance(day, date) and day.year != row["year"]:
            raise BadRow(f"{name}: {EVENTS.name}: the year is {row['year']}, but the day is {day}")
        if (row["latitude"] is None) != (row["longitude"] is None):
            raise BadRow(f"{name}: {EVENTS.name}: the coordinates are not whole")
    total = sum(row["fatalities"] for row in rows if isinstance(row["fatalities"], int))
    if total != deaths:
        raise BadRow(f"event {key}: {EVENTS.name}: the rows have {total} deaths, the event {deaths}")
    if len({row["event_date"] for row in rows}) != len(rows):
        raise BadRow(f"event {key}: {EVENTS.name}: two rows have the same day")


LAYOUT = Acled()
